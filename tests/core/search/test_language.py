"""The query language: every sign of it, what is unfinished, what is text, and the way back to text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from readinglist.core.search import clauses, complete, parse
from readinglist.core.search.query import remarks
from readinglist.core.search.query.language import (
    MAX_CLAUSES,
    MAX_DEPTH,
    MAX_PLAIN,
    All,
    Any,
    Field,
    Not,
    Phrase,
    Unfinished,
    Word,
)

PHRASE = Field("title", "a b", quoted=True)
C_OR_D = Any((Field("title", "c"), Field("title", "d")))
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
    ("year:2023-2025", (Field("year", "2023..2025"),)),
    ("year:2023–20", (Field("year", "2023.."),)),
    (
        "year:>2023 year:<=2025 -year:=2024",
        (Field("year", ">2023"), Field("year", "<=2025"), Not(Field("year", "=2024"))),
    ),
    ("year:(<2021 OR >=2024)", (Any((Field("year", "<2021"), Field("year", ">=2024"))),)),
    ("year:>=20", (Unfinished("year:>=20"),)),
    ("year:>x year:2023-x", (Word("year:>x"), Word("year:2023-x"))),
    ("status:later", (Field("status", "later"),)),
    ("seen:>1 seen:2 seen:<=3", (Field("seen", ">1"), Field("seen", "2"), Field("seen", "<=3"))),
    ("added:7d", (Field("added", "7d"),)),
    ("is:starred is:unread", (Field("is", "starred"), Field("is", "unread"))),
    ("has:note has:code has:highlight", (Field("has", "note"), Field("has", "code"), Field("has", "highlight"))),
    ("no:title no:year no:tag", (Field("no", "title"), Field("no", "year"), Field("no", "tag"))),
    ("-is:starred", (Not(Field("is", "starred")),)),
    # a field before a bracket is that of every word in it
    ("title:(a OR b) c", (Any((Field("title", "a"), Field("title", "b"))), Word("c"))),
    ("-title:(a b)", (Not(All((Field("title", "a"), Field("title", "b")))),)),
    ('Title:("a b" -grap* (c OR d))', (All((PHRASE, Not(Field("title", "grap", star=True)), C_OR_D)),)),
    ("title:(a year:2023 abstract:(b))", (All((Field("title", "a"), Field("year", "2023"), Field("abstract", "b"))),)),
    ('tag:("to read" OR ml)', (Any((Field("tag", "to read", quoted=True), Field("tag", "ml"))),)),
    ("is:(starred OR unread)", (Any((Field("is", "starred"), Field("is", "unread"))),)),
    ("year:(2021 OR 2023..) x", (Any((Field("year", "2021"), Field("year", "2023.."))), Word("x"))),
    ("year:(2021 OR graph)", (Any((Field("year", "2021"), Word("graph"))),)),
    ("foo:(a b)", (Word("foo:"), All((Word("a"), Word("b"))))),
    ("title:(a OR", (All((Field("title", "a"), Unfinished("OR"))),)),
    ("title:(a -", (All((Field("title", "a"), Unfinished("-"))),)),
    ("title:(", (Unfinished("title:"),)),
    ("title:() a", (Unfinished("title:"), Word("a"))),
    ("is:(st", (Unfinished("is:st"),)),
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
        "year:>2",
        "year:2023-2",
        "is:st",
        "is:",
        "no:*",
        "added:",
        " ",
        "  ",
        "title:",
        "title:(",
        "is:(",
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


def test_of_a_long_text_only_the_filters_are_clauses() -> None:
    text = " ".join(f"w{n}" for n in range(MAX_PLAIN + 1))
    parsed = parse(f'is:starred {text} -tag:"to read" title:x OR y (year:2023..) status:(later OR read)')
    assert parsed.plain and parsed.notes == (remarks.NO_OR,)
    others = [node for node in parsed.root.children if not isinstance(node, Word)]
    later = Any((Field("status", "later"), Field("status", "read")))
    assert others == [Field("is", "starred"), Not(Field("tag", "to read", quoted=True)), Field("year", "2023.."), later]
    assert all(parsed.text[node.start : node.end] for node in others)
    assert parse(text).notes == ()


@pytest.mark.parametrize("before", ["", "(", "-(", "title:("])
def test_a_list_of_alternatives_is_a_query_however_long(before: str) -> None:
    words = [f"w{n}" for n in range(5000)]
    few = parse(f"{before}{' OR '.join(words[:60])}) is:starred")
    assert not few.plain and few.notes == ()
    assert len(list(few.leaves())) == 61 and few.root.children[-1] == Field("is", "starred")
    phrases = " OR ".join(f'"{word} of many words"' for word in words[:60])
    assert len(parse(phrases).root.children[0].children) == 60  # type: ignore[attr-defined]
    for many in (" OR ".join(words[:300]), " OR ".join(words)):
        parsed = parse(f"tag:ml {before}{many}) is:starred")
        assert {Field("tag", "ml"), Field("is", "starred")} <= set(parsed.root.children)
        assert len([leaf for leaf, _ in parsed.leaves() if not isinstance(leaf, Unfinished)]) == 2 + MAX_CLAUSES
        assert f"Only the first {MAX_CLAUSES} words of the query count." in parsed.notes
    assert parse(f"{' OR '.join(words[:300])} OR is:starred").root.children[0].children[-1] == Field("is", "starred")  # type: ignore[attr-defined]


def test_deep_brackets_mean_nothing_and_that_is_said() -> None:
    inner = "(a OR b) OR (c d)"
    deep, least = parse("(" * 500 + inner + ")" * 500 + " is:starred"), parse(inner)
    assert deep.root.children[-1] == Field("is", "starred") and len(list(deep.leaves())) == 5
    assert deep.notes == (f"Brackets deeper than {MAX_DEPTH} mean nothing.",)
    below = parse("(" * (MAX_DEPTH - 1) + inner + ")" * (MAX_DEPTH - 1))
    assert below.root == least.root and below.notes == ()
    nested = "(a (b OR " * (MAX_DEPTH // 2) + "c"
    assert parse(parse(nested).to_text()).root == parse(nested).root and parse(nested).notes == ()


def test_what_cannot_be_of_the_field_is_said() -> None:
    assert parse("year:(2021 OR graph)").notes == ("“year:” cannot be “graph”, which is searched for as text.",)
    assert parse("title:(graph OR net)").notes == ()


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("year:abc", "2023, 2023..2025, <2020"),
        ("net year:20x3 graph", "2023, 2023..2025, <2020"),
        ("added:soon", "7d, 3w, 1y"),
        ("Status:nonsense", "new, later, reading, read, dismissed"),
        ('is:"nonsense"', "starred, unread, new, later, reading, read, dismissed"),
        ("status:re", None),
        ("year:20", None),
        ("foo:bar", None),
    ],
)
def test_a_value_that_a_field_cannot_have_is_said(text: str, values: str | None) -> None:
    notes = parse(text).notes
    assert bool(notes) == (values is not None)
    assert all("cannot be" in note and note.endswith(f"It can be {values}.") for note in notes)


def test_a_space_behind_a_field_is_told() -> None:
    parsed = parse("title: graph")
    assert parsed.root.children == (Unfinished("title:"), Word("graph"))
    assert parsed.notes == (remarks.NOTHING_BEHIND.format(field="title:"),)
    for text in ("title:", "title: ", "title:graph", "(title: ) graph", "title:(graph)"):
        assert parse(text).notes == (), text


def test_a_star_between_quotes_means_nothing_and_that_is_said() -> None:
    assert parse('"graph net*"').notes == ("A star between quotes means nothing.",)
    assert parse('"A* search" "C*-algebra"').notes == ()


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
    text = "title:(graph OR tag:ml) -title:(a b) is:(starred OR unread) title:(net) title:("
    found = [(c.kind, text[c.start : c.end]) for c in clauses(text)]
    assert found == [
        ("field", "title:("),
        ("field", "graph"),
        ("field", "tag:ml"),
        ("field", ")"),
        ("not", "-title:(a b)"),
        ("flag", "is:("),
        ("flag", "starred"),
        ("flag", "unread"),
        ("flag", ")"),
        ("field", "title:(net)"),
        ("unfinished", "title:("),
    ]
    text = "year:2021-2023 year:2021- year:>2021 year:>20"
    found = [(c.kind, text[c.start : c.end]) for c in clauses(text)]
    assert found == [*(("field", part) for part in text.split()[:3]), ("unfinished", "year:>20")]


class Names:
    def names(self, kind: str) -> list[str]:
        return {"tag": ["to read", "reward"], "dump": ["april.txt"], "author": ["Ada Lovelace", "Jürgen Müller"]}[kind]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("graph ti", ["title:"]),
        ("st", ["status:"]),
        ("tag:re", ["tag:reward ", 'tag:"to read" ']),
        ("-tag:to", ['tag:"to read" ']),
        ("is:un", ["is:unread "]),
        ("author:love", ['author:"Ada Lovelace" ']),
        ("author:jur", ['author:"Jürgen Müller" ']),
        ("author:Mu", ['author:"Jürgen Müller" ']),
        ("author:MÜL", ['author:"Jürgen Müller" ']),
        ("dump:", ["dump:april.txt "]),
        ("year:20", []),
        ('tag:"to re', ['tag:"to read" ']),
        ('"a b" tag:("to re', ['"to read" ']),
        ('"to ti', []),
        ("tag:(re", ["reward ", '"to read" ']),
        ('a tag:(("x (" OR to', ['"to read" ']),
        ("is:(starred OR -un", ["unread "]),
        ("title:(st", []),
        ("tag:(ml) st", ["status:"]),
        ("foo:(st", ["status:"]),
        ("tag:(is:un", ["is:unread "]),
    ],
)
def test_completion(text: str, expected: list[str]) -> None:
    assert [c.text for c in complete(text, len(text), Names())] == expected
