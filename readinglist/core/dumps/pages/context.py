"""What a line costs in each role once its neighbours and its page are known. Imports this room.

``shapes`` looks at a line alone; here a name after "Submitted by", a piece of a row beside a lone ``·``, a title
whose words the next abstract does not know, or a second paragraph are told from what they look like.
"""

import re
from itertools import pairwise

from readinglist.core.dumps.evidence import affinity, furniture
from readinglist.core.dumps.evidence.furniture import template
from readinglist.core.dumps.evidence.register import score
from readinglist.core.dumps.evidence.scripts import words_of
from readinglist.core.dumps.evidence.shapes import Shape, has_verb, is_capitalised, shape
from readinglist.core.dumps.pages.alignment import UNPARSED, Costs, PairCost
from readinglist.core.dumps.pages.head import Entry
from readinglist.core.dumps.pages.lone import PLAIN, TECHNICAL, Place, standing_alone
from readinglist.core.dumps.pages.page import Page
from readinglist.core.dumps.pages.paragraphs import is_text

NAME = Shape(6.0, 8.0, 0.0, False, False)
ROW_MEMBER = Shape(4.0, 8.0, 0.3, False, False)
_NO = 20.0
#: An abstract of fewer words need not repeat those of its title.
_FEW_WORDS = 15
#: A text that does not speak as papers do costs more as an abstract without a title, a short one most.
_BRIEF = 120
_SPEAKS = 0.5
#: What makes a sentence less of a title in a list of abstracts.
_SENTENCE = 3.0
#: What a lone line between two abstracts gains as a title.
_IN_STEP = 2.0
#: That two strangers are no pair: more than that a title and an abstract are missing.
_STRANGERS = 14.0
_AFTER_FOOT = 1.5
#: Ends in the middle of a phrase.
DANGLING = re.compile(r"\b(?:with|of|for|the|and|an?|in|on|to|via|from|by|using|under|as|or|at|its|into|through)$")
_TAIL = re.compile(r"(?:^|\s)[^\s/@:]*[a-z)\]\"'”’][.!?](?P<tail>[A-Za-z][^.?/]{1,80})$")

#: … and where the page's own second line follows, it may as well stand behind a link.
_ANY_TAIL = re.compile(r"[.!?](?P<tail>[A-Za-z][^.?/]{1,80})$")


def glued_tail(text: str, below: str, page: Page) -> str:
    """Return the line of furniture that is glued to the end of an abstract, else nothing.

    Joined files leave it there when the first one had no line end: it is the first line of this page or of another,
    and more furniture follows.
    """
    known = next((first for first, second in pairwise(page.header) if second == below and text.endswith(first)), "")
    if known and len(text) > len(known) and not text[-len(known) - 1].isspace():
        return known
    within = below in page.header[1:]
    found = (_ANY_TAIL if within else _TAIL).search(text[-100:])
    if found is None or not (within or _is_chrome(below)):
        return ""
    return found["tail"] if _is_chrome(found["tail"]) else ""


def _is_chrome(text: str) -> bool:
    return furniture.is_furniture(text) or furniture.cost(text, words_of(text)) <= 1.0


def costs(entries: list[Entry], page: Page, before: Entry | None) -> list[Costs]:
    """Return the costs of neighbouring lines; ``before`` is the line before the first, if any."""
    shapes = _shapes_in_row(entries, page, before)
    aboves = [before, *entries][: len(entries)]
    found = [_line_costs(*line, page) for line in zip(entries, shapes, aboves, strict=True)]
    first = before.shape if before is not None else None
    around = zip(shapes, [first, *shapes], _belows(shapes), strict=False)
    for i, made in enumerate(entries):
        seen = Place(made, shapes[i], aboves[i], entries[i + 1 : i + 3])
        found[i] = found[i] if made.line.sha256 else standing_alone(found[i], seen, page)
    steps = [_step(*line) if before is not None else 0.0 for line in around]
    return [cost._replace(title=cost.title - step) for cost, step in zip(found, steps, strict=True)]


