"""Every verb undone and redone: the library is what it was before, and then what it was after."""

import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from readinglist.core.errors import NotFoundError, ReadingListError, UsageError
from readinglist.core.library import Library, run
from readinglist.core.store import undo
from tests.library_support import abstract, abstract_list, imported, page, state, write

Verb = Callable[[Library, Path], object]


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A library with something of everything."""
    folder = tmp_path_factory.mktemp("template")
    with Library.open(folder / "library") as library:
        imported(
            library, write(folder, "one.txt", page(range(8))), write(folder, "list.txt", abstract_list(range(20, 24)))
        )
        imported(library, write(folder, "two.txt", page([2, 3, 30])))
        library.star([1, 2])
        library.tag([1, 2, 3], "graphs")
        library.tag([2, 4], "to read")
        library.tag([5], "Coloured")
        library.set_tag_colour("coloured", "#3366cc")
        library.set_status([4], "read")
        library.set_status([5], "dismissed")
        library.set_note(1, "A *note* with 'quotes', ünïcode\nand lines\n")
        library.highlight(1, "we propose", before="paper, ", after=" Method0", colour="yellow", comment="!")
        library.attach(1, "/papers/one.pdf")
        library.edit(3, "year", "2021")
        library.save_search("mine", "tag:graphs", "added")
        library.citation_key(1)
        library.add_paper(title="By hand", authors="Ada Lovelace and Charles Babbage", tags=["graphs"])
    return folder


@pytest.fixture
def place(template: Path, tmp_path: Path) -> Path:
    (tmp_path / "library").mkdir()
    for name in ("library.sqlite", "library.id"):
        (tmp_path / "library" / name).write_bytes((template / "library" / name).read_bytes())
    return tmp_path


@pytest.fixture
def library(place: Path) -> Iterator[Library]:
    with Library.open(place / "library") as opened:
        yield opened


def search_id(library: Library) -> int:
    return library.saved_searches()[0].id


VERBS: dict[str, Verb] = {
    "star": lambda lib, _: lib.star([1, 3, 4]),
    "unstar": lambda lib, _: lib.star([1, 2, 3], False),
    **{f"status {status}": lambda lib, _, status=status: lib.set_status([1, 4, 5], status)
       for status in ("new", "later", "reading", "read", "dismissed")},
    "tag, new": lambda lib, _: lib.tag([1, 6], "brand new"),
    "tag, there": lambda lib, _: lib.tag([1, 6], "GRAPHS"),
    "untag some": lambda lib, _: lib.untag([1, 7], "graphs"),
    "untag the last": lambda lib, _: lib.untag([2, 4], "to read"),
    "untag the last of a coloured": lambda lib, _: lib.untag([5], "coloured"),
    "rename tag": lambda lib, _: lib.rename_tag("graphs", "networks"),
    "rename tag, its case": lambda lib, _: lib.rename_tag("graphs", "Graphs"),
    "merge tags": lambda lib, _: lib.rename_tag("graphs", "to read"),
    "delete tag": lambda lib, _: lib.delete_tag("graphs"),
    "delete coloured tag": lambda lib, _: lib.delete_tag("coloured"),
    "colour tag": lambda lib, _: lib.set_tag_colour("graphs", "#ff0000"),
    "take colour away": lambda lib, _: lib.set_tag_colour("coloured", None),
    "note": lambda lib, _: lib.set_note(2, "new"),
    "note emptied": lambda lib, _: lib.set_note(1, ""),
    "edit title": lambda lib, _: lib.edit(1, "title", "A better title"),
    "edit title away": lambda lib, _: lib.edit(1, "title", ""),
    "edit title in": lambda lib, _: lib.edit(9, "title", "Found it"),
    "edit abstract": lambda lib, _: lib.edit(1, "abstract", "We propose Alpha. Code: https://github.com/a/b"),
    "edit abstract away": lambda lib, _: lib.edit(1, "abstract", ""),
    "edit authors": lambda lib, _: lib.edit(1, "authors", "A B and C, D; {An Org}"),
    "edit year": lambda lib, _: lib.edit(1, "year", "2024"),
    "edit a form": lambda lib, _: lib.edit_fields(1, {"title": "A form", "year": "2021", "abstract": "We saw Beta."}),
    "edit year again": lambda lib, _: lib.edit(3, "year", "2022"),
    "edit arxiv": lambda lib, _: lib.edit(1, "arxiv", "arXiv:2310.06825v2"),
    "edit doi": lambda lib, _: lib.edit(1, "doi", "https://doi.org/10.1000/182"),
    "edit url": lambda lib, _: lib.edit(1, "url", "https://example.org/?a=b#c"),
    "edit venue": lambda lib, _: lib.edit(1, "venue", "Proc. of X"),
    "edit publisher": lambda lib, _: lib.edit(1, "publisher", "ACM"),
    "edit entry type": lambda lib, _: lib.edit(1, "entry_type", "InProceedings"),
    "edit key": lambda lib, _: lib.edit(1, "citation_key", "my_key"),
    "edit key in": lambda lib, _: lib.edit(2, "citation_key", "second"),
    "edit note": lambda lib, _: lib.edit(2, "note", "by edit"),
    "add": lambda lib, _: lib.add_paper(title="Added", abstract=abstract(77), tags=["graphs", "x"], citation_key="k"),
    "delete one": lambda lib, _: lib.delete([1]),
    "delete many": lambda lib, _: lib.delete([1, 2, 3, 9, 13]),
    "delete all": lambda lib, _: lib.delete(list(lib.ids("all"))),
    "highlight": lambda lib, _: lib.highlight(2, "we propose"),
    "remove highlight": lambda lib, _: lib.remove_highlight(1),
    "attach": lambda lib, _: lib.attach(2, "/papers/two.pdf"),
    "attach several": lambda lib, _: lib.attach(2, "/papers/two.pdf", "/papers/more.pdf"),
    "tag several": lambda lib, _: lib.tag([1, 2, 4], "graphs", "brand new", "to read"),
    "detach": lambda lib, _: lib.detach(1, "/papers/one.pdf"),
    "save search": lambda lib, _: lib.save_search("other", "is:starred"),
    "rename search": lambda lib, _: lib.rename_search(search_id(lib), "yours"),
    "delete search": lambda lib, _: lib.delete_search(search_id(lib)),
    "edit several": lambda lib, _: lib.edit_all([1, 2, 3], {"year": "2021", "venue": "Journal of Order"}),
    "add to notes": lambda lib, _: lib.add_to_notes([1, 2], "Read *again*."),
    "attach to several": lambda lib, _: lib.attach([1, 2], "/papers/two.pdf"),
    "renew keys": lambda lib, _: (lib.ensure_keys([1, 2]), lib.edit(2, "year", "2020"))[0],
    "import new": lambda lib, place: imported(lib, write(place, "new.txt", page([50, 51, 52]))),
    "import known": lambda lib, place: imported(lib, write(place, "known.txt", page([0, 1, 2]))),
    "import healing": lambda lib, place: imported(lib, write(place, "heals.txt", page([20, 21, 60]))),
    "import two files": lambda lib, place: imported(
        lib, write(place, "a.txt", page([70, 71, 20])), write(place, "b.txt", page([71, 72, 21]))
    ),
    "undo import, touched": lambda lib, _: lib.undo_import(1),
    "undo import, list": lambda lib, _: lib.undo_import(2),
    "undo import, shared": lambda lib, _: lib.undo_import(3),
    "undo import, all of them": lambda lib, _: lib.undo_import(1, 2, 3),
}  # fmt: skip


@pytest.mark.parametrize("verb", VERBS)
def test_undo_and_redo(verb: str, library: Library, place: Path) -> None:
    folder = place / "library"
    if verb == "renew keys":
        library.ensure_keys([1, 2])
    before = state(folder)
    VERBS[verb](library, place)
    after = state(folder)
    assert before != after
    for _ in range(2):
        label = library.undo_label
        assert (library.undo() or "").startswith(str(label))
        assert library.redo_label == label
        assert state(folder) == before
        assert library.redo() == label
        assert state(folder) == after
    assert library._store.damage() == []


@pytest.mark.parametrize(
    ("verb", "papers"),
    [
        ("star", [3, 4]),  # the first one had a star before
        ("status dismissed", [1, 4]),
        ("delete many", [1, 2, 3, 9, 13]),
        ("note", [2]),
        ("remove highlight", [1]),
        ("untag some", [1]),
        ("delete tag", [1, 2, 3, 14]),
        ("colour tag", []),
        ("rename search", []),
        ("import new", []),
    ],
)
def test_what_undo_and_redo_are_about(verb: str, papers: list[int], library: Library, place: Path) -> None:
    VERBS[verb](library, place)
    assert library.undo_papers() == papers
    library.undo()
    assert library.redo_papers() == papers
    library.redo()
    assert library.undo_papers() == papers


def test_a_step_keeps_what_has_changed_and_no_copy_of_the_papers(library: Library) -> None:
    """The whole library's status once took twice its texts on the disk."""
    ids = list(library.ids("all"))
    texts = sum(len(paper.abstract or "") for paper in library.papers(ids))
    library.set_status(ids, "later")
    with library._store._engine.read() as connection:
        kept = connection.exec_driver_sql(
            "SELECT sum(length(before) + length(after)) FROM undo_entry WHERE step_id = (SELECT max(id) FROM undo_step)"
        ).scalar_one()
    assert kept < 400 * len(ids) < texts


