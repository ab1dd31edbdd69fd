"""What the index asks about papers and does not hold itself. Imports numpy only.

Stars, status, tags, dumps, years and counts live in SQLite and change without a commit of the index: the library
hands them over as sorted arrays of paper ids, which the evaluator turns into bitmaps by document number.
"""

from collections.abc import Sequence
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

Ids = NDArray[np.int64]


class PaperFacts(Protocol):
    """Facts about papers, seen at one moment. Implemented by the library over the store, cached, patched on change.

    ``version`` changes whenever any answer may have changed (bitmaps are cached by it).
    """

    @property
    def version(self) -> object:
        """Anything hashable that is new after each change of a fact."""
        ...

    def ids(self, name: str, value: str = "") -> Ids:
        """Sorted unique paper ids (int64) for which a fact holds; empty for an unknown name or value.

        ``("all", "")`` every paper · ``("status", "new"|"later"|"reading"|"read"|"dismissed")`` ·
        ``("starred", "")`` · ``("tag", name)`` and ``("dump", name)`` with a name as given by ``names`` ·
        ``("has", "note"|"code"|"highlight"|"title"|"year"|"tag"|"abstract"|"author"|"file"|"key")``.
        """
        ...

    def column(self, name: str, among: Ids | None = None) -> tuple[Ids, NDArray[np.float64]]:
        """(sorted paper ids, value of each): ``year``, ``seen`` (number of dumps), ``added`` (seconds since the epoch),
        ``status`` (its place among them), ``title``, ``author`` and ``venue`` (rank in their order). Papers without one
        are left out.

        Of all papers, or at least of those in ``among``, where nobody will look at others.
        """
        ...

    def names(self, kind: str) -> Sequence[str]:
        """All names of a kind, in the order to be offered: ``tag``, ``dump``, ``author``."""
        ...
