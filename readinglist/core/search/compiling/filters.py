"""Clauses that SQLite answers, as facts: tags, dumps, status, years and the like. Imports Whoosh and the language."""

import re
from collections.abc import Sequence

from readinglist.core.search.analysis import fold
from readinglist.core.search.evaluation.queries import Fact
from readinglist.core.search.facts import PaperFacts
from readinglist.core.search.query import language

_VIEWS = {"starred": (("starred", ""),)}
_SECONDS = {"h": 3600, "d": 86400, "w": 7 * 86400, "m": 30.44 * 86400, "y": 365.25 * 86400}


def filter_fact(node: language.Field, facts: PaperFacts, *, last: bool, now: float) -> Fact:
    """The papers of a clause that asks for no words. ``last``: its value may be half typed; ``now``: seconds since the
    epoch."""
    name, value = node.name, node.value
    if name in ("tag", "dump"):
        whole = not last or (node.quoted and node.closed)
        return Fact((name, n) for n in _names(facts.names(name), name, value, whole=whole))
    if name == "status":
        return Fact([("status", value)])
    if name == "is":
        return Fact(_is(value))
    if name in ("has", "no"):
        return Fact([("has", value)], absent=name == "no")
    return Fact(ranges=[_range(name, value, now)])


def view_fact(view: str) -> Fact | None:
    """The papers of a view; None for all of them."""
    if view == "all":
        return None
    if view == "library":
        return Fact([("status", "dismissed")], absent=True)
    return Fact(_VIEWS.get(view, (("status", view),)))


def tag_fact(name: str) -> Fact:
    """The papers with a tag."""
    return Fact([("tag", name)])


def dump_fact(name: str) -> Fact:
    """The papers of a dump."""
    return Fact([("dump", name)])


def _names(names: Sequence[str], kind: str, value: str, *, whole: bool) -> list[str]:
    """The tags or dumps meant: of that name, or else beginning so, or (dumps) with it inside."""
    key = fold(value)
    folded = [(fold(name), name) for name in names]
    same = [name for text, name in folded if text == key]
    if same:
        return same
    begin = [name for text, name in folded if text.startswith(key)]
    return begin or [name for text, name in folded if key in text and (kind == "dump" or not whole)]


def _range(name: str, value: str, now: float) -> tuple[str, float, float]:
    if ".." in value:
        first, _, final = value.partition("..")
        low, high = sorted((float(first or 0), float(final or 1e12)))  # nobody asks for no year at all
        return name, low, high
    if name in ("year", "seen"):
        sign, number = re.match(r"([<>]?=?)(\d+)", value).groups()  # type: ignore[union-attr]
        n = float(number)
        limits = {">": (n + 1, 1e12), ">=": (n, 1e12), "<": (0.0, n - 1), "<=": (0.0, n)}
        return (name, *limits.get(sign, (n, n)))
    return "added", now - int(value[:-1]) * _SECONDS[value[-1]], 1e18


def _is(value: str) -> list[tuple[str, str]]:
    if value == "starred":
        return [("starred", "")]
    return [("status", s) for s in (("new", "later", "reading") if value == "unread" else (value,))]
