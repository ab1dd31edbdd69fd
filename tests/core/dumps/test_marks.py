"""Numbers, bullets and labels that a list puts before its titles and abstracts are none of their letters."""

import pytest

from readinglist.core import dumps
from readinglist.core.records import Draft
from tests.core.dumps.test_variants import PAPERS


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
        ("### {n}. ", "", ""),
        ("Title: ", "", "Abstract: "),
        ("Paper {n}: ", "", "**Zusammenfassung:** "),
        ("> ", "", "> "),
    ],
)
@pytest.mark.parametrize("gap", ["\n", "\n\n"])
def test_marks_of_a_list_are_taken_off_and_told(before: str, behind: str, label: str, gap: str) -> None:
    lines = []
    for number, (title, abstract) in enumerate(PAPERS, start=1):
        lines += [before.format(n=number) + (title or "") + behind, label + (abstract or "")]
    reader = _read(gap.join(lines))
    assert [(draft.title, draft.abstract) for draft in reader.drafts] == PAPERS  # type: ignore[attr-defined]
    assert any(note.endswith("marks of the list.") for note in reader.notes)
    assert reader.lines.title == reader.lines.abstract == len(PAPERS)


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
