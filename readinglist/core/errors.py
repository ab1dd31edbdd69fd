"""Errors that a person can do something about. Imports sentences.

Anything else that is raised is a bug and belongs to the crash dialog.
"""

from typing import Literal

from readinglist.core.sentences import Sentence

#: What helps: another folder for the library, an import, a look at the library or its lists, another index; or nothing.
Job = Literal["", "folder", "import", "check", "rebuild", "read", "papers", "dumps"]


class ReadingListError(Exception):
    """A known error: what happened, where, and what to do next.

    ``title`` is a short sentence for a dialog's heading; ``message`` says what, where and the way out.
    Both are plain text, never markup. The message is ``template`` with ``fields`` in its gaps, a Sentence, which the
    window translates. ``job`` is what the message advises, where an entrance may add how it is done there: no message
    names a command, for the window shows it as well.
    """

    title = "This did not work"
    message: Sentence

    def __init__(self, template: str, /, *, title: str | None = None, job: Job = "", **fields: object) -> None:
        said = {name: of.message if isinstance(of, ReadingListError) else of for name, of in fields.items()}
        self.message = Sentence(template, **said)
        super().__init__(self.message)
        self.job = job
        if title is not None:
            self.title = title


class NoLibraryError(ReadingListError):
    """There is no library at this place yet."""

    title = "There is no library here yet"


class LibraryVanishedError(ReadingListError):
    """There was a library here, and its file is gone; it is never made anew without asking."""

    title = "The library has vanished"


class LibraryLockedError(ReadingListError):
    """Another process is writing to this library."""

    title = "The library is in use"


class LibraryDamagedError(ReadingListError):
    """The library's file is no readable library."""

    title = "The library cannot be read"


class LibraryTooNewError(ReadingListError):
    """The library was written by a newer version: it can be read, not changed."""

    title = "The library is from a newer version"


class DiskFullError(ReadingListError):
    """The disk has no room left for opening a library."""

    title = "The disk is full"


class ReadOnlyError(ReadingListError):
    """A change was asked of a library that was opened for reading only."""

    title = "The library is open for reading only"


class NotFoundError(ReadingListError):
    """A paper, dump, tag or key that does not exist was named."""

    title = "Not found"


class UsageError(ReadingListError):
    """A value is not one of those allowed (the command line exits with 2)."""

    title = "That is not a valid value"

    def __init__(
        self, template: str, /, *, title: str | None = None, job: Job = "", field: str = "", **fields: object
    ) -> None:
        """``field``: of a paper, that the value was meant for."""
        super().__init__(template, title=title, job=job, **fields)
        self.field = field


class DumpError(ReadingListError):
    """A file could not be read as a dump; nothing of it was stored. ``reason`` is what is said below its name."""

    title = "The file could not be imported"

    def __init__(self, file: str, reason: Sentence) -> None:
        """``file`` is what a person calls it."""
        super().__init__("{file}: {reason}", file=file, reason=reason)
        self.reason = reason

    def __reduce__(self) -> tuple[type["DumpError"], tuple[str, Sentence]]:
        return type(self), (str(self.message.fields["file"]), self.reason)


class ExportError(ReadingListError):
    """An export could not be written; the file that was there is untouched."""

    title = "The export was not written"


class ForeignFileError(ExportError):
    """A file holds what no export wrote, and nobody said that it may be replaced; it is untouched."""

    title = "The file holds something else"


class SearchError(ReadingListError):
    """A search could not be answered."""

    title = "The search could not be answered"
