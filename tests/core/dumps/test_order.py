"""Pages whose lines are in another order than title, abstract, title, abstract: refused with the reason."""

import random
import re
from collections.abc import Callable

import pytest

from readinglist.core import dumps
from readinglist.core.errors import DumpError
from readinglist.core.records import Draft
from tests.core.dumps.test_variants import HEAD, PAPERS

TITLES = [title for title, _ in PAPERS if title]
ABSTRACTS = [abstract for _, abstract in PAPERS if abstract]
LINES = [part for paper in PAPERS for part in paper if part]


def _shuffled(seed: int) -> list[str]:
    return random.Random(seed).sample(LINES, len(LINES))


ORDERS: dict[str, Callable[[], list[str]]] = {
    "shuffled": lambda: _shuffled(1),
    "shuffled otherwise": lambda: _shuffled(2),
    "sorted": lambda: sorted(LINES),
    "reversed": lambda: LINES[::-1],
    "column by column": lambda: TITLES + ABSTRACTS,
    "abstracts above titles": lambda: [part for paper in PAPERS for part in reversed(paper) if part],
}


@pytest.mark.parametrize("gap", ["\n", "\n\n"], ids=["tight", "spaced"])
@pytest.mark.parametrize("name", ORDERS)
@pytest.mark.parametrize("head", [[], HEAD], ids=["bare", "headed"])
def test_lines_out_of_order_are_refused_with_the_reason(name: str, gap: str, head: list[str]) -> None:
    source = dumps.Input.from_text(gap.join(head + ORDERS[name]()))
    with pytest.raises(DumpError, match=r"(lines are out of order|titles stand below their abstracts)\b.*above"):
        list(dumps.read(source))


def test_a_list_of_contents_above_the_papers_is_no_disorder() -> None:
    found = list(dumps.read(dumps.Input.from_text("\n".join([*TITLES, *LINES]))))
    assert [(item.title, item.abstract) for item in found if isinstance(item, Draft) and item.abstract] == PAPERS


def test_a_blank_line_between_title_and_abstract_only_is_no_disorder() -> None:
    text = "\n".join(f"{title}\n\n{abstract}" for title, abstract in PAPERS)
    found = [item for item in dumps.read(dumps.Input.from_text(text)) if isinstance(item, Draft)]
    assert [(item.title, item.abstract) for item in found] == PAPERS


def _sentences(text: str) -> list[str]:
    return re.sub(r"(?<=[a-z]\.) (?=[A-Z])", "\n", text).split("\n")


@pytest.mark.parametrize("titled", [True, False])
def test_a_page_of_one_sentence_a_line_is_refused_with_the_reason(titled: bool) -> None:
    further = [f"{text} However, it is slow at times. Moreover, nobody knows why." for text in ABSTRACTS]
    lines = [row for title, text in zip(TITLES, further, strict=True) for row in ([title] * titled + _sentences(text))]
    with pytest.raises(DumpError, match=r"is a sentence by itself.* save it with one line to an abstract"):
        list(dumps.read(dumps.Input.from_text("\n".join(lines))))


def test_a_list_of_abstracts_of_one_sentence_is_read() -> None:
    lines = [_sentences(text)[0] for text in ABSTRACTS]
    found = [item for item in dumps.read(dumps.Input.from_text("\n".join(lines))) if isinstance(item, Draft)]
    assert [item.abstract for item in found] == lines
