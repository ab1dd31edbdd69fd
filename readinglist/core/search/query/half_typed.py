"""The clause that is being typed: whether the next key may make another one of it. Imports the language.

See the grammar in ``language``.
"""

import re
from collections import deque

from readinglist.core.search.query import language

_VALUE_KEYS = "0123456789.<>=hdwmy"  # what values of years, numbers and times are made of
_PIECES = re.compile(r"[^\W_]+")  # what signs divide a word into


def half_typed(query: language.Query) -> language.Node | None:
    """The clause that is being typed (see the grammar): the one at the very end, if the next key may make something
    else of it. Of words only those that end in a letter or two and the beginnings of a field's name or of ``OR``; None
    where the text ends otherwise."""
    nodes: tuple[language.Node, ...] = query.root.children
    while nodes and not (query.plain or query.whole or _ends_in_bracket(query)):
        last = nodes[-1]
        if last.end < len(query.text):
            return None
        if isinstance(last, language.All | language.Any):
            nodes = last.children
            continue
        return last if _may_go_on(last) else None
    return None


def closed(text: str) -> str:
    """A query with its open quote closed: what a space behind it does not finish."""
    leaves = list(language.parse(text).leaves())
    return text if all(getattr(leaf, "closed", True) for leaf, _ in leaves) else f'{text.rstrip()}"'


def _ends_in_bracket(query: language.Query) -> bool:
    """Whether the last sign is a bracket that closes, and not one in an open quote."""
    last = deque(query.leaves(), maxlen=1)
    return query.text.endswith(")") and all(getattr(leaf, "closed", True) for leaf, _ in last)


def _may_go_on(node: language.Node) -> bool:
    if isinstance(node, language.Not):
        return isinstance(node.child, language.Word | language.All | language.Any) or _may_go_on(node.child)
    if isinstance(node, language.Field):
        return not node.star and (not node.closed if node.quoted else _value_may_go_on(node.name, node.value))
    if isinstance(node, language.Phrase):
        return not node.closed
    return isinstance(node, language.Word) and not node.star and (is_short(node) or begins_clause(node))


def _value_may_go_on(name: str, value: str) -> bool:
    """Whether the next key may make another value of it: names and words always, years and numbers while they may get
    longer, a status while it begins another one."""
    if name in language.CHOICES:
        return any(choice != value and choice.startswith(value) for choice in language.CHOICES[name])
    if name in language.PATTERNS:
        return any(way.fullmatch(value + key) for way in language.PATTERNS[name] for key in _VALUE_KEYS)
    return True


def is_short(node: language.Node) -> bool:
    """Whether it is a word of one or two letters or digits, or ends so behind a sign: ``https://gi``, ``3,00``."""
    return isinstance(node, language.Word) and len(_PIECES.findall(node.text)[-1]) < language.SHORT


def begins_clause(node: language.Node) -> bool:
    """Whether it is no word like others: the beginning of a field's name or of ``OR``, or has a minus."""
    if not isinstance(node, language.Word):
        return True
    return node.text == "O" or any(name.startswith(node.text.lower()) for name in language.FIELDS)
