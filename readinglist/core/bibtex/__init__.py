"""Papers to BibTeX and other citation formats, and back: pure functions on records, no files, no SQL, no Qt.

May import settings, text, records and errors. The public interface:

* ``FORMATS``; ``write(papers, *, format="bibtex", encoding="unicode"|"ascii", abstracts=False, notes=True,
  protect=(), pattern=keys.DEFAULT_PATTERN) -> ExportReport`` (text, no file); ``entry(paper, …) -> str``
* ``lacks(paper) -> tuple[str, ...]``: the fields that a citation needs and nobody has given
* ``keys.make(paper, pattern, taken) -> str``, ``keys.parse(pattern)``, ``keys.preview``, ``keys.is_valid``,
  ``keys.DEFAULT_PATTERN``
"""

from readinglist.core.bibtex import keys
from readinglist.core.bibtex.kinds import lacks
from readinglist.core.bibtex.writing import ENCODINGS, FORMATS, entry, write

__all__ = ["ENCODINGS", "FORMATS", "entry", "keys", "lacks", "write"]
