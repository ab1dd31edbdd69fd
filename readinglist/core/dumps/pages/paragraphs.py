"""Abstracts of several paragraphs: does a line go on with the abstract before it? Imports this room.

Three kinds of evidence: blank lines (fewer inside an abstract than around it), the first words of the line ("Methods:",
"Moreover,", a lower-case word after an unfinished sentence), and the words it shares with the line before.
"""

import re
from collections.abc import Iterator
from functools import cached_property
from itertools import pairwise

from readinglist.core.dumps.evidence.affinity import common, stems
from readinglist.core.dumps.evidence.furniture import LIKELY, SURE, template
from readinglist.core.dumps.evidence.previews import Previews
from readinglist.core.dumps.evidence.register import is_english
from readinglist.core.dumps.evidence.shapes import CUT, has_sentences
from readinglist.core.dumps.pages.continuing import Continuing
from readinglist.core.dumps.pages.head import Entry
from readinglist.core.dumps.pages.seconds import Seconds

NEVER = 20.0
_SURE = 0.0
_LIKELY = 0.5
_UNLIKELY = 6.0
_SAMPLE = 400
_SHORT = 25
_CLAUSE = 60
#: So many texts are English, and so many have several sentences, where words tell what goes on with what.
_MOSTLY = 0.85
_SOME_SENTENCES = 0.4
#: Lines of one abstract share so many more words than lines of two.
_CLOSER = 1.4
_CLOSE = 0.12
_FEW_BLOCKS = 0.2
_LONGEST_RULE = 100

_LOWER_START = re.compile(r"[a-z][a-z'’\-]*(?=[\s,;:.)])")
_STOPPED = re.compile(r"[.!?。][\"'”’)\]$]*$")
_LABEL = re.compile(
    r"(?:materials? and methods?|methods?|results?|conclusions?|findings|discussion|significance|interpretation|"
    r"main results?|measurements?|setting|limitations|implications|evaluation)\s?(?:[:.–—]\s?|-\s)\S",
    re.IGNORECASE,
)
_SHARED = r"(?:code|data|dataset|models?|demo|implementation|project|software|videos?|website)"
#: The beginning of a line of what comes with a paper, or its only sentence.
_TRAILER = re.compile(
    rf"(?:(?:our |the |all |source )*{_SHARED}(?: and \w+)?(?: page)?(?![\w-])"
    r".{0,40}(?:available|released|https?:|:)|keywords?\s?:|index terms|https?://|"
    rf"(?!.*[.!?]\s+\S).{{0,150}}\b{_SHARED}\b.{{0,150}}\b(?:available|released) (?:at|on|here|from|under)\b)",
    re.IGNORECASE,
)
_ITEM = re.compile(r"[(\[]?(?:\d{1,2}|[ivx]{1,4}|[a-e])[).\]]\s|[•*\-–·]\s")
_CONNECTIVE = re.compile(
    r"(?:Moreover|Furthermore|Additionally|In addition|Finally|Lastly|However|Nevertheless|Nonetheless|Therefore|Thus|"
    r"Hence|Consequently|Overall|In summary|In conclusion|To this end|To address (?:this|these)|Second(?:ly)?(?!-)|"
    r"Third(?:ly)?(?!-)|"
    r"Besides|As a result|These results|Our results|Our experiments|Extensive experiments|Experiments (?:on|show)|"
    r"Experimental results|Specifically|In particular|Accordingly|Conversely|In contrast)\b"
)
_OWN_WORK = re.compile(r"(?:In this (?:paper|work|study|article)|We|Our|This (?:paper|work|study|article)|Here)\b")
_SPEAKS = re.compile(
    r"\b(?:we|our|this (?:\w+ ){0,2}(?:paper|work|study|article|report|tutorial|book|survey|review|thesis|chapter|"
    r"overview|note|document))\b|\b(?:experiment\w*|results|evaluations?|findings) (?:\w+ ){0,5}"
    r"(?:shows?|showed|demonstrates?|demonstrated|validates?|indicates?|confirms?|reveals?|suggests?)\b|"
    r"\b(?:is|are|was|were|been)\s(?:\w+ly\s|also\s|then\s)?(?:describ|discuss|present|given|propos|consider|develop|deriv|shown|"
    r"examin|analy[sz]|review|outlin|report|introduc|investigat|stud|compar|obtain|explor|defin|implement|construct)",
    re.IGNORECASE,
)
#: Background that an abstract tells before it comes to its own work is shorter.
_LONG_BACKGROUND = 800
#: So few neighbours tell nothing of a page's paragraphs; of more, so many are background and the work itself.
_FEW_PAIRS = 3
_OFTEN = 0.3
#: So many titles below abstracts show how many blank lines stand above one.
_FEW_TITLES = 2
_TITLE = 1.0
#: Of 105,000 abstracts the longest has 3,800 characters: texts that are more together are no paragraphs of one.
_LONGEST_ABSTRACT = 4000


