"""Where the records of a batch go: asks the store for candidates and ``identity`` for verdicts. May import both."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import replace

from readinglist.core.identity import decide
from readinglist.core.records import Placement, Prepared, Signature
from readinglist.core.store.imports import ImportBatch


def place(batch: ImportBatch, records: Sequence[Prepared], give_way: Callable[[], None]) -> list[Placement]:
    """The placement of each of ``records``, in order; records of one batch can meet each other too.

    ``give_way`` is called before each of them.
    """
    candidates = batch.candidates([record.signature for record in records])
    placer = _Placer(batch.next_id())
    placements = []
    for record, found in zip(records, candidates, strict=True):
        give_way()
        placements.append(placer.place(record, found))
    return placements


class _Placer:
    """Hands out ids, and remembers what the batch itself has made or changed."""

    def __init__(self, next_id: int) -> None:
        self._next_id = next_id
        # Papers made or healed in this batch, as they are now; a new one gets its id when it is met.
        self._now: dict[int, Signature] = {}
        self._by_trait: dict[object, list[int]] = defaultdict(list)

    def place(self, record: Prepared, stored: Sequence[Signature]) -> Placement:
        traits = _traits(record.signature)
        shown: dict[int | None, Signature] = {}
        former = []  # what papers showed before the user edited them
        for candidate in stored:
            if candidate.id in shown:
                former.append(candidate)
            else:
                shown[candidate.id] = candidate
        for paper in [*shown, *(paper for trait in traits for paper in self._by_trait.get(trait, ()))]:
            if paper in self._now:
                shown[paper] = self._signature(paper)
        verdict = decide(record.signature, [*shown.values(), *former])
        if verdict.kind == "same" and verdict.paper is not None:
            return self._meet(record, shown[verdict.paper], verdict.paper, verdict.questions)
        paper = self._next_id
        self._next_id += 1
        self._remember(paper, record.signature, traits)
        questions = verdict.questions if verdict.kind == "ask" else ()
        return Placement(record, "asked" if questions else "new", paper, tuple(questions))

    def _meet(
        self, record: Prepared, known: Signature, paper: int, questions: Sequence[tuple[int, str, str]]
    ) -> Placement:
        healed = known.title is None and record.title is not None
        # The texts shown are those of the first record with a title.
        shown = record.abstract is not None and (healed or known.abstract is None)
        united = replace(
            known,
            title=record.title if known.title is None else known.title,
            title_key=record.signature.title_key if known.title is None else known.title_key,
            abstract=record.abstract if shown else known.abstract,
            fingerprint=record.signature.fingerprint if shown else known.fingerprint,
            arxiv=known.arxiv or record.signature.arxiv,
            doi=known.doi or record.signature.doi,
            citation_key=known.citation_key or record.signature.citation_key,
        )
        self._remember(paper, united, _traits(united))
        return Placement(record, "healed" if healed else "known", paper, tuple(questions))

    def _signature(self, paper: int) -> Signature:
        known = self._now[paper]
        if known.id is None:
            known = self._now[paper] = replace(known, id=paper)
        return known

    def _remember(self, paper: int, signature: Signature, traits: Sequence[object]) -> None:
        self._now[paper] = signature
        for trait in traits:
            self._by_trait[trait].append(paper)


def _traits(signature: Signature) -> list[object]:
    """What two records must share to be compared at all."""
    traits: list[object] = list(signature.fingerprint)
    if signature.title_key:
        traits.append(signature.title_key)
    if signature.arxiv:
        traits.append(("arxiv", signature.arxiv))
    if signature.doi:
        traits.append(("doi", signature.doi))
    return traits
