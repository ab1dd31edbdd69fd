"""Lines that come once per paper, beside its title and its abstract: columns of the page. Imports this room.

A page may show more of each paper than these two: the name of its picture, which holds the title, a summary, a
reference, the beginning of the abstract. Such lines look like titles and abstracts. But where most abstracts do not
have exactly one title above them, and all have without the lines of a column or two, those are the page's own: if
they begin alike, hold the title beside them, are the beginning of a longer line, say again what the abstract says, or
say it in another language.
"""

import re
from collections import Counter, defaultdict, deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations, islice, pairwise
from statistics import mean
from typing import Protocol

from readinglist.core.dumps.evidence.affinity import share, stems
from readinglist.core.dumps.evidence.furniture import LIKELY, announces, template
from readinglist.core.dumps.evidence.register import is_english
from readinglist.core.dumps.evidence.shapes import CUT, shape
from readinglist.core.dumps.input.lines import SPACE, Line
from readinglist.core.dumps.pages.head import Entry, Head
from readinglist.core.dumps.pages.paragraphs import is_text
from readinglist.core.dumps.pages.repeats import Repeats
from readinglist.core.sentences import Sentence

#: So many lines show a column, with the neighbours of each so far away.
_SAMPLE = 1000
_REACH = 4
#: A page has so many papers; so many of its abstracts have one title above them; a column has so many lines for each.
_LEAST = 4
_MOST = 0.75
_ONCE = 1.2
#: So many columns at most are looked for at a time, among so many; lines that are no texts, for so many of the texts.
_COLUMNS = 3
_CANDIDATES = 8
_WORTH = 0.35
#: A title that is held has so many letters, what holds it has so many more at most.
_TITLE = 4
_MORE = 250
#: The beginning of a text has so many letters.
_BEGINNING = 20
_LABEL = 40
#: A translation is longer.
_SHORTEST = 80
#: What says an abstract again shares so many of its words with it (the last sentences of abstracts share a third with
#: the others), and is so much shorter.
_SAYS_AGAIN = 0.5
_SHORTER = 0.7
#: Titles share so many of their words with their abstracts, and no fewer than the lines of a column do.
_KNOWS = 0.25
_SHOWN = 60
_DOTS = re.compile("|".join(map(re.escape, sorted(CUT, key=len, reverse=True))))
#: What parts the name of a text from it, and what lines begin with: two words, or one and its mark.
_NAME = re.compile(r"\w+:\s")
_START = re.compile(r"\S+[:.|–—]\s|\S+\s\S+\s")

_NOTE = Sentence(
    "Beside titles and abstracts there are lines like “{text}” (line {line}), at most one to a paper: they were"
    " taken for parts of the page."
)


class Column(Protocol):
    """What makes a line one of a column; ``above`` and ``below`` are the lines beside it, the nearest first."""

    def has(self, above: Sequence[str], text: str, below: Sequence[str]) -> bool:
        """Tell whether a line is one of the column."""


@dataclass(frozen=True, slots=True)
class _Beginning:
    """Lines that dots cut off, and that a longer one beside them has as well."""

    def has(self, above: Sequence[str], text: str, below: Sequence[str]) -> bool:
        if _DOTS.search(text) is None:
            return False
        longest = max(_DOTS.split(text), key=len)
        piece = longest[found.end() if (found := _NAME.match(longest)) else 0 :].strip(SPACE)
        beside = (*below[:2], *above[:2])
        return len(piece) >= _BEGINNING and any(len(line) > len(text) and piece in line for line in beside)


@dataclass(frozen=True, slots=True)
class _Framed:
    """Lines that hold the title beside them, with the same words around it."""

    before: str
    behind: str

    def has(self, above: Sequence[str], text: str, below: Sequence[str]) -> bool:
        if not (text.startswith(self.before) and text.endswith(self.behind)):
            return False
        inner = text[len(self.before) : len(text) - len(self.behind)]
        return inner in above or inner in below


@dataclass(frozen=True, slots=True)
class _Holding:
    """Lines that hold the title so many lines below (or above) among other words."""

    offset: int

    def has(self, above: Sequence[str], text: str, below: Sequence[str]) -> bool:
        beside, at = (below, self.offset - 1) if self.offset > 0 else (above, -self.offset - 1)
        return at < len(beside) and _holds(text, beside[at])


@dataclass(frozen=True, slots=True)
class _Labelled:
    """Texts below a label on a line of its own, with a longer text above it or below."""

    label: str

    def has(self, above: Sequence[str], text: str, below: Sequence[str]) -> bool:
        if not above or len(above[0]) > _LABEL or template(above[0]) != self.label:
            return False
        return any(len(line) > len(text) for line in (*above[1:2], *below[:2]))


@dataclass(frozen=True, slots=True)
class _Opening:
    """Lines that begin alike."""

    start: str

    def has(self, above: Sequence[str], text: str, below: Sequence[str]) -> bool:
        return template(text[:_LABEL]).startswith(self.start)


