"""Papers into an existing .bib: pure text to text. Imports this room's syntax, reading and writing.

What the file has stays, byte by byte: keys, order, comments, strings, fields that we do not know, and every value that
says the same as ours. What the library knows better is changed in its place; what it knows in addition is added behind
the last field; papers that the file does not have come at its end.
"""

import itertools
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace

from readinglist.core.bibtex.bibfiles.bibfile import BibFile, Block, value_of
from readinglist.core.bibtex.bibfiles.fuller import OWN_WORDS, better, given_names, in_ascii, says
from readinglist.core.bibtex.bibfiles.mergeable import refuse_unreadable
from readinglist.core.bibtex.dates import biblatex_date, bibtex_date, when
from readinglist.core.bibtex.entries import DANGLING, UNTITLED, Options, braced, fields, write_entry
from readinglist.core.bibtex.identifiers import arxiv_id, doi_of_address, plain_doi
from readinglist.core.bibtex.keys import suffixed
from readinglist.core.bibtex.kinds import PERIODICALS
from readinglist.core.bibtex.latex.decoding import decode, decode_url, decode_urls
from readinglist.core.bibtex.latex.marks import KEPT
from readinglist.core.bibtex.latex.names import last_name, parse_name, read_names
from readinglist.core.bibtex.memory import Memory
from readinglist.core.bibtex.whole_titles import joined, whole
from readinglist.core.records import Paper

_ARXIV = "arxiv.org/"
_WORD = re.compile(r"[^\W_]+")
#: How a key is told from the same one of another work (see `keys.suffixed`).
_SUFFIX = re.compile(r"(?:(?<=\d)|-)[a-z]{1,3}$")
_TELLING = 12  # letters of a title (or an identifier) from which on it is hardly that of two works
_SAME_PAPER = 60  # percent of the titles that must agree for two works to be one (the rule of imports)
#: One of these says what the others say; the one that the file has is kept.
_SYNONYMS = (
    frozenset({"journal", "journaltitle"}),
    frozenset({"annote", "annotation"}), frozenset({"archiveprefix", "eprinttype"}),
    frozenset({"primaryclass", "eprintclass"}), frozenset({"address", "location"}),
    frozenset({"school", "institution"}),
)  # fmt: skip
_DATES = frozenset({"year", "month", "day", "date"})
#: What stands in another field where the file has that.
_SAID_BY = {"pubstate": "year", "issue": "month"}


@dataclass(frozen=True, slots=True)
class Merged:
    """The new text, the key of every paper in it, how many entries were changed and added, and all keys in order.

    ``replaced``: by key and field what the file said and what it says now, both as they are written. ``doubled``: by
    key the fields that the file's entry has twice, of which the first was brought up to date. ``notes_kept`` are the
    keys of entries with a private note that is not the library's.
    """

    text: str
    keys: Mapping[int, str]
    changed: int
    added: int
    order: tuple[str, ...]
    replaced: Mapping[str, Mapping[str, tuple[str, str]]]
    doubled: Mapping[str, tuple[str, ...]]
    notes_kept: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Edit:
    """``text`` in place of what stands there; ``field`` is the one whose value says something else then."""

    start: int
    end: int
    text: str
    field: str = ""


