"""What a text is when it is no dump, and whether its long lines are of papers at all. Imports this room.

A dump has no mark of its own, so that other texts must be told from it: data and code by their punctuation, mails,
logs and READMEs by their lines, ordinary prose by what it does not say: abstracts speak of what "we propose", of
methods, results and experiments.
"""

import re
from collections.abc import Callable

from readinglist.core.dumps import affinity
from readinglist.core.dumps.head import Entry, Head

#: So many lines are enough to tell what a text is.
_SAMPLE = 400
_JSON_KEY = re.compile(r'"[^"\n]{1,60}"\s*:')
_JSON_LINE = re.compile(r'[{\[]\s*["{\[]|[}\]],?$|"[^"]{1,60}"\s*:\s')
_LOG = re.compile(
    r"\[?\(?\d{4}-\d\d-\d\d[T ]\d\d:\d\d|\[?\d\d:\d\d:\d\d|\[?(?:INFO|DEBUG|WARN|ERROR|TRACE|FATAL)\b|"
    r"[A-Z][a-z]{2}\s+\d+ \d\d:\d\d:\d\d|(?:\d{1,3}\.){3}\d{1,3}\s"
)
_MAIL = re.compile(r"(From|To|Cc|Subject|Date|Message-ID|Received|Return-Path|MIME-Version|Content-Type|Reply-To):\s")
_CODE_START = re.compile(
    r"(?:#include|#define|#!/|import\s+[\w.{*]+|from\s+[\w.]+\s+import|def\s+\w+\(|class\s+\w+[:({]|return\b.*[;)]?$|"
    r"(?:public|private|static|const|let|var|function|package|using|namespace)\s+\w|//|/\*|\*/|<\?php|\$\s\w|>>>\s|"
    r"(?:if|for|while|elif|else|try|except|switch|catch)\b.*[:{]$|@\w+(?:\(.*\))?$|\w[\w.]*\s?=\s?\S+$|[})\]]+[;,]?$)"
)
_CODE_END = re.compile(r"[;{}]$|\)\s?[:;{]$|=>$|\\$")
_MARKDOWN = re.compile(r"#{1,6}\s\S|```|~~~|\[!\[|!\[|\|.*\|$|={4,}$|-{4,}$|\.\.\s\w+::")
_TEX = re.compile(r"\\(?:documentclass|begin|section|usepackage|maketitle|item)\b")
_ENTRY = re.compile(r"@\w+\s?[{(]\s?[^\s,]+,\s?$|TY  - [A-Z]{3,8}$")
_MARKUP = re.compile(r"</?[a-zA-Z][\w:\-]*(?:\s[^<>]*)?/?>")
_TABLE_HEAD = re.compile(r"\"?[\w ]{1,30}\"?(?:[,;]\"?[\w ]{1,30}\"?){1,}$")

#: What abstracts say, whatever their subject and (mostly) their language. Two different ones make a line scholarly.
_SCHOLARLY = re.compile(
    r"\b(?:we|I)\s(?:also\s|further\s|then\s|first\s|here\s|will\s)?"
    r"(propose|present|introduce|show|study|investigate|demonstrate|prove|develop|describe|find|evaluate|argue|"
    r"analy[sz]e|explore|address|review|discuss|consider|derive|observe|report|provide|examine|conduct|release|obtain)"
    r"|\b(?:this|our|the|present|proposed)\s(paper|work|study|article|survey|thesis|report|chapter|method|approach|"
    r"model|framework|algorithm|system|results?|experiments?|analysis|technique|review|findings?|evaluation|dataset)\b"
    r"|\b(state-of-the-art|benchmarks?|datasets?|experiment\w*|outperform\w*|baselines?|empirical\w*|theorem|lemma|"
    r"hypothes\w+|algorithms?|neural|large language models?|LLMs?|performance|evaluat\w+|propos\w+|theoretical\w*|"
    r"simulat\w+|accuracy|approach(?:es)?|methods?|methodology|framework|research(?:ers)?|literature|analys[ie]s|"
    r"training|optimi[sz]\w+|architecture|parameters?|representation\w*|equations?|statistical\w*|quantum|patients|"
    r"clinical\w*|spectr\w+|computational\w*|models?|inference|novel|robust\w*|efficien\w+|significant\w*|retrieval)\b"
    r"|\b(in dieser arbeit|ergebnisse|wir zeigen|untersuch\w+|cet article|nous (?:proposons|présentons|montrons)|"
    r"résultats|este (?:artículo|trabajo)|proponemos|resultados|questo articolo|в (?:данной|этой) (?:работе|статье)|"
    r"предл[оа]\w+|результат\w+|эксперимент\w+|метод\w*|модел\w+|обучен\w+|исследован\w+|показан\w+|данны\w+)|(本文|我们|我們|提出|方法|结果|結果|実験|实验|研究|本研究|模型|我々|제안|논문|연구)",
    re.IGNORECASE,
)
#: What notes and letters say of days and persons (98 of 100 abstracts have none of these words, 1 in 1,000 has two).
_PERSONAL = re.compile(
    r"\b(?:I|me|I'm|I've|(?i:my|you|your|yours|dear|please|thanks|thank|hello|hi|mum|mom|dad|today|tomorrow|yesterday|"
    r"tonight|weekend|(?:next|last|this) week|don't|didn't|let's|(?:mon|tues|wednes|thurs|fri|satur|sun)day))\b"
)
_DEEP = 1200
_ENOUGH = 2
_SHORT = 220
#: A text that stands alone, or nearly so, must say more; and so a short one.
_BRIEF = 250
_LENGTHY = 600
_ENOUGH_ALONE = 3
_SHARED = 3


