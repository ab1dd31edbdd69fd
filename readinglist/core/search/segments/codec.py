"""The columnar codec: Whoosh's view of a segment's arrays. Imports Whoosh and columns.

A subclass of Whoosh's W3 codec whose segment is one file of arrays. Every stock query type, matcher, span and
highlighter works on it through the readers here; the fast path (``evaluator``) reads the arrays directly.
"""

from collections.abc import Iterator
from typing import Any

import numpy as np
from numpy.typing import NDArray
from whoosh.codec import base
from whoosh.codec.whoosh3 import W3Codec, W3Segment
from whoosh.formats import Format
from whoosh.matching import LeafMatcher, Matcher, ReadTooFar
from whoosh.reading import TermInfo, TermNotFound

from readinglist.core.search.schema import FIELDS
from readinglist.core.search.segments.columns import Columns, Field

Array = NDArray[Any]


class ColumnarCodec(W3Codec):  # type: ignore[misc]
    """One file of arrays a segment; no pickle in it, nothing is copied on opening."""

    COLUMNS_EXT = ".arrays"
    length_stats = False

    def per_document_writer(self, storage: Any, segment: Any) -> "NothingToWrite":
        """The bulk writer keeps documents in its accumulator and writes them itself."""
        return NothingToWrite()

    def field_writer(self, storage: Any, segment: Any) -> "NothingToWrite":
        """See ``per_document_writer``."""
        return NothingToWrite()

    def per_document_reader(self, storage: Any, segment: Any) -> "DocumentReader":
        """Lengths, deletions and paper ids."""
        return DocumentReader(storage.columns(segment), segment)

    def terms_reader(self, storage: Any, segment: Any) -> "TermsReader":
        """Terms and postings."""
        return TermsReader(storage.columns(segment))

    def new_segment(self, storage: Any, indexname: str) -> "ColumnarSegment":
        """An empty segment with a name of its own."""
        return ColumnarSegment(self, indexname)


class NothingToWrite:
    """Stands where Whoosh's writer expects its per-document and field writers."""

    is_closed = False

    def close(self) -> None:
        """Nothing was open."""
        self.is_closed = True


class ColumnarSegment(W3Segment):  # type: ignore[misc]
    """A segment whose deletions are an array of bools (``live``), or None while nothing is deleted.

    Deleting makes a new array: readers that hold the old one go on undisturbed.
    """

    def __init__(
        self, codec: Any, indexname: str, doccount: int = 0, segid: str | None = None, live: Array | None = None
    ) -> None:
        super().__init__(codec, indexname, doccount=doccount, segid=segid)
        self.live = live

    def with_live(self, live: Array | None) -> "ColumnarSegment":
        """The same segment with other deletions."""
        return ColumnarSegment(self.codec(), self.indexname, self.doc_count_all(), segid=self.segid, live=live)

    def should_assemble(self) -> bool:
        """It is one file already."""
        return False

    def deleted_count(self) -> int:
        """Number of deleted documents."""
        return 0 if self.live is None else int(len(self.live) - np.count_nonzero(self.live))

    def deleted_docs(self) -> Iterator[int]:
        """Numbers of the deleted documents."""
        return iter(() if self.live is None else np.flatnonzero(~self.live).tolist())

    def is_deleted(self, docnum: int) -> bool:
        """Whether a document is deleted; Whoosh also asks for the number after the last."""
        return self.live is not None and docnum < len(self.live) and not self.live[docnum]

    def delete_document(self, docnum: int, delete: bool = True) -> None:
        """Delete a document or bring it back."""
        live = np.ones(self.doc_count_all(), bool) if self.live is None else self.live.copy()
        live[docnum] = not delete
        self.live = live