class Paragraphs:
    """How the paragraphs of a file make abstracts, learned from its beginning."""

    def __init__(self, entries: list[Entry], previews: Previews, listing: bool = False) -> None:
        self._listing = listing
        self._previews = previews
        self._entries = [made for made in entries if is_text(made)][:_SAMPLE]
        self._between = [b for a, b, c in zip(entries, entries[1:], entries[2:], strict=False) if _rules(a, b, c)]
        triples = zip(entries, entries[1:], entries[2:], strict=False)
        above_titles = [b.gap for a, b, c in triples if is_text(a) and _may_be_title(b) and is_text(c)]
        #: How many blank lines at least stand above a title here: a text with fewer above it begins no paper.
        self._title_gap = min(above_titles) if len(above_titles) >= _FEW_TITLES else 0
        self._seconds = Seconds(entries, is_text, _begins_inside)
        close = list(_close_texts(entries, self._title_gap))
        if not close or close.count(False) > _FEW_BLOCKS * len(close):
            self._title_gap = 0
        self._run_on = frozenset(_too_long_together(entries, self._title_gap))
        self._neighbours = [(a, b) for a, b in pairwise(entries) if is_text(a) and is_text(b)]
        self._pairs = self._neighbours[:_SAMPLE]

    @cached_property
    def _common(self) -> frozenset[str]:
        return common(stems(made.text) for made in self._entries)

    @cached_property
    def inner_gap(self) -> int | None:
        """How many blank lines at most stand inside an abstract, where wider gaps part the abstracts; else None."""
        gaps = sorted({b.gap for _, b in self._pairs})
        if len(gaps) < 2:
            return None
        narrow = [(a, b) for a, b in self._pairs if b.gap == gaps[0]]
        wide = [(a, b) for a, b in self._pairs if b.gap > gaps[0]]
        if len(wide) < _FEW_BLOCKS * len(self._pairs):
            return None
        inside = sum(self._shared(a, b) for a, b in narrow) / len(narrow)
        across = sum(self._shared(a, b) for a, b in wide) / len(wide)
        return gaps[0] if inside > max(_CLOSE / 2, _CLOSER * across) else None

    @cached_property
    def _rule(self) -> str:
        """The template of the lines of one kind that part the abstracts: a rule, a number, a link; else nothing."""
        kinds = {template(made.text) for made in self._between}
        often = len(self._between) >= 2 and len(self._between) >= 0.3 * (len(self._entries) - 1)
        return kinds.pop() if often and len(kinds) == 1 else ""

    @cached_property
    def indent(self) -> int:
        """The indent at which abstracts begin: the smallest one."""
        return min((made.indent for made in self._entries), default=0)

    @cached_property
    def _deeper(self) -> int:
        return sum(other.indent > self.indent for other in self._entries)

    def cost(self, made: Entry, above: Entry | None) -> float:
        """Return what it costs to read a line as a further paragraph of the abstract that ends with ``above``."""
        if above is None or len(made.text) < _SHORT or (self._rule and template(made.text) == self._rule):
            return NEVER
        if above.text.endswith(CUT) or self._previews.is_preview(above.text):
            return _UNLIKELY
        if _STOPPED.search(above.text) is None and _LOWER_START.match(made.text):
            return _SURE
        return self._text_cost(made, above) if is_text(made) else self._other_cost(made, above)

    def _text_cost(self, made: Entry, above: Entry) -> float:
        if self._rule or (made.gap < self._title_gap and made.line.number not in self._run_on):
            return _SURE
        if self.by_words is not None and self.by_words.is_habit:
            inside = self.by_words.goes_on(above, made) or self._goes_on(made, above)
            return _LIKELY if inside else _UNLIKELY
        if not self._title_gap and self._seconds.holds(made):
            return _SURE
        if self.inner_gap is not None:
            return _SURE if made.gap <= self.inner_gap else _UNLIKELY
        inside = _begins_inside(made.text, above.text) or self._is_deeper(made) or self._goes_on(made, above)
        return _LIKELY if inside else _UNLIKELY

    @cached_property
    def by_words(self) -> Continuing | None:
        """What the words of an English list of abstracts tell, where nothing else sets paragraphs apart."""
        parted = self._rule or self._title_gap or self.inner_gap is not None or any(map(self._is_deeper, self._entries))
        if parted or not self._listing or not self._speaks_english_sentences:
            return None
        return Continuing(self._neighbours, _begins_inside)

    def _other_cost(self, made: Entry, above: Entry) -> float:
        """The cost of a line without a whole sentence."""
        told = self.by_words if len(made.text) >= _CLAUSE else None
        inside = _begins_inside(made.text, above.text) or (told is not None and told.goes_on(above, made))
        return _LIKELY if inside else _UNLIKELY + 2.0

    def _is_deeper(self, made: Entry) -> bool:
        """Indented, while most abstracts are not: that is how arXiv writes a second paragraph."""
        return made.indent > self.indent and self._deeper <= 0.7 * len(self._entries)

    def _goes_on(self, made: Entry, above: Entry) -> bool:
        """Background and then the work itself on the same subject, on a page where that comes often."""
        return self._parts_background and _turns(made, above) and self._shared(above, made) >= _CLOSE

    @cached_property
    def _parts_background(self) -> bool:
        """Whether abstracts here have a paragraph of background as a rule, or are too few to tell."""
        turns = sum(_turns(b, a) for a, b in self._pairs)
        return len(self._pairs) < _FEW_PAIRS or turns >= _OFTEN * len(self._pairs)

    @property
    def _speaks_english_sentences(self) -> bool:
        texts = [made.text for made in self._entries]
        many = sum(map(has_sentences, texts)) >= _SOME_SENTENCES * len(texts)
        return many and sum(map(is_english, texts)) >= _MOSTLY * len(texts)

    def _shared(self, a: Entry, b: Entry) -> float:
        """Which share of the telling stems of the shorter line the longer one has."""
        first, second = stems(a.text) - self._common, stems(b.text) - self._common
        return len(first & second) / max(1, min(len(first), len(second)))


