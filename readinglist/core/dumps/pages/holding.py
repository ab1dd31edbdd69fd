"""Whether the lines of a text hold papers at all, and whether a text without any is a page. Imports this room.

Three kinds of evidence: how the lines stand (titles before abstracts, and hardly anything else), which words a title
shares with its abstract, and how the abstracts speak (``register``).
"""

import re
from collections import Counter
from itertools import pairwise

from readinglist.core.dumps.evidence import furniture
from readinglist.core.dumps.evidence.dates import is_date
from readinglist.core.dumps.evidence.furniture import LIKELY, SURE
from readinglist.core.dumps.evidence.register import speaks_of_research
from readinglist.core.dumps.pages.head import Entry, Head
from readinglist.core.dumps.pages.repeats import Repeats
from readinglist.core.dumps.pages.steps import Steps

#: A page has at least so many pairs, or so many for each abstract.
_PAIRS = 5
_PAIRS_EACH = 0.15
_MOST = 0.5
#: Of the lines that are no sure furniture so many are titles and abstracts.
_COVERED = 0.45
#: So few of the pairs may be one sentence that goes on, or begin with signs.
_FEW_ODD = 0.25
#: Lines as frequent as this are passed over when pairs are looked for.
_COMES_BACK = 3
_SAMPLE = 300
#: Text that goes on: in lower case, unless it is a name or a formula (mPLUG, k-means, $x$).
_GOES_ON = re.compile(r"[^\W\d_](?=[a-zß-ÿа-я]*[\s,])")
#: Addresses, rules and ends that no title has.
_NO_TITLE = re.compile(r"://|[=*~_\-]{4}|[:;,]$")
_SIGN = re.compile(r"[^\w\s$\\\"'“‘«„(\[¿¡@]")


def holds_papers(head: Head) -> bool:
    """Tell whether titles stand before abstracts, share words with them, and the abstracts speak of research."""
    entries = _without_furniture(head.entries)
    placed = (made for made in Steps.of(entries).sharpened(entries) if made is not None)
    entries = [made for made in placed if made.shape.furniture > LIKELY]
    abstracts = sum(map(is_abstract, entries))
    pairs = [(a, b) for a, b in pairwise(entries) if is_abstract(b) and a.shape.title <= 3.0 < a.shape.abstract]
    if not pairs or not (len(pairs) >= _MOST * abstracts or len(pairs) >= max(_PAIRS, _PAIRS_EACH * abstracts)):
        return False
    if abstracts + len(pairs) < _COVERED * len(entries) or sum(map(_is_odd, pairs)) > _FEW_ODD * len(pairs):
        return False
    in_step = 2 * len(pairs) == 2 * abstracts == len(entries)
    return speaks_of_research([b.text for _, b in pairs], [a.text for a, _ in pairs], in_step)


def is_abstract(made: Entry) -> bool:
    """Tell whether a line is rather an abstract than anything else."""
    return made.shape.prose or made.shape.abstract <= 2.0 < made.shape.furniture


def is_bare_page(head: Head) -> bool:
    """A page without abstracts, perhaps without papers: nearly all of it speaks to its reader, counts or dates."""
    entries = head.entries
    if len(entries) > _SAMPLE * 10 or any(made.shape.prose for made in entries):
        return False
    chrome = sum(_is_chrome(made) for made in entries)
    plain = sum(made.shape.furniture <= 2.5 or made.shape.heading for made in entries)
    return chrome >= 0.4 * len(entries) and plain >= 0.8 * len(entries)


def _without_furniture(entries: list[Entry]) -> list[Entry]:
    """Leave out what may stand between a title and its abstract: sure furniture, names, and lines that come back."""
    counts, repeats = Counter(made.text for made in entries), Repeats.of(entries)
    return [made for made in entries if repeats.seen(made).shape.furniture > SURE and counts[made.text] < _COMES_BACK]


def _is_odd(pair: tuple[Entry, Entry]) -> bool:
    """Tell whether two lines are rather pieces of one, or of a program or manual, than a title and its abstract."""
    title, abstract = pair
    goes_on = abstract.text[0].islower() and _GOES_ON.match(abstract.text) is not None
    return goes_on or begins_or_ends_oddly(title.text)


def begins_or_ends_oddly(title: str) -> bool:
    """Tell whether a line has signs, addresses or an end that titles do not have."""
    return _SIGN.match(title) is not None or _NO_TITLE.search(title) is not None


def _is_chrome(made: Entry) -> bool:
    text = made.text
    if is_date(text) or furniture.announces(text) or furniture.is_separator(text):
        return True
    words = text.split()
    return furniture.count_address(words, (), furniture.SHARED) >= 1 and made.shape.furniture <= 2.5
