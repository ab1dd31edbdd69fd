"""The index as Whoosh knows it: a ``FileIndex`` whose table of contents is ours. Imports Whoosh and storage."""

from pathlib import Path
from typing import Any

from whoosh.fields import Schema
from whoosh.index import FileIndex
from whoosh.reading import EmptyReader, IndexReader, MultiReader, SegmentReader

from readinglist.core.search.errors import IndexDamagedError
from readinglist.core.search.schema import make_schema, signature
from readinglist.core.search.segments.columns import Columns
from readinglist.core.search.segments.storage import TOC_NAME, Contents, SyncedStorage

INDEX_NAME = "MAIN"


class ColumnarReader(SegmentReader):  # type: ignore[misc]
    """A segment's reader that shows its arrays to the evaluator."""

    @property
    def columns(self) -> Columns:
        """The arrays of this segment."""
        columns: Columns = self._terms.columns
        return columns

    def close(self) -> None:
        """Nothing is open but memory maps, which go with their last user."""
        self.is_closed = True


class _Toc:
    """What Whoosh's writer and index want to see of a commit."""

    version, release = -111, (2, 7, 5)

    def __init__(self, contents: Contents, schema: Schema) -> None:
        self.schema = schema
        self.segments = list(contents.segments)
        self.generation = contents.generation


class ColumnarIndex(FileIndex):  # type: ignore[misc]
    """An index in one folder. Raises IndexDamagedError unless it is of this library and this schema."""

    def __init__(self, folder: Path, library: str) -> None:
        self.folder = folder
        self.storage = SyncedStorage(folder)
        self.indexname = INDEX_NAME
        self._schema = make_schema()
        self.library = library
        self.contents()

    @classmethod
    def create_in(cls, folder: Path, library: str, sequence: int = 0) -> "ColumnarIndex":
        """A new empty index in a new folder (0700)."""
        folder.mkdir(mode=0o700, parents=True)
        Contents(library, signature(), sequence).write(folder)
        return cls(folder, library)

    def contents(self) -> Contents:
        """The last commit."""
        contents = Contents.read(self.folder, self.indexname)
        if contents.library != self.library or contents.signature != signature():
            raise IndexDamagedError("the index belongs to another library or another version")
        return contents

    def _read_toc(self) -> _Toc:
        return _Toc(self.contents(), self._schema)

    def latest_generation(self) -> int:
        """The number of the last commit."""
        return self.contents().generation

    def last_modified(self) -> float:
        """When the last commit was made."""
        return (self.folder / TOC_NAME).stat().st_mtime

    @property
    def schema(self) -> Schema:
        """The schema, never read from a file."""
        return self._schema

    @classmethod
    def _reader(cls, storage: Any, schema: Any, segments: Any, generation: int, reuse: Any = None) -> IndexReader:
        readers = [ColumnarReader(storage, schema, segment, generation=generation) for segment in segments]
        if not readers:
            return EmptyReader(schema)
        return readers[0] if len(readers) == 1 else MultiReader(readers, generation=generation)
