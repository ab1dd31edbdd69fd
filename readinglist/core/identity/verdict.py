"""The verdict on a record and the papers it could be. May import text, records, its siblings and rapidfuzz.

The thresholds were measured on 311,319 real records: the automatic part was right 7,342 times and wrong twice.
Ratios are rapidfuzz's ``ratio`` (indel similarity, 0 to 100). Titles alike never merge two papers by themselves,
nor does a year.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal, NamedTuple
from unicodedata import normalize

from rapidfuzz.fuzz import ratio

from readinglist.core.identity.fingerprints import ASCII_WORDS, SHINGLE, fingerprint
from readinglist.core.identity.keys import arxiv_id, arxiv_of_doi, doi_name, is_generic, title_key
from readinglist.core.identity.numbers import numbers
from readinglist.core.records import Signature

KEY_LENGTH = 12  # characters of a title key that is telling by itself
WORDS = 40  # words of an abstract that is telling by itself
# Abstracts that are 60 % alike share 37 % of their different words and more, in 8,000 mixtures of real ones; 99.7 % of
# the pairs that boilerplate brings together share less than 30 %, and need not be compared letter by letter.
_SHARED_WORDS = 0.30
_COMPARED = 8_000  # characters of a text that are compared: real ones end long before

_WITHDRAWN = re.compile(
    r"\b(?:withdrawn|withdrew|retracted|withdrawal|retraction)\b.{0,80}\b(?:authors?|arxiv|due|because|paper|article)\b"
    r"|\b(?:paper|article|submission|manuscript|preprint|version|work)\b.{0,40}\b(?:withdrawn|retracted|removed by)\b",
    re.DOTALL,
)
_NOTICE_LENGTH = 400  # characters from the start within which a withdrawal is announced

Kind = Literal["new", "same", "ask"]
#: Why a question is asked; answers work for a whole kind at once.
QuestionKind = Literal[
    "ids-equal-titles-differ",
    "title-equal-no-abstract",
    "title-equal-abstracts-differ",
    "title-equal-and-short",
    "abstract-equal-titles-differ",
    "abstract-equal-and-short",
    "abstract-similar",
    "title-and-abstract-similar",
    "also-same",
]


_TITLE_EQUAL = frozenset({"title-equal-no-abstract", "title-equal-abstracts-differ", "title-equal-and-short"})
#: The rank of an identifier under titles that are only alike: after every other rule that merges.
_DOUBTFUL = 3


class Question(NamedTuple):
    """A paper that the record may be: the user decides."""

    paper: int
    kind: QuestionKind
    evidence: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a record is: a ``new`` paper, the ``same`` as ``paper``, or new with ``questions`` to ``ask``.

    ``rule`` names the rule that merged (``same-id``, ``same-key``, ``same-title``, ``same-abstract``); ``evidence`` is
    a sentence for a person. With ``same``, questions are about further papers that it also is by rule (``also-same``).
    """

    kind: Kind
    paper: int | None = None
    rule: str = ""
    evidence: str = ""
    questions: tuple[Question, ...] = ()


class _Finding(NamedTuple):
    """What one candidate is to the record; ``rank`` orders the rules that merge, the surest first."""

    merges: bool
    rule: str
    evidence: str
    rank: int = 0


def signature(
    title: str | None,
    abstract: str | None,
    *,
    arxiv: str | None = None,
    doi: str | None = None,
    citation_key: str | None = None,
    paper: int | None = None,
    hashes: tuple[int, ...] | None = None,
) -> Signature:
    """What the rule looks at. ``title`` and ``abstract`` are cleaned texts; ids may carry prefixes and versions.

    ``hashes`` is the abstract's fingerprint where that is known already.
    """
    if hashes is None:
        hashes = fingerprint(abstract or "")
    doi = doi_name(doi)
    return Signature(
        id=paper,
        title=title or None,
        abstract=abstract or None,
        title_key=title_key(title) if title else "",
        fingerprint=hashes,
        arxiv=arxiv_id(arxiv) or arxiv_of_doi(doi),
        doi=doi,
        citation_key=citation_key or None,
    )


