"""A citation key that was once shown never changes by itself: random imports, completions, merges, undo and redo."""

import contextlib
import re
import shutil
import tempfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from readinglist.core.bibtex.keys import DEFAULT_PATTERN
from readinglist.core.errors import ReadingListError
from readinglist.core.library import Library, run
from readinglist.core.text import is_citation_key
from tests.examples import examples
from tests.library_support import abstract, abstract_list, imported, page, title, write

numbers = st.lists(st.integers(0, 7), min_size=1, max_size=4, unique=True)
papers = st.lists(st.integers(1, 10), min_size=1, max_size=4)
SHOWN = re.compile(r"(?:this one got|is here already, as) (\S+)[,;]")
Step = tuple[str, tuple[object, ...]]
STEPS: st.SearchStrategy[Step] = st.one_of(
    st.tuples(st.just("page"), st.tuples(numbers)),
    st.tuples(st.just("list"), st.tuples(numbers)),
    st.tuples(st.just("bib"), st.tuples(numbers, st.sampled_from(["mine", "Mine", "method", ""]))),
    st.tuples(st.just("bare bib"), st.tuples(numbers, st.sampled_from(["mine", "other", ""]))),
    st.tuples(st.just("merge into"), st.tuples(numbers)),
    st.tuples(st.just("show"), st.tuples(papers)),
    st.tuples(st.just("export"), st.just(())),
    st.tuples(st.just("edit"), st.tuples(
        st.integers(1, 10), st.sampled_from(["title", "authors", "year", "doi"]),
        st.sampled_from(["", "2021", "Roe, Jane", "Another Title Altogether", "10.1000/182"]),
    )),
    st.tuples(st.just("set_key_pattern"), st.tuples(st.sampled_from(["year + title", "auth | hash", "method"]))),
    st.tuples(st.just("delete"), st.tuples(papers)),
    st.tuples(st.just("undo_import"), st.tuples(st.integers(1, 5))),
    st.tuples(st.just("undo"), st.just(())),
    st.tuples(st.just("undo"), st.just(())),
    st.tuples(st.just("redo"), st.just(())),
)  # fmt: skip


def bib(chosen: list[int], stem: str, *, whole: bool) -> str:
    """A .bib with these papers, under keys of the ``stem`` or none, with an author and a year; one has no title."""
    entries = []
    for number in chosen:
        text = f" abstract = {{{abstract(number)}}}," if whole else ""
        key = stem and f"{stem}{number % 3}"
        named = "" if number == 7 else f" title = {{{title(number)}}},{text}"
        entries.append(f"@misc{{{key},{named} author = {{Doe, Jo}}, year = 2020}}")
    return "\n".join(entries)


def take(library: Library, folder: Path, step: Step, turn: int) -> set[str]:
    """Do a step; returns the keys that an import report has shown."""
    name, arguments = step
    match name, arguments:
        case "page", [list() as chosen]:
            imported(library, write(folder, f"{turn}.txt", page(chosen)))
        case "list", [list() as chosen]:
            imported(library, write(folder, f"{turn}.txt", abstract_list(chosen)))
        case (("bib" | "bare bib"), [list() as chosen, str() as stem]):
            report = imported(library, write(folder, f"{turn}.bib", bib(chosen, stem, whole=name == "bib")))
            return {key for file in report.files for note in file.notes for key in SHOWN.findall(note)}
        case "merge into", [list() as chosen]:
            target = write(folder, f"{turn}.target.bib", bib(chosen, "theirs", whole=True))
            library.export(path=target, merge=True)
        case "show", [list() as shown]:
            for paper in shown:
                with contextlib.suppress(ReadingListError):
                    library.citation_key(paper)
        case "export", _:
            library.export()
        case _:
            with contextlib.suppress(ReadingListError):
                getattr(library, name)(*arguments)
    return set()


def keys_of(library: Library) -> dict[int, str]:
    return {paper.id: paper.citation_key for paper in library.papers(library.ids(view="all")) if paper.citation_key}


