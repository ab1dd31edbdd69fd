"""What the library says to a person: English texts that the window can translate. Imports the standard library.

Core knows no Qt, so it marks no text with ``tr()``: it makes a ``Sentence`` instead, which is the English text and
keeps what it was made of. ``packaging/translations.py`` collects the templates from the sources.
"""

from collections.abc import Sequence
from typing import Any


class Sentence(str):
    """A text for a person: ``template`` with ``fields`` in its gaps (``{name}``, ``{count:,}``).

    The template is a literal where it is made, so that it can be collected. What stands in a gap is a name, a number,
    a Sentence, or several of them, which are listed with commas. A template without fields is the text itself, which
    ``format`` fills later.
    """

    template: str
    fields: dict[str, Any]

    def __new__(cls, template: str, /, **fields: object) -> "Sentence":
        """Fill the template; without fields it stays as it is, brackets and all."""
        shown = {name: of if isinstance(of, str | int | float) else listed(of) for name, of in fields.items()}
        made = super().__new__(cls, template.format(**shown) if fields else template)
        made.template, made.fields = template, fields
        return made

    def format(self, **fields: object) -> "Sentence":  # type: ignore[override]  # gaps have names
        """The sentence with its gaps filled."""
        return Sentence(self.template, **fields)


def listed(of: object) -> str:
    """What stands in a gap that is neither text nor number: several things with commas, or one."""
    return ", ".join(map(str, of)) if isinstance(of, list | tuple) else str(of)


def conjoined(parts: Sequence[str]) -> Sentence:
    """“a”, “a and b”, or “a, b and c”."""
    if len(parts) < 2:
        return next((part if isinstance(part, Sentence) else Sentence(part) for part in parts), Sentence(""))
    return Sentence("{some} and {last}", some=parts[:-1], last=parts[-1])


def some_of(items: Sequence[object], most: int) -> "Sentence | list[object]":
    """For a gap: the items, or where they are more than ``most`` the first ones and how many more there are."""
    if len(items) <= most:
        return list(items)
    return Sentence("{some} and {count} more", some=list(items[:most]), count=len(items) - most)
