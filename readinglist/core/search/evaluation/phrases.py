"""Words next to each other: phrases by positions, in one segment. Imports numpy."""

from collections.abc import Sequence
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from readinglist.core.search.evaluation.postings import NOTHING, SPARSE, Allowed, Within, among, form_runs
from readinglist.core.search.evaluation.queries import AnyPhrase, Form
from readinglist.core.search.evaluation.snapshot import Matches, Segment, Snapshot
from readinglist.core.search.segments.arrays import changes, ranges
from readinglist.core.search.segments.columns import Field

Array = NDArray[Any]
#: of one form: (first and last+1 posting, whether they are all of one term)
Runs = tuple[tuple[int, int, bool], ...]
_SHORT = 2048  # postings: a run that is not worth a step of its own
_DOC = 17  # bits of a key for the position
_OWNER = 40  # bits of a key, and of what is left of it for the number of its form


def places(snapshot: Snapshot, forms: Sequence[Form], name: str, number: int, allowed: Allowed | None) -> Matches:
    """(allowed live documents, weighted number of places) of a phrase in one field of one segment.

    What is looked for in all documents is kept: a word is divided into words before these are searched for.
    """
    if allowed is not None:
        return _places(snapshot, forms, name, number, allowed)
    key = ("places", name, number, tuple((form.kind, form.text) for form in forms))
    found: Matches | None = snapshot.cache.get(key)
    if found is None:
        found = _places(snapshot, forms, name, number, None)
        snapshot.cache.put(key, found, found[0].nbytes + found[1].nbytes + 200)
    return found


def _places(snapshot: Snapshot, forms: Sequence[Form], name: str, number: int, allowed: Allowed | None) -> Matches:
    segment = snapshot.segments[number]
    field = segment.columns.field(name)
    runs = {form: form_runs(segment, name, form) for form in forms}  # of a word that is there often, once
    if field is None or not all(runs.values()):
        return NOTHING
    common = _common(field, segment, list(runs.values()), allowed)
    if not len(common):
        return NOTHING
    tables = dict(zip(runs, _keys(field, list(runs.values()), common), strict=True))
    docs, times = _joined([tables[form] for form in forms])
    if segment.live is not None:
        alive = segment.live.take(docs)
        docs, times = docs.compress(alive), times.compress(alive)
    return docs, times.astype(np.float32) * snapshot.norm(name, number, docs)  # as one word has it


def beginnings(
    snapshot: Snapshot, forms: Sequence[Form], name: str, number: int, allowed: Allowed
) -> tuple[Array, Array]:
    """(allowed documents with a phrase in one field, whether the field begins with it) in one segment."""
    segment = snapshot.segments[number]
    field = segment.columns.field(name)
    runs = [form_runs(segment, name, form) for form in forms]
    if field is None or not all(runs):
        return NOTHING[0], np.zeros(0, bool)
    keys = _following(_keys(field, runs, allowed))
    docs = keys >> _DOC
    begins = changes(docs).nonzero()[0]
    return docs.take(begins), keys.take(begins) & ((1 << _DOC) - 1) == 1 << 16


def words_of(
    snapshot: Snapshot, forms: Sequence[Form], name: str, number: int, allowed: Allowed
) -> dict[int, dict[int, int]]:
    """Of allowed documents that hold some forms in a field: which form is at which position (both from 0)."""
    field = snapshot.segments[number].columns.field(name)
    runs = [form_runs(snapshot.segments[number], name, form) for form in forms]
    written: dict[int, dict[int, int]] = {}
    if field is None or not any(runs) or not len(allowed):
        return written
    for form, keys in enumerate(_keys(field, runs, allowed)):
        for key in keys.tolist():
            written.setdefault(key >> _DOC, {})[(key & ((1 << _DOC) - 1)) - (1 << 16)] = form
    return written


def gains(snapshot: Snapshot, phrases: Sequence[tuple[AnyPhrase, float]], within: Within) -> list[Array]:
    """For each segment what its allowed documents gain from phrases of one field each, given with their weights.

    The words of all phrases are looked up together, and a phrase is looked for in all segments at once: far fewer
    steps than one after the other.
    """
    bases = np.cumsum([0, *(segment.count for segment in snapshot.segments)])
    wanted = np.concatenate([allowed.docs + base for allowed, base in zip(within, bases[:-1], strict=True)])
    gained = np.zeros(len(wanted), np.float32)
    for name in {phrase.fields[0] for phrase, _ in phrases}:
        own = [(phrase, weight) for phrase, weight in phrases if phrase.fields == (name,)]
        tables = _tables(snapshot, name, list(dict.fromkeys(f for phrase, _ in own for f in phrase.forms)), within)
        norms = np.concatenate([snapshot.norm(name, i, allowed.docs) for i, allowed in enumerate(within)])
        for phrase, weight in own:
            docs, times = _joined([tables[form] for form in phrase.forms])
            rows = wanted.searchsorted(docs)
            gained[rows] += snapshot.weights.saturated(times * norms.take(rows)) * np.float32(weight)
    return np.split(gained, np.cumsum([len(allowed) for allowed in within])[:-1])


