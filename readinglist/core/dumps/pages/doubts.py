"""What the report says of parts that may be missing, and of lines that may be something else. Imports this room.

Each line of a page is read as what it most likely is. Where a title or an abstract was lost that can be wrong, and
nothing of the kind is passed over in silence: such lines are named, with what they were taken for.
"""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field

from readinglist.core.dumps.evidence.furniture import LIKELY, count_address
from readinglist.core.dumps.evidence.register import score
from readinglist.core.dumps.evidence.shapes import shape
from readinglist.core.dumps.input.tally import Tally
from readinglist.core.dumps.pages.alignment import Role
from readinglist.core.dumps.pages.exchanged import Exchanged
from readinglist.core.dumps.pages.head import Entry
from readinglist.core.dumps.pages.page import Page
from readinglist.core.sentences import Sentence, some_of

_NO_TITLES = Sentence("No title was found above these abstracts: line {lines}.")
_NO_ABSTRACTS = Sentence("No abstract was found below these titles: line {lines}.")
_PASSED = Sentence(
    "Taken for parts of the page, though each may be a title that lost its abstract: line {lines}. Add by "
    "hand what is one."
)
_STRANGE = Sentence(
    "Titles that share hardly a telling word with the abstract below: line {lines}. If lines were lost "
    "between them, the abstract is that of another paper."
)
_EXCHANGED = Sentence(
    "Titles that fit each other's abstracts far better than those below them: lines {lines}. If lines were "
    "exchanged, put them right by hand."
)
_OTHERWISE = Sentence(
    "Texts that do not speak as the other papers of the page do: line {lines}. If one is an advert or the "
    "like, delete that paper."
)
_HALVES = Sentence("Of the abstracts {count} may be of the one above, as a further paragraph: line {lines}.")
_WHOLES = Sentence("Of the further paragraphs {count} may be an abstract by itself: line {lines}.")
_BY_WORDS = Sentence(
    "The same space parts the paragraphs of an abstract and the abstracts. Further paragraphs told by "
    "their words: {count}."
)
#: Of so short texts those that speak so little of research (see ``register``) are likely no abstracts: of those that
#: are, on pages of the same kind, not one in fifty.
_BRIEF = 450
_UNLIKE = -0.5
#: So many lines are named, where they are at most this share of the papers.
_NAMED = 20
#: … and so many of those that words alone tell: each is to be looked at.
_ALL = 400
_FEW = 0.5
#: So little of what a title tells stands in an abstract that may not be its own, where no other part of the page is
#: missing, one, or several: then it is no rare case (of real pairs two in a hundred share so little, of others three in
#: four).
_LITTLE = (0.02, 0.12, 0.25)
#: … and one counts as less, where so many of the page's abstracts have more of it (one in 800 of real pairs that share
#: so little, and half of the others).
_AS_WELL = 0.35
#: … or so little, with more blank lines between the two than elsewhere.
_HALF = 0.5
#: So many lines of the page together are none of them a title; and of one so much is shown.
_BLOCK = 3
_SHOWN = 80
#: What may be a title at all by its shape.
_TITLE = 1.0


