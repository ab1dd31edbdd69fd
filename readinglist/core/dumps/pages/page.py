"""What a page tells about itself: how its titles are written, which words its papers use, how records are set apart.

Imports this room. Learned from the beginning of a file, from lines that are certain; used where one is not.
"""

import math
from collections import Counter
from collections.abc import Container, Iterable
from functools import cached_property
from itertools import islice, pairwise, takewhile

from readinglist.core.dumps.evidence.affinity import Rarity, are_strangers, common, share, stems
from readinglist.core.dumps.evidence.furniture import LIKELY, SURE, address, count_address, glued_word, template
from readinglist.core.dumps.evidence.previews import Previews
from readinglist.core.dumps.evidence.register import is_english, score
from readinglist.core.dumps.evidence.shapes import HEADING, PROSE, is_capitalised, is_ended
from readinglist.core.dumps.evidence.wording import is_own_of_page
from readinglist.core.dumps.pages.alignment import NO_ABSTRACT, NO_TITLE, PAIR_NEVER_OPENED, PAIR_OPENED
from readinglist.core.dumps.pages.head import Entry
from readinglist.core.dumps.pages.paragraphs import Paragraphs
from readinglist.core.dumps.pages.repeats import Repeats
from readinglist.core.dumps.pages.steps import Steps
from readinglist.core.dumps.pages.untitled import Untitled

#: So many abstracts are enough to know a page's words.
_SAMPLE = 400
_MOSTLY = 0.85
#: So many pairs tell whether titles and abstracts belong; so many of them may be strangers.
_LEAST_PAIRS = 4
_MANY_PAIRS = 8
_FEW_STRANGE = 0.2
#: Of the words of a title so many stand in its abstract on pages of today.
_MUCH_TOLD = 0.85
#: What a title tells stands in its abstract (weighed by its rarity) to more than this, in 94 of 100 papers.
_LITTLE_TOLD = 0.4
#: An abstract with fewer different words need not have any of its title …
_TELLING = 40
#: … nor one that would have none as often as this by chance.
_BY_CHANCE = 0.022
#: … and so many lines for each pair may stand between them on a tidy page.
_FEW_BESIDE = 0.05
#: Of the lines above (or below) a row of furniture so many are titles, where it belongs to titles.
_MOST_BESIDE = 0.75
#: What a further abstract of a list costs: more than a paragraph that shows it goes on, less than one that does not.
_BARE = 2.0
#: So many of a line's telling words, and so large a part of them, are subjects of the page if it is about these.
_SUBJECTS = 2
_ABOUT = 0.6
#: A question of so many words may be a title.
_QUESTION = 6
#: So many abstracts are asked how they speak, and what they score in the mean where they speak as papers do.
_SPOKEN_SAMPLE = 20
_SPOKEN = 1.5
#: A shorter line of a list of abstracts is no abstract.
_SENTENCE = 30
#: So few of the lines of a pure list of titles have the form of furniture.
_FEW_OTHERS = 0.02


