"""Titles that stand alone, without their abstract: told from furniture by where they stand. Imports this room.

A line that speaks to the reader, or a short one, can be either. The page's rows tell (what stands below every title),
its step (nothing else stands between its papers), its head, its end, and what its papers are about.
"""

import re
from typing import NamedTuple

from readinglist.core.dumps.evidence import affinity, furniture
from readinglist.core.dumps.evidence.furniture import template
from readinglist.core.dumps.evidence.register import names_research
from readinglist.core.dumps.evidence.scripts import words_of
from readinglist.core.dumps.evidence.shapes import FURNITURE, LIKELY_FURNITURE, Shape, has_verb, is_capitalised
from readinglist.core.dumps.pages.alignment import Costs
from readinglist.core.dumps.pages.head import Entry
from readinglist.core.dumps.pages.page import Page

_NO = 20.0
#: A furniture cost from which on no word of the page to its reader was found in a line.
PLAIN = 2.5
#: So many of a title's words may be some of those, and so many of the others are what the papers are about.
_FEW_ADDRESS = 0.25
_ABOUT = 0.5
#: A line written with capitals that is so long is a title rather than a button; with an acronym or compound, so long.
_MANY_WORDS = 8
_SOME_WORDS = 5
TECHNICAL = re.compile(r"\d|[a-z][A-Z]|[A-Z]{2}|\w-\w")
#: What it adds to the cost of a title that it stands in the head of the page, and what furniture costs there at most.
_IN_HEAD = 3.0
_HEAD_FURNITURE = 3.0
#: What it adds to it that a line is worded as the page's own are, and what furniture costs then at most.
_OWN = 3.0
_OWN_FURNITURE = 2.0
#: What the last line gains as the beginning of an abstract.
_CUT_OFF = 7.0
#: What speaks (see ``affinity``) for a line being the title of an abstract, though it looks like something else.
_SHARED = 1.5


class Place(NamedTuple):
    """A line with its shape in its row, the line above, and up to two below."""

    made: Entry
    shape: Shape
    above: Entry | None
    below: list[Entry]


def standing_alone(cost: Costs, place: Place, page: Page) -> Costs:
    """Return the costs of a line, sharpened by what stands around it."""
    made, shape, above, below = place
    if shape.prose:
        return cost
    after = below[0] if below else None
    if page.titles and (
        _is_in_list(made, above, after, page) or (after and _is_among_titles(made, above, after, page))
    ):
        return cost._replace(alone=page.alone, furniture=max(cost.furniture, PLAIN))
    if below and _is_over_row(made, shape, below[0], page):
        return cost._replace(alone=0.0, furniture=furniture.NEVER)
    if len(made.text) <= furniture.LONGEST and page.is_own(made.text):
        return cost._replace(alone=cost.alone + _OWN, furniture=min(cost.furniture, _OWN_FURNITURE))
    return _before_others(cost, place, page) if below else cost


def _before_others(cost: Costs, place: Place, page: Page) -> Costs:
    """The same of a line with others below."""
    made, _, above, below = place
    if len(below) == 2 and _is_lone_title(made, above, below, page):
        return cost._replace(alone=0.0, furniture=furniture.NEVER, more=_NO)
    if page.is_before_papers(made) and _is_in_head(below[0], page):
        return cost._replace(alone=cost.alone + _IN_HEAD, furniture=min(cost.furniture, _HEAD_FURNITURE))
    return cost


def cut_off(cost: Costs, made: Entry, above: Entry, page: Page) -> Costs:
    """Return the costs of the last line of a file.

    After a title it is what is left of an abstract, however short; after an abstract it may be a title that lost its
    own.
    """
    if made.shape.prose or not page.is_tidy:
        return cost
    if not above.shape.heading:
        ends = above.shape.prose and made.shape.heading and not furniture.count_address(made.text.split())
        spoken = ends and names_research(made.text) and not page.is_own(made.text)
        return cost._replace(alone=0.0) if spoken else cost
    begun = has_verb(made.text) or made.shape.furniture >= PLAIN
    return cost._replace(abstract=cost.abstract - _CUT_OFF) if begun else cost


def _is_in_head(below: Entry, page: Page) -> bool:
    """What stands in the head of a page has more of it below, or the row that stands above every title."""
    if below.shape.prose or below.shape.heading:
        return False
    row = template(below.text)
    return row in page.rows_above_titles or not (row in page.repeats.templates or row in page.rows_below_titles)