def decide(new: Signature, candidates: Sequence[Signature]) -> Verdict:
    """What ``new`` is, given the papers it could be (each with its id; several may be versions of one paper).

    Where several merge by rule, the surest and oldest gets the record and the others become ``also-same`` questions.
    The verdict does not depend on the order of the candidates. Answers given before are the caller's matter.
    """
    subject = _Side(new)
    same: list[tuple[int, int, _Finding]] = []
    asked: list[Question] = []
    for candidate in candidates:
        if candidate.id is None:
            continue
        finding = _compare(_Pair(subject, _Side(candidate)))
        if finding is not None and finding.merges:
            same.append((finding.rank, candidate.id, finding))
        elif finding is not None:
            asked.append(Question(candidate.id, finding.rule, finding.evidence))  # type: ignore[arg-type]
    same.sort(key=lambda one: one[:2])
    if same and same[0][0] == _DOUBTFUL and any(question.kind in _TITLE_EQUAL for question in asked):
        # The identifier says one paper and the title another: one of the two was copied wrongly.
        asked += [Question(paper, "ids-equal-titles-differ", finding.evidence) for _, paper, finding in same]
        same = []
    if same:
        _, paper, best = same[0]
        further = [Question(other, "also-same", finding.evidence) for _, other, finding in same if other != paper]
        return Verdict("same", paper, best.rule, best.evidence, _one_a_paper(further))
    if asked:
        return Verdict("ask", questions=_one_a_paper(sorted(asked)))
    return Verdict("new")


def _one_a_paper(questions: Sequence[Question]) -> tuple[Question, ...]:
    first: dict[int, Question] = {}
    for question in questions:
        first.setdefault(question.paper, question)
    return tuple(first.values())


class _Side:
    """One of the two, with what is worth computing once."""

    def __init__(self, of: Signature) -> None:
        self.of = of

    @cached_property
    def abstract(self) -> str:
        """The abstract as it is compared: casefolded, without URLs."""
        text = (self.of.abstract or "")[:_COMPARED].casefold()
        if "//" in text or "www." in text or ".com/" in text:
            text = " ".join(word for word in text.split() if not _is_url(word))
        return text

    @cached_property
    def title(self) -> str:
        """The title as it is compared: words of letters and digits."""
        text = (self.of.title or "")[:_COMPARED]
        if text.isascii():
            return " ".join(text.encode("ascii").translate(ASCII_WORDS).decode("ascii").split())
        text = normalize("NFKD", text).casefold()
        return " ".join("".join(character if character.isalnum() else " " for character in text).split())

    @cached_property
    def words(self) -> set[str]:
        return set(self.abstract.split())

    @cached_property
    def is_long(self) -> bool:
        return len(self.abstract.split(None, WORDS)) >= WORDS

    @cached_property
    def is_withdrawn(self) -> bool:
        return _WITHDRAWN.search(self.abstract, 0, _NOTICE_LENGTH) is not None


def _is_url(word: str) -> bool:
    return "//" in word or ".com/" in word or word.startswith(("www.", "(www."))


class _Pair:
    """The record and one candidate, with the ratios that the rules ask for, computed when asked."""

    def __init__(self, new: _Side, old: _Side) -> None:
        self.new, self.old = new, old

    @property
    def key_equal(self) -> bool:
        key = self.new.of.title_key
        return bool(key) and key == self.old.of.title_key

    @property
    def citation_keys_equal(self) -> bool:
        """Without regard to case, as they are unique in the library."""
        new, old = self.new.of.citation_key, self.old.of.citation_key
        return bool(new and old) and str(new).casefold() == str(old).casefold()

    @property
    def lacks_title(self) -> bool:
        return not self.new.of.title or not self.old.of.title

    @property
    def lacks_abstract(self) -> bool:
        return not self.new.of.abstract or not self.old.of.abstract

    @cached_property
    def abstracts(self) -> float:
        """The ratio of the abstracts; 0 stands for less than any rule asks for."""
        if self.lacks_abstract or self.surely_unlike:
            return 0.0
        return ratio(self.new.abstract, self.old.abstract, score_cutoff=50 if self.key_equal else 60)

    @property
    def surely_unlike(self) -> bool:
        """Whether two long abstracts share so few words that the ratio, which costs thrice as much, cannot matter."""
        new, old = self.new.words, self.old.words
        if self.key_equal or min(len(new), len(old)) < WORDS:
            return False
        return len(new & old) < _SHARED_WORDS * (len(new) + len(old)) / 2

    @cached_property
    def titles(self) -> float:
        return 0.0 if self.lacks_title else ratio(self.new.title, self.old.title)

    @cached_property
    def numbers_equal(self) -> bool:
        return numbers(self.new.of.title or "") == numbers(self.old.of.title or "")

    @property
    def both_long(self) -> bool:
        return self.new.is_long and self.old.is_long

    @property
    def both_withdrawn(self) -> bool:
        return self.new.is_withdrawn and self.old.is_withdrawn

    @property
    def shared_id(self) -> str:
        """The identifier that both carry, for a person; empty when there is none."""
        new, old = self.new.of, self.old.of
        if new.arxiv and new.arxiv == old.arxiv:
            return f"arXiv:{new.arxiv}"
        return f"doi:{new.doi}" if new.doi and new.doi == old.doi else ""


