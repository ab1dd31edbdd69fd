"""Damaged and wrapped-up variants of one page: the same papers, and accounts that add up. All texts are our own."""

import gzip
import html

import pytest

from readinglist.core import dumps
from readinglist.core.errors import DumpError
from readinglist.core.records import Draft
from tests.core.dumps.texts import PAPERS

HEAD = ["new", "Get trending papers in your email inbox!", "Subscribe", "Mar 13"]
PAGE = "\n".join([*HEAD, *(line for paper in PAPERS for line in paper)])


def _read(data: bytes) -> tuple[list[tuple[str | None, str | None]], dumps.DumpReader]:
    reader = dumps.read(dumps.Input.from_bytes(data))
    drafts = [(draft.title, draft.abstract) for draft in reader if isinstance(draft, Draft)]
    lines = reader.lines
    assert lines.total == lines.furniture + lines.title + lines.abstract + lines.blank + lines.unparsed
    return drafts, reader


VARIANTS = {
    "bom": ("\ufeff" + PAGE).encode(),
    "utf-16": PAGE.encode("utf-16"),
    "utf-16 without a mark": PAGE.encode("utf-16-le"),
    "crlf": PAGE.replace("\n", "\r\n").encode(),
    "cr": PAGE.replace("\n", "\r").encode(),
    "blank lines": PAGE.replace("\n", "\n\n").encode(),
    "cut in a character": PAGE.encode() + b"\xe2\x80",
    "gzip": gzip.compress(PAGE.encode()),
    "indented": "\n".join("  " + line + " " for line in PAGE.split("\n")).encode(),
    "html": (
        "<html><body>" + "".join(f"<p>{html.escape(x)}</p>" for x in PAGE.split("\n")) + "</body></html>"
    ).encode(),
}


@pytest.mark.parametrize("name", VARIANTS)
def test_a_variant_holds_the_same_papers(name: str) -> None:
    assert _read(VARIANTS[name])[0] == PAPERS


@pytest.mark.parametrize("missing", range(len(PAPERS)))
def test_a_missing_title_does_not_shift_the_pairs(missing: int) -> None:
    wanted = [(None if i == missing else title, abstract) for i, (title, abstract) in enumerate(PAPERS)]
    text = "\n".join([*HEAD, *(line for paper in wanted for line in paper if line)])
    assert _read(text.encode())[0] == wanted


@pytest.mark.parametrize("joint", ["", "\n", "\n\n"])
def test_a_page_twice_gives_its_papers_twice(joint: str) -> None:
    assert _read((PAGE + joint + PAGE).encode())[0] == [*PAPERS, *PAPERS]


@pytest.mark.parametrize("data", [b"", b"\n\n", b'{"title": "x"}', b"%PDF-1.4\n\x00\x01", b"def f():\n    return 1\n"])
def test_what_is_no_dump_is_refused(data: bytes) -> None:
    with pytest.raises(DumpError):
        _read(data)
