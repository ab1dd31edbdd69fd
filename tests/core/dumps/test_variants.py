"""Damaged variants of a page of our own text, in bulk: each with its exact papers, and with accounts that add up."""

import gzip
import io
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from readinglist.core import dumps
from readinglist.core.errors import DumpError
from readinglist.core.records import Draft
from readinglist.paths import resource

Paper = tuple[str | None, str | None]

HEAD = ["new", "Get trending papers in your email inbox!", "Subscribe", "Mar 13"]
OTHER_HEAD = ["Daily Papers", "Jun 21, 2024"]
FOOT = ["Load more", "© 2024 The Page"]


GIVEN = ["Anna", "Tom", "Chen", "María", "Kofi", "Yuki", "Lara", "Igor", "Jan", "Wei", "Ada", "Piet"]
FAMILY = ["Berg", "Lind", "Zhao", "Ruiz", "Mensah", "Tanaka", "Stone", "Petrov", "Kowalski", "Lam", "Osei", "Vos"]
#: No two papers have the same authors: what repeats is furniture anyway.
BY_LINES: dict[str, tuple[str, ...]] = {
    "commas": ("{0} {1}, {2} {3}", "{0} {1}, {2} {3}, {4} {5}"),
    "two": ("{0} {1} and {2} {3}", "{0} {1} & {2} {3}"),
    "and more": ("{0} {1} et al.", "{0} {1}, {2} {3}, et al.", "{0} {1}, {2} {3}, +3 authors"),
    "semicolons": ("{0} {1}; {2} {3}; {4} {5}", "{1}, {0[0]}.; {3}, {2[0]}."),
}


def _names(number: int) -> list[str]:
    return [kind[(number * step) % 12] for step in (1, 5, 7) for kind in (GIVEN, FAMILY[::-1])]


def _sample() -> list[Paper]:
    text = (resource("samples") / "listing-2024-03.txt").read_text(encoding="utf-8")
    lines = text.removeprefix("\ufeff").split("\n")[2:]
    lines[0] = lines[0].removeprefix("Subscribe")
    return list(zip(lines[0:24:2], lines[1:24:2], strict=True))


PAPERS = _sample()


class Variant(NamedTuple):
    """A text as bytes, the papers it holds, and its lines (as they are in the file)."""

    data: bytes
    papers: list[Paper]
    lines: list[str]


def _variant(lines: list[str], papers: list[Paper] = PAPERS, encoding: str = "utf-8", end: str = "\n") -> Variant:
    return Variant(end.join(lines).encode(encoding), papers, lines)


def _lines(papers: list[Paper]) -> list[str]:
    return [part for paper in papers for part in paper if part]


def _without(at: int, part: int) -> list[Paper]:
    papers = list(PAPERS)
    title, abstract = papers[at]
    papers[at] = (None, abstract) if part == 0 else (title, None)
    return papers


def _missing() -> Iterator[tuple[str, Variant]]:
    for at in range(len(PAPERS)):
        for part, name in enumerate(("title", "abstract")):
            papers = _without(at, part)
            yield f"{name} {at} missing", _variant([*HEAD, *_lines(papers)], papers)
    for at in (0, 5, 11):
        papers = _without(at, 0)
        yield f"title {at} missing, no head", _variant(_lines(papers), papers)
        papers = [paper for i, paper in enumerate(PAPERS) if i != at]
        yield f"paper {at} missing", _variant([*HEAD, *_lines(papers)], papers)


def _encoded() -> Iterator[tuple[str, Variant]]:
    lines = [*HEAD, *_lines(PAPERS)]
    for encoding in ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"):
        for name, end in (("lf", "\n"), ("crlf", "\r\n"), ("cr", "\r"), ("u+2028", "\u2028")):
            yield f"{encoding} {name}", _variant(lines, PAPERS, encoding, end)
    yield "last line ended", _variant([*lines, ""])
    yield "every second line blank", _variant("\n\n".join(lines).split("\n"))
    yield "two blank lines each", _variant("\n\n\n".join(lines).split("\n"))
    yield "spaces around", _variant([f"  {line}\t" for line in lines])
    yield "no-break spaces around", _variant([f"\u00a0{line}\u00a0" for line in lines])