def _is_lone_title(made: Entry, above: Entry | None, pair: list[Entry], page: Page) -> bool:
    """A line in the papers' words before a sure pair, on a page where nothing else stands between papers."""
    title, abstract = pair
    if (
        made.shape.prose
        or made.shape.furniture <= furniture.SURE
        or not (_is_sure_title(title, abstract) and page.is_tidy)
    ):
        return False
    words = words_of(made.text)
    addressing = _addressing(words, page)
    if above is None or not above.shape.prose:
        return bool(addressing) and _is_top(above) and _states(made.text, page)
    if not addressing:
        written = is_capitalised(made.text) or not page.capitalises or _is_about(made.text, page, 2)
        plain = max(made.shape.furniture, furniture.cost(made.text, words, page.vocabulary)) >= PLAIN
        return len(words) >= 3 and written and plain and _is_of_research(made.text, page)
    about = addressing <= _FEW_ADDRESS * len(words) and _is_about(made.text, page, 2)
    return about or _states(made.text, page) or _is_written_out(made.text, words, page)


def _addressing(words: list[str], page: Page) -> int:
    """How many words are the page's to its reader; the last one names the thing ("Tree Search"), if papers do."""
    return furniture.count_address(words[:-1]) + furniture.count_address(words[-1:], page.vocabulary)


def _is_sure_title(title: Entry, abstract: Entry) -> bool:
    """Tell whether a line is the title of an abstract by its shape, or by its words."""
    if not abstract.shape.prose or title.shape.prose or title.shape.furniture <= furniture.LIKELY:
        return False
    return title.shape.heading or affinity.evidence(title.text, abstract.text) >= _SHARED


def _is_of_research(text: str, page: Page) -> bool:
    if TECHNICAL.search(text) is not None or page.known(affinity.stems(text)) > 0.5:
        return True
    return names_research(text, latinate=text.isascii())


def _is_written_out(text: str, words: list[str], page: Page) -> bool:
    """Tell whether a line is longer, or more technical, than furniture that is written like this page's titles."""
    least = _SOME_WORDS if TECHNICAL.search(text) else _MANY_WORDS
    return len(words) >= least and page.capitalises and is_capitalised(text)


def _is_top(above: Entry | None) -> bool:
    """What stands right before the first title of a page: nothing, or furniture."""
    return above is None or above.shape.furniture <= furniture.LIKELY


def _states(text: str, page: Page) -> bool:
    """Tell whether a line is written like a title and says that something *is* so: a page asks, offers and counts."""
    return is_capitalised(text) and page.capitalises and has_verb(text) and _is_about(text, page, 1)


def _is_about(text: str, page: Page, least: int) -> bool:
    """Tell whether the telling words of a line are mostly subjects of the page's papers."""
    known, telling = page.subjects_of(text)
    return known >= max(least, _ABOUT * telling)


def _is_among_titles(made: Entry, above: Entry | None, below: Entry, page: Page) -> bool:
    """Tell whether a line of a list of titles that is short, or speaks to the reader, stands among them like one."""
    words = words_of(made.text)
    if made.shape in (FURNITURE, LIKELY_FURNITURE) or not below.shape.heading:
        return False
    if _states(made.text, page) or _is_written_out(made.text, words, page):
        return True
    between = above is not None and above.shape.heading
    written = len(words) > 1 and (is_capitalised(made.text) or not page.capitalises)
    spoken = not furniture.count_address(words) or (len(words) > 2 and TECHNICAL.search(made.text) is not None)
    return between and written and spoken


def _is_in_list(made: Entry, above: Entry | None, below: Entry | None, page: Page) -> bool:
    """Tell whether a line of a pure list of titles is one: between titles, or of several words, not to the reader.

    What looks like names or a label must speak of research.
    """
    words = words_of(made.text)
    seen = made.shape.furniture
    if not page.is_pure_list or seen <= furniture.SURE:
        return False
    if seen <= furniture.LIKELY and not names_research(made.text, latinate=True):
        return False
    between = all(beside is not None and beside.shape.furniture >= PLAIN for beside in (above, below))
    told = not furniture.count_address(words)
    return (between and (told or len(words) > 1)) or (told and len(words) > 1)


def _is_over_row(made: Entry, seen: Shape, below: Entry, page: Page) -> bool:
    """Tell whether the row that stands below every title of this page stands below this line."""
    if seen.prose or seen.furniture <= furniture.LIKELY or below.shape.furniture > furniture.LIKELY:
        return False
    return template(below.text) in page.rows_below_titles
