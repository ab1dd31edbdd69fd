"""Ids that are put in order as far as someone looks behave as the array of all of them."""

from array import array

import pytest

from readinglist.gui.finding.ordered import HEAD, PIECE, Ordered, row_of


class Slow(list):
    """Ids whose slices are counted."""

    looked = longest = 0

    def __getitem__(self, index):
        self.looked = max(self.looked, len(self) if index.stop is None else index.stop)
        found = super().__getitem__(index)
        self.longest = max(self.longest, len(found))
        return found


@pytest.fixture(params=[0, 1, HEAD, HEAD + 1, 5 * HEAD])
def ids(request):
    return Slow((7 * number) % 100_003 + 1 for number in range(request.param))


def test_only_the_first_are_looked_at(ids):
    ordered = Ordered(ids)
    rows = range(min(HEAD, len(ids)))
    assert [ordered[row] for row in rows] == list.__getitem__(ids, slice(HEAD))
    assert list(ordered[16:32]) == list.__getitem__(ids, slice(16, 32))
    assert all(list.__getitem__(ids, row) in ordered for row in rows)
    assert ids.looked <= HEAD
    assert ordered.settled == (len(ids) <= HEAD)


def test_it_is_the_whole(ids):
    whole = array("q", list(ids))
    for take in (list, lambda these: these[:], lambda these: these[-3:], len, lambda these: these == whole):
        ordered, expected = Ordered(ids), take(whole)
        assert take(ordered) == expected
    assert Ordered(ids) == Ordered(ids)
    assert (Ordered(ids) != Ordered(Slow([*ids, 5]))) and Ordered(ids) != "x"
    assert 0 not in Ordered(ids)
    if ids:
        last = whole[-1]
        assert Ordered(ids).index(last) == len(ids) - 1
        assert Ordered(ids)[-1] == last
        assert Ordered(ids) != Ordered(Slow([*whole[:-1], 0]))
    with pytest.raises(ValueError, match="not in"):
        Ordered(ids).index(0)


def test_no_other_thread_waits_until_very_many_are_taken_over():
    ids = Slow(range(3 * PIECE + 1))
    assert Ordered(ids).settle() == array("q", list(ids))
    assert ids.longest == PIECE


@pytest.mark.parametrize("near", [-1, 0, 700, 39_999, 10**6])
def test_rows_of_papers_are_found_from_anywhere(near):
    ids = array("q", range(100, 40_100))
    assert [row_of(ids, paper, near) for paper in (100, 101, 800, 17_000, 40_099)] == [0, 1, 700, 16_900, 39_999]
    assert [row_of(ids, paper, near) for paper in (None, 99, 40_100)] == [-1, -1, -1]
    assert row_of(array("q"), 1, near) == -1
