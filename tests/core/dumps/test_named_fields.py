"""Papers told by fields with names: tables with a header (CSV, TSV) and JSON, whole and damaged."""

import csv
import io
import json

import pytest

from readinglist.core import dumps
from readinglist.core.dumps import named_fields
from readinglist.core.errors import DumpError
from readinglist.core.records import Draft, Rejected
from tests.core.dumps.test_variants import PAPERS

#: One with all that makes cells hard: commas, quotes, a line end.
HARD = ('Quotes, "commas"; and more: a survey of parsers', (PAPERS[0][1] or "") + '\nIt says “a, b” and "c; d".')
ALL = [*PAPERS, HARD]


def _table(mark: str, header: list[str], rows: list[list[str]], quoting: int = csv.QUOTE_MINIMAL) -> str:
    out = io.StringIO()
    csv.writer(out, delimiter=mark, quoting=quoting).writerows([header, *rows])  # type: ignore[arg-type]
    return out.getvalue()


def _read(text: str) -> tuple[list[Draft], list[Rejected], dumps.DumpReader]:
    reader = dumps.read(dumps.Input.from_text(text))
    items = list(reader)
    counts = reader.lines
    assert counts.title + counts.abstract + counts.furniture + counts.blank + counts.unparsed == counts.total
    return [i for i in items if isinstance(i, Draft)], [i for i in items if isinstance(i, Rejected)], reader


def _objects(**more: object) -> list[dict[str, object]]:
    return [{"title": title, "abstract": abstract, **more} for title, abstract in ALL]


PAIRS = [[title or "", abstract or ""] for title, abstract in ALL]
FILES = {
    "comma": _table(",", ["title", "abstract"], PAIRS),
    "semicolon, all quoted": _table(";", ["Titel", "Zusammenfassung"], PAIRS, csv.QUOTE_ALL),
    "tab, more columns": _table("\t", ["#", "Title", "My rating", "Abstract"], [["1", t, "5", a] for t, a in PAIRS]),
    "Excel": "sep=;\n" + _table(";", ["Abstract", "Title"], [[a, t] for t, a in PAIRS]),
    "JSON lines": "\n".join(map(json.dumps, _objects())),
    "JSON lines, names first": "\n".join(
        json.dumps({"authors": [{"name": "Anna Bee"}], **made}) for made in _objects()
    ),
    "JSON array": json.dumps(_objects(), indent=2),
    "JSON in one line": json.dumps(_objects(), ensure_ascii=False),
    "JSON in an object": json.dumps({"date": "2024-03-13", "title": "Daily papers", "papers": _objects()}, indent=1),
    "JSON, wrapped": json.dumps(
        [{"paper": {"id": "2401.00001", "title": t, "summary": a}, "title": t} for t, a in ALL]
    ),
}


@pytest.mark.parametrize("name", FILES)
def test_papers_are_read_letter_by_letter_by_the_names_of_their_fields(name: str) -> None:
    drafts, rejected, _ = _read(FILES[name])
    assert [(made.title, made.abstract) for made in drafts] == ALL
    assert not rejected


def test_what_else_is_told_comes_along() -> None:
    header = ["Title", "Abstract", "Authors", "Year", "DOI", "arXiv ID", "URL", "Journal"]
    row = ["10.1000/x.1", "0910.5630", "https://example.org/1", "Journal of Tests"]
    people = ["Anna Bee, Carl Dee", "Bee, Anna; Dee, Carl", "Anna Bee and Carl Dee", "Bee, A., Dee, C., the Group of 3"]
    drafts, _, _ = _read(
        _table(",", header, [[*pair, who, "2023-04-01", *row] for pair, who in zip(PAIRS, people, strict=False)])
    )
    told = [made.metadata for made in drafts]
    assert {(made.year, made.doi, made.arxiv, made.url, made.venue) for made in told} == {(2023, *row)}
    assert [made.authors for made in told] == [
        ("Anna Bee", "Carl Dee"),
        ("Bee, Anna", "Dee, Carl"),
        ("Anna Bee", "Carl Dee"),
        (),
    ]
    assert told[3].extra == {"authors": people[3]}


@pytest.mark.parametrize(
    ("text", "bad", "reason"),
    [
        (
            FILES["comma"].replace("\r\n", "\n") + 'A title,"An abstract that is not closed\nA row,of two\n',
            24 + 4,
            "quotation",
        ),
        (FILES["comma"].replace("\r\n", "\n") + "one,two,three\n", 28, "3 cells"),
        (FILES["JSON lines"] + '\n{"title": "Cut of', 14, "no valid JSON"),
        (FILES["JSON lines"] + '\n{"comment": "nothing"}', 14, "neither a title"),
    ],
)
def test_a_damaged_record_is_told_and_the_others_are_read(text: str, bad: int, reason: str) -> None:
    drafts, rejected, _ = _read(text)
    assert [(made.title, made.abstract) for made in drafts][: len(ALL)] == ALL
    assert [reason in made.reason for made in rejected] == [True]


FILMS = [
    ["The Long Road", "A man drives home. His wife waits. They meet a dog."],
    ["Blue", "Two friends fall out over a boat."],
]


@pytest.mark.parametrize(
    "text",
    [
        _table(",", ["title", "summary"], FILMS * 3),
        "\n".join(json.dumps({"title": title, "summary": text}) for title, text in FILMS),
        _table(",", ["name", "price"], [["Nails", "3"], ["Glue", "4"]]),
        json.dumps({"name": "app", "version": "1.0", "scripts": {"build": "make"}}),
    ],
)
def test_what_is_of_no_papers_is_refused(text: str) -> None:
    with pytest.raises(DumpError, match="no dump was recognised"):
        _read(text)


@pytest.mark.parametrize("name", ["Title", "PAPER_TITLE", "Article Title", "titre", "标题"])
def test_names_of_fields_are_read_without_marks_and_capitals(name: str) -> None:
    assert named_fields.meaning(name) == "title"
