"""The five real dumps, letter by letter against their ground truth."""

import json
from pathlib import Path

import pytest

from readinglist.core import dumps
from readinglist.core.records import Draft

NAMES = tuple(f"00{n}" for n in range(5))


def _truth(shared: Path, name: str) -> dict:
    files = json.loads((shared / "dumps" / "truth.json").read_text(encoding="utf-8"))["files"]
    return next(file for file in files if file["file"].startswith(name))


@pytest.mark.parametrize("name", NAMES)
def test_every_record_and_every_line_is_as_in_the_ground_truth(shared: Path, name: str) -> None:
    truth = _truth(shared, name)
    reader = dumps.read(dumps.Input.from_path(shared / "dumps" / truth["file"]))
    got = [item for item in reader if item is not None]
    wanted = [(record["line"], record["title"], record["abstract"]) for record in truth["records"]]
    assert [(draft.line, draft.title, draft.abstract) for draft in got] == wanted
    furniture = [(line["line"], line["text"]) for line in truth["furniture"] if not line.get("glued")]
    assert [(line.line, line.text) for line in reader.furniture] == furniture
    assert reader.lines.total == truth["lines"]
    assert reader.lines.title == sum(record["title"] is not None for record in truth["records"])
    assert (reader.lines.unparsed, reader.lines.furniture) == (0, len(furniture))
    assert reader.sha256 == truth["sha256"]
    assert reader.date == truth["date"]


#: Lines whose loss makes a page hard to read: a short title behind a paper that lost its abstract, an abstract that
#: knows the title above its own, the first paper of a page.
LOSSES = [("001", 279), ("002", 6), ("002", 101), ("003", 63), ("003", 197), ("003", 201), ("004", 18), ("004", 99)]


def _without(shared: Path, name: str, lost: int) -> tuple[list, list]:
    """The records of a dump without one of its lines (and the blank line below it), as read and as they should be."""
    truth = _truth(shared, name)
    lines = (shared / "dumps" / truth["file"]).read_text(encoding="utf-8").split("\n")
    text = "\n".join(lines[: lost - 1] + lines[lost + (name in ("001", "003")) :])
    got = [(made.title, made.abstract) for made in dumps.read(dumps.Input.from_text(text)) if isinstance(made, Draft)]
    parts = [[record["title"], record["abstract"]] for record in truth["records"]]
    record = max((made for made in truth["records"] if made["line"] <= lost), key=lambda made: made["line"])
    parts[truth["records"].index(record)][record["line"] != lost] = None
    return got, [(title, abstract) for title, abstract in parts if title or abstract]


@pytest.mark.parametrize(("name", "lost"), LOSSES)
def test_a_missing_line_shifts_nothing(shared: Path, name: str, lost: int) -> None:
    got, wanted = _without(shared, name, lost)
    assert got == wanted


@pytest.mark.slow
@pytest.mark.parametrize("name", NAMES[1:])
def test_no_missing_line_shifts_anything(shared: Path, name: str) -> None:
    records = _truth(shared, name)["records"][1:]  # the first title may be glued to a button
    step = 2 if name in ("001", "003") else 1
    lines = [record["line"] + part * step for record in records for part in (0, 1)]
    wrong = [lost for lost in lines[::23] if (pair := _without(shared, name, lost))[0] != pair[1]]
    assert wrong == []