def is_scholarly(text: str) -> bool:
    """Tell whether a line speaks as abstracts do; a short one needs only one of their words."""
    wanted = (_ENOUGH if len(text) > _SHORT else 1) + _personal(text)
    found = set[str]()
    for match in _SCHOLARLY.finditer(text[:_DEEP]):
        found.add((match.group(match.lastindex or 0) or "").casefold()[:5])
        if len(found) >= wanted:
            return True
    return False


def is_personal(text: str) -> bool:
    """Tell whether a line has a word of notes and letters."""
    return _PERSONAL.search(text) is not None


def _personal(text: str) -> int:
    """How many words of abstracts the different words of a note or letter outweigh; in a long text each but one."""
    found = len({word.casefold() for word in _PERSONAL.findall(text[:_DEEP])})
    return found if len(text) > _LENGTHY else 2 * found


def speaks_for_itself(abstract: str, title: str = "") -> bool:
    """Tell whether a text is an abstract though no page around it says so: a note or a letter is pasted as easily.

    Counts different words of abstracts, and those that it shares with its title if it has one.
    """
    found = {(m.group(m.lastindex or 0) or "").casefold()[:5] for m in _SCHOLARLY.finditer(abstract[:_DEEP])}
    shared = len(affinity.stems(title) & affinity.stems(abstract)) if title else 0
    evidence = len(found) + min(_SHARED, shared) - _personal(abstract)
    if len(abstract) < _BRIEF:
        return evidence >= _ENOUGH_ALONE and (shared > 0 or not title)
    return evidence >= (_ENOUGH_ALONE if title else _ENOUGH)


def scholarly_share(entries: list[Entry]) -> float:
    """Return which share of the long lines speaks as abstracts do."""
    long = [made.text for made in entries if made.shape.prose or made.shape.abstract <= 1.0][:_SAMPLE]
    return sum(map(is_scholarly, long)) / len(long) if long else 0.0


def other_kind(head: Head) -> str:
    """Say what a text is that is no dump ("JSON data", "an e-mail" …), or nothing when it may be one."""
    entries = head.entries[:_SAMPLE]
    texts = [made.text[:400] for made in entries]
    return next((name for name, test in _KINDS if texts and test(texts, head)), "")


def _share(texts: list[str], test: Callable[[str], object]) -> float:
    return sum(bool(test(text)) for text in texts) / len(texts)


def _is_json(texts: list[str], head: Head) -> bool:
    start = texts[0][0]
    if start not in "{[" and not texts[0].startswith('"'):
        return False
    keys = len(_JSON_KEY.findall(head.text[:5000]))
    return keys >= 1 and (start in "{[" or _share(texts, _JSON_LINE.match) > 0.5)


def _is_table(texts: list[str], head: Head) -> bool:
    lines = [line.text.strip() for line in head.lines[:_SAMPLE] if line.text.strip()]
    tabs = [line.count("\t") for line in lines]
    if len(lines) >= 2 and tabs[0] and sum(n == tabs[0] for n in tabs) >= 0.8 * len(lines):
        return True
    return len(texts) >= 2 and _TABLE_HEAD.match(texts[0]) is not None and _looks_separated(texts)


def _looks_separated(texts: list[str]) -> bool:
    mark = ";" if ";" in texts[0] else ","
    fields = texts[0].count(mark)
    return _share(texts[1:], lambda text: text.count(mark) >= fields and (text.count('"') >= 2 or fields > 1)) >= 0.7


def _is_log(texts: list[str], head: Head) -> bool:
    return len(texts) >= 3 and _share(texts, _LOG.match) > 0.5


def _is_mail(texts: list[str], head: Head) -> bool:
    names = {found.group(1) for text in texts[:40] if (found := _MAIL.match(text))}
    return len(names) >= 3 or {"From", "Subject"} <= names


def _is_code(texts: list[str], head: Head) -> bool:
    if len(texts) < 3:
        return texts[0].startswith("#!/")
    starts, ends = _share(texts, _CODE_START.match), _share(texts, _CODE_END.search)
    return starts + ends > 0.4 or ends > 0.3 or (texts[0].startswith("#!/") and starts > 0.1)


def _is_markdown(texts: list[str], head: Head) -> bool:
    marks = sum(_MARKDOWN.match(text) is not None for text in texts)
    fences = sum(text.startswith(("```", "~~~", "[![", ".. ")) for text in texts)
    return (fences >= 2 and marks > 0.1 * len(texts)) or (marks >= 3 and marks > 0.25 * len(texts) and fences >= 1)


def _is_tex(texts: list[str], head: Head) -> bool:
    return sum(_TEX.match(text) is not None for text in texts) >= 2


def _is_bibliography(texts: list[str], head: Head) -> bool:
    return any(_ENTRY.match(text) for text in texts)


def _is_markup(texts: list[str], head: Head) -> bool:
    return texts[0].startswith("<?xml") or _share(texts, _MARKUP.match) > 0.4


_KINDS: tuple[tuple[str, Callable[[list[str], Head], bool]], ...] = (
    ("JSON data", _is_json),
    ("XML or another markup", _is_markup),
    ("an e-mail", _is_mail),
    ("a table (CSV or the like)", _is_table),
    ("a bibliography (BibTeX, RIS)", _is_bibliography),
    ("a log", _is_log),
    ("a TeX document", _is_tex),
    ("program code", _is_code),
    ("a Markdown document", _is_markdown),
)
