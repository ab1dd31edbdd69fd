"""Where data, index and logs live. Imports platformdirs only; knows nothing of the core.

The order of decision: an explicit folder (``--library DIR``), then ``READINGLIST_HOME``, then the platform's
own places. With an explicit folder everything lives below it, so that a library can be tried, moved or thrown
away as one folder.
"""

import os
from dataclasses import dataclass
from pathlib import Path

APP_NAME = "readinglist"


@dataclass(frozen=True, slots=True)
class LibraryPaths:
    """The places of one library.

    ``database`` is the truth; ``index`` is a cache that may be deleted at any moment; ``lock`` is held by the one
    process that writes.
    """

    folder: Path
    cache: Path
    logs: Path

    @property
    def database(self) -> Path:
        """The SQLite file."""
        return self.folder / "library.sqlite"

    @property
    def lock(self) -> Path:
        """The writer's lock file."""
        return self.folder / "library.lock"

    @property
    def index(self) -> Path:
        """The folder of the search index."""
        return self.cache / "index"

    @property
    def exports(self) -> Path:
        """The list of what exports wrote (see ``own_files``)."""
        return self.folder / "exports.sha256"

    def owns(self, path: Path) -> bool:
        """Whether ``path`` is a file that the library keeps for itself: nothing else may be written there."""
        try:
            place = path.resolve()
        except (OSError, RuntimeError, ValueError):
            return False  # a circle of links, or no name of a file: whoever tries to write there says so
        names = {*_KEPT, *(f"{self.database.name}{more}" for more in ("", "-wal", "-shm", "-journal"))}
        inside = any(place.is_relative_to(folder.resolve()) for folder in (self.cache, self.logs))
        return inside or (place.parent == self.folder.resolve() and place.name in names)


_KEPT = ("library.id", "library.lock", "exports.sha256", "window.json")


def library_paths(folder: str | os.PathLike[str] | None = None) -> LibraryPaths:
    """The places of the library in ``folder``, of ``READINGLIST_HOME``, or of this user on this platform."""
    chosen = folder or os.environ.get("READINGLIST_HOME")
    if chosen:
        root = Path(chosen).expanduser().absolute()
        return LibraryPaths(folder=root, cache=root / "cache", logs=root / "logs")
    import platformdirs

    dirs = platformdirs.PlatformDirs(APP_NAME, appauthor=False)
    return LibraryPaths(folder=Path(dirs.user_data_dir), cache=Path(dirs.user_cache_dir), logs=Path(dirs.user_log_dir))


def resource(name: str) -> Path:
    """The path of a file or folder below ``resources/``, in a checkout and in an installed wheel alike.

    Raises FileNotFoundError when there is no such resource.
    """
    package = Path(__file__).resolve().parent
    for base in (package / "_resources", package.parent / "resources"):
        path = base / name
        if path.exists():
            return path
    raise FileNotFoundError(f"no resource named {name!r}")
