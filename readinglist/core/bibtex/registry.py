"""What the dumps room needs to import citation files: one object a format. Imports this room's readers."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from readinglist.core.bibtex.bibfiles.bibreading import read_bib
from readinglist.core.bibtex.formats import csl, ris, tagged
from readinglist.core.records import Draft, Rejected
from readinglist.core.sentences import Sentence

#: An entry: with a key, with fields alone, or, at the beginning of a line, with an empty or spaced key.
_ENTRY = re.compile(
    r"(?:(?<!\.)@[ \t]*+([A-Za-z]\w*+)\s*+(?:\{\s*+[^\s,{}=]++\s*+,|\(\s*+[^\s,{}()=\"]++\s*+,|[{(]\s*+[\w-]++\s*+=)"
    r"|^[ \t]*+@[ \t]*+([A-Za-z]\w*+)[ \t]*+\{[^,{}=\"\n]*+,[ \t]*+$)",
    re.MULTILINE,
)
_FIELD = re.compile(r"(?<![\w-])[A-Za-z][\w-]*+\s*+=\s*+(?:[{\"]|\d|[a-z]{3,}\b)")


@dataclass(frozen=True, slots=True)
class TextFormat:
    """A format that is read whole: ``sniff(head, name)`` says from 0 to 1 how sure it is, by content alone.

    ``read(text)`` gives drafts and rejected records with their lines, in the order of the file; a reader that repairs
    is a generator that returns a sentence for each record it has repaired.
    """

    name: str
    title: str
    sniffer: Callable[[str], float]
    reader: Callable[[str], Iterator[Draft | Rejected]]

    def sniff(self, head: str, name: str = "") -> float:
        """How sure it is that a text that begins with ``head`` has this format; ``name`` is not looked at."""
        return self.sniffer(head)

    def read(self, text: str) -> Iterator[Draft | Rejected]:
        """The records of the whole ``text``."""
        return self.reader(text)


def sniff_bib(head: str) -> float:
    """How sure it is that a text that begins with ``head`` is a .bib file: 0 to 1."""
    kinds = [(match[1] or match[2]).lower() for match in _ENTRY.finditer(head)]
    if not kinds:
        return 0.6 if re.match(r"(?i)\s*(?:%[^\n]*\n\s*)*@(?:string|preamble|comment)\s*[{(]", head) else 0.0
    if not _FIELD.search(head):
        return 0.3
    first = head.lstrip("\ufeff \t\r\n")[:1]
    return 0.95 if first in {"@", "%"} or len(kinds) > 1 else 0.85


IMPORT_FORMATS = (
    TextFormat("bibtex", Sentence("BibTeX or biblatex"), sniff_bib, read_bib),
    TextFormat("ris", "RIS", tagged.sniff_ris, ris.read_ris),
    TextFormat("wos", "Web of Science", tagged.sniff_wos, ris.read_ris),
    TextFormat("medline", "MEDLINE", tagged.sniff_medline, ris.read_ris),
    TextFormat("csl-json", "CSL-JSON", csl.sniff, csl.read_csl),
)
