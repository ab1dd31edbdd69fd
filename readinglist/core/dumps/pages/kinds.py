"""What a text is when it is no dump: data and code are told by their punctuation, mails, logs and READMEs by lines.

Imports this room. Ordinary prose is told by how it speaks: see ``register``. Texts about papers that are no dumps
(``listed_kind``: lists of references, one paper) come with a way out of their own.
"""

import re
from collections.abc import Callable

from readinglist.core.dumps.evidence.furniture import is_names
from readinglist.core.dumps.pages.head import Head
from readinglist.core.sentences import Sentence

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
    r"(?:INSERT\s+INTO\s|CREATE\s+TABLE\s|#include|#define|#!/|import\s+[\w.{*]+|from\s+[\w.]+\s+import|def\s+\w+\(|class\s+\w+[:({]|return\b.*[;)]?$|"
    r"(?:public|private|static|const|let|var|function|package|using|namespace)\s+\w|//|/\*|\*/|<\?php|\$\s\w|>>>\s|"
    r"(?:if|for|while|elif|else|try|except|switch|catch)\b.*[:{]$|@\w+(?:\(.*\))?$|\w[\w.]*\s?=\s?\S+$|[})\]]+[;,]?$)"
)
_CODE_END = re.compile(r"[;{}]$|\)\s?[:;{]$|=>$|\\$")
_MARKDOWN = re.compile(r"#{1,6}\s\S|```|~~~|\[!\[|!\[|\|.*\|$|={4,}$|-{4,}$|\.\.\s\w+::")
_TEX = re.compile(r"\\(?:documentclass|begin|section|usepackage|maketitle|item)\b")
_ENTRY = re.compile(r"@\w+\s?[{(]\s?[^\s,]+,\s?$|TY  - [A-Z]{3,8}$")
_MARKUP = re.compile(r"</?[a-zA-Z][\w:\-]*(?:\s[^<>]*)?/?>")
#: What the licences of programs and their manuals say, in words that lawyers keep; so many of it are no quotation.
_LICENCE = re.compile(
    r"hereby granted|free of charge, to any person|copyright notices?\s(?:and|shall)|without (?:express or implied )?"
    r"warrant(?:y|ies)|implied warrant(?:y|ies)|merchantability|redistributions? (?:and use )?(?:in|of) source|"
    r"in no event shall|copies or substantial portions|for any purpose and without fee|without specific(?:,| prior)",
    re.IGNORECASE,
)
_LEAST_CLAUSES = 3
_NUMBERED = re.compile(r"(?:\[\d{1,4}\]|\(\d{1,4}\)|\d{1,4}[.)]|\[[A-Za-z+]{1,20}\d{2,4}[a-z]?\])\s+")
_PREFIX = r"(?:(?:[Vv]an|[Vv]on|[Dd]e[nrl]?|[Dd]i|[Dd]a|[Ll]a|[Ll]e)\s)*"
#: A person with initials before the name or behind it, as lists of references begin: "A. B. Author", "Author, A.".
_INITIALS = re.compile(
    rf"(?:[A-ZÀ-Þ]\.(?:\s|-)?){{1,4}}\s?{_PREFIX}[A-ZÀ-Þ][\w'’-]+"
    rf"|{_PREFIX}[A-ZÀ-Þ][\w'’-]+(?:,\s?(?:[A-ZÀ-Þ]\.(?:\s|-)?){{1,4}}|\s[A-ZÀ-Þ]{{1,3}}(?:[,.;]|\sand\s))"
)
_NAMES_END = re.compile(r"\.\s|[\"“‘(:;]|, (?=and\s)?(?=[A-Z]\w+(?: [a-z]+){2})")
#: What the sections of a paper are called; of an abstract with headings, only some are.
_SECTION = re.compile(
    r"(?P<number>(?:\d{1,2}|[IVX]{1,4})\.?\s+)?(?P<name>introduction|background|preliminaries|methods?|methodology|"
    r"approach|materials and methods|experiments?|experimental (?:setup|results)|evaluation|discussion|conclusions?|"
    r"results(?: and discussion)?|(?P<own>related works?|future work|conclusions? and future work|acknowledge?ments?|"
    r"references|appendix))\s*$",
    re.IGNORECASE,
)
_LEAST_SECTIONS = 3
#: The fields of RIS, MEDLINE and EndNote; at least so much of a text, its lines broken or not, begins with several.
_FIELD = re.compile(r"([A-Z][A-Z\d]{1,3}\s{0,2}- |%[A-Z\d] )\s*\S")
_FIELDS = 0.2
_YEAR = re.compile(r"\b(?:19|20)\d\d[a-z]?\b")
#: A reference has at most so many lines; so many of the entries of a list are references.
_REFERENCE_LINES = 8
_LEAST_REFERENCES = 3
_MOST_REFERENCES = 0.6
_TABLE_HEAD = re.compile(r"\"?[\w ]{1,30}\"?(?:[,;]\"?[\w ]{1,30}\"?){1,}$")


