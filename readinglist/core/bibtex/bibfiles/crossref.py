"""What an entry takes over from the one that it names in ``crossref`` or ``xdata``. Imports the standard library."""

import re
from collections.abc import Iterable, Mapping

#: Fields of a volume that hold for its parts, too (a subset of what BibTeX and biblatex inherit: nothing personal).
_INHERITED = frozenset(
    """
    year date month editor editora editorb publisher address location series volume number organization isbn issn
    eventtitle eventdate venue school institution edition journal journaltitle issue
    """.split()  # noqa: SIM905 - a list of words reads best as words
)
_TITLE_BECOMES = {
    "inproceedings": "booktitle", "incollection": "booktitle", "inbook": "booktitle", "conference": "booktitle",
    "suppbook": "booktitle", "suppcollection": "booktitle", "inreference": "booktitle", "bookinbook": "booktitle",
    "article": "journal", "suppperiodical": "journal", "book": "maintitle", "collection": "maintitle",
    "proceedings": "maintitle",
}  # fmt: skip
#: Parts of a book are by the author of the book, unless they have one of their own.
_BY_THE_BOOKS_AUTHOR = frozenset({"inbook", "bookinbook", "suppbook"})
_OF_THE_TITLE = frozenset({"subtitle", "titleaddon"})
_DEEPEST = 5
_AND = re.compile(r"\s+and\s+")
_REFERENCE = re.compile(r"\s*xdata\s*=\s*([^\s{},]+?)-([A-Za-z]+)(?:-(\d+))?\s*")


class Inheritance:
    """Knows every entry of a file by its key: (key, type, fields by lower-case name)."""

    def __init__(self, entries: Iterable[tuple[str, str, Mapping[str, str]]]) -> None:
        known = list(entries)
        self._entries = {
            alias.lower(): (kind, fields) for key, kind, fields in known for alias in _names(fields.get("ids", ""))
        } | {key.lower(): (kind, fields) for key, kind, fields in reversed(known) if key}

    def complete(self, kind: str, fields: Mapping[str, str]) -> dict[str, str]:
        """``fields`` with what they inherit; a ``crossref`` that was found is gone, because the entry is whole.

        In a circle every other entry is asked once, and nothing is taken over from the entry itself.
        """
        whole = {name: self._granular(value) for name, value in fields.items()}
        asked: set[str] = set()
        for _ in range(_DEEPEST):
            names = _names(whole.get("xdata", "")) + _names(whole.get("crossref", ""))
            found = [name for name in names if name.lower() in self._entries]
            if not found:
                break
            for name in found:
                new = name.lower() not in asked and self._entries[name.lower()][1] is not fields
                asked.add(name.lower())
                self._inherit(kind, whole, name, self._entries[name.lower()][1] if new else {})
        return whole

    def _granular(self, value: str, depth: int = 0) -> str:
        """``value`` with its references ``xdata=key-field`` and ``xdata=key-field-2`` filled in, where they lead."""
        if "xdata" not in value or depth == _DEEPEST:
            return value
        return " and ".join(self._referred(part, depth) for part in _AND.split(value))

    def _referred(self, part: str, depth: int) -> str:
        match = _REFERENCE.fullmatch(part)
        kind, fields = self._entries.get(match.group(1).lower(), ("", {})) if match else ("", {})
        if match is None or kind != "xdata" or match.group(2).lower() not in fields:
            return part
        found = self._granular(fields[match.group(2).lower()], depth + 1)
        if not match.group(3):
            return found
        parts, wanted = _AND.split(found), int(match.group(3))
        return parts[wanted - 1] if 0 < wanted <= len(parts) else part

    def _inherit(self, kind: str, whole: dict[str, str], name: str, parent: Mapping[str, str]) -> None:
        parent_kind = self._entries[name.lower()][0]
        for field in ("xdata", "crossref"):
            rest = [other for other in _names(whole.pop(field, "")) if other != name]
            if rest:
                whole[field] = ",".join(rest)
        for field, value in parent.items():
            target = _TITLE_BECOMES.get(kind, "") if field in {"title", "booktitle"} else field
            if parent_kind == "xdata":
                whole.setdefault(field, value)
            elif field == "author" and kind in _BY_THE_BOOKS_AUTHOR:
                whole.setdefault("author", value)
                whole.setdefault("bookauthor", value)
            elif field in _OF_THE_TITLE and _TITLE_BECOMES.get(kind) == "booktitle":
                whole.setdefault(f"book{field}", value)
            elif target in _INHERITED or (field in {"title", "booktitle"} and target):
                if not _says_already(whole, target):
                    whole[target] = value
            elif field in {"crossref", "xdata"}:
                whole.setdefault(field, value)


def _says_already(fields: Mapping[str, str], target: str) -> bool:
    same = {"year": "date", "date": "year", "journal": "journaltitle", "journaltitle": "journal"}.get(target, target)
    return target in fields or same in fields


def _names(value: str) -> list[str]:
    return [name.strip() for name in value.split(",") if name.strip()]
