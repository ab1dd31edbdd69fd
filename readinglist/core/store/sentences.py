"""Sentences as texts in the library, which keep what they were made of. Imports the nouns."""

import json
from typing import Any

from readinglist.core.sentences import Sentence

#: How a stored text begins that has gaps; those without are stored as they are.
_PACKED = '{"template": '


def stored(sentence: str) -> str:
    """A sentence as one text that ``restored`` reads; of one without gaps the text itself."""
    fields = getattr(sentence, "fields", None)
    return json.dumps(_plain(sentence)) if fields else f"{sentence}"


def restored(text: str) -> Sentence:
    """What ``stored`` gave; the text itself where it was stored by an earlier version."""
    return _made(json.loads(text)) if text.startswith(_PACKED) else Sentence(text)


def _plain(of: object) -> Any:
    if isinstance(of, Sentence):
        return {"template": of.template, "fields": {name: _plain(value) for name, value in of.fields.items()}}
    if isinstance(of, list | tuple):
        return [_plain(value) for value in of]
    return of if isinstance(of, int | float) else str(of)


def _made(of: dict[str, Any]) -> Sentence:
    return Sentence(of["template"], **{name: _read(value) for name, value in of["fields"].items()})


def _read(of: Any) -> Any:
    if isinstance(of, dict):
        return _made(of)
    return [_read(value) for value in of] if isinstance(of, list) else of
