"""Tables with a header that names a title or an abstract: CSV with commas or semicolons, TSV. Imports ``records``."""

import csv
import itertools
from collections.abc import Iterator

from readinglist.core.dumps import named_fields
from readinglist.core.dumps.whole_text import WholeText
from readinglist.core.records import Draft, Rejected
from readinglist.core.sentences import Sentence

_MARKS = ("\t", ";", ",")
#: Excel tells the mark so, in a line above the header.
_SEP = "sep="
_SAMPLE = 200
#: So many of the first rows have as many cells as the header.
_NEARLY_ALL = 0.8
_UNREADABLE = Sentence("A quotation mark in this row is not closed, or stands inside a cell: the row cannot be read.")
_CELLS = Sentence("This row has {cells} cells, the header has {columns}.")

#: First and last line of a row, its cells; or a reason instead of them.
Row = tuple[int, int, list[str] | Sentence]


def _rows(text: str, mark: str) -> Iterator[Row]:
    """The rows; one that cannot be read takes none with it: the next line is the next row."""
    lines = [line + "\n" for line in text.split("\n")]
    at = 0
    while at < len(lines):
        reader = csv.reader(map(lines.__getitem__, range(at, len(lines))), delimiter=mark, strict=True)
        end = at
        try:
            for cells in reader:
                begin, end = end, at + reader.line_num
                if any(map(str.strip, cells)) and not cells[0].startswith(_SEP):
                    yield begin + 1, end, cells
        except csv.Error:
            yield end + 1, end + 1, _UNREADABLE
            end += 1
        at = end


def _mark(head: str) -> str:
    """The mark between the cells of a table of papers; nothing when a text is none."""
    first = next((line for line in head.split("\n") if line.strip() and not line.startswith(_SEP)), "")
    for mark in _MARKS:
        meanings = [named_fields.meaning(cell) for cell in first.split(mark)]
        if ("title" in meanings or "abstract" in meanings) and _fits(head, mark):
            return mark
    return ""


def _fits(head: str, mark: str) -> bool:
    rows = list(itertools.islice(_rows(head, mark), _SAMPLE + 1))
    header, *others = [cells for _, _, cells in rows if isinstance(cells, list)] or [[]]
    if len(header) < 2 and '"' not in head:
        return False  # a list of titles under a word
    whole = [cells for cells in others if len(cells) == len(header)]
    fields = list(map(named_fields.meaning, header))
    # The last row may be cut off with the beginning of the file.
    return len(whole) >= max(1, _NEARLY_ALL * (len(rows) - 2)) and named_fields.are_papers(
        dict(zip(fields, cells, strict=True)) for cells in whole
    )


def _looks(head: str) -> float:
    return 0.95 if _mark(head) else 0.0


def _read(text: str) -> Iterator[Draft | Rejected]:
    fields: list[str] = []
    for line, end_line, cells in _rows(text, _mark(text[: 1 << 16])):
        if isinstance(cells, Sentence):
            yield Rejected(line, cells, "")
        elif not fields:
            fields = list(map(named_fields.meaning, cells))
        elif len(cells) != len(fields):
            yield Rejected(line, _CELLS.format(cells=len(cells), columns=len(fields)), " ".join(cells)[:200])
        else:
            told = {field: cell for field, cell in zip(fields, cells, strict=True) if field and cell.strip()}
            yield named_fields.record(line, end_line, told)


TABLE = WholeText(Sentence("table (CSV, TSV)"), _looks, _read)
