"""The one door to the library: import, search, star, annotate, export, undo. May import everything else in core.

Thin: it brings the rooms together that do not know each other, and keeps store and index in step. The window, the
command line and scripts all come in here::

    from readinglist.core.library import Library

    with Library.open("my-library") as library:
        for progress in library.import_dumps(["page.txt"]):
            print(progress.message)
        for hit in library.search("beam search").hits:
            print(hit.title)

Importing this module is cheap: SQLModel, Whoosh and numpy are imported when a library is opened or searched.
"""

from readinglist.core.library.library import Library
from readinglist.core.library.steps import run

__all__ = ["Library", "run"]
