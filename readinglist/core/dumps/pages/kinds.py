"""What a text is when it is no dump: data and code are told by their punctuation, mails, logs and READMEs by lines.

Imports this room. Ordinary prose is told by how it speaks: see ``register``.
"""

import re
from collections.abc import Callable

from readinglist.core.dumps.pages.head import Head

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
    return _share(texts[1:], lambda text: _is_row(text, mark, fields)) >= 0.7


def _is_row(text: str, mark: str, fields: int) -> bool:
    """Tell whether a line has so many fields; in prose a space stands behind each mark."""
    quoted = text.count('"') >= 2
    return text.count(mark) >= fields and (quoted or (fields > 1 and text.count(mark + " ") < text.count(mark)))


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
