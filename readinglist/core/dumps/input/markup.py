"""A saved HTML page as the lines of text that it shows. Imports only the standard library.

Nothing in the page is run, fetched or followed: tags only say where lines end. Line numbers count the lines of the
text that comes out.
"""

import re
from collections.abc import Iterator
from html.parser import HTMLParser

#: How much of the beginning tells a saved page, and the pieces in which one is parsed.
_HEAD = 1 << 13
_PIECE = 1 << 14
#: A tag that is still open after so much text is text.
_LONGEST_TAG = 1 << 16
_PAGE = re.compile(
    r"\s*(?:<\?xml[^>]{0,200}\?>\s*)?(?:<!--[\s\S]{0,500}?-->\s*)*<(?:!doctype\s+html|html|head|body|pre)\b", re.I
)
_FEED = re.compile(r"\s*(?:<[?!][^>]*>\s*)*<(?:feed|rss|rdf:RDF)\b")
_BLOCK = re.compile(
    r"<(?:p|div|h[1-6]|li|ul|ol|article|section|table|tr|td|br|span|a|main)\b[^<>]{0,500}>", re.IGNORECASE
)
_ENOUGH = 6
_SPACE = re.compile(r"[ \t\n\r\f]+")

_SILENT = frozenset(("script", "style", "head", "template", "noscript", "svg", "math", "title", "select", "textarea"))
_PHRASES = (
    "a abbr b bdi bdo cite code data dfn em font i kbd mark q s samp small span strong sub sup time tt u var wbr img "
    "label nobr"
)
_INLINE = frozenset(_PHRASES.split())
_VOID = frozenset(("br", "hr", "img", "input", "link", "meta", "wbr", "source", "col", "area", "base", "embed"))


def is_feed(head: str) -> bool:
    """Tell whether a text that begins so is a feed (Atom, RSS), whose texts may be pieces of HTML."""
    return bool(_FEED.match(head))


def is_page(head: str) -> bool:
    """Tell whether a text that begins so is an HTML page or a piece of one."""
    start = head[:_HEAD]
    if is_feed(start):
        return False
    if _PAGE.match(start):
        return True
    tags = len(_BLOCK.findall(start))
    return start.lstrip().startswith("<") and tags >= min(_ENOUGH, max(2, start.count("\n")))


class _Text(HTMLParser):
    """Collects the text of a page, with a line end at every border of a block."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._lines: list[str] = []
        self._line: list[str] = []
        self._silent: list[str] = []
        self._verbatim = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _SILENT and tag not in _VOID:
            self._silent.append(tag)
        self._border(tag)
        self._verbatim += tag == "pre"

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._border(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in self._silent:
            del self._silent[self._silent.index(tag) :]
        self._border(tag)
        self._verbatim -= tag == "pre" and self._verbatim > 0

    def handle_data(self, data: str) -> None:
        if self._silent:
            return
        if self._verbatim:
            first, *rest = data.split("\n")
            self._line.append(first)
            for line in rest:
                self._end_line()
                self._line.append(line)
        else:
            self._line.append(_SPACE.sub(" ", data))

    def _border(self, tag: str) -> None:
        if tag not in _INLINE and not self._silent:
            self._end_line()

    def _end_line(self) -> None:
        text = "".join(self._line)
        self._line = []
        text = text if self._verbatim else text.strip(" ")
        if text:
            self._lines.append(text)

    def take(self) -> str:
        """Return the lines that are complete, each with its end."""
        text = "".join(line + "\n" for line in self._lines)
        self._lines = []
        if len(self.rawdata) > _LONGEST_TAG:
            self._give_up_tag()
        if sum(map(len, self._line)) > _LONGEST_TAG:
            text += "".join(self._line)
            self._line = []
        return text

    def finish(self) -> str:
        """Return what is left when the page ends, an open tag as text."""
        self._give_up_tag()
        self._end_line()
        return self.take()

    def _give_up_tag(self) -> None:
        rest, self.rawdata = self.rawdata, ""
        self.handle_data(rest)


def shown_text(chunks: Iterator[str]) -> Iterator[str]:
    """Yield the text that a page shows, line by line, as the page comes in."""
    parser = _Text()
    for chunk in chunks:
        for start in range(0, len(chunk), _PIECE):
            parser.feed(chunk[start : start + _PIECE])
            yield parser.take()
    yield parser.finish()
