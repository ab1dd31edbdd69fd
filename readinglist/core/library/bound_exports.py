"""Exports that are kept up to date with a search, a tag or the whole library. May import store, errors and records.

What is bound is kept in the library; how far each file is, only in memory: the first refresh of a session looks at all
of them, and writes those whose content differs.
"""

import contextlib
import json
import threading
import time
from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import asdict, replace
from pathlib import Path
from typing import Protocol, Unpack

from readinglist.core.errors import NotFoundError, ReadingListError, UsageError
from readinglist.core.records import BoundExport, ExportChoices, ExportReport
from readinglist.core.sentences import Sentence
from readinglist.core.settings import BOUND_EXPORTS
from readinglist.core.store import Store

_CHOICES = frozenset({"query", "tag", "encoding", "abstracts", "notes", "merge"})


class _Exports(Protocol):
    """The part of the library that writes an export."""

    @property
    def version(self) -> int: ...

    def export(
        self,
        format: str = ...,  # noqa: A002
        *,
        ids: Sequence[int] | None = ...,
        query: str | None = ...,
        view: str | None = ...,
        tag: str | None = ...,
        path: str | None = ...,
        merge: bool = ...,
        replace: bool = ...,
        **choices: Unpack[ExportChoices],
    ) -> ExportReport: ...


def _absolute(path: str) -> str:
    return str(Path(path).expanduser().absolute())


def _is_same_file(one: str, other: str) -> bool:
    """Whether two paths lead to one file, however they are written and through whatever links."""
    return Path(one).resolve() == Path(other).resolve()


def _with_heirs(export: BoundExport, gone: Set[int], into: tuple[int, ...]) -> BoundExport:
    """``export``, whose tag may be among the ``gone`` ones, with those ``into`` which it went."""
    place = next((place for place, number in enumerate(export.tag_ids) if number in gone), None)
    return export if place is None else replace(export, tag_ids=export.tag_ids[: place + 1] + into)


def _refuse_unknown(said: Iterable[str], known: frozenset[str]) -> None:
    if unknown := sorted(set(said) - known):
        raise UsageError(
            "An export has no {names}; it has {known}.", names=", ".join(unknown), known=", ".join(sorted(known))
        )


