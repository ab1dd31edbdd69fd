"""Does a text go on with the one above, as two paragraphs of an abstract do, or begin another abstract?

Imports ``affinity``. In English: abstracts begin with what the world has and lacks, end with results and links, and
name their own things again inside. The weights are a logistic regression on 29,000 neighbours: abstracts (arXiv, CACM,
CISI) that were split at ends of sentences. Of 6,500 others of arXiv 95 in 100 are told, of 1,300 of listing pages 93.
"""

import math
import re
from operator import mul

from readinglist.core.dumps.evidence.affinity import Rarity, stems

_STEM = 6
#: Beginnings of words of the first sentence: of abstracts, and of their further paragraphs.
_OPENING_LIST = (
    "remark increa rapid impres emerge plays becom aims crucia years recent yet shown essent has have demons grow "
    "advanc modern power enable faces fundam widely remain progre poses centra intere made many major import challe "
    "despit promis tradit often"
)
_FURTHER_LIST = (
    "overal evalua best score scores improv addres better extens propos additi compar yields howeve valida these "
    "furthe result highli reveal reduce employ consis experi show shows findin baseli averag our achiev finall specif "
    "moreov outper its such theref thus"
)
#: … and of the first word of a further paragraph.
_FIRST_LIST = "howeve these extens experi our furthe additi specif finall by using to it on for moreov"
#: Beginnings of words of the last sentence: of whole abstracts, and of what an abstract goes on behind.
_CLOSING_LIST = (
    "https http availa releas public unders advanc establ code codes highli sugges findin demons future implic confir "
    "superi result experi finall effect insigh outper offeri valuab practi direct overal valida surpas implem baseli "
    "our indica notabl compar art consis potent provid achiev empiri improv respec discus"
)
_UNCLOSED_LIST = (
    "remain often typica rely relies howeve due introd lack addres propos strugg yet presen issue suffer employ integr "
    "captur novel fail fails recent have has becom challe called"
)
_OPENING, _FURTHER, _FIRST, _CLOSING, _UNCLOSED = (
    frozenset(found.split()) for found in (_OPENING_LIST, _FURTHER_LIST, _FIRST_LIST, _CLOSING_LIST, _UNCLOSED_LIST)
)
_OWN = ("we", "our")
_SENTENCE = re.compile(r"(?<=[a-z)\]}%$”\"][.!?])\s+(?=[A-Z])")
_WORD = re.compile(r"[A-Za-z][a-z'’]*")
#: Names with capitals inside, and acronyms.
_NAME = re.compile(r"\b(?=\w*[a-z])\w*[A-Z]\w*[A-Z]\w*\b|\b[A-Z]{2,}[\w-]*")
#: A stem tells when few texts have it (see ``Rarity``); so much of this is enough.
_RARE, _ENOUGH = 2.5, 24.0
_OFTEN, _FEW = 4, 3
#: A paragraph is shorter than an abstract as a rule, than so many letters; of lists of short ones that tells little.
_USUAL, _SHORT = 1200, 300
#: What the features weigh (see ``features``).
_WEIGHTS = (-5.66, -0.59, 0.74, -0.81, 0.70, 13.91, 0.89, 1.40, 3.83, 1.31, 2.40, -1.42, -1.33)


def odds(above: str, text: str, rarity: Rarity, usual: frozenset[str], begins_inside: bool) -> float:
    """Return how much speaks for a text going on with the one above, as log odds.

    ``rarity`` and ``usual`` are those of the texts of the page; ``begins_inside``: its first words show it.
    """
    found: float = sum(map(mul, _WEIGHTS, features(above, text, rarity, usual, begins_inside)))
    return found


def features(above: str, text: str, rarity: Rarity, usual: frozenset[str], begins_inside: bool) -> tuple[float, ...]:
    """Return what is weighed: a constant, words by which texts begin and end, what two share, how long they are."""
    first, last = _words(_SENTENCE.split(text, maxsplit=1)[0]), _words(_SENTENCE.split(above)[-1])
    start = first[0] if first else ""
    rare, part = _shared(stems(above) - usual, stems(text) - usual, rarity)
    return (
        1.0,
        min(_FEW, len(_OPENING.intersection(first))),
        min(_OFTEN, len(_FURTHER.intersection(first))),
        min(_OFTEN, len(_CLOSING.intersection(last))),
        min(_OFTEN, len(_UNCLOSED.intersection(last))),
        part,
        rare,
        min(_FEW, len(set(_NAME.findall(above)).intersection(_NAME.findall(text)))),
        begins_inside,
        start in _OWN,
        start in _FIRST,
        math.log(max(_SHORT, len(above)) / _USUAL),
        math.log(max(_SHORT, len(text)) / _USUAL),
    )


def _words(text: str) -> list[str]:
    return [word[:_STEM].casefold() for word in _WORD.findall(text)]


def _shared(first: set[str], second: set[str], rarity: Rarity) -> tuple[float, float]:
    """How much two texts share of what few others have; and which part this is of what the shorter one tells."""
    both = first & second
    rare = sum(max(0.0, rarity.told([stem]) - _RARE) for stem in both)
    least = min(rarity.told(first), rarity.told(second))
    return min(_ENOUGH, rare), rarity.told(both) / least if least else 0.0