@dataclass
class Doubts:
    """Collects them while the lines of a page get their roles."""

    page: Page
    records: int = 0
    _title: Entry | None = None
    _block: list[Entry] = field(default_factory=list)
    _untitled: list[int] = field(default_factory=list)
    _lone: list[int] = field(default_factory=list)
    _passed: list[str] = field(default_factory=list)
    _strange: list[tuple[float, int]] = field(default_factory=list)
    _otherwise: list[int] = field(default_factory=list)
    _text: Entry | None = None  # of a list of abstracts the last text
    _further: int = 0
    _halves: list[int] = field(default_factory=list)
    _wholes: list[int] = field(default_factory=list)
    _exchanged: Exchanged = field(init=False)

    def __post_init__(self) -> None:
        self._exchanged = Exchanged(self.page)

    def add(self, made: Entry, role: Role) -> None:
        """Take the next line, with its role."""
        if role in (Role.FURNITURE, Role.INSIDE):
            self._block.append(made)
            del self._block[_BLOCK:]
            return
        self._pass_block()
        if role == Role.ABSTRACT and self._title is not None:
            self._add_pair(self._title, made)
        self._title = made if role == Role.TITLE else None
        self._add_text(made, role)
        self.records += role in (Role.TITLE, Role.ALONE, Role.BARE)
        if role == Role.ALONE:
            self._lone.append(made.line.number)
        elif role == Role.BARE:
            self._untitled.append(made.line.number)

    def tell(self, tally: Tally) -> None:
        """Note what there was, unless it is the habit of the page."""
        if len(self._block) == 1:
            self._pass_block()
        little = _LITTLE[min(len(_LITTLE) - 1, len(self._untitled) + len(self._lone))]
        strange = [number for share, number in self._strange if share <= little]
        told: tuple[tuple[Sentence, Sequence[object]], ...] = (
            (_NO_TITLES, self._untitled),
            (_NO_ABSTRACTS, self._lone),
            (_PASSED, self._passed),
            (_STRANGE, strange),
            (
                _EXCHANGED,
                [Sentence("{above} and {below}", above=above, below=below) for above, below in self._exchanged.found],
            ),
            (_OTHERWISE, self._otherwise),
        )
        for said, found in told:
            if 0 < len(found) <= _FEW * self.records:
                tally.note(said.format(lines=some_of(found, _NAMED)))
        if self._further:
            tally.note(_BY_WORDS.format(count=self._further))
        for said, found in ((_HALVES, self._halves), (_WHOLES, self._wholes)):
            if found:
                tally.note(said.format(count=len(found), lines=some_of(found, _ALL)))

    def _add_text(self, made: Entry, role: Role) -> None:
        """Take a text of a list whose abstracts nothing but words sets apart."""
        by_words, above = self.page.paragraphs.by_words, self._text
        self._text = made if role in (Role.ABSTRACT, Role.BARE, Role.MORE) else None
        if by_words is None or above is None or self._text is None:
            return
        self._further += by_words.is_habit and role == Role.MORE
        if by_words.is_doubtful(above, made):
            (self._wholes if role == Role.MORE else self._halves).append(made.line.number)

    def _add_pair(self, title: Entry, abstract: Entry) -> None:
        share = self.page.share_told(title.text, abstract.text)
        self._exchanged.add(title, abstract, share)
        if share <= _LITTLE[-1] or (share <= _HALF and self.page.is_far(abstract)):
            self._strange.append((self._counted(title, abstract, share), title.line.number))
        if len(abstract.text) < _BRIEF and self.page.speaks and score(abstract.text) < _UNLIKE:
            self._otherwise.append(title.line.number)

    def _counted(self, title: Entry, abstract: Entry, share: float) -> float:
        """What a share counts as: less, where the gap or the other abstracts of the page speak against the pair."""
        if self.page.is_far(abstract):
            return 0.0
        level = bisect_left(_LITTLE, share)
        return _LITTLE[level - 1] if level and self.page.fits_others(title.text, share) >= _AS_WELL else share

    def _pass_block(self) -> None:
        """Remember lines that stand alone among papers, on a page that has nothing else between them as a rule."""
        if len(self._block) < _BLOCK and self.records and self.page.is_regular:
            self._passed += [
                f"{made.line.number} “{made.text[:_SHOWN]}”" for made in self._block if self._may_be_title(made)
            ]
        self._block.clear()

    def _may_be_title(self, made: Entry) -> bool:
        if made.line.beside:
            return False  # told as a column of the page
        made = self.page.repeats.seen(made._replace(shape=shape(made.text)))
        if made.shape.furniture <= LIKELY or made.shape.title > _TITLE:
            return False
        return not count_address(made.text.split(), self.page.vocabulary)