class Page:
    """The habits of a page; each is worked out when it is first asked for."""

    def __init__(
        self,
        entries: list[Entry],
        listing: bool = False,
        titles: bool = False,
        in_step: bool = False,
        sure: Container[int] = (),
    ) -> None:
        #: The numbers of lines that are known to be titles.
        self._sure = sure
        #: Whether this is a list of abstracts, in which a title is not missed; and what that takes off.
        self.listing = listing
        self.bare = _BARE - NO_TITLE if listing else 0.0
        #: Whether this is a list of titles, in which an abstract is not missed; and what that takes off.
        self.titles = titles
        self.alone = -NO_ABSTRACT if titles else 0.0
        self.repeats = Repeats.of(entries)
        self.previews = previews = Previews.of([made.text for made in entries if not made.line.beside])
        self.paragraphs = Paragraphs(entries, previews, listing)
        ended = [made.text[-1] in ".?!…" for made in entries if made.shape.furniture > LIKELY]
        self._asks = sum(ended) >= _MOSTLY * max(1, len(ended))
        seen = list(map(self.seen, entries))
        #: What the place of a line tells: in a page of papers (``in_step``), where titles and abstracts stand in turn.
        self.steps = Untitled.of(seen, self.paragraphs) if listing else Steps.of(seen) if in_step else Steps(False)
        self._entries = [made for made in self.steps.sharpened(seen) if made is not None]

    def seen(self, made: Entry) -> Entry:
        """Return an entry as this page's habits show it: as furniture that comes back, as an abstract by its end."""
        if made.line.beside:
            return made
        if made.line.number in self._sure:
            return made._replace(shape=HEADING)
        made = self.repeats.seen(made)
        sentence = self.listing and made.shape.furniture > LIKELY and self._is_sentence(made.text)
        return made._replace(shape=PROSE) if sentence or self.previews.is_preview(made.text) else made

    def _is_sentence(self, text: str) -> bool:
        """Tell whether a line of a list of abstracts is one, if only a sentence or a question."""
        return len(text) >= _SENTENCE and (is_ended(text) or (self._asks and text.endswith("?")))

    @cached_property
    def _pairs(self) -> list[tuple[Entry, Entry]]:
        lines = [made for made in self._entries if made.shape.furniture > LIKELY]
        return [(a, b) for a, b in pairwise(lines) if a.shape.heading and b.shape.prose]

    @cached_property
    def _sure_titles(self) -> list[str]:
        if self.titles:
            return [made.text for made in self._entries if made.shape.heading]
        return [title.text for title, _ in self._pairs]

    @cached_property
    def pairs_belong(self) -> bool:
        """Whether titles share words with the abstracts after them, but for a few where a part is missing."""
        pairs = self._pairs[:_SAMPLE]
        strange = sum(are_strangers(a.text, b.text) for a, b in pairs)
        return not self.listing and len(pairs) >= _LEAST_PAIRS and strange < _FEW_STRANGE * len(pairs)

    @cached_property
    def _told(self) -> float:
        """Which share of the words of a title stands in its abstract (old abstracts, and cut ones, tell less)."""
        shares = [share(stems(a.text), stems(b.text)) for a, b in self._pairs[:_SAMPLE]]
        return sum(shares) / max(1, len(shares))

    @cached_property
    def trust(self) -> float:
        """How much it tells here that a title and an abstract share few words: up to 1, where all share many."""
        return min(1.0, math.log(1.0 - min(0.99, self._told)) / math.log(1.0 - _MUCH_TOLD)) if self._pairs else 1.0

    def are_apart(self, title: str, abstract: str) -> bool:
        """Tell whether an abstract would surely have a word of this title, were it its own, and has none."""
        if not self.pairs_belong or not are_strangers(title, abstract) or len(stems(abstract)) < _TELLING:
            return False
        return (1.0 - self._told) ** len(stems(title)) <= _BY_CHANCE

    @cached_property
    def _pair_gap(self) -> int | None:
        """How many blank lines stand between a title and its abstract here, where it is nearly always so many."""
        gaps = Counter(abstract.gap for _, abstract in self._pairs)
        [(gap, count)] = gaps.most_common(1) or [(0, 0)]
        return gap if count >= max(_LEAST_PAIRS, _MOSTLY * len(self._pairs)) else None

    def is_far(self, abstract: Entry) -> bool:
        """Tell whether more blank lines stand above an abstract than between titles and theirs elsewhere."""
        return self._pair_gap is not None and abstract.gap > self._pair_gap

    def is_torn(self, title: str, abstract: Entry) -> bool:
        """Tell whether such an abstract knows little of this title."""
        return self.is_far(abstract) and self.share_told(title, abstract.text) <= _LITTLE_TOLD

    @cached_property
    def _rarity(self) -> Rarity:
        return Rarity(self._abstract_stems)

    def share_told(self, title: str, abstract: str) -> float:
        """Which share of what a title tells stands in an abstract, inside of words too; 1 where that says nothing."""
        if not self.pairs_belong:
            return 1.0
        own, text = stems(title), abstract.casefold().replace("-", "")
        found = {stem for stem in own if stem in text}
        return self._rarity.share(own, found) if len(found) < len(own) else 1.0

    def share_known(self, title: set[str], abstract: set[str]) -> float:
        """The same of their word stems, of whole words only."""
        return self._rarity.share(title, abstract)

    def fits_others(self, title: str, told: float) -> float:
        """Which share of the page's abstracts have more of a title than the one below it, which has ``told``."""
        own = stems(title)
        better = sum(self._rarity.share(own, text) > told for text in self._abstract_stems)
        return better / max(1, len(self._abstract_stems))

    @cached_property
    def speaks(self) -> bool:
        """Whether its abstracts speak plainly as those of papers do."""
        some = [made.text for made in self._entries if made.shape.prose][:_SPOKEN_SAMPLE]
        return len(some) >= _LEAST_PAIRS and sum(map(score, some)) >= _SPOKEN * len(some)

    @property
    def is_regular(self) -> bool:
        """Whether titles and abstracts stand in turn, with nothing between them as a rule."""
        return not self.listing and self.steps.regular

    @cached_property
    def is_tidy(self) -> bool:
        """Whether nothing stands between the pairs but sure titles, and one line or two that may be a title too."""
        if len(self._pairs) < _LEAST_PAIRS:
            return False
        first, last = self._pairs[0][0].line.number, self._pairs[-1][1].line.number
        pairs = pairwise(made for made in self._entries if first <= made.line.number <= last)
        beside = sum(not (a.shape.prose or b.shape.prose or a.shape.heading) for a, b in pairs)
        return beside <= max(2, _FEW_BESIDE * len(self._pairs))

    @cached_property
    def rows_below_titles(self) -> frozenset[str]:
        """Templates of the furniture that stands right below titles and hardly anywhere else ("• # authors")."""
        return _rows_beside((made, above) for above, made in pairwise(self._entries))

    @cached_property
    def rows_above_titles(self) -> frozenset[str]:
        """The same of furniture that stands right above titles ("Submitted by", a number)."""
        return _rows_beside((made, below) for made, below in pairwise(self._entries))

    @cached_property
    def _first_abstract(self) -> int:
        return next((made.line.number for made in self._entries if made.shape.prose), 0)

    def is_before_papers(self, made: Entry) -> bool:
        """Whether a line stands above the first abstract of the file."""
        return made.line.number < self._first_abstract

    @cached_property
    def pair_opened(self) -> float:
        """What furniture between a title and its abstract costs: nothing where most pairs have some (authors)."""
        apart = sum(b.line.number - a.line.last - b.gap > 1 for a, b in self._pairs)
        if apart <= 1 and len(self._pairs) >= _MANY_PAIRS:
            return PAIR_NEVER_OPENED
        return 0.0 if apart > 0.5 * max(1, len(self._pairs)) else PAIR_OPENED

    @cached_property
    def _abstract_stems(self) -> list[set[str]]:
        abstracts = (made.text for made in self._entries if made.shape.prose)
        return list(map(stems, islice(abstracts, _SAMPLE)))

    @cached_property
    def header(self) -> tuple[str, ...]:
        """The lines before the first title or abstract of the file."""
        pairs = pairwise(self._entries)
        lines = takewhile(lambda pair: not (pair[0].shape.prose or pair[1].shape.prose), pairs)
        return tuple(first.text for first, _ in lines if not first.shape.heading)

    @cached_property
    def common(self) -> frozenset[str]:
        """Word stems that tell nothing on this page, because most abstracts have them."""
        return common(self._abstract_stems)

    @cached_property
    def vocabulary(self) -> frozenset[str]:
        """Word stems that at least two of its abstracts use."""
        counts: Counter[str] = Counter()
        for found in self._abstract_stems:
            counts.update(found)
        least = 2 if len(self._abstract_stems) >= 4 else 1
        return frozenset(stem for stem, count in counts.items() if count >= least)

    @cached_property
    def _chrome(self) -> set[str]:
        """Word stems of what is surely furniture."""
        lines = (made.text for made in self._entries if made.shape.furniture <= LIKELY)
        return set().union(*map(stems, lines))

    @cached_property
    def subjects(self) -> frozenset[str]:
        """Word stems of what its papers are about: those of its titles, but for those of its furniture."""
        titles = set[str]().union(*map(stems, self._sure_titles))
        return frozenset(titles - self._chrome)

    def subjects_of(self, text: str) -> tuple[int, int]:
        """How many of the telling words of a line are subjects of this page, and how many there are.

        Those with which a page addresses its reader tell nothing.
        """
        own = stems(text) - stems(" ".join(address(text.split())))
        return len(own & self.subjects), len(own)

    def glued_button(self, title: str, abstract: str) -> str:
        """Return the button that is glued to a title, in any language; else nothing.

        The abstract has the word that the title begins with then, but never with what stands before it, and no
        abstract of the page has that. A name before a colon is left alone ("QuickGrasp: …"); of 100,000 titles of
        arXiv none loses a word so.
        """
        head = glued_word(title)
        first, _, _ = title[len(head) :].partition(" ")
        if not head or first.endswith(":") or (head + first).casefold() in abstract.casefold():
            return ""
        text = stems(abstract)
        strange = stems(head).isdisjoint(text | self.vocabulary)
        return head if strange and stems(first) and stems(first) <= text else ""

    def known(self, own: set[str]) -> float:
        """Which share of some word stems the page's abstracts use."""
        return len(own & self.vocabulary) / len(own) if own else 0.0

    @cached_property
    def is_pure_list(self) -> bool:
        """Whether this is a list of titles and hardly anything else."""
        others = sum(made.shape.furniture == SURE for made in self._entries)
        return self.titles and others <= _FEW_OTHERS * len(self._entries)

    @cached_property
    def lists_titles(self) -> bool:
        """Whether a title may stand without an abstract: there are abstracts, or rows that come back around titles."""
        return self.titles or bool(self._abstract_stems) or bool(self.repeats.templates)

    @cached_property
    def _is_english(self) -> bool:
        abstracts = [made.text for made in self._entries if made.shape.prose][:_SAMPLE]
        return bool(abstracts) and sum(map(is_english, abstracts)) >= _MOSTLY * len(abstracts)

    def is_own(self, text: str) -> bool:
        """Tell whether a line is worded as what pages say of themselves, and not about the subjects of this one."""
        if self.titles or not self._is_english:
            return False
        known, telling = self.subjects_of(text)
        asks = text[-1] == "?" and len(text.split()) >= _QUESTION
        if not count_address(text.split(), self.vocabulary) and (asks or known >= max(_SUBJECTS, _ABOUT * telling)):
            return False
        return is_own_of_page(text, is_written=is_capitalised(text) or not self.capitalises)

    @cached_property
    def capitalises(self) -> bool:
        """Whether titles are written with capitals throughout on this page."""
        titles = self._sure_titles
        return len(titles) >= 3 and sum(map(is_capitalised, titles)) >= _MOSTLY * len(titles)


def _rows_beside(pairs: Iterable[tuple[Entry, Entry]]) -> frozenset[str]:
    """Templates of the furniture that mostly has a sure title beside it."""
    titles: Counter[str] = Counter()
    others: Counter[str] = Counter()
    for made, beside in pairs:
        if made.shape.furniture <= LIKELY:
            (titles if beside.shape.heading else others)[template(made.text)] += 1
    return frozenset(row for row, n in titles.items() if n >= _LEAST_PAIRS and n >= _MOST_BESIDE * (n + others[row]))
