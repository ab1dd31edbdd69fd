"""The tables of a library, as SQLModel models. May import sqlmodel, sqlalchemy and orders.

No ``from __future__ import annotations`` in here: SQLModel reads the annotations when a class is made. Models with
``table=True`` do not validate; what comes from outside is validated at the gate, in the rooms that write.

Large texts stand last in their tables, so that reading the small columns of a row does not walk its overflow pages.
"""

from sqlalchemy import Column, Index, Integer, String, text
from sqlmodel import Field, SQLModel

from readinglist.core.store.orders import AUTHOR, STATUS, VENUE


class Meta(SQLModel, table=True):
    """Facts about the library itself (its id, when it was made) and the user's settings."""

    __tablename__ = "meta"
    name: str = Field(primary_key=True)
    value: str


class PaperRecord(SQLModel, table=True):
    """A paper: what the user has. Times are seconds since the epoch; lists and maps are JSON."""

    __tablename__ = "paper"
    __table_args__ = (
        # Each sort order of the list is one walk along a covering index, also at a million papers.
        Index("paper_by_added", "added", "id", "status", "starred"),
        Index("paper_by_title", "title_key", "id", "status", "starred"),
        Index("paper_by_year", "year", "id", "status", "starred"),
        Index("paper_by_seen", "seen", "id", "status", "starred"),
        # What an expression reads stands in the index too, or SQLite would look at every paper.
        Index("paper_by_author", text(AUTHOR), "id", "status", "starred", "authors"),
        Index("paper_by_venue", text(VENUE), "id", "status", "starred"),
        Index("paper_by_progress", text(STATUS), "id", "status", "starred"),
        Index("paper_by_status", "status", "starred", "id"),
        Index("paper_by_arxiv", "arxiv", sqlite_where=text("arxiv IS NOT NULL")),
        Index("paper_by_doi", "doi", sqlite_where=text("doi IS NOT NULL")),
        Index("paper_by_key", "citation_key", unique=True, sqlite_where=text("citation_key IS NOT NULL")),
        {"sqlite_autoincrement": True},  # an id is never used twice, or an old note could meet a new paper
    )
    id: int | None = Field(default=None, primary_key=True)
    status: str = "new"
    starred: int = 0
    seen: int = 0  # in how many dumps
    added: int
    changed: int
    year: int | None = None
    citation_key: str | None = Field(default=None, sa_column=Column(String(collation="NOCASE")))
    title_key: str = ""
    method: str | None = None
    entry_type: str | None = None
    arxiv: str | None = None
    doi: str | None = None
    url: str | None = None
    venue: str | None = None
    publisher: str | None = None
    authors: str = "[]"
    edited: str = "[]"  # the fields that the user has typed: no import overwrites them
    has_code: int = 0
    promises_code: int = 0
    title: str | None = None
    contribution: str | None = None
    code_links: str = "[]"
    extra: str = "{}"
    note: str = ""
    abstract: str | None = None


class DumpRecord(SQLModel, table=True):
    """An imported file. ``done`` counts the records that whole batches have stored; ``complete`` says all are.

    What became of the records is counted here, so that the report still adds up when papers have been deleted since.
    """

    __tablename__ = "dump"
    __table_args__ = {"sqlite_autoincrement": True}
    id: int | None = Field(default=None, primary_key=True)
    sha256: str = Field(index=True)
    name: str
    path: str
    format: str
    imported: int
    done: int = 0
    complete: int = 0
    new: int = 0
    known: int = 0
    healed: int = 0
    asked: int = 0
    rejected: int = 0
    lines: str = "{}"
    notes: str = "[]"


class SourceRecord(SQLModel, table=True):
    """One record in one dump: raw texts, letter by letter, for ever. ``hash`` finds a flipped bit."""

    __tablename__ = "source"
    __table_args__ = (
        Index("source_by_dump", "dump_id", "paper_id", "outcome", "line"),
        Index("source_by_paper", "paper_id", "dump_id"),
        {"sqlite_autoincrement": True},
    )
    id: int | None = Field(default=None, primary_key=True)
    paper_id: int = Field(foreign_key="paper.id", ondelete="CASCADE")
    dump_id: int = Field(foreign_key="dump.id", ondelete="CASCADE")
    line: int
    end_line: int
    outcome: str  # new, known, healed, asked
    imported: int
    hash: str
    metadata_json: str = "{}"
    title: str | None = None
    abstract: str | None = None


class DumpLineRecord(SQLModel, table=True):
    """A line of a dump that is no paper: ``kind`` is furniture, unparsed or rejected.

    Or ``blank``: a run of lines from ``line`` on; ``text`` is the number of the last one and the step between them.
    """

    __tablename__ = "dump_line"
    __table_args__ = {"sqlite_with_rowid": False}
    dump_id: int = Field(primary_key=True, foreign_key="dump.id", ondelete="CASCADE")
    kind: str = Field(primary_key=True)
    line: int = Field(primary_key=True)
    reason: str = ""
    sha256: str = ""
    text: str = ""


