"""Lines that are links of Markdown as a whole: read by their words; pictures are parts of the page. Imports this room.

So do programs save a page that turn HTML into Markdown: ``### [Title](https://…)``, ``![Thumbnail](…)``.
"""

import re
from collections.abc import Iterable, Iterator

from readinglist.core.dumps.evidence.citations import is_citation
from readinglist.core.dumps.input.lines import SPACE, Line
from readinglist.core.dumps.pages.head import Head

#: So many lines are no chance; a title with its link is no longer than this.
_LEAST = 3
_LONGEST = 1000
#: What stands between the brackets of a link or a picture, and its address: neither reaches into a further link.
_WORDS = r"(?:(?!\]\().)*"
_ADDRESS = r"\]\((?:(?!\]\()\S)+(?: \"[^\"]*\")?\)"
#: A mark of a list or a heading, emphasis, and the link.
_LINK = re.compile(
    r"(?P<before>[^\w\[!]{0,9}(?:\d{1,4}[.)]\s+)?[*_]{0,3})"
    rf"\[(?P<words>[^!\s]{_WORDS}){_ADDRESS}(?P<behind>[*_]{{0,3}})(?P<rest>(?:[\s,.:;–—-]+\S.*)?)"
)
#: Pictures in a row, also such as are links.
_PICTURE = re.compile(rf"(?:\W{{0,9}}!\[{_WORDS}{_ADDRESS}(?:{_ADDRESS})?)+\W{{0,9}}")


def holds_links(head: Head) -> bool:
    """Tell whether lines of a file are links or pictures of Markdown."""
    texts = (made.text for made in head.entries if _may_be_link(made.text))
    return sum(bool(_link(text) or _PICTURE.fullmatch(text)) for text in texts) >= _LEAST


def by_their_words(lines: Iterable[Line | None]) -> Iterator[Line | None]:
    """Yield the lines, of links only their words, pictures as parts of the page; Nones as they come."""
    for line in lines:
        text = line.text.strip(SPACE) if line is not None else ""
        if line is None or not _may_be_link(text):
            yield line
        elif _PICTURE.fullmatch(text):
            yield line._replace(beside=True)
        else:
            link = _link(text)
            yield line if link is None else line._replace(text=link.expand(r"\g<before>\g<words>\g<behind>"))


def _may_be_link(text: str) -> bool:
    return len(text) <= _LONGEST and "](" in text


def _link(text: str) -> re.Match[str] | None:
    """The link that a line is, or begins with where nothing but names, a venue or a date stands behind it."""
    found = _LINK.fullmatch(text)
    return found if found is not None and (not found["rest"] or is_citation(found["rest"])) else None
