"""The check before a file is replaced: does the text say what was meant? Imports this room's readers and writer."""

import csv
import io
import json
from collections.abc import Callable, Iterable, Mapping

from readinglist.core.bibtex.bibfiles.bibfile import BibFile, value_of
from readinglist.core.bibtex.entries import Options
from readinglist.core.bibtex.formats.html import to_text
from readinglist.core.bibtex.formats.listing import defuse
from readinglist.core.bibtex.formats.ris import read_ris
from readinglist.core.bibtex.latex.decoding import decode
from readinglist.core.bibtex.latex.encoding import tidy
from readinglist.core.bibtex.whole_titles import whole, whole_title
from readinglist.core.records import Paper, Rejected

_DASHES = str.maketrans("–—‐‑−", "-----")


def problem(
    text: str,
    format: str,  # noqa: A002
    entries: int,
    keyed: Iterable[tuple[str, Paper]],
    options: Options,
) -> str | None:
    """What is wrong with ``text``, in words, or None.

    It must be readable, hold at least so many ``entries`` (a merged file holds others, too), and every paper of
    ``keyed`` under its key with its title. Markdown has no syntax that could break and is not read.
    """
    read = _READERS.get(format)
    if read is None:
        return None
    try:
        found = read(text)
    except _BrokenError as error:
        return str(error)
    if len(found) < entries:
        return f"{entries} papers came out as {len(found)} entries"
    for key, paper in keyed:
        if key not in found:
            return f"the entry {key} is missing"
        title, meant = found[key], _meant(paper, format, options)
        if title is None or title == meant:
            continue
        if format in {"bibtex", "biblatex"}:
            title, meant = decode(title), decode(meant)
        if _folded(title) != _folded(meant):
            return f"the title of {key} came out as “{title[:80]}”"
    return None


def _meant(paper: Paper, format: str, options: Options) -> str:  # noqa: A002
    """The title of ``paper`` as it should stand in the text."""
    if format in {"bibtex", "biblatex"}:
        return options.title(paper)
    if format == "csv":
        return defuse(whole(paper))
    return to_text(whole(paper)) if format == "ris" else whole(paper)  # every reader of RIS takes HTML so


class _BrokenError(Exception):
    """Why a text cannot be read."""


def _folded(text: str) -> str:
    return " ".join(tidy(text).translate(_DASHES).replace("---", "-").replace("--", "-").split())


# One reader a format: key → title as it stands there, None where the format cannot tell.


def _bib(text: str) -> Mapping[str, str | None]:
    file = BibFile(text)
    found: dict[str, str | None] = {}
    for block in file.blocks:
        if block.kind == "broken" or block.reason:
            raise _BrokenError(f"line {file.line(block.start)} cannot be read: {block.reason}")
        if block.kind == "entry":
            title = next((value_of(field, file.strings) for field in block.fields if field.name == "title"), "")
            # A file that others wrote may hold a key twice: both are entries.
            found[block.key if block.key not in found else f"{block.key}\n{block.start}"] = title
    return found


def _ris(text: str) -> Mapping[str, str | None]:
    found: dict[str, str | None] = {}
    for item in read_ris(text):
        if isinstance(item, Rejected):  # a paper without a title, exported without its abstract
            key = next((line[6:] for line in item.text.split("\n") if line.startswith("ID  - ")), "")
            found[key] = None
        else:
            found[item.metadata.citation_key or ""] = whole_title(item.title or "", item.metadata.extra)
    return found


def _csl(text: str) -> Mapping[str, str | None]:
    try:
        return {item["id"]: item.get("title", "") for item in json.loads(text)}
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise _BrokenError(f"the text is no CSL-JSON: {error}") from error


def _csv(text: str) -> Mapping[str, str | None]:
    csv.field_size_limit(max(csv.field_size_limit(), len(text)))  # a note may be longer than Python expects
    try:
        return {row["key"]: row["title"] or None for row in csv.DictReader(io.StringIO(text, newline=""))}
    except (csv.Error, KeyError) as error:
        raise _BrokenError(f"the text is no CSV: {error}") from error


_READERS: Mapping[str, Callable[[str], Mapping[str, str | None]]] = {
    "bibtex": _bib, "biblatex": _bib, "ris": _ris, "csl-json": _csl, "csv": _csv,
}  # fmt: skip
