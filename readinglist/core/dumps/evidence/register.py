"""How a text speaks: as papers do, or as letters, recipes, news and notes do.

Imports ``affinity``, ``cues`` and ``scripts``.

Papers of every subject and century share a register: words of research, long words, "of", passives, few persons,
days and commands. The features are those by which Biber told written genres apart (Variation across Speech and
Writing, 1988: informational against involved, abstract against not); their weights are a logistic regression on 2,100
abstracts (arXiv, CACM, CISI; whole and cut) against 160 texts of our own in 39 genres and 1,300 paragraphs of manuals.
The weights of results and of "we" were set by hand later: abstracts of today in short plain words had been refused.
Measured on others: of single abstracts cut to 250 characters, without titles, 96 % are known as such (arXiv 98 %,
CISI 92 %) and 94 % of the texts of genres that the weights had not seen are not taken for one.
"""

import math
import re
from collections.abc import Sequence

from readinglist.core.dumps.evidence import affinity, cues
from readinglist.core.dumps.evidence.scripts import IDEOGRAPH, composed, letters, spaced

#: So much of a text is looked at.
_DEEP = 1200
_LEAST, _MOST = -4.0, 4.0
#: So many texts tell how a page speaks.
_SAMPLE = 60
#: What their scores reach in the mean, of one text, of two …: with titles, with what these share with them, and bare.
#: Of three to five texts chance may lift a mean; of more it evens out: of 39 other genres only one reaches -1.
_ENOUGH = (-0.2, 0.2, 0.5, 0.3, -0.3, -0.4)
_ENOUGH_BARE = (0.0, 0.1, 0.4, 0.3, -0.2, -0.3)
#: … and where nothing but so many titles and their abstracts stands there, which share so much: recipes, news, diaries
#: and manuals of that form have less than -4, papers of the humanities and in other languages have more than -1.
_ENOUGH_IN_STEP = -1.0
_SOME = 2
_KNOWN = 1.5
_SHARED = 0.25
#: Of so many different texts at least so many begin with other words, so many of them looked at.
_FORMS = 5
_ALIKE = 0.35
_START = 5
#: A title has no word of research and none of Latin or Greek form (5 in 100; of other headings 86), or one, or both
#: (80 in 100; of other headings 1).
_LEARNED = (-1.2, 0.4, 1.4)
#: English is what has so many of its own small words.
_ENGLISH = 0.1
_SMALL_LIST = (
    "the of and is are was were in to for that with by on from this these which an be been has have as it its at or "
    "not we our can into between than their"
)
_SMALL = frozenset(_SMALL_LIST.split())
#: Those of them, and a few more, that no other language has.
_ENGLISH_LIST = "the of and for with to by from that this are their your our you how what"
_ENGLISH_ONLY = frozenset(_ENGLISH_LIST.split())
_LATINATE = re.compile(
    r"\w{3,}(?:al(?:ly)?|ic|ive(?:ly)?|ary|ous(?:ly)?|able|ible|ent|ant|oid|ular)$|"
    r"\w{3,}(?:[ts]ions?|ments?|it(?:y|ies)|ness|[ae]nc(?:e|es|y|ies)|isms?|logy|graphy|ys[ie]s|etry|ics|es[ie]s)$"
)
_PASSIVE = re.compile(
    r"\b(?:is|are|was|were|be|been|being)\s(?:\w+ly\s|also\s|then\s|not\s)?\w+(?:ed|own|iven|ound|ven|awn|ilt|ught)\b"
)
_INVOLVED = re.compile(
    r"\b(?:I(?!\.)|I['’]\w+|(?i:me|my|mine|myself|you|yours?|yourself|dear|please|thanks?|hello))\b|n['’]t\b"
)
_PERSONS = re.compile(r"\b(?:s?he|him|his|hers?)\b", re.IGNORECASE)
_DAYS = re.compile(
    r"\b(?:(?:mon|tues|wednes|thurs|fri|satur|sun)days?|today|tomorrow|yesterday|tonight|weekend|evening|morning|"
    r"afternoon|midnight|(?:next|last|this) (?:week|month|year|spring|summer|autumn|winter)|"
    r"years? ago|euros?|dollars?|said)\b",
    re.IGNORECASE,
)
_PLANS = re.compile(r"\b(?:will|should|must|shall|until)\b")
#: A sentence that begins with a verb and its object: "Cut the carrots", "then fold in the flour".
_COMMAND = re.compile(
    r"(?:^|[.!?;:]\s+|,\s(?:and|then)\s)([A-Za-z]+)\s"
    r"(?:the|a|an|your|it|them|two|three|four|each|all|some|this|that|out|off|up|in|at|on|with|for|to|not)\b"
)
#: Words that sentences begin with, and commands do not.
_OPENERS_LIST = (
    "in on at of for from with by to as after before during since until while when where if although though because "
    "given despite under over through throughout between among within without against along across about above below "
    "toward towards unlike like than whereas both either neither each every all some many most few several such other "
    "another one two three the a an this that these those there here it its our their his her we they he she i you no "
    "not only even also moreover further what which who whose why how whether more less via per is are was were be do "
    "does did has have had can could may might will would should must let and or but nor so yet then thus hence "
    "therefore except besides beyond upon into onto near once"
)
OPENERS = frozenset(_OPENERS_LIST.split())
_FORM = re.compile(r"(?:ing|ed|ly|s)$")
_SENTENCE = re.compile(r"[.!?…](?:\s|$)")
#: What only authors say of their work.
_OWN_WORK = re.compile(
    r"\bwe\s(?:\w+ly\s|also\s|then\s|first\s|here\s|will\s|further\s)?(?:propose|present|introduce|show|study|investigate|"
    r"demonstrate|prove|develop|describe|find|evaluate|argue|analy[sz]e|explore|address|review|discuss|consider|derive|"
    r"observe|report|examine|conduct|release|obtain)\b|"
    r"\b(?:this|present|proposed)\s(?:paper|work|study|article|survey|thesis|method|approach)\b|"
    r"\bour\s(?:\w+\s)?(?:method|approach|model|framework|algorithm|results?|experiments?|analysis|findings|evaluation)\b",
    re.IGNORECASE,
)
#: What tells a result in plain words, however short the abstract is: what was compared, counted and found.
_RESULTS = re.compile(
    r"\b(?:agrees?|estimates?|measur\w+|errors?|fell|falls?|rises?|rose|exceeds?|loses?|depends?|var(?:y|ies|ied)|"
    r"compar\w+|show\w*|prove[sdn]?|proof|model\w*|methods?|found|finds?|predict\w*|explain\w*|significant\w*|"
    r"experiment\w*|accura\w+|record(?:s|ed)?|observ\w+|reconstruct\w*|reveal\w*|participants|train(?:ed|ing)|"
    r"samples?|data(?:sets?)?|study|studies|theory|test(?:s|ed)?)\b",
    re.IGNORECASE,
)
#: What only authors in the humanities and in law say of their work …
_ARGUES = re.compile(
    r"\b(?:I|we|this (?:essay|article|chapter|paper|book)|the (?:essay|article|chapter|book|author))\s(?:\w+ly\s|"
    r"then\s|also\s)?(?:argue|trace|contend|examine|suggest|show|read|explore|follow|analy[sz]e|reconstruct|discuss|consider|"
    r"propose|ask|offer|doubt|conclude|compare|demonstrate|reassess|revisit|challenge|question)s?\b|"
    r"\b(?:drawing|draws|draw) on\b",
    re.IGNORECASE,
)
#: … and what they speak of; so many different ones tell.
_HUMANITIES = re.compile(
    r"\b(?:essay|chapter|scholar|histor(?:y|ies|ic|ian|iograph)|centur|archiv|source|manuscript|narrat|novel|poe(?:m|t)|"
    r"litera|rhetoric|metaphor|translat|court|judge|doctrine|legal|statut|jurisprud|constitution|philosoph|ethic|colonial|"
    r"mediev|empire|parish|deposition|record|custom|ritual|identit|discours|debate|account|interpret|reading|reveal|"
    r"complicat|politic|cultur|moral|print|theolog|reform|revolution|law)\w*",
    re.IGNORECASE,
)
_MANY_HUMANITIES = 4
_WE = re.compile(r"\b[Ww]e\b")
#: What manuals and licences of software speak of …
_MANUAL = re.compile(
    r"\b(?:licen[sc]e[sd]?|copyright\w*|warrant\w+|redistribut\w+|install\w*|upstream|permission|packages?|"
    r"director(?:y|ies)|filenames?|options?|commands?|defaults?|readme|bugs?|fix(?:ed|es)?|patch(?:es)?|scripts?|"
    r"config\w*|debian|gnu|linux|unix|perl|python|shell|debug\w*|compil(?:e|ed|ing)|syntax|macros?|callback|strings?|"
    r"returns?|arguments?|print(?:s|ed|ing)?|manual|man page|section|see|note that|etc)\b",
    re.IGNORECASE,
)
#: … and how they write it.
_CODE = re.compile(r"https?://|[<>{}|=@`]|\b[A-Z]{2,}\.|\w+\(\)|--\w|\.\w{2,4}\b(?=[\s,;)])")
_BIAS = -3.2
_FOREIGN_LEAST, _FOREIGN_EACH, _FOREIGN_MOST = -1.5, 1.5, 4
#: Conjunctions, prepositions and articles that Arabic and Hebrew write to the word behind them.
_PREFIXES = "وبلفהובל"
_ARTICLE = re.compile("^[وبلفك]*(?:ال|لل)?|^[והבלמכש]{1,2}")


