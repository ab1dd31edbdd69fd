"""What lists, chats and contents put beside each title on its line is none of its letters, and is told."""

import pytest

from readinglist.core import dumps
from readinglist.core.dumps.evidence.citations import is_citation
from readinglist.core.dumps.input.lines import Line
from readinglist.core.dumps.pages import affixes
from readinglist.core.dumps.pages.head import Head
from readinglist.core.records import Draft
from tests.core.dumps.test_variants import FAMILY, GIVEN, PAPERS

TITLES = [title or "" for title, _ in PAPERS]


def _read(text: str) -> tuple[list[tuple[str | None, str | None]], dumps.DumpReader]:
    reader = dumps.read(dumps.Input.from_text(text))
    return [(made.title, made.abstract) for made in reader if isinstance(made, Draft)], reader


def _form(form: str, number: int, text: str) -> str:
    return form.format(
        text,
        n=number,
        page=9 * number + 1,
        minute=10 + number,
        who=GIVEN[number % 3],
        year=2018 + number % 7,
        given=GIVEN[number],
        fam=FAMILY[number],
        sign="🔥🚀📄⭐"[number % 4],
        venue=("ICLR", "NeurIPS", "CVPR")[number % 3],
    )


#: Form of a title, and of what stands below it in the same list.
BESIDE = [
    ("{} ........................ {page}", "{}"),
    ("{} . . . . . . . . . . . {page}", "{}"),
    ("{n}. {}.........{page}", "{}"),
    ("{} ({year})", "{}"),
    ("{} ({fam} et al., {year})", "{}"),
    ("{} ({given} {fam})", "{}"),
    ("- **{}** ({fam} et al.)", "  {}"),
    ("* **{}** ({fam} et al., {year})", "  {}"),
    ("- **{}** - {given} {fam}, Ada Vos, *ICLR {year}*", "  {}"),
    ("- [{}](https://example.org/abs/{n}) - {given} {fam}, Ada Vos, *ICLR {year}*", "  {}"),
    ("{} https://example.org/abs/{page}", "{}"),
    ("- [ ] {} #paper #to-read", "\t- {}"),
    ("* NEXT {} :nlp:paper:", "  {}"),
    ("[12/03/2024, 10:{minute}:11] {who}: {}", "[12/03/2024, 10:{minute}:41] {who}: {}"),
    ("[10:{minute}] <anna> {}", "[10:{minute}] <anna> {}"),
    ("10:{minute} - Anna Berg: {}", "10:{minute} - Anna Berg: {}"),
    ("[10:{minute}] {}", "[10:{minute}] {}"),
    ("10:{minute} {}", "10:{minute} {}"),
    ("2024-03-{minute} {}", "{}"),
    ("{year} - {}", "{}"),
    ("{n}.{minute} {}", "{}"),
    ("{} ★ {page}", "{}"),
    ("{} ({page} upvotes)", "{}"),
    ("{} ({n})", "{}"),
    ("{} #{n}", "{}"),
    ("{} - Mar {n}, {year}", "{}"),
    ("{} [pdf] [code]", "{}"),
    ("{} (ICLR {year})", "{}"),
    ("{}, ICLR {year}", "{}"),
    ("{} - {given} {fam}, Ada Vos", "{}"),
    ("{} by {given} {fam} and Ada Vos", "{}"),
    ("{}\t{given} {fam}, Ada Vos", "{}"),
    ("[PDF] {}", "{}"),
    ("{n}/ {}", "{}"),
    ("[{n}]{}", "{}"),
    ("{}.", "{}"),
    ("{}. Proc. of ICLR {year}.", "{}"),
    ("{given} {fam}, Ada Vos. {}.", "{}"),
    ('"{}"', '"{}"'),
    ("„{}“", "{}"),
    ("« {} »", "{}"),
    ("1. {}", "{}"),
    ("{sign} {}", "{}"),
    ("🔥 {}", "{}"),
    ("▸ {}", "◦ {}"),
    ("[{}]", "{}"),
    ("{}:", "{}"),
    ("{} ({n}.5)", "{}"),
    ("{} — {venue}", "{}"),
    ("{} | {venue} {year} oral", "{}"),
    ("{} - {venue}'24", "{}"),
    ("标题：{}", "摘要：{}"),
]
#: Without abstracts these are lists of something else, or tell too little.
WITH_ABSTRACTS = [
    ("{n}\ufe0f\u20e3 {}", "{}"),
    ("{} · {page} min read", "{}"),
    ("{} | {year}-03-{minute}", "{}"),
    ("{fam}, A., Vos, B. C. & Lind, D. ({year}). {}.", "{}"),
    ("h2. {}", "{}"),
    ("{}", "Abstract {}"),
]


