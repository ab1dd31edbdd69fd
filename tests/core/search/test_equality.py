"""The evaluator against stock Whoosh on a stock index, searched exhaustively: the same trees find the same papers."""

import os
import random
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest
from whoosh import query
from whoosh.filedb.filestore import RamStorage
from whoosh.searching import Searcher

from readinglist.core.records import IndexDocument
from readinglist.core.search import SearchIndex
from readinglist.core.search.analysis import analyse, fold, located_tokens, stem
from readinglist.core.search.compiling.compiler import Compiler
from readinglist.core.search.compiling.lexicon import Lexicon
from readinglist.core.search.evaluation import phrases
from readinglist.core.search.evaluation.evaluator import Evaluator
from readinglist.core.search.evaluation.queries import Alternatives, AnyField, AnyPhrase, Family, FamilyPhrase, Form
from readinglist.core.search.query.language import parse
from readinglist.core.search.schema import TEXT_FIELDS, make_schema
from tests.core.search.conftest import WORDS, MemoryFacts, Opened, paper, random_papers

COUNT = 2_000
DELETED = range(50, COUNT, 41)


@pytest.fixture(scope="module")
def papers() -> list[IndexDocument]:
    return random_papers(COUNT)


@pytest.fixture(scope="module")
def stock(papers: list[IndexDocument]) -> Searcher:
    """A stock Whoosh index (its own codec and writer) with our analyser."""
    index = RamStorage().create_index(make_schema(), indexname=f"stock{os.getpid()}")  # names a file in /tmp
    writer = index.writer()
    for d in papers:
        if d.id not in DELETED:
            tags, authors = " ; ".join(d.tags), " ; ".join(d.authors)
            writer.add_document(paper=d.id, title=d.title, abstract=d.abstract, tags=tags, note=d.note, authors=authors)
    writer.commit()
    return index.searcher()


@pytest.fixture(scope="module")
def ours(papers: list[IndexDocument], tmp_path_factory: pytest.TempPathFactory) -> SearchIndex:
    """Several segments, some papers replaced, some deleted, some only in memory."""
    index = SearchIndex.open(tmp_path_factory.mktemp("equality") / "index", "library")
    index.rebuild(papers[:900], 1)
    index.apply(papers[900:1500], [], 2)
    index.apply([*papers[1500:], *papers[:300]], [], 3)
    index.settle()
    index.apply(papers[10:20], DELETED, 4)
    assert len(index.snapshot.segments) > 1
    return index


def found_by_stock(searcher: Searcher, tree: query.Query) -> set[int]:
    return {hit["paper"] for hit in searcher.search(tree, limit=None)}


def found_by_us(index: SearchIndex, tree: query.Query) -> set[int]:
    snapshot = index.snapshot
    matches = Evaluator(snapshot).matches(tree)
    segments = snapshot.segments
    return {int(s.columns.papers[d]) for s, (docs, _) in zip(segments, matches, strict=True) for d in docs}


def random_trees(count: int) -> list[query.Query]:  # noqa: C901 - one line a type of query
    """Trees of every kind over the words of the papers."""
    chance = random.Random(5)
    terms = sorted({piece[0] for word in WORDS for piece in analyse(fold(word))[0]})

    def word() -> str:
        return chance.choice(terms)

    def name() -> str:
        return chance.choice(("title", "abstract", "tags", "note"))

    def forms(kinds: tuple[str, ...] = ("exact", "family", "prefix")) -> list[Form]:
        return [Form(kind, word()[: chance.randint(2, 9)] if kind == "prefix" else word()) for kind in kinds]

    def pair(*kinds: str) -> list[Form]:
        """Forms that share no term: stock Whoosh's span matcher misses phrases whose places do."""
        first, second = word(), word()
        while first[0] == second[0]:
            second = word()
        return [Form(kinds[0], first), Form(kinds[1], second)]

    leaves: list[Callable[[], query.Query]] = [
        lambda: query.Term(name(), word()),
        lambda: query.Prefix(name(), word()[: chance.randint(1, 4)]),
        lambda: query.Phrase(name(), [word() for _ in range(chance.randint(2, 3))]),
        lambda: Family(name(), word()),
        lambda: AnyField(TEXT_FIELDS, forms()),
        lambda: AnyField(("title", "note"), forms(("family",))),
        lambda: FamilyPhrase(name(), pair("exact", chance.choice(("exact", "family", "prefix")))),
        lambda: AnyPhrase(("title", "abstract"), pair("family", "prefix")),
        lambda: query.FuzzyTerm(name(), word(), maxdist=1),
        lambda: query.Wildcard(name(), word()[:3] + "*"),
        lambda: query.TermRange(name(), "b", "g"),
        query.Every,
        lambda: query.Every("note"),
    ]

    def tree(depth: int) -> query.Query:
        if depth == 0 or chance.random() < 0.3:
            return chance.choice(leaves)()
        kind = chance.choice(("and", "or", "best", "not", "maybe"))
        if kind == "and":
            return query.And([tree(depth - 1) for _ in range(chance.randint(2, 3))])
        if kind == "or":
            return query.Or([tree(depth - 1) for _ in range(chance.randint(2, 3))])
        if kind == "best":
            return Alternatives([tree(depth - 1) for _ in range(chance.randint(2, 3))])
        if kind == "not":
            return query.And([tree(depth - 1), query.Not(tree(depth - 1))])
        return query.AndMaybe(tree(depth - 1), tree(depth - 1))

    return [leaf() for leaf in leaves for _ in range(6)] + [tree(2) for _ in range(count)]