def check_sequence(steps: list[Step]) -> None:
    folder = Path(tempfile.mkdtemp(prefix="keys-"))
    seen: dict[int, str] = {}
    stored: set[str] = set()
    try:
        with Library.open(folder / "library") as library:
            imported(library, write(folder, "first.txt", page(range(3))))
            for turn, step in enumerate(steps):
                shown = take(library, folder, step, turn)
                now = keys_of(library)
                changed = {paper: (seen[paper], key) for paper, key in now.items() if seen.get(paper, key) != key}
                lost = [paper for paper in library.ids(view="all") if paper in seen and paper not in now]
                assert (step, changed, lost) == (step, {}, [])
                if step[0] in ("show", "export", "merge into"):
                    seen |= now
                seen |= {paper: key for paper, key in now.items() if key in shown}
                stored |= set(now.values())
                assert shown <= stored  # the report kept of an earlier import may name a paper deleted since
                assert len({key.casefold() for key in now.values()}) == len(now)
                assert all(is_citation_key(key) for key in now.values())
    finally:
        shutil.rmtree(folder)


@examples(15)
@given(steps=st.lists(STEPS, min_size=4, max_size=14))
def test_a_key_that_was_shown_stays(steps: list[Step]) -> None:
    check_sequence(steps)


@pytest.mark.slow
@examples(200)
@given(steps=st.lists(STEPS, min_size=8, max_size=40))
def test_a_key_that_was_shown_stays_in_long_sequences(steps: list[Step]) -> None:
    check_sequence(steps)


# ---- renewed on the user's word ----

PATTERNS = ("title.lower", "auth.lower + year", "'x'", "shorttitle(1,1).lower")


@examples(5)
@given(data=st.data())
def test_renewing_is_settled_at_once_and_no_key_goes_to_another_paper(data: st.DataObject) -> None:
    with tempfile.TemporaryDirectory(prefix="keys-") as folder, Library.open(Path(folder)) as library:
        for number in range(7):
            name = ("Survey of Models", "Survey: of models", "Surveys", "Preface")[number % 4]
            library.add_paper(title=name, authors="Doe, Jo", year=str(2000 + number % 2), abstract=abstract(number))
        ids = list(library.ids(view="all"))
        owner: dict[str, int] = {}
        made: dict[str, dict[int, str]] = {}
        for _ in range(6):
            library.set_key_pattern(pattern := data.draw(st.sampled_from(PATTERNS)))
            library.ensure_keys(ids)
            changes = library.renew_keys(data.draw(st.permutations(ids)))
            now = keys_of(library)
            assert all(owner.setdefault(key.lower(), paper) == paper for paper, key in now.items())
            assert library.preview_keys(data.draw(st.permutations(ids))) == []
            assert made.setdefault(pattern, now) == now  # back to a pattern: back to its keys
            if changes and data.draw(st.booleans()):
                library.undo()
                assert all(owner[key.lower()] == paper for paper, key in keys_of(library).items())


def test_a_key_that_was_the_papers_own_comes_back_without_a_suffix(tmp_path: Path) -> None:
    with Library.open(tmp_path) as library:
        papers = [library.add_paper(title=title(number)) for number in range(3)]
        library.ensure_keys(papers)
        first = keys_of(library)
        library.set_key_pattern("title.lower")
        renewed = [change.new for change in library.renew_keys(papers)]
        for _ in range(2):
            library.undo()
            assert keys_of(library) == first
            assert [change.new for change in library.renew_keys(papers)] == renewed
        assert all(change.new == change.wanted for change in library.preview_keys(papers, DEFAULT_PATTERN))
        other = library.add_paper(title="Another", citation_key="another")
        with pytest.raises(ReadingListError, match="another paper"):
            library.edit(other, "citation_key", first[papers[0]])


@pytest.mark.parametrize("caught_up", [False, True])
@pytest.mark.parametrize("text", ["key:smith2020", "key:smith2020 ", 'key:"smith2020"', "smith2020 "])
def test_a_paper_is_found_by_the_key_that_it_had(tmp_path: Path, text: str, caught_up: bool) -> None:
    """Also where that begins the key of another paper."""
    with Library.open(tmp_path) as library:
        renewed = library.add_paper(title=title(1), authors="Smith, Jo", year="2020", citation_key="smith2020")
        library.add_paper(title=title(2), authors="Smith, Jo", year="2020", citation_key="smith2020a")
        if caught_up:
            run(library.catch_up())
        library.renew_keys([renewed])
        library.edit(renewed, "citation_key", "typed")
        run(library.catch_up())
        assert library.search(text).hits[0].id == renewed
        library.undo()
        library.undo()
        assert library.search(text).hits[0].id == renewed