@dataclass(frozen=True, slots=True)
class _Translated:
    """Texts right below one in another language."""

    def has(self, above: Sequence[str], text: str, below: Sequence[str]) -> bool:
        if not above or min(len(text), len(above[0])) < _SHORTEST or not (shape(text).prose and shape(above[0]).prose):
            return False
        return is_english(text) != is_english(above[0])


def _holds(text: str, title: str) -> bool:
    """Tell whether a line holds all of another one, which may be a title."""
    if not _TITLE <= len(title) < len(text) <= len(title) + _MORE or title not in text:
        return False
    seen = shape(title)
    return seen.furniture > LIKELY and not seen.prose


@dataclass(frozen=True)
class Columns:
    """The columns of a page, and what to tell of each."""

    columns: tuple[Column, ...]
    notes: tuple[Sentence, ...]

    def has(self, above: Sequence[str], text: str, below: Sequence[str]) -> bool:
        """Tell whether a line is one of them, or a label of theirs."""
        if len(text) <= _LABEL and self._labels and template(text) in self._labels:
            return True
        return any(column.has(above, text, below) for column in self.columns)

    @cached_property
    def _labels(self) -> frozenset[str]:
        return frozenset(column.label for column in self.columns if isinstance(column, _Labelled))


class _Sample:
    """The first lines of a page, and those of them that are no furniture."""

    def __init__(self, entries: list[Entry]) -> None:
        self.entries = entries
        texts = [made.text for made in entries]
        self._around = [
            (texts[max(0, at - _REACH) : at][::-1], made, texts[at + 1 : at + 1 + _REACH])
            for at, made in enumerate(entries)
        ]
        repeats = Repeats.of(entries)
        named = {b.line.number for a, b in pairwise(entries) if announces(a.text) and not is_text(b)}
        seen = (made for made in map(repeats.seen, entries) if made.line.number not in named)
        self.lines = [made for made in seen if made.shape.furniture > LIKELY]

    @cached_property
    def _texts(self) -> list[Entry]:
        return list(filter(is_text, self.lines))

    def rows(self) -> dict[Column, list[Entry]]:
        """What may be columns, each with its lines: the surest first, and those with shorter lines."""
        surest = {column: self._row(column) for column in (_Beginning(), *self._held(), _Translated())}
        others = {column: self._row(column) for column in (*self._labels(), *self._openings())}
        likely = [(self._length(row), column) for column, row in others.items() if self._may_be_column(row)]
        order = [*surest, *(column for _, column in sorted(likely, key=lambda found: found[0]))]
        rows = surest | others
        return {column: rows[column] for column in [made for made in order if len(rows[made]) >= _LEAST][:_CANDIDATES]}

    def _may_be_column(self, row: list[Entry]) -> bool:
        """Tell whether lines are as many as the papers may be, or shorter texts than abstracts."""
        if 2 * sum(map(is_text, row)) < len(row):
            return len(row) >= _WORTH * len(self._texts)
        inside = {made.line.number for made in row}
        others = [made for made in self._texts if made.line.number not in inside]
        return self._length(row) <= _SHORTER * self._length(others)

    @staticmethod
    def _length(row: list[Entry]) -> float:
        return sum(len(made.text) for made in row) / max(1, len(row))

    def _row(self, column: Column) -> list[Entry]:
        return [made for above, made, below in self._around if column.has(above, made.text, below)]

    def _often(self, found: Iterable[str]) -> Iterator[str]:
        yield from (text for text, count in Counter(found).items() if count >= _LEAST)

    def _openings(self) -> Iterator[Column]:
        starts = (_START.match(template(made.text[:_LABEL])) for made in self.lines)
        yield from map(_Opening, self._often(start.group() for start in starts if start))

    def _labels(self) -> Iterator[Column]:
        known = {made.line.number for made in self.lines}
        pairs = ((a, b) for a, b in pairwise(self.entries) if a.line.number not in known and _is_sentence(b))
        yield from map(_Labelled, self._often(template(a.text) for a, _ in pairs if len(a.text) <= _LABEL))

    def _held(self) -> Iterator[Column]:
        around = defaultdict[int, list[tuple[str, str]]](list)
        for above, made, below in self._around:
            beside = {**{-at: line for at, line in enumerate(above, 1)}, **dict(enumerate(below, 1))}
            for offset, title in beside.items():
                if title in made.text and _holds(made.text, title):
                    before, _, behind = made.text.partition(title)
                    around[offset].append((before, behind))
        for offset, frames in around.items():
            frame, count = Counter(frames).most_common(1)[0]
            if len(frames) >= _LEAST:
                yield _Framed(*frame) if count >= _MOST * len(frames) else _Holding(offset)


def detect(head: Head) -> Columns | None:
    """Return the columns without which each abstract of a page has its title above it, if there are any."""
    entries = head.entries[:_SAMPLE]
    counts = Counter(made.text for made in entries)
    lines = [made for made in entries if made.shape.furniture > LIKELY and counts[made.text] < _LEAST]
    if sum(map(is_text, lines)) < _LEAST or _unpaired(lines, _pairs(lines)) < _LEAST:
        return None
    sample = _Sample(entries)
    rows, found, lines = sample.rows(), dict[Column, Entry](), sample.lines
    while more := _next(rows, lines):
        found |= {column: rows[column][0] for column in more}
        lines = _without(lines, [rows.pop(column) for column in more])
    notes = (_NOTE.format(text=_shown(made.text), line=made.line.number) for made in found.values())
    return Columns(tuple(found), tuple(notes)) if found else None


