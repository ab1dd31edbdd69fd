"""Lines that come once per paper beside its title and its abstract: parts of the page, told in the report."""

import re
import textwrap
from collections.abc import Callable, Iterable
from itertools import chain

import pytest

from readinglist.core import dumps
from readinglist.core.dumps.input.lines import Line
from readinglist.core.dumps.pages import columns, links
from readinglist.core.dumps.pages.head import Head
from readinglist.core.records import Draft
from tests.core.dumps import texts
from tests.core.dumps.test_variants import HEAD, PAPERS

Paper = tuple[str | None, str | None]
Form = Callable[[str, str, int], list[str]]

SUBJECTS = ("learning", "speech", "vision", "robots", "graphs", "law")
GERMAN = (
    "Die Arbeit untersucht {} und zeigt, dass das Verfahren auf {} Datensätzen besser ist als die früheren. Wir "
    "beschreiben den Ansatz, vergleichen ihn mit anderen Methoden und werten die Ergebnisse aus."
)


def _summary(abstract: str) -> str:
    return re.split(r"(?<=[.?!])\s", abstract)[0]


def _start(abstract: str) -> str:
    return abstract[: len(abstract) // 2]


FORMS: dict[str, Form] = {
    "the name of a picture": lambda t, a, n: [f"Thumbnail of {t}", t, a],
    "a mark and the title": lambda t, a, n: [f"[Image] {t}", t, a],
    "the title and a word": lambda t, a, n: [f"{t} thumbnail", t, a],
    "a link with the title": lambda t, a, n: [t, a, f"Read “{t}”"],
    "a reference": lambda t, a, n: [t, a, f"A. Bee, C. Dee {n} and {n + 1} more. {t}. Journal of Tests {n}(3), 2024."],
    "where it was shown": lambda t, a, n: [t, f"Paper {n} of the workshop on {SUBJECTS[n % 6]}", a],
    "its session, above": lambda t, a, n: [f"Spotlight in the track on {SUBJECTS[n % 6]}", t, a],
    "a summary": lambda t, a, n: [t, f"TL;DR: {_summary(a)}", a],
    "a summary, below": lambda t, a, n: [t, a, f"In one sentence: {_summary(a)}"],
    "a labelled summary": lambda t, a, n: [t, "AI-generated summary", _summary(a), a],
    "a labelled summary, below": lambda t, a, n: [t, a, "In short", _summary(a)],
    "both labelled": lambda t, a, n: [t, "AI-generated summary", _summary(a), "Abstract", a],
    "its beginning": lambda t, a, n: [t, f"{_start(a)}… Show more", a],
    "its beginning, below": lambda t, a, n: [t, a, f"{_start(a)}... (more)"],
    "a button behind it": lambda t, a, n: [t, f"{_start(a)}...", "Read more", a, "Read less"],
    "a part of it": lambda t, a, n: [t, "Authors: A. Bee, C. Dee", f"Abstract: …{_start(a)[30:]}… ▽ More", a],
    "a translation": lambda t, a, n: [t, a, GERMAN.format(" ".join(t.split()[:3]), n + 2)],
    "two": lambda t, a, n: [f"Cover of {t}", t, f"TL;DR: {_summary(a)}", a, f"{n + 3} upvotes"],
    "rows": lambda t, a, n: ["Submitted by", f"user{n}", f"{n}", f"Image of {t}", t, "·", f"{n + 2} authors", a],
}
_PARTS = re.compile(r"(?<=[.?!])\s+(?=[A-Z])")


def test_a_label_is_no_part_of_the_title_above() -> None:
    lines = [
        line
        for title, abstract in texts.PAPERS
        for line in (title, "AI-generated summary", _summary(abstract), abstract)
    ]
    assert _read([*HEAD, *lines])[0] == texts.PAPERS


def test_what_is_told_as_a_column_is_told_once() -> None:
    groups = [(title, f"TL;DR: {_summary(abstract)}", abstract) for title, abstract in texts.PAPERS]
    found, reader = _read(chain.from_iterable(groups))
    assert found == texts.PAPERS
    assert ["TL;DR" in note for note in reader.notes] == [True]


def _read(lines: Iterable[str], gap: str = "\n") -> tuple[list[Paper], dumps.DumpReader]:
    reader = dumps.read(dumps.Input.from_text(gap.join(lines)))
    return [(draft.title, draft.abstract) for draft in reader if isinstance(draft, Draft)], reader


def _groups(form: Form) -> list[list[str]]:
    return [form(title or "", abstract or "", number) for number, (title, abstract) in enumerate(PAPERS)]


def _lines(form: Form) -> list[str]:
    return list(chain.from_iterable(_groups(form)))


@pytest.mark.parametrize("name", FORMS)
@pytest.mark.parametrize("gap", ["\n", "\n\n"], ids=["tight", "spaced"])
def test_they_are_parts_of_the_page_and_the_report_says_so(name: str, gap: str) -> None:
    lines = _lines(FORMS[name])
    found, reader = _read([*HEAD, *lines], gap)
    assert found == PAPERS
    assert any("there are lines like “" in note for note in reader.notes)
    counts = reader.lines
    assert counts.title == counts.abstract == len(PAPERS)
    assert counts.furniture == len(HEAD) + len(lines) - 2 * len(PAPERS)


@pytest.mark.parametrize("name", ["the name of a picture", "a summary", "a labelled summary, below", "its beginning"])
def test_only_some_papers_may_have_one(name: str) -> None:
    groups = _groups(FORMS[name])
    some = [group if at % 3 == 0 else [part or "" for part in PAPERS[at]] for at, group in enumerate(groups)]
    assert _read([*HEAD, *chain.from_iterable(some)])[0] == PAPERS


@pytest.mark.parametrize("name", ["the name of a picture", "a link with the title", "where it was shown", "a summary"])
def test_a_paper_without_one_or_without_its_abstract_shifts_nothing(name: str) -> None:
    groups = _groups(FORMS[name])
    groups[3] = [part or "" for part in PAPERS[3]]
    groups[8].remove(PAPERS[8][1] or "")
    papers = [(title, None) if at == 8 else (title, abstract) for at, (title, abstract) in enumerate(PAPERS)]
    assert _read([*HEAD, *chain.from_iterable(groups)])[0] == papers


def _halves(abstract: str) -> tuple[str, str]:
    *first, last = _PARTS.split(abstract)
    return " ".join(first), last


@pytest.mark.parametrize(
    "form",
    [
        lambda t, a, n: [t, a],
        lambda t, a, n: [a],
        lambda t, a, n: [t],
        lambda t, a, n: [t, _halves(a)[0], "Conclusions", _halves(a)[1]],
        lambda t, a, n: [t, _halves(a)[0], f"Conclusions: {_halves(a)[1]}"],
        lambda t, a, n: [t, "Background", _halves(a)[0], "Results", _halves(a)[1]],
        lambda t, a, n: [t, *_halves(a)],
        lambda t, a, n: [f"Llama {n}: {t}", "A. Bee, C. Dee, E. Eff", a],
        lambda t, a, n: [f"Title: {t}", f"Abstract: {a}"],
    ],
)
def test_what_belongs_to_papers_is_no_column(form: Form) -> None:
    assert columns.detect(_head([*HEAD, *_lines(form)])) is None


def _head(lines: list[str]) -> Head:
    return Head([Line(at, text) for at, text in enumerate(lines, 1)], complete=True)


def test_lines_are_set_apart_wherever_they_stand_in_the_file() -> None:
    found = columns.detect(_head(_lines(FORMS["the name of a picture"])))
    assert found is not None
    texts = ["", "Thumbnail of A Title", "", "A Title", "", "An abstract.", "Thumbnail of another"]
    lines = [None, *(Line(at, text) for at, text in enumerate(texts, 1))] * 3
    apart = list(columns.set_apart(found, lines))
    assert [line and line._replace(beside=False) for line in apart if line] == [line for line in lines if line]
    assert apart.count(None) == 3
    assert [line.number for line in apart if line and line.beside] == [2, 2, 2]


@pytest.mark.parametrize("name", ["the name of a picture", "a summary", "a link with the title"])
def test_they_are_seen_where_lines_are_wrapped_as_well(name: str) -> None:
    lines = (textwrap.fill(line, 72, break_on_hyphens=False) for line in _lines(FORMS[name]))
    found, reader = _read(lines, "\n\n")
    assert found == PAPERS
    assert any("there are lines like “" in note for note in reader.notes)


@pytest.mark.parametrize("gap", ["\n", "\n\n"])
@pytest.mark.parametrize(
    "form",
    [
        lambda t, a, n: [f"[{t}](https://example.org/{n})", a],
        lambda t, a, n: [f"![{t}](https://example.org/{n}.png)", f"[{t}](https://example.org/{n})", a],
        lambda t, a, n: [f"![]({n}.png)", f'### **[{t}](https://example.org/{n} "Open")**', a],
        lambda t, a, n: [f"{n}. [{t}](/papers/{n})", a],
    ],
)
def test_links_of_markdown_are_read_by_their_words_and_pictures_are_parts_of_the_page(form: Form, gap: str) -> None:
    lines = _lines(form)
    found, reader = _read(lines, gap)
    assert found == PAPERS
    assert reader.lines.furniture == len(lines) - 2 * len(PAPERS)


@pytest.mark.parametrize(
    "end",
    [
        "The code is at [GitHub](https://example.org/code)",
        "We release [models](https://example.org/m) and [data](https://example.org/d)",
        "[Models](https://example.org/m) and [data](https://example.org/d)",
    ],
)
def test_links_within_a_line_stay_as_they_are(end: str) -> None:
    papers = [(t or "", f"{a} {end}") for t, a in PAPERS]
    found, _ = _read(["[Home](/)", "[Sign in](/in)", "[About](/about)", *chain.from_iterable(papers)])
    assert found == papers


@pytest.mark.parametrize("line", ["[Models](a) and [data](b)", "[Models](a)[data](b)", "![One](a.png) and [two](b)"])
def test_a_line_of_several_links_is_none(line: str) -> None:
    assert [made and made.text for made in links.by_their_words([Line(1, line)])] == [line]


@pytest.mark.parametrize("line", ["![One](a.png)", "![](a.png) ![Two](b.png)", "[![One](a.png)](https://example.org)"])
def test_pictures_may_stand_in_a_row_and_be_links(line: str) -> None:
    assert [made and made.beside for made in links.by_their_words([Line(1, line)])] == [True]