def merge_text(
    existing: str, keyed: Iterable[tuple[str, Paper]], options: Options, memory: Memory | None = None
) -> Merged:
    """``existing`` with the entries of the papers in it; ``keyed`` are papers with the keys that they would get.

    Raises `ExportError` when a block of ``existing`` cannot be read: such a file is never touched.
    """
    file = BibFile(existing)
    refuse_unreadable(file)
    catalogue = _Catalogue(file)
    newline = "\r\n" if "\r\n" in existing else "\n"
    papers = list(keyed)
    # Every paper that stands under its own key gets that entry before another may claim it by identifier or title.
    own = {paper.id: catalogue.under_key(key, paper, options) for key, paper in papers}
    for _, paper in papers:
        for key in () if own[paper.id] else reversed(options.former.get(paper.id, ())):
            own[paper.id] = own[paper.id] or catalogue.under_key(key, paper, options)
    others = {paper.id: own[paper.id] or catalogue.elsewhere(paper, options) for _, paper in papers}
    found = [(key, paper, others[paper.id] or catalogue.renamed(key, paper, options)) for key, paper in papers]
    new = [(catalogue.new_key(key), paper) for key, paper, block in found if block is None]
    new.sort(key=lambda item: item[0].casefold())
    order = (*(block.key for block in file.blocks if block.kind == "entry"), *(key for key, _ in new))
    options = options.for_file(order)
    known = [(block, paper) for _, paper, block in found if block is not None]
    edits = [_edits(file, block, paper, options, newline, memory) for block, paper in known]
    keys = {paper.id: block.key for block, paper in known}
    keys |= {paper.id: key for key, paper in new}
    text = _append(_apply(existing, itertools.chain.from_iterable(edits)), new, options)
    replaced = {
        block.key: {edit.field: (existing[edit.start : edit.end], edit.text) for edit in made if edit.field}
        for (block, _), made in zip(known, edits, strict=True)
        if any(edit.field for edit in made)
    }
    doubled = {block.key: twice for block, _ in known if (twice := _doubled(block))}
    kept = tuple(block.key for block, paper in known if _has_another_note(file, block, paper, options))
    return Merged(text, keys, sum(map(bool, edits)), len(new), order, replaced, doubled, kept)


def _has_another_note(file: BibFile, block: Block, paper: Paper, options: Options) -> bool:
    """Whether the file and the library have a private note each, and neither says what the other one does."""
    if options.own_file or not options.notes or not paper.note:
        return False
    theirs = next((value_of(field, file.strings) for field in block.fields if field.name in OWN_WORDS), paper.note)
    ours = options.encode(paper.note)
    return not (says("annote", theirs, ours) or says("annote", ours, theirs))


def _doubled(block: Block) -> tuple[str, ...]:
    names = [field.name for field in block.fields]
    return tuple(name for name in dict.fromkeys(names) if names.count(name) > 1) if len(set(names)) < len(names) else ()


class _Catalogue:
    """The entries of the file by key, identifiers and title; each is given to one paper only."""

    def __init__(self, file: BibFile) -> None:
        self._by_key: dict[str, Block] = {}
        self._by_mark: dict[str, Block] = {}
        self._by_stem: dict[str, list[Block]] = {}
        self._by_title: dict[str, list[Block]] = {}
        self._titles: dict[int, str] = {}
        self._strings = file.strings
        self._given: set[int] = set()
        self._taken = {block.key.casefold() for block in file.blocks if block.kind == "entry"}
        for block in file.blocks:
            if block.kind != "entry":
                continue
            said = {field.name: value_of(field, file.strings) for field in reversed(block.fields)}
            title = _title_key(decode(said.get("title", "")))
            self._titles[block.start] = title
            if title:
                self._by_title.setdefault(title, []).append(block)
            self._by_key.setdefault(block.key.casefold(), block)
            if suffix := _SUFFIX.search(block.key):
                self._by_stem.setdefault(block.key[: suffix.start()].casefold(), []).append(block)
            for mark in _identifiers(said):
                self._by_mark.setdefault(mark, block)

    def under_key(self, key: str, paper: Paper, options: Options) -> Block | None:
        """The entry under ``key`` when it is about the same work as ``paper``.

        One thing about it may be corrected in the library; with another author it is another work when its year or
        identifier is another one, too. In a file that only exports wrote the key is that of ``paper``.
        """
        block = self._by_key.get(key.casefold())
        if block is not None and paper.authors and not options.own_file:
            theirs = _Said.of_entry(block, self._strings)
            if theirs.author not in (_NOBODY, _first(paper.authors)) and _Said.of_paper(paper, options).is_no(theirs):
                return None
        return self._give(block, _titles(paper))

    def elsewhere(self, paper: Paper, options: Options) -> Block | None:
        """An entry with an identifier of ``paper``, or with its whole title and nothing that tells another work."""
        titles = _titles(paper)
        for mark in _marks(paper.arxiv, paper.doi):
            if block := self._give(self._by_mark.get(mark), titles):
                return block
        namesakes = self._free(b for t in titles if len(t) >= _TELLING for b in self._by_title.get(t, ()))
        ours = _Said.of_paper(paper, options) if namesakes else None
        for block in namesakes:
            if ours and not ours.contradicts(_Said.of_entry(block, self._strings)):
                return self._give(block, titles)
        return None

    def renamed(self, key: str, paper: Paper, options: Options) -> Block | None:
        """The entry that a former merge wrote for ``paper`` under another key.

        With a suffix, as another work has ``key``; or, before the key of ``paper`` was renewed, under its former one:
        such an entry says nothing that ``paper`` does not. (A longer title alone tells it, see `elsewhere`.)
        """
        suffixed_ones = self._free(self._by_stem.get(key.casefold(), ()))
        namesakes = self._free(block for title in _titles(paper) for block in self._by_title.get(title, ()))
        ours = _Said.of_paper(paper, options) if suffixed_ones or namesakes else None
        for block in suffixed_ones:
            if ours and ours.may_be(_Said.of_entry(block, self._strings)):
                return self._give(block, ())
        for block in namesakes:
            if ours and _Said.of_entry(block, self._strings).within(ours):
                return self._give(block, ())
        return None

    def _free(self, blocks: Iterable[Block]) -> list[Block]:
        return [block for block in blocks if block.start not in self._given]

    def _give(self, block: Block | None, titles: tuple[str, ...]) -> Block | None:
        """``block`` if nobody has it yet and its title does not tell that it is a work with none of ``titles``."""
        if block is None or block.start in self._given:
            return None
        theirs = self._titles[block.start]
        if theirs and all(titles) and titles and theirs not in titles:
            from rapidfuzz.fuzz import ratio

            if all(ratio(title, theirs) < _SAME_PAPER for title in titles):
                return None
        self._given.add(block.start)
        return block

    def new_key(self, key: str) -> str:
        """``key`` for a new entry; with a suffix when the file uses it for another work."""
        free = suffixed(key, lambda key: key.casefold() in self._taken)
        self._taken.add(free.casefold())
        return free


