"""Marks that a list puts before each of its titles or abstracts: numbers, bullets, ``##``, ``Title:``, ``'''``.

They belong to the page, not to the titles, and go when nearly every title (or abstract) of a file has the same one. So
does a button behind abstracts (``△ Less``, ``Expand``), when many have it.
Imports this room.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from readinglist.core.dumps.evidence.furniture import LIKELY
from readinglist.core.dumps.evidence.shapes import shape
from readinglist.core.dumps.input.lines import SPACE, Line
from readinglist.core.dumps.pages.head import Entry, Head
from readinglist.core.dumps.pages.repeats import Repeats
from readinglist.core.sentences import Sentence, conjoined

#: So many lines show that what they begin with is a mark (fewer where there is nothing else); a word that begins them
#: all may be that of a series.
_LEAST = 3
_LEAST_ALONE = 2
_LEAST_WORDS = 4
_LEAST_BARE = 8  # where no sign behind the word says that it is a label
_NEARLY_ALL = 0.9
#: So many lines must look like titles (or abstracts) without their marks.
_MOST = 0.5
_SAMPLE = 400
_LONGEST_TITLE = 400
#: Arrows, shapes, dingbats and pictures.
SIGN = r"[\u2190-\u21ff\u2300-\u23ff\u25a0-\u27bf\u2b00-\u2bff\U0001f300-\U0001faff]\ufe0f?"
_CHINESE = "[\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7af]"
#: What a mark is made of, in this order; each part is there on nearly all lines or belongs to their text.
_PARTS = (
    re.compile(
        r"(?:#{1,6}|h[1-6]\.|(?:>\s?){1,5}|[|\-*•–·▪◦;:\uf0a0-\uf0ff]|o(?=\t))\s+|>{1,5}(?=[^\s>])"
        rf"|(?:{SIGN}\s*)+(?=\S)"
    ),
    re.compile(r"[(\[]?#?\d{1,4}[.):\]/]{1,2}\s+|\[\d{1,4}\](?=\S)|#\d{1,4}\s+|\d{1,4}\t\s*"),
    re.compile(
        rf"(?:\*\*|__)?(?:[^\W\d_](?:[;/]?[^\W\d_]){{2,14}}|{_CHINESE}{{2}})(?:\s\d{{1,4}})?(?:\*\*|__)?"
        r"\s?[:：.—–](?:\*\*|__)?\s*"
    ),
    re.compile(
        r"\*\*|__|\*|_(?=[^_]+_$)|'{2,5}|={2,6}(?=.+=\s*$)|\[\[(?=.+\]\]\s*$)|\[(?!(?:\d{1,4}|.)\])(?=.+\]\s*$)"
        r"|[\"“](?=.+[\"”]\s*$)|„(?=.+[“”]\s*$)|«(?=.+»\s*$)|「(?=.+」\s*$)|『(?=.+』\s*$)"
    ),
    re.compile(r"(?![A-Z]+\s+[A-Z]{2,}\s)[^\W\d_]{5,14}\s+(?=[A-Z])"),
)
#: How an emphasis ends: as it begins, but for brackets and quotation marks, of which those are met.
_CLOSING = {
    "[[": ("]]",),
    "[": ("]",),
    "“": ("”", '"'),
    '"': ('"', "”"),
    "„": ("“", "”"),
    "«": ("»",),
    "「": ("」",),
    "『": ("』",),
}
_WORD, _EMPHASIS = 2, 3
_BARE_WORD = 4  # before a sentence: of titles it may be the first word
_DIGITS = re.compile(r"\d+")
#: Signs and a few words at the end of a line, or a few behind the last sentence, on so many of the abstracts.
_BUTTON = re.compile(
    r"(?:(?<=[.?!…])\s+(?=[A-Z][^\W\d_]+(?:\s[^\W\d_]+){0,2}$)"
    r"|(?:(?<=…)|(?<=\.\.\.))\s?(?=[^\W\d_])"
    r"|\s+[\u2190-\u21ff\u2300-\u23ff\u25a0-\u27bf\u2b00-\u2bff]+)(?:\s?[^\W\d_]+){0,3}$"
)
_MANY = 0.3
_LONGEST_BUTTON = 40

#: Which part it is, and the part with its numbers blotted out.
Parts = tuple[tuple[int, str], ...]


@dataclass(frozen=True, slots=True)
class Marks:
    """The marks of a file: of its titles, and of its abstracts; and what stands behind these.

    ``every``: nothing but titles is papers' here, and each has its label.
    """

    title: Parts
    abstract: Parts
    behind: str = ""
    every: bool = False

    def off(self, text: str) -> str:
        """Return a line without its mark."""
        if self.behind and text.rstrip(SPACE).endswith(self.behind):
            text = text.rstrip(SPACE).removesuffix(self.behind)
        before = text[: len(text) - len(text.lstrip(SPACE))]
        bare = text[len(before) :]
        if self.title and len(bare) <= _LONGEST_TITLE and (without := _without(self.title, bare)) is not None:
            return before + without
        if self.abstract and (without := _without(self.abstract, bare)) is not None:
            return before + without
        return text

    @property
    def named(self) -> Sentence:
        """What was taken off, for a person."""
        marks = ["".join(mark for _, mark in parts).strip() for parts in (self.title, self.abstract)]
        return conjoined([f"“{mark}”" for mark in dict.fromkeys([*marks, self.behind.strip(SPACE)]) if mark])


def _part(kind: int, text: str) -> str:
    found = _PARTS[kind].match(text)
    return found.group() if found else ""


def _blotted(mark: str) -> str:
    return _DIGITS.sub("1", mark)


def _without(parts: Parts, text: str) -> str | None:
    """The text without all parts of a mark, or None when it does not begin with them."""
    for kind, wanted in parts:
        mark = _part(kind, text)
        if _blotted(mark) != wanted:
            return None
        text = text[len(mark) :]
        if kind == _EMPHASIS:
            text = _closed(text.rstrip(SPACE), mark).strip(SPACE)
    return text


def _closed(text: str, mark: str) -> str:
    """The text without the end of an emphasis that began with ``mark``."""
    return text.removesuffix(next((end for end in _CLOSING.get(mark, (mark,)) if text.endswith(end)), ""))


def detect(head: Head) -> Marks | None:
    """Return the marks of a page's titles and abstracts, if nearly all of them have the same."""
    abstracts = [made.text for made in head.entries if made.shape.prose]
    entries = head.entries
    title: Parts = ()
    if abstracts:
        # Authors may stand between a title and its abstract: then the title is the first line after an abstract.
        for places in (_before_abstracts(entries), _behind_abstracts(entries)):
            title = title or _common(places[:_SAMPLE], heading=True)
        if all(kind != _WORD for kind, _ in title):
            title = _common(_labelled(entries, len(abstracts))[:_SAMPLE], heading=True) or title
    else:
        seen = map(Repeats.of(entries).seen, entries)  # "[1] arXiv:…" above each title is no title
        texts = [made.text for made in seen if made.shape.furniture > LIKELY]
        title = _common(texts[:_SAMPLE], heading=True, least=_LEAST_ALONE)
    if not title and not abstracts and (label := _label(entries[:_SAMPLE])):
        return Marks(label, (), every=True)
    abstract = _common(abstracts[:_SAMPLE], heading=False)
    behind = _common_end([text[-_LONGEST_BUTTON:] for text in abstracts[:_SAMPLE]])
    return Marks(title, abstract, behind) if title or abstract or behind else None


