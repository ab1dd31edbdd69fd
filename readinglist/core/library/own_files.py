"""Which files an export wrote itself, told by their content. May import the standard library only.

Whoever exports into a file again means to replace what the last export wrote, but not what somebody typed into that
file since, nor a file of another origin. So the SHA-256 of everything written is kept beside the library: no paths and
no content, one line each. A plain file and not a setting, because exports also work in a library that is open for
reading only. What cannot be kept there costs a question later, never a file.
"""

import contextlib
import hashlib
import os
from pathlib import Path

#: So many are remembered at least; the oldest go first.
LEAST = 2000


class OwnFiles:
    """The contents that were written by exports of one library, in the file ``path``."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def wrote(self, content: bytes) -> bool:
        """Whether an export wrote a file with this very content."""
        return _digest(content) in self._lines()

    def remember(self, content: bytes) -> None:
        """An export wrote ``content``."""
        digest, lines = _digest(content), self._lines()
        if digest in lines:
            return
        with contextlib.suppress(OSError):
            if len(lines) >= 2 * LEAST:
                shorter = self._path.with_suffix(".part")
                _append(shorter, lines[-LEAST:], os.O_TRUNC)
                shorter.replace(self._path)
            _append(self._path, [digest], os.O_APPEND)

    def _lines(self) -> list[str]:
        try:
            return self._path.read_text(encoding="ascii", errors="replace").split()
        except OSError:
            return []


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _append(path: Path, lines: list[str], how: int) -> None:
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | how, 0o600)
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        file.writelines(f"{line}\n" for line in lines)
