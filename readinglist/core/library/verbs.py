"""What the user does to papers, and taking it back: the writing half of the door. May import store, editing, search."""

import os
from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from typing import TYPE_CHECKING

from readinglist.core.errors import NotFoundError, ReadingListError
from readinglist.core.records import SORTS, Paper, UndoneImport

if TYPE_CHECKING:
    from readinglist.core.store import Store

PathLike = str | os.PathLike[str]


class Verbs(ABC):
    """Each method is one transaction and one step of ``undo``; raises NotFoundError for a paper that does not exist."""

    def __init__(self, store: "Store") -> None:
        """Not for callers: a part of ``Library``."""
        self._store = store

    def _paper(self, paper: int) -> Paper:
        self._store.papers.exist([paper])
        return self._store.papers.papers([paper])[0]

    @abstractmethod
    def _following(self, new: str = "") -> AbstractContextManager[None]:
        """While a tag goes, or becomes ``new``: what is kept up to date with it is told."""

    # ---- the user's verdicts ----

    def star(self, papers: Sequence[int], on: bool = True) -> None:
        """Set (or take away) the star of papers."""
        self._store.papers.exist(papers)
        self._store.editing.star(papers, on=on)

    def set_status(self, papers: Sequence[int], status: str) -> None:
        """Give papers a status: new, later, reading, read or dismissed."""
        self._store.papers.exist(papers)
        self._store.editing.set_status(papers, status)

    def tag(self, papers: Sequence[int], *names: str) -> None:
        """Give papers a tag, or several as one step."""
        from readinglist.core.library.editing import tag_name

        self._store.papers.exist(papers)
        self._store.editing.tag(papers, [tag_name(name) for name in names])

    def untag(self, papers: Sequence[int], name: str) -> None:
        """Take a tag from papers."""
        from readinglist.core.library.editing import tag_name

        self._store.papers.exist(papers)
        self._store.editing.untag(papers, tag_name(name))

    def rename_tag(self, old: str, new: str) -> str | None:
        """Rename a tag; where ``new`` exists the two become one, whose name is returned.

        Exports kept up to date with it follow.
        """
        from readinglist.core.library.editing import tag_name

        with self._following(new):
            return self._store.editing.rename_tag(old, tag_name(new))

    def delete_tag(self, name: str) -> None:
        """Take a tag from every paper."""
        with self._following():
            self._store.editing.delete_tag(name)

    def set_tag_colour(self, name: str, colour: str | None) -> None:
        """Colour a tag (``#rrggbb``), or take its colour away."""
        self._store.editing.set_tag_colour(name, colour)

    def set_note(self, paper: int, text: str) -> None:
        """Write a paper's note; what is typed in one go is one step of undo."""
        from readinglist.core.library.editing import gated

        self._store.papers.exist([paper])
        self._store.editing.set_note(paper, gated(text))

    def edit(self, paper: int, field: str, value: str) -> None:
        """Set a field by hand: no import overwrites it any more. See ``records.EDITABLE_FIELDS``, ``OTHER_FIELDS``.

        An empty title or abstract means the one of the first source that has one.
        """
        if field == "note":
            self.set_note(paper, value)
        else:
            self.edit_fields(paper, {field: value})

    def edit_fields(self, paper: int, values: Mapping[str, str]) -> None:
        """Set several fields by hand as one step, or none of them when one cannot be; see ``edit``."""
        from readinglist.core.library.editing import edited_fields, text_of_sources

        before = self._paper(paper)
        wanted = {
            field: text_of_sources(before, field) if field in ("title", "abstract") and not value.strip() else value
            for field, value in values.items()
        }
        columns, fingerprint = edited_fields(wanted, before)
        self._store.editing.edit(paper, list(values), columns, fingerprint)

    @staticmethod
    def other_fields(paper: Paper) -> dict[str, str]:
        """What a paper has of fields beside ``records.EDITABLE_FIELDS``, by the names that ``edit`` takes."""
        from readinglist.core.library.editing import other_fields

        return other_fields(paper.extra)

    def edit_all(self, papers: Sequence[int], values: Mapping[str, str]) -> None:
        """Set fields that papers may have in common (``records.SHARED_FIELDS``) alike, as one step; see ``edit``."""
        from readinglist.core.library.editing import shared_columns

        self._store.papers.exist(papers)
        self._store.editing.edit_all(papers, list(values), shared_columns(values))

    def add_to_notes(self, papers: Sequence[int], text: str) -> None:
        """Write the same under the notes of papers, as one step."""
        from readinglist.core.library.editing import gated

        self._store.papers.exist(papers)
        self._store.editing.add_to_notes(papers, gated(text))

    def use_source(self, paper: int, source: int) -> None:
        """Show the title and the abstract of one of a paper's sources from now on; what it lacks stays as it is.

        Raises NotFoundError when the source is none of the paper's.
        """
        from readinglist.core.library.editing import columns_of_source

        before = self._paper(paper)
        chosen = next((found for found in before.sources if found.id == source), None)
        if chosen is None:
            raise NotFoundError("Paper {paper} has no source {source}.", paper=paper, source=source)
        fields, columns, fingerprint = columns_of_source(before, chosen)
        self._store.editing.edit(paper, fields, columns, fingerprint)

    def add_paper(self, *, tags: Iterable[str] = (), **values: str) -> int:
        """Add a paper by hand from fields of ``records.EDITABLE_FIELDS``; returns its id."""
        from readinglist.core.library.editing import new_paper, tag_names

        columns, fingerprint = new_paper(values)
        return self._store.editing.add(columns, fingerprint, tag_names(tags))

    def known_as(self, **values: str) -> list[int]:
        """The papers that one of these fields is, or may be, by the rule of imports; the surest first.

        ``add_paper`` does not ask: whoever types a paper in knows better, but is to be told.
        """
        from readinglist.core.identity import decide
        from readinglist.core.library.editing import typed_signature

        typed = typed_signature(values)
        verdict = decide(typed, self._store.papers.candidates(typed))
        sure = [] if verdict.paper is None else [verdict.paper]
        return [*sure, *(question.paper for question in verdict.questions)]

    def delete(self, papers: Sequence[int]) -> None:
        """Delete papers with all that hangs on them."""
        self._store.papers.exist(papers)
        self._store.editing.delete(papers)

    def highlight(
        self, paper: int, quote: str, *, before: str = "", after: str = "", colour: str = "", comment: str = ""
    ) -> int:
        """Mark a passage of a paper's abstract, anchored by its text; returns the highlight's id."""
        self._store.papers.exist([paper])
        if not quote.strip():
            raise ReadingListError("There is nothing to highlight: select some text of the abstract first.")
        return self._store.editing.add_highlight(paper, quote, before, after, colour, comment)

    def remove_highlight(self, highlight: int) -> None:
        """Take a highlight away."""
        self._store.editing.remove_highlight(highlight)

    def attach(self, papers: int | Sequence[int], *paths: PathLike) -> None:
        """Say that a file belongs to a paper, or several to several, as one step; only the paths are kept."""
        chosen = [papers] if isinstance(papers, int) else papers
        self._store.papers.exist(chosen)
        self._store.editing.attach(chosen, [str(Path(path).absolute()) for path in paths])

    def detach(self, paper: int, path: PathLike) -> None:
        """Say that a file no longer belongs to a paper; the file stays."""
        self._store.editing.detach(paper, str(path))

    def save_search(self, name: str, query: str, sort: str = "relevance") -> int:
        """Keep a search under a name, with its open quote closed; returns its id."""
        if sort not in SORTS:
            raise ReadingListError("There is no order {sort!r}. There are: {known}.", sort=sort, known=", ".join(SORTS))
        from readinglist.core.search import closed

        query = closed(query)
        return self._store.editing.save_search(" ".join(name.split()) or query, query, sort)

    def rename_search(self, search: int, name: str) -> None:
        """Give a saved search another name."""
        self._store.editing.rename_search(search, " ".join(name.split()))

    def delete_search(self, search: int) -> None:
        """Forget a saved search."""
        self._store.editing.delete_search(search)

    # ---- undo ----

    @property
    def undo_label(self) -> str | None:
        """What ``undo`` would take back, as in "undo star 3 papers"."""
        return self._store.undo.labels()[0]

    @property
    def redo_label(self) -> str | None:
        """What ``redo`` would do again."""
        return self._store.undo.labels()[1]

    @property
    def undo_step(self) -> int:
        """The number of the step that ``undo`` would take back; what is done later has a higher one. 0: none."""
        return self._store.undo.last_step()

    def undo_papers(self) -> list[int]:
        """The papers that ``undo`` would change; none of very many, nor where it takes an import back or may not."""
        return [] if self._store.read_only else self._store.undo.papers("done")

    def redo_papers(self) -> list[int]:
        """The papers that ``redo`` would change, as ``undo_papers``."""
        return [] if self._store.read_only else self._store.undo.papers("undone")

    def undo(self) -> str | None:
        """Take the last step back and return its label; None when there is nothing to take back."""
        step = self._store.undo.next_undo()
        if step is None:
            return None
        label, dumps = step
        if not dumps:
            return self._store.undo.undo()
        from readinglist.core.library.preparing import prepare

        done = self._store.dumps.undo_last_import(dumps, prepare)
        kept = "1 paper that you have touched was kept"
        if len(done.kept) > 1:
            kept = f"{len(done.kept)} papers that you have touched were kept"
        return f"{label} ({kept})" if done.kept else label

    def redo(self) -> str | None:
        """Do the last undone step again and return its label; None when there is nothing."""
        return self._store.undo.redo()

    def undo_import(self, *dumps: int) -> UndoneImport:
        """Take the imports of some dumps back, at any time; papers that the user has touched stay, and are named."""
        from readinglist.core.library.preparing import prepare

        what = self._store.dumps.dump(dumps[0]).name if len(dumps) == 1 else f"{len(dumps)} files"
        return self._store.dumps.undo_import(dumps, f"undo import of {what}", prepare)
