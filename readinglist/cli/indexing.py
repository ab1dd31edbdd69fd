"""The index brought up to date by a command. May import core.library, output and streams."""

from readinglist.cli.output import follow
from readinglist.cli.streams import complain
from readinglist.core.library import Library


def bring_up_to_date(library: Library) -> None:
    """Bring the index up to date; that a damaged one was built anew is said, though there is nothing to do."""
    if damage := follow(library.catch_up()):
        complain(f"the search index was damaged ({damage}) and was built anew; the library itself is untouched.")
