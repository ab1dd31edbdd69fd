"""Words written nearly like one: the very terms, edits and beginnings that a look at each term by itself finds."""

import random

import pytest
from rapidfuzz.distance import OSA

from readinglist.core.search import SearchIndex
from readinglist.core.search.compiling.spelling import written_nearly
from readinglist.core.search.segments.columns import Columns
from tests.core.search.conftest import Opened, paper

ALPHABETS = {"latin": "abcd", "cyrillic": "абвг"}
Vocabulary = tuple[str, SearchIndex]


@pytest.fixture(params=ALPHABETS.values(), ids=ALPHABETS.keys())
def vocabulary(request: pytest.FixtureRequest, open_with: Opened) -> Vocabulary:
    """Four letters, and the index of 400 words of these."""
    chance = random.Random(1)
    words = {"".join(chance.choices(request.param, k=chance.randint(3, 14))) for _ in range(400)}
    index, _ = open_with([paper(i + 1, "", word) for i, word in enumerate(sorted(words))])
    return request.param, index


def mistyped(word: str, letters: str, chance: random.Random) -> str:
    """With a letter more, less, other, or two swapped."""
    at = chance.randrange(1, len(word))
    other = chance.choice(letters)
    return chance.choice(
        [
            word[:at] + other + word[at:],
            word[:at] + word[at + 1 :],
            word[:at] + other + word[at + 1 :],
            word[: at - 1] + word[at] + word[at - 1] + word[at + 1 :],
        ]
    )


def by_itself(columns: Columns, word: str, most: int, begun: bool, initial: str) -> dict[str, tuple[int, str]]:
    """Each term looked at by itself."""
    found = {}
    lengths = sorted(range(len(word) - most, len(word) + most + 1), key=lambda n: abs(n - len(word)))
    for number in range(columns.terms.count):
        term = columns.terms[number]
        if not columns.words[number] or not term.startswith(initial):
            continue
        shown = [term] if not begun else [term[:n] for n in lengths] if len(term) > len(word) else []
        near = min(((OSA.distance(word, text), text) for text in shown), key=lambda pair: pair[0], default=(99, ""))
        if near[0] <= most:
            found[term] = near
    return found


@pytest.mark.parametrize("begun", [False, True])
@pytest.mark.parametrize("most", [1, 2, 3])
def test_as_a_look_at_each_term_by_itself(vocabulary: Vocabulary, most: int, begun: bool) -> None:
    letters, index = vocabulary
    (segment,) = index._snapshot.segments
    columns, chance = segment.columns, random.Random(most)
    terms = [columns.terms[number] for number in range(columns.terms.count) if columns.words[number]]
    looked = 0
    for term in chance.sample([term for term in terms if len(term) > most + 2], 30):
        word = mistyped(mistyped(term, letters, chance), letters, chance)[: chance.randint(most + 2, 14)]
        for initial in ("", word[0]):
            near = written_nearly(columns, word, most, begun=begun, initial=initial)
            found = {columns.terms[one.number]: (one.edits, one.shown) for one in near}
            assert found == by_itself(columns, word, most, begun, initial), (word, initial)
            looked += len(found)
    assert looked > 10
