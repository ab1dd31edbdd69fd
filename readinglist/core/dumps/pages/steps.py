"""Titles and abstracts in turn: what a line is, told by its place between sure ones. Imports this room.

On most pages one title stands before each abstract and nothing else. There a line between two titles is an abstract,
though it is a single sentence or was cut off, and a line between two abstracts is a title, though it is one word.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import islice, pairwise

from readinglist.core.dumps.evidence import affinity
from readinglist.core.dumps.evidence.affinity import Rarity, stems
from readinglist.core.dumps.evidence.furniture import LIKELY, LONGEST, SURE, count_address, may_name, template
from readinglist.core.dumps.evidence.register import names_research, score
from readinglist.core.dumps.evidence.shapes import FURNITURE, HEADING, NOTICE, PROSE, is_ended
from readinglist.core.dumps.pages.head import Entry

#: So many of the stretches between sure abstracts have the right number of lines on a page in step.
_NEARLY_ALL = 0.8
#: So few titles end as sentences do.
_FEW = 0.2
#: … or have the shape of an abstract.
_LIKE_ABSTRACT = 3.0
_SENTENCE = 1.9
#: Sentences to the reader that speak less of research are an advert, though they stand below a heading.
_SPEAKS = 0.0
_TITLE = 3.0
#: A line that is so many times as long as both its neighbours stands out between them.
_LONGER = 2.0
#: What speaks (see ``affinity``) for a line being the title of an abstract, though it looks like something else.
_SHARED = 1.5
#: So much of what its words tell, and so many at least, stand in the abstract of a title and hardly in another.
_KNOWS = 0.4
_WORDS = 2
#: … or as much as all but so few abstracts of a page have of their titles, so many looked at.
_LEAST_KNOWN = 0.1
_SAMPLE = 200
#: So short a line is rather a label ("Research", "Papers").
_LABEL = 20
#: More lines without a sure abstract are no stretch of a page in step.
_LONGEST = 100
#: So many titles in a row may have lost their abstracts.
_LOST = 2


@dataclass(frozen=True)
class Steps:
    """Whether a page is in step, learned from its beginning; ``rows`` are templates of furniture that comes back."""

    regular: bool
    rows: frozenset[str] = frozenset()
    pairs: tuple[tuple[str, str], ...] = ()

    @classmethod
    def of(cls, entries: Iterable[Entry]) -> "Steps":
        """Learn from the lines of a file's beginning."""
        entries = list(entries)
        counts = Counter(template(made.text) for made in entries if made.shape.furniture == SURE)
        rows = frozenset(row for row, count in counts.items() if count > 1)
        runs = list(_runs(entries))
        right = sum(run.is_right for run in runs)
        pairs = ((a.text, b.text) for a, b in pairwise(entries) if a.shape.heading and b.shape.prose)
        return cls(right > 0 and right >= _NEARLY_ALL * len(runs), rows, tuple(islice(pairs, _SAMPLE)))

    @cached_property
    def _rarity(self) -> Rarity:
        return Rarity(stems(abstract) for _, abstract in self.pairs)

    @cached_property
    def _least(self) -> float:
        """What an abstract of this page has of its own title, all but the few that have least."""
        shares = sorted(self._rarity.share(stems(title), stems(abstract)) for title, abstract in self.pairs)
        return min(_KNOWS, shares[int(_LEAST_KNOWN * len(shares))]) if shares else _KNOWS

    def sharpened(self, entries: Iterable[Entry | None]) -> Iterator[Entry | None]:
        """Yield the lines, those that their place tells with the shape of what they are; Nones as they come."""
        if not self.regular:
            yield from entries
            return
        lines, opened = list[Entry](), False
        for made in entries:
            if made is None:
                yield None
            elif made.shape.prose:
                if len(lines) == 1 and (lines[0].shape.heading or _is_numbered_title(lines, self.rows)):
                    yield lines[0]._replace(shape=HEADING)  # the step itself: nothing is to be weighed
                else:
                    yield from self._placed(_Run(lines, opened, made))
                yield made
                lines, opened = [], True
            else:
                lines.append(made)
                if len(lines) > _LONGEST:
                    yield from lines
                    lines, opened = [], False
        yield from self._placed(_Run(lines, opened, None))

    def _placed(self, run: "_Run") -> Sequence[Entry]:
        titles, abstracts = run.clean[::2], run.clean[1::2]
        if not self._is_in_step(run, titles, abstracts):
            return run.without_strangers(self._rarity, self._least)
        placed = {id(made): made._replace(shape=HEADING) for made in titles}
        placed |= {id(made): made._replace(shape=PROSE) for made in abstracts}
        return [placed.get(id(made), made) for made in run.lines]

    def _is_in_step(self, run: "_Run", titles: list[Entry], abstracts: list[Entry]) -> bool:
        if not titles or not run.is_right or not ((run.opened and run.closed) or len(run.clean) == len(run.lines)):
            return False
        if sum(_is_no_title(made, alone=len(titles) == 1) for made in titles) > _FEW * len(titles):
            return False
        if any(made.shape is NOTICE and score(made.text) < _SPEAKS for made in abstracts):
            return False
        if not run.closed and abstracts and _are_labels(titles[-1], abstracts[-1]):
            return False
        beside = zip(titles, titles[1:] + titles[-1:], strict=True)
        return all(_stands_out(made, *pair) for made, pair in zip(abstracts, beside, strict=False))


