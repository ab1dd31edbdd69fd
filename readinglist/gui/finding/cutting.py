"""What is shown of a line that has no room for all of it, so that a match in it is seen. No Qt in here.

A ``Width`` measures a text in px; measuring takes as long as the text is, so of a long text only a piece is measured.
May import ``records``, for its types only.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from readinglist.core.records import Span

LEFT_OUT = " … "
ELLIPSIS = "…"
MEASURED = 400  # letters; more than this have no room in any line
LONGEST_WORD = 24  # letters before a mark that are shown for being of the same word
Width = Callable[[str], float]


def middle_left_out(title: str, spans: Sequence[Span], room: float, width: Width) -> tuple[str, Sequence[Span]]:
    """``title`` and its marks, without its middle where its first mark would lie beyond ``room`` px.

    Its beginning stays, by which a paper is known: as much of it as its end leaves room for, at least two fifths.
    """
    first = spans[0]
    if _seen(title, first, room, width):
        return title, spans
    head = _word_end(title, _fitting_first(title, room * 2 / 5, width))
    start, rest = _word_start(title, first, head), room - width(LEFT_OUT)
    if start <= head + len(LEFT_OUT):
        return title, spans  # nothing is gained by leaving so little out
    tail = width(title[start : start + MEASURED])
    if width(title[:head]) + tail <= rest:
        head = _word_end(title, _fitting_first(title[: start - len(LEFT_OUT) - 1], rest - tail, width))
    else:
        start = _begin(title, first, head + len(LEFT_OUT) + 1, rest - width(title[:head]), 1 / 3, width)
    return f"{title[:head]}{LEFT_OUT}{title[start:]}", _moved(spans, head + len(LEFT_OUT) - start)


def in_sight(text: str, spans: Sequence[Span], room: float, width: Width) -> tuple[str, Sequence[Span]]:
    """``text`` and its marks, begun later where its first mark would lie beyond ``room`` px.

    A quarter of the room shows what stands before the mark, and more where the end of the text leaves some.
    """
    if not spans or _seen(text, spans[0], room, width):
        return text, spans
    start = _begin(text, spans[0], 0, room - width(ELLIPSIS), 1 / 4, width)
    return f"{ELLIPSIS}{text[start:]}", _moved(spans, len(ELLIPSIS) - start)


def _seen(text: str, mark: Span, room: float, width: Width) -> bool:
    """Whether ``mark`` is within ``room`` px, with the ellipsis where more follows."""
    end = ELLIPSIS if mark.end < len(text) else ""
    return mark.end <= MEASURED and (width(text[: mark.end] + end) <= room or width(text[:MEASURED]) <= room)


def _fitting_first(text: str, room: float, width: Width) -> int:
    """How many letters from its beginning have ``room``."""
    most = range(min(len(text), MEASURED) + 1)
    return max(0, bisect_right(most, room, key=lambda count: width(text[:count])) - 1)


def _begin(text: str, mark: Span, least: int, room: float, share: float, width: Width) -> int:
    """Where to begin, not before ``least``, so that ``mark`` is within ``room`` px.

    What stands before it gets this ``share`` of the room, or all that the end of the text leaves.
    """
    start = _word_start(text, mark, least)
    spare = room - width(text[start : min(mark.end, start + MEASURED)] + ELLIPSIS)
    if spare < 0:
        return mark.start
    spare = max(min(room * share, spare), room - width(text[start : start + MEASURED]))
    least = max(least, start - MEASURED)
    begin = least + bisect_left(range(start - least), -spare, key=lambda place: -width(text[least + place : start]))
    return begin if begin == start or text[begin - 1] == " " else text.find(" ", begin, start) + 1 or begin


def _word_end(text: str, count: int) -> int:
    """At most ``count`` letters, up to the end of a word where there is one."""
    end = text.rfind(" ", 0, count + 1)
    return end if end > 0 else count


def _word_start(text: str, mark: Span, least: int) -> int:
    """Where the word begins that ``mark`` is a part of; the mark itself where that is before ``least``, or far."""
    word = text.rfind(" ", 0, mark.start) + 1
    return word if least < word and mark.start - word <= LONGEST_WORD else mark.start


def _moved(spans: Sequence[Span], by: int) -> Sequence[Span]:
    return [replace(span, start=span.start + by, end=span.end + by) for span in spans]
