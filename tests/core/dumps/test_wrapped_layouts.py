"""Wrapped pages in the layouts that mails and listings have: joined exactly, or refused with the reason."""

import random
import re
import textwrap
from itertools import pairwise

import pytest

from readinglist.core import dumps
from readinglist.core.errors import DumpError
from readinglist.core.records import Draft
from tests.core.dumps.test_variants import HEAD, PAPERS

Paper = tuple[str | None, str | None]
WIDTHS = (60, 66, 72, 76, 80, 90, 100)


def _wrap(text: str, width: int, indent: str = "") -> str:
    return textwrap.fill(text, width, initial_indent=indent, subsequent_indent=indent, break_on_hyphens=False)


def _two(abstract: str) -> list[str]:
    """An abstract as two paragraphs."""
    sentences = re.split(r"(?<=\.) (?=[A-Z])", abstract)
    return [" ".join(sentences[:2]), " ".join(sentences[2:])] if len(sentences) > 3 else [abstract]


def _layout(name: str, width: int) -> str:
    """A page with the title right above its abstract, a blank line between papers, unless the name says otherwise."""
    papers = []
    for title, abstract in PAPERS:
        paragraphs = _two(abstract or "") if "paragraphs" in name else [abstract or ""]
        indent = "   " if "indented" in name else ""
        body = ("\n\n" if "blank" in name else "\n").join(_wrap(part, width, indent) for part in paragraphs)
        heading = (title or "") if "whole titles" in name else _wrap(title or "", width)
        papers.append(heading + ("\n\n" if "apart" in name else "\n") + body)
    gap = "\n" if "tight" in name else "\n----\n" if "ruled" in name else "\n\n\n" if "wide" in name else "\n\n"
    return gap.join(papers)


LAYOUTS = (
    "titles",
    "whole titles",
    "tight, titles",
    "tight, whole titles",
    "wide, titles",
    "wide, whole titles apart",
    "ruled, whole titles",
    "indented, whole titles",
    "indented, tight, whole titles",
    "wide, titles, paragraphs with a blank",
    "wide, whole titles, paragraphs with a blank",
    "titles, paragraphs",
    "whole titles, paragraphs",
)
#: Layouts in which nothing is uncertain.
CERTAIN = ("titles", "whole titles", "wide, titles", "wide, whole titles apart", *LAYOUTS[7:9])


def _read(text: str) -> list[Paper] | None:
    """The records without white space; None when the text is refused with the reason."""
    try:
        found = [item for item in dumps.read(dumps.Input.from_text(text)) if isinstance(item, Draft)]
    except DumpError as error:
        assert re.search("lines are broken|titles are broken", error.message) and "one line to a title" in error.message
        return None
    return [_bare((item.title, item.abstract)) for item in found]


def _bare(paper: Paper) -> Paper:
    title, abstract = ("".join(part.split()) if part else None for part in paper)
    return title, abstract


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("head", [[], HEAD], ids=["bare", "headed"])
def test_a_layout_is_read_exactly_or_refused(layout: str, width: int, head: list[str]) -> None:
    found = _read("\n\n".join(["\n".join(head), _layout(layout, width)]) if head else _layout(layout, width))
    assert found in (None, [_bare(paper) for paper in PAPERS])
    assert found is not None or layout not in CERTAIN


def test_most_layouts_are_read() -> None:
    read = sum(_read(_layout(layout, width)) is not None for layout in LAYOUTS for width in WIDTHS)
    assert read >= 0.6 * len(LAYOUTS) * len(WIDTHS)


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("gap", ["\n", "\n\n"])
def test_a_wrapped_list_of_titles_is_never_a_list_of_lines(width: int, gap: str) -> None:
    titles = [f"{title}: {other}" for (title, _), (other, _) in pairwise(PAPERS)]
    random.Random(width).shuffle(titles)
    found = _read(gap.join(_wrap(title, width) for title in titles))
    assert found in (None, [_bare((title, None)) for title in titles])
    assert found is not None or gap == "\n"


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("mark", ["- ", "{n}. ", "{n}) ", "flush {n}. ", ""])
def test_items_that_show_where_they_begin_are_joined(width: int, mark: str) -> None:
    titles = [f"{title}: {other}" for (title, _), (other, _) in pairwise(PAPERS)]
    indent = "" if "flush" in mark else "   "
    items = [mark.removeprefix("flush ").format(n=n) + title for n, title in enumerate(titles, start=1)]
    lines = [textwrap.fill(item, width, subsequent_indent=indent, break_on_hyphens=False) for item in items]
    assert _read("\n".join(lines)) == [_bare((title, None)) for title in titles]


def test_titles_of_which_few_are_broken_are_not_read_line_by_line() -> None:
    titles = [title for title, _ in PAPERS[:6] if title]
    width = max(map(len, titles)) - 6
    lines = "\n".join(_wrap(title, width) for title in titles)
    assert lines.count("\n") <= 7 and _read(lines) is None