#: Last name and first given name, folded.
_Person = tuple[str, str]
_NOBODY: _Person = ("", "")


@dataclass(frozen=True, slots=True)
class _Said:
    """What an entry says to a reader, folded: the title, the last name of the first author, the year, the rest."""

    title: str
    author: _Person
    year: str
    abstract: str
    identifiers: frozenset[str]

    @classmethod
    def of_paper(cls, paper: Paper, options: Options) -> "_Said":
        """What the entry of ``paper`` would say."""
        title, abstract = decode(options.title(paper)), options.encode(paper.abstract or "")
        authors = read_names(options.names(paper.authors))
        return cls._folded(title, authors, when(paper).shown, abstract, _marks(paper.arxiv, paper.doi))

    @classmethod
    def of_entry(cls, block: Block, strings: Mapping[str, str]) -> "_Said":
        """What an entry of a file says."""
        said = {field.name: value_of(field, strings) for field in reversed(block.fields)}
        year = decode(said.get("year", "") or said.get("date", ""))
        authors, identifiers = read_names(said.get("author", "")), _identifiers(said)
        return cls._folded(decode(said.get("title", "")), authors, year, said.get("abstract", ""), identifiers)

    @classmethod
    def _folded(
        cls, title: str, authors: Sequence[str], year: str, abstract: str, identifiers: Iterable[str]
    ) -> "_Said":
        found = re.search(r"\d{4}", year)
        author = _first(authors)
        return cls(
            _title_key(title), author, found[0] if found else "", _title_key(decode(abstract)), frozenset(identifiers)
        )

    def contradicts(self, other: "_Said") -> bool:
        """Whether both are two works though their titles agree: another author, or an identifier of the same kind."""
        if self.identifiers & other.identifiers:
            return False
        return self.other_identifier(other) or self._by_another(other)

    def is_no(self, other: "_Said") -> bool:
        """Whether this is not ``other``, whose key and title it has: another author, and one thing more."""
        if self.identifiers & other.identifiers or not self._by_another(other):
            return False
        return self._of_another_year(other) or self.other_identifier(other)

    def other_identifier(self, other: "_Said") -> bool:
        """Whether both have an identifier of one kind, and none in common."""
        kinds = [{mark.partition(":")[0] for mark in said.identifiers} for said in (self, other)]
        return bool(kinds[0] & kinds[1]) and not self.identifiers & other.identifiers

    def _by_another(self, other: "_Said") -> bool:
        """Whether the first authors are two people: ``J.`` and ``John`` are not, ``John`` and ``Jane`` may be."""
        (last, given), (other_last, other_given) = self.author, other.author
        if last != other_last or given.startswith(other_given) or other_given.startswith(given):
            return bool(last and other_last and last != other_last)
        return given[0] != other_given[0] or self._of_another_year(other)

    def _of_another_year(self, other: "_Said") -> bool:
        return bool(self.year and other.year and self.year != other.year)

    def may_be(self, other: "_Said") -> bool:
        """Whether both are one work: the same title, no other author, and no other year but by the same author."""
        if self.title != other.title or self._by_another(other):
            return False
        return not self._of_another_year(other) or _NOBODY not in (self.author, other.author)

    def within(self, other: "_Said") -> bool:
        """Whether ``other`` says all of this: the title, and whatever else there is here."""
        said = ((self.author, other.author), (self.year, other.year), (self.abstract, other.abstract))
        agreed = all(mine in ("", _NOBODY, theirs) for mine, theirs in said)
        return self.title == other.title and agreed and self.identifiers <= other.identifiers


