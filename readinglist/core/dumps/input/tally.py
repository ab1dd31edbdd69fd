"""The accounting of a dump's lines: every line is in exactly one class. Imports ``records`` and ``lines``."""

from dataclasses import dataclass, field

from readinglist.core.dumps.input.lines import Line, digest, first_bytes
from readinglist.core.records import FurnitureLine, LineCounts, LineRun, Unparsed
from readinglist.core.sentences import Sentence

#: So many furniture and unparsed lines are listed with their text, and runs of blank ones; the counts go on beyond.
LISTED = 10_000
#: Blank lines that stand no farther apart make a run.
APART = 9
#: … and all unparsed text together stays below this many characters.
LISTED_TEXT = 16 << 20


@dataclass(slots=True)
class Tally:
    """What became of every line so far, and what is worth telling about the file."""

    name: str = ""  # of the file
    titles: int = 0
    abstracts: int = 0
    blanks: int = 0
    furniture_count: int = 0
    unparsed_count: int = 0
    furniture: list[FurnitureLine] = field(default_factory=list)
    blank: list[LineRun] = field(default_factory=list)
    unparsed: list[Unparsed] = field(default_factory=list)
    notes: list[Sentence] = field(default_factory=list)
    date: str | None = None
    _unparsed_text: int = 0

    def add_furniture(self, line: Line) -> None:
        """Count a line of the page around the papers, and list it."""
        self.furniture_count += line.parts
        if len(self.furniture) < LISTED:
            self.furniture.append(FurnitureLine(line.number, first_bytes(line.text)))

    def add_blank(self, line: Line) -> None:
        """Count a blank line, and list its number."""
        self.blanks += 1
        if self.blank:
            first, last, step = self.blank[-1]
            apart = line.number - last
            if apart == step or (first == last and apart <= APART):
                self.blank[-1] = LineRun(first, line.number, apart)
                return
        if len(self.blank) < LISTED:
            self.blank.append(LineRun(line.number, line.number, 1))

    def add_unparsed(self, line: Line, reason: Sentence) -> None:
        """Count a line that is neither furniture nor part of a record, and keep it."""
        self.unparsed_count += line.parts
        if len(self.unparsed) < LISTED and self._unparsed_text < LISTED_TEXT:
            text = first_bytes(line.text)
            self._unparsed_text += len(text)
            self.unparsed.append(Unparsed(line.number, text, line.sha256 or digest(line.text), reason))

    def note(self, text: Sentence) -> None:
        """Remember a sentence for the user, once."""
        if text not in self.notes:
            self.notes.append(text)

    @property
    def counts(self) -> LineCounts:
        """The sums: total = furniture + title + abstract + blank + unparsed."""
        total = self.furniture_count + self.titles + self.abstracts + self.blanks + self.unparsed_count
        return LineCounts(total, self.furniture_count, self.titles, self.abstracts, self.blanks, self.unparsed_count)
