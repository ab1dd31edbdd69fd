"""The shape of a line: how like a title, an abstract or a piece of furniture it is. Pure functions.

Imports ``furniture``, ``scripts`` and the standard library. A shape is three costs on one scale: 0 means the line is
just like that, 4 to 5 means unlikely, 8 and more means only if nothing else is possible. Length alone never
decides: titles go to 250 characters, abstracts begin at 39; what decides is whether a line has sentences.
"""

import re
from typing import NamedTuple

from readinglist.core.dumps.evidence import furniture
from readinglist.core.dumps.evidence.scripts import (
    STOPS,
    composed,
    is_unspaced,
    letter_count,
    letters,
    spaced,
    words_of,
)

#: A line that is longer holds sentences or is no text.
LONG = 300
_SAMPLE = 240
_LETTERS = 120


class Shape(NamedTuple):
    """What a line costs as each of its possible parts; ``prose`` and ``heading`` are the two sure cases."""

    title: float
    abstract: float
    furniture: float
    prose: bool  # surely an abstract (or a paragraph of one), whatever stands around it
    heading: bool  # surely no abstract and no furniture: a title


PROSE = Shape(30.0, 0.0, furniture.NEVER, True, False)
HEADING = Shape(0.0, 6.5, 6.0, False, True)
FURNITURE = Shape(8.0, 9.0, 0.0, False, False)
LIKELY_FURNITURE = Shape(2.0, 7.0, 0.3, False, False)
NOTICE = Shape(8.0, 6.0, 0.8, False, False)
NOISE = Shape(7.0, 7.0, 6.0, False, False)

#: A full stop in the middle: not after one capital, not after an abbreviation, before a capital.
_STOP = re.compile(
    r"(?<![A-Z])(?<!\bvs)(?<!\bDr)(?<!\bMr)(?<!\bSt)(?<!\bal)(?<!\be\.g)(?<!\bi\.e)(?<!\bNo)(?<!\bvol)"
    r"[.][\"'”’)\]]*\s+[\"'“‘(\[`$\\]*(?=[^\W_a-zß-ÿа-яё])"
    rf"|[{STOPS}][\"'”’)\]」』]*(?=\s*[^\W_])"
)
_QUESTION = re.compile(r"[?!][\"'”’)\]]*\s+(?=[A-Z])")
_END = (".", '."', ".'", ".”", ".’", ".)", ".]", ".''", ".$", "。”", "。」", *STOPS)
#: Longer words that are not written with capitals in titles, and from which length on words are long.
_SMALL_WORDS = (
    "with from into onto over under upon through using toward towards between among without within across beyond "
    "against during than that when where what while beneath versus along after before"
)
_SMALL = frozenset(_SMALL_WORDS.split())
_LEAST_LONG = 4
#: What cuts a text off, as previews do; a line with more words than most titles is then one of sentences.
CUT = ("…", "...", "[...]", "[…]")
_CUT_WORDS = 14
#: Small words of sentences (of several languages) that titles use less, and openings that only sentences have.
_CUE_LIST = (
    "is are was were be been has have had can could may might will would should do does we our us it its they their "
    "this these that which while however although because thus therefore such also both not only than more most "
    "show shows propose proposes present presents introduce introduces study studies investigate demonstrate "
    "demonstrates prove proves provide provides argue find describe describes discuss discusses review reviews "
    "report reports consider considers develop address addresses explore explores allows enables achieves using "
    "ist sind wird werden wurde wir unsere dass nicht eine einen "
    "est sont nous notre que dans une cette qui "
    "es son se nuestro que una este esta proponemos "
    "è sono della che questo "
    "são não uma nossa foram que esta este para "
    "zijn wordt worden deze onze een niet "
    "jest są oraz przez które nie się został "
    "är och som inte denna har bir ve bu için olan olarak "
    "мы что это для является предложен которые также был были при "
    "є що це для які також був були "
    "है हैं था थे किया गया गई जाता यह इस हम और के में को से पर "
    "هذه هذا التي الذي في على من تم كما إلى أن این که است را برای "
)
_CUES = frozenset(_CUE_LIST.split())
_VERB_LIST = "is are was were has have can could may might will would should does ist sind est sont es son è"
_VERBS = frozenset(_VERB_LIST.split())
_OPENING = re.compile(
    r"(?:We|I|In this|This (?:paper|work|article|study|report|thesis|survey|review|is|document|note|chapter|book)|"
    r"The (?:paper|article|work|authors?|present|aim|purpose|goal)|Here,? we|Wir|Nous|En este|In diesem|Dans|Мы|"
    r"本文|我们|我々|本研究|提出)\b"
)
#: A stop behind a syllable or a sign; the Western one only before a space or at the end.
_IDEOGRAPH_STOP = re.compile(r"[。．｡！？]|(?<=[^\W\d_])[.!?](?=\s|$)")
_IDEOGRAPH_CUES = re.compile(
    "本文|我们|我們|我々|提出|本研究|本稿|研究|方法|结果|結果|实验|実験|模型|通过|通過|然而|因此|该|該|した|する|である|"
    "논문|우리는|하였다|한다|했다|된다|이다|있다|그러나|따라서|또한|위해|"
    "บทความ|งานวิจัย|งานนี้|ผลการ|พบว่า|เสนอ|ศึกษา|แสดง|อย่างไรก็ตาม|ดังนั้น"
)
#: Thai has no stops: a space stands between its sentences and clauses.
_THAI_SPACE = re.compile("(?<=[\u0e00-\u0e7f]) (?=[\u0e00-\u0e7f])")


