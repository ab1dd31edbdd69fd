"""Without an index every paper is read: the same clauses find the same papers, as far as reading can tell."""

from collections.abc import Iterator, Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from readinglist.core.records import WHOLE, IndexDocument, SearchResult
from readinglist.core.search import SearchCancelled, SearchIndex, answer_by_reading
from readinglist.core.search.reading import READ
from tests.core.search.conftest import PAPERS, WORDS, MemoryFacts, Opened, random_papers
from tests.core.search.test_search import FOUND
from tests.examples import examples

#: What only the index can tell: typing errors, acronyms spelled out, words written as two, words without content.
INDEX_ONLY = {
    "assistant rlhfs": set(),
    "lora vs finetuning": set(),
    "fine tuning": {2},
    "multi modal": {7},
    "RLHF": {4, 5},
    "reinforcement learning from human feedback": {4},
    "halucination": set(),
    "trasnformer": set(),
}


def reader(documents: Sequence[IndexDocument]):
    by_id = {document.id: document for document in documents}

    def read(papers: Sequence[int]) -> Iterator[IndexDocument]:
        return (by_id[paper] for paper in papers if paper in by_id)

    return read


def asked(facts: MemoryFacts, text: str, documents: Sequence[IndexDocument] = PAPERS, **how: object) -> SearchResult:
    result = answer_by_reading(text, reader(documents), facts, **how)  # type: ignore[arg-type]
    assert result.notes[-1] == READ
    assert result.total == len(result.ids)
    return result


@pytest.mark.parametrize(("text", "expected"), FOUND)
def test_what_is_found(library: tuple[SearchIndex, MemoryFacts], text: str, expected: set[int]) -> None:
    _, facts = library
    assert set(asked(facts, text).ids) == INDEX_ONLY.get(text, expected)


PIECES = st.sampled_from(
    [
        *WORDS,
        "-graph",
        "-models",
        "OR",
        "(",
        ")",
        "title:graph",
        "title:(graph OR models)",
        "abstract:models",
        "note:learning",
        "author:ann",
        "tag:model",
        "is:starred",
        "-is:starred",
        "year:2020..",
        "no:year",
        '"the graph"',
        '-"of the"',
        'title:"graph neural"',
        "netw*",
        "title:netw*",
        "fine-tun*",
        "author:ann*",
    ]
)


@examples(150)
@given(st.lists(PIECES, min_size=1, max_size=4))
def test_it_finds_all_that_the_index_finds_of_words_as_they_stand(both: "Both", pieces: list[str]) -> None:
    text = " ".join(pieces) + WHOLE
    found = both.index.search(text, facts=both.facts, literal=True)
    assert set(asked(both.facts, text, both.documents, literal=True).ids) == set(found.ids)


class Both:
    """Papers, and an index of them."""

    def __init__(self, index: SearchIndex, facts: MemoryFacts, documents: list[IndexDocument]) -> None:
        self.index, self.facts, self.documents = index, facts, documents


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Both]:
    documents = random_papers(200)
    with SearchIndex.open(tmp_path_factory.mktemp("reading") / "index", "library") as index:
        index.rebuild(documents, 1)
        facts = MemoryFacts(d.id for d in documents)
        facts.hold("starred", "", range(3, 200, 3))
        facts.hold("has", "year", range(2, 200, 2))
        facts.columns["year"] = {paper: 2010 + paper % 17 for paper in range(2, 200, 2)}
        for tag in {tag for document in documents for tag in document.tags}:
            facts.hold("tag", tag, {d.id for d in documents if tag in d.tags})
        yield Both(index, facts, documents)


def test_view_sort_and_limit_hold(library: tuple[SearchIndex, MemoryFacts]) -> None:
    _, facts = library
    assert list(asked(facts, "graphs", view="all").ids) == [1, 10]  # the newest first
    assert list(asked(facts, "graphs", view="dismissed").ids) == [10]
    result = asked(facts, "fine", sort="year", limit=1)
    assert (list(result.ids), [hit.id for hit in result.hits]) == ([3, 2], [3])


def test_filters_alone_read_nothing(library: tuple[SearchIndex, MemoryFacts]) -> None:
    _, facts = library
    assert set(asked(facts, "is:starred", ()).ids) == {1, 6}


def test_what_is_not_finished_restricts_nothing_beside_an_or_either(
    library: tuple[SearchIndex, MemoryFacts],
) -> None:
    index, facts = library
    every = {document.id for document in PAPERS if document.id != 10}
    assert set(asked(facts, "zzyzx OR tag: ").ids) == set(index.search("zzyzx OR tag: ", facts=facts).ids) == every


def test_what_is_being_typed_never_empties_the_list(library: tuple[SearchIndex, MemoryFacts]) -> None:
    _, facts = library
    result = asked(facts, "graph author:smi")
    assert (list(result.ids), result.notes[0]) == ([1], "“author:smi” restricts nothing yet.")
    assert asked(facts, "graph author:smi ").total == 0


def test_a_pasted_text_finds_its_paper(open_with: Opened) -> None:
    documents = random_papers(50)
    long = max(documents, key=lambda d: len(d.abstract))
    facts = MemoryFacts(d.id for d in documents)
    text = f"{long.abstract} {long.abstract} and more"
    assert long.id in asked(facts, text, documents).ids
    assert asked(facts, f"is:starred {text}", documents).total == 0
    facts.hold("starred", "", {long.id})
    assert list(asked(facts, f"is:starred {text}", documents).ids) == [long.id]


def test_it_stops_when_nobody_wants_it(library: tuple[SearchIndex, MemoryFacts]) -> None:
    _, facts = library
    with pytest.raises(SearchCancelled):
        asked(facts, "graph", cancelled=lambda: True)