def _belows(shapes: list[Shape]) -> list[Shape | None]:
    """For each line the next one that is no furniture (authors may stand between a title and its abstract)."""
    found: list[Shape | None] = []
    below: Shape | None = None
    for seen in reversed(shapes):
        found.append(below)
        below = below if seen.furniture <= furniture.LIKELY else seen
    return found[::-1]


def _step(seen: Shape, above: Shape | None, below: Shape | None) -> float:
    """What a line gains as a title by standing where titles stand, right before an abstract.

    Between two abstracts it is the title unless it surely is not: else two things went wrong at once. So it is, a
    little less surely, between the foot of a record and an abstract.
    """
    if above is None or below is None or not below.prose or seen.prose or seen.furniture <= furniture.SURE:
        return 0.0
    return (
        _IN_STEP
        if above.prose or above.abstract <= 2.0
        else _AFTER_FOOT
        if above.furniture <= furniture.LIKELY
        else 0.0
    )


def pair_cost(entries: list[Entry], page: Page) -> PairCost:
    """Return the function that tells how well a title and an abstract of these lines belong together."""
    found: dict[int, set[str]] = {}

    def stems_of(i: int) -> set[str]:
        if i not in found:
            found[i] = affinity.stems(entries[i].text)
        return found[i]

    def cost(title: int, abstract: int) -> float:
        if are_apart(entries[title], entries[abstract], page):
            return _STRANGERS
        own, text = stems_of(title), stems_of(abstract)
        price = affinity.cost(own, text, page.common)
        if price > 0:
            price *= page.trust / 2 if len(text) < _FEW_WORDS and len(own) > 3 else page.trust
        return price

    return cost


def are_apart(title: Entry, abstract: Entry, page: Page) -> bool:
    """Tell whether two neighbours that look like a pair are what is left of two: a long title, and a strange abstract.

    Only on a page whose titles and abstracts share their language and words as a rule.
    """
    if not (title.shape.heading and abstract.shape.prose):
        return False
    return page.is_torn(title.text, abstract) or page.are_apart(title.text, abstract.text)


def unglued(made: Entry) -> Entry:
    """Look at a line without the button glued to its start; with one, it can only begin a record."""
    head = furniture.glued_button(made.text)
    if not head:
        return made
    text = made.text[len(head) :]
    seen = shape(text)
    if furniture.announces(text):
        seen = NAME
    return made._replace(text=text, shape=seen._replace(abstract=_NO))


def _shapes_in_row(entries: list[Entry], page: Page, before: Entry | None) -> list[Shape]:
    """Sharpen shapes by the lines beside: what follows "by", and what stands beside a lone ``·``."""
    shapes = [made.shape for made in entries]
    for i, made in enumerate(entries):
        if furniture.announces(made.text) and i + 1 < len(entries) and _is_name(entries, i + 1, page):
            shapes[i + 1] = NAME
        if furniture.is_separator(made.text):
            below_titles = template(made.text) in page.rows_below_titles
            for j in (i + 1,) if below_titles else (i - 1, i + 1):
                above = entries[j - 1] if j > 0 else before
                words = 10 if j < i and above is not None and is_text(above) else 4
                if 0 <= j < len(entries) and _is_short(entries[j], words) and shapes[j].furniture > 0.3:
                    shapes[j] = ROW_MEMBER
    return shapes


def _is_name(entries: list[Entry], i: int, page: Page) -> bool:
    """A short line, unless it is the title of the abstract that follows it."""
    if not _is_short(entries[i], 5):
        return False
    if i + 1 == len(entries) or not entries[i + 1].shape.prose:
        return True
    own, ahead = affinity.stems(entries[i].text), affinity.stems(entries[i + 1].text)
    return len(own) < 2 or affinity.cost(own, ahead, page.common) >= 0


def _is_short(made: Entry, words: int) -> bool:
    return len(made.text) <= 60 and len(words_of(made.text)) <= words and ":" not in made.text


