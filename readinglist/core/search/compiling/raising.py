"""What raises the score of some of what matches: names, and words that are neighbours (for titles see ``title_ways``).

Imports Whoosh, the language, the lexicon and queries.
"""

from collections.abc import Sequence
from itertools import pairwise

from whoosh import query

from readinglist.core.search.analysis import joined_name
from readinglist.core.search.compiling.lexicon import Lexicon
from readinglist.core.search.evaluation import ranking
from readinglist.core.search.evaluation.queries import AnyField, AnyPhrase, Form
from readinglist.core.search.query import language
from readinglist.core.search.query.wording import STOP_WORDS, plain_term

COMMON_NAME = 20  # papers; what more of them hold is a word of the field, though one is found to call its method so
NO_NAME = 20  # what one paper in so many holds is none, not even in a title: ``Efficient``


def name_bonus(
    children: Sequence[language.Node], assumed: Sequence[tuple[str, str]], lexicon: Lexicon
) -> list[query.Query]:
    """The whole query, or what it was meant to be, as a method name or citation key; or the one clause of a key."""
    word = False
    match children:
        case [language.Field(name="key", value=value)] if joined_name(value) == value.casefold():
            name = value.casefold()  # else its signs tell it from other keys of the same letters
        case _ if 0 < len(children) <= 4 and all(isinstance(c, language.Word) for c in children):
            name, word = joined_name("".join(getattr(c, "text", "") for c in children)), True
        case _:
            return []
    if len(name) < 2:
        return []
    meant = [joined_name(other) for typed, other in assumed if joined_name(typed) == name and not lexicon.count(typed)]
    forms = [Form("exact", name), *(Form("exact", other, ranking.TYPO) for other in meant)]
    named = AnyField(("name",), forms, boost=ranking.NAME_BONUS)
    papers = max(map(lexicon.count, (name, *meant)))
    if not word or papers <= COMMON_NAME:
        return [named]
    key = AnyField(("key",), forms, boost=ranking.NAME_BONUS)
    if papers * NO_NAME > lexicon.papers:
        return [key]
    # So many papers are about it that it is the name of a method only where that is the title's, too.
    return [query.And([named, AnyField(("title",), forms, boost=0.0)]), key]


def neighbours(children: Sequence[language.Node], weights: ranking.Weights) -> list[AnyPhrase]:
    """Neighbouring words of the query that are neighbours in a text."""
    words = [c for c in children if isinstance(c, language.Word)]
    out: list[AnyPhrase] = []
    terms = [plain_term(w) for w in words][: language.MAX_TERMS]
    if terms and len(terms[-1] or "") < 3:
        terms.pop()  # hardly a word yet, or one that says little
    for a, b in pairwise(terms):
        if a and b and a != b and a not in STOP_WORDS and b not in STOP_WORDS:
            forms = (Form("family", a), Form("family", b))
            out.append(AnyPhrase(("title",), forms, boost=weights.near_title))
            out.append(AnyPhrase(("abstract",), forms, boost=weights.near_abstract))
    return out