class BoundExports:
    """The bound exports of one library. Thread-safe."""

    def __init__(self, store: Store, library: _Exports) -> None:
        self._store = store
        self._library = library
        self._lock = threading.Lock()
        self._seen: dict[int, int] = {}  # by export: the library's version that its file tells of

    def all(self) -> list[BoundExport]:
        """Every bound export, oldest first."""
        stored = self._store.setting(BOUND_EXPORTS)
        known = stored if isinstance(stored, list) else []
        return [BoundExport(**item | {"tag_ids": tuple(item.get("tag_ids", ()))}) for item in known]

    def bind(self, path: str, file_format: str, *, overwrite: bool = False, **choices: object) -> BoundExport:
        """Bind a file and write it; nothing is bound when it cannot be written. ``overwrite`` holds for now only."""
        _refuse_unknown(choices, _CHOICES)
        path = _absolute(path)
        with self._lock:
            exports = [export for export in self.all() if not _is_same_file(export.path, path)]
            number = max((export.id for export in exports), default=0) + 1
            made = self._write(BoundExport(number, path, file_format, **choices), overwrite)  # type: ignore[arg-type]
            self._keep([*exports, made])
        return made

    def change(self, number: int, *, overwrite: bool = False, **changes: object) -> BoundExport:
        """Bind a file in another way (``path``, ``format`` and what ``bind`` takes), and write it.

        Nothing changes when it cannot be written. The file under an old path stays as it is. Raises NotFoundError.
        """
        _refuse_unknown(changes, _CHOICES | {"path", "format"})
        changes |= {"path": _absolute(str(changes["path"]))} if "path" in changes else {}
        with self._lock:
            old = replace(self._one(number), error=None, tag_ids=())
            made = self._write(replace(old, **changes), overwrite)  # type: ignore[arg-type]
            others = [
                export for export in self.all() if export.id == number or not _is_same_file(export.path, made.path)
            ]
            self._keep([made if export.id == number else export for export in others])
        return made

    def _one(self, number: int) -> BoundExport:
        found = next((export for export in self.all() if export.id == number), None)
        if found is None:
            raise NotFoundError("There is no bound export {number}.", number=number)
        return found

    def unbind(self, number: int) -> None:
        """Forget a bound export; raises NotFoundError."""
        with self._lock:
            self._one(number)
            self._keep([export for export in self.all() if export.id != number])

    def refresh(self) -> list[BoundExport]:
        """Write what is out of date; an export that fails keeps its reason, and does not stop the others.

        Neither does one that a bug stops: the others are written and kept first, then the bug is raised.
        """
        with self._lock:
            version = self._library.version
            exports = self.all()
            stale = [export for export in exports if self._seen.get(export.id) != version]
            looked_at: dict[int, BoundExport] = {}
            bugs: list[Exception] = []
            for export in stale:
                try:
                    looked_at[export.id] = self._refreshed(export)
                except Exception as error:
                    bugs.append(error)
            now = [looked_at.get(export.id, export) for export in exports]
            if now != exports and not self._store.read_only:
                self._keep(now)
        for bug in bugs:
            raise bug
        return list(looked_at.values())

    def _refreshed(self, export: BoundExport) -> BoundExport:
        try:
            return self._write(export)
        except ReadingListError as error:
            return replace(export, error=error.message, replaced={})
        except OSError as error:
            why = Sentence(
                "{file} could not be reached ({reason}); it is as it was.",
                file=export.path,
                reason=error.strerror or error,
            )
            return replace(export, error=why, replaced={})

    def _write(self, export: BoundExport, overwrite: bool = False) -> BoundExport:
        """Write a file whose content is another; returns the export with the time of that.

        What others wrote into it since stays: an export that would take its place fails, and the user decides.
        """
        export = export if export.tag is None else self._with_tag(export, export.tag)
        version = self._library.version
        report = self._library.export(
            export.format,
            query=export.query,
            tag=export.tag,
            path=export.path,
            encoding=export.encoding,
            abstracts=export.abstracts,
            notes=export.notes,
            merge=export.merge,
            replace=overwrite,
        )
        self._seen[export.id] = version
        written = int(time.time()) if report.changed or export.written is None else export.written
        return replace(export, error=None, written=written, replaced=report.replaced if report.changed else {})

    def _with_tag(self, export: BoundExport, name: str) -> BoundExport:
        """``export`` with its tag, whatever it is called now.

        Raises NotFoundError where it is no more and the file has papers: written now, it would be emptied.
        """
        names = self._store.papers.tag_names()
        alive = next((number for number in export.tag_ids if number in names), None)
        if alive is not None:
            return replace(export, tag=names[alive])
        if found := [number for number, known in names.items() if known.casefold() == name.casefold()]:
            return replace(export, tag_ids=(*export.tag_ids, *found))
        with contextlib.suppress(OSError, ValueError):
            if Path(export.path).stat().st_size > 0:
                raise NotFoundError(
                    "There is no tag “{name}” any more, so {file} stays as it is. "
                    "Choose other papers for it, or keep it up to date no longer.",
                    name=name,
                    file=export.path,
                )
        return export

    @contextlib.contextmanager
    def following(self, new: str) -> Iterator[None]:
        """While a tag is renamed to ``new``: where two become one, exports follow, and back when it is undone.

        Without ``new`` it is deleted, and they follow no other one, be it one that they followed before an undo.
        """
        before = self._store.papers.tag_names()
        yield
        now = self._store.papers.tag_names()
        gone = before.keys() - now.keys()
        into = tuple(number for number, name in now.items() if name.casefold() == new.strip().casefold())
        with self._lock:
            known = self.all()
            followed = [_with_heirs(export, gone, into) for export in known]
            if followed != known:
                self._keep(followed)

    def _keep(self, exports: list[BoundExport]) -> None:
        self._store.editing.set_setting(BOUND_EXPORTS, json.dumps([asdict(export) for export in exports]))
