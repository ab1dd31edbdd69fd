"""JSON whose objects are papers: one a line, in an array, or in a list inside an object. Imports ``records``.

CSL-JSON, whose items tell their types, is another format, of another room.
"""

import itertools
import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from readinglist.core.dumps import named_fields
from readinglist.core.dumps.whole_text import WholeText
from readinglist.core.records import Draft, Rejected
from readinglist.core.sentences import Sentence

_SAMPLE = 100
_TITLED = re.compile(r'"(?P<name>[^"\n]{1,30})"\s*:\s*"')
#: Where the list begins in an object that holds one; what stands between its items; where the next one may begin.
_LIST = re.compile(r'"[^"\n]{1,60}"\s*:\s*\[\s*(?=\{)')
_BETWEEN = re.compile(r"[\s,\[]*")
_NEXT = re.compile(r"\n[^\S\n]*(?=\{)|\},\s*(?=\{)")
_DECODER = json.JSONDecoder(strict=False)
_BROKEN = Sentence("This record is no valid JSON: {reason}.")

#: Where an object begins and ends, and what it is; or why it cannot be read.
Item = tuple[int, int, dict[str, Any] | Sentence]


def _items(text: str) -> Iterator[Item]:
    place = _begin(text)
    while True:
        place = _BETWEEN.match(text, place).end()  # type: ignore[union-attr]  # it matches nothing, too
        if place >= len(text) or text[place] in "]}":
            return
        try:
            item, end = _DECODER.raw_decode(text, place)
        except (json.JSONDecodeError, RecursionError) as error:
            following = _NEXT.search(text, place + 1)
            end = following.end() if following else len(text)
            yield place, end, _BROKEN.format(reason=getattr(error, "msg", Sentence("it is nested too deeply")))
        else:
            yield place, end, item if isinstance(item, dict) else Sentence("This is no record.")
        place = end


def _begin(text: str) -> int:
    """Where the first object of a paper begins: behind the bracket of the list that holds them all, if one does."""
    start = _BETWEEN.match(text).end()  # type: ignore[union-attr]  # it matches nothing, too
    found = _LIST.search(text) if text[start : start + 1] == "{" else None
    if found is None:
        return start
    try:
        first, _ = _DECODER.raw_decode(text, start)
    except (json.JSONDecodeError, RecursionError):
        return found.end()
    lists = (key for key, value in first.items() if _lists_papers(value))
    key = next(lists, None)
    return start if key is None else text.index("[", text.index(json.dumps(key), start)) + 1


def _lists_papers(value: object) -> bool:
    return isinstance(value, list) and bool(value) and isinstance(value[0], dict) and "title" in _told(value[0])


def _is_title(found: re.Match[str]) -> bool:
    return named_fields.meaning(found["name"]) in ("title", "abstract")


def _told(item: Mapping[str, Any]) -> dict[str, str]:
    """The fields with a meaning; of an object around another one that has a title, those of both."""
    inner = next((one for one in item.values() if isinstance(one, dict) and "title" in _meanings(one)), {})
    told: dict[str, str] = {}
    for key, value in itertools.chain(inner.items(), item.items()):
        if (field := named_fields.meaning(key)) and (said := _text(value)):
            told.setdefault(field, said)
    return told


def _meanings(item: Mapping[str, Any]) -> set[str]:
    return set(map(named_fields.meaning, item))


def _text(value: object) -> str:
    if isinstance(value, list):
        return "; ".join(filter(None, map(_text, value)))
    if isinstance(value, dict):
        return str(value.get("name", "") or value.get("fullname", ""))
    return "" if value is None or isinstance(value, bool) else str(value)


def _looks(head: str) -> float:
    if head.lstrip()[:1] not in ("{", "[") or not any(map(_is_title, _TITLED.finditer(head))):
        return 0.0
    whole = [item for _, _, item in itertools.islice(_items(head), _SAMPLE) if isinstance(item, dict)]
    return 0.6 if whole and named_fields.are_papers(map(_told, whole)) else 0.0


def _read(text: str) -> Iterator[Draft | Rejected]:
    line, counted = 1, 0
    for start, end, item in _items(text):
        line += text.count("\n", counted, start)
        counted = start
        if isinstance(item, Sentence):
            yield Rejected(line, item, text[start:end][:200])
        else:
            yield named_fields.record(line, line + text.count("\n", start, end), _told(item))


OBJECTS = WholeText(Sentence("JSON with titles and abstracts"), _looks, _read)