def _furnished() -> Iterator[tuple[str, Variant]]:
    body = _lines(PAPERS)
    for at in (0, 2, 10, 22, 24):
        for name, rows in (("a date", ["Mar 14"]), ("a head", OTHER_HEAD), ("a foot", FOOT), ("counts", ["12", "·"])):
            yield f"{name} before line {at}", _variant([*HEAD, *body[:at], *rows, *body[at:]])
    between = [line for title, abstract in PAPERS for line in (title, "  • 22 authors", "·", "4", abstract) if line]
    yield "rows inside the pairs", _variant([*HEAD, *between])
    for many, styles in BY_LINES.items():
        for place in ("above", "between", "below"):
            rows = []
            for number, (title, abstract) in enumerate(PAPERS):
                by = styles[number % len(styles)].format(*_names(number + 1))
                parts = {
                    "above": (by, title, abstract),
                    "between": (title, by, abstract),
                    "below": (title, abstract, by),
                }
                rows += [line for line in parts[place] if line]
            yield f"names {place} the pairs: {many}", _variant([*HEAD, *rows])
    behind = [line for paper in PAPERS for line in (*paper, "Upvote", "12") if line]
    yield "rows behind the pairs", _variant([*HEAD, *behind])
    yield "no furniture", _variant(body)
    yield "glued button", _variant([*HEAD[:2], HEAD[2] + body[0], *body[1:]])


def _joined() -> Iterator[tuple[str, Variant]]:
    page = [*HEAD, *_lines(PAPERS)]
    yield "twice", _variant([*page, *page], PAPERS * 2)
    yield "twice, blank lines between", _variant([*page, "", "", *page], PAPERS * 2)
    yield "twice, ends with an abstract missing", _variant([*page[:-1], *page], [*_without(11, 1), *PAPERS])
    yield "two pages", _variant([*page[:14], *OTHER_HEAD, *page[14:]])
    for left in (9, 40):
        cut = (PAPERS[-1][0], (PAPERS[-1][1] or "")[:-left])
        yield f"cut by {left}", _variant([*HEAD, *_lines([*PAPERS[:-1], cut])], [*PAPERS[:-1], cut])


VARIANTS = dict([*_missing(), *_encoded(), *_furnished(), *_joined()])


def test_there_are_many() -> None:
    assert len(VARIANTS) >= 70


@pytest.mark.parametrize("name", VARIANTS)
def test_a_variant_holds_its_papers_and_every_line_has_one_role(name: str) -> None:
    data, papers, lines = VARIANTS[name]
    reader = dumps.read(dumps.Input.from_bytes(data))
    drafts = [item for item in reader if isinstance(item, Draft)]
    assert [(draft.title, draft.abstract) for draft in drafts] == papers
    texts = set(_lines(papers))
    beside = [line.line for line in (*reader.furniture, *reader.unparsed)]
    assert not texts.intersection(lines[number - 1].strip() for number in beside)
    inside = {number for draft in drafts for number in range(draft.line, draft.end_line + 1)}
    full = {number for number, line in enumerate(lines, start=1) if line.strip()}
    assert full <= inside.union(beside)
    counts = reader.lines
    ended = 1 if lines[-1] == "" else 0
    assert counts.total == len(lines) - ended
    assert counts.total == counts.furniture + counts.title + counts.abstract + counts.blank + counts.unparsed
    assert counts.blank == len(lines) - ended - len(full)
    assert counts.unparsed == 0


@pytest.mark.parametrize(("name", "line"), [("abstract 0 missing", 5), ("abstract 5 missing", 15)])
def test_a_title_in_the_words_of_furniture_is_kept_and_the_report_says_so(name: str, line: int) -> None:
    reader = dumps.read(dumps.Input.from_bytes(VARIANTS[name].data))
    assert sum(isinstance(item, Draft) for item in reader) == len(PAPERS)
    assert any(note.startswith(f"Line {line} “") and "delete that paper" in note for note in reader.notes)


