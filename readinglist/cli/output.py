"""Results and progress as text or JSON. May import records and paths.

The names of the fields are a promise: scripts read them.
"""

import json
import sys
from collections.abc import Collection, Generator
from dataclasses import asdict
from typing import Any, TypeVar

from readinglist.core.records import Emptiness, FileReport, ImportReport, Paper, PaperRow, Progress, SearchResult
from readinglist.paths import LibraryPaths

_T = TypeVar("_T")


def print_json(value: Any) -> None:
    """Print ``value`` as JSON, readable; characters that UTF-8 does not have are escaped."""
    text = json.dumps(value, ensure_ascii=False, indent=1)
    try:
        text.encode()
    except UnicodeEncodeError:
        text = json.dumps(value, ensure_ascii=True, indent=1)
    print(text)


def follow(steps: Generator[Progress, None, _T]) -> _T:
    """Run a long task to its end, showing how far it is when a person is looking."""
    looking = sys.stderr.isatty()
    width = 0
    try:
        while True:
            progress = next(steps)
            if looking:
                line = progress_line(progress)
                print(f"\r{line:<{width}}", end="", file=sys.stderr, flush=True)
                width = len(line)
    except StopIteration as stop:
        return stop.value  # type: ignore[no-any-return]
    finally:
        if width:
            print(f"\r{'':<{width}}\r", end="", file=sys.stderr, flush=True)


def progress_line(progress: Progress) -> str:
    """How far a task is, in one line."""
    parts = [progress.message]
    if progress.fraction is not None:
        parts.append(f"{progress.fraction:.0%}")
    if progress.done:
        parts.append(f"{progress.done} papers")
    if progress.rate:
        parts.append(f"{progress.rate:.0f}/s")
    if progress.seconds_left is not None:
        parts.append(f"{progress.seconds_left:.0f} s left")
    return " · ".join(parts)[:110]


def paper_json(paper: Paper) -> dict[str, Any]:
    """A paper as ``list --json`` and ``show --json`` give it; ``sources`` are raw, as in the dump."""
    return {
        "id": paper.id,
        "title": paper.title,
        "abstract": paper.abstract,
        "authors": list(paper.authors),
        "year": paper.year,
        "arxiv": paper.versioned_arxiv or None,
        "doi": paper.doi,
        "url": paper.url,
        "venue": paper.venue,
        "status": paper.status,
        "starred": paper.starred,
        "tags": list(paper.tags),
        "note": paper.note,
        "citation_key": paper.citation_key,
        "seen": paper.seen,
        "code_links": list(paper.code_links),
        "sources": [
            {"file": source.file, "line": source.line, "title": source.title, "abstract": source.abstract}
            for source in paper.sources
        ],
    }


def begun(paths: LibraryPaths) -> str | None:
    """What to say before a library is made where there is none.

    Who has mistyped ``--library``, or whose folder has gone, must not believe that these are the papers of before.
    """
    return None if paths.database.exists() else f"A new library was begun in {paths.folder}"


def import_json(report: ImportReport) -> dict[str, Any]:
    """An import report as ``import --json`` gives it."""
    return {
        "files": [file_json(file) for file in report.files],
        "totals": {"lines": asdict(report.lines), "records": asdict(report.records)},
        "cancelled": report.cancelled,
    }


def file_json(report: FileReport) -> dict[str, Any]:
    """The report of one file."""
    return {
        "file": report.file,
        "format": report.format,
        "already_imported": report.already_imported,
        "cancelled": report.cancelled,
        "error": report.error,
        "lines": asdict(report.lines),
        "records": asdict(report.records),
        "rejected": [{"line": item.line, "reason": item.reason} for item in report.rejected],
        "unparsed": [{"line": item.line, "reason": item.reason, "text": item.text} for item in report.unparsed],
        "furniture": [{"line": item.line, "text": item.text} for item in report.furniture],
        "notes": list(report.notes),
    }


def not_imported(file: FileReport) -> str:
    """One line that says why a file was not imported, and what to do."""
    return " ".join(f"{file.file}: not imported: {file.error}".splitlines())


def import_text(report: ImportReport, without: Collection[FileReport] = ()) -> str:
    """An import report for a person, without the files that are told of elsewhere."""
    lines = [line for file in report.files if file not in without for line in _file_lines(file)]
    if len(report.files) != 1:
        lines.append(f"Together: {_records(report)}")
    if report.cancelled:
        lines.append("Stopped before the end. What was stored stays; import the same files again to go on.")
    return "\n".join(lines)


def _file_lines(file: FileReport) -> list[str]:
    if file.error is not None:
        return [not_imported(file)]
    again = " (these bytes were imported before; nothing new is stored)" if file.already_imported else ""
    counts = file.lines
    lines = [
        f"{' '.join(file.file.splitlines())}: {file.format}{again}",
        f"  {counts.total} lines = {counts.furniture} furniture + {counts.title} titles + {counts.abstract} abstracts"
        f" + {counts.blank} blank + {counts.unparsed} unparsed",
        f"  {_records(file)}",
    ]
    lines += [f"  line {item.line} was rejected: {item.reason}" for item in file.rejected[:20]]
    lines += [f"  line {item.line} was not understood: {item.reason}" for item in file.unparsed[:20]]
    return lines + [f"  {note}" for note in file.notes]


def _records(report: FileReport | ImportReport) -> str:
    counts = report.records
    return (
        f"{counts.total} records = {counts.new} new + {counts.known} known + {counts.healed} healed"
        f" + {counts.asked} asked + {counts.rejected} rejected"
    )


def row_text(row: PaperRow) -> str:
    """One line for a paper in a list."""
    star = "*" if row.starred else " "
    title = row.title or f"(no title) {row.method + ': ' if row.method else ''}{row.line[:70]}"
    return f"{row.id:>6} {star} {row.status:<9} {title}"


def search_json(result: SearchResult) -> dict[str, Any]:
    """A search as ``search --json`` gives it."""
    return {
        "query": result.query.strip(),
        "total": result.total,
        "like": result.like,
        "hits": [
            {
                "id": hit.id,
                "title": hit.title,
                "score": hit.score,
                "citation_key": hit.citation_key,
                "snippet": hit.snippet,
                **({"explanation": list(result.explanation[hit.id])} if hit.id in result.explanation else {}),
            }
            for hit in result.hits
        ],
        "elsewhere": result.elsewhere,
        "assumed": [{"typed": typed, "assumed": assumed} for typed, assumed in result.assumed],
        "notes": list(result.notes),
        "emptiness": None if result.emptiness is None else _emptiness_json(result.emptiness),
    }


def _emptiness_json(told: Emptiness) -> dict[str, Any]:
    """Why a search found nothing."""
    return {
        "clauses": [{"text": clause.text, "papers": clause.papers} for clause in told.clauses],
        "query": told.query,
        "without": told.without,
        "nearest": [near.text for near in told.nearest],
        "sentences": list(told.sentences),
    }
