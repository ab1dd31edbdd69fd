"""The query language: every sign of it, what is unfinished, what is text, and the way back to text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from readinglist.core.search import clauses, complete, parse
from readinglist.core.search.query.language import MAX_DEPTH, MAX_PLAIN, All, Any, Field, Not, Phrase, Unfinished, Word

TABLE = [
    ("graph neural", (Word("graph"), Word("neural"))),
    ("trans*", (Word("trans", star=True),)),
    ("tr*", (Word("tr"),)),
    ('"neural networks"', (Phrase("neural networks"),)),
    ('"neural net', (Phrase("neural net"),)),
    ("-graph", (Not(Word("graph")),)),
    ('-"a b"', (Not(Phrase("a b")),)),
    ("a OR b", (Any((Word("a"), Word("b"))),)),
    ("a OR b OR c d", (Any((Word("a"), Word("b"), Word("c"))), Word("d"))),
    ("a or b", (Word("a"), Word("or"), Word("b"))),
    ("(a b) OR c", (Any((All((Word("a"), Word("b"))), Word("c"))),)),
    ("-(a OR b)", (Not(Any((Word("a"), Word("b")))),)),
    ("title:graph", (Field("title", "graph"),)),
    ("TITLE:graph", (Field("title", "graph"),)),
    ('title:"graph net"', (Field("title", "graph net", quoted=True),)),
    ("title:grap*", (Field("title", "grap", star=True),)),
    (
        "abstract:x note:y author:z key:k",
        (Field("abstract", "x"), Field("note", "y"), Field("author", "z"), Field("key", "k")),
    ),
    ("tag:ml", (Field("tag", "ml"),)),
    ('tag:"to read"', (Field("tag", "to read", quoted=True),)),
    ("dump:april", (Field("dump", "april"),)),
    ("year:2023", (Field("year", "2023"),)),
    ("year:2023..2025", (Field("year", "2023..2025"),)),
    ("year:2023..", (Field("year", "2023.."),)),
    ("year:..2025", (Field("year", "..2025"),)),
    ("year:2023..20", (Field("year", "2023.."),)),
    ("status:later", (Field("status", "later"),)),
    ("seen:>1 seen:2 seen:<=3", (Field("seen", ">1"), Field("seen", "2"), Field("seen", "<=3"))),
    ("added:7d", (Field("added", "7d"),)),
    ("is:starred is:unread", (Field("is", "starred"), Field("is", "unread"))),
    ("has:note has:code has:highlight", (Field("has", "note"), Field("has", "code"), Field("has", "highlight"))),
    ("no:title no:year no:tag", (Field("no", "title"), Field("no", "year"), Field("no", "tag"))),
    ("-is:starred", (Not(Field("is", "starred")),)),
    # not finished: restricts nothing
    ("tag:", (Unfinished("tag:"),)),
    ("year:20", (Unfinished("year:20"),)),
    ("is:st", (Unfinished("is:st"),)),
    ("status:rea", (Unfinished("status:rea"),)),
    ("seen:>", (Unfinished("seen:>"),)),
    ("added:7", (Unfinished("added:7"),)),
    ('title:"', (Unfinished('title:""'),)),
    ("graph -", (Word("graph"), Unfinished("-"))),
    ("graph OR", (Word("graph"), Unfinished("OR"))),
    ('graph "', (Word("graph"), Unfinished('""'))),
    # no clause: text
    ("foo:bar", (Word("foo:bar"),)),
    ("status:xyz", (Word("status:xyz"),)),
    ("year:next", (Word("year:next"),)),
    ("https://arxiv.org/abs/1", (Word("https://arxiv.org/abs/1"),)),
    ("GPT-4 C++ $100K", (Word("GPT-4"), Word("C++"), Word("$100K"))),
    ('is:"x', (Word("is"), Phrase("x"))),
    ('-added:"7 d" OR b', (Not(Word("added")), Any((Phrase("7 d"), Word("b"))))),
    ('Seen:"x"', (Word("Seen"), Phrase("x"))),
    ("no:*", (Word("no"),)),
    ("has:**", (Word("has", star=True),)),
    (")(", ()),
    ("", ()),
    ("*", (Unfinished("*"),)),
]


@pytest.mark.parametrize(("text", "children"), TABLE)
def test_what_is_typed_is_understood(text: str, children: tuple[object, ...]) -> None:
    assert parse(text).root.children == children


@pytest.mark.parametrize("text", [text for text, _ in TABLE])
def test_every_beginning_of_a_query_is_a_query(text: str) -> None:
    for end in range(len(text) + 1):
        parsed = parse(text[:end])
        assert parse(parsed.to_text()).root == parsed.root


PIECES = st.sampled_from(
    [
        "a",
        "b",
        "OR",
        "(",
        ")",
        '"',
        "-",
        "tag:",
        "tag:x",
        "year:2023..",
        "is:st",
        "is:",
        "no:*",
        "added:",
        " ",
        "  ",
        "title:",
        "*",
        "abc*",
        "é",
        "\0",
    ]
)


@given(st.lists(PIECES, max_size=12).map("".join))
def test_written_and_parsed_again_it_is_the_same_query(text: str) -> None:
    parsed = parse(text)
    assert parse(parsed.to_text()).root == parsed.root


@given(st.text(max_size=200))
def test_any_text_at_all_is_a_query(text: str) -> None:
    parsed = parse(text)
    for node, _ in parsed.leaves():
        assert 0 <= node.start <= node.end <= len(parsed.text)


def test_a_long_text_or_deep_brackets_are_plain_text() -> None:
    assert parse("word " * (MAX_PLAIN + 1)).plain
    deep = "(" * (MAX_DEPTH + 1) + "a"
    assert parse(deep).plain
    assert not parse("(" * MAX_DEPTH + "a").plain


def test_clauses_tell_their_place_and_kind() -> None:
    text = 'graph "a b" tag:ml is:starred year:20 neur'
    found = [(c.kind, text[c.start : c.end]) for c in clauses(text)]
    assert found == [
        ("word", "graph"),
        ("phrase", '"a b"'),
        ("field", "tag:ml"),
        ("flag", "is:starred"),
        ("unfinished", "year:20"),
        ("prefix", "neur"),
    ]


class Names:
    def names(self, kind: str) -> list[str]:
        return {"tag": ["to read", "reward"], "dump": ["april.txt"], "author": ["Ada Lovelace"]}[kind]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("graph ti", ["title:"]),
        ("st", ["status:"]),
        ("tag:re", ["tag:reward ", 'tag:"to read" ']),
        ("-tag:to", ['tag:"to read" ']),
        ("is:un", ["is:unread "]),
        ("author:love", ['author:"Ada Lovelace" ']),
        ("dump:", ["dump:april.txt "]),
        ("year:20", []),
    ],
)
def test_completion(text: str, expected: list[str]) -> None:
    assert [c.text for c in complete(text, len(text), Names())] == expected