def score(text: str) -> float:
    """Return how much a text speaks as papers do, as log odds: from -4 (surely not) to 4 (surely)."""
    text = spaced(composed(text[:_DEEP]))
    words = letters(text)
    if not words:
        return _LEAST
    lower = [word.casefold() for word in words]
    found = _english(text, words, lower) if _has_english(lower) else _foreign(text, lower)
    return max(_LEAST, min(_MOST, found))


def is_english(text: str) -> bool:
    """Tell whether a text is in English, by its small words."""
    return _has_english([word.casefold() for word in letters(text[:_DEEP])])


def _has_english(lower: list[str]) -> bool:
    return sum(word in _SMALL for word in lower) >= _ENGLISH * max(1, len(lower))


def is_latinate(word: str) -> bool:
    """Tell whether a word in lower case has a form that English took from Latin or Greek."""
    return _LATINATE.match(word) is not None


def speaks_of_research(abstracts: Sequence[str], titles: Sequence[str] = (), in_step: bool = False) -> bool:
    """Tell whether texts that stand together, each an abstract by its shape, are those of papers.

    ``titles`` stand before them, or there are none; ``in_step``: nothing else stands there. Looks at the first of them.
    """
    abstracts = abstracts[:_SAMPLE]
    if not abstracts or (not titles and _begin_alike(abstracts)):
        return False
    total = sum(map(score, abstracts))
    total += sum(_with_title(*pair) for pair in zip(titles, abstracts, strict=False))
    enough = (_ENOUGH if titles else _ENOUGH_BARE)[min(len(abstracts), len(_ENOUGH)) - 1]
    if in_step and len(titles) >= _SOME and _shared(titles, abstracts) >= _KNOWN:
        enough = min(enough, _ENOUGH_IN_STEP)
    return total / len(abstracts) >= enough


