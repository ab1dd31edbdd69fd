"""Many papers to one text in a format, with the report of what each entry lacks. Imports the formats of this room."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Literal, TypedDict, Unpack, get_args

from readinglist.core.bibtex import keys
from readinglist.core.bibtex.entries import Options, write_entry
from readinglist.core.bibtex.kinds import lacks
from readinglist.core.errors import UsageError
from readinglist.core.records import ExportReport, Paper

Format = Literal["bibtex", "biblatex"]
FORMATS: tuple[str, ...] = get_args(Format)
ENCODINGS = ("unicode", "ascii")


@dataclass(frozen=True, slots=True)
class Keyed:
    """A paper with the key that its entry has in this export."""

    key: str
    paper: Paper


def write(
    papers: Iterable[Paper],
    *,
    format: str = "bibtex",  # noqa: A002 - the word that users and the command line use
    encoding: str = "unicode",
    abstracts: bool = False,
    notes: bool = True,
    protect: Collection[str] = (),
    pattern: str = keys.DEFAULT_PATTERN,
) -> ExportReport:
    """``papers`` as one text in ``format`` (one of `FORMATS`), sorted by citation key.

    A paper without a stored key gets one from ``pattern`` for this text only. ``encoding`` is ``unicode`` or
    ``ascii``; ``notes`` are private notes (annote), ``protect`` the user's words whose capitals are kept.
    Raises `UsageError` for an unknown format or encoding.
    """
    _check("format", format, FORMATS)
    _check("encoding", encoding, ENCODINGS)
    keyed = with_keys(papers, pattern)
    options = Options(
        dialect="biblatex" if format == "biblatex" else "bibtex",
        ascii_only=encoding == "ascii",
        abstracts=abstracts,
        notes=notes,
        protect=frozenset(protect),
    )
    text = "\n".join(write_entry(item.paper, item.key, options) for item in keyed)
    return ExportReport(
        format=format,
        entries=len(keyed),
        text=text,
        lacks=_lacking(keyed),
        lost=tuple(sorted(options.lost)),
        notes=_notes(options.lost),
    )


class Choices(TypedDict, total=False):
    """What `write` may be told, for functions that pass it on."""

    format: str
    encoding: str
    abstracts: bool
    notes: bool
    protect: Collection[str]
    pattern: str


def entry(paper: Paper, **choices: Unpack[Choices]) -> str:
    """The entry of one paper, as `write` gives it."""
    return write([paper], **choices).text


def with_keys(papers: Iterable[Paper], pattern: str = keys.DEFAULT_PATTERN) -> list[Keyed]:
    """Every paper with a valid key, unique without regard to case, sorted by key; stored keys go first."""
    everyone = list(papers)
    used: set[str] = set()
    keyed: list[Keyed] = []
    for paper in sorted(everyone, key=lambda paper: not paper.citation_key):
        key = paper.citation_key or ""
        if not keys.is_valid(key) or key.casefold() in used:
            wanted = keys.sanitise(key) or keys.preview(paper, pattern)
            key = keys.suffixed(wanted, lambda key: key.casefold() in used)
        used.add(key.casefold())
        keyed.append(Keyed(key, paper))
    return sorted(keyed, key=lambda item: (item.key.casefold(), item.key))


def _lacking(keyed: list[Keyed]) -> Mapping[str, tuple[str, ...]]:
    return {item.key: missing for item in keyed if (missing := lacks(item.paper))}


def _notes(lost: set[str]) -> tuple[str, ...]:
    if not lost:
        return ()
    return (f"ASCII has no form for {' '.join(sorted(lost))}; they were written in plain letters.",)


def _check(what: str, value: str, allowed: tuple[str, ...]) -> None:
    if value not in allowed:
        raise UsageError(f"“{value}” is no {what} of an export; there are {', '.join(allowed)}.")
