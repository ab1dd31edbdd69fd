"""Papers to BibTeX and other citation formats, and back: pure functions on records, no files, no SQL, no Qt.

May import settings, text, records and errors. The public interface:

Writing (``choices``: ``encoding="unicode"|"ascii"``, ``abstracts=False``, ``notes=True``, ``memory=None``, a ``Memory``
of entries written before, ``reserved=()``, keys of other papers):

* ``FORMATS`` (bibtex, biblatex, ris, csl-json, markdown, csv), ``ENCODINGS``
* ``write(papers, *, format="bibtex", **choices) -> ExportReport`` (text, no file) · ``entry(paper, …) -> str``
* ``merge(existing, papers, *, format="bibtex", **choices) -> ExportReport``: into the text (or bytes) of a .bib file
* ``readback(text, papers, *, format, merged=False, **choices)``: the check before a file is replaced (ExportError)
* ``ENTRY_TYPES``: the types that BibTeX or biblatex knows; any other is kept and written as ``misc``
* ``without_parts(title, extra)``: ``extra`` without the subtitle that a typed title no longer ends with
* ``lacks(paper) -> tuple[str, ...]``: the fields that a citation needs and nobody has given
* ``cite(papers, style, *, markup="text") -> str``: ``STYLES`` are latex, pandoc, typst, key, entry, apa, ieee

Keys: ``keys.preview(paper, pattern) -> str``, ``keys.suffixed(key, taken)``, ``keys.repair(key)``,
``keys.parse(pattern)`` (PatternError with ``position``), ``keys.DEFAULT_PATTERN``.

Reading: ``read_bib(text)``, ``read_ris(text)``, ``read_csl(text)`` → iterators of ``Draft | Rejected`` with lines;
``IMPORT_FORMATS``: objects with ``name``, ``title``, ``sniff(head, name="")`` and ``read(text)`` for the registry of
the dumps room. Titles and abstracts of drafts are plain text, decoded from the coding of the file.
``linked_files(extra)``: what the paths of the files may be that an entry names.
"""

from readinglist.core.bibtex import keys
from readinglist.core.bibtex.bibfiles.bibreading import read_bib
from readinglist.core.bibtex.bibfiles.links import linked_files
from readinglist.core.bibtex.dates import same_date
from readinglist.core.bibtex.entries import Titles
from readinglist.core.bibtex.formats.csl import read_csl
from readinglist.core.bibtex.formats.ris import read_ris
from readinglist.core.bibtex.kinds import ENTRY_TYPES, lacks
from readinglist.core.bibtex.memory import Memory
from readinglist.core.bibtex.registry import IMPORT_FORMATS, TextFormat
from readinglist.core.bibtex.whole_titles import without_parts
from readinglist.core.bibtex.writing import ENCODINGS, FORMATS, STYLES, cite, entry, merge, readback, write

__all__ = [
    "ENCODINGS",
    "ENTRY_TYPES",
    "FORMATS",
    "IMPORT_FORMATS",
    "STYLES",
    "Memory",
    "TextFormat",
    "Titles",
    "cite",
    "entry",
    "keys",
    "lacks",
    "linked_files",
    "merge",
    "read_bib",
    "read_csl",
    "read_ris",
    "readback",
    "same_date",
    "without_parts",
    "write",
]