class DocumentReader(base.PerDocumentReader):  # type: ignore[misc]
    """What Whoosh asks about documents. Field lengths are exact, not rounded to a byte."""

    def __init__(self, columns: Columns, segment: ColumnarSegment) -> None:
        self._columns = columns
        self._segment = segment

    def doc_count(self) -> int:
        """Live documents."""
        return int(self._segment.doc_count())

    def doc_count_all(self) -> int:
        """All documents."""
        return self._columns.count

    def has_deletions(self) -> bool:
        """Whether any document is deleted."""
        return bool(self._segment.has_deletions())

    def is_deleted(self, docnum: int) -> bool:
        """Whether this one is."""
        return self._segment.is_deleted(docnum)

    def deleted_docs(self) -> Iterator[int]:
        """The deleted ones."""
        return self._segment.deleted_docs()

    def stored_fields(self, docnum: int) -> dict[str, int]:
        """The paper's id; texts are in SQLite."""
        return {"paper": int(self._columns.papers[docnum])}

    def _lengths(self, name: str) -> Array:
        field = self._columns.field(name)
        return np.zeros(1, np.uint8) if field is None else field.lens

    def doc_field_length(self, docnum: int, fieldname: str, default: int = 0) -> int:
        """Positions of a field in a document."""
        field = self._columns.field(fieldname)
        return default if field is None else int(field.lens[docnum])

    def field_length(self, fieldname: str) -> int:
        """Positions of a field in all documents."""
        return int(self._lengths(fieldname).sum(dtype=np.int64))

    def min_field_length(self, fieldname: str) -> int:
        """The shortest."""
        return int(self._lengths(fieldname).min())

    def max_field_length(self, fieldname: str) -> int:
        """The longest."""
        return int(self._lengths(fieldname).max())


class TermsReader(base.TermsReader):  # type: ignore[misc]
    """What Whoosh asks about terms."""

    def __init__(self, columns: Columns) -> None:
        self.columns = columns

    def _slot(self, fieldname: str, text: bytes) -> tuple[Field | None, int]:
        field = self.columns.field(fieldname)
        number = self.columns.terms.find(text.decode()) if field is not None else -1
        return field, field.slot(number) if field is not None and number >= 0 else -1

    def __contains__(self, term: tuple[str, bytes]) -> bool:
        return self._slot(*term)[1] >= 0

    def indexed_field_names(self) -> list[str]:
        """Fields that occur."""
        return [name for name in FIELDS if self.columns.field(name) is not None]

    def _terms_of(self, fieldname: str, low: int = 0) -> Iterator[tuple[str, bytes]]:
        field = self.columns.field(fieldname)
        if field is not None:
            for number in field.terms[field.terms.searchsorted(low) :].tolist():
                yield fieldname, self.columns.terms.raw(number)

    def terms(self) -> Iterator[tuple[str, bytes]]:
        """All terms, by field and text."""
        for name in sorted(self.indexed_field_names()):
            yield from self._terms_of(name)

    def terms_from(self, fieldname: str, prefix: bytes) -> Iterator[tuple[str, bytes]]:
        """Terms from ``prefix`` on, and those of the fields after it."""
        yield from self._terms_of(fieldname, self.columns.terms.lower(prefix))
        for name in sorted(self.indexed_field_names()):
            if name > fieldname:
                yield from self._terms_of(name)

    def items(self) -> Iterator[tuple[tuple[str, bytes], TermInfo]]:
        """Terms with their statistics."""
        return ((term, self.term_info(*term)) for term in self.terms())

    def items_from(self, fieldname: str, prefix: bytes) -> Iterator[tuple[tuple[str, bytes], TermInfo]]:
        """See ``terms_from``."""
        return ((term, self.term_info(*term)) for term in self.terms_from(fieldname, prefix))

    def term_info(self, fieldname: str, text: bytes) -> TermInfo:
        """Statistics of a term; raises Whoosh's TermNotFound."""
        field, slot = self._slot(fieldname, text)
        if field is None or slot < 0:
            raise TermNotFound(f"No term {fieldname}:{text!r}")
        first, last = field.span(slot, slot + 1)
        docs, tf = field.docs(first, last), field.tf(first, last)
        lengths = field.lens[docs]
        return TermInfo(
            weight=float(tf.sum(dtype=np.int64)),
            df=last - first,
            minlength=int(lengths.min()),
            maxlength=int(lengths.max()),
            maxweight=float(tf.max()),
            minid=int(docs[0]),
            maxid=int(docs[-1]),
        )

    def doc_frequency(self, fieldname: str, text: bytes) -> int:
        """In how many documents, deleted ones included; 0 for an unknown term."""
        field, slot = self._slot(fieldname, text)
        return 0 if field is None or slot < 0 else field.count(slot)

    def frequency(self, fieldname: str, text: bytes) -> float:
        """How often in all; 0 for an unknown term."""
        return float(self.term_info(fieldname, text).weight()) if (fieldname, text) in self else 0.0

    def cursor(self, fieldname: str, fieldobj: Any) -> "FieldCursor":
        """A cursor over a field's terms."""
        return FieldCursor(self.columns, self.columns.field(fieldname))

    def matcher(self, fieldname: str, text: bytes, format_: Format, scorer: Any = None) -> "PostingsMatcher":
        """The postings of a term, for Whoosh's matcher trees."""
        field, slot = self._slot(fieldname, text)
        if field is None or slot < 0:
            raise TermNotFound(f"No term {fieldname}:{text!r}")
        return PostingsMatcher(field, slot, format_, (fieldname, text), scorer)


