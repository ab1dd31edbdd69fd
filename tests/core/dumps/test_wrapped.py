"""Hard-wrapped pages are put together exactly or refused: never with a wrong record."""

import json
import random
import textwrap
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from readinglist.core import dumps
from readinglist.core.dumps.input.lines import Line
from readinglist.core.dumps.pages import hyphens
from readinglist.core.dumps.pages.head import Head
from readinglist.core.errors import DumpError
from readinglist.core.records import Draft
from tests.core.dumps.test_variants import HEAD, PAPERS

Paper = tuple[str | None, str | None]


def _words(text: str, width: int) -> list[str]:
    return textwrap.wrap(text, width, break_on_hyphens=False, break_long_words=False)


def _hyphens(text: str, width: int) -> list[str]:
    return textwrap.wrap(text, width, break_long_words=False)


def _column(text: str, width: int) -> list[str]:
    return [text[at : at + width] for at in range(0, len(text), width)]


def _spaces(text: str, width: int) -> list[str]:
    """As ``fold -s``: the space stays at the end of its line."""
    lines = []
    while len(text) > width:
        at = text.rfind(" ", 0, width) + 1 or width
        lines.append(text[:at])
        text = text[at:]
    return [*lines, text]


PROGRAMS: dict[str, Callable[[str, int], list[str]]] = {
    "words": _words,
    "hyphens": _hyphens,
    "column": _column,
    "spaces": _spaces,
}


def _wrapped(papers: list[Paper], program: str, width: int, head: list[str], gap: str) -> str:
    lines = [*head, *(part for paper in papers for part in paper if part)]
    return gap.join("\n".join(PROGRAMS[program](line, width)) for line in lines)


def _read(text: str) -> list[Paper] | None:
    """The records, with each run of white space as one space; None when the text is refused."""
    try:
        found = [item for item in dumps.read(dumps.Input.from_text(text)) if isinstance(item, Draft)]
    except DumpError as error:
        assert "Nothing was imported; save it with one line to a title" in error.message
        return None
    return [_plain((item.title, item.abstract)) for item in found]


def _plain(paper: Paper) -> Paper:
    title, abstract = (part and " ".join(part.split()) for part in paper)
    return title, abstract


@pytest.mark.parametrize("width", [60, 72, 80, 100, 120])
@pytest.mark.parametrize("program", PROGRAMS)
@pytest.mark.parametrize("gap", ["\n", "\n\n"])
def test_a_wrapped_page_is_read_exactly_or_refused(program: str, width: int, gap: str) -> None:
    found = _read(_wrapped(PAPERS, program, width, HEAD, gap))
    assert found in (None, [_plain(paper) for paper in PAPERS])
    if gap == "\n\n" or program == "spaces":
        assert found is not None  # nothing is uncertain there


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(4))
def test_wrapped_pages_of_real_papers_hold_no_wrong_record(seed: int, shared: Path) -> None:
    files = json.loads((shared / "dumps" / "truth.json").read_text(encoding="utf-8"))["files"]
    records = [(r["title"], r["abstract"]) for f in files for r in f["records"] if r["title"] and r["abstract"]]
    chance, outcomes = random.Random(seed), Counter[str]()
    for _ in range(100):
        papers = chance.sample(records, chance.choice((4, 8, 15, 40, 70)))
        if chance.random() < 0.25:
            papers = [(None, abstract) for _, abstract in papers]
        head = HEAD if chance.random() < 0.5 and papers[0][0] else []
        program, width = chance.choice(list(PROGRAMS)), chance.choice((60, 66, 72, 76, 80, 90, 100, 120))
        found = _read(_wrapped(papers, program, width, head, chance.choice(("\n", "\n\n"))))
        outcomes["refused" if found is None else "exact" if _same(found, papers) else "wrong"] += 1
    assert outcomes["wrong"] == 0 and outcomes["exact"] >= 75


def _same(found: list[Paper], papers: list[Paper]) -> bool:
    """Equal but for spaces: behind a hyphen at the end of a line nobody knows whether there was one."""
    return [[(part or "").replace(" ", "") for part in paper] for paper in found] == [
        [(part or "").replace(" ", "") for part in paper] for paper in papers
    ]


@pytest.mark.parametrize("width", [32, 40, 50, 60])
@pytest.mark.parametrize("gap", ["\n", "\n\n"], ids=["tight", "spaced"])
def test_titles_alone_that_are_broken_are_put_together(width: int, gap: str) -> None:
    lines = [line for title, text in PAPERS for line in (*_words(title or "", width), text or "")]
    reader = dumps.read(dumps.Input.from_text(gap.join([*HEAD, *lines])))
    assert [(item.title, item.abstract) for item in reader if isinstance(item, Draft)] == PAPERS
    assert "Titles were broken over several lines; they were put together." in reader.notes
    counts = reader.lines
    assert counts.total == counts.furniture + counts.title + counts.abstract + counts.blank
    assert counts.title == len(lines) - len(PAPERS)


def _broken_words(text: str, width: int) -> str:
    """Lines filled to the last letter, long words broken with a hyphen, compounds behind theirs."""
    lines, line = list[str](), ""
    for word in text.split(" "):
        room = width - len(line) - 2
        if len(line) + 1 + len(word) <= width:
            line = f"{line} {word}".lstrip()
            continue
        compound = word.find("-") + 1 if "/" not in word else 0
        at, mark = (compound, "") if compound else (room, "-")
        if (word.isalpha() and 3 <= room <= len(word) - 3) or 3 < compound <= room:
            lines.append(f"{line} {word[:at]}{mark}")
            line = word[at:]
        else:
            lines.append(line)
            line = word
    return "\n".join([*lines, line])


@pytest.mark.parametrize("width", [60, 68, 76, 84])
def test_words_that_were_broken_with_a_hyphen_are_whole_again_and_told(width: int) -> None:
    again = [(f"{title}, Revisited", text) for title, text in PAPERS]
    papers = [*PAPERS, *again]
    text = "\n\n".join(_broken_words(part, width) for paper in papers for part in paper if part)
    reader = dumps.read(dumps.Input.from_text(text))
    found = [(item.title, item.abstract) for item in reader if isinstance(item, Draft)]
    assert "-\n" in text
    whole, wanted = ([part for paper in which for part in paper if part] for which in (found, papers))
    # What stands nowhere else may have lost its hyphen; none that the program put is left.
    assert [part.replace("-", "") for part in whole] == [part.replace("-", "") for part in wanted]
    assert {word for part in whole for word in part.split() if "-" in word} <= set(" ".join(wanted).split())
    assert sum(a == b for a, b in zip(whole, wanted, strict=True)) >= len(wanted) - 4
    assert any("broken with a hyphen" in note for note in reader.notes)


def test_hyphens_of_compounds_stay_where_no_words_were_broken() -> None:
    lines = [
        Line(n, text) for n, text in enumerate(["a pre-", "trained model", "a long-", "term goal, a low-", "rank one"])
    ]
    assert hyphens.detect(Head(lines, complete=True)) is None
