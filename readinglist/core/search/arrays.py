"""The columns of one segment and how they are made: occurrences in, sorted arrays out. Imports numpy and analysis.

An *occurrence* is one term at one position of one document's field, packed into 64 bits: term (24), document (24),
position (16). Sorting these numbers is the whole inversion; a merge of segments is the same with other numbers.

Arrays of a segment:

- ``papers``: int64, paper id of each document number, ascending
- ``terms`` / ``terms_at``: all terms of the segment in UTF-8, sorted, in one blob; their offsets (and the end)
- ``letters``: int32, the set of letters of each term
- ``stems`` / ``stems_at``: all stems, likewise; ``family`` / ``family_at``: term numbers by stem
- per field: ``f.terms`` (term numbers that occur in it), ``f.at`` (their first posting, one more than terms),
  ``f.docs`` (document of each posting), ``f.tf`` (its frequency), ``f.pos_at`` (first position of each term),
  ``f.pos`` (positions of all postings), ``f.lens`` (length of the field in each document, in positions)
"""

from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import accumulate, pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from readinglist.core.records import IndexDocument
from readinglist.core.search import analysis
from readinglist.core.search.schema import FIELDS, STEMMED_FIELDS, field_texts

Array = NDArray[Any]
MAX_POSITION = (1 << 16) - 1
MAX_DOCUMENTS = 1 << 24
_SLICE = 1 << 19  # raw tokens
_DOC_SHIFT, _TERM_SHIFT = np.uint64(16), np.uint64(40)


class _Numbers(dict[str, int]):
    """Gives each new string the next number."""

    def __missing__(self, key: str) -> int:
        number = len(self)
        self[key] = number
        return number


class Accumulator:
    """Documents on their way to becoming a segment. Memory: four bytes a token and one entry a distinct raw token."""

    def __init__(self) -> None:
        self._raw = _Numbers()
        self._papers: list[int] = []
        self._tokens: dict[str, array[int]] = {f: array("i") for f in FIELDS}
        self._docs: dict[str, array[int]] = {f: array("i") for f in FIELDS}
        self._counts: dict[str, array[int]] = {f: array("i") for f in FIELDS}

    def __len__(self) -> int:
        return len(self._papers)

    @property
    def tokens(self) -> int:
        """Raw tokens taken in so far."""
        return sum(len(tokens) for tokens in self._tokens.values())

    def add(self, document: IndexDocument) -> None:
        """Take in one document; its number is the order of its paper id among all."""
        number = len(self._papers)
        self._papers.append(document.id)
        find = self._raw.__getitem__
        for field, raws in field_texts(document):
            self._docs[field].append(number)
            self._counts[field].append(len(raws))
            self._tokens[field].extend(map(find, raws))

    def columns(self) -> dict[str, Array]:
        """All arrays of the segment. The accumulator is empty afterwards."""
        terms, pieces = _pieces(self._raw)
        self._raw = _Numbers()
        papers = np.array(self._papers, np.int64)
        order = np.argsort(papers, kind="stable")
        number = np.empty(len(papers), np.int64)
        number[order] = np.arange(len(papers))
        fields = {}
        for field in FIELDS:
            raws = np.frombuffer(self._tokens.pop(field), np.int32)
            docs = number[np.frombuffer(self._docs.pop(field), np.int32)]
            counts = np.frombuffer(self._counts.pop(field), np.int32)
            fields[field] = _occurrences(raws, docs, counts, pieces, len(papers))
        return assemble(papers[order], terms, fields)


#: of each raw token: first piece (one more than tokens), width; of each piece: term number, position
_PieceTable = tuple[Array, Array, Array, Array]


def _pieces(raws: Iterable[str]) -> tuple[list[str], _PieceTable]:
    """The sorted terms of the raw tokens, and what each raw token is made of."""
    numbers = _Numbers()
    first, widths, term, offset = array("i", [0]), array("i"), array("i"), array("i")
    for raw in raws:
        if raw.isalnum() and raw.isascii() and len(raw) <= analysis.MAX_TERM:  # by far the most: no need to ask
            term.append(numbers[raw])
            offset.append(0)
            widths.append(1)
        else:
            pieces, width = analysis.analyse(raw)
            widths.append(width)
            for text, position, _, _ in pieces:
                term.append(numbers[text])
                offset.append(position)
        first.append(len(term))
    terms = sorted(numbers)
    rank = np.empty(len(terms), np.int64)
    rank[np.fromiter((numbers[t] for t in terms), np.int64, len(terms))] = np.arange(len(terms))
    table = [np.frombuffer(a, np.int32) if len(a) else np.zeros(0, np.int32) for a in (first, widths, term, offset)]
    return terms, (table[0], table[1], rank[table[2]].astype(np.int32), table[3])


