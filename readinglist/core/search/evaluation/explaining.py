"""Which word hit in which field with what weight: the sentences behind a score. Imports numpy and the evaluator."""

from collections.abc import Iterator, Sequence

import numpy as np
from whoosh import query

from readinglist.core.search.evaluation.evaluator import Evaluator
from readinglist.core.search.evaluation.postings import Allowed, form_runs
from readinglist.core.search.evaluation.queries import AnyField, AnyPhrase, Form
from readinglist.core.search.evaluation.snapshot import Segment, Snapshot


def explain(evaluator: Evaluator, tree: query.Query, papers: Sequence[int]) -> dict[int, list[str]]:
    """For each paper the sentences of its score, the weightiest first: ``graph 3.21: title (graph), abstract …``."""
    places = _places(evaluator.snapshot, papers)
    shown = [
        Allowed(segment.count, docs=np.array(sorted(d for s, d in places.values() if s == i), np.intp))
        for i, segment in enumerate(evaluator.snapshot.segments)
    ]
    lines: dict[int, list[tuple[float, str]]] = {paper: [] for paper in papers}
    for leaf, bonus in scored_leaves(tree):
        found = evaluator.matches(leaf, shown)
        for paper, (segment, document) in places.items():
            docs, scores = found[segment]
            row = int(np.searchsorted(docs, document))
            if row < len(docs) and docs[row] == document:
                where = _where(evaluator.snapshot.segments[segment], leaf, document)
                lines[paper].append((float(scores[row]), f"{_name(leaf)} {scores[row]:.2f}: {where}{bonus}"))
    return {paper: [text for _, text in sorted(found, reverse=True)] for paper, found in lines.items()}


def _places(snapshot: Snapshot, papers: Sequence[int]) -> dict[int, tuple[int, int]]:
    """(segment, document number) of each paper that is in the index."""
    places = {}
    for paper in papers:
        for i, segment in enumerate(snapshot.segments):
            document = segment.columns.document(paper)
            if document >= 0 and (segment.live is None or segment.live[document]):
                places[paper] = (i, document)
    return places


def scored_leaves(tree: query.Query) -> Iterator[tuple[AnyField | AnyPhrase, str]]:
    """(leaf, remark) of everything in a tree that gives a score."""
    if isinstance(tree, AnyField | AnyPhrase):
        yield tree, ""
    elif isinstance(tree, query.AndMaybe):
        yield from scored_leaves(tree.a)
        for leaf, _ in scored_leaves(tree.b):
            yield leaf, " (bonus)"
    elif isinstance(tree, query.And | query.Or):
        for sub in tree.subqueries:
            yield from scored_leaves(sub)


def _name(leaf: AnyField | AnyPhrase) -> str:
    forms: tuple[Form, ...] = leaf.forms
    if isinstance(leaf, AnyPhrase):
        return " ".join(form.text for form in forms)
    return forms[0].text + ("…" if forms[0].kind == "prefix" else "")


def _where(segment: Segment, leaf: AnyField | AnyPhrase, document: int) -> str:
    """The fields that hold the word, with the terms that they hold."""
    if isinstance(leaf, AnyPhrase):
        return ", ".join(leaf.fields)
    parts = []
    for name in leaf.fields:
        terms = list(dict.fromkeys(_terms_in(segment, leaf, name, document)))
        if terms:
            parts.append(f"{name} ({', '.join(terms[:4])}{' …' if len(terms) > 4 else ''})")
    return ", ".join(parts)


def _terms_in(segment: Segment, leaf: AnyField, name: str, document: int) -> Iterator[str]:
    field = segment.columns.field(name)
    if field is None:
        return
    for form in leaf.forms:
        for first, last, _ in form_runs(segment, name, form):
            for posting in (np.flatnonzero(field.docs(first, last) == document) + first).tolist():
                slot = int(np.searchsorted(field.at, posting, "right")) - 1
                times = int(field.tf(posting, posting + 1)[0])
                yield segment.columns.terms[int(field.terms[slot])] + (f" ×{times}" if times > 1 else "")
