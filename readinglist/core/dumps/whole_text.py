"""A format whose files are read as one text: bibliographies and the like. Imports this room, ``records``, ``errors``.

The parsers live in other rooms; ``library`` brings them here by ``WholeText(name, looks, parse)``.
"""

from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from dataclasses import dataclass

from readinglist.core.dumps.input.lines import Line
from readinglist.core.dumps.input.tally import Tally
from readinglist.core.dumps.pages.head import Head
from readinglist.core.errors import DumpError
from readinglist.core.records import Draft, Rejected
from readinglist.core.sentences import Sentence, some_of

#: A text that must be held in memory as a whole may have so many characters.
LONGEST_TEXT = 64 << 20
#: So many repaired records are named; of the others only the number is told.
NAMED = 1000
#: So many lines of records without title and abstract are named.
LINES_NAMED = 20


@dataclass(frozen=True, slots=True)
class WholeText:
    """A format made of two functions.

    ``looks`` gets the first 64 k characters and says how sure it is (0 to 1) that a file that begins so is of this
    format. ``parse`` gets the whole text, with LF line ends, and yields its records with their line numbers; where it
    is a generator that returns sentences (of records that it has repaired), they go into the report.

    Line accounting: of a record's lines one counts as its title and, where it has an abstract and a second line,
    one as its abstract; its other lines, and lines between the records, are furniture; a rejected record's first
    line is unparsed. So the sums add up, and the titles are as many as the records with a title.
    """

    name: str
    looks: Callable[[str], float]
    parse: Callable[[str], Iterable[Draft | Rejected]]

    def sniff(self, head: Head) -> float:
        """Return how sure it is, from 0 to 1, that the file is of this format."""
        return self.looks(head.text)

    def read(self, head: Head, lines: Iterable[Line | None], tally: Tally) -> Iterator[Draft | Rejected | None]:
        """Yield the records of the text."""
        taken, size = list[Line](), 0
        for line in lines:
            yield None
            if line is not None:
                taken.append(line)
                size += len(line.text)
            if size > LONGEST_TEXT or (line is not None and line.sha256):
                raise DumpError(
                    tally.name,
                    Sentence(
                        "is too long for the format “{format}”: split it in parts of up to 60 MB.", format=self.name
                    ),
                )
        if nul := [line.number for line in taken if "\0" in line.text]:
            tally.note(Sentence("{lines}: NUL characters, which belong in no text, were left out.", lines=_lines(nul)))
        roles: dict[int, str] = {}
        untold: list[int] = []
        repaired = yield from _claimed(self.parse("\n".join(line.text for line in taken)), roles, untold)
        if untold:
            tally.note(
                Sentence(
                    "{lines}: neither title nor abstract. Kept with what else is told; complete it (c).",
                    lines=_lines(untold),
                )
            )
        tally.notes += repaired[:NAMED]
        if len(repaired) > NAMED:
            tally.note(Sentence("{count} more records were repaired.", count=len(repaired) - NAMED))
        _count(taken, roles, tally)


def _claimed(
    items: Iterable[Draft | Rejected], roles: dict[int, str], untold: list[int]
) -> Generator[Draft | Rejected, None, Sequence[Sentence]]:
    """The records of a parser, each with its lines claimed; returns the parser's sentences.

    ``untold`` gets the lines of records without title and abstract.
    """
    records = iter(items)
    while True:
        try:
            item = next(records)
        except StopIteration as end:
            return end.value or ()
        _claim(roles, item)
        if isinstance(item, Draft) and not item.title and not item.abstract:
            untold.append(item.line)
        yield item


def _lines(numbers: list[int]) -> Sentence:
    if len(numbers) == 1:
        return Sentence("Line {line}", line=numbers[0])
    return Sentence("Lines {lines}", lines=some_of(numbers, LINES_NAMED))


def _claim(roles: dict[int, str], item: Draft | Rejected) -> None:
    if isinstance(item, Rejected):
        roles.setdefault(item.line, "unparsed")
        return
    wanted = ["title"] if item.title else []
    wanted += ["abstract"] if item.abstract else []
    for line in range(item.line, item.end_line + 1):
        if wanted and line not in roles:
            roles[line] = wanted.pop(0)


def _count(lines: list[Line], roles: dict[int, str], tally: Tally) -> None:
    for line in lines:
        role = roles.get(line.number)
        if role == "title":
            tally.titles += 1
        elif role == "abstract":
            tally.abstracts += 1
        elif role == "unparsed":
            tally.add_unparsed(line, Sentence("a record that could not be read"))
        elif line.text.strip():
            tally.add_furniture(line)
        else:
            tally.add_blank(line)