def _occurrences(raws: Array, docs: Array, counts: Array, pieces: _PieceTable, total: int) -> tuple[Array, Array]:
    """(packed occurrences, field length of each of ``total`` documents) of one field."""
    lengths = np.zeros(total, np.int32)
    ends = np.concatenate(([0], np.cumsum(counts, dtype=np.int64)))
    keys = [np.zeros(0, np.uint64)]
    first = 0
    while first < len(counts):  # a slice of documents at a time, so that temporary arrays stay small
        last = max(first + 1, int(np.searchsorted(ends, ends[first] + _SLICE)) - 1)
        part = slice(first, last)
        slice_keys, lengths[docs[part]] = _expanded(raws[ends[first] : ends[last]], docs[part], counts[part], pieces)
        keys.append(slice_keys)
        first = last
    return np.concatenate(keys), lengths


def _expanded(raws: Array, docs: Array, counts: Array, pieces: _PieceTable) -> tuple[Array, Array]:
    """(packed occurrences, length of each document) of some documents' raw tokens."""
    first, widths, term, offset = pieces
    width = widths[raws]
    ends = np.concatenate((np.zeros(1, np.int32), np.cumsum(width, dtype=np.int32)))
    token_ends = np.cumsum(counts)
    doc_starts = ends[token_ends - counts]
    position = ends[:-1] - np.repeat(doc_starts, counts)
    owner = np.repeat(docs.astype(np.int32), counts)
    piece = first[:-1][raws]
    repeats = first[1:][raws] - piece
    if repeats.size and repeats.max() > 1:
        piece = ranges(piece, repeats)
        position, owner = np.repeat(position, repeats), np.repeat(owner, repeats)
    position += offset[piece]
    np.minimum(position, MAX_POSITION, out=position)
    return pack(term[piece], owner, position), ends[token_ends] - doc_starts


def ranges(starts: Array, counts: Array) -> Array:
    """``start, start+1, …`` of each count, one after the other (int64)."""
    counts = counts.astype(np.int64)
    ends = np.cumsum(counts)
    total = int(ends[-1]) if len(ends) else 0
    shifts: Array = np.repeat(starts.astype(np.int64) - ends + counts, counts)
    return shifts + np.arange(total)


def pack(terms: Array, docs: Array, positions: Array) -> Array:
    """Occurrences as uint64, in the order given."""
    keys = terms.astype(np.uint64)
    keys <<= np.uint64(24)
    keys |= docs.astype(np.uint64)
    keys <<= _DOC_SHIFT
    keys |= positions.astype(np.uint64)
    packed: Array = keys
    return packed


def assemble(papers: Array, terms: list[str], fields: Mapping[str, tuple[Array, Array]]) -> dict[str, Array]:
    """A segment's arrays from the packed occurrences and lengths of its fields. The occurrences are sorted in place.

    Terms that occur nowhere are dropped.
    """
    used, inflected = np.zeros(len(terms), bool), np.zeros(len(terms), bool)
    for name, (keys, _) in fields.items():
        keys.sort()
        found = (keys >> _TERM_SHIFT).view(np.int64)
        used[found] = True
        if name in STEMMED_FIELDS:
            inflected[found] = True
    if not used.all():
        terms = [term for term, keep in zip(terms, used.tolist(), strict=True) if keep]
    rank = np.cumsum(used) - 1
    out: dict[str, Array] = {"papers": papers}
    out["terms"], out["terms_at"] = blob(terms)
    out["letters"] = letter_sets(out["terms"], out["terms_at"])
    stems, out["family"], out["family_at"] = _families(terms, inflected[used].tolist())
    out["stems"], out["stems_at"] = blob(stems)
    for name, (keys, lengths) in fields.items():
        if len(keys):
            out.update(_field(name, keys, rank))
            out[f"{name}.lens"] = _narrow(lengths)
    return out


def _field(name: str, keys: Array, rank: Array) -> dict[str, Array]:
    if len(keys) > 1 and (keys[1:] == keys[:-1]).any():
        keys = np.unique(keys)
    posting = keys >> _DOC_SHIFT
    begins = np.flatnonzero(np.concatenate(([True], posting[1:] != posting[:-1])))
    heads = posting[begins]
    term = (heads >> np.uint64(24)).astype(np.int64)
    at = np.flatnonzero(np.concatenate(([True], term[1:] != term[:-1])))
    return {
        f"{name}.terms": rank[term[at]].astype(np.int32),
        f"{name}.at": np.append(at, len(begins)).astype(np.int32),
        f"{name}.docs": (heads & np.uint64(0xFFFFFF)).astype(np.int32),
        f"{name}.tf": _narrow(np.diff(np.append(begins, len(keys)))),
        f"{name}.pos_at": begins[at].astype(np.int32),
        f"{name}.pos": (keys & np.uint64(0xFFFF)).astype(np.uint16),
    }