def _common_end(abstracts: list[str]) -> str:
    """The button that many abstracts end with, if they do."""
    ends = Counter(found.group() for found in map(_BUTTON.search, abstracts) if found)
    [(end, count)] = ends.most_common(1) or [("", 0)]
    return end if count >= max(_LEAST, _MANY * len(abstracts)) else ""


def _before_abstracts(entries: list[Entry]) -> list[str]:
    return [a.text for a, b in pairwise(entries) if b.shape.prose and not a.shape.prose]


def _behind_abstracts(entries: list[Entry]) -> list[str]:
    return [b.text for a, b in pairwise(entries) if a.shape.prose and not b.shape.prose]


def _labelled(entries: list[Entry], abstracts: int) -> list[str]:
    """The headings that begin with the same word, if there is one for each abstract, wherever it stands."""
    found: dict[str, list[str]] = {}
    for made in entries:
        if made.shape.heading and (label := _part(_WORD, made.text)):
            found.setdefault(_blotted(label), []).append(made.text)
    each = (texts for texts in found.values() if _NEARLY_ALL * abstracts <= len(texts) <= abstracts)
    return next(each, [])


def _label(entries: list[Entry]) -> Parts:
    """The word with a sign that stands before the titles of a page without abstracts, between rows of another one
    that come as often: "Title: …", "Subjects: …"."""
    labels = [(made, _blotted(label)) for made in entries if (label := _part(_WORD, made.text))]
    counts = Counter(label for _, label in labels)
    for label, count in counts.items():
        others = (other for other, often in counts.items() if other != label and often >= _NEARLY_ALL * count)
        headings = sum(made.shape.heading for made, said in labels if said == label)
        if count >= _LEAST_WORDS and headings >= _NEARLY_ALL * count and any(others):
            return ((_WORD, label),)
    return ()


