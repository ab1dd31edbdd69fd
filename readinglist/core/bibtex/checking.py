"""The check before a file is replaced: does the text say what was meant? Imports this room's readers and writer."""

import csv
import io
import json
from collections.abc import Callable, Iterable, Mapping

from readinglist.core.bibtex.bibfile import BibFile, value_of
from readinglist.core.bibtex.decoding import decode
from readinglist.core.bibtex.encoding import tidy
from readinglist.core.bibtex.entries import Options
from readinglist.core.bibtex.ris import read_ris
from readinglist.core.errors import ExportError
from readinglist.core.records import Paper, Rejected

_DASHES = str.maketrans("–—‐‑−", "-----")


def check_text(text: str, keyed: Iterable[tuple[str, Paper]], format: str, options: Options, alone: bool) -> None:  # noqa: A002
    """Reads ``text`` and compares: every paper stands in it under its key with its title, and nothing is broken.

    Unless ``alone``, other entries may be there, too (an export that was merged). Raises `ExportError` for the first
    difference. Markdown has no syntax that could break and is not read.
    """
    read = _READERS.get(format)
    if read is None:
        return
    found = read(text)
    papers = list(keyed)
    if alone and len(found) != len(papers):
        raise _error(f"{len(papers)} papers came out as {len(found)} entries")
    for key, paper in papers:
        if key not in found:
            raise _error(f"the entry {key} is missing")
        meant = paper.title or ""
        if format in {"bibtex", "biblatex"}:
            meant = decode(options.title(meant))
        if found[key] is not None and _folded(found[key] or "") != _folded(meant):
            raise _error(f"the title of {key} came out as “{(found[key] or '')[:80]}”")


def _error(what: str) -> ExportError:
    return ExportError(
        f"What was to be written did not pass its check: {what}. The file is as it was. "
        "This is a fault of Reading List; please report it with the title of that paper."
    )


def _folded(text: str) -> str:
    return " ".join(tidy(text).translate(_DASHES).replace("---", "-").replace("--", "-").split())


# One reader a format: key → title, None where the format cannot tell.


def _bib(text: str) -> Mapping[str, str | None]:
    file = BibFile(text)
    found: dict[str, str | None] = {}
    for block in file.blocks:
        if block.kind == "broken" or block.reason:
            raise _error(f"line {file.line(block.start)} cannot be read: {block.reason}")
        if block.kind == "entry":
            title = next((value_of(field, file.strings) for field in block.fields if field.name == "title"), "")
            found.setdefault(block.key, decode(title))
    return found


def _ris(text: str) -> Mapping[str, str | None]:
    found: dict[str, str | None] = {}
    for item in read_ris(text):
        if isinstance(item, Rejected):  # a paper without a title, exported without its abstract
            key = next((line[6:] for line in item.text.split("\n") if line.startswith("ID  - ")), "")
            found[key] = None
        else:
            found[item.metadata.citation_key or ""] = item.title or ""
    return found


def _csl(text: str) -> Mapping[str, str | None]:
    return {item["id"]: item.get("title", "") for item in json.loads(text)}


def _csv(text: str) -> Mapping[str, str | None]:
    return {row["key"]: row["title"].removeprefix("'") or None for row in csv.DictReader(io.StringIO(text, newline=""))}


_READERS: Mapping[str, Callable[[str], Mapping[str, str | None]]] = {
    "bibtex": _bib, "biblatex": _bib, "ris": _ris, "csl-json": _csl, "csv": _csv,
}  # fmt: skip