def _shared(titles: Sequence[str], abstracts: Sequence[str]) -> float:
    """How much speaks for these titles being those of these abstracts, in the mean."""
    return sum(affinity.evidence(*pair) for pair in zip(titles, abstracts, strict=False)) / len(abstracts)


def _begin_alike(texts: Sequence[str]) -> bool:
    """Tell whether most texts begin with the same words, as the entries of a list of changes do, and no abstracts."""
    different = set(texts)
    starts = {" ".join(text.split()[:_START]) for text in different}
    return len(different) >= _FORMS and len(starts) < _ALIKE * len(different)


def _with_title(title: str, abstract: str) -> float:
    """What it adds to the score of an abstract that this title stands before it."""
    shared = affinity.evidence(title, abstract)
    if not title.isascii():
        return _SHARED * shared
    found = learned(title)
    return _SHARED * shared + _LEARNED[found] * (1 if found or shared > 0 else 2)


def learned(title: str) -> int:
    """Return how many a title has of these two: a word of research, and one of Latin or Greek form."""
    return names_research(title) + any(map(is_latinate, title.split()))


def names_research(title: str, latinate: bool = False) -> bool:
    """Tell whether a title has a word of research (nine in ten have, one in twenty of other headings).

    ``latinate``: and a long one of Latin or Greek form (eight in ten have both, one in a hundred of other headings).
    """
    title = composed(title)
    words = [word.casefold() for word in letters(title)]
    foreign = _is_foreign(words)
    if any(word[:5] in cues.RESEARCH for word in words):
        return not latinate or foreign or any(map(is_latinate, words))
    if not title.isascii() and _foreign_cues(title, words):
        return True
    return foreign and _names_subject(title, words)


