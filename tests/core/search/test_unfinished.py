"""A clause that is being typed never empties the list: every clause of the language, letter by letter, in libraries
that have what it asks for and in libraries that do not; finished, it does, and that is explained."""

from collections.abc import Iterator

import pytest

from readinglist.core.library import Library, run
from readinglist.core.records import WHOLE, SearchResult
from readinglist.core.search import SearchIndex, parse
from readinglist.core.search.query.half_typed import closed, half_typed
from readinglist.paths import resource
from tests.core.search.conftest import MemoryFacts, Opened, paper

#: Every clause, with a value that hardly any library has.
CLAUSES = """
"no such phrase at all"
-"message passing on molecular graphs"
-word
title:zzyzx
title:"no such title"
-title:attention
abstract:zzyzx
abstract:"no such text"
note:zzyzx
note:"no such note"
tag:nonesuch
tag:"none such"
-tag:nonesuch
author:smith
author:"Smith, Jane"
author:"Ada Lovelace"
key:smith2020deep
key:zzyzx
dump:nonesuch.txt
dump:"none such.txt"
year:1850
year:1850..1860
year:..1860
year:2090..
year:2090..2095
year:2090-2095
year:>2090
year:<=1850
-year:1850..2095
status:new
status:later
status:reading
status:read
status:dismissed
-status:new
seen:77
seen:>77
seen:>=77
seen:<=77
seen:<1
-seen:>=1
added:1h
added:7d
added:12m
is:starred
is:unread
is:later
is:reading
is:read
-is:unread
has:note
has:code
has:highlight
has:title
has:abstract
has:author
has:year
has:tag
has:file
has:key
-has:abstract
no:title
no:abstract
no:author
no:year
no:tag
no:key
""".strip().split("\n")
BEFORE = ["", "attention is:unread ", "(attention "]


@pytest.fixture(scope="module")
def samples(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    """The dumps that come with the program: no authors, no years, no tags."""
    with Library.open(tmp_path_factory.mktemp("samples") / "library") as library:
        run(library.import_dumps([resource("samples")]))
        run(library.catch_up())
        yield library


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    """Papers with authors, years, tags, notes and stars."""
    with Library.open(tmp_path_factory.mktemp("told") / "library") as library:
        titles = ["Attention is all you need", "Attention in graphs", "Vision and language", "Reading attention"]
        papers = [library.add_paper(title=title, abstract=f"On {title}, in short.") for title in titles]
        library.edit(papers[0], "authors", "Ada Lovelace; Jane Smithson")
        library.edit(papers[0], "year", "2021")
        library.edit(papers[1], "year", "2024")
        library.tag(papers[:2], "noted")
        library.set_status(papers[3:], "read")
        library.star(papers[:1])
        run(library.catch_up())
        yield library


@pytest.mark.parametrize("clause", CLAUSES)
@pytest.mark.parametrize("before", BEFORE)
@pytest.mark.parametrize("which", ["samples", "told"])
def test_a_clause_that_is_being_typed_never_empties_the_list(
    which: str, before: str, clause: str, request: pytest.FixtureRequest
) -> None:
    library: Library = request.getfixturevalue(which)
    for end in range(1, len(clause)):
        text = before + clause[:end]
        assert library.search(text, limit=0).total, text
    result = library.search(before + clause, limit=0)
    assert result.total or half_typed(parse(before + clause)) is None


def test_what_is_only_counted_is_finished(told: Library) -> None:
    assert (told.count("attention tag:nonesuch"), told.count("attention tag:noted")) == (0, 2)


@pytest.mark.parametrize("clause", CLAUSES)
def test_what_restricts_nothing_yet_is_said_and_finished_it_is_explained(samples: Library, clause: str) -> None:
    for end in range(2, len(clause) + 1):
        typed, whole = samples.search(clause[:end], limit=0), samples.search(clause[:end] + WHOLE, limit=0)
        if not whole.total:
            assert whole.emptiness is not None and whole.emptiness.sentences
        if _restricts_nothing(typed):
            assert not whole.total, clause[:end]


def _restricts_nothing(result: SearchResult) -> bool:
    return any("restricts nothing yet" in note for note in result.notes)


@pytest.mark.parametrize(
    ("text", "half"),
    [
        ("graph author:smi", "author:smi"),
        ('graph author:"Smi', 'author:"Smi'),
        ('"graph neu', '"graph neu'),
        ('"graph ', '"graph '),  # the space is one of the phrase
        ('"graph (n)', '"graph (n)'),  # and so is a bracket
        ("tag:x", "tag:x"),
        ("year:2023", "year:2023"),
        ("year:2023..", "year:2023.."),
        ("year:2023..20", "year:2023..20"),
        ("status:read", "status:read"),  # or reading
        ("seen:>1", "seen:>1"),
        ("-tag:x", "-tag:x"),
        ("(graph tag:x", "tag:x"),
        ("graph OR tag:x", "tag:x"),
        # finished
        ("tag:x ", None),
        ("tag:x\n", None),
        ('"graph neu\n', None),
        ('"graph neural"', None),
        ('tag:"x"', None),
        ("(graph tag:x)", None),
        ("tag:x graph", None),
        ("status:reading", None),
        ("is:starred", None),
        ("year:2023..2025", None),
        ("year:..2025", None),
        ("added:7d", None),
        ("title:gra*", None),
        ("graph", None),  # words are searched for as far as they are typed
    ],
)
def test_which_clause_is_being_typed(text: str, half: str | None) -> None:
    parsed = parse(text)
    node = half_typed(parsed)
    assert (None if node is None else parsed.text[node.start : node.end]) == half


def test_what_was_meant_and_what_is_elsewhere_are_told_with_it(library: tuple[SearchIndex, MemoryFacts]) -> None:
    index, facts = library
    near = index.search("tag:chemestry", facts=facts)
    assert near.notes == (
        "“tag:chemestry” restricts nothing yet: with it there are no papers.",
        "Nearest: tag:chemistry.",
    )
    elsewhere = index.search("tag:chemistry", facts=facts, view="later")
    assert (list(elsewhere.ids), elsewhere.notes) == (
        [3],
        ("“tag:chemistry” restricts nothing yet: with it there are no papers in this view, and 1 outside it.",),
    )


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ('"neural net', '"neural net"'),
        ('graph -title:"neural net ', 'graph -title:"neural net"'),
        ('title:("neural net)', 'title:("neural net)"'),
        ('graph "', 'graph "'),
        ('"neural net" tag:x', '"neural net" tag:x'),
        ("title:(graph OR", "title:(graph OR"),
    ],
)
def test_what_is_kept_has_no_open_quote(text: str, kept: str) -> None:
    assert closed(text) == kept
    assert parse(kept).root == parse(text).root
    assert half_typed(parse(f"{kept} ")) is None


def test_a_long_clause_is_named_by_its_beginning(open_with: Opened) -> None:
    index, facts = open_with([paper(1, "Graphs")])
    (note,) = index.search("graphs author:" + "x" * 6000, facts=facts).notes
    assert note.startswith("“author:xxx")
    assert len(note) < 200