def _close_texts(entries: list[Entry], title_gap: int) -> Iterator[bool]:
    """Yield for each text close behind another whether a title may stand above both; else gaps tell nothing."""
    titled = False
    for a, b in pairwise(entries):
        titled = titled or not is_text(a)
        if is_text(a) and is_text(b):
            if b.gap < title_gap:
                yield titled
            else:
                titled = False


def _too_long_together(entries: list[Entry], title_gap: int) -> Iterator[int]:
    """Yield the numbers of texts that stand close together, though they are more than one abstract can be."""
    run = list[Entry]()
    for made in [*entries, None]:
        if made is not None and run and is_text(made) and made.gap < title_gap:
            run.append(made)
            continue
        if sum(len(part.text) for part in run) > _LONGEST_ABSTRACT:
            yield from (part.line.number for part in run)
        run = [made] if made is not None and is_text(made) else []


def _turns(made: Entry, above: Entry) -> bool:
    """Background without a word on the work itself, then "In this paper, we …"."""
    background = len(above.text) <= _LONG_BACKGROUND and not _SPEAKS.search(above.text)
    return background and _OWN_WORK.match(made.text) is not None


def is_text(made: Entry) -> bool:
    """Tell whether a line is a paragraph: prose, or at least a whole sentence."""
    return made.shape.prose or made.shape.abstract <= 2.0


def is_further(text: str) -> bool:
    """Tell whether a text begins as only what goes on does ("Moreover, …")."""
    return _CONNECTIVE.match(text) is not None


def _may_be_title(made: Entry) -> bool:
    return made.shape.title <= _TITLE and made.shape.furniture > LIKELY and not is_text(made)


def _rules(a: Entry, b: Entry, c: Entry) -> bool:
    return is_text(a) and is_text(c) and b.shape.furniture == SURE and len(b.text) <= _LONGEST_RULE


def _begins_inside(text: str, above: str) -> bool:
    if _CONNECTIVE.match(text) or _LABEL.match(text) or _ITEM.match(text):
        return True
    return len(text) < 300 and _TRAILER.match(text) is not None and len(above) > 100