def _is_foreign(words: list[str]) -> bool:
    """Tell whether a title is not English: by its letters, or by small words of other languages; none of English."""
    beyond = not all(map(str.isascii, words)) or not cues.FOREIGN_SMALL.isdisjoint(words)
    return beyond and _ENGLISH_ONLY.isdisjoint(words)


def _names_subject(title: str, words: list[str]) -> bool:
    """Whether a title of another language has a word of what research is about."""
    if any(word.startswith(cues.SUBJECTS) for word in words):
        return True
    if title.isascii():
        return any(word.startswith(cues.STEMS) for word in words)
    bare = (_ARTICLE.sub("", word) for word in words)
    return any(word.startswith(cues.SUBJECTS) for word in bare) or any(map(title.__contains__, cues.UNSPACED_SUBJECTS))


def is_involved(text: str) -> bool:
    """Tell whether a line has a word of notes and letters."""
    return _INVOLVED.search(text) is not None or _DAYS.search(text) is not None


def _english(text: str, words: list[str], lower: list[str]) -> float:
    n = len(words)
    research = [word[:5] for word in lower if word[:5] in cues.RESEARCH]
    sentences = max(1, len(_SENTENCE.findall(text)))
    own, plans = len(_OWN_WORK.findall(text)), len(_PLANS.findall(text))
    argues = len(_ARGUES.findall(text))
    talk = max(0, len(_INVOLVED.findall(text)) - argues) + len(_DAYS.findall(text))
    humanities = len({found[:5].lower() for found in _HUMANITIES.findall(text)})
    return (
        _BIAS
        + (1.2 * min(2, argues) + 0.5 * min(_MANY_HUMANITIES, humanities) if argues else 0.0)
        + 1.3 * len(set(research)) / math.sqrt(n)
        + 15.0 * len(research) / n
        + 14.0 * sum(map(is_latinate, lower)) / n
        + 0.95 * (sum(map(len, words)) / n - 5.0)
        + 13.5 * lower.count("of") / n
        + 0.9 * len(_PASSIVE.findall(text)) / sentences
        + 1.4 * min(2, own)
        + (0.0 if talk or plans else 0.5 * min(2, max(0, len(_WE.findall(text)) - own)))
        + 16.0 * len(_RESULTS.findall(text)) / max(n, 30)
        - 0.1 * math.log(n)
        - 0.3 * min(3, talk)
        - 1.25 * min(4.0, 20.0 * talk / n)
        - 2.0 * min(3.0, 20.0 * len(_MANUAL.findall(text)) / n)
        - 5.5 * len(_PERSONS.findall(text)) / n
        - 0.7 * _commands(text) / sentences
        - 0.9 * plans / sentences
        - 0.4 * len(_CODE.findall(text)) / sentences
    )


def _commands(text: str) -> int:
    found = (made.group(1).lower() for made in _COMMAND.finditer(text))
    return sum(word not in OPENERS and _FORM.search(word) is None for word in found)


def _foreign(text: str, lower: list[str]) -> float:
    """The same of another language, by the beginnings of its words of research."""
    talk = sum(word in cues.TALK for word in lower)
    if IDEOGRAPH.search(text):
        talk += sum(word in text for word in cues.TALK_UNSPACED)
    return _FOREIGN_LEAST + _FOREIGN_EACH * (min(_FOREIGN_MOST, len(_foreign_cues(text, lower))) - talk)


def _foreign_cues(text: str, lower: list[str]) -> set[str]:
    found = {stem for word in lower for stem in cues.STEMS if word.startswith(stem)}
    if not text.isascii():
        found |= {stem for word in lower for stem in cues.WORDS if word.lstrip(_PREFIXES).startswith(stem)}
        found |= {stem for stem in cues.UNSPACED if stem in text}
    return found
