"""One declarative table of preferences, and the file that keeps them and the window's state.

Imports Qt's core and ``words``.

A small JSON file beside the library, owner-only, replaced atomically: it is read before the first paint, so it must
cost nothing. A damaged file counts as none.
"""

import json
import os
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from readinglist.gui.parts.words import N

Choices = tuple[tuple[str, str], ...]  # (value, text)


@dataclass(frozen=True, slots=True)
class Preference:
    """One thing to choose among ``choices``; without them it is yes or no."""

    name: str
    text: str
    default: Any
    choices: Callable[[], Choices] | None = None


def _export_formats(suffix: str = "") -> Choices:
    from readinglist.core.records import EXPORT_FORMATS  # not before the first paint: all records cost 15 ms

    return tuple((form.name, form.title) for form in EXPORT_FORMATS if form.suffix.endswith(suffix))


PREFERENCES: tuple[Preference, ...] = (
    Preference(
        "theme",
        N("Preferences", "Colours"),
        "system",
        lambda: (
            ("system", N("Preferences", "Follow the system")),
            ("light", N("Preferences", "Light")),
            ("dark", N("Preferences", "Dark")),
        ),
    ),
    Preference(
        "text_size",
        N("Preferences", "Text size"),
        "100",
        lambda: (
            ("90", N("Preferences", "Small")),
            ("100", N("Preferences", "The system's")),
            ("115", N("Preferences", "Large")),
            ("130", N("Preferences", "Larger")),
            ("160", N("Preferences", "Largest")),
        ),
    ),
    Preference(
        "export_format",
        N("Preferences", "Export as"),
        "bibtex",
        _export_formats,
    ),
    Preference(
        "copied_entry",
        N("Preferences", "{copy_entry} copies"),
        "bibtex",
        lambda: _export_formats(".bib"),
    ),
    Preference(
        "preview_imports",
        N("Preferences", "Show what was recognised before importing"),
        True,
    ),
    Preference(
        "restore",
        N("Preferences", "Open with the last view and search"),
        True,
    ),
)
DEFAULTS = {preference.name: preference.default for preference in PREFERENCES}


class Settings:
    """The preferences and the state of one library's window."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._values = _read(path)

    def get(self, name: str, fallback: Any = None) -> Any:
        """A preference or piece of state; the table's default where nothing was chosen."""
        return self._values.get(name, DEFAULTS.get(name, fallback))

    def mapping(self, name: str) -> dict[str, Any]:
        """A piece of state that is a mapping; empty where it is damaged."""
        value = self._values.get(name)
        return value if isinstance(value, dict) else {}

    def set(self, name: str, value: Any) -> None:
        """Choose, and keep it."""
        self.update({name: value})

    def update(self, values: dict[str, Any]) -> None:
        """Choose several, and keep them with one write."""
        changed = {name: value for name, value in values.items() if self._values.get(name) != value}
        if changed:
            self._values.update(changed)
            self._write()

    def _write(self) -> None:
        """Replace the file; where the disk does not take it, what was chosen holds until the window closes."""
        temporary = self._path.with_suffix(".tmp")
        with suppress(OSError):
            self._path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            try:
                handle = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
                with os.fdopen(handle, "w", encoding="utf-8") as out:
                    json.dump(self._values, out, indent=1)
                temporary.replace(self._path)
            finally:
                temporary.unlink(missing_ok=True)


def _read(path: Path) -> dict[str, Any]:
    try:
        values = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return values if isinstance(values, dict) else {}