def _common(texts: list[str], heading: bool, least: int = _LEAST) -> Parts:
    """The parts that nearly all lines begin with, when there are titles (or abstracts) behind them."""
    if len(texts) < least:
        return ()
    parts: list[tuple[int, str]] = []
    counted = False
    for kind in range(_BARE_WORD if heading else len(_PARTS)):
        marks = [_part(kind, text) for text in texts]
        mark, count = Counter(map(_blotted, marks)).most_common(1)[0]
        if mark and count >= _NEARLY_ALL * len(texts) and _is_mark(kind, marks, texts):
            parts.append((kind, mark))
            counted = counted or _count_up(marks)
            texts = [_without(((kind, mark),), text) or text for text in texts]
    shapes = [shape(text) for text in texts]
    like = sum(seen.heading if heading else seen.prose for seen in shapes)
    return tuple(parts) if counted or like >= _MOST * len(texts) else ()


def _is_mark(kind: int, marks: list[str], texts: list[str]) -> bool:
    """Tell whether what the lines begin with is no part of them: "Published: …" is a row of furniture as a whole.

    Numbers rise, or are all the same: Markdown counts by itself.
    """
    if kind == _BARE_WORD and (len(texts) < _LEAST_BARE or _go_on_alike(marks, texts)):
        return False  # "Large Language Models …" begins many abstracts
    labels = sum(shape(text).furniture <= LIKELY for text in texts) if kind == _WORD else 0
    if kind == _WORD and (len(texts) < _LEAST_WORDS or labels >= _MOST * len(texts)):
        return False
    return not any(map(_DIGITS.search, marks)) or _rise(marks) or len(set(filter(None, marks))) == 1


def _go_on_alike(marks: list[str], texts: list[str]) -> bool:
    """Tell whether the word behind the mark is mostly the same."""
    behind = Counter(text[len(mark) :].partition(" ")[0] for mark, text in zip(marks, texts, strict=True))
    return behind.most_common(1)[0][1] >= _MOST * len(texts)


def _numbers(marks: list[str]) -> list[int]:
    return [int(found.group()) for found in map(_DIGITS.search, marks) if found]


def _count_up(marks: list[str]) -> bool:
    """Tell whether every mark has the next number: then what stands behind is an item, whatever its shape."""
    numbers = _numbers(marks)
    return len(numbers) == len(marks) and all(b - a == 1 for a, b in pairwise(numbers))


def _rise(marks: list[str]) -> bool:
    """Tell whether the numbers in the marks rise."""
    numbers = _numbers(marks)
    return sum(a < b for a, b in pairwise(numbers)) >= _NEARLY_ALL * (len(numbers) - 1)


def taken_off(marks: Marks, lines: Iterable[Line | None]) -> Iterator[Line | None]:
    """Yield the lines without the marks; Nones as they come."""
    for line in lines:
        if line is None or line.sha256:
            yield line
            continue
        bare = marks.off(line.text)
        yield line._replace(text=bare, beside=line.beside or (marks.every and bare == line.text))