def _compare(pair: _Pair) -> _Finding | None:
    """The first rule that says something about the two."""
    for rule in (_by_id, _by_key, _by_abstract, _by_likeness):
        finding = rule(pair)
        if finding is not None:
            return finding
    return None


def _by_id(pair: _Pair) -> _Finding | None:
    shared = pair.shared_id
    if not shared:
        return None
    if pair.lacks_title or pair.key_equal:
        return _Finding(True, "same-id", f"both are {shared}", 0)
    if pair.titles >= 60:
        evidence = f"both are {shared}, titles are {pair.titles:.0f} % alike"
        return _Finding(True, "same-id", evidence, _DOUBTFUL)
    return _Finding(False, "ids-equal-titles-differ", f"both are {shared}, titles are {pair.titles:.0f} % alike")


def _by_key(pair: _Pair) -> _Finding | None:
    key = pair.new.of.title_key
    if not pair.key_equal or is_generic(key):
        return None
    if pair.lacks_abstract and pair.citation_keys_equal:
        # An entry that came out of this library, or a second file of the same author's.
        return _Finding(True, "same-key", "titles and citation keys are equal, an abstract is missing", 1)
    if pair.lacks_abstract:
        return _Finding(False, "title-equal-no-abstract", "titles are equal, an abstract is missing")
    if pair.abstracts < 50:
        return _Finding(False, "title-equal-abstracts-differ", "titles are equal, abstracts are not alike")
    evidence = f"titles are equal, abstracts are {pair.abstracts:.1f} % alike"
    letter_by_letter = pair.abstracts == 100 and not pair.both_withdrawn and len(pair.new.words) >= SHINGLE
    if len(key) >= KEY_LENGTH or letter_by_letter:
        return _Finding(True, "same-title", evidence, 1)
    # A short title is telling only together with its abstract.
    return _by_abstract(pair) or _Finding(False, "title-equal-and-short", evidence)


def _by_abstract(pair: _Pair) -> _Finding | None:
    """Abstracts alike to 90 and more."""
    if pair.abstracts < 90 or pair.both_withdrawn:
        return None
    evidence = f"abstracts are {pair.abstracts:.1f} % alike"
    titles_agree = pair.lacks_title or (pair.titles >= 50 and pair.numbers_equal)
    if not pair.both_long:
        # Boilerplate is short; without titles that agree it means nothing.
        return _Finding(False, "abstract-equal-and-short", evidence) if titles_agree else None
    if pair.lacks_title:
        return _Finding(True, "same-abstract", f"{evidence}, a title is missing", 2)
    evidence += f", titles {pair.titles:.0f} %"
    if titles_agree:
        return _Finding(True, "same-abstract", evidence, 2)
    return _Finding(False, "abstract-equal-titles-differ", evidence)


def _by_likeness(pair: _Pair) -> _Finding | None:
    """Less than that: a question at most."""
    if pair.abstracts < 60 or pair.both_withdrawn or not pair.both_long:
        return None
    if 70 <= pair.abstracts < 90:
        return _Finding(False, "abstract-similar", f"abstracts are {pair.abstracts:.1f} % alike")
    if pair.titles >= 90:
        evidence = f"titles are {pair.titles:.0f} %, abstracts {pair.abstracts:.1f} % alike"
        return _Finding(False, "title-and-abstract-similar", evidence)
    return None
