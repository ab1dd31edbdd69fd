"""A power cut at every step of the index's life: what was not synced is gone, cut short, or zeros.

Every call that syncs, renames or deletes is a possible moment. What the disk may hold then: of a folder its entries
at the last sync or as they are now, or new entries without the deletions and the other way round; of a file that was
synced its bytes, of any other nothing, a half, zeros, or all of it.
"""

import os
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from readinglist.core.records import IndexDocument
from readinglist.core.search import SearchIndex
from tests.core.search.conftest import MemoryFacts, paper

#: how a file that was not synced comes out of the cut
LOSSES: tuple[Callable[[bytes], bytes], ...] = (
    lambda data: b"",
    lambda data: data[: len(data) // 2],
    lambda data: bytes(len(data)),
    lambda data: data,
)


@dataclass
class Node:
    """A file: its bytes now, and those at its last sync; or a folder."""

    now: bytes = b""
    synced: bytes | None = None
    is_folder: bool = False


@dataclass
class Disk:
    """What would be on the disk. ``listed`` has each folder's entries at its last sync."""

    root: Path
    nodes: dict[int, Node] = field(default_factory=dict)
    listed: dict[Path, dict[str, Node]] = field(default_factory=dict)
    states: dict[frozenset[tuple[str, bytes]], int] = field(default_factory=dict)
    acknowledged: int = 0

    def look(self) -> dict[Path, dict[str, Node]]:
        """The entries of all folders now; files that have gone are forgotten, for their numbers are given again."""
        now: dict[Path, dict[str, Node]] = {}
        nodes: dict[int, Node] = {}
        for folder, folders, files in os.walk(self.root):
            entries = now.setdefault(Path(folder), {})
            for name in (*folders, *files):
                path = Path(folder, name)
                number = path.stat().st_ino
                node = entries[name] = nodes[number] = self.nodes.get(number) or Node(is_folder=path.is_dir())
                node.now = b"" if node.is_folder else path.read_bytes()
        self.nodes = nodes
        return now

    def synced(self, number: int, path: Path) -> None:
        """A file or folder has been synced."""
        now = self.look()
        if path in now:
            self.listed[path] = dict(now[path])
        elif number in self.nodes:
            self.nodes[number].synced = self.nodes[number].now
        self.cut()

    def cut(self) -> None:
        """Write down every state in which a power cut at this moment may leave the disk."""
        now = self.look()
        for entries in self._entries(now):
            for loss in LOSSES:
                files = {str(path): loss(n.now) if n.synced != n.now else n.now for path, n in entries.items()}
                self.states.setdefault(frozenset(files.items()), self.acknowledged)

    def _entries(self, now: dict[Path, dict[str, Node]]) -> Iterator[dict[Path, Node]]:
        """The entries of all folders: as synced, as they are, only with what is new, only without what was deleted."""
        for kind in range(5):
            found: dict[Path, Node] = {Path(): Node(is_folder=True)}
            for folder in sorted({*now, *self.listed}):
                before, after = self.listed.get(folder, {}), now.get(folder, {})
                mixed = (
                    before,
                    after,
                    {**before, **after},
                    {name: node for name, node in before.items() if name in after},
                    {name: after[name] for name in before if name in after},
                )
                if folder.relative_to(self.root) in found:
                    found.update({(folder / name).relative_to(self.root): node for name, node in mixed[kind].items()})
            yield {path: node for path, node in found.items() if not node.is_folder}


@pytest.fixture
def disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Disk:
    """A folder ``tmp_path/index`` whose every sync, rename and deletion is watched."""
    root = tmp_path / "index"
    root.mkdir()
    disk, turn = Disk(root, listed={root: {}}), threading.RLock()
    fsync = os.fsync

    def watched_fsync(handle: int) -> None:
        with turn:
            disk.cut()
            fsync(handle)
            disk.synced(os.fstat(handle).st_ino, Path(f"/proc/self/fd/{handle}").readlink())

    def watched(name: str) -> Callable[..., Any]:
        call = getattr(os, name)

        def after(*args: Any, **kwargs: Any) -> Any:
            with turn:
                result = call(*args, **kwargs)
                disk.cut()
                return result

        return after

    monkeypatch.setattr(os, "fsync", watched_fsync)
    for name in ("replace", "rename", "unlink", "rmdir", "mkdir"):
        monkeypatch.setattr(os, name, watched(name))
    return disk


#: (sequence, documents, deleted), one commit each
CHANGES: list[tuple[int, list[IndexDocument], list[int]]] = [
    (2, [paper(20, "Graph two")], []),
    (3, [paper(1, "Graph three"), paper(21, "Graph three")], [2]),
    (4, [], [3, 4]),
    (5, [paper(22, "Graph five")], [20]),
]


def held(sequence: int) -> dict[int, str]:
    """The titles of all papers after a change."""
    titles = dict.fromkeys(range(1, 8), "Graph one")
    for own, documents, deleted in CHANGES:
        if own <= sequence:
            titles |= {d.id: d.title for d in documents}
            titles = {number: title for number, title in titles.items() if number not in deleted}
    return titles


def live(index: SearchIndex, disk: Disk) -> None:
    """A build, changes, merges, and a build anew."""
    index.rebuild([paper(number, title) for number, title in held(1).items()], 1)
    disk.acknowledged = 1
    for sequence, documents, deleted in CHANGES:
        index.apply(documents, deleted, sequence)
        index.flush()
        disk.acknowledged = sequence
    index.settle()
    while index.merge():
        pass
    index.rebuild([paper(number, title) for number, title in held(5).items()], 5)


@pytest.mark.skipif(not Path("/proc/self/fd").exists(), reason="asks the system which file a number stands for")
def test_after_a_power_cut_the_index_is_one_of_its_commits(disk: Disk, tmp_path: Path) -> None:
    with SearchIndex.open(disk.root, "library") as index:
        live(index, disk)
        states = dict(disk.states)
    assert len(states) > 100
    for number, (files, acknowledged) in enumerate(states.items()):
        folder = tmp_path / f"cut-{number}"
        for name, data in files:
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
        with SearchIndex.open(folder, "library") as index:
            if not index.ready:
                assert not acknowledged, (sorted(name for name, _ in files), index.damage)
                continue
            index.verify()
            assert index.sequence >= acknowledged
            for version, word in enumerate(("one", "two", "three", "four", "five"), 1):
                expected = {n for n, title in held(index.sequence).items() if title == f"Graph {word}"}
                found = index.search(f"title:{word}", facts=MemoryFacts(range(30)), view="all", literal=True)
                assert set(found.ids) == expected, (version, index.sequence)