def _first(authors: Sequence[str]) -> _Person:
    """The first author, folded."""
    if not authors:
        return _NOBODY
    return _title_key(last_name(authors[0])), next(iter(given_names(parse_name(authors[0]).first)), "")


def _title_key(title: str) -> str:
    """The letters of ``title``, folded, and as ASCII writes them: a file may be in ASCII."""
    return "".join(_WORD.findall(in_ascii(title.casefold()))) or title.strip()


def _titles(paper: Paper) -> tuple[str, ...]:
    """The title of ``paper``, without its subtitle and with it, as they are read in a file."""
    titles = (paper.title or "", whole(paper))
    return tuple(dict.fromkeys(_title_key(decode(title) if "\\" in title else title) for title in titles))


def _identifiers(said: Mapping[str, str]) -> tuple[str, ...]:
    """The identifiers that the fields of an entry tell."""
    doi = plain_doi(decode_url(said.get("doi", ""))) or doi_of_address(*decode_urls(said.get("url", "")))
    return _marks(arxiv_id(said)[0], doi)


def _marks(arxiv: str | None, doi: str | None) -> tuple[str, ...]:
    """The identifiers that tell that two entries are one work."""
    number = re.sub(r"v\d+$", "", arxiv or "").casefold()
    marks = (f"arxiv:{number}" if number else "", f"doi:{doi.casefold()}" if doi else "")
    return tuple(mark for mark in marks if len(mark) >= _TELLING)


def _edits(
    file: BibFile, block: Block, paper: Paper, options: Options, newline: str, memory: Memory | None
) -> list[_Edit]:
    """The same as `_entry_edits`, and none at once where ``memory`` knows that there are none."""
    if memory is None or block.inherits:
        return list(_entry_edits(file, block, paper, options, newline))
    theirs, own = file.text[block.start : block.end], replace(options, lost=set())
    if memory.agreed(paper, theirs, file.strings, options):
        return []
    edits = list(_entry_edits(file, block, paper, own, newline))
    options.lost.update(own.lost)
    if not edits:
        memory.agree(paper, theirs, file.strings, own)
    return edits


