"""The sentence of an abstract that says what the paper contributes. May import the standard library only.

Abstracts open alike ("Large language models have …"); what tells them apart is the sentence with "we propose",
"we introduce", "this paper presents".
"""

import re

_STRONG = (
    "propose|introduce|present|develop|design|devise|describe|release|build|create|construct|contribute|offer|"
    "establish|formulate|curate|collect|open-source|provide|survey|review|summari[sz]e"
)
_PAST = "proposed|introduced|presented|developed|designed|built|created|constructed|described|established"
_WEAK = (
    "show|study|investigate|explore|examine|analy[sz]e|find|demonstrate|evaluate|compare|prove|address|consider|"
    "conduct|extend|report|use|train|ask|discover|observe|aim|focus|discuss|derive|tackle|leverage|apply|seek|identify|"
    "categori[sz]e|benchmark|benchmarked|showed|trained|evaluated|investigated|studied|outline|cover|test|combine|make|represent|simplify"
)
_WORK = (
    "(?:paper|work|article|study|survey|report|thesis|chapter|tutorial|review|letter|manuscript|demo|project|research|"
    "book)"
)
_OURS = "(?:methods?|approach|framework|models?|system|work|key idea|(?:main )?contributions?|goal|aim)"
_BETWEEN = (
    "(?:(?:first|firstly|then|also|thus|therefore|hence|further|here|thereby|instead|next|now|will|formally|briefly|"
    "systematically|comprehensively|newly|jointly|additionally|carefully|hereby|empirically|theoretically|"
    "present and|propose and|design and|introduce and|develop and) ){0,2}"
)
# Each pattern begins with a literal, which the regex engine finds many times faster than an alternation, and looks
# back from there.
_WE = rf"e (?<=\b[Ww]e ){_BETWEEN}"
_STRONG_CUES = (
    re.compile(rf"{_WE}(?:{_STRONG}|{_PAST})\b"),
    re.compile(
        rf"his (?:(?<=\b[Tt]his ){_WORK} (?:first |thus |also |therefore )?(?:(?:{_STRONG})s|{_PAST})\b"
        rf"|(?<=\b[Ii]n this ){_WORK},? we\b"
        r"|(?<=\b[Tt]his )(?:paper|survey|study|report|article|review) (?!is\b)[a-z]+s\b"
        rf"|(?<=\b[Ii]n this ){_WORK},[^.]{{1,200}}? (?:is|are) (?:{_STRONG})e?d\b)"
    ),
    re.compile(rf"he (?<=\b[Tt]he )(?:present |current )?{_WORK} (?:{_STRONG})s\b"),
)
_WEAK_CUES = (
    re.compile(rf"{_WE}(?:{_WEAK})\b"),
    re.compile(
        rf"his (?:(?<=\b[Tt]his )(?:[\w-]+ ){{0,2}}?{_WORK}(?:'s)? \w"
        rf"|(?<=\b[Ii]n this ){_WORK}\b)"
    ),
    re.compile(rf"ur (?<=\b[Oo]ur ){_OURS}\b"),
    re.compile(r" proposed\b(?:(?<= is proposed)|(?<= are proposed))"),
)
# The last resort; what everybody knows, has or needs is the shared opening.
_ANY_CUES = (
    re.compile(rf"{_WE}(?!(?:live|know|have|are|can|need|often|all|do|want|must|should|may|hope)\b)[a-z]{{2,}}"),
)
# One class of characters first, for which the engine looks in C.
_BOUNDARY = re.compile(r"[.!?\n](?:(?<=\n)\n+|(?<!\n)[\"'”’)\]]{0,3}\s+(?=[^\sa-z,;:)]))")
_NO_END = re.compile(
    r"(?:\b(?:e\.g|i\.e|et al|cf|vs|resp|approx|Fig|Figs|Eq|Eqs|Sec|Tab|Ref|No|Dr|Prof|Mr|Mrs|St|etc|ca|aka|w\.r\.t"
    r"|a\.k\.a)|\b[A-Z])\.[\"'”’)\]]{0,3}\s*$"
)
_LONGEST = 600


def contribution(abstract: str) -> str | None:
    """The sentence with which ``abstract`` says what the paper contributes, or None when none does so.

    The first "we propose …", "this paper presents …", "in this paper, we …", else the first "we show …" and its like.
    A sentence that runs for more than 600 characters before the cue begins with it.
    """
    for cues in (_STRONG_CUES, _WEAK_CUES, _ANY_CUES):
        found = [match for cue in cues if (match := cue.search(abstract))]
        if found:
            first = min(found, key=re.Match.start)
            return _sentence_around(abstract, first.start(), first.end())
    return None


def _sentence_around(text: str, start: int, end: int) -> str:
    """The sentence of ``text`` that holds ``start``; abbreviations do not end it."""
    before = reversed(list(_BOUNDARY.finditer(text, max(0, start - 2 * _LONGEST), start)))
    left = next((boundary.end() for boundary in before if _ends_sentence(boundary)), 0)
    right = min(len(text), end + _LONGEST)
    for boundary in _BOUNDARY.finditer(text, end):
        if boundary.start() > right:
            break
        if _ends_sentence(boundary):
            right = boundary.end()
            break
    if start - left > _LONGEST:
        left = start
    return text[left:right].strip()


def _ends_sentence(boundary: re.Match[str]) -> bool:
    return not _NO_END.search(boundary.string[max(0, boundary.start() - 8) : boundary.end()])
