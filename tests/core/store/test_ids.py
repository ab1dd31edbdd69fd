"""The ids of every view in every order are those of the papers, sorted plainly."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from itertools import product
from typing import Any

import numpy as np
import pytest
from sqlalchemy import create_engine

from readinglist.core.library import Library
from readinglist.core.library.facts import StoreFacts
from readinglist.core.records import SORTS, STATUSES, VIEWS, Paper
from readinglist.core.store import listing, migrations
from readinglist.core.store.listing import _PIECE, _numbers
from tests.library_support import imported, page, write

PAPERS = 90
#: By the family name of the first one, whichever way he is written; that of a group is its name.
AUTHORS = ("Pot, Ann and Adams, Zoe", "Zoe Adams", "{The Kettle Group}", "adams, bob", "Bo", "van Pan, Al", "")
VENUES = ("Proc. of Kitchens", "annals of tea", "Kitchen Notes", "")
#: In their order: letters with marks stand with those without.
MARKED = (
    "Adams",
    "Ángel",
    "Čapek",
    "Dahl",
    "Émile",
    "Łukas",
    "Lyons",
    "müller",
    "Munz",
    "Ødegaard",
    "Öz",
    "Ozy",
    "Zola",
    "李",
)


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    folder = tmp_path_factory.mktemp("ids")
    with Library.open(folder / "library") as opened:
        imported(opened, write(folder, "one.txt", page(range(PAPERS))))
        imported(opened, write(folder, "two.txt", page(range(0, PAPERS, 7))))
        ids = list(opened.ids("all", sort="import"))
        for number, paper in enumerate(ids[::3]):
            opened.edit(paper, "year", str(2000 + number % 9))
            opened.edit(paper, "authors", AUTHORS[number % len(AUTHORS)])
            opened.edit(paper, "venue", VENUES[number % len(VENUES)])
        for number, status in enumerate(STATUSES):
            opened.set_status(ids[number * 4 : number * 4 + 4], status)
        opened.star(ids[5:40:9])
        yield opened


def shows(paper: Paper, view: str) -> bool:
    if view == "starred":
        return paper.starred
    return view in ("all", paper.status) or (view == "library" and paper.status != "dismissed")


def key(paper: Paper, sort: str, down: bool) -> tuple[float | str, ...]:
    sign = -1 if down else 1
    if sort == "import":
        return (sign * paper.id,)
    if sort == "added":
        return (sign * paper.added, paper.id)
    if sort == "seen":
        return (sign * paper.seen, sign * paper.id)
    if sort == "status":
        return (sign * STATUSES.index(paper.status), sign * paper.id)
    return (paper.year is None, sign * (paper.year or 0), sign * paper.id)


def name(paper: Paper, sort: str) -> str:
    if sort == "venue" or not paper.authors:
        return (paper.venue or "").lower() if sort == "venue" else ""
    first = paper.authors[0].lower()
    if first.startswith("{"):
        return first.strip("{}")
    return first.partition(",")[0] if "," in first else first.split()[-1]


def in_order(papers: list[Paper], sort: str, down: bool) -> list[int]:
    if sort not in ("author", "venue"):
        return [paper.id for paper in sorted(papers, key=lambda paper: key(paper, sort, down))]
    by_name = sorted(papers, key=lambda paper: (name(paper, sort), paper.id), reverse=down)
    return [paper.id for paper in sorted(by_name, key=lambda paper: not name(paper, sort))]


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("sort", [sort for sort in SORTS if sort not in ("relevance", "title")])
@pytest.mark.parametrize("down", [True, False])
def test_ids_of_a_view_in_order(library: Library, view: str, sort: str, down: bool) -> None:
    there = [paper for paper in library.papers(library.ids("all")) if shows(paper, view)]
    assert list(library.ids(view, sort=sort, descending=down)) == in_order(there, sort, down)


@pytest.mark.parametrize("count", [0, 1, 2, _PIECE])
def test_numbers_are_read_in_pieces(count: int) -> None:
    numbers = [pow(7, i, 10_000_019) for i in range(count)]
    assert list(_numbers(",".join(map(str, numbers)))) == numbers


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("sort", [sort for sort in SORTS if sort != "relevance"])
@pytest.mark.parametrize(("down", "counted"), [(True, 1000), (False, 1000), (True, 6), (False, 6)])
def test_a_piece_of_a_view_is_what_stands_there(
    library: Library, view: str, sort: str, down: bool, counted: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(listing, "_COUNTED", counted)
    whole = list(library.ids(view, sort=sort, descending=down))
    for first, count in ((0, 7), (3, 7), (len(whole) - 3, 7), (len(whole) + 50, 7), (0, 1000)):
        total, row, ids = library.piece(view, sort=sort, descending=down, first=first, count=count)
        assert total == len(whole) and list(ids) == whole[row : row + count]
        assert row == max(0, min(first, total - count))
    for paper in library.ids("all"):
        _, row, ids = library.piece(view, sort=sort, descending=down, around=paper, first=2, count=3)
        at, count = (whole.index(paper) - 3, 6) if paper in whole else (2, 3)
        at = max(0, min(at, len(whole) - count))
        assert list(ids) == whole[at : at + count]
        assert row == at if counted > PAPERS else abs(row - at) < PAPERS / 4


@pytest.mark.parametrize("column", ["year", "added", "seen"])
def test_the_values_of_a_few_papers_are_asked_for_alone_until_that_is_no_less_work(library: Library, column) -> None:
    few = np.array(library.ids("all")[40:10:-7])
    ids, values = StoreFacts(library._store, library.version).column(column)
    whole = dict(zip(ids.tolist(), values.tolist(), strict=True))
    facts = StoreFacts(library._store, library.version)
    for asked in (few, np.repeat(few, 2000), few):
        ids, values = facts.column(column, asked)
        told = dict(zip(ids.tolist(), values.tolist(), strict=True))
        assert ids.tolist() == sorted(ids) and set(told) >= set(few.tolist()) & set(whole)
        assert told == {paper: whole[paper] for paper in told}
        assert told == whole if ("column", column) in facts._answers else len(told) <= len(few)
    assert ("column", column) in facts._answers


def test_hits_sorted_by_title_stand_as_in_the_list_and_those_without_one_last(tmp_path) -> None:
    with Library.open(tmp_path / "library") as opened:
        imported(opened, write(tmp_path, "one.txt", page(range(9))))
        listed = list(opened.ids(sort="title"))
        imported(opened, write(tmp_path, "bare.bib", "@misc{bare, author = {Untitled, Una}, year = 2020}"))
        (bare,) = set(opened.ids()) - set(listed)
        for text in ("seen:>0", "author:untitled OR seen:>0"):
            assert list(opened.search(text, sort="title").ids) == [*listed, bare]


@pytest.mark.parametrize("sort", ["author", "venue", "title"])
def test_names_with_marks_stand_with_those_without(tmp_path, sort: str) -> None:
    with Library.open(tmp_path / "library") as opened:
        add_marked(opened, sort)
        for ids in (opened.ids(sort=sort), opened.search("kettle", sort=sort).ids):
            assert [first_word(paper, sort) for paper in opened.papers(ids)] == list(MARKED)


def add_marked(library: Library, sort: str) -> None:
    for number, text in enumerate(sorted(MARKED, key=lambda text: text[::-1])):
        named = {"title": f"Kettle {number}", "authors" if sort == "author" else sort: text, "note": "kettle"}
        library.add_paper(**named)


def first_word(paper: Paper, sort: str) -> str | None:
    return paper.authors[0] if sort == "author" else getattr(paper, sort)


def test_titles_of_an_older_library_stand_with_those_without_marks(tmp_path) -> None:
    with Library.open(tmp_path / "library") as library:
        add_marked(library, "title")
        database = library.paths.database
    with closing(sqlite3.connect(database)) as connection:
        connection.execute("UPDATE paper SET title_key = replace(lower(title), 'Ø', 'ø') WHERE title LIKE 'Ødegaard'")
        connection.execute("UPDATE paper SET title_key = replace(lower(title), 'Ł', 'ł') WHERE title LIKE 'Łukas'")
        connection.execute("PRAGMA user_version = 6")
        connection.commit()
    with Library.open(tmp_path / "library") as library:
        assert [paper.title for paper in library.papers(library.ids(sort="title"))] == list(MARKED)


def test_what_undo_brings_back_to_an_older_library_stands_with_titles_without_marks(tmp_path) -> None:
    with Library.open(tmp_path / "library") as library:
        first, second = (library.add_paper(title=title) for title in ("Ødegaard", "Zebra"))
        with closing(sqlite3.connect(library.paths.database)) as connection:
            connection.execute("UPDATE paper SET title_key = 'ødegaard' WHERE id = ?", (first,))
            connection.commit()
        library.delete([first])
        library.undo()
        assert list(library.ids(sort="title")) == [first, second]


@pytest.mark.parametrize("sort", ["author", "venue", "status"])
def test_hits_are_sorted_as_the_list_is(library: Library, sort: str) -> None:
    found = library.search("seen:>0", view="all", sort=sort).ids
    values = [name(paper, sort) or "~" for paper in library.papers(found)]
    if sort == "status":
        values = [str(STATUSES.index(paper.status)) for paper in library.papers(found)]
    assert values == sorted(values) and len(set(values)) > 3


def test_a_piece_of_a_dump_and_of_a_tag(library: Library) -> None:
    library.tag(list(library.ids("all"))[10:30:4], "odd")
    for place in ({"dump": 2}, {"tag": "odd"}):
        whole = list(library.ids("all", sort="title", **place))  # type: ignore[arg-type]
        total, first, ids = library.piece("all", sort="title", first=1, count=3, **place)  # type: ignore[arg-type]
        assert total == len(whole) > 4 and first == 1 and list(ids) == whole[1:4]


@pytest.mark.parametrize("view", ["all", "library"])
def test_a_piece_of_a_library_from_which_papers_were_deleted(tmp_path, view: str) -> None:
    with Library.open(tmp_path / "library") as opened:
        imported(opened, write(tmp_path, "one.txt", page(range(30))))
        ids = list(opened.ids("all", sort="import"))
        opened.set_status(ids[5:9], "dismissed")
        opened.delete(ids[20:25])
        whole = list(opened.ids(view, sort="title"))
        for known, first, count, said in (
            (None, 0, 5, len(whole) + 5),  # as many as were ever there
            (len(whole), 0, 5, len(whole)),
            (None, 0, 100, len(whole)),  # here one sees where it ends
            (None, len(whole) - 3, 8, len(whole)),
        ):
            total, row, found = opened.piece(view, sort="title", first=first, count=count, total=known)
            assert (total, row, list(found)) == (said, first, whole[first : first + count])


def test_a_piece_of_a_long_list_is_found_without_reading_all_of_it() -> None:
    papers, steps = 40_000, 0

    def count() -> int:
        nonlocal steps
        steps += 1
        return 0

    engine = create_engine("sqlite://")
    with engine.begin() as connection:
        migrations.migrate(connection)
        connection.exec_driver_sql(
            "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?)"
            " INSERT INTO paper (id, status, starred, seen, added, changed, year, title_key, authors, venue, edited,"
            " has_code, promises_code, code_links, extra, note)"
            " SELECT i, CASE WHEN i % 2000 THEN 'new' ELSE 'read' END, i % 2000 = 7, i % 3, i / 50, 0,"
            " nullif(1990 + i % 40, 2000), i * 7919 % 40009, '[\"N' || (i * 31 % 5003) || '\"]',"
            " nullif('V' || (i * 17 % 4), 'V2'), '[]', 0, 0, '[]', '{}', '' FROM n",
            (papers,),
        )
        raw: Any = connection.connection.driver_connection
        for (view, around), sort, down in product(
            (("library", 20_007), ("new", 20_007), ("starred", None)),
            ("added", "title", "author", "venue", "year", "status", "seen", "import"),
            (True, False),
        ):
            wanted = listing.Listed(view, sort, down)
            whole = list(listing.all_ids(connection, wanted))
            raw.set_progress_handler(count, 100)
            _, row, ids = listing.piece(connection, wanted, around, 0, 50, len(whole))
            raw.set_progress_handler(None, 0)
            at = whole.index(ids[0])
            assert list(ids) == whole[at : at + len(ids)] and abs(row - at) < len(whole) / 5
            assert around is None or around in ids
            assert steps * 100 < papers * 4, wanted  # to read all of an order is more than six steps a paper
            steps = 0
    engine.dispose()