def other_kind(head: Head) -> Sentence | None:
    """Say what a text is that is no dump ("JSON data", "an e-mail" …), or nothing when it may be one."""
    if listed := head.once(listed_kind):
        return listed
    texts = _texts(head)
    return next((name for name, test in _KINDS if texts and test(texts, head)), None)


def listed_kind(head: Head) -> Sentence | None:
    """Say what a text is that tells of papers and is certainly no dump ("a list of references"), or nothing."""
    texts = _texts(head)
    return next((name for name, (test, _) in _LISTED.items() if texts and test(texts)), None)


def way_out(kind: Sentence | None) -> Sentence | None:
    """Say what to do instead of importing a text of this kind; nothing where there is no way of its own."""
    if kind is None:
        return None
    return _LISTED[kind][1] if kind in _LISTED else _WAYS.get(kind)


def _texts(head: Head) -> list[str]:
    return [made.text[:400] for made in head.entries[:_SAMPLE]]


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


def _is_licence(texts: list[str], head: Head) -> bool:
    return len({found.lower() for found in _LICENCE.findall(head.text)}) >= _LEAST_CLAUSES


def _is_one_paper(texts: list[str]) -> bool:
    """Sections of a paper, each once, numbered or of those that no abstract has."""
    found = [match for text in texts if (match := _SECTION.match(text))]
    names = {match["name"].casefold() for match in found}
    own = sum(bool(match["number"] or match["own"]) for match in found)
    return len(names) == len(found) >= _LEAST_SECTIONS and own >= 1 and "introduction" in names


def _is_tagged(texts: list[str]) -> bool:
    fields = [found.group(1) for found in map(_FIELD.match, texts) if found]
    return len(set(fields)) > 1 and len(fields) >= _FIELDS * len(texts)


def _is_reference_list(texts: list[str]) -> bool:
    """Entries that begin with persons and tell a year, each on its line or numbered."""
    starts = [at for at, text in enumerate(texts) if _NUMBERED.match(text)]
    if len(starts) < _LEAST_REFERENCES:
        starts = list(range(len(texts)))
    ends = [*starts[1:], len(texts)]
    entries = [" ".join(texts[a : min(b, a + _REFERENCE_LINES)]) for a, b in zip(starts, ends, strict=True)]
    found = sum(map(_is_reference, entries))
    return found >= max(_LEAST_REFERENCES, _MOST_REFERENCES * len(entries))


def _is_reference(text: str) -> bool:
    text = _NUMBERED.sub("", text, count=1)
    if _YEAR.search(text) is None:
        return False
    return _INITIALS.match(text) is not None or is_names(_NAMES_END.split(text, maxsplit=1)[0].strip(" ,"))


#: Texts about papers: how each is told, and what to do with it.
_LISTED: dict[Sentence, tuple[Callable[[list[str]], bool], Sentence]] = {
    Sentence("an export of a reference manager, of a kind that is not read"): (
        _is_tagged,
        Sentence("export the same references as BibTeX or RIS, and import that."),
    ),
    Sentence("a list of references"): (
        _is_reference_list,
        Sentence(
            "import the BibTeX, RIS or CSL-JSON file of these references (reference managers and publishers "
            "export them)."
        ),
    ),
    Sentence("the text of one paper"): (_is_one_paper, Sentence("add that paper by hand.")),
}
#: What to do with the others that may hold papers.
_WAYS = {
    Sentence("an e-mail"): Sentence("delete the lines of its head (From, To, Subject …), and import the rest."),
    Sentence("a table (CSV or the like)"): Sentence(
        "name its columns in the first line (title, abstract), and import that."
    ),
    Sentence("JSON data"): Sentence("of JSON, records with a title and an abstract are read, and CSL-JSON."),
}
_KINDS: tuple[tuple[Sentence, Callable[[list[str], Head], bool]], ...] = (
    (Sentence("JSON data"), _is_json),
    (Sentence("XML or another markup"), _is_markup),
    (Sentence("an e-mail"), _is_mail),
    (Sentence("a table (CSV or the like)"), _is_table),
    (Sentence("a bibliography (BibTeX, RIS)"), _is_bibliography),
    (Sentence("a log"), _is_log),
    (Sentence("a TeX document"), _is_tex),
    (Sentence("program code"), _is_code),
    (Sentence("a Markdown document"), _is_markdown),
    (Sentence("a licence"), _is_licence),
)