def test_of_a_very_large_step_nothing_is_pointed_out(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    """A part of its papers would be taken for all of them."""
    monkeypatch.setattr(undo, "NAMED", 5)
    library.set_status([1, 2, 3, 6, 7], "read")
    assert library.undo_papers() == [1, 2, 3, 6, 7]
    library.set_status([1, 2, 3, 6, 7, 8], "later")
    assert library.undo_papers() == []


def test_all_of_them_in_a_row_and_back(library: Library, place: Path) -> None:
    verbs = [verb for verb in VERBS if not verb.startswith(("delete", "undo import", "detach", "remove", "renew"))]
    library.ensure_keys(list(library.ids("all")))
    library.citation_key(2)
    states = [state(place / "library")]
    done = []
    for verb in verbs:
        try:
            VERBS[verb](library, place)
        except ReadingListError:
            continue  # what an earlier verb has taken away
        now = state(place / "library")
        if now != states[-1]:
            states.append(now)
            done.append(verb)
    assert len(done) > 25
    for expected in states[-2::-1]:
        library.undo()
        assert state(place / "library") == expected
    for expected in states[1:]:
        library.redo()
        assert state(place / "library") == expected
    assert library.redo() is None


# ---- what is one step, and what is none ----


def test_typing_a_note_is_one_step_and_another_paper_begins_a_new_one(library: Library) -> None:
    for text in ("W", "We", "We saw"):
        library.set_note(2, text)
    library.set_note(3, "other")
    library.set_note(2, "We saw it")
    notes = []
    for _ in range(3):
        assert library.undo() == "edit note"
        notes.append((library.paper(2).note, library.paper(3).note))
    assert notes == [("We saw", "other"), ("We saw", ""), ("", "")]


def test_typing_that_goes_on_after_undo_and_redo_is_a_step_of_its_own(library: Library) -> None:
    library.set_note(2, "We saw")
    library.undo()
    library.redo()
    library.set_note(2, "")
    library.undo()
    assert library.paper(2).note == "We saw"


@pytest.mark.parametrize(
    ("texts", "stages"),
    [
        (["We saw", "We saw a short note of ours", ""], ["We saw a short note of ours", ""]),
        (["We saw", "We saw a short note of ours", "Other words"], ["We saw a short note of ours", ""]),
        (["a", "", "b"], ["a", ""]),
        (["We saw it", "We say it", "We say it twice"], [""]),
    ],
)
def test_no_save_of_a_note_swallows_what_was_written(library: Library, texts: list[str], stages: list[str]) -> None:
    paper = library.add_paper(title="By hand")
    for text in texts:
        library.set_note(paper, text)
    for stage in stages:
        library.undo()
        assert library.paper(paper).note == stage
    assert library.undo_label == "add a paper"


def test_a_form_of_many_fields_is_one_step(library: Library) -> None:
    before = library.paper(1)
    library.edit_fields(
        1, {"title": "Another Title", "authors": "Doe, Jane", "year": "2020", "abstract": "We present Foo, a tool."}
    )
    after = library.paper(1)
    assert (after.title, after.authors, after.year) == ("Another Title", ("Doe, Jane",), 2020)
    assert (after.abstract, after.method) == ("We present Foo, a tool.", "Foo")
    assert library.undo_label == "edit 4 fields"
    library.undo()
    assert replace(library.paper(1), changed=before.changed) == before
    library.redo()
    assert replace(library.paper(1), changed=after.changed) == after


def test_any_field_of_a_bib_file_is_edited_and_undone(library: Library) -> None:
    before = library.paper(1)
    library.edit_fields(1, {"volume": "28", "pages": "12--34", "printed_note": "To appear", "year": "2020"})
    assert library.other_fields(library.paper(1)) == {"volume": "28", "pages": "12--34", "printed_note": "To appear"}
    text = library.export(ids=[1]).text
    assert all(f"  {line},\n" in text for line in ("volume = {28}", "pages = {12--34}", "note = {To appear}"))
    assert library.undo_label == "edit 4 fields"
    library.undo()
    assert replace(library.paper(1), changed=before.changed) == before
    paper = library.add_paper(title="By hand", entry_type="article", volume="7")
    assert library.other_fields(library.paper(paper)) == {"volume": "7"}
    for name, said in (("vollume", "There is no field"), ("journal", "called 'venue'"), ("{title}", "no field")):
        with pytest.raises(UsageError, match=said):
            library.edit(1, name, "x")


def test_a_form_with_one_wrong_field_changes_nothing(library: Library) -> None:
    before, label = library.paper(1), library.undo_label
    with pytest.raises(UsageError):
        library.edit_fields(1, {"title": "Another Title", "year": "soon"})
    assert (library.paper(1), library.undo_label) == (before, label)


def test_a_title_may_go_when_an_abstract_comes(library: Library) -> None:
    paper = library.add_paper(title="Typed in by hand")
    library.edit_fields(paper, {"title": "", "abstract": "Only an abstract is left."})
    assert (library.paper(paper).title, library.paper(paper).abstract) == (None, "Only an abstract is left.")
    with pytest.raises(UsageError):
        library.edit_fields(paper, {"title": "", "abstract": ""})


def test_editing_to_what_is_there_is_no_step_however_late(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    library.edit(1, "abstract", "One sentence.")
    library.set_note(1, "words")
    now = time.time()
    monkeypatch.setattr(time, "time", lambda: now + 5)
    library.edit(1, "abstract", "One sentence.")
    assert library.undo_label == "edit note"


def test_a_verb_that_changes_nothing_is_no_step_and_keeps_the_redo(library: Library) -> None:
    library.star([6])
    library.undo()
    label, redo = library.undo_label, library.redo_label
    library.star([1, 2])
    library.set_status([4], "read")
    library.tag([1], "graphs")
    library.untag([7], "graphs")
    library.set_note(1, library.paper(1).note)
    assert (library.undo_label, library.redo_label) == (label, redo)
    assert library.redo() == "star 1 paper"
    assert library.paper(6).starred


def test_a_new_step_forgets_what_was_undone(library: Library) -> None:
    library.star([6])
    library.undo()
    library.star([7])
    assert library.redo() is None
    assert not library.paper(6).starred


def test_a_verb_that_fails_leaves_nothing(library: Library, place: Path) -> None:
    before, label = state(place / "library"), library.undo_label
    for attempt in (
        lambda: library.star([1, 999]),
        lambda: library.edit(2, "citation_key", library.citation_key(1)),
        lambda: library.edit(1, "year", "soon"),
        lambda: library.edit(1, "colour", "red"),
        lambda: library.edit(14, "title", ""),
        lambda: library.untag([1], "no such tag"),
        lambda: library.tag([1], "a, b"),
        lambda: library.set_tag_colour("graphs", "red"),
        lambda: library.add_paper(authors="Nobody"),
        lambda: library.add_paper(title="x", mood="good"),
        lambda: library.highlight(1, "  "),
        lambda: library.undo_import(99),
        lambda: library.set_status([1], "lost"),
    ):
        with pytest.raises(ReadingListError):
            attempt()
    assert state(place / "library") == before
    assert library.undo_label == label


def test_steps_outlive_the_process(place: Path) -> None:
    with Library.open(place / "library") as library:
        before = state(place / "library")
        library.delete([1, 2])
    with Library.open(place / "library") as library:
        assert library.undo_label == "delete 2 papers"
        library.undo()
        assert state(place / "library") == before


def test_undoing_an_edit_keeps_what_an_import_added_since(library: Library, place: Path) -> None:
    """An import that was cut off by a crash is no step of its own; the step before it can still be undone."""
    library.edit(9, "venue", "Typed")
    with library._store.undo.silently() as connection:  # as an import whose process was killed before its end
        connection.exec_driver_sql("UPDATE paper SET title = 'Healed', seen = 2 WHERE id = 9")
    library.undo()
    paper = library.paper(9)
    assert (paper.title, paper.seen, paper.venue) == ("Healed", 2, None)


def test_keys_given_since_stay(library: Library) -> None:
    library.star([6])
    key = library.citation_key(6)
    library.undo()
    assert library.paper(6).citation_key == key


def test_what_cannot_be_undone_says_so_and_changes_nothing(library: Library, place: Path) -> None:
    library.edit(2, "citation_key", "wanted")
    library.edit(2, "citation_key", "other")
    with library._store.undo.silently() as connection:
        connection.exec_driver_sql("UPDATE paper SET citation_key = 'WANTED' WHERE id = 7")
    before = state(place / "library")
    with pytest.raises(ReadingListError, match="changed again since"):
        library.undo()
    assert state(place / "library") == before


def test_the_oldest_steps_are_forgotten(library: Library) -> None:
    for number in range(310):
        library.star([1], number % 2 == 0)
    with library._store._engine.read() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM undo_step").scalar_one() == 300


def test_another_source_is_shown_and_stays_shown(library: Library) -> None:
    text = page([40, 41, 42])
    paper = imported(library, text=text).files[0].records_by_outcome["new"][0][0]
    first = library.paper(paper)
    raw = first.sources[0].abstract
    assert raw
    imported(library, text=text.replace(raw, f"{raw} More follows."))
    second = next(found for found in library.paper(paper).sources if (found.abstract or "").endswith("More follows."))
    library.use_source(paper, second.id)
    shown = library.paper(paper)
    assert shown.abstract == f"{first.abstract} More follows." and shown.title == first.title
    assert library.undo_label == "edit title and abstract"
    imported(library, text=text + page([8]))
    assert library.paper(paper).abstract == shown.abstract
    library.undo()
    library.undo()
    assert library.paper(paper).abstract == first.abstract
    with pytest.raises(NotFoundError):
        library.use_source(paper, 10**6)


def test_what_is_done_while_an_import_runs_is_undone_before_it(library: Library, place: Path) -> None:
    """The user presses undo for what was done last: the star, whenever the import ends."""
    library.star([4])
    assert library.undo()
    steps, before = library.import_dumps([write(place, "long.txt", page(range(100, 130)))]), len(library.dumps())
    while len(library.dumps()) == before:
        next(steps)
    library.star([6])
    assert library.undo_label == "star 1 paper"
    run(steps)
    assert (library.undo(), library.undo_label, library.redo_label) == (
        "star 1 paper",
        "import long.txt",
        "star 1 paper",
    )
    assert library.undo() == "import long.txt"
    assert len(library.dumps()) == before


@pytest.mark.parametrize("text", ["%PDF-1.4\n", page(range(8))], ids=["refused", "there already"])
def test_an_import_that_brings_nothing_is_no_step(text: str, library: Library, place: Path) -> None:
    library.star([4])
    library.undo()
    before = library.undo_label
    imported(library, write(place, "one.txt", text))
    assert (library.undo_label, library.redo_label) == (before, "star 1 paper")


def test_a_tag_that_no_paper_carries_any_more_goes_unless_it_has_a_colour(tmp_path: Path) -> None:
    with Library.open(tmp_path / "tags") as library:
        one, two = library.add_paper(title="One"), library.add_paper(title="Two")
        library.tag([one], "plain", "coloured")
        library.tag([two], "deleted")
        library.set_tag_colour("coloured", "#3366cc")
        library.untag([one], "plain")
        library.untag([one], "coloured")
        library.delete([two])
        assert [tag.name for tag in library.tags()] == ["coloured"]


def test_a_closed_library_is_written_to_no_more(tmp_path: Path) -> None:
    """Its lock is given back, so another process may write meanwhile."""
    with Library.open(tmp_path / "library") as library:
        paper = library.add_paper(title="One")
    with pytest.raises(ReadingListError, match="was closed"):
        library.star([paper])
    with Library.open(tmp_path / "library") as library:
        assert not library.paper(paper).starred


def test_a_paper_named_twice_is_one(library: Library) -> None:
    library.star([6, 6, 6])
    assert library.undo() == "star 1 paper"


def test_a_saved_search_counts_what_it_shows_when_it_is_opened(library: Library) -> None:
    """It is opened with a space behind it: it is typed to its end."""
    run(library.catch_up())
    for text in ('"no such words', "tag:nonesuch", "tag:graphs", "pap", "-pap", "title:(method0 OR"):
        library.save_search(text, text)
    for saved in library.saved_searches():
        shown = library.search(f"{saved.query} ").total
        assert library.count(saved.query) == shown, saved
    assert {saved.name: saved.query for saved in library.saved_searches()}['"no such words'] == '"no such words"'
