"""``search``, ``list`` and ``show``. May import core.library, records, errors and output."""

import argparse
from typing import Any

from readinglist.cli import values
from readinglist.cli.indexing import bring_up_to_date
from readinglist.cli.output import paper_json, print_json, row_text, search_json
from readinglist.core.library import Library
from readinglist.core.records import SORTS, WHOLE, Paper, SearchResult
from readinglist.paths import LibraryPaths

#: Papers fetched at once, so that a long list needs little memory.
_PAGE = 1000


def add_commands(commands: Any, common: argparse.ArgumentParser) -> None:
    """Add this group's commands."""
    parser = commands.add_parser("search", parents=[common], help="search papers")
    parser.add_argument("query", nargs="+", metavar="QUERY", help="words, phrases, fields: see README")
    parser.add_argument(
        "--limit", type=values.count, default=20, metavar="N", help="show so many (default: 20; 0: all)"
    )
    parser.add_argument("--sort", default="relevance", choices=SORTS)
    parser.add_argument("--explain", action="store_true", help="say which word hit where, with what weight")
    parser.add_argument("--all", action="store_true", help="search dismissed papers too")
    parser.add_argument(
        "--literal", action="store_true", help="search for the very words: no other forms, no typing errors"
    )
    parser.set_defaults(run=search)
    parser = commands.add_parser("list", parents=[common], help="list papers")
    parser.add_argument("--query", metavar="Q", help="only those that match")
    orders = [name for name in SORTS if name != "relevance"]
    parser.add_argument("--sort", default="import", choices=orders, help="default: the order of their import")
    parser.set_defaults(run=list_papers)
    parser = commands.add_parser("show", parents=[common], help="show a paper")
    parser.add_argument("id", type=values.paper, metavar="ID")
    parser.set_defaults(run=show)


def search(options: argparse.Namespace, paths: LibraryPaths) -> int:
    """Search; prints the best papers and the exact total."""
    with Library.open(paths, create=False, read_only=None) as library:
        if not library.read_only:
            bring_up_to_date(library)
        limit = None if options.limit <= 0 else options.limit
        result = library.search(
            " ".join(options.query) + WHOLE,
            view="all" if options.all else "library",
            sort=options.sort,
            limit=limit,
            snippets=None if options.json else 0,
            explain=options.explain,
            literal=options.literal,
        )
        if options.json:
            print_json(search_json(result))
        else:
            _print_result(result)
            for row in library.rows([hit.id for hit in result.hits]):
                print(row_text(row))
                for line in result.explanation.get(row.id, ()):
                    print(f"         {line}")
    return 0


def _print_result(result: SearchResult) -> None:
    print("1 paper" if result.total == 1 else f"{result.total} papers")
    for typed, assumed in result.assumed:
        print(f"“{typed}” was taken for “{assumed}”; in quotes it is searched for as it stands, all with --literal.")
    for note in result.notes:
        print(note)
    for sentence in result.emptiness.sentences if result.emptiness is not None else ():
        print(sentence)
    if result.elsewhere:
        print("--all searches dismissed papers too.")


def list_papers(options: argparse.Namespace, paths: LibraryPaths) -> int:
    """List all papers, dismissed ones too, or those that match a query; by default in the order of their import."""
    with Library.open(paths, create=False, read_only=None) as library:
        ids = list(library.ids("all", sort=options.sort))
        if options.query is not None:
            if not library.read_only:
                bring_up_to_date(library)
            wanted = set(library.search(options.query + WHOLE, view="all", limit=0).matching)
            ids = [paper for paper in ids if paper in wanted]
        if options.json:
            library.ensure_keys(ids)
            print_json(
                [
                    paper_json(paper)
                    for start in range(0, len(ids), _PAGE)
                    for paper in library.papers(ids[start : start + _PAGE])
                ]
            )
            return 0
        for start in range(0, len(ids), _PAGE):
            for row in library.rows(ids[start : start + _PAGE]):
                print(row_text(row))
    return 0


def show(options: argparse.Namespace, paths: LibraryPaths) -> int:
    """Show everything there is of a paper."""
    with Library.open(paths, create=False, read_only=None) as library:
        library.citation_key(options.id)
        paper = library.paper(options.id)
    if options.json:
        print_json(paper_json(paper))
    else:
        print(_page(paper))
    return 0


def _page(paper: Paper) -> str:
    facts = {
        "authors": " and ".join(paper.authors),
        "year": paper.year,
        "venue": paper.venue,
        "arXiv": paper.versioned_arxiv,
        "doi": paper.doi,
        "url": paper.url,
        **Library.other_fields(paper),
        "code": "  ".join(paper.code_links),
        "key": paper.citation_key,
        "status": f"{paper.status}{', starred' if paper.starred else ''}",
        "tags": ", ".join(paper.tags),
        "seen": ", ".join(f"{source.file}:{source.line}" for source in paper.sources),
    }
    title = paper.title or f"(no title{': ' + paper.method if paper.method else ''})"
    lines = [f"{paper.id}  {title}", *(f"  {name}: {value}" for name, value in facts.items() if value)]
    for text in (paper.abstract, f"Note: {paper.note}" if paper.note else None):
        if text:
            lines += ["", text]
    return "\n".join(lines)
