"""Whether each title stands on a line right above its own abstract: else nothing can be put back. Imports this room.

Blank lines may show that titles stand below; else words do. A title shares words with its own abstract (see
``affinity``), so where most titles know another abstract of the page far better than the one below them, the lines
were sorted, reversed, shuffled, or saved column by column.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from itertools import pairwise, takewhile

from readinglist.core.dumps.evidence.affinity import common, stems
from readinglist.core.dumps.evidence.furniture import LIKELY
from readinglist.core.dumps.evidence.shapes import has_sentences
from readinglist.core.dumps.pages.head import Entry, Head
from readinglist.core.dumps.pages.paragraphs import is_further, is_text
from readinglist.core.sentences import Sentence

#: So many pairs, and so many of them, tell the order by their blank lines.
_FEW_PAIRS = 3
_MOSTLY = 0.9
#: So many sure titles and abstracts are looked at.
_SAMPLE = 600
#: A title has so many telling stems; its own abstract has so many of them, and so many more than any other.
_TELLING = 3
_KNOWN = 0.5
_BETTER = 0.34
#: So many lines that look like titles may stand between a title and its abstract, and so many paragraphs make one.
_BETWEEN = 2
_PARAGRAPHS = 3
#: So many of the sure titles know another abstract, where it is no chance.
_MANY = 0.3

_UPSIDE_DOWN = Sentence(
    "its titles stand below their abstracts. Nothing was imported; put each title above its abstract and import that."
)
_OUT_OF_ORDER = Sentence(
    "its lines are out of order: the words of its titles stand in other abstracts than those below "
    "them. Nothing was imported; save the page again, with each title above its abstract."
)
_RUN_TOGETHER = Sentence(
    "line {line} has {count:,} characters, far more than an abstract: its lines were run together, and nothing "
    "shows for certain where one ended. Nothing was imported; save the page again, with each title and "
    "abstract on its own line."
)
_SENTENCES = Sentence(
    "each of its lines is a sentence by itself, and nothing shows for certain where an abstract ends. "
    "Nothing was imported; save it with one line to an abstract."
)
#: So many lines of such a text stand below others of it, so many hold no two sentences, and so many (and so many at
#: least) begin as only further sentences do.
_BELOW, _SINGLE, _FURTHER, _LEAST_FURTHER = 0.6, 0.9, 0.06, 3
#: Of 105,000 abstracts the longest has 3,800 characters.
_LONGEST_ABSTRACT = 4000


def disorder(head: Head) -> Sentence | None:
    """Say what is wrong with the order of titles and abstracts, and what to do; nothing where they stand in turn."""
    if (line := _run_together(head)) is not None:
        return _RUN_TOGETHER.format(line=line.line.number, count=len(line.text))
    if _is_in_sentences(head.entries[:_SAMPLE]):
        return _SENTENCES
    places = Counter(_places(head))
    if _gaps_show_titles_below(head) and places["below"] <= max(_FEW_PAIRS, places["above"]):
        return _UPSIDE_DOWN
    strange = places["above"] + places["elsewhere"]
    titles = sum(made.shape.heading for made in head.entries[:_SAMPLE])
    if strange <= max(1, places["below"], _MANY * titles):
        return None
    return _UPSIDE_DOWN if places["above"] > places["elsewhere"] else _OUT_OF_ORDER


def _run_together(head: Head) -> Entry | None:
    """Return the first line that is longer than any abstract, where such lines without titles are most of the text."""
    lines = zip([None, *head.entries], head.entries, strict=False)
    bare = [made for above, made in lines if above is None or above.shape.prose or above.shape.furniture <= LIKELY]
    long = [made for made in bare if made.shape.prose and len(made.text) > _LONGEST_ABSTRACT]
    most = 2 * sum(len(made.text) for made in long) > sum(len(made.text) for made in head.entries)
    return long[0] if most else None


def _is_in_sentences(entries: list[Entry]) -> bool:
    """Tell whether abstracts were broken behind each sentence."""
    texts = list(filter(is_text, entries))
    below = [b.text for a, b in pairwise(entries) if is_text(a) and is_text(b)]
    if len(below) < max(_LEAST_FURTHER, _BELOW * len(texts)):
        return False
    further = sum(is_further(text) for text in below)
    if further < max(_LEAST_FURTHER, _FURTHER * len(below)):
        return False
    return sum(not has_sentences(made.text) for made in texts) >= _SINGLE * len(texts)


def _gaps_show_titles_below(head: Head) -> bool:
    """Tell whether blank lines show that each title stands below its abstract."""
    pairs = list(pairwise(head.entries))
    below = sorted(b.gap for a, b in pairs if a.shape.prose and b.shape.heading)
    above = sorted(b.gap for a, b in pairs if a.shape.heading and b.shape.prose)
    if len(below) < _FEW_PAIRS or len(above) < _FEW_PAIRS - 1:
        return False
    return below[int(_MOSTLY * len(below))] < above[int((1 - _MOSTLY) * len(above))]


def _places(head: Head) -> list[str]:
    """Return for each title that plainly knows an abstract where that stands: ``below``, ``above`` or ``elsewhere``.

    A title that stands in several places, as in a list of contents, is looked at where its abstract is below.
    """
    lines = [made for made in head.entries if made.shape.heading or made.shape.prose][:_SAMPLE]
    abstracts = {at: stems(made.text) for at, made in enumerate(lines) if made.shape.prose}
    usual = common(abstracts.values())
    holding = _holding(abstracts)
    found = dict[str, str]()
    for at, made in enumerate(lines):
        own = stems(made.text) - usual if made.shape.heading else set[str]()
        shared = Counter(text for stem in own for text in holding.get(stem, ()))
        most = max(shared.values(), default=0)
        if len(own) < _TELLING or most < _KNOWN * len(own):
            continue
        below = max((shared[text] for text in _beside(lines, at, 1)), default=0)
        if below == most:
            found[made.text] = "below"
        elif most - below >= _BETTER * len(own):
            is_above = any(shared[text] == most for text in _beside(lines, at, -1))
            found.setdefault(made.text, "above" if is_above else "elsewhere")
    return list(found.values())


def _holding(abstracts: Mapping[int, set[str]]) -> dict[str, list[int]]:
    """Return for each stem which abstracts have it."""
    found = defaultdict[str, list[int]](list)
    for at, own in abstracts.items():
        for stem in own:
            found[stem].append(at)
    return found


def _beside(lines: list[Entry], at: int, step: int) -> Iterator[int]:
    """Where the next abstract below or above a title stands, of some paragraphs, perhaps behind a line of authors."""
    places = range(at + step, len(lines) if step > 0 else -1, step)
    first = next((place for place in places[: _BETWEEN + 1] if lines[place].shape.prose), -1)
    if first >= 0:
        run = range(first, places.stop, step)[:_PARAGRAPHS]
        yield from takewhile(lambda place: lines[place].shape.prose, run)