def _next(rows: dict[Column, list[Entry]], lines: list[Entry]) -> Sequence[Column]:
    """The fewest columns of a page without which it is in step, or more in step than with them."""
    before = _unpaired(lines, _pairs(lines))
    for chosen in (some for count in range(1, _COLUMNS + 1) for some in combinations(rows, count)):
        some = [rows[column] for column in chosen]
        left = _without(lines, some)
        pairs = _pairs(left)
        if not pairs or before - _unpaired(left, pairs) < max(1.0, _MOST * (len(lines) - len(left))):
            continue
        if all(_is_beside(column, row, pairs) for column, row in zip(chosen, some, strict=True)):
            return chosen
    return ()


def _without(lines: list[Entry], rows: list[list[Entry]]) -> list[Entry]:
    beside = {made.line.number for row in rows for made in row}
    return [made for made in lines if made.line.number not in beside]


def _unpaired(lines: list[Entry], pairs: list[tuple[Entry, Entry]]) -> int:
    return len(lines) - 2 * len(pairs)


def _is_sentence(made: Entry) -> bool:
    return is_text(made) or made.text[-1] in ".?!"


def _shown(text: str) -> str:
    return text if len(text) <= _SHOWN else text[:_SHOWN].rstrip() + "…"


def _pairs(lines: list[Entry]) -> list[tuple[Entry, Entry]]:
    """The titles and abstracts of a page where nearly each abstract has one title above it; of another, none."""
    texts = [at for at, made in enumerate(lines) if is_text(made)]
    if len(texts) < _LEAST:
        return []
    lines = lines[max(0, texts[0] - 1) : texts[-1] + 1]
    places = zip([True, *map(is_text, lines)], lines, lines[1:], strict=False)
    pairs = [(a, b) for is_first, a, b in places if is_first and is_text(b) and not is_text(a)]
    return pairs if len(pairs) >= _MOST * max(len(texts), len(lines) - len(texts)) else []


def _is_beside(column: Column, row: list[Entry], pairs: list[tuple[Entry, Entry]]) -> bool:
    """Tell whether the lines of a column stand there once per paper and are certainly no titles and no abstracts."""
    if len(row) > _ONCE * len(pairs):
        return False
    usual = len(row) >= _MOST * len(pairs)
    if not isinstance(column, _Opening | _Labelled):
        return usual or isinstance(column, _Beginning | _Framed)
    known = mean(_known(row, pairs))
    if 2 * sum(map(is_text, row)) < len(row):
        titles = mean(share(stems(title.text), stems(abstract.text)) for title, abstract in pairs)
        return usual and titles >= max(_KNOWS, known)
    if mean(len(made.text) for made in row) > _SHORTER * mean(len(abstract.text) for _, abstract in pairs):
        return False
    return known >= _SAYS_AGAIN or (usual and isinstance(column, _Labelled) and _begin_alike(row))


def _known(row: list[Entry], pairs: list[tuple[Entry, Entry]]) -> Iterator[float]:
    """Yield for each line which share of its words the abstract above it or below it has, whichever has more."""
    abstracts = [(abstract.line.number, stems(abstract.text)) for _, abstract in pairs]
    at = 0
    for made in row:
        while at < len(abstracts) and abstracts[at][0] < made.line.number:
            at += 1
        own = stems(made.text)
        yield max(share(own, text) for _, text in abstracts[max(0, at - 1) : at + 1])


def _begin_alike(row: list[Entry]) -> bool:
    starts = Counter(tuple(made.text.split()[:2]) for made in row)
    return starts.most_common(1)[0][1] >= _MOST * len(row)


def set_apart(columns: Columns, lines: Iterable[Line | None]) -> Iterator[Line | None]:
    """Yield the lines, those of the columns as such; Nones as they come."""
    above, held, ahead = deque[str](maxlen=_REACH), deque[Line](), deque[str]()
    for line in lines:
        if line is None:
            yield None
            continue
        held.append(line)
        if text := line.text.strip(SPACE):
            ahead.append(text)
        while len(ahead) > _REACH:
            yield from _decided(columns, above, held, ahead)
    while ahead:
        yield from _decided(columns, above, held, ahead)
    yield from held


def _decided(columns: Columns, above: deque[str], held: deque[Line], ahead: deque[str]) -> Iterator[Line]:
    """Yield the next line that is not blank, and the blank ones before it."""
    while not held[0].text.strip(SPACE):
        yield held.popleft()
    line, text = held.popleft(), ahead.popleft()
    is_beside = not line.sha256 and columns.has(tuple(above), text, tuple(islice(ahead, _REACH)))
    yield line._replace(beside=True) if is_beside else line
    above.appendleft(text)