def _tables(snapshot: Snapshot, name: str, forms: Sequence[Form], within: Within) -> dict[Form, Array]:
    """The keys of each form in the allowed documents of all segments, which are numbered on from one to the next."""
    parts: list[list[Array]] = [[NOTHING[0]] for _ in forms]
    base = 0
    for segment, allowed in zip(snapshot.segments, within, strict=True):
        field = segment.columns.field(name)
        runs = [form_runs(segment, name, form) for form in forms]
        if field is not None and len(allowed) and any(runs):
            for part, keys in zip(parts, _keys(field, runs, allowed), strict=True):
                part.append(keys + (base << _DOC))
        base += segment.count
    return {form: np.concatenate(part) for form, part in zip(forms, parts, strict=True)}


def _joined(tables: Sequence[Array]) -> tuple[Array, Array]:
    """(documents, number of places) where the keys of forms follow on each other."""
    docs = _following(tables) >> _DOC
    begins = changes(docs).nonzero()[0]
    times = np.empty_like(begins)
    np.subtract(begins[1:], begins[:-1], out=times[:-1])
    times[-1:] = len(docs) - begins[-1:]
    return docs.take(begins), times


def _following(tables: Sequence[Array]) -> Array:
    """The keys of the first form where those of the others follow on them."""
    keys = tables[0]
    for offset, table in enumerate(tables[1:], 1):
        keys = keys.compress(among(keys, table - offset))
    return keys


def _common(field: Field, segment: Segment, forms: Sequence[Runs], allowed: Allowed | None) -> Allowed:
    """The allowed documents that hold a word of every form; the rarest form first."""
    for runs in sorted(forms, key=lambda some: sum(last - first for first, last, _ in some)):
        mask = np.zeros(segment.count, bool)
        if allowed is None:
            for first, last, _ in runs:
                mask[field.docs(first, last)] = True
        else:
            for _, docs, _ in _found(field, [runs], allowed):
                mask[docs] = True
        allowed = Allowed(segment.count, mask=mask)
        if not mask.any():
            break
    assert allowed is not None
    return allowed


def _found(field: Field, forms: Sequence[Runs], allowed: Allowed) -> list[tuple[Array, Array, Array]]:
    """(postings, their documents, which form each is of), in some parts: what is in allowed documents.

    Few documents are looked up among the many postings of a term; short runs of postings are looked at together.
    """
    parts, short = [], []
    few = max(_SHORT, len(allowed) * SPARSE)
    for number, runs in enumerate(forms):
        for first, last, single in runs:
            if last - first <= _SHORT:
                short.append((first, last, number))
                continue
            if single and last - first > few:
                postings, docs = field.find(first, last, allowed.docs)
            else:
                docs = field.docs(first, last)
                keep = allowed.mask.take(docs).nonzero()[0]
                postings, docs = keep + first, docs.take(keep)
            parts.append((postings, docs, np.full(len(docs), number)))
    if short:
        firsts, lasts, numbers = np.array(short).T
        postings = ranges(firsts, lasts - firsts)
        docs = field.docs_at(postings)
        keep = allowed.mask.take(docs).nonzero()[0]
        parts.append((postings.take(keep), docs.take(keep), numbers.repeat(lasts - firsts).take(keep)))
    return parts


def _keys(field: Field, forms: Sequence[Runs], allowed: Allowed) -> list[Array]:
    """For each form: document · 2^17 + position + 2^16 of its occurrences in allowed documents, ascending.

    At least one form occurs in the field.
    """
    parts = _found(field, forms, allowed)
    postings, docs, owners = (np.concatenate(columns) for columns in zip(*parts, strict=True))
    together = len(postings) < _SHORT
    starts = field.starts_at(postings) if together else np.concatenate([field.starts_at(p) for p, _, _ in parts])
    tf = field.tf_at(postings).astype(np.int64)
    begins = tf.cumsum() - tf
    rows = np.zeros(int(tf.sum()), np.intp)  # of each position, the posting
    rows[begins[1:]] = 1
    rows.cumsum(out=rows)
    keys = field.positions(np.arange(len(rows)) + (starts - begins).take(rows))
    keys += ((owners << _OWNER) + (docs << _DOC) + (1 << 16)).take(rows)
    keys.sort()
    borders = keys.searchsorted(np.arange(len(forms) + 1) << _OWNER).tolist()
    return [keys[a:b] - (number << _OWNER) for number, (a, b) in enumerate(pairwise(borders))]