def _are_labels(title: Entry, abstract: Entry) -> bool:
    """Tell whether the last two lines of a page are as short as those at its foot are ("About", "Privacy policy")."""
    return len(title.text) < _LABEL and len(abstract.text) < 2 * _LABEL and not is_ended(abstract.text)


def _stands_out(made: Entry, above: Entry, below: Entry) -> bool:
    """Tell whether a line between two titles is an abstract: it ends as one does, or is far longer than they are."""
    if is_ended(made.text) or made.text[-1] == ".":
        return True
    return len(made.text) > (1 if made.text[-1] in "?!" else _LONGER) * max(len(above.text), len(below.text))


def _is_no_title(made: Entry, alone: bool) -> bool:
    """Tell whether a line is rather an abstract or a notice; a title that stands alone may end with a full stop."""
    if made.shape.title > _TITLE or made.shape.abstract < (_SENTENCE if alone else _LIKE_ABSTRACT):
        return True
    return not alone and is_ended(made.text)


def _is_numbered_title(lines: list[Entry], rows: frozenset[str]) -> bool:
    """Tell whether all that stands before an abstract is a name or number: the title, unless it comes back."""
    if len(lines) != 1 or lines[0].shape.furniture > SURE:
        return False
    return may_name(lines[0].text) and template(lines[0].text) not in rows


class _Run:
    """Lines between two sure abstracts; not ``opened`` at the beginning of the file, without ``closer`` at its end."""

    def __init__(self, lines: list[Entry], opened: bool, closer: Entry | None) -> None:
        if closer is not None and len(lines) == 1 and _is_titled(lines[0], closer):
            lines = [lines[0]._replace(shape=HEADING)]
        self.lines, self.opened, self.closer, self.closed = lines, opened, closer, closer is not None
        self.clean = [made for made in lines if made.shape.furniture > LIKELY and not made.line.sha256]

    def without_strangers(self, rarity: Rarity, least: float) -> list[Entry]:
        """The lines, told by which of them shares most with the abstract below, if as much as titles do (``least``).

        Those behind it that share hardly anything are furniture. Where a title that shares too little stands above a
        short line, that line is the title, and the one above has lost its abstract.
        """
        if self.closer is None or len(self.clean) < 2:
            return self.lines
        text = stems(self.closer.text)
        own = [stems(made.text) for made in self.clean]
        shares = [rarity.share(words, text) for words in own]
        shared = [len(words & text) for words in own]
        title = shares.index(max(shares))
        if shares[title] < least or shared[title] < min(_WORDS, len(own[title])):
            return self._titled_by_place()
        below = zip(self.clean, shared, strict=True)
        strangers = {id(made) for made, known in list(below)[title + 1 :] if _is_strange(made, known, shared[title])}
        return [made._replace(shape=FURNITURE) if id(made) in strangers else made for made in self.lines]

    def _titled_by_place(self) -> list[Entry]:
        """The lines between two abstracts that the one below does not know: of two titles the second is its own."""
        if not self.opened or self.lines != self.clean or len(self.lines) > _LOST + 1:
            return self.lines
        *above, last = self.lines
        if not all(made.shape.heading for made in above) or last.shape.heading or not _may_be_title(last):
            return self.lines
        return [*above, last._replace(shape=HEADING)]

    @property
    def is_right(self) -> bool:
        """Whether there is a title for each abstract, the one behind the lines included."""
        return len(self.clean) % 2 == self.closed


def _may_be_title(made: Entry) -> bool:
    """Tell whether a short line is neither worded as a page's own nor a sentence."""
    return made.shape.title <= 1.0 and not count_address(made.text.split())


def _is_strange(made: Entry, known: int, most: int) -> bool:
    """Tell whether a line that shares so many words with an abstract is a stranger beside one that shares more."""
    return len(made.text) <= LONGEST and known <= 1 and most >= _WORDS * (1 + known)


def _is_titled(made: Entry, abstract: Entry) -> bool:
    """Tell whether a line that looks like names or a label speaks of research, or as the abstract behind it."""
    if not 0 < made.shape.furniture <= LIKELY:
        return False
    return affinity.evidence(made.text, abstract.text) >= _SHARED or names_research(
        made.text, latinate=len(made.text) < _LABEL
    )


def _runs(entries: Iterable[Entry]) -> Iterator[_Run]:
    lines, opened = list[Entry](), False
    for made in entries:
        if made.shape.prose:
            yield _Run(lines, opened, made)
            lines, opened = [], True
        else:
            lines.append(made)
    if lines:
        yield _Run(lines, opened, None)
