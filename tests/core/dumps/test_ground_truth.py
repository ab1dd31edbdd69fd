"""The five real dumps, letter by letter against their ground truth."""

import json
from pathlib import Path

import pytest

from readinglist.core import dumps

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
