"""Numbers, bullets and labels that a list puts before its titles and abstracts are none of their letters."""

import textwrap

import pytest

from readinglist.core import dumps
from readinglist.core.dumps.input.lines import Line
from readinglist.core.dumps.pages import frames
from readinglist.core.dumps.pages.head import Head
from readinglist.core.records import Draft
from tests.core.dumps.test_variants import HEAD, PAPERS


def _read(text: str) -> dumps.DumpReader:
    reader = dumps.read(dumps.Input.from_text(text))
    reader.drafts = [item for item in reader if isinstance(item, Draft)]  # type: ignore[attr-defined]
    return reader


@pytest.mark.parametrize(
    ("before", "behind", "label"),
    [
        ("{n}. ", "", ""),
        ("[{n}] ", "", ""),
        ("{n}\t", "", ""),
        ("• ", "", ""),
        ("- **", "**", ""),
        ("## ", "", "> "),
        ("o\t", "", ""),
        ("\uf0b7 ", "", ""),
        ("### {n}. ", "", ""),
        ("Title: ", "", "Abstract: "),
        ("Paper {n}: ", "", "**Zusammenfassung:** "),
        ("> ", "", "> "),
        ("* '''", "'''", ": "),
        ("== ", " ==", ""),
        ("; ", "", ": "),
        ("## [[", "]]", "> "),
        ("Paper {n}: ", "", "TL;DR: "),
    ],
)
@pytest.mark.parametrize("gap", ["\n", "\n\n"])
def test_marks_of_a_list_are_taken_off_and_told(before: str, behind: str, label: str, gap: str) -> None:
    lines = []
    for number, (title, abstract) in enumerate(PAPERS, start=1):
        lines += [before.format(n=number) + (title or "") + behind, label + (abstract or "")]
    reader = _read(gap.join(lines))
    assert [(draft.title, draft.abstract) for draft in reader.drafts] == PAPERS  # type: ignore[attr-defined]
    assert any("marks of the list" in note for note in reader.notes)
    assert reader.lines.title == reader.lines.abstract == len(PAPERS)


@pytest.mark.parametrize(
    "form",
    [
        "> {}",
        ">{}",
        "| {} |",
        "// {}",
        "+{}",
        "% {}",
        "; {}",
        "{}\\",
        "{}<br>",
        "— {}",
        "\uf0b7\t{}",
        "{}$",
        "{}^M$",
        "{}¶",
        "{n}: {}",
        "page.txt:{n}:{}",
        "{n:04} {}",
    ],
)
@pytest.mark.parametrize("gap", ["\n", "\n\n"], ids=["tight", "spaced"])
def test_what_stands_on_every_line_is_no_part_of_it(form: str, gap: str) -> None:
    lines = [*HEAD, *(part for paper in PAPERS for part in paper if part)]
    reader = _read(gap.join(form.format(line, n=n) for n, line in enumerate(lines, start=1)))
    assert [(draft.title, draft.abstract) for draft in reader.drafts] == PAPERS  # type: ignore[attr-defined]
    assert any(note.startswith("Taken off every line, as marks of the list: ") for note in reader.notes)
    assert reader.lines.furniture == len(HEAD)


def test_lines_of_a_quotation_are_put_together_without_its_marks() -> None:
    lines = [part for paper in PAPERS for part in paper if part]
    reader = _read("\n>\n".join("\n".join(f"> {row}" for row in textwrap.wrap(line, 70)) for line in lines))
    assert [(draft.title, draft.abstract) for draft in reader.drafts] == PAPERS  # type: ignore[attr-defined]


@pytest.mark.parametrize("form", ["“{}”", "({})", "{}.", "{}?", "A {}", "$x$ {}"])
def test_how_all_titles_of_a_list_happen_to_begin_or_end_is_theirs(form: str) -> None:
    titles = [form.format(title) for title, _ in PAPERS]
    assert frames.detect(Head([Line(n, title) for n, title in enumerate(titles)], complete=True)) is None


@pytest.mark.parametrize(
    "rows", [["Published: 3 Mar 2024, Last Modified: 5 May 2024 | Everyone"], ["Authors: A. Bee, C. Dee"]]
)
def test_a_labelled_row_between_title_and_abstract_stays_furniture(rows: list[str]) -> None:
    reader = _read("\n".join(line for title, abstract in PAPERS for line in (title, *rows, abstract) if line))
    assert [(draft.title, draft.abstract) for draft in reader.drafts] == PAPERS  # type: ignore[attr-defined]
    assert reader.lines.furniture == len(PAPERS)


@pytest.mark.parametrize("before", ["{n}. ", "- ", "[{n}] ", "* "])
def test_a_numbered_list_of_titles(before: str) -> None:
    reader = _read("\n".join(before.format(n=n) + (title or "") for n, (title, _) in enumerate(PAPERS, start=1)))
    assert [draft.title for draft in reader.drafts] == [title for title, _ in PAPERS]  # type: ignore[attr-defined]


def test_titles_that_begin_alike_by_chance_keep_their_words() -> None:
    papers = [(f"Grammars: {title}" if at % 3 else title, abstract) for at, (title, abstract) in enumerate(PAPERS)]
    reader = _read("\n".join(line for paper in papers for line in paper if line))
    assert [(draft.title, draft.abstract) for draft in reader.drafts] == papers  # type: ignore[attr-defined]


@pytest.mark.parametrize("button", ["△ Less", "▲ Show less", "▴"])
def test_a_button_behind_abstracts_is_taken_off_and_told(button: str) -> None:
    lines = [
        part
        for at, (title, abstract) in enumerate(PAPERS)
        for part in (title, f"{abstract} {button}" if at % 2 else abstract)
        if part
    ]
    reader = _read("\n".join(lines))
    assert [(draft.title, draft.abstract) for draft in reader.drafts] == PAPERS  # type: ignore[attr-defined]
    assert any(f"“{button}” was taken off" in note for note in reader.notes)


@pytest.mark.parametrize("button", ["…{}Read more", "...{}more", "...{}mehr anzeigen"])
@pytest.mark.parametrize("gap", ["", " "])
def test_a_button_behind_previews_is_taken_off_and_they_are_told(button: str, gap: str) -> None:
    said = button.format(gap)
    dots = said.partition("." * 3)[1] or "…"
    cut = [(title, f"{(text or '')[:240].rpartition(' ')[0]}") for title, text in PAPERS]
    reader = _read("\n".join(line for title, text in cut for line in (title or "", text + said)))
    expected = [(title, text + dots) for title, text in cut]
    assert [(draft.title, draft.abstract) for draft in reader.drafts] == expected  # type: ignore[attr-defined]
    assert any("only how they begin" in note for note in reader.notes)


@pytest.mark.parametrize("begun", ["Large Language Models are used widely.", "Vision Transformers have many heads."])
def test_what_many_abstracts_begin_with_is_no_mark(begun: str) -> None:
    papers = [(title, f"{begun} {abstract}") for title, abstract in PAPERS]
    reader = _read("\n".join(part or "" for paper in papers for part in paper))
    assert [(draft.title, draft.abstract) for draft in reader.drafts] == papers  # type: ignore[attr-defined]
