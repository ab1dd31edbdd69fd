"""The door itself. Imports the rooms behind it only when they are needed, so that a window can paint first."""

import os
import threading
from array import array
from collections.abc import Callable, Generator, Iterable, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self, Unpack

from readinglist.core.errors import DiskFullError, ExportError, LibraryLockedError, LibraryTooNewError, ReadOnlyError
from readinglist.core.library.turns import Turns
from readinglist.core.library.verbs import Verbs
from readinglist.core.records import (
    WHOLE,
    BoundExport,
    Completion,
    Counts,
    Dump,
    ExportChoices,
    ExportReport,
    FileReport,
    Hit,
    ImportReport,
    KeyChange,
    ListChoices,
    Paper,
    PaperRow,
    Progress,
    Question,
    SavedSearch,
    SearchResult,
    Tag,
)
from readinglist.paths import LibraryPaths, library_paths

if TYPE_CHECKING:
    from readinglist.core.library.bound_exports import BoundExports
    from readinglist.core.library.exporting import Exporter
    from readinglist.core.library.searching import Searcher
    from readinglist.core.store import Store

PathLike = str | os.PathLike[str]


class Library(Verbs):
    """An open library. Reading methods may be called from any thread; writing ones wait for each other.

    Every writing method is one transaction and one step of ``undo``. All methods raise ReadingListError for what a
    person can do something about: NotFoundError for a paper that does not exist, UsageError for a value that is none.
    """

    def __init__(self, store: "Store", paths: LibraryPaths, attended: bool) -> None:
        """Not for callers: use ``Library.open``."""
        super().__init__(store)
        self._paths, self._attended = paths, attended
        self._lock = threading.RLock()
        self._turns = Turns(attended=attended)
        self._searcher: Searcher | None = None
        self._exporter: Exporter | None = None
        self._bound_exports: BoundExports | None = None

    # ---- opening and closing ----

    @classmethod
    def open(
        cls,
        path: PathLike | LibraryPaths | None = None,
        *,
        create: bool = True,
        read_only: bool | None = False,
        anew: bool = False,
        attended: bool = False,
    ) -> Self:
        """Open the library in the folder ``path`` (default: ``READINGLIST_HOME``, or this user's own).

        ``create`` makes one where there never was any; ``anew`` also where one has vanished, for a person who was
        asked. ``read_only=None`` opens for writing when nobody else writes, the place and the room on the disk allow it
        and the library is no newer one's, else for reading. ``attended``: somebody calls ``catch_up`` after changes, so
        that a search need not wait until the index has many of them. Raises NoLibraryError, LibraryVanishedError (one
        was there, and its file is gone), LibraryLockedError, LibraryDamagedError, LibraryTooNewError, ReadOnlyError or
        DiskFullError.
        """
        from readinglist.core.library.vanished import forget_vanished, refuse_vanished
        from readinglist.core.store import Store

        paths = path if isinstance(path, LibraryPaths) else library_paths(path)
        if anew:
            forget_vanished(paths)
        refuse_vanished(paths)
        if read_only is None:
            try:
                return cls(Store(paths, create=create, read_only=False, patience=0.0), paths, attended)
            except (LibraryLockedError, LibraryTooNewError, ReadOnlyError, DiskFullError):
                return cls(Store(paths, create=False, read_only=True), paths, attended)
        return cls(Store(paths, create=create, read_only=read_only), paths, attended)

    def close(self) -> None:
        """Close the index and the file; may be called twice."""
        with self._lock:
            if self._searcher is not None:
                self._searcher.close()
                self._searcher = None
            self._store.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @property
    def paths(self) -> LibraryPaths:
        """Where this library lives."""
        return self._paths

    @property
    def library_id(self) -> str:
        """The id given to this library when it was made."""
        return self._store.library_id

    @property
    def read_only(self) -> bool:
        """Whether changes are refused."""
        return self._store.read_only

    @property
    def version(self) -> int:
        """Rises with every change of a paper; what was read at the same version is still true."""
        return self._store.changes.last()

    # ---- reading ----

    def paper(self, paper: int) -> Paper:
        """A paper with its sources, highlights and files."""
        self._store.papers.exist([paper])
        return self._store.papers.papers([paper])[0]

    def papers(self, papers: Sequence[int]) -> list[Paper]:
        """Whole papers in the order asked for; ids that do not exist are left out."""
        return self._store.papers.papers(papers)

    def existing(self, papers: Sequence[int]) -> list[int]:
        """Those of ``papers`` that are in the library, in the order asked for."""
        return self._store.papers.existing(papers)

    def still_new(self, papers: Sequence[int]) -> list[int]:
        """Those of ``papers`` without a verdict, in the order asked for; of more than 1,000 also deleted ones."""
        return self._store.papers.still_new(papers)

    def rows(self, papers: Sequence[int]) -> list[PaperRow]:
        """The list's rows of ``papers`` in the order asked for; ids that do not exist are left out."""
        return self._store.papers.rows(papers)

    def ids(self, view: str = "library", **choices: Unpack[ListChoices]) -> "array[int]":
        """The ids of a view, of the papers with a ``tag`` or of a ``dump`` where one is given, 8 bytes each; ordered by
        ``sort`` (else ``added``), ``descending`` None its usual direction. Never touches the index."""
        return self._store.papers.ids(view, **choices)

    def piece(
        self,
        view: str = "library",
        *,
        around: int | None = None,
        first: int = 0,
        count: int = 100,
        total: int | None = None,
        **choices: Unpack[ListChoices],
    ) -> "tuple[int, int, array[int]]":
        """How many ``ids`` there are (as ``total`` says; without it a long list may count deleted papers), and (first
        row, ids) of a piece, long before all are in order: ``count`` from ``first`` on, or as many before and behind a
        paper of the view. Far from both ends its row is a guess; the final order comes with ``ids``."""
        return self._store.papers.piece(view, around, first, count, total, **choices)

    def counts(self) -> Counts:
        """The numbers of the side bar. The dumps come without their lists; ``dumps`` has them."""
        papers = self._store.papers
        dumps = tuple(self._store.dumps.bare())
        return Counts(papers.view_counts(), tuple(papers.tags()), dumps, len(papers.questions()))

    def tags(self) -> list[Tag]:
        """Every tag with the number of its papers."""
        return self._store.papers.tags()

    def dumps(self) -> list[Dump]:
        """Every imported file with its report, oldest first."""
        return self._store.dumps.dumps()

    def dump(self, dump: int) -> Dump:
        """One imported file with its report."""
        return self._store.dumps.dump(dump)

    def dump_records(self, dump: int) -> list[tuple[int, int, str | None, str | None]]:
        """(line, end_line, title, abstract) of the records of an imported file, raw and in its order."""
        return self._store.dumps.records(dump)

    def questions(self) -> list[Question]:
        """The pairs of papers that may be one, for the user to decide."""
        return self._store.papers.questions()

    def saved_searches(self) -> list[SavedSearch]:
        """The saved searches by name."""
        return self._store.papers.saved_searches()

    # ---- searching ----

    def search(
        self,
        text: str,
        *,
        view: str = "library",
        sort: str = "relevance",
        limit: int | None = 50,
        snippets: int | None = 0,
        literal: bool = False,
        explain: bool = False,
        tag: str | None = None,
        dump: int | None = None,
        cancelled: Callable[[], bool] | None = None,
    ) -> SearchResult:
        """The papers that match ``text`` (see README for the language), best first.

        ``hits`` are the first ``limit`` with their titles; ``ids`` are all of them in order. The search looks in
        ``view``, and in the papers of a tag or dump where one is given. Text never fails to parse. Snippets and marks
        of fifty papers take longer than finding them: so many of the first hits as ``snippets`` says have them (None:
        all), and ``marks`` gives those of others when they are wanted. A clause at the very end that may go on
        (``dum`` of ``dump:``, ``-a``, ``author:smi``, an open quote) is taken for one that is being typed: it
        restricts nothing where it would leave no paper, and a note says so. A space after it, or ``records.WHOLE`` (a
        line end) after the whole query, says that it is finished.
        """
        with self._turns.search():
            return self._search().search(
                text,
                view=view,
                sort=sort,
                limit=limit,
                snippets=snippets,
                literal=literal,
                explain=explain,
                tag=tag,
                dump=dump,
                cancelled=cancelled,
            )

    def count(self, text: str, *, view: str = "library", cancelled: Callable[[], bool] | None = None) -> int | None:
        """How many papers a search finds; None where only reading every paper could tell, or it was cancelled.

        In the background of other searches: an import does not wait for it.
        """
        return self._search().count(text, view, cancelled)

    def marks(self, result: SearchResult, papers: Sequence[int]) -> list[Hit]:
        """Titles, snippets and marks for more of a result's papers (for the rows that scroll into sight)."""
        with self._turns.search():
            return self._search().marks(result, papers)

    def mark(self, result: SearchResult, field: str, text: str) -> list[tuple[int, int]]:
        """Where a search's words stand in a text: (start, end) character offsets, ascending, not overlapping."""
        return self._search().mark(result, field, text)

    def explain(self, result: SearchResult, paper: int) -> Sequence[str]:
        """Why a search found a paper: which word hit in which field with what weight, the weightiest first."""
        return self._search().explain(result, paper)

    def related(self, paper: int, *, limit: int = 20) -> list[Hit]:
        """The papers nearest to one by their rare words, nearest first."""
        self._store.papers.exist([paper])
        return self._search().related(paper, limit)

    def complete_query(self, text: str, cursor: int) -> list[Completion]:
        """What the clause at ``cursor`` could become: field names, tags, dumps, authors."""
        return self._search().complete(text, cursor)

    def catch_up(self) -> Generator[Progress, None, str]:
        """Bring the index up to date; a generator, for it may take seconds. Returns what of damage was mended so."""
        return self._search().catch_up()

    def warm_up_search(self) -> None:
        """Load what a first search needs, so that it does not wait for it."""
        self.search("searching", limit=0)

    def warm_up(self) -> None:
        """Load what a first search, a first import and a first undo need, so that none of them waits for it."""
        self.warm_up_search()
        import readinglist.core.library.importing
        import readinglist.core.store.triggers  # noqa: F401

    @property
    def index_state(self) -> str:
        """``ready``, or why searches are answered by reading every paper for now."""
        return self._search().state

    def rebuild_index(self) -> Generator[Progress, None, None]:
        """Build the index anew from the library; searching goes on meanwhile."""
        return self._search().rebuild()

    # ---- import and export ----

    def import_dumps(
        self,
        paths: Iterable[PathLike] = (),
        *,
        year: int | None = None,
        text: str | None = None,
        cancelled: Callable[[], bool] | None = None,
    ) -> Generator[Progress, None, ImportReport]:
        """Import files, folders, archives, ``-`` (standard input) or pasted ``text``.

        Yields Progress and returns the report (``StopIteration.value``; ``run`` gives it in one call). To cancel, close
        the generator, or have ``cancelled`` say so and get the report; whole batches stay, and importing the same file
        again goes on from there. A file that is no dump is named in the report and never stops the others.
        """
        from readinglist.core.library.importing import import_all

        return import_all(self._store, self._search, self._turns, paths, year=year, text=text, cancelled=cancelled)

    def preview(
        self, paths: Iterable[PathLike] = (), *, text: str | None = None, cancelled: Callable[[], bool] = lambda: False
    ) -> list[FileReport]:
        """What an import of these would find; nothing is stored. Ends soon when it is ``cancelled``."""
        from readinglist.core.library.importing import preview_all

        return preview_all(self._store, self._turns, paths, text, cancelled)

    def export(
        self,
        format: str = "bibtex",  # noqa: A002 - the word that users and the command line use
        *,
        ids: Sequence[int] | None = None,
        query: str | None = None,
        view: str | None = None,
        tag: str | None = None,
        path: PathLike | None = None,
        merge: bool = False,
        replace: bool = False,
        **choices: Unpack[ExportChoices],
    ) -> ExportReport:
        """Export papers as text, and to the file ``path``: those of ``ids``, else of ``query``, else of ``view``.

        ``view`` is ``library`` where nothing is said. ``merge`` keeps what the file holds. A file that no export
        wrote, or that somebody changed since, raises ForeignFileError without ``replace``; see ``keep_aside``.
        ``encoding`` is unicode or ascii; ``abstracts`` are off, ``notes`` on.
        """
        if ids is not None:
            chosen: Sequence[int] = list(dict.fromkeys(ids))
            self._store.papers.exist(chosen)
        elif query is not None:
            chosen = self.search(query + WHOLE, view=view or "library", tag=tag, limit=0).matching
        else:
            chosen = self.ids(view or "library", sort="import", tag=tag)
        from readinglist.core.library.own_files import OwnFiles

        target, own = None if path is None else Path(path).expanduser(), OwnFiles(self._paths.exports)
        if target is not None and self._paths.owns(target):
            raise ExportError("{file} is a file of the library itself. Choose another name or folder.", file=target)
        return self._export().export(
            list(chosen), file_format=format, path=target, own=own, merge=merge, replace=replace, **choices
        )

    def keep_aside(self, path: Path | str) -> Path:
        """Keep a copy of a file that an export is about to replace; returns its place. Raises ExportError."""
        from readinglist.core.library.files import keep_aside

        return keep_aside(Path(path).expanduser())

    def entry(self, paper: int) -> str:
        """The BibTeX entry of a paper."""
        return self.export("bibtex", ids=[paper]).text

    def citation_key(self, paper: int) -> str:
        """The citation key of a paper; made now, and stored for ever, if it has none."""
        self._store.papers.exist([paper])
        return self._export().key(paper)

    @staticmethod
    def entry_types() -> tuple[str, ...]:
        """The entry types that BibTeX or biblatex knows; any other one is kept, and exported as ``misc``."""
        from readinglist.core.bibtex import ENTRY_TYPES

        return ENTRY_TYPES

    @staticmethod
    def lacks(paper: Paper) -> tuple[str, ...]:
        """The fields that a citation of ``paper`` needs and nobody has given; ``identifier``: arXiv id, DOI or link."""
        from readinglist.core import bibtex

        return bibtex.lacks(paper)

    def set_key_pattern(self, pattern: str) -> None:
        """Make new citation keys after ``pattern`` from now on; keys that exist stay. Raises UsageError."""
        self._export().set_pattern(pattern)

    @property
    def key_pattern(self) -> str:
        """The pattern after which new citation keys are made."""
        return self._export().pattern()

    def preview_keys(self, papers: Sequence[int], pattern: str | None = None) -> list[KeyChange]:
        """What ``renew_keys`` would change; nothing is stored. For a live preview of a pattern."""
        return self._export().renewed_keys(papers, pattern)

    def renew_keys(self, papers: Sequence[int]) -> list[KeyChange]:
        """Make the citation keys of papers anew after the pattern of today: only on the user's word, undoable."""
        changes = self._export().renewed_keys(papers)
        if changes:
            self._store.editing.renew_keys({change.paper: change.new for change in changes})
        return changes

    def ensure_keys(self, papers: Sequence[int]) -> None:
        """Make and store the citation keys of papers that have none."""
        self._export().ensure_keys(papers)

    def cite(self, papers: Sequence[int], style: str = "latex", markup: str = "text") -> str:
        """What to paste to cite papers; see ``bibtex.cite`` for the styles and the markups of references."""
        self._store.papers.exist(papers)
        return self._export().cite(papers, style, markup)

    def bind_export(
        self,
        path: PathLike,
        format: str = "bibtex",  # noqa: A002
        *,
        replace: bool = False,
        **choices: object,
    ) -> BoundExport:
        """Keep a file up to date with a search, tag or the library (``query``, ``tag``, and ``export``'s choices): now,
        and by ``refresh_exports`` whenever its content would change. What others wrote into it is merged with
        (``merge``), replaced now (``replace``, only now), or a ForeignFileError.
        """
        return self._bound().bind(str(path), format, overwrite=replace, **choices)

    def change_export(self, export: int, *, replace: bool = False, **changes: object) -> BoundExport:
        """Keep a file up to date in another way: ``path``, ``format`` and what ``bind_export`` takes."""
        return self._bound().change(export, overwrite=replace, **changes)

    def unbind_export(self, export: int) -> None:
        """Keep a file up to date no longer; the file stays as it is."""
        self._bound().unbind(export)

    def bound_exports(self) -> list[BoundExport]:
        """The exports that are kept up to date."""
        return self._bound().all()

    def refresh_exports(self) -> list[BoundExport]:
        """Rewrite the bound exports whose content changed since the last time; returns those that were looked at.

        Cheap when nothing changed. Call it off the window's thread, a moment after changes.
        """
        return self._bound().refresh()

    def _following(self, new: str = "") -> AbstractContextManager[None]:
        return self._bound().following(new)

    # ---- upkeep ----

    def check(self, *, repair: bool = False) -> list[str]:
        """A sentence for each thing that is wrong with the library or its index; empty when all is well.

        ``repair`` rebuilds the index when it is what is wrong.
        """
        return [*self._store.damage(), *self._search().damage(repair=repair)]

    def setting(self, name: str) -> object:
        """A setting kept in the library (see ``settings``), or None when it was never set."""
        return self._store.setting(name)

    def set_setting(self, name: str, value: object) -> None:
        """Keep a setting in the library; ``value`` is anything that JSON can hold."""
        import json

        self._store.editing.set_setting(name, json.dumps(value))

    # ---- the rooms behind, made when first needed ----

    def _search(self) -> "Searcher":
        with self._lock:
            if self._searcher is None:
                from readinglist.core.library.searching import Searcher

                self._searcher = Searcher(self._store, self._paths, self._attended, self._turns)
            return self._searcher

    def _bound(self) -> "BoundExports":
        with self._lock:
            if self._bound_exports is None:
                from readinglist.core.library.bound_exports import BoundExports

                self._bound_exports = BoundExports(self._store, self)
            return self._bound_exports

    def _export(self) -> "Exporter":
        with self._lock:
            if self._exporter is None:
                from readinglist.core.library.exporting import Exporter

                self._exporter = Exporter(self._store)
            return self._exporter
