"""Commands that change the library, and the files that are kept up to date with it. May import core.library.

Only a command that changed something pays for them, once, at its end; reading commands never look at them. While the
window is open it holds the library, and a command that would change it is refused: nothing goes out of date then.
"""

import sys
from collections.abc import Iterator
from contextlib import contextmanager

from readinglist.cli.indexing import bring_up_to_date
from readinglist.core.library import Library
from readinglist.paths import LibraryPaths


@contextmanager
def changing(paths: LibraryPaths, *, create: bool = False) -> Iterator[Library]:
    """The library at ``paths`` open for changes; what they put out of date is rewritten before it closes."""
    with Library.open(paths, create=create) as library:
        before = library.version
        yield library
        if library.version != before and library.bound_exports():
            bring_up_to_date(library)
            _rewrite(library)


def _rewrite(library: Library) -> None:
    for export in library.refresh_exports():
        if told := export.told():
            print(f"readinglist: {told}", file=sys.stderr)
