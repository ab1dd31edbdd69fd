"""Many papers to one text in a format, with the report of what each entry lacks. Imports the formats of this room."""

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Unpack

from readinglist.core.bibtex import checking, keys
from readinglist.core.bibtex.bibfiles.merging import Merged, merge_text
from readinglist.core.bibtex.dates import biblatex_date, is_plain, is_text, no_day, when
from readinglist.core.bibtex.entries import DANGLING, Options, Titles, dangling, has_other_letters, write_entry
from readinglist.core.bibtex.formats.citing import KEY_STYLES, REFERENCE_STYLES, cite_keys, references
from readinglist.core.bibtex.formats.csl import cuts_date as csl_cuts_date
from readinglist.core.bibtex.formats.csl import write_csl
from readinglist.core.bibtex.formats.listing import write_csv, write_markdown
from readinglist.core.bibtex.formats.ris import cuts_date as ris_cuts_date
from readinglist.core.bibtex.formats.ris import write_ris
from readinglist.core.bibtex.kinds import BIBTEX_TYPES, PERIODICALS, entry_type, is_unknown, lacks
from readinglist.core.bibtex.latex import packages
from readinglist.core.bibtex.latex.formulas import ams_commands
from readinglist.core.bibtex.latex.names import is_others, read_names
from readinglist.core.bibtex.memory import Memory, Written
from readinglist.core.bibtex.whole_titles import as_volume, in_parts
from readinglist.core.errors import ExportError, UsageError
from readinglist.core.records import EXPORT_FORMATS, ExportChoices, ExportReport, Paper
from readinglist.core.sentences import Sentence, some_of

Keyed = tuple[str, Paper]
ENCODINGS = ("unicode", "ascii")
STYLES = (*KEY_STYLES, "entry", *REFERENCE_STYLES)


class Choices(ExportChoices, total=False):
    """What an export may be told beside the choices of the user.

    ``memory`` keeps entries of BibTeX and biblatex for the next time; ``reserved`` are the keys, case-folded, of papers
    that are not exported. ``former`` are the keys that papers had before, by id: a file may have them. ``own_file``:
    what is merged into was written by exports, and by nobody else. ``titles`` is filled by writing and spares its
    check the work.
    """

    memory: Memory
    own_file: bool
    former: Mapping[int, Sequence[str]]
    reserved: Collection[str]
    titles: Titles


def _bib(keyed: Sequence[Keyed], options: Options) -> str:
    return "\n".join(write_entry(paper, key, options) for key, paper in keyed)


def _memory(keyed: Sequence[Keyed], format: str, choices: Choices) -> Memory | None:  # noqa: A002
    memory = choices.get("memory")
    return memory if memory is not None and format in _BIB_FORMATS and memory.holds(len(keyed)) else None


_BIB_FORMATS = frozenset({"bibtex", "biblatex"})
_WRITERS: Mapping[str, Callable[[Sequence[Keyed], Options], str]] = {
    "bibtex": _bib,
    "biblatex": _bib,
    "ris": lambda keyed, options: write_ris(keyed, abstracts=options.abstracts, notes=options.notes),
    "csl-json": lambda keyed, options: write_csl(keyed, abstracts=options.abstracts, notes=options.notes),
    "markdown": lambda keyed, options: write_markdown(keyed, abstracts=options.abstracts, notes=options.notes),
    "csv": lambda keyed, options: write_csv(keyed, abstracts=options.abstracts, notes=options.notes),
}
FORMATS = tuple(form.name for form in EXPORT_FORMATS)


def write(papers: Iterable[Paper], *, format: str = "bibtex", **choices: Unpack[Choices]) -> ExportReport:  # noqa: A002
    """``papers`` as one text in ``format`` (one of `FORMATS`), sorted by citation key.

    Raises `UsageError` for an unknown format or encoding.
    """
    keyed = _keyed(format, papers, choices)
    options = _options(format, choices).for_file([key for key, _ in keyed])
    if memory := _memory(keyed, format, choices):
        text = _joined(memory.entries(keyed, options))
    else:
        text = _WRITERS[format](keyed, options)
    return _report(format, keyed, text, options)


def _keyed(format: str, papers: Iterable[Paper], choices: Choices) -> list[Keyed]:  # noqa: A002
    """The papers with their keys, and with titles as they are written in ``format``."""
    found = [(key, in_parts(paper)) for key, paper in with_keys(papers, choices)]
    return found if format == "biblatex" else [(key, as_volume(paper)) for key, paper in found]


def entry(paper: Paper, *, format: str = "bibtex", **choices: Unpack[Choices]) -> str:  # noqa: A002
    """The entry of one paper, as `write` gives it."""
    return write([paper], format=format, **choices).text


