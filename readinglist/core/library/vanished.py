"""A library whose whole folder has gone, and beginning anew in its place. Imports ``paths``, ``store`` and ``errors``.

A file that has gone from its folder is noticed by the store (``library.id`` lies beside it). When the folder has gone
too, the search index in the cache still tells that there was a library; the folder itself may be there again, for the
window keeps its state in it. A library in a folder of the user's own (``--library``) has its cache in there too: who
removes that folder removes the library.
"""

import shutil

from readinglist.core.errors import LibraryVanishedError
from readinglist.core.store import forget
from readinglist.paths import LibraryPaths


def refuse_vanished(paths: LibraryPaths) -> None:
    """Raise LibraryVanishedError when the folder of a library that was used before is gone."""
    if not paths.database.exists() and paths.index.is_dir() and any(paths.index.iterdir()):
        raise LibraryVanishedError(
            "There was a library in {folder}, and it is gone. Put it back (or a backup of it); to begin a new "
            "one there, delete its search index first: {index}",
            folder=paths.folder,
            index=paths.index,
        )


def forget_vanished(paths: LibraryPaths) -> None:
    """Remove what tells of a library whose file is gone, so that a new one can be made; never a library."""
    if not paths.database.exists():
        forget(paths.database)
        shutil.rmtree(paths.index, ignore_errors=True)
