"""What a list puts beside its titles on their lines: a page behind dots, a year, names in brackets; stamps of a chat.

They belong to the list, not to the titles, and go when nearly every title of a file has one. What they say differs
from title to title; of what marks the lines the same way each time see ``marks`` and ``frames``. Imports this room.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from itertools import pairwise
from typing import NamedTuple

from readinglist.core.dumps.evidence.citations import is_citation, is_site
from readinglist.core.dumps.evidence.furniture import LIKELY, is_names
from readinglist.core.dumps.evidence.shapes import is_capitalised, shape
from readinglist.core.dumps.input.lines import SPACE, Line
from readinglist.core.dumps.pages.head import Entry, Head
from readinglist.core.dumps.pages.marks import SIGN
from readinglist.core.dumps.pages.repeats import Repeats
from readinglist.core.sentences import Sentence

#: So many titles show it, and such a share of them; what no title has by itself, in fewer.
_LEAST = 4
_NEARLY_ALL = 0.9
_SURE = 0.3
_MANY = 0.1
_SEEN = 0.02
#: So many are titles (or abstracts) without it.
_MOST = 0.5
_SAMPLE = 400
#: A title with what stands beside it is no longer.
_LONGEST = 500
#: What stands beside one title is hardly ever what stands beside another, when it is a name.
_DIFFERENT = 0.2
#: Who writes in a chat writes several times.
_AGAIN = 0.5
_DIGITS = re.compile(r"\d+")
_NAMES_END = 300
#: Rounds: a title may have two of them.
_ROUNDS = 3

_TIME = r"\d{1,2}[:.]\d\d(?:[:.]\d\d)?(?:\s?[AaPp]\.?[Mm]\.?)?"
_DAY = r"\d{1,4}[./-]\d{1,2}[./-]\d{1,4}"
_CLOCK = rf"(?:\[(?:{_DAY},?\s)?{_TIME}\]|(?:{_DAY},?\s)?{_TIME}(?=\s))"
_STAMP = re.compile(rf"{_CLOCK}\s*(?:[-–]\s+)?(?:<[^<>]{{1,40}}>|[^\s:][^:]{{0,40}}:)\s+")
_WHEN = re.compile(rf"{_CLOCK}\s+(?:[-–—]\s+)?|(?:19|20)\d\d(?:[-/.]\d\d(?:[-/.]\d\d)?)?(?:\s*[-–—:|]\s+|\s+)(?=\S)")
_COUNT = re.compile(r"(?:\d{1,2}\.\d{1,3}\.?|\(?[a-z]\)|\(?[IVXL]{1,6}[.)])\s+|(?:\d{1,3}\ufe0f?\u20e3)+\s*")
_BOX = re.compile(r"(?:[-*+•]\s+)?\[[ xX✓✔]\]\s+")
#: How far something is done, in a list of things to do (Org mode): a word in capitals, one of few.
_STATE = re.compile(r"\*+\s+[A-Z]{4,10}\s+(?=\S)")
_FEW = 3
_SIGN = re.compile(rf"(?:{SIGN}\s*)+(?=\S)")
_CAPITALS = re.compile(r"(?P<word>[A-Z]{2,10})[!:]?\s+(?=[A-Z\d“\"])")
#: "A Berg, T Lind… - arXiv preprint, 2024 - arxiv.org"
_WRITTEN = re.compile(r"…?\s[-–]\s")
_LABEL = re.compile(r"\[[^\W\d_]{1,12}\]\s+")
_PAGE = re.compile(r"(?:(?:\s?[.·_‥]){4,}|(?:\s?…){2,})\s*(?:\d{1,5}|[ivxlc]{1,7})$")
_YEAR = re.compile(
    r"\s*(?:\((?:19|20)\d\d\)|\[(?:19|20)\d\d\]|\([^()]{2,60}\s(?:19|20)\d\d\)"
    r"|,\s(?:[A-Z][\w.'’&-]*\s(?:[A-Z&][\w.'’-]*\s){0,3})?(?:19|20)\d\d)\.?$"
)
#: "— ICLR 2025 oral"
_AT = re.compile(
    r"\s+[|·•–—-]\s+(?=\S*[A-Z]\S*[A-Z])[A-Z][\w&+'’-]{1,15}(?:\s(?:19|20)\d\d|\s?['’]\d\d)?"
    r"(?:\s\(?[^\W\d_]{3,12}\)?)?$"
)
_COLON = re.compile(r"(?<=[^\s:])\s?:$")
_NUMBER = re.compile(r"\s?\(\d{1,6}(?:[.,]\d{1,3})?\)$|\s#\d{1,6}$")
_NAMED_DAY = r"(?:[A-Z][a-z]{2,8}\.?\s\d{1,2}|\d{1,2}\.?\s[A-Z][a-z]{2,8}\.?),?\s(?:19|20)\d\d"
_DATE = re.compile(rf"(?:\s+[|·•–—-]\s+|\s\(|,\s)(?:{_NAMED_DAY}|{_DAY}|(?:19|20)\d\d-\d\d)\)?$")
_LINKS = re.compile(r"(?:\s+\[[^\[\]]{1,30}\])+$")
_VOTES = re.compile(
    r"\s(?:\(\d[\d,.]*k?\s[^\W\d_]+\)|[|·•–—-]\s\d{1,5}k?(?:\s[^\W\d_]+){1,2}"
    r"|[\u2190-\u21ff\u2300-\u23ff\u25a0-\u27bf\u2b00-\u2bff\U0001f300-\U0001faff]\ufe0f?\s?\d[\d,.]*[kK]?)$"
)
_BEHIND_MARK = re.compile(r".*\S(?P<all>(?:\s+[|·–—-]\s+|\s+by\s+|\s*\t\s*)(?P<said>\S.{2,200}))$")
_TAGS = re.compile(r"(?:\s+#[^\W\d][\w/-]*)+$|\s+:(?:[\w@%]+:)+$")
_ADDRESS = re.compile(
    r"\s+[(<\[]?(?:https?://|www\.)\S+$|\s+[(\[]?arXiv:\d{4}\.\d{4,5}(?:v\d+)?[)\]]?(?:\s\[[\w.-]+\])?$"
)
_STOP = re.compile(r"(?<=[^.\s])\.$")
_VENUE = re.compile(r"\.\s(?=[A-Z]).{2,80}\b(?:19|20)\d\d\)?\.?$")
_SENTENCE = re.compile(r"\.\s+(?=\S)")
_BRACKETS = re.compile(r"\s\((?P<said>[^()]{3,200})\)\.?$")
_EMPHASISED = re.compile(r"[^\w*_]{0,9}(?P<mark>\*\*|__|\*|_)(?=\S).{5,}?(?<=\S)(?P=mark)(?P<rest>[\s,.:;–—-]*\S.*)$")


def _brackets(text: str) -> str:
    found = _BRACKETS.search(text)
    return found.group() if found and is_citation(found["said"]) else ""


def _names(text: str) -> str:
    """The names behind a mark or a "by"."""
    found = _BEHIND_MARK.match(text)
    return found["all"] if found and is_citation(found["said"]) else ""


def _foremost(text: str) -> str:
    """The names before a title, with a year where one stands behind them."""
    ends = [found.end() for found in _SENTENCE.finditer(text[:_NAMES_END])]
    said = ((end, text[:end].rstrip(SPACE)) for end in reversed(ends))
    return next((text[:end] for end, names in said if is_names(names) or is_names(names.removesuffix("."))), "")


def _rest(text: str) -> str:
    """What is said of its authors behind a title in bold type."""
    found = _EMPHASISED.match(text)
    if found is None:
        return ""
    return found["rest"] if is_citation(found["rest"]) else ""


def _ending(pattern: re.Pattern[str]) -> Callable[[str], str]:
    return lambda text: found.group() if (found := pattern.search(text)) else ""


def _beginning(pattern: re.Pattern[str]) -> Callable[[str], str]:
    return lambda text: found.group() if (found := pattern.match(text)) else ""


class Affix(NamedTuple):
    """One kind: what a person calls it, how it is found, whether it stands behind the title, how many titles have it.

    ``stamps`` says that abstracts have it, too; ``differs`` that the words of different titles differ,
    ``few`` that they are some of few, ``recurs`` that they are, but for digits, the same again and again; ``capitals``
    that it is a sentence which has it but for the capitals of titles.
    """

    name: Sentence
    of: Callable[[str], str]
    behind: bool = True
    share: float = _NEARLY_ALL
    stamps: bool = False
    differs: bool = False
    few: bool = False
    recurs: bool = False
    capitals: bool = False

    def off(self, text: str) -> str:
        """Return a stripped line without it."""
        if not (part := self.of(text)):
            return text
        return text.removesuffix(part).rstrip(SPACE) if self.behind else text.removeprefix(part)


_page = _ending(_PAGE)
_KINDS = (
    Affix(Sentence("the time and who wrote it"), _beginning(_STAMP), behind=False, stamps=True, recurs=True),
    Affix(Sentence("the time or date"), _beginning(_WHEN), behind=False, stamps=True),
    Affix(Sentence("the number or letter"), _beginning(_COUNT), behind=False),
    Affix(Sentence("the sign before them"), _beginning(_SIGN), behind=False, share=_SEEN),
    Affix(Sentence("the box to tick"), _beginning(_BOX), behind=False),
    Affix(Sentence("how far they are done"), _beginning(_STATE), behind=False, few=True),
    Affix(Sentence("the word in square brackets before them"), _beginning(_LABEL), behind=False, share=_SURE),
    Affix(Sentence("the names before them"), _foremost, behind=False, differs=True),
    Affix(Sentence("the page number"), _page, share=_SURE),
    Affix(Sentence("the tags"), _ending(_TAGS)),
    Affix(Sentence("the venue and year"), _ending(_VENUE)),
    Affix(Sentence("the date"), _ending(_DATE)),
    Affix(Sentence("the year"), _ending(_YEAR)),
    Affix(Sentence("the names, year or site in brackets"), _brackets, differs=True),
    Affix(Sentence("the words in square brackets"), _ending(_LINKS)),
    Affix(Sentence("the words in square brackets"), _ending(_LINKS), share=_SURE, recurs=True),
    Affix(Sentence("the number"), _ending(_NUMBER)),
    Affix(Sentence("the venue"), _ending(_AT), recurs=True),
    Affix(Sentence("the colon"), _ending(_COLON)),
    Affix(Sentence("the votes, or what else is counted"), _ending(_VOTES)),
    Affix(Sentence("the names behind them"), _names, differs=True),
    Affix(Sentence("the names and what else stood behind the bold type"), _rest),
    Affix(Sentence("the address"), _ending(_ADDRESS)),
    Affix(Sentence("the full stop"), _ending(_STOP), capitals=True),
)


def detect(head: Head) -> tuple[Affix, ...]:
    """Return what nearly all titles of a file have beside them, in the order in which it goes off."""
    if any(line.sha256 for line in head.lines):
        return ()
    entries = head.entries[:_SAMPLE]
    known = {made.text for made in entries}
    lone = [made.text for made in map(Repeats.of(entries).seen, entries) if _may(made)]
    places = (_before_abstracts(entries), _behind_abstracts(entries), lone)
    abstracts = [made.text for made in entries if made.shape.prose]
    return next((found for texts in places if (found := tuple(_found(texts, known, abstracts)))), ())


def _shouted(texts: list[str], abstracts: list[str]) -> Iterator[Affix]:
    """The word in capitals that many titles begin with and no abstract has: ``NEW``, but not ``LLM``."""
    words = Counter(found["word"] for found in map(_CAPITALS.match, texts) if found)
    for word, count in words.most_common(1):
        said = re.compile(rf"\b{word}\b")
        if count >= _MANY * len(texts) and len(abstracts) >= _LEAST and not any(map(said.search, abstracts)):
            before = re.compile(rf"{word}[!:]?\s+(?=\S)")
            yield Affix(Sentence("the word in capitals before them"), _beginning(before), behind=False, share=_MANY)


def _may(made: Entry) -> bool:
    return not made.shape.prose and made.shape.furniture > LIKELY


def _before_abstracts(entries: list[Entry]) -> list[str]:
    """The lines above abstracts, but for those that say who wrote it."""
    told = [made for made in entries if made.shape.prose or not _tells_who(made.text)]
    return [a.text for a, b in pairwise(told) if b.shape.prose and not a.shape.prose]


def _tells_who(text: str) -> bool:
    return is_names(_WRITTEN.split(text, maxsplit=1)[0])


def _behind_abstracts(entries: list[Entry]) -> list[str]:
    return [b.text for a, b in pairwise(entries) if a.shape.prose and not b.shape.prose]


def _found(texts: list[str], known: set[str], abstracts: list[str]) -> Iterator[Affix]:
    if len(texts) < _LEAST:
        return
    for _ in range(_ROUNDS):
        kind = next((kind for kind in (*_KINDS, *_shouted(texts, abstracts)) if _has(kind, texts, known)), None)
        if kind is None:
            return
        yield kind
        texts = [kind.off(text) for text in texts]


def _has(kind: Affix, texts: list[str], known: set[str]) -> bool:
    """Tell whether so many of the texts have such a part, and what is left are titles that stand nowhere else."""
    parts = [kind.of(text) for text in texts if len(text) <= _LONGEST]
    count = sum(map(bool, parts))
    if count < max(_LEAST, kind.share * len(texts)):
        return False
    different = len({_DIGITS.sub("", part) if kind.recurs else part for part in parts if part})
    if (
        (kind.few and different > _FEW)
        or (kind.recurs and different > max(1, _AGAIN * count))
        or (kind.capitals and sum(map(is_capitalised, texts)) < _MOST * len(texts))
        or (kind.differs and different <= max(1, _DIFFERENT * count) and not any(map(is_site, parts)))
    ):
        return False
    left = [bare for text in texts if kind.of(text) and (bare := kind.off(text))]
    repeated = sum(map(known.__contains__, left))
    return sum(seen.heading or seen.prose for seen in map(shape, left)) - repeated >= _MOST * count


def taken_off(kinds: tuple[Affix, ...], lines: Iterable[Line | None]) -> Iterator[Line | None]:
    """Yield the lines without it; Nones as they come. What stands above the first page number is the page's."""
    above = any(kind.of is _page for kind in kinds)
    for line in lines:
        if line is None or line.sha256:
            yield line
            continue
        text = line.text.strip(SPACE)
        above = above and not _page(text)
        yield _without(kinds, line, text)._replace(beside=line.beside or above)


def _without(kinds: tuple[Affix, ...], line: Line, text: str) -> Line:
    bare = text
    for kind in kinds:
        if kind.stamps or len(bare) <= _LONGEST:
            bare = kind.off(bare) or bare
    return line if bare == text else line._replace(text=line.text.replace(text, bare, 1))