def _narrow(values: Array) -> Array:
    """The smallest of our unsigned types that holds all values."""
    top = int(values.max()) if values.size else 0
    return values.astype(np.uint8 if top < 1 << 8 else np.uint16 if top < 1 << 16 else np.int32)


def blob(strings: Sequence[str]) -> tuple[Array, Array]:
    """Strings as one array of UTF-8 bytes and their offsets (one more than strings)."""
    encoded = [s.encode() for s in strings]
    at = np.fromiter(accumulate((len(s) for s in encoded), initial=0), np.int32, len(encoded) + 1)
    return np.frombuffer(b"".join(encoded), np.uint8), at


def letter_sets(data: Array, at: Array) -> Array:
    """For each term the set of its bytes' values modulo 32, as bits (int32): a quick filter for likely typos."""
    if len(at) < 2:
        return np.zeros(0, np.int32)
    bits = np.left_shift(np.uint32(1), (data & 31).astype(np.uint32))
    return np.bitwise_or.reduceat(bits, at[:-1]).view(np.int32)


def unblob(data: Array, at: Array) -> list[str]:
    """The strings of a blob."""
    raw, ends = bytes(data), at.tolist()
    return [raw[a:b].decode() for a, b in pairwise(ends)]


def _families(terms: list[str], inflected: list[bool]) -> tuple[list[str], Array, Array]:
    """The stems of all terms, sorted, and which terms have them. Names of people and the like have no stem."""
    numbers = _Numbers()
    stem = analysis.stem
    pairs = zip(terms, inflected, strict=True)
    of = np.fromiter((numbers[stem(term) if varies else term] for term, varies in pairs), np.int64, len(terms))
    stems = sorted(numbers)
    rank = np.empty(len(stems), np.int64)
    rank[np.fromiter((numbers[s] for s in stems), np.int64, len(stems))] = np.arange(len(stems))
    of = rank[of]
    order = np.argsort(of, kind="stable").astype(np.int32)
    at = np.searchsorted(of[order], np.arange(len(stems) + 1)).astype(np.int32)
    return stems, order, at


def merged(parts: Sequence[tuple[Mapping[str, Array], Array | None]]) -> dict[str, Array]:
    """One segment's arrays out of several: (arrays, live documents as bools or None for all) each.

    The result is what a fresh build of the live documents would give.
    """
    kept = [_kept(columns["papers"], live) for columns, live in parts]
    papers = np.concatenate([columns["papers"][keep] for (columns, _), keep in zip(parts, kept, strict=True)])
    order = np.argsort(papers, kind="stable")
    number = np.empty(len(papers), np.int64)
    number[order] = np.arange(len(papers))
    maps = list(_document_maps(parts, kept, number))
    vocabularies = [unblob(columns["terms"], columns["terms_at"]) for columns, _ in parts]
    terms = sorted(set().union(*vocabularies))
    places = {term: i for i, term in enumerate(terms)}
    ranks = [np.fromiter((places[t] for t in v), np.int64, len(v)) for v in vocabularies]
    fields = {f: _merged_field(f, parts, maps, ranks, len(papers)) for f in FIELDS}
    return assemble(papers[order], terms, fields)


def _kept(papers: Array, live: Array | None) -> Array:
    return np.arange(len(papers)) if live is None else np.flatnonzero(live)


def _document_maps(
    parts: Sequence[tuple[Mapping[str, Array], Array | None]], kept: list[Array], number: Array
) -> Iterator[Array]:
    """For each part: the new number of each of its documents, -1 for a deleted one."""
    base = 0
    for (columns, _), keep in zip(parts, kept, strict=True):
        mapping = np.full(len(columns["papers"]), -1, np.int64)
        mapping[keep] = number[base : base + len(keep)]
        base += len(keep)
        yield mapping


def _merged_field(
    field: str,
    parts: Sequence[tuple[Mapping[str, Array], Array | None]],
    maps: list[Array],
    ranks: list[Array],
    total: int,
) -> tuple[Array, Array]:
    lengths = np.zeros(total, np.int32)
    keys: list[Array] = [np.zeros(0, np.uint64)]
    for (columns, _), mapping, rank in zip(parts, maps, ranks, strict=True):
        if f"{field}.docs" not in columns:
            continue
        alive = mapping >= 0
        lengths[mapping[alive]] = columns[f"{field}.lens"][alive]
        postings = np.diff(columns[f"{field}.at"])
        tf = columns[f"{field}.tf"]
        term = np.repeat(np.repeat(rank[columns[f"{field}.terms"]], postings), tf)
        docs = np.repeat(mapping[columns[f"{field}.docs"]], tf)
        positions = columns[f"{field}.pos"]
        if not alive.all():
            keep = docs >= 0
            term, docs, positions = term[keep], docs[keep], positions[keep]
        keys.append(pack(term, docs, positions))
    return np.concatenate(keys), lengths
