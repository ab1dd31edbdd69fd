"""Lines that are links of Markdown as a whole: read by their words; pictures are parts of the page. Imports this room.

So do programs save a page that turn HTML into Markdown: ``### [Title](https://…)``, ``![Thumbnail](…)``.
"""

import re
from collections.abc import Iterable, Iterator

from readinglist.core.dumps.input.lines import SPACE, Line
from readinglist.core.dumps.pages.head import Head

#: So many lines are no chance; a title with its link is no longer than this.
_LEAST = 3
_LONGEST = 1000
#: A mark of a list or a heading, emphasis, and the link.
_LINK = re.compile(
    r"(?P<before>[^\w\[!]{0,9}(?:\d{1,4}[.)]\s+)?[*_]{0,3})\[(?P<words>[^!\s].*)\]\(\S+(?: \"[^\"]*\")?\)"
    r"(?P<behind>[*_]{0,3})$"
)
_PICTURE = re.compile(r"\W{0,9}!\[.*\]\(\S+(?: \"[^\"]*\")?\)\W{0,9}$")


def holds_links(head: Head) -> bool:
    """Tell whether lines of a file are links or pictures of Markdown."""
    texts = (made.text for made in head.entries if _may_be_link(made.text))
    return sum(bool(_LINK.match(text) or _PICTURE.match(text)) for text in texts) >= _LEAST


def by_their_words(lines: Iterable[Line | None]) -> Iterator[Line | None]:
    """Yield the lines, of links only their words, pictures as parts of the page; Nones as they come."""
    for line in lines:
        text = line.text.strip(SPACE) if line is not None else ""
        if line is None or not _may_be_link(text):
            yield line
        elif _PICTURE.match(text):
            yield line._replace(beside=True)
        else:
            yield line._replace(text=_LINK.sub(r"\g<before>\g<words>\g<behind>", text))


def _may_be_link(text: str) -> bool:
    return len(text) <= _LONGEST and "](" in text and text.endswith((")", "*", "_"))
