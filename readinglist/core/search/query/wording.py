"""What can be said of the words of a query before looking anything up. Imports analysis and language.

Words without content, texts of prose, and other ways to write a word that stemming does not know.
"""

import re
from collections.abc import Sequence

from readinglist.core.search.analysis import analyse, fold, is_cjk, raw_tokens
from readinglist.core.search.query import language

#: Words without content: a search that finds hardly anything is tried once more without them.
_STOP_WORDS = """
a an and are as at be been but by can could did do does for from had has have how i if in into is it
its me my no not of on or our should so such than that the their them then there these they this
those to us was we were what when where which who why will with would you your about any between am
being each he her his just more most nor only other out over own same she some too under until up
very while whom also vs versus
"""
STOP_WORDS = frozenset(_STOP_WORDS.split())
_CONFUSED = (frozenset("aeiouy"), frozenset("cst"))  # letters that sound alike somewhere: -tion, -sion, -cion


def is_stop_word(node: language.Node) -> bool:
    """Whether a clause is a word without content."""
    return isinstance(node, language.Word) and fold(node.text) in STOP_WORDS


#: Greek and Latin plurals, which no stem tells: how many letters are before the ending, and the two endings.
_NUMBERS = [
    (re.compile(rf"(?<=[a-z]{{{least}}}){ending}\Z"), replacement)
    for least, one, more in (
        (3, "sis", "ses"),  # analysis; not ``bases``, which are those of base
        (3, "ix", "ices"),
        (2, "ex", "ices"),
        (3, "us", "i"),
        (3, "pus", "pora"),
        (3, "terion", "teria"),
        (3, "menon", "mena"),
        (3, "maton", "mata"),
        (3, "hedron", "hedra"),
        (5, "um", "a"),  # spectrum; not ``media``
        (5, "a", "ae"),
    )
    for ending, replacement in ((one, more), (more, one))
]


def other_number(term: str) -> tuple[str, ...]:
    """The plural or singular of a word that stemming leaves as it is: of an acronym without vowels (``llms``, ``llm``),
    and of Greek and Latin (``analyses``, ``matrices``). Not all that it gives are words."""
    if re.fullmatch(r"[b-df-hj-np-tv-z]{2,8}", term):
        return (term[:-1],) if term.endswith("s") and len(term) > 2 else (term + "s",)
    return tuple(ending.sub(replacement, term) for ending, replacement in _NUMBERS if ending.search(term))


#: What British and American English write differently: how many letters are before it, and what may follow to the end.
_SPELLINGS = [
    (re.compile(rf"(?<=[a-z]{{{least}}}){ending}({follow})\Z"), rf"{replacement}\1")
    for least, british, american, follow in (
        (3, "is", "iz", "e|ed|es|er|ers|ing|able|ability|ation|ations|ational|ationally"),
        (3, "ys", "yz", "e|ed|es|er|ers|ing"),
        (2, "our", "or", "|s|al|ally|ed|ing|able|ful|less|hood|hoods|ite|ites|ly"),
        (2, "tre", "ter", "|s"),
        (3, "tr", "ter", "ed|ing"),
        (2, "bre", "ber", "|s"),
        (3, "ogue", "og", "|s"),
        (3, "ogu", "og", "ed|ing"),
        (3, "ence", "ense", "|s"),
        (3, "mme", "m", "|s"),
        (2, "dgement", "dgment", "|s|al"),
        (3, "ll", "l", "ed|ing|er|ers|or|ors|ist|ists"),  # not that of ``filling``
        (2, "lful", "llful", "|ly"),
    )
    for ending, replacement in ((british, american), (american, british))
]
_SPELLINGS += [
    (re.compile(rf"\A{beginning}(?=[a-z]*\Z)"), replacement)
    for british, american in (("grey", "gray"), ("artef", "artif"), ("sulph", "sulf"))
    for beginning, replacement in ((british, american), (american, british))
]


def other_spellings(term: str) -> tuple[str, ...]:
    """``generalisation`` as ``generalization``, ``behavior`` as ``behaviour``: some are words, most are none."""
    if not term.isascii():
        return ()
    return tuple(ending.sub(replacement, term) for ending, replacement in _SPELLINGS if ending.search(term))


def is_slip(typed: str, meant: str) -> bool:
    """Whether a typing error is one that people make most: letters swapped, left out or too many, another vowel,
    s for t or c (``recognision``)."""
    if len(typed) != len(meant) or sorted(typed) == sorted(meant):
        return True
    return all(a == b or any({a, b} <= letters for letters in _CONFUSED) for a, b in zip(typed, meant, strict=True))


def number_split(term: str) -> tuple[str, str] | None:
    """``llama3`` as ``llama``, ``3``."""
    found = re.fullmatch(r"([^\W\d_]{2,})(\d+)", term)
    return (found.group(1), found.group(2)) if found else None


def flat(nodes: Sequence[language.Node]) -> list[language.Node]:
    """The clauses with brackets around words taken away: in a text they mean nothing."""
    out: list[language.Node] = []
    for node in nodes:
        out += flat(node.children) if isinstance(node, language.All) else [node]
    return [node for node in out if not isinstance(node, language.Unfinished)]


def texts(parsed: language.Query) -> list[str]:
    """The words of a query as typed."""
    return [c.text for c in flat(parsed.root.children) if isinstance(c, language.Word)]


def terms_as_typed(parsed: language.Query) -> list[str]:
    """All terms of a text in their order; none where it asks for fields, leaves something out or offers a choice."""
    if any(negated or isinstance(leaf, language.Field) for leaf, negated in parsed.leaves()):
        return []
    if any(isinstance(child, language.Any) for child in parsed.root.children):
        return []
    return [term for raw in raw_tokens(parsed.text) for term in places(raw)[0]]


def is_prose(parsed: language.Query) -> bool:
    """Whether a query is a text rather than search words.

    Twelve words, or six of which a quarter have no content, or five with the punctuation of a sentence.
    """
    words = [fold(text) for text in texts(parsed)]
    empty = sum(word in STOP_WORDS for word in words)
    stops = bool(re.search(r"[,;?](?:\s|$)|[a-z]\.(?:\s|$)", parsed.text))
    return len(words) >= 12 or (len(words) >= 6 and empty * 4 >= len(words)) or (len(words) >= 5 and stops)


def word_terms(node: language.Node) -> list[str]:
    """The terms of a word, of a compound one all parts (``low-rank``); none of anything else."""
    raws = raw_tokens(node.text) if isinstance(node, language.Word) and not node.star else []
    return places(raws[0])[0] if len(raws) == 1 else []


def plain_term(node: language.Node) -> str | None:
    """The only term of a word that is neither a compound nor several tokens."""
    terms = word_terms(node)
    return terms[0] if len(terms) == 1 else None


def places(raw: str) -> tuple[list[str], list[str]]:
    """(the terms to be found next to each other, the joined terms) of a raw token of the query."""
    pieces, width = analyse(raw)
    parts: list[str] = [""] * width
    joined: list[str] = []
    for term, position, start, end in pieces:
        if not parts[position]:
            parts[position] = term
        elif is_cjk(term):
            parts[position] = term  # the bigram replaces its first character
        elif end - start >= len(parts[position]):
            joined.append(term)
    if width > 1 and is_cjk(parts[-1]) and len(parts[-1]) == 1 and len(parts[-2]) == 2 and is_cjk(parts[-2]):
        parts.pop()  # the last character is in the last bigram already
    if width == 1 and joined:
        return [joined[-1]], []  # ``alphafold++``: as typed
    return parts, joined
