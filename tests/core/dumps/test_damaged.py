"""Damaged and wrapped-up variants of one page: the same papers, and accounts that add up. All texts are our own."""

import gzip
import html

import pytest

from readinglist.core import dumps
from readinglist.core.errors import DumpError
from readinglist.core.records import Draft

HEAD = ["new", "Get trending papers in your email inbox!", "Subscribe", "Mar 13"]
PAPERS = [
    (
        "Pruning Sparse Attention for Long Documents",
        "Long documents make attention slow. We propose a pruning of sparse attention that keeps the few heads a "
        "document needs, and show on four benchmarks that accuracy stays while training takes half the time.",
    ),
    (
        "Calibrated Retrieval Under Shift",
        "Retrieval models are badly calibrated when the queries shift. We present a calibrated retrieval method that "
        "needs no labels, evaluate it on six datasets, and find that it outperforms temperature scaling.",
    ),
    (
        "Learning to Grasp Soft Objects",
        "Robots that grasp soft objects need models of how they deform. In this paper we introduce a learning "
        "framework that needs ten trials for each object, and report experiments with forty kitchen objects.",
    ),
    (
        "A Theory of Lazy Optimizers",
        "Why do lazy optimizers generalise? We develop a theory for two-layer networks, prove a bound on their "
        "test error, and demonstrate in simulations that optimizers behave as the theorem says.",
    ),
    (
        "Voices: A Benchmark of Spoken Dialects",
        "Spoken dialects are missing from speech benchmarks. We release a benchmark with the voices of ninety "
        "speakers, evaluate eleven models, and show that performance on dialects is far below the standard language.",
    ),
]
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