@pytest.mark.parametrize(
    "line", ["Join our community to discuss language models", "Sign up to get all the latest papers"]
)
def test_one_line_to_the_reader_between_papers_is_no_paper(line: str) -> None:
    body = _lines(PAPERS)
    reader = dumps.read(dumps.Input.from_text("\n".join([*HEAD, *body[:8], line, *body[8:]])))
    assert sum(isinstance(item, Draft) for item in reader) == len(PAPERS)
    assert line in [made.text for made in reader.furniture]


PAGE = "\n".join([*HEAD, *_lines(PAPERS)]).encode()


def _zip(members: dict[str, bytes], flag: int = 0) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    data = bytearray(out.getvalue())
    if flag:
        data[6] |= flag
        data[data.index(b"PK\x01\x02") + 8] |= flag
    return bytes(data)


def _read_all(path: Path) -> tuple[list[list[Paper]], list[str]]:
    """The papers of each input that a path stands for, and why the others were refused."""
    read, refused = list[list[Paper]](), list[str]()
    for item in dumps.expand([path]):
        if isinstance(item, dumps.Refusal):
            refused.append(item.reason)
            continue
        try:
            found = [draft for draft in dumps.read(item) if isinstance(draft, Draft)]
        except DumpError as error:
            refused.append(error.message)
        else:
            read.append([(draft.title, draft.abstract) for draft in found])
    return read, refused


@pytest.mark.parametrize(
    ("data", "pages", "reasons"),
    [
        (gzip.compress(PAGE), 1, []),
        (gzip.compress(PAGE[:4000]) + gzip.compress(PAGE[4000:]), 1, []),
        (_zip({"page.txt": PAGE}), 1, []),
        (_zip({"a.txt": PAGE, "b/c.txt": PAGE}), 2, []),
        (_zip({"../../up.txt": PAGE, "/root.txt": PAGE}), 2, []),
        (_zip({"page.txt": PAGE, ".hidden": PAGE, "__MACOSX/page.txt": PAGE}), 1, ["hidden", "hidden"]),
        (_zip({"inner.zip": _zip({"page.txt": PAGE}), "page.txt": PAGE}), 1, ["archive inside an archive"]),
        (_zip({"page.txt.gz": gzip.compress(PAGE)}), 0, ["archive inside an archive"]),
        (_zip({"page.txt": PAGE}, flag=1), 0, ["is encrypted"]),
        (_zip({"[Content_Types].xml": b"<x/>", "page.txt": PAGE}), 0, ["an office document"]),
        (_zip({}), 0, ["holds no files"]),
        (gzip.compress(PAGE)[:-900], 0, ["damaged or cut off"]),
        (_zip({"page.txt": PAGE})[:-30], 0, ["damaged or cut off"]),
    ],
)
def test_a_container_gives_its_pages_or_says_why_not(
    tmp_path: Path, data: bytes, pages: int, reasons: list[str]
) -> None:
    path = tmp_path / "folder" / "packed"
    path.parent.mkdir()
    path.write_bytes(data)
    read, refused = _read_all(path)
    assert read == [PAPERS] * pages
    assert len(refused) == len(reasons)
    assert all(reason in said for reason, said in zip(reasons, refused, strict=True))
    assert [file for file in tmp_path.rglob("*") if file.is_file()] == [path], "nothing is unpacked on the disk"


def test_names_of_nothing_say_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "circle").symlink_to("circle")
    (tmp_path / "empty").mkdir()
    for name in ("", str(tmp_path / "circle"), str(tmp_path / "empty")):
        [refused] = dumps.expand([name])
        assert isinstance(refused, dumps.Refusal)
        assert re.search(r"\. (?:Name|Put) ", refused.reason), refused.reason


@pytest.mark.parametrize("kind", ["gzip", "zip"])
def test_a_bomb_is_stopped(tmp_path: Path, kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("readinglist.core.dumps.input.inputs.BOMB_FLOOR", 1 << 20)
    bomb = b"a sentence of a bomb. " * 200_000
    path = tmp_path / "bomb"
    path.write_bytes(gzip.compress(bomb, 9) if kind == "gzip" else _zip({"bomb.txt": bomb}))
    monkeypatch.setattr("readinglist.core.dumps.input.inputs.BOMB_RATIO", 50)
    read, refused = _read_all(path)
    assert (read, len(refused)) == ([], 1)
    assert "far more than a dump can be" in refused[0]
