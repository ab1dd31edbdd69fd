"""Text that a mail program wrote as quoted-printable: ``=E2=80=99`` for a letter. Imports only the standard library.

Told by what no other text has: each of its equals signs stands before two digits of a letter or at the end of a line
that goes on.
"""

import re
from collections.abc import Iterator

_CODED = re.compile(r"(?:=[0-9A-F]{2})+")
_OTHER = re.compile(r"=(?![0-9A-F]{2}|\n|[0-9A-F]?\Z)")
_SOFT = "=\n"
#: So many lines that go on show it; what a chunk may end with that the next one completes, and no more of it is held.
_LEAST = 3
_BEGUN = re.compile(r"(?:=(?:[0-9A-F]{2}|\n))*(?:=[0-9A-F]?)?\Z")
_MOST_HELD = 1 << 12


def is_quoted(start: str) -> bool:
    """Tell whether a text that begins so is quoted-printable."""
    return start.count(_SOFT) >= _LEAST and _OTHER.search(start) is None


def decoded(chunks: Iterator[str]) -> Iterator[str]:
    """Yield the text that was written so, piece by piece as it comes in."""
    held = ""
    for chunk in chunks:
        text = held + chunk
        begun = _BEGUN.search(text, max(0, len(text) - _MOST_HELD))
        at = begun.start() if begun else len(text)
        held = text[at:]
        yield _decoded(text[:at])
    yield _decoded(held)


def _decoded(text: str) -> str:
    return _CODED.sub(lambda found: _letters(found.group()), text.replace(_SOFT, ""))


def _letters(coded: str) -> str:
    data = bytes.fromhex(coded.replace("=", ""))
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")