def _entry_edits(file: BibFile, block: Block, paper: Paper, options: Options, newline: str) -> Iterator[_Edit]:
    """What must change in ``block`` so that it says what the library knows of ``paper``, and nothing less than now."""
    theirs = {field.name: field for field in reversed(block.fields)}
    said = {name: value_of(field, file.strings) for name, field in theirs.items()}
    inherited = file.inheritance.complete(block.type, said).keys() - said.keys() if block.inherits else set()
    if options.dialect == "bibtex" and joined(paper) & theirs.keys():
        paper = replace(paper, extra={name: value for name, value in paper.extra.items() if name not in joined(paper)})
    written = fields(_with_marks(paper, said), block.key, block.type, options)
    added: list[str] = []
    for ours, value in _dated(written, paper, block, theirs.keys() | inherited, options):
        if _is_left_alone(ours, value, paper, said):
            continue
        name = next((known for known in _names(ours) if known in theirs), ours)
        field = theirs.get(name)
        if field is None:
            if inherited.isdisjoint(_names(ours)) and _SAID_BY.get(ours) not in theirs.keys() | inherited:
                added.append(f"  {name} = {braced(name, value)}")
        elif (new := better(name, value_of(field, file.strings), value, options)) is not None:
            yield _Edit(field.start, field.end, new, "" if name == "keywords" else name)
    if added:
        yield _addition(file.text, block, added, newline)


def _names(name: str) -> Iterator[str]:
    """The field ``name`` and what others call it."""
    yield from (name, name.removeprefix(DANGLING))
    yield from (other for group in _SYNONYMS if name in group for other in group - {name})


def _dated(
    written: list[tuple[str, str]], paper: Paper, block: Block, there: Set[str], options: Options
) -> list[tuple[str, str]]:
    """``written`` with the date of ``paper`` in the fields that the entry has for it: ``date``, or ``year`` and so on.

    Where it has both, both are brought up to date.
    """
    if there.isdisjoint(_DATES):
        return written
    said = biblatex_date(paper, periodical=block.type in PERIODICALS) if "date" in there else []
    if not said or "year" in there:
        said = [*said, *bibtex_date(paper)]
    dates = {name: value if name == "date" else options.encode(value) for name, value in said if name in _DATES}
    return [item for item in [*(i for i in written if i[0] not in _DATES), *dates.items()] if item[1]]


def _with_marks(paper: Paper, said: Mapping[str, str]) -> Paper:
    """``paper`` with the braces and fonts that the file sets in titles where the library knows of none."""
    theirs = {"title": said.get("title"), "venue": said.get("booktitle") or said.get("journal")}
    marked = {KEPT[name]: value for name, value in theirs.items() if value and ("{" in value or "$" in value)}
    return replace(paper, extra=marked | dict(paper.extra)) if marked else paper


def _is_left_alone(name: str, value: str, paper: Paper, said: Mapping[str, str]) -> bool:
    """Whether what the library would write here is nothing that it knows better than a file that says ``said``."""
    if name in {"key", "note"}:
        return name == "key" or "note" in said
    if name == "day":  # BibTeX's styles know no such field, so that many a file has it in its month
        return value in re.findall(r"\d+", said.get("month", ""))
    if name == "url" and not paper.url:  # made of the arXiv id
        return bool(said.get("url")) and _ARXIV not in said["url"].casefold()
    # A title may have its subtitle in a field of its own.
    return value == UNTITLED or (name == "title" and decode(said.get("title", "")) == whole(paper))


def _addition(text: str, block: Block, added: list[str], newline: str) -> _Edit:
    """The new fields behind the last one, or behind the key of an entry that has no field."""
    joined = f",{newline}".join(added)
    if block.fields:
        place = max(field.end for field in block.fields)
        return _Edit(place, place, f",{newline}{joined}")
    place = block.end - 1
    comma = "" if text[block.start : place].rstrip().endswith(",") else ","
    return _Edit(place, place, f"{comma}{newline}{joined}{newline}")


def _apply(text: str, edits: Iterable[_Edit]) -> str:
    pieces: list[str] = []
    done = 0
    for edit in sorted(edits, key=lambda edit: (edit.start, edit.end)):
        pieces += [text[done : edit.start], edit.text]
        done = edit.end
    return "".join([*pieces, text[done:]])


def _append(text: str, added: list[tuple[str, Paper]], options: Options) -> str:
    if not added:
        return text
    new = "\n".join(write_entry(paper, key, options) for key, paper in added)
    gap = "" if not text.strip() else "\n" if text.endswith("\n") else "\n\n"
    whole_new = gap + new
    return text + (whole_new.replace("\n", "\r\n") if "\r\n" in text else whole_new)