@pytest.mark.parametrize(("form", "below"), BESIDE + WITH_ABSTRACTS)
def test_what_stands_beside_titles_is_taken_off_and_told(form: str, below: str) -> None:
    lines = [
        part
        for n, (title, abstract) in enumerate(PAPERS, start=0)
        for part in (_form(form, n, title or ""), _form(below, n, abstract or ""))
    ]
    found, reader = _read("\n".join(lines))
    assert found == PAPERS
    assert any("of the list" in note for note in reader.notes)


@pytest.mark.parametrize("form", [form for form, below in BESIDE if below.strip() == "{}"])
def test_so_it_is_in_a_list_of_titles(form: str) -> None:
    found, reader = _read("\n".join(_form(form, n, title) for n, title in enumerate(TITLES)))
    assert found == [(title, None) for title in TITLES]
    assert any("of the list" in note for note in reader.notes)


@pytest.mark.parametrize(
    "form", ["NEW {}", "NEW! {}", "🔥 {}", "⭐️ {}", "[NEW] {}", "{} [ICLR oral]", "{} [code] [video]"]
)
def test_what_stands_beside_some_titles_is_taken_off(form: str) -> None:
    titles = [form.format(title) if n % 2 else title for n, title in enumerate(TITLES)]
    found, reader = _read("\n".join(part for n, (_, text) in enumerate(PAPERS) for part in (titles[n], text or "")))
    assert found == PAPERS
    assert any("of the list" in note for note in reader.notes)


def test_a_word_in_capitals_that_abstracts_have_is_the_titles_own() -> None:
    lines = [part for title, text in PAPERS for part in (f"LLM {title}", f"{text} An LLM helps.")]
    found, _ = _read("\n".join(lines))
    assert [title for title, _ in found] == [f"LLM {title}" for title in TITLES]


def test_what_stands_above_the_first_page_number_is_no_paper() -> None:
    contents = [_form("{} ...... {page}", n, title) for n, title in enumerate(TITLES)]
    found, reader = _read("\n".join(["Table of Contents", "", *contents]))
    assert found == [(title, None) for title in TITLES]
    assert [line.text for line in reader.furniture] == ["Table of Contents"]


@pytest.mark.parametrize(
    "form",
    [
        "{} (Extended Abstract)",
        "{} in 2020",
        "{} (GPT-4)",
        "[Image] {}\n{}",
        "{}: Act 3",
        "{} 10",
        "{} ...",
        "{} @ 10:30",
    ],
)
def test_what_may_be_the_titles_own_stays(form: str) -> None:
    lines = "\n".join(form.replace("{}", title) for title in TITLES).split("\n")
    assert affixes.detect(Head([Line(n, title) for n, title in enumerate(lines, start=1)], complete=True)) == ()


@pytest.mark.parametrize("count", [4, 5, 6])
def test_the_same_words_behind_all_are_no_names(count: int) -> None:
    lines = [f"{title} Powered by Large Language Models" for title in TITLES[:count]]
    assert affixes.detect(Head([Line(n, title) for n, title in enumerate(lines, start=1)], complete=True)) == ()


@pytest.mark.parametrize(
    ("said", "tells"),
    [
        ("Berg et al.", True),
        ("(Berg and Lind, 2021)", True),
        ("(Berg, 2023)", True),
        (" - Anna Berg, Tom Lind, NeurIPS 2020", True),
        ("Anna Berg", True),
        ("arxiv.org", True),
        ("Berg", False),
        ("with code", False),
        ("Pre-training of deep transformers", False),
        ("GPT-4", False),
    ],
)
def test_who_wrote_it_and_where_it_stands(said: str, tells: bool) -> None:
    assert is_citation(said) is tells


def test_abstracts_of_which_the_page_shows_the_beginning_are_told() -> None:
    lines = [part for title, text in PAPERS for part in (title or "", f"{(text or '')[:240].rpartition(' ')[0]} …")]
    found, reader = _read("\n".join(lines))
    assert len(found) == len(PAPERS)
    assert any("only how they begin" in note for note in reader.notes)
