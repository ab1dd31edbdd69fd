"""What stands above the first abstract of a file: its title, or the page's own words? Imports this room.

The head of a page is in anybody's words and language, and may stand right above an abstract that lost its title, or
above a list of abstracts. But titles know their abstracts: of 2,100 titles of listing pages and arXiv all but one share
a word with their own, and 98 in 100 two fifths of their words; of 163 lines of made-up heads, set above
abstracts of six collections, 93 in 100 share none.
"""

from collections import Counter
from collections.abc import Sequence
from itertools import islice, pairwise

from readinglist.core.dumps.evidence.affinity import share, stems
from readinglist.core.dumps.evidence.furniture import LIKELY, SURE, address, glued_button, template
from readinglist.core.dumps.evidence.register import names_research
from readinglist.core.dumps.evidence.shapes import FURNITURE, Shape, is_capitalised, is_ended

#: A longer text above the first abstract is no head of a page.
_LONGEST = 12
#: A title shares so many of its telling words with its abstract, where so many pairs of the page show it …
_KNOWS = ((0.4, 8), (0.2, 3))
#: … but for a few (old titles, another language); or one word at least.
_FEW = 0.1
_ANY = 0.01
#: A title above a list of abstracts, and one of another paper, shares so many, and so many at least.
_LISTED = (0.3, 2)
_OTHER = (0.5, 3)
#: So many pairs tell more than the words of a line; so many titles of papers show that the lines are no head.
_MANY = 3
_SEVERAL = 2
#: An abstract of fewer words need not have any of its title.
_FEW_WORDS = 15
#: Of the abstracts of a list so few have a title.
_FEW_TITLED = 0.3
_SAMPLE = 60
#: A line that stands so often on a page is no title.
_OFTEN = 3
#: What may be a title at all; so many words in capitals are one.
_TITLE = 1.0
_LONG = 4
#: … also where it has one of those to the reader ("… and More").
_OTHER_WORDS = 0.1
#: What a page calls what it lists, and papers themselves.
_ITEMS = stems("paper article preprint artikel arbeiten artículos articoli artigos makale статьи 论文 論文 논문")


def settled(texts: Sequence[str], shapes: Sequence[Shape]) -> list[Shape]:
    """Return the shapes of a file's first lines: of those above the first abstract the page's own are furniture."""
    found = list(shapes)
    first = next((at for at, seen in enumerate(shapes) if _is_abstract(seen)), 0)
    start = max((at + 1 for at in range(first) if is_ended(texts[at])), default=0)
    if 0 < first - start <= _LONGEST:
        for at in _own(texts[start:], shapes[start:], first - start):
            found[start + at] = FURNITURE
    return found


class _Line:
    """A line that may be a title, by its telling words: not those to the reader, nor for what the page lists."""

    def __init__(self, text: str) -> None:
        words = text[len(glued_button(text)) :].split()
        telling = [word for word in words if not address([word]) and not stems(word) & _ITEMS]
        self.words = stems(" ".join(telling))
        #: Whether it is written in capitals throughout, as many titles are and hardly any words of a page.
        other = len(words) - len(telling)
        self.is_written = len(words) >= _LONG and is_capitalised(text) and other <= _OTHER_WORDS * len(words)
        #: Whether it speaks as titles do.
        self.is_learned = names_research(" ".join(telling), latinate=True)

    def shares(self, abstract: set[str]) -> float:
        return share(self.words, abstract)

    def is_about(self, abstract: set[str], part: float, least: int) -> bool:
        return len(self.words & abstract) >= least and self.shares(abstract) >= part


def _own(texts: Sequence[str], shapes: Sequence[Shape], first: int) -> list[int]:
    """Return the positions of those of the first lines that are the page's own; an abstract stands behind them."""
    lines_below = zip(texts[first:], shapes[first:], strict=True)
    abstracts = list(map(stems, islice((text for text, seen in lines_below if _is_abstract(seen)), _SAMPLE)))
    below = {template(text) for text, seen in zip(texts[first:], shapes[first:], strict=True) if not seen.prose}
    top = [at for at in range(first) if template(texts[at]) not in below]  # what comes back is a row of each paper
    lines = {at: _Line(texts[at]) for at in top if shapes[at].furniture > SURE}
    others = {at for at, line in lines.items() if any(line.is_about(abstract, *_OTHER) for abstract in abstracts)}
    if not lines or len(others) >= _SEVERAL or len(abstracts[0]) < _FEW_WORDS:
        return []
    nearest, known, pairs = max(lines), set().union(*abstracts), _pairs(texts[first:], shapes[first:])
    if len(abstracts) > 1 and len(pairs) < _FEW_TITLED * len(abstracts):
        return [at for at, line in lines.items() if at != nearest or not line.is_about(abstracts[0], *_LISTED)]
    found = [at for at, line in lines.items() if at != nearest and not (line.is_learned or line.words & known)]
    if len(top) == 1 or nearest in others or not _is_strange(lines[nearest], abstracts[0], pairs):
        return found
    return [*found, nearest]


def _is_strange(line: _Line, abstract: set[str], pairs: list[tuple[_Line, set[str]]]) -> bool:
    """Tell whether a line shares less with the abstract below than titles do, and does not look like one."""
    bar = next((bar for bar, least in _KNOWS if len(pairs) >= least and _is_usual(bar, pairs)), _ANY)
    is_title = line.is_written or (line.is_learned and len(pairs) < _MANY)
    return not is_title and line.shares(abstract) < bar


def _is_usual(bar: float, pairs: list[tuple[_Line, set[str]]]) -> bool:
    """Tell whether hardly any title of the page shares less with its abstract, of those that do not show as titles."""
    return sum(not title.is_written and title.shares(own) < bar for title, own in pairs) <= _FEW * len(pairs)


def _pairs(texts: Sequence[str], shapes: Sequence[Shape]) -> list[tuple[_Line, set[str]]]:
    """The lines that may be titles below the first abstract, and the words of the abstracts right behind them."""
    keys = [text if seen.prose else template(text) for text, seen in zip(texts, shapes, strict=True)]
    counts = Counter(keys)
    found = zip(keys, texts, shapes, strict=True)
    lines = [(text, seen) for key, text, seen in found if seen.furniture > LIKELY and counts[key] < _OFTEN]
    pairs = [(a, b) for (a, seen), (b, below) in pairwise(lines) if seen.title <= _TITLE and _is_abstract(below)]
    return [(_Line(a), stems(b)) for a, b in pairs[:_SAMPLE]]


def _is_abstract(seen: Shape) -> bool:
    return seen.prose or seen.abstract <= 2.0 < seen.furniture
