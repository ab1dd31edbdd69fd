"""Text that was broken into short lines: put together where that is certain. Imports this room.

A wrapping program leaves a trace: it breaks a line only where the next word did not fit. So a break is *soft* when
the first word of the next line would have made the line longer than the widest one, and *hard* otherwise; the few
hard breaks that look soft by chance are found by the title that would be missing. Programs that cut at a fixed
column, or leave the space at the end of the line, are told by just that. Where none of this holds, blank lines
between the paragraphs do; where there are none, nothing is certain.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import pairwise
from typing import NamedTuple

from readinglist.core.dumps.evidence import affinity
from readinglist.core.dumps.evidence.furniture import LIKELY, template
from readinglist.core.dumps.evidence.shapes import bare, is_capitalised, is_long, shape
from readinglist.core.dumps.input.lines import SPACE, Line
from readinglist.core.dumps.pages.breaks import (
    CONTINUED,
    LEAST_BREAKS,
    NARROWEST,
    STOPPED,
    WIDEST,
    Wrapping,
    fills,
    first_word,
    of_items,
    program,
)
from readinglist.core.dumps.pages.context import DANGLING
from readinglist.core.dumps.pages.head import Entry, Head
from readinglist.core.sentences import Sentence

#: A line that stands in a text so often is no rest of a broken one.
_COMES_BACK = 3
_GOES_ON = re.compile(r"[a-z][a-z'’\-]*(?=[\s,;:.)]|$)")
_ENDED = (".", "!", "?", ":", "。")
_LEAST_SHARE = 0.2
#: … and of the breaks of a list of titles, of which few show.
_FEW_BREAKS = 0.08
_MOST_FILLED = 0.6
#: Of the breaks of a list of broken titles so many fill their lines (of titles of like length all do, though whole).
_SOME_FILLED = 0.15
_BROKEN_TITLES = Sentence("its titles are broken over several lines, and nothing shows for certain where one ends")
#: So many of the paragraphs begin with a title that nothing parts from them, on a page of such.
_MANY_HIDE = 0.4
#: A page has titles when there are so many for each abstract, or at the beginning of so many blocks.
_TITLED = 0.3
_TITLED_BLOCKS = 0.2
#: What blank lines part begins with a title as a rule when so much of it surely does.
_HEADED = 0.5
#: … and nothing else does when nearly all of it does.
_ALL_HEADED = 0.7
_TITLE_LINES = 4
#: A name and what it stands for, as many titles have it.
_NAMED = re.compile(r"\S{0,2}[A-Z]\S*(?: \S+){0,3}: ")
#: So many words written with capitals are no part of a sentence.
_SURE_WORDS = 6


class Uncertain(NamedTuple):
    """Text that is wrapped in a way that cannot be undone for certain."""

    reason: Sentence


def detect(head: Head) -> Wrapping | Uncertain | None:
    """Tell whether and how the lines of a file are wrapped; None for lines that are whole."""
    entries = head.entries
    gap = min((b.gap for b in entries[1:]), default=0)
    breaks = [(a, b) for a, b in pairwise(entries) if b.gap == gap]
    if (items := of_items(_texts(breaks), gap)) is not None:
        return items
    soft = [(a, b) for a, b in breaks if _continues(a, b)]
    if len(_without_rows(soft)) < max(LEAST_BREAKS, _LEAST_SHARE * len(breaks)):
        return _of_titles(head, gap, breaks)
    lengths = sorted(len(a.line.text.rstrip()) for a, _ in soft)
    if lengths[len(lengths) // 2] < NARROWEST or lengths[len(lengths) * 9 // 10] > WIDEST:
        return None
    found = program(_texts(soft), _texts(breaks), gap)
    if found is None and any(b.gap > gap for b in entries[1:]):
        found = Wrapping("blocks", 0, gap)
    if found is None:
        return Uncertain(Sentence("its lines are broken in the middle of sentences, in no regular way"))
    return _checked(found, head)


def _of_titles(head: Head, gap: int, breaks: list[tuple[Entry, Entry]]) -> Wrapping | Uncertain | None:
    """The same of a list of titles, of which few lines begin in lower case: each break in a title fills its line."""
    widest = max((len(made.line.text.rstrip()) for made in head.entries), default=0)
    texts = [(a, b) for a, b in _texts(breaks) if 2 * len(a) >= widest]
    if not NARROWEST <= widest <= WIDEST or any(made.shape.prose for made in head.entries):
        return None
    going_on = [(a, b) for a, b in texts if _GOES_ON.match(b.lstrip()) or DANGLING.search(a.rstrip())]
    filled = [(a, b) for a, b in texts if fills(a, b, widest)]
    if any(b.gap > gap for b in head.entries[1:]):
        sure = set(filled) & set(going_on) or any(_leaves_a_bit(a, b) for a, b in filled)
        least = 1 if sure else LEAST_BREAKS - 1
        found = program(filled, filled, gap) if len(filled) >= max(least, _MOST_FILLED * len(texts)) else None
        return found and _checked(found, head)
    shown = len(going_on) >= max(1, _FEW_BREAKS * len(texts)) and all(fills(a, b, widest) for a, b in going_on)
    return Uncertain(_BROKEN_TITLES) if shown or _are_filled(filled, breaks) else None


def _are_filled(filled: list[tuple[str, str]], breaks: list[tuple[Entry, Entry]]) -> bool:
    """Tell whether full lines leave a bit for the next one: several do, or one among others that are full."""
    left = sum(_leaves_a_bit(a, b) for a, b in filled)
    return left > 1 or (left == 1 and len(filled) >= max(2, _SOME_FILLED * len(breaks)))


def _leaves_a_bit(line: str, following: str) -> bool:
    """Tell whether a line leaves a word or two for the next one, or ends in the middle of a phrase."""
    return len(following.split()) <= 2 or DANGLING.search(line.rstrip()) is not None


def _texts(pairs: list[tuple[Entry, Entry]]) -> list[tuple[str, str]]:
    return [(a.line.text, b.line.text) for a, b in pairs]


def _continues(a: Entry, b: Entry) -> bool:
    return CONTINUED.match(b.text) is not None and not a.text.endswith(_ENDED) and b.shape.furniture > LIKELY


def _without_rows(soft: list[tuple[Entry, Entry]]) -> list[tuple[Entry, Entry]]:
    """Leave out lines that come back, but for their numbers ("posted 2 hours ago"): rows of the page, no rests."""
    counts = Counter(template(b.text) for _, b in soft)
    return [(a, b) for a, b in soft if counts[template(b.text)] < _COMES_BACK]


def _checked(found: Wrapping, head: Head) -> Wrapping | Uncertain:
    """Accept a way of wrapping when the paragraphs it gives have the shape of titles and abstracts."""
    entries = head.entries
    paragraphs = list(_paragraphs(found, [(made.line, made.gap) for made in entries]))
    shapes = [shape(found.join([line.text for line in paragraph]).strip(SPACE)) for paragraph in paragraphs]
    proses = sum(seen.prose for seen in shapes)
    wider = {made.line.number for made in entries[1:] if made.gap > found.gap}
    gaps = len(wider)
    firsts = [at for at, part in enumerate(paragraphs) if not at or part[0].number in wider]
    titled = sum(seen.heading for seen in shapes) >= _TITLED * proses
    headed = sum(shapes[at].heading for at in firsts) if gaps else 0
    titled = titled or headed >= max(1, _TITLED_BLOCKS * len(firsts))
    if not titled and found.mode != "spaces":
        hidden = _hide_titles(found, [paragraphs[at] for at in firsts])
        if not gaps and (proses > 1 if found.mode != "exact" else _may_hide_an_end(found, head.lines)):
            return Uncertain(Sentence("its lines are broken, and nothing shows for certain where one abstract ends"))
        if hidden:
            return Uncertain(Sentence("its lines are broken, and nothing shows for certain where a title ends"))
    # A space left at the end of a line tells for certain which breaks are soft.
    glued = found.mode != "spaces" and titled and gaps < 0.9 * (len(paragraphs) - 1)
    found = replace(found, glued=glued, headed=headed / len(firsts))
    return (
        found
        if not found.glued or _is_certain(found, head)
        else Uncertain(
            Sentence(
                "its lines are broken, without blank lines between titles and abstracts, and not every title can be"
                " told"
            )
        )
    )


def _hide_titles(how: Wrapping, paragraphs: list[list[Line]]) -> bool:
    """Tell whether so many paragraphs may begin with a title that it is no chance."""
    unwrapper = _Unwrapper(how)
    long = [part for part in paragraphs if unwrapper.is_long(part)]
    return sum(map(unwrapper.may_begin_with_title, long)) > _MANY_HIDE * len(long)


def _is_certain(how: Wrapping, head: Head) -> bool:
    unwrapper = _Unwrapper(how)
    for _ in unwrapper.run(head.lines):
        pass
    return head.complete and not unwrapper.doubts


def _may_hide_an_end(how: Wrapping, lines: list[Line]) -> bool:
    """Tell whether a text cut at a fixed column has a line that may end there by itself: ``…learning|Large models…``.

    Such a word with a capital inside ("ChatGPT") is one only when it stands elsewhere too.
    """
    texts = [line.text for line in lines]
    whole = " ".join(texts)
    for a, b in pairwise(texts):
        if how.is_soft(a, b) and a[-1:].isalnum() and b[:1].isupper():
            word = a.rpartition(" ")[2] + first_word(b)
            if word not in whole:
                return True
    return False


def _paragraphs(how: Wrapping, lines: Iterable[tuple[Line, int]]) -> Iterator[list[Line]]:
    held: list[Line] = []
    for line, gap in lines:
        if held and not (gap == how.gap and how.is_soft(held[-1].text, line.text)):
            yield held
            held = []
        held.append(line)
    if held:
        yield held


def unwrap(how: Wrapping, lines: Iterable[Line | None]) -> Iterator[Line | None]:
    """Yield the whole lines, each with the number of its first part and the count of its parts; Nones as they come."""
    return _Unwrapper(how).run(lines)


def _ends(line: Line) -> bool:
    text = line.text.rstrip()
    return STOPPED.search(text) is not None or "://" in text[text.rfind(" ") + 1 :]


def _titlelike(text: str) -> bool:
    seen = shape(text)
    return seen.title <= 0.5 and seen.abstract >= 4.0 and seen.furniture > 0.3


def _maybe_title(text: str) -> bool:
    seen = shape(text)
    return seen.title <= 1.0 and seen.abstract >= 3.0


def _begins(line: Line) -> bool:
    """A capital or a digit, at least as the second or third letter (mPLUG, π_0)."""
    return any(c.isupper() or c.isdigit() for c in line.text.lstrip()[:3])


def _is_all_capitals(text: str) -> bool:
    """Tell whether a line is written like the second line of a title: the first line of an abstract has verbs."""
    long = list(filter(is_long, map(bare, text.split())))
    return len(long) >= 2 and not any(word.islower() for word in long)


class _Unwrapper:
    """Puts lines together; holds a paragraph until the next one tells whether a title is glued to its end."""

    def __init__(self, how: Wrapping) -> None:
        self._how = how
        self._part: list[Line] = []  # the paragraph that grows
        self._blanks: list[Line] = []  # blank lines since its last line
        self._held: list[Line] = []  # the paragraph before it
        self._inner: list[Line] = []  # blank lines inside the paragraph that grows
        self._after: list[Line] = []  # blank lines to give back once the held paragraph is out
        self.doubts = 0  # places where a title may still hide
        self._parted = False  # whether blank lines part the held paragraph from the growing one

    def run(self, lines: Iterable[Line | None]) -> Iterator[Line | None]:
        for line in lines:
            if line is None:
                yield None
            elif not line.text.strip(SPACE):
                self._blanks.append(line)
            else:
                if self._part and not self._goes_on(line):
                    yield from self._close()
                if self._part:
                    self._inner += self._blanks
                    self._blanks = []
                self._part.append(line)
        yield from self._close()
        yield from self._close()

    def _goes_on(self, line: Line) -> bool:
        how, last = self._how, self._part[-1]
        return len(self._blanks) == how.gap and not line.sha256 and how.is_soft(last.text, line.text)

    def _close(self) -> Iterator[Line]:
        """Yield the held paragraph and hold the one that is complete, with the titles glued to them cut off."""
        if not self._part:
            if self._held:
                yield self._whole(self._held)
            yield from self._after
            yield from self._blanks
            self._held, self._after, self._blanks = [], [], []
            return
        before, (*out, held) = self._cut()
        yield from map(self._whole, filter(None, before))
        yield from self._after
        yield from map(self._whole, out)
        self._parted = len(self._blanks) > self._how.gap
        self._held, self._after = held, self._inner + self._blanks
        self._part, self._inner, self._blanks = [], [], []

    def _cut(self) -> tuple[list[list[Line]], list[list[Line]]]:
        """Where two abstracts follow each other, find the title that the wrapping glued to one of them.

        Returns what the held paragraph is made of, and the one that grows.
        """
        held, part = self._held, self._part
        if not self._how.glued or not self.is_long(part):
            return [held], [part]
        expected = not held or self.is_long(held) or not _titlelike(self._text(held))
        if expected and held and not self._parted:
            ends = range(len(held) - 1, max(0, len(held) - _TITLE_LINES), -1)
            found = [at for at in ends if _ends(held[at - 1]) and _begins(held[at]) and self._is_title(held[at:], part)]
            if found:
                # The first line of a title may end with a question mark.
                at = next((at for at in reversed(found) if _is_all_capitals(held[at].text)), found[0])
                return [held[:at], held[at:]], self._cut_inside(part)
        if expected:
            places = range(1, min(_TITLE_LINES, len(part) - 1))
            likely = [at for at in places if _begins(part[at]) and self._is_title(part[:at], part[at:])]
            possible = self._title_ends(part)
            if self._how.headed >= _HEADED and (self._parted or not held) and len(possible) == 1:
                likely = likely or possible
            if likely:
                at = next((at for at in likely if not _is_all_capitals(part[at].text)), 0)
                self.doubts += not at and len(likely) > 1
                at = at or likely[0]
                return [held], [part[:at], *self._cut_inside(part[at:])]
            self.doubts += bool(possible) or (bool(held) and self.is_long(held) and not self._parted)
        return [held], self._cut_inside(part)

    def _cut_inside(self, part: list[Line]) -> list[list[Line]]:
        """Find a title that the wrapping glued to the abstracts on both sides of it."""
        for start in range(2, len(part) - 2):
            if not _begins(part[start]):
                continue
            ended = _ends(part[start - 1])
            for end in range(start + 1, min(start + _TITLE_LINES, len(part) - 1)):
                if not _begins(part[end]) or _is_all_capitals(part[end].text):
                    continue
                if ended and self._is_inner_title(part[:start], part[start:end], part[end:]):
                    return [part[:start], part[start:end], *self._cut_inside(part[end:])]
                if self._how.headed < _ALL_HEADED:
                    self.doubts += self._may_be_title(part[:start], part[start:end], part[end:], ended)
        return [part]

    def _is_inner_title(self, before: list[Line], lines: list[Line], after: list[Line]) -> bool:
        text = self._text(lines)
        if not (_titlelike(text) and _is_all_capitals(text) and self.is_long(before) and self.is_long(after)):
            return False
        own = affinity.stems(text)
        there, here = (affinity.stems(self._text(side)) for side in (before, after))
        return len(own & here) >= 2 and len(own & here) > len(own & there)

    def _may_be_title(self, before: list[Line], lines: list[Line], after: list[Line], ended: bool) -> bool:
        """Tell whether a title could hide here, behind an abstract that ``ended`` with a sentence or did not."""
        text = self._text(lines)
        if not _maybe_title(text) or DANGLING.search(text):
            return False
        if not ended:
            return _is_all_capitals(text) and len(text.split()) >= _SURE_WORDS
        own, there, here = (affinity.stems(part) for part in (text, self._text(before), self._text(after)))
        shared = len(own & here)
        return _NAMED.match(text) is not None or (shared >= 2 and (is_capitalised(text) or shared > len(own & there)))

    def may_begin_with_title(self, part: list[Line]) -> bool:
        """Tell whether the first lines of a paragraph could be a title."""
        return bool(self._title_ends(part))

    def _title_ends(self, part: list[Line]) -> list[int]:
        """Where a title that a paragraph begins with could end."""
        places = range(1, min(_TITLE_LINES, len(part) - 1))
        return [at for at in places if _begins(part[at]) and _titlelike(self._text(part[:at]))]

    def is_long(self, paragraph: list[Line]) -> bool:
        """Tell whether several lines are an abstract."""
        return len(paragraph) > 1 and shape(self._text(paragraph)).prose

    def _is_title(self, lines: list[Line], abstract: list[Line]) -> bool:
        text = self._text(lines)
        own, other = affinity.stems(text), affinity.stems(self._text(abstract))
        return _titlelike(text) and affinity.cost(own, other, frozenset()) < 0

    def _text(self, paragraph: list[Line]) -> str:
        return self._how.join([line.text for line in paragraph]).strip(SPACE)

    def _whole(self, paragraph: list[Line]) -> Line:
        if len(paragraph) == 1:
            return paragraph[0]
        text = self._how.join([line.text for line in paragraph])
        return Line(paragraph[0].number, text, "", len(paragraph), paragraph[-1].number)