def merge(
    existing: str | bytes,
    papers: Iterable[Paper],
    *,
    format: str = "bibtex",  # noqa: A002
    **choices: Unpack[Choices],
) -> ExportReport:
    """``existing``, the text or bytes of a .bib file, with ``papers`` in it.

    Its keys, order, comments, strings and foreign fields stay, and every value that says what the library knows, or
    more; what the library knows otherwise is replaced and named in the report; new papers come at the end. ``changed``
    tells whether the text differs. Raises `ExportError` when ``existing`` cannot be read, `UsageError` for a format
    that is not BibTeX or biblatex.
    """
    _check("format to merge into", format, ("bibtex", "biblatex"))
    text = existing if isinstance(existing, str) else _decoded(existing)
    options = _options(format, choices)
    everyone = list(papers)
    keyed = _keyed(format, everyone, choices)
    merged = merge_text(text, keyed, options, _memory(keyed, format, choices))
    report = _report(format, _of(merged, everyone), merged.text, options.for_file(merged.order))
    note = Sentence(
        "Merged: {added} added to the file, {changed} in it brought up to date; all else in it stays as it was.",
        added=_number(merged.added),
        changed=_number(merged.changed),
    )
    return replace(
        report,
        notes=(*report.notes, note, *_notes_of_merging(merged)),
        changed=merged.text != text,
        replaced={key: {name: old for name, (old, _) in said.items()} for key, said in merged.replaced.items()},
    )


def _notes_of_merging(merged: Merged) -> Iterator[Sentence]:
    if merged.replaced:
        said = (
            f"{key} ({', '.join(f'{name} {_cut(old)} by {_cut(new)}' for name, (old, new) in values.items())})"
            for key, values in merged.replaced.items()
        )
        yield Sentence(
            "Replaced in the file, because the library says otherwise: {entries}.", entries=some_of(list(said), _NAMED)
        )
    if merged.notes_kept:
        yield Sentence(
            "Notes of the file that stay, though the library has others: {entries}.",
            entries=some_of(merged.notes_kept, _NAMED),
        )
    times = Counter(key.casefold() for key in merged.order if key)
    if twice := [key for key in dict.fromkeys(merged.order) if times[key.casefold()] > 1]:
        yield Sentence(
            "Keys that several entries of the file have, of which BibTeX takes the first: {entries}.",
            entries=some_of(twice, _NAMED),
        )
    if merged.doubled:
        said = (f"{key} ({', '.join(names)})" for key, names in merged.doubled.items())
        yield Sentence(
            "Entries of the file that have a field twice, of which only the first one counts: {entries}.",
            entries=some_of(list(said), _NAMED),
        )


def _cut(value: str) -> str:
    """A value as a note shows it."""
    value = " ".join(value.split())
    value = value[1:-1] if value[:1] + value[-1:] in {"{}", '""'} else value
    return value if len(value) <= _SHOWN else value[: _SHOWN - 1] + "…"


def _of(merged: Merged, papers: Iterable[Paper]) -> list[Keyed]:
    return [(merged.keys[paper.id], paper) for paper in papers]


def _decoded(content: bytes) -> str:
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        raise ExportError(
            "The file cannot be merged into: it is not UTF-8 (byte {position}). It was left as it is; "
            "save it as UTF-8 with the program that wrote it, or export to another file.",
            position=error.start + 1,
        ) from error


def _number(entries: int) -> Sentence:
    if entries < 2:
        return Sentence("1 entry") if entries else Sentence("no entries")
    return Sentence("{count} entries", count=entries)


def readback(
    text: str,
    papers: Iterable[Paper],
    *,
    format: str = "bibtex",  # noqa: A002
    merged: bool = False,
    **choices: Unpack[Choices],
) -> None:
    """Reads ``text`` as it is about to be written and compares it with ``papers``: call it before a file is replaced.

    It must be readable and hold every paper under its key with its title; a ``merged`` text, where papers stand under
    the file's own keys, must hold at least as many entries. Raises `ExportError` for the first difference.
    """
    keyed = _keyed(format, papers, choices)
    options = _options(format, choices).for_file([key for key, _ in keyed])
    memory = None if merged else _memory(keyed, format, choices)
    written = memory.entries(keyed, options) if memory is not None else []
    if written and text == _joined(written):
        found = _problem_of_new(written, format, options)
    else:
        found = checking.problem(text, format, len(keyed), () if merged else keyed, options)
    if found:
        raise ExportError(
            "What was to be written did not pass its check: {found}. The file is as it was. "
            "This is a fault of Reading List; please report it with the title of that paper.",
            found=found,
        )


def _joined(written: Iterable[Written]) -> str:
    return "\n".join([entry.text for entry in written])


