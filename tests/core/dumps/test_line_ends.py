"""What became of line ends: other signs for them, written ones, and none at all. All texts are our own."""

import pytest

from readinglist.core import dumps
from readinglist.core.errors import DumpError
from readinglist.core.records import Draft
from tests.core.dumps.test_variants import HEAD, PAPERS, Paper

LINES = [*HEAD, *(part for paper in PAPERS for part in paper if part)]
SIGNS = {
    "U+2028": "\u2028", "U+2029": "\u2029", "NEL": "\x85", "VT": "\v", "FF": "\f", "RS": "\x1e", "NUL": "\0",
    "written": "\\n", "written for Windows": "\\r\\n", "tag": "<br>", "closed tag": "<br />", "pilcrow": "¶",
    "tab": "\t",
}  # fmt: skip


def _papers(text: str) -> list[Paper]:
    reader = dumps.read(dumps.Input.from_text(text))
    return [(item.title, item.abstract) for item in reader if isinstance(item, Draft)]


@pytest.mark.parametrize("sign", SIGNS)
def test_a_text_without_line_feeds_has_other_line_ends(sign: str) -> None:
    assert _papers(SIGNS[sign].join(LINES)) == PAPERS


@pytest.mark.parametrize("sign", ["\u2028", "\x85", "\v"])
def test_line_ends_may_be_mixed(sign: str) -> None:
    assert _papers("\n".join(map(sign.join, zip(LINES[::2], LINES[1::2], strict=True)))) == PAPERS


def test_a_written_line_end_may_stand_where_the_file_is_read_in_pieces(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("readinglist.core.dumps.input.lines.read_chunk", lambda stream, name, size=0: stream.read(1001))
    for end in ("\\r\\n", "<br/>"):
        assert _papers(end.join(LINES)) == PAPERS


@pytest.mark.parametrize("sign", SIGNS)
def test_signs_in_every_second_line_of_a_text_with_line_feeds_end_none(sign: str) -> None:
    damaged = [line.replace(" ", f" {SIGNS[sign]}", 1) if at % 2 else line for at, line in enumerate(LINES)]
    found = _papers("\n".join(damaged))
    assert [title and title[:9] for title, _ in found] == [title and title[:9] for title, _ in PAPERS]


def test_a_few_such_signs_are_part_of_their_lines() -> None:
    title, abstract = PAPERS[3]
    strange = (title, f"{abstract} It has\u2028one,\fone more,\v\x85 a \\nabla and \\n.")
    papers = [*PAPERS[:3], strange, *PAPERS[4:]]
    assert _papers("\n".join([*HEAD, *(part for paper in papers for part in paper if part)])) == papers


def test_a_formula_is_no_line_end() -> None:
    abstract = "We study the operators $\\nabla$, $\\nu$ and $\\neq$ of a model, and prove a bound on the error of all."
    assert _papers(abstract) == [(None, abstract)]


@pytest.mark.parametrize("between", [" ", "", " | "])
@pytest.mark.parametrize("some", [4, len(LINES)])
def test_lines_run_together_are_refused(between: str, some: int) -> None:
    lines = LINES if some == len(LINES) else [part for paper in PAPERS[:8] for part in paper if part]
    with pytest.raises(DumpError, match=r"line 1 has [\d,]+ characters, far more than an abstract.* save the page"):
        _papers(between.join(lines))


def test_a_long_abstract_under_its_title_is_read() -> None:
    title, abstract = PAPERS[0]
    papers = [(title, " ".join([abstract or ""] * 12)), *PAPERS[1:3]]
    assert _papers("\n".join(part for paper in papers for part in paper if part)) == papers
