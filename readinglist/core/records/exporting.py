"""Exports and citation keys. Imports sentences."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypedDict

from readinglist.core.sentences import Sentence


@dataclass(frozen=True, slots=True)
class ExportFormat:
    """A format that papers are exported in: its name on the command line, for a person, and the ending of its files."""

    name: str
    title: str
    suffix: str


#: Every format of export, in the order in which they are offered. Writers: ``bibtex.writing``.
EXPORT_FORMATS = (
    ExportFormat("bibtex", "BibTeX", ".bib"),
    ExportFormat("biblatex", "biblatex", ".bib"),
    ExportFormat("ris", "RIS", ".ris"),
    ExportFormat("csl-json", "CSL-JSON", ".json"),
    ExportFormat("markdown", "Markdown", ".md"),
    ExportFormat("csv", "CSV", ".csv"),
)


class ExportChoices(TypedDict, total=False):
    """How entries are written: ``encoding`` is ``unicode`` (default) or ``ascii`` (BibTeX and biblatex only);
    ``abstracts`` are off by default, ``notes`` (the private ones, as annote) on."""

    encoding: str
    abstracts: bool
    notes: bool


@dataclass(frozen=True, slots=True)
class ExportReport:
    """What was exported: ``text`` (also when it was written to ``path``), and what each entry lacks.

    ``lacks`` maps citation keys to the names of missing fields; ``lost`` lists characters that the chosen encoding
    cannot write; ``notes`` are sentences for the user; ``replaced`` is what a merge took out of the file, by key and
    field.
    """

    format: str
    entries: int
    text: str
    path: str | None = None
    lacks: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    lost: tuple[str, ...] = ()
    notes: tuple[Sentence, ...] = ()
    changed: bool = True
    replaced: Mapping[str, Mapping[str, str]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class BoundExport:
    """An export that is kept up to date: the file at ``path`` holds the papers of ``query`` (or ``tag``) as they are.

    ``query`` and ``tag`` both None stand for the whole library; by ``tag_ids`` a tag is found that was renamed.
    ``error`` says why the last writing failed; ``written`` is when the file was last written (seconds since the epoch).
    ``replaced`` is what a merge took out of the file when it was last looked at, by key and field.
    """

    id: int
    path: str
    format: str
    query: str | None = None
    tag: str | None = None
    encoding: str = "unicode"
    abstracts: bool = False
    notes: bool = True
    merge: bool = False
    error: Sentence | None = None
    written: int | None = None
    tag_ids: tuple[int, ...] = ()
    replaced: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    def told(self) -> str:
        """What the user should know of the last writing, in a sentence; nothing where all is well."""
        if self.error:
            return f"{self.path} is not kept up to date: {self.error}"
        if self.replaced:
            said = "; ".join(f"{key} ({', '.join(fields)})" for key, fields in self.replaced.items())
            return f"In {self.path} values were replaced, because the library says otherwise: {said}."
        return ""


@dataclass(frozen=True, slots=True)
class GivenKey:
    """A citation key that a file gives to ``paper`` in ``line`` and that is not the paper's own, ``key``.

    ``holder`` is the title of the other paper that has it; None when none has it.
    """

    line: int
    paper: int
    given: str
    key: str | None
    taken: bool
    holder: str | None
    outcome: str


@dataclass(frozen=True, slots=True)
class KeyChange:
    """A citation key before and after renewing.

    ``wanted`` is what the pattern gives; ``new`` differs from it by a suffix where another paper has that key.
    """

    paper: int
    title: str | None
    old: str | None
    new: str
    wanted: str