def _problem_of_new(written: Iterable[Written], format: str, options: Options) -> str | None:  # noqa: A002
    """The first problem of entries that were not read back yet: a text of whole entries reads as each of them does."""
    for entry in written:
        found = None if entry.checked else checking.problem(entry.text, format, 1, [(entry.key, entry.paper)], options)
        if found:
            return found
        entry.checked = True
    return None


def cite(papers: Iterable[Paper], style: str = "latex", *, markup: str = "text", **choices: Unpack[Choices]) -> str:
    r"""How to cite ``papers``, in their order: ``latex`` (``\cite{a,b}``), ``pandoc`` (``[@a; @b]``), ``typst``,
    ``key``, ``entry`` (BibTeX), or references in ``apa`` or ``ieee`` with ``markup`` text, markdown or html.

    Raises `UsageError` for an unknown style or markup.
    """
    _check("style of citing", style, STYLES)
    shown = list(papers)
    if style == "entry":
        return write(shown, **choices).text
    if style in REFERENCE_STYLES:
        return references(list(map(in_parts, shown)), style, markup=markup)
    found = {paper.id: key for key, paper in with_keys(shown, choices)}
    return cite_keys([found[paper.id] for paper in shown], style)


def with_keys(papers: Iterable[Paper], choices: Choices) -> list[Keyed]:
    """Every paper with a valid key, unique without regard to case, sorted by key; stored keys that are valid go first.

    A key with letters that ASCII does not have is kept, but for a file that must be ASCII.
    """
    used: set[str] = set(choices.get("reserved", ()))
    keyed: list[Keyed] = []
    pure = choices.get("encoding") == "ascii"
    for paper, repaired in sorted(((paper, _wanted(paper, pure)) for paper in papers), key=_precedence):
        key = paper.citation_key or ""
        if key != repaired or not key or key.casefold() in used:
            wanted = repaired or keys.preview(paper)
            key = keys.suffixed(wanted, lambda key: key.casefold() in used)
        used.add(key.casefold())
        keyed.append((key, paper))
    return sorted(keyed, key=lambda item: (item[0].casefold(), item[0]))


def _wanted(paper: Paper, pure: bool) -> str:
    return keys.repair(paper.citation_key or "", ascii_only=pure)


def _precedence(item: tuple[Paper, str]) -> tuple[bool, bool]:
    """Keys that stay as they are go first, then those that are repaired, then those made."""
    key = item[0].citation_key or ""
    return not key, key != item[1]


def _options(format: str, choices: Choices) -> Options:  # noqa: A002
    _check("format of an export", format, FORMATS)
    encoding = choices.get("encoding", "unicode")
    _check("encoding of an export", encoding, ENCODINGS)
    return Options(
        dialect="biblatex" if format == "biblatex" else "bibtex",
        ascii_only=encoding == "ascii",
        abstracts=choices.get("abstracts", False),
        notes=choices.get("notes", True),
        own_file=choices.get("own_file", False),
        former=choices.get("former", {}),
        titles=choices.get("titles", {}),
    )


def _check(what: str, value: str, allowed: tuple[str, ...]) -> None:
    if value not in allowed:
        raise UsageError("“{value}” is no {what}; there are {known}.", value=value, what=what, known=", ".join(allowed))


def _report(format: str, keyed: Sequence[Keyed], text: str, options: Options) -> ExportReport:  # noqa: A002
    return ExportReport(
        format=format,
        entries=len(keyed),
        text=text,
        lacks={key: missing for key, paper in keyed if (missing := lacks(paper))},
        lost=tuple(sorted(options.lost)),
        notes=tuple(_notes(format, keyed, text, options)),
    )


def _odd_months(keyed: Sequence[Keyed]) -> Iterator[Sentence]:
    """What becomes of months that biblatex has no form for."""
    odd = [(key, paper) for key, paper in keyed if not is_plain(paper) and when(paper).month_text]
    said = [(key, paper, dict(_biblatex_date(paper))) for key, paper in odd]
    if issues := [f"{key} ({date['issue']})" for key, _, date in said if "issue" in date]:
        yield Sentence(
            "biblatex has no form for these months, which are written as issues: {entries}.",
            entries=some_of(issues, _NAMED),
        )
    if lost := [f"{key} ({when(paper).said})" for key, paper, date in said if "pubstate" in date]:
        yield Sentence(
            "biblatex has no months of works without a year; they were left out of {entries}.",
            entries=some_of(lost, _NAMED),
        )


def _biblatex_date(paper: Paper) -> list[tuple[str, str]]:
    return biblatex_date(paper, periodical=entry_type(paper, "biblatex") in PERIODICALS)