def _line_costs(made: Entry, seen: Shape, above: Entry | None, page: Page) -> Costs:
    if made.line.sha256:  # longer than any text: only its beginning is here
        return Costs(_NO, _NO, _NO, _NO, seen.furniture, _NO, _NO)
    if seen.prose:
        return Costs(_NO, _NO, seen.abstract, page.bare, seen.furniture, page.paragraphs.cost(made, above), _NO)
    own = affinity.stems(made.text)
    as_furniture = _as_furniture(made, seen, own, page)
    title = seen.title + (max(0.0, 1.6 - 0.8 * as_furniture) if len(own) > 1 and seen.title < 2.0 else 0.0)
    chrome = 1.2 * furniture.count_address(made.text.split(), page.vocabulary, furniture.SHARED)
    abstract = seen.abstract + chrome
    bare = abstract + page.bare
    if page.listing and (is_text(made) or (made.text[-1] in ".?!" and has_verb(made.text))):
        title += _SENTENCE
    elif not (is_text(made) and score(made.text) >= _SPEAKS):
        bare += 2.0 if len(made.text) < _BRIEF else 0.5
    if page.titles:
        abstract = bare = _NO
    weakness = _weakness(made.text, own, page)
    title += 0.4 * weakness if as_furniture < 3.5 else 0.0
    return Costs(
        title,
        seen.title + weakness + page.alone,
        abstract,
        bare,
        as_furniture,
        _more(made, as_furniture, above, page),
        _rest(made, above),
    )


def _as_furniture(made: Entry, seen: Shape, own: set[str], page: Page) -> float:
    """What speaks the language of the page's papers is less likely furniture; so is what is written like a title."""
    if seen.furniture <= 0.3 or seen.furniture >= furniture.NEVER:
        return seen.furniture
    words = words_of(made.text)
    if len(words) < 4 and not TECHNICAL.search(made.text):
        return seen.furniture
    known = page.known(own)
    base = furniture.cost(made.text, words, page.vocabulary) if known >= 0.6 else seen.furniture
    if base >= seen.furniture and base >= PLAIN and is_capitalised(made.text):
        base += (2.0 if known >= 0.7 else 0.0) + (1.0 if len(words) == 4 else 0.0)
    return base - (1.0 if _is_out_of_style(made.text, words, page) else 0.0)


def _is_out_of_style(text: str, words: list[str], page: Page) -> bool:
    """The page's titles are written with capitals, and this line is not; a long question may still be a title."""
    return (
        page.capitalises and not is_capitalised(text) and ":" not in text and not (text[-1] == "?" and len(words) > 5)
    )


def _weakness(text: str, own: set[str], page: Page) -> float:
    """What it adds to the cost of a title without an abstract that it is not much of a title either."""
    words = words_of(text)
    weak = (2.5, 2.5, 2.5, 1.5, 0.5)[len(words)] if len(words) < 5 else 0.0
    if ":" in text[1:-1] and len(words) > 2:
        weak -= 1.0
    if not page.lists_titles:
        weak += _NO
    if _is_out_of_style(text, words, page):
        weak += 2.0 if len(words) < 7 else 0.5
    if furniture.is_lower_throughout(text, words):
        weak += 2.0
    if not TECHNICAL.search(text):
        weak += 0.3
    return max(0.0, weak + (1.0, 0.5, 0.0, -0.5)[min(3, int(page.known(own) * 4))])


def _more(made: Entry, as_furniture: float, above: Entry | None, page: Page) -> float:
    """A short line goes on with an abstract only when it is no furniture; in a list, furniture is rare."""
    return page.paragraphs.cost(made, above) if as_furniture >= 2.0 or page.listing else _NO


def _rest(made: Entry, above: Entry | None) -> float:
    """What it costs to read a line as the rest of the title before: that one must end in the middle of a phrase."""
    if above is None or made.gap or not DANGLING.search(above.text) or len(above.text) < 30:
        return _NO
    return 1.0


def unparsed_instead(cost: Costs) -> bool:
    """Tell whether a line between a title and its abstract is too unlike furniture to be called so."""
    return cost.furniture > UNPARSED
