"""A library whose whole folder has gone, and beginning anew in its place. Imports ``paths``, ``store`` and ``errors``.

A file that has gone from its folder is noticed by the store (``library.id`` lies beside it). When the folder has gone
too, the search index in the cache still tells that there was a library.
"""

import shutil

from readinglist.core.errors import LibraryVanishedError
from readinglist.core.store import forget
from readinglist.paths import LibraryPaths


def refuse_vanished(paths: LibraryPaths) -> None:
    """Raise LibraryVanishedError when the folder of a library that was used before is gone."""
    if not paths.folder.exists() and paths.index.is_dir() and any(paths.index.iterdir()):
        raise LibraryVanishedError(
            f"There was a library in {paths.folder}, and the whole folder is gone. Put it back (or a backup of it); to "
            f"begin a new one there, delete its search index first: {paths.index}"
        )


def forget_vanished(paths: LibraryPaths) -> None:
    """Remove what tells of a library whose file is gone, so that a new one can be made; never a library."""
    if not paths.database.exists():
        forget(paths.database)
        shutil.rmtree(paths.index, ignore_errors=True)