def _notes_of_biblatex(keyed: Sequence[Keyed]) -> Iterator[Sentence]:
    types = Counter(entry_type(paper, "biblatex") for _, paper in keyed)
    if own := [f"@{kind} ({types[kind]})" for kind in sorted(types.keys() - BIBTEX_TYPES)]:
        yield (
            Sentence(
                "Types that only biblatex and its readers know: {kinds}. BibTeX's styles warn of them and bibtool "
                "refuses them; for these export as BibTeX.",
                kinds=own,
            )
        )
    if dates := [f"{key} ({when(paper).shown})" for key, paper in keyed if is_text(paper)]:
        yield Sentence(
            "biblatex has no form for these dates, which are written as they are: {entries}.",
            entries=some_of(dates, _NAMED),
        )
    yield from _odd_months(keyed)
    if odd := [f"{key} ({said})" for key, paper in keyed if (said := no_day(paper))]:
        yield Sentence("Months that have no such day are written without it: {entries}.", entries=some_of(odd, _NAMED))


def _notes(format: str, keyed: Sequence[Keyed], text: str, options: Options) -> Iterator[Sentence]:  # noqa: A002
    if options.lost:
        yield Sentence(
            "ASCII has no form for {letters}; they were written in plain letters.",
            letters=" ".join(sorted(options.lost)),
        )
    if format not in _BIB_FORMATS:
        yield from _no_others(format, keyed)
        yield from _cut_dates(format, keyed)
        return
    changed = [f"{paper.citation_key} as {key}" for key, paper in keyed if paper.citation_key not in {None, "", key}]
    if changed:
        yield (
            Sentence(
                "Keys that cannot stand in this file (they break it, are there twice, have letters that ASCII does "
                "not have, or the file has the paper under another one) were changed; cite {entries}.",
                entries=some_of(changed, _NAMED),
            )
        )
    if kinds := [f"{key} (@{paper.entry_type})" for key, paper in keyed if is_unknown(paper.entry_type)]:
        yield Sentence(
            "Types that neither BibTeX nor biblatex knows are written as @misc: {entries}.",
            entries=some_of(kinds, _NAMED),
        )
    if format == "biblatex":
        yield from _notes_of_biblatex(keyed)
    lost = [f"{key} ({name} = {paper.extra[name]})" for key, paper in keyed for name in dangling(paper, key, options)]
    if lost:
        yield (
            Sentence(
                "What these entries refer to is not in the file or, for BibTeX, not behind them; so that no program"
                " warns, the field is named {prefix}crossref and the like: {entries}.",
                prefix=DANGLING,
                entries=some_of(lost, _NAMED),
            )
        )
    if options.ascii_only and (paths := [key for key, paper in keyed if has_other_letters(paper)]):
        yield Sentence(
            "Paths of files with letters that ASCII does not have were percent-encoded: {entries}.",
            entries=some_of(paths, _NAMED),
        )
    if commands := ams_commands(text):
        yield Sentence(
            "Formulas use {commands}: the document must load amsmath and amssymb.", commands=sorted(commands)
        )
    if found := [f"{command} ({package})" for command, package in packages.needed(text)]:
        yield Sentence(
            "Files gave commands that the document must load a package for: {entries}.", entries=some_of(found, _NAMED)
        )


#: Formats that have editors and months, but no form for all of them.
_CUTS_DATE: Mapping[str, Callable[[Paper], bool]] = {"ris": ris_cuts_date, "csl-json": csl_cuts_date}


def _no_others(format: str, keyed: Sequence[Keyed]) -> Iterator[Sentence]:  # noqa: A002
    """Where ``and others`` has no form, it is no author or editor of that name."""
    fields = ("editor", "translator") if format in _CUTS_DATE else ()
    left_out = [key for key, paper in keyed if any(map(is_others, _people(paper, fields)))]
    if left_out and format != "markdown":
        yield Sentence(
            "{format} cannot say that there are others; only those named stand in {entries}.",
            format=_title(format),
            entries=some_of(left_out, _NAMED),
        )


def _people(paper: Paper, fields: Sequence[str]) -> Iterator[str]:
    yield from paper.authors
    for field in fields:
        if re.search("(?i)others|et al", said := paper.extra.get(field, "")):
            yield from read_names(said)


def _cut_dates(format: str, keyed: Sequence[Keyed]) -> Iterator[Sentence]:  # noqa: A002
    odd = [(key, paper) for key, paper in keyed if not is_plain(paper)] if format in _CUTS_DATE else []
    if said := [f"{key} ({when(paper).said})" for key, paper in odd if _CUTS_DATE[format](paper)]:
        yield Sentence(
            "{format} has no form for these dates, of which less was written: {entries}.",
            format=_title(format),
            entries=some_of(said, _NAMED),
        )


def _title(format: str) -> str:  # noqa: A002
    return next(form.title for form in EXPORT_FORMATS if form.name == format)


#: So many are named in a sentence.
_NAMED = 20
#: So many characters of a value are shown in one.
_SHOWN = 60
