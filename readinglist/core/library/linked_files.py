"""The files beside an imported .bib file that its entries name. May import bibtex, dumps and records.

Only files that are there, and that are documents: a .bib file of somebody else must not lead to a program that the
key for opening files would start.
"""

from dataclasses import dataclass, field, replace
from pathlib import Path

from readinglist.core.bibtex import linked_files
from readinglist.core.records import Prepared
from readinglist.core.sentences import Sentence

DOCUMENTS = frozenset(
    """
    .pdf .ps .djvu .djv .epub .mobi .html .htm .xhtml .mhtml .txt .md .tex .rtf .doc .docx .odt .ppt .pptx .odp .xls
    .xlsx .ods .csv .png .jpg .jpeg .gif .tif .tiff
    """.split()  # noqa: SIM905 - a list of words reads best as words
)


@dataclass(slots=True)
class LinkedFiles:
    """Finds the files that records name; counts them, and those that are not there."""

    folder: Path | None  # of the imported file; None for pasted text and what is inside of archives
    found: int = 0
    missing: list[str] = field(default_factory=list)

    def add(self, record: Prepared) -> Prepared:
        """The record with the files that it names and that are there."""
        metadata = record.draft.metadata
        links = linked_files(metadata.extra) if metadata.extra else []
        files: dict[str, None] = {}
        for link in links:
            there = next((str(path) for path in map(self._path, link) if path is not None), None)
            if there is not None:
                files[there] = None
            else:
                self.missing.append(link[0])
        self.found += len(files)
        if not files:
            return record
        return replace(record, draft=replace(record.draft, metadata=replace(metadata, files=tuple(files))))

    def notes(self) -> list[Sentence]:
        """What the report says of them."""
        said: list[Sentence] = []
        if self.found:
            many = Sentence("{count:,} files were attached.", count=self.found)
            said.append(Sentence("1 file was attached.") if self.found == 1 else many)
        if self.missing:
            one = Sentence("A file that it names is not there, or is no document: {file}")
            more = Sentence("{count:,} files that it names are not there, or are no documents; the first: {file}")
            said.append((one if len(self.missing) == 1 else more).format(count=len(self.missing), file=self.missing[0]))
        return said

    def _path(self, named: str) -> Path | None:
        path = Path(named)
        if path.suffix.lower() not in DOCUMENTS or named.startswith(("//", "\\\\")):
            return None  # another computer is not asked
        if not path.is_absolute():
            if self.folder is None:
                return None
            path = self.folder / path
        try:
            return path.absolute() if path.is_file() else None
        except (OSError, ValueError):
            return None