def shape(text: str) -> Shape:
    """Return the shape of a stripped, non-empty line."""
    text = spaced(text)
    if len(text) > LONG:
        if furniture.lists_people(text):
            return LIKELY_FURNITURE
        return PROSE if _is_wordy(text[:_SAMPLE]) else NOISE
    text = composed(text)
    words = words_of(text)
    return _settle(text, words, _ideographic_evidence(text) if is_unspaced(text) else _evidence(text, words))


def _settle(text: str, words: list[str], evidence: float) -> Shape:
    size = len(words)
    if evidence >= 3.0 and _is_notice(words):
        return NOTICE
    if evidence >= 6.0 and size >= 14:
        return PROSE
    if furniture.is_furniture(text):
        return FURNITURE
    if furniture.is_likely(text):
        return LIKELY_FURNITURE
    as_furniture = furniture.NEVER if len(text) > furniture.LONGEST else furniture.cost(text, words)
    title = max(0.0, (evidence - 1.0) * 1.2) + (1.0, 1.0, 0.6, 0.2)[size if size < 3 else 3]
    abstract = max(0.0, 5.0 - evidence) + (3.0 if evidence < 1.5 else 0.0) if size > 3 else 9.5
    heading = title <= 0.3 and abstract >= 4.0 and as_furniture >= 5.0
    sentence = max(0.0, evidence - 3.0) * (0.2 if as_furniture < 3.5 else 1.0)
    return Shape(title, abstract, as_furniture + sentence, False, heading)


def has_verb(text: str) -> bool:
    """Tell whether a line that is no prose has the verb of a statement, however it is written."""
    return not _VERBS.isdisjoint(text.casefold().split()[1:-1])


def is_capitalised(text: str) -> bool:
    """Tell whether most longer words of a line begin with a capital (or hold one, as names of methods do)."""
    long = [word for word in text.split() if len(word) >= 4]
    return sum(not word.islower() for word in long) >= 0.6 * max(1, len(long))


def bare(word: str) -> str:
    """Return a word without the marks around it."""
    return word.strip(".,:;!?()[]\"'“”’")


def is_long(word: str) -> bool:
    """Tell whether a bare word is one that titles written with capitals write so."""
    return len(word) >= _LEAST_LONG and word not in _SMALL


def has_sentences(text: str) -> bool:
    """Tell whether a text has the end of a sentence inside."""
    return _STOP.search(text) is not None


def is_ended(text: str) -> bool:
    """Tell whether a line ends as a sentence does, or was cut off in one."""
    return _ends(text, words_of(text))


def _is_notice(words: list[str]) -> bool:
    """Sentences of the page to its reader, of cookies, jobs and letters: a word in six is of that kind."""
    return 6 * furniture.count_address(words, (), furniture.SHARED) >= max(18, len(words))


def _is_wordy(text: str) -> bool:
    """Tell whether a long line is language: mostly letters, in words (ideographs need no spaces)."""
    if letter_count(composed(text[:_LETTERS])) < 0.5 * min(len(text), _LETTERS):
        return False
    return text.count(" ") >= len(text) / 25 or is_unspaced(text)


def _ends(text: str, words: list[str]) -> bool:
    if text.endswith(CUT):
        return len(words) >= _CUT_WORDS
    return text.endswith(_END) and len(words) >= 4


def _evidence(text: str, words: list[str]) -> float:
    """Weigh what speaks for sentences; a title has about -2 to 1, an abstract 4 and more."""
    found = letters(text)
    cues = len(_CUES.intersection(found))
    weight = 2.2 * min(3, len(_STOP.findall(text))) if ". " in text or not text.isascii() else 0.0
    weight += 0.4 * len(_QUESTION.findall(text)) if "? " in text or "! " in text else 0.0
    weight += (3.0 if len(words) >= 6 else 1.0) * _ends(text, words)
    weight += 0.6 * min(6, cues) + 2.0 * bool(_OPENING.match(text))
    if len(text) > 120:
        weight += min(3.0, (len(text) - 120) / 50)
    long = [word for word in found if len(word) >= 4 and (word.islower() or word.lower() != word.upper())]
    return weight - 2.5 if len(long) >= 3 and sum(map(str.islower, long)) <= 0.4 * len(long) else weight


def _ideographic_evidence(text: str) -> float:
    """The same for Chinese, Japanese, Korean and Thai, which have neither capitals nor (mostly) spaces."""
    stops = len(_IDEOGRAPH_STOP.findall(text))
    commas = text.count("，") + text.count("、")
    clauses = len(_THAI_SPACE.findall(text))
    weight = (
        2.5 * min(3, stops)
        + 1.2 * min(3, clauses)
        + 0.8 * min(3, commas)
        + 0.7 * min(3, len(_IDEOGRAPH_CUES.findall(text)))
    )
    weight += 2.5 if text.endswith(CUT) and len(text) > _CUT_WORDS else 0.0
    return weight + min(3.0, max(0.0, (len(text) - 45) / 20)) - (1.0 if stops == 0 and clauses < 2 else 0.0)