def test_every_tree_finds_what_stock_whoosh_finds(stock: Searcher, ours: SearchIndex) -> None:
    trees = random_trees(170)
    assert len(trees) >= 200
    wrong = [tree for tree in trees if found_by_stock(stock, tree) != found_by_us(ours, tree)]
    assert not wrong, wrong[:3]


def stands_for(form: Form, term: str) -> bool:
    if form.kind == "prefix":
        return term.startswith(form.text)
    return term == form.text or (form.kind == "family" and stem(term) == stem(form.text))


def test_phrases_are_where_the_words_are_neighbours(ours: SearchIndex, papers: list[IndexDocument]) -> None:
    chance = random.Random(11)
    terms = sorted({piece[0] for word in WORDS for piece in analyse(fold(word))[0]})
    texts = [(d.id, list(located_tokens(text))) for d in papers for text in (d.title, d.abstract)]
    for _ in range(12):
        forms = [Form(chance.choice(("exact", "family", "prefix")), chance.choice(terms)) for _ in range(2)]
        expected = set()
        for number, tokens in texts:
            after = {p for term, p, *_ in tokens if stands_for(forms[1], term)}
            if any(p + 1 in after for term, p, *_ in tokens if stands_for(forms[0], term)):
                expected.add(number)
        assert found_by_us(ours, AnyPhrase(("title", "abstract"), forms)) == expected - set(DELETED), forms


def test_and_not_is_what_it_says(ours: SearchIndex) -> None:
    # Compared with sets: stock Whoosh's own matcher for AndNot lets single papers slip through.
    trees = random_trees(0)
    for a, b in zip(trees, reversed(trees), strict=True):
        assert found_by_us(ours, query.AndNot(a, b)) == found_by_us(ours, a) - found_by_us(ours, b)


def test_typed_queries_without_expansions_find_what_stock_whoosh_finds(stock: Searcher, ours: SearchIndex) -> None:
    chance = random.Random(3)
    compiler = Compiler(Lexicon(ours.snapshot), MemoryFacts(), literal=True)
    found = 0
    for _ in range(120):
        words = chance.choices(WORDS, k=chance.randint(1, 4))
        text = chance.choice(("{0}", "{0} -{1}", "{0} OR {1}", '"{0}"', "title:{0} {1}", "({0} OR {1}) {2}")).format(
            *(words * 3)
        )
        tree = compiler.plan(parse(text)).tree()
        expected = found_by_stock(stock, tree)
        found += bool(expected)
        assert found_by_us(ours, tree) == expected, text
    assert found > 60


def test_the_index_can_be_read_by_whoosh_itself(ours: SearchIndex, stock: Searcher, tmp_path: Path) -> None:
    ours.flush()
    assert ours._index is not None
    with ours._index.searcher() as searcher:
        for tree in random_trees(20):
            assert found_by_stock(searcher, tree) == found_by_stock(stock, tree), tree


def test_a_phrase_may_have_a_word_several_times(open_with: Opened, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whose places are looked up once, however often."""
    looked: list[int] = []
    keys = phrases._keys

    def counted(field: Any, forms: Sequence[Any], allowed: Any) -> Any:
        looked.append(len(forms))
        return keys(field, forms, allowed)

    monkeypatch.setattr(phrases, "_keys", counted)
    index, facts = open_with([paper(1, "", "a ba ba b ba"), paper(2, "", "ba ba ba ba"), paper(3, "", "ba b ba b ba")])
    for text, found in (('"ba ba"', {1, 2}), ('"ba ba ba ba"', {2}), ('"ba b ba"', {1, 3}), ('"ba b ba b ba"', {3})):
        assert set(index.search(text, facts=facts).ids) == found, text
    assert set(looked) <= {1, 2}
