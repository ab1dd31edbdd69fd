"""The ways in which a title might have the words of a query. Imports Whoosh, the language, the lexicon and titles."""

from collections.abc import Callable, Sequence

from whoosh import query

from readinglist.core.search.analysis import raw_tokens
from readinglist.core.search.compiling.lexicon import Lexicon
from readinglist.core.search.evaluation.queries import AnyField, Form
from readinglist.core.search.evaluation.titles import TitleWay
from readinglist.core.search.query import language
from readinglist.core.search.query.wording import STOP_WORDS, is_stop_word, number_split, places

LONGEST_TITLE = 50  # words
MOST_TOGETHER = 8  # words that one acronym may stand for
Together = Callable[[Sequence[str], bool], Sequence[Form]]


def title_ways(
    parsed: language.Query,
    clauses: Sequence[tuple[language.Node, query.Query]],
    assumed: Sequence[tuple[str, str]],
    lexicon: Lexicon,
    together: Together,
) -> list[TitleWay]:
    """A query as typed, with its acronyms spelled out, and with what it spells out as acronyms.

    ``clauses`` are its parts as compiled, ``assumed`` the typing errors found in it; ``together`` tells the forms that
    stand for some words together.
    """
    words = [c for c in parsed.root.children if isinstance(c, language.Word | language.Phrase)]
    meant = dict(reversed(assumed))
    terms = [meant.get(term, term) for word in words for raw in raw_tokens(word.text) for term in places(raw)[0]]
    if not 0 < len(terms) <= LONGEST_TITLE or parsed.plain:
        return []
    compiled = [(c, q) for c, q in clauses if isinstance(c, language.Word | language.Phrase | language.All)]
    parts = [q for c, q in compiled if not is_stop_word(c)] or [q for _, q in compiled]
    several = len(terms) > 1
    very = [Form("exact", term) for term in terms]
    ways = [TitleWay(parts, _forms(terms, begun=several), several, very)]
    for other in (_spelled(terms, lexicon), _shortened(terms, together)):
        if other != terms:
            forms = _forms(other, begun=False)
            telling = [form for form in forms if form.text not in STOP_WORDS] or forms
            ways.append(TitleWay([AnyField(("title",), (form,)) for form in telling], forms, several))
    return ways


def _forms(terms: Sequence[str], *, begun: bool) -> list[Form]:
    forms = [Form("family", term) for term in terms]
    if begun:
        forms[-1] = Form("prefix", terms[-1])
    return forms


def _spelled(terms: Sequence[str], lexicon: Lexicon) -> list[str]:
    """Terms with acronyms, and what is written as one word, spelled out."""
    out: list[str] = []
    for term in terms:
        spelled = lexicon.spelled_out(term)
        out += spelled[0].split() if spelled else number_split(term) or (term,)
    return out


def _shortened(terms: Sequence[str], together: Together) -> list[str]:
    """Terms with what is spelled out as the acronym or as one word."""
    out, i = [], 0
    while i < len(terms):
        for n in range(min(MOST_TOGETHER, len(terms) - i), 1, -1):
            forms = together(terms[i : i + n], False)
            if forms:
                out.append(forms[0].text)
                break
        else:
            n = 1
            out.append(terms[i])
        i += n
    return out