class FieldCursor(base.FieldCursor):  # type: ignore[misc]
    """Walks over a field's terms (Whoosh's spelling and fuzzy queries use it)."""

    def __init__(self, columns: Columns, field: Field | None) -> None:
        self._columns = columns
        self._numbers: list[int] = [] if field is None else field.terms.tolist()
        self._terms = field.terms if field is not None else np.zeros(0, np.int32)
        self._place = 0

    def first(self) -> str | None:
        """Go to the first term."""
        self._place = 0
        return self.text()

    def find(self, term: str | bytes) -> str | None:
        """Go to the first term that is not below ``term``."""
        key = term.encode() if isinstance(term, str) else term
        self._place = int(self._terms.searchsorted(self._columns.terms.lower(key)))
        return self.text()

    def next(self) -> str | None:
        """Go to the next term."""
        self._place += 1
        return self.text()

    def text(self) -> str | None:
        """The term here, None behind the last."""
        return self._columns.terms[self._numbers[self._place]] if self.is_valid() else None

    def is_valid(self) -> bool:
        """Whether there is a term here."""
        return self._place < len(self._numbers)


class PostingsMatcher(LeafMatcher):  # type: ignore[misc]
    """A plain leaf matcher over the arrays, for query types that the evaluator does not know."""

    def __init__(self, field: Field, slot: int, format_: Format, term: tuple[str, bytes], scorer: Any) -> None:
        first, last = field.span(slot, slot + 1)
        self._field, self._slot = field, slot
        self._ids: list[int] = field.docs(first, last).tolist()
        self._tf = field.tf(first, last)
        self._starts: list[int] | None = None
        self._term = term
        self._i = 0
        self.format = format_
        self.scorer = scorer

    def is_active(self) -> bool:
        """Whether there is a posting here."""
        return self._i < len(self._ids)

    def reset(self) -> None:
        """Back to the first posting."""
        self._i = 0

    def copy(self) -> Matcher:
        """Another matcher at the same place."""
        other = PostingsMatcher(self._field, self._slot, self.format, self._term, self.scorer)
        other._i = self._i
        return other

    def id(self) -> int:
        """Document number."""
        return self._ids[self._i]

    def all_ids(self) -> Iterator[int]:
        """All document numbers."""
        return iter(self._ids)

    def next(self) -> bool:
        """Go to the next posting."""
        if not self.is_active():
            raise ReadTooFar
        self._i += 1
        return False

    def weight(self) -> float:
        """Term frequency."""
        return float(self._tf[self._i])

    def supports(self, astype: str) -> bool:
        """Frequencies, and positions where the field has them."""
        return astype in ("frequency", "weight") or (astype == "positions" and self._field.located)

    def value(self) -> bytes:
        """The posting as Whoosh's format writes it."""
        return bytes(self.format.encode(self.value_as("positions" if self._field.located else "frequency")))

    def value_as(self, astype: str) -> Any:
        """Term frequency or positions."""
        if astype != "positions":
            return float(self._tf[self._i]) if astype == "weight" else int(self._tf[self._i])
        if self._starts is None:
            self._starts = self._field.starts(*self._field.span(self._slot, self._slot + 1)).tolist()
        start = self._starts[self._i]
        return self._field.positions(np.arange(start, start + int(self._tf[self._i]))).tolist()

    def supports_block_quality(self) -> bool:
        """There are no blocks."""
        return False
