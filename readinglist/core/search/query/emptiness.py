"""Why nothing was found: which clauses emptied the answer, what there is without them, what may have been meant.

Imports numpy, rapidfuzz, the language and completing. ``explain_emptiness`` is asked by searching for an answer without
hits; window, command line and JSON show what it says (``records.Emptiness``).
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from readinglist.core.records import Clause, Completion, Emptiness
from readinglist.core.search.query import language
from readinglist.core.search.query.completing import clause
from readinglist.core.search.query.nearest import Known, nearest
from readinglist.core.sentences import Sentence

Masks = NDArray[np.bool_]
LONGEST = 80  # characters of a clause that is named
MOST = 12  # clauses that are looked at, of many those that the fewest papers match
PAIRS = 2  # clauses that may have to go together; where more have to, those are named that do not go with the rarest


@dataclass(frozen=True)
class Clauses:
    """The clauses of a query that found nothing. All masks are over the same papers.

    ``nodes`` are what was typed, ``masks`` the papers that each matches, ``view`` the papers that were searched.
    """

    parsed: language.Query
    nodes: Sequence[language.Node]
    masks: Sequence[Masks]
    view: Masks

    def matching(self, chosen: Sequence[int]) -> Masks:
        """The papers of the view that match all of the chosen clauses."""
        found = self.view
        for i in chosen:
            found = found & self.masks[i]
        return found

    def count(self, chosen: Sequence[int]) -> int:
        """How many they are."""
        return int(np.count_nonzero(self.matching(chosen)))


def explain_emptiness(found: Clauses, known: Known, search: Callable[[str], int]) -> Emptiness:
    """Which clauses have to go, what a search finds without them, and what may have been meant.

    ``search`` tells how many papers a query finds in the same view; it is asked at most once.
    """
    everything = range(len(found.nodes))
    elsewhere = int(np.count_nonzero(replace(found, view=np.ones_like(found.view)).matching(everything)))
    if elsewhere or not found.view.any():
        return Emptiness(elsewhere=elsewhere, sentences=(_elsewhere(elsewhere),))
    found = _rarest(found)
    chosen = _fewest(found)
    if not chosen:
        return Emptiness(sentences=(f"No paper matches all {len(everything)} parts of the query.",))
    clauses = tuple(replace(clause(found.parsed, found.nodes[i]), papers=found.count([i])) for i in sorted(chosen))
    query = _without(found.parsed.text, clauses)
    without = search(query) if len(chosen) < len(found.nodes) else None
    outside = tuple(int(np.count_nonzero(found.masks[i])) for i in sorted(chosen))
    meant = tuple(near for item in clauses if not item.papers for near in nearest(item, known))
    keyless = known.keyless() if any(_is_key(item) and not item.papers for item in clauses) else 0
    said = (*_sentences(clauses, outside, without, meant), *([told_keyless(keyless)] if keyless else []))
    return Emptiness(clauses, outside, query, without, 0, meant, keyless, said)


def _is_key(item: Clause) -> bool:
    return item.kind == "field" and item.text.lower().startswith("key:")


def _rarest(found: Clauses) -> Clauses:
    """The same with at most ``MOST`` clauses, in their order."""
    if len(found.nodes) <= MOST:
        return found
    kept = sorted(sorted(range(len(found.nodes)), key=lambda i: found.count([i]))[:MOST])
    return replace(found, nodes=[found.nodes[i] for i in kept], masks=[found.masks[i] for i in kept])


def _fewest(found: Clauses) -> tuple[int, ...]:
    """The fewest clauses without which something is found: those that match nothing by themselves, and of the rest
    the one or two that leave most."""
    empty = [i for i in range(len(found.nodes)) if not found.count([i])]
    rest = [i for i in range(len(found.nodes)) if i not in empty]
    if not rest or found.count(rest):
        return tuple(empty)
    for size in range(1, min(PAIRS, len(rest) - 1) + 1):
        left = {gone: found.count([i for i in rest if i not in gone]) for gone in combinations(rest, size)}
        best = max(left, key=lambda gone: (left[gone], gone))
        if left[best]:
            return (*empty, *best)
    kept: list[int] = []
    for i in sorted(rest, key=lambda i: found.count([i])):
        if found.count([*kept, i]):
            kept.append(i)
    return (*empty, *(i for i in rest if i not in kept))


def _without(text: str, clauses: Sequence[Clause]) -> str:
    """What was typed without some of its clauses."""
    for item in sorted(clauses, key=lambda item: -item.start):
        text = f"{text[: item.start]} {text[item.end :]}"
    return " ".join(text.split())


# -- what is said


def _sentences(
    clauses: Sequence[Clause], outside: Sequence[int], without: int | None, meant: Sequence[Completion]
) -> tuple[str, ...]:
    names = [f"“{shortened(item.text)}”" for item in clauses]
    said = []
    nowhere = [name for name, item, papers in zip(names, clauses, outside, strict=True) if not papers]
    if nowhere:
        said.append(f"No paper matches {_listed(nowhere, 'or')}.")
    for name, item, papers in zip(names, clauses, outside, strict=True):
        if papers and not item.papers:
            said.append(f"{name} matches {_papers(papers)}, none of them in this view.")
    together = [name for name, item in zip(names, clauses, strict=True) if item.papers]
    if together:
        said.append(f"No paper has {_listed(together, 'and')} together with the rest.")
    if without is not None:
        said.append(f"Without {_listed(names, 'and')}: {_papers(without)}.")
    if without is not None and len(together) == len(names) == 1:
        said.append(f"{names[0]} alone: {_papers(clauses[0].papers or 0)}.")
    if meant:
        said.append(f"Nearest: {', '.join(near.text.strip() for near in meant)}.")
    return tuple(said)


def told_keyless(papers: int) -> Sentence:
    """Why a key that an export would show may not be found."""
    if papers == 1:
        return Sentence("1 paper has no citation key yet: it is made when it is first shown or exported.")
    return Sentence("{n:,} papers have no citation key yet: it is made when it is first shown or exported.", n=papers)


def _elsewhere(papers: int) -> str:
    if not papers:
        return "There is no paper in this view."
    return f"{_papers(papers)} {'matches' if papers == 1 else 'match'} outside this view."


def _papers(count: int) -> str:
    return "1 paper" if count == 1 else f"{count:,} papers"


def shortened(text: str) -> str:
    """A clause as it is named in a sentence."""
    return text if len(text) <= LONGEST else f"{text[:LONGEST].rsplit(None, 1)[0]} …"


def _listed(names: Sequence[str], joining: str) -> str:
    """``a, b and c``, each once."""
    names = list(dict.fromkeys(names))
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} {joining} {names[-1]}"
