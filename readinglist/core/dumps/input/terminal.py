"""Text copied or recorded from a terminal: what sets its colours goes. Imports only the standard library."""

import re
from collections.abc import Iterator

#: Control sequences and titles of windows; one that has begun and whose end the next piece brings is no longer.
_SEQUENCE = re.compile(r"\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]{0,200}(?:\x07|\x1b\\)|[@-Z\\^_])")
_MOST_HELD = 256
_LEAST = 2


def is_recorded(start: str) -> bool:
    """Tell whether a text that begins so holds what a terminal is told."""
    return start.count("\x1b") >= _LEAST and len(_SEQUENCE.findall(start)) >= _LEAST


def shown(chunks: Iterator[str]) -> Iterator[str]:
    """Yield the text that a terminal shows, piece by piece as it comes in."""
    held = ""
    for chunk in chunks:
        text = _SEQUENCE.sub("", held + chunk)
        at = text.rfind("\x1b", max(0, len(text) - _MOST_HELD))
        at = len(text) if at < 0 else at
        held = text[at:]
        yield text[:at]
    yield held
