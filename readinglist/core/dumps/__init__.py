"""Dumps in, drafts out: one file per input format. May import settings, text, records and errors.

Public interface (everything else in this room is private to it):

``expand(paths) -> Iterator[Input | Refusal]``
    What the paths stand for: files, folders (recursive, sorted), members of zip archives, ``-`` for standard input.
    A ``Refusal(name, reason)`` stands for what cannot hold a dump; it never raises.
``Input.from_path / from_text / from_bytes / from_stream``
    ``.name``, ``.open()`` (unpacked binary stream), ``.sha256()`` and ``.size()`` (of the unpacked bytes; computed
    once, kept), ``.scan()`` (the same pass as a generator of bytes done, to show progress or to cancel). Plain
    data: can be pickled and sent to a spawned child.
``read(input, *, formats=FORMATS, year=None) -> DumpReader``
    Iterate the reader once: ``Draft``, ``Rejected`` or None ("still at work", often enough to cancel). Raises
    ``DumpError`` at the first steps when the input is no dump; nothing was yielded then. Then: ``format``,
    ``encoding``, ``sha256``, ``lines`` (``LineCounts``), ``furniture``, ``unparsed``, ``notes``, ``date``,
    ``lacks_year``, ``records`` (= drafts + rejected), ``bytes_read`` of ``bytes_total``. Stop iterating to cancel.
``dated(notes, year) -> notes``
    The notes of a file that was read before, with the year of the page's date, which it did not tell.
``FORMATS``
    The formats of this room. A format has ``name``, ``sniff(head) -> 0..1`` and ``read(head, lines, tally)``; see
    ``reader.Format``. ``WholeText(name, looks, parse)`` makes one of two functions on the text of a file.
"""

from collections.abc import Sequence

from readinglist.core.dumps.input.inputs import Input, Refusal, expand
from readinglist.core.dumps.pages.head import Head
from readinglist.core.dumps.reader import FORMATS, DumpReader, Format, dated
from readinglist.core.dumps.whole_text import WholeText

__all__ = ["FORMATS", "DumpReader", "Format", "Head", "Input", "Refusal", "WholeText", "dated", "expand", "read"]


def read(source: Input, *, formats: Sequence[Format] = FORMATS, year: int | None = None) -> DumpReader:
    """Return the reader of an input; nothing is opened before it is iterated."""
    return DumpReader(source, formats, year)
