"""Titles on one line with an abstract: told, and cut off where that is certain. Imports this room.

Behind an abstract a title shows as the words after its last full stop; before its own one, as a word with a capital
inside that stands nowhere else ("… Beam SearchBeam search is …"), or by a small word with a capital before a word
without one, as abstracts begin ("… Beam Search We present …"). All must look like titles, stand where one is missing,
and share words with the abstract that follows.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import takewhile

from readinglist.core.dumps.evidence import affinity
from readinglist.core.dumps.evidence.furniture import LIKELY
from readinglist.core.dumps.evidence.register import OPENERS
from readinglist.core.dumps.evidence.shapes import bare, has_verb, is_capitalised, is_long, shape
from readinglist.core.dumps.input.lines import SPACE, Line
from readinglist.core.dumps.pages.head import Entry, Head, entry

#: Where a sentence ends and another begins, or a title.
_STOP = re.compile(r"(?<=[\w)\]}”\"$%])[.!?][)”\"]?\s*(?=[^\W\d_a-z])")
#: Where a title ends and an abstract begins without anything between them.
_BETWEEN = re.compile(r"(?<=[a-z)?!])(?=[A-Z]\S*\s)")
#: … or with a blank: two words, perhaps behind a mark.
_APART = re.compile(r"[:.]?\s+(?=(?P<first>[^\W\d_]+),?\s(?P<second>[a-z][\w\-]*))")
#: So many abstracts of a page that begin with a word show that sentences do; and this share of them.
_OFTEN, _SHARE = 2, 0.01
_SENTENCE = re.compile(r"(?:We|In|This|The|An?|To|While|Recent(?:ly)?|Large)\s")
_LONGEST = 250
#: A title may have full stops of its own, but not so many.
_STOPS = 2
_LEAST_WORDS = 4
#: Words of so many letters may be small in titles; a sentence begins with fewer longer ones in capitals.
_SMALL = 4
_CAPITALS = 5
#: What may stand between a title and its abstract.
_COLON = ":"
_MARKS = ".,:;!?()[]\"'“”’*"
#: Titles by their shape.
_TITLE = 0.5
_NO_ABSTRACT = 4.0
#: What speaks (see ``affinity``) for a title being that of the abstract behind it, more than for that before it.
_SHARED = 1.5


def detect(head: Head) -> frozenset[str] | None:
    """Return the words that abstracts of a page begin with, where a title is glued to an abstract; else None."""
    openings = _openings(head)
    lines = zip([None, *head.entries], head.entries, [*head.entries[1:], None], strict=False)
    return openings if any(_place(*around, openings) > 0 for around in lines) else None


def _openings(head: Head) -> frozenset[str]:
    """Words that several abstracts here begin with, before one without capital, and no title has inside."""
    starts = [found for made in head.entries if made.shape.prose and (found := _APART.match(" " + made.text))]
    counts = Counter(found["first"] for found in starts if is_long(found["second"]))
    inside = set().union(*(made.text.split()[1:] for made in head.entries if made.shape.heading))
    least = max(_OFTEN, _SHARE * len(starts))
    return frozenset(word for word, count in counts.items() if count >= least and word not in inside)


def doubtful(head: Head) -> list[int]:
    """Return the numbers of the lines, in the beginning of a file, that seem to hold a title and its abstract."""
    lines = zip([None, *head.entries], head.entries, strict=False)
    return [
        made.line.number
        for above, made in lines
        if made.shape.prose and (above is None or not is_titled(above)) and _begins_with_title(made.text)
    ]


def is_titled(above: Entry) -> bool:
    """Tell whether the line above an abstract may be its title."""
    return not above.shape.prose and above.shape.furniture > LIKELY


def _begins_with_title(text: str) -> bool:
    """Tell whether a text begins with more words in capitals than sentences do."""
    words = (word.strip(_MARKS) for word in text[:_LONGEST].split())
    long = takewhile(lambda word: word[0].isupper(), (word for word in words if len(word) > _SMALL))
    return sum(1 for _ in long) >= _CAPITALS


def parted(openings: frozenset[str], lines: Iterable[Line | None]) -> Iterator[Line | None]:
    """Yield the lines, those with a title glued to them in two, of which the second counts no part; and the Nones."""
    above: Entry | None = None
    held: Entry | None = None
    blanks = list[Line]()
    for line in lines:
        made = entry(line, 0) if line is not None else None
        if line is None or made is None:
            if line is None:
                yield None
            else:
                blanks.append(line)
            continue
        if held is not None:
            yield from _parts(above, held, made, openings)
        yield from blanks
        blanks.clear()
        above, held = held, made
    if held is not None:
        yield from _parts(above, held, None, openings)
    yield from blanks


def _parts(above: Entry | None, made: Entry, below: Entry | None, openings: frozenset[str]) -> Iterator[Line]:
    """The line itself, or the abstract and the title that it is made of."""
    at = _place(above, made, below, openings)
    if not at:
        yield made.line
        return
    at += len(made.line.text) - len(made.line.text.lstrip(SPACE))
    yield made.line._replace(text=made.line.text[:at].rstrip(SPACE + _COLON))
    yield Line(made.line.last, made.line.text[at:].lstrip(SPACE), "", 0)


def _place(above: Entry | None, made: Entry, below: Entry | None, openings: frozenset[str]) -> int:
    """Where in the text of a line its second part begins; 0 where it has one part, or it is not certain."""
    if not made.shape.prose or made.line.sha256:
        return 0
    at = _title_before(made.text, openings) if above is None or not is_titled(above) else 0
    return at or (_title_behind(made.text, below.text) if below is not None and below.shape.prose else 0)


def _title_before(text: str, openings: frozenset[str]) -> int:
    """Where the title ends that an abstract begins with; 0 where there is none, or not for certain."""
    found = [match.start() for match in _BETWEEN.finditer(text, 0, _LONGEST)]
    certain = [at for at in found if _is_title(text[:at], text[at:]) and not _is_word(text, at)]
    certain += [match.end() for match in _APART.finditer(text, 0, _LONGEST) if _is_end(match, openings)]
    return certain[0] if len(certain) == 1 else 0


def _is_end(found: re.Match[str], openings: frozenset[str]) -> bool:
    """Tell whether a title, all in capitals, ends here, and a word begins a sentence."""
    first, title = found["first"], found.string[: found.start()]
    sure = _SENTENCE.match(found.string, found.end()) is not None
    if not (sure or _opens(first, found.group()[0] == ":") or (first in openings and is_long(found["second"]))):
        return False
    written = not any(word.islower() and is_long(word) for word in map(bare, title.split()))
    return written and _is_title(title, found.string[found.end() :])


def _opens(word: str, named: bool) -> bool:
    """Tell whether a small word with a capital begins a sentence, no second part of a title or of its name."""
    small = word.casefold()
    return word[0].isupper() and small in OPENERS and not named and (len(word) < _SMALL or is_long(small))


def _title_behind(text: str, below: str) -> int:
    """Where the title of the next abstract begins, behind the last sentence of this one; 0 where there is none."""
    ends = [found.end() for found in _STOP.finditer(text, max(0, len(text) - _LONGEST))][-_STOPS:]
    at = next((at for at in reversed(ends) if _is_title(text[at:], below)), 0)
    before = text[:at].strip(SPACE)
    if not at or not shape(before).prose:
        return 0
    return at if affinity.evidence(text[at:], below) >= affinity.evidence(text[at:], before) else 0


def _is_title(title: str, abstract: str) -> bool:
    seen = shape(title.strip(SPACE)) if title.strip(SPACE) else None
    if seen is None or seen.title > _TITLE or seen.abstract < _NO_ABSTRACT or len(title.split()) < _LEAST_WORDS:
        return False
    if not title[0].isupper() or not is_capitalised(title) or has_verb(title) or title.count("(") != title.count(")"):
        return False
    return affinity.evidence(title, abstract) >= _SHARED


def _is_word(text: str, at: int) -> bool:
    """Tell whether the word with a capital inside may be a name ("ChatGPT").

    It is none where it stands nowhere else, and the abstract has its first part again or begins as sentences do.
    """
    start = text.rfind(" ", 0, at) + 1
    word = text[start:].split(None, 1)[0].strip(",.;:()")
    begins = _SENTENCE.match(text, at) is not None
    return text.count(word) > 1 or not (begins or affinity.stems(text[start:at]) & affinity.stems(text[at:]))