class FingerprintRecord(SQLModel, table=True):
    """Which papers have, or had before an edit, this shingle hash (32 bits) among their abstract's eight smallest."""

    __tablename__ = "fingerprint"
    __table_args__ = {"sqlite_with_rowid": False}
    hash: int = Field(sa_column=Column(Integer, primary_key=True, autoincrement=False))
    paper_id: int = Field(primary_key=True, foreign_key="paper.id", ondelete="CASCADE", index=True)


class FormerTextRecord(SQLModel, table=True):
    """What a paper showed before the user edited it: a record that tells the same again is still this paper."""

    __tablename__ = "former_text"
    __table_args__ = {"sqlite_autoincrement": True}
    id: int | None = Field(default=None, primary_key=True)
    paper_id: int = Field(foreign_key="paper.id", ondelete="CASCADE", index=True)
    title_key: str = Field(index=True)
    title: str | None = None
    abstract: str | None = None


class TagRecord(SQLModel, table=True):
    """A tag. Names are compared without regard to case."""

    __tablename__ = "tag"
    __table_args__ = {"sqlite_autoincrement": True}
    id: int | None = Field(default=None, primary_key=True)
    name: str = Field(sa_column=Column(String(collation="NOCASE"), nullable=False, unique=True))
    colour: str | None = None


class PaperTagRecord(SQLModel, table=True):
    """A paper carries a tag; ``position`` keeps the order in which the user gave them."""

    __tablename__ = "paper_tag"
    __table_args__ = {"sqlite_with_rowid": False}
    paper_id: int = Field(primary_key=True, foreign_key="paper.id", ondelete="CASCADE")
    tag_id: int = Field(primary_key=True, foreign_key="tag.id", ondelete="CASCADE", index=True)
    position: int = 0


class HighlightRecord(SQLModel, table=True):
    """A marked passage of an abstract, anchored by its text and its surroundings."""

    __tablename__ = "highlight"
    __table_args__ = {"sqlite_autoincrement": True}
    id: int | None = Field(default=None, primary_key=True)
    paper_id: int = Field(foreign_key="paper.id", ondelete="CASCADE", index=True)
    quote: str
    before: str = ""
    after: str = ""
    colour: str = ""
    comment: str = ""


class AttachmentRecord(SQLModel, table=True):
    """A file that belongs to a paper; only its path is kept."""

    __tablename__ = "attachment"
    __table_args__ = {"sqlite_autoincrement": True}
    id: int | None = Field(default=None, primary_key=True)
    paper_id: int = Field(foreign_key="paper.id", ondelete="CASCADE", index=True)
    path: str


class QuestionRecord(SQLModel, table=True):
    """Are these two papers one? ``state`` is open, same or different; "different" is remembered for ever."""

    __tablename__ = "question"
    __table_args__ = (
        Index("question_by_pair", "paper_id", "other_id", unique=True),
        {"sqlite_autoincrement": True},
    )
    id: int | None = Field(default=None, primary_key=True)
    paper_id: int = Field(foreign_key="paper.id", ondelete="CASCADE")
    other_id: int = Field(foreign_key="paper.id", ondelete="CASCADE", index=True)
    kind: str
    evidence: str
    state: str = "open"
    asked: int


class SavedSearchRecord(SQLModel, table=True):
    """A named search."""

    __tablename__ = "saved_search"
    __table_args__ = {"sqlite_autoincrement": True}
    id: int | None = Field(default=None, primary_key=True)
    name: str
    query: str
    sort: str = "relevance"


class RetiredKeyRecord(SQLModel, table=True):
    """The former citation key of a paper, deleted or renamed: given to no other paper, and to the same one again.

    A paper that is gone is known by its title when it comes back.
    """

    __tablename__ = "retired_key"
    key: str = Field(sa_column=Column(String(collation="NOCASE"), primary_key=True))
    title_key: str = ""
    paper_id: int | None = Field(default=None, index=True)  # not known of keys retired by older programs


class ChangeRecord(SQLModel, table=True):
    """What the index must catch up with; written by triggers. ``kind`` is text, state or gone."""

    __tablename__ = "change"
    __table_args__ = {"sqlite_autoincrement": True}
    seq: int | None = Field(default=None, primary_key=True)
    paper_id: int
    kind: str


class UndoStepRecord(SQLModel, table=True):
    """One thing the user did. ``state`` is done, undone or running (an import); ``subject`` lets consecutive edits of a
    note join, and names the dumps of an import.
    """

    __tablename__ = "undo_step"
    __table_args__ = {"sqlite_autoincrement": True}
    id: int | None = Field(default=None, primary_key=True)
    label: str
    kind: str = "edit"  # edit, or import (whose undoing is written to its entries)
    subject: str = ""
    time: int
    state: str = "done"


class UndoEntryRecord(SQLModel, table=True):
    """A row before and after (see ``triggers``); written by triggers while ``recording`` names a step."""

    __tablename__ = "undo_entry"
    id: int | None = Field(default=None, primary_key=True)
    step_id: int = Field(foreign_key="undo_step.id", ondelete="CASCADE", index=True)
    table_name: str
    before: str | None = None
    after: str | None = None


class RecordingRecord(SQLModel, table=True):
    """The step being recorded, if any: one row at most, and never outside a transaction."""

    __tablename__ = "recording"
    step_id: int = Field(primary_key=True)
