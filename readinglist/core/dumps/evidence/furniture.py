"""What the lines of a page around its papers look like. Imports ``dates`` and the standard library.

Rules say what a line *is* (a date, a count, a button, a link, an organisation with its handle …), never which words
it has, with one exception: the words with which a page talks to its reader ("your", "now", "subscribe"), which
papers hardly use in titles. They only weigh; no word decides alone.

Costs are on one scale with those of ``shapes``: 0 is "surely furniture", 4 is "as likely something else",
12 is "surely not".
"""

import re
from collections.abc import Callable, Container

from readinglist.core.dumps.evidence.dates import is_date

SURE = 0.0
LIKELY = 0.3
NEVER = 12.0
#: Longer lines are judged by their sentences, not here.
LONGEST = 160
#: Characters at both ends of a long line of names that are looked at, and how many names they hold at least.
_ENDS = 240
_TEAM = 5
_LONGEST_NAME = 5
_MOSTLY = 0.6

_NUMBER = r"[+\-#~]?\d[\d.,\u202f ]*\s?[kKmM]?[+%]?"
_WORD_AND_NUMBER = re.compile(r"[^\W\d_]{2,}(?:\s[^\W\d_]+)?\s\d{1,5}[kKmM]?")
_LETTERS = r"[a-z]+"
_SURE = re.compile(
    "|".join(
        (
            rf"\(?{_NUMBER}\s+{_LETTERS}(?:[ \-]{_LETTERS}){{0,2}}\)?",  # 12 authors
            rf"[A-Za-z]+(?:\s{_LETTERS}){{0,2}}\s?(?::\s?{_NUMBER}|\({_NUMBER}\))",  # Comments (3)
            r"(?:\w+\s)?\d+\s?(?:[-–—/]|of|to|von|de|sur)\s?\d+(?:\s(?:of|von|de|sur|in)\s[\d,.]+)?(?:\s\w+)?",
            r"<?(?:https?://|www\.)\S+>?",
            r"(?:[a-z0-9\-]+\.)+(?:com|org|net|io|edu|ai|co|dev)(?:/\S*)?",
            r"\S+@\S+\.\w+|@\w+",
            r"\[?(?:arxiv|arXiv|ArXiv|doi|DOI|PMID|ISBN)\s?:\s?\S+(?:\s[\[(][\w.\-]+[)\]]){0,2}|10\.\d{4,}/\S+",
            r"(?:\[?\(?[a-z]{2,8}(?:-[a-z]{2,5})?\.[A-Z]{2}\]?\)?[;,\s]*)+",  # cs.CL, cs.LG
            r"(?:©|\([cC]\)\s?(?:19|20)\d\d).{0,80}",
            r"[•·∙⋅●▪◦‣|»›▲△▼▽↑↓→←⬆⬇★☆♥♡❤]\ufe0f?\s*\S.{0,60}",
            r"[*\-–—]\s+\S.{0,20}",
            r"[\[(<{][^\])>}]{1,40}[\])>}]",
        )
    )
).fullmatch
_SYMBOLS = re.compile("[\u2190-\u21ff\u2300-\u23ff\u25a0-\u27bf\u2b00-\u2bff\U0001f000-\U0001faff\ufe0f]")
_METADATA = re.compile(
    r"(?:authors?|by|comments?|subjects?|keywords?|tags?|categor(?:y|ies)|topics?|cite as|source|venue|journal|"
    r"published|submitted|updated|accepted|posted|affiliations?|organi[sz]ations?|license|language|pages|views|"
    r"downloads|likes|votes|upvotes|citations?|code|pdf|github|project(?: page)?|website|url|link|doi|arxiv(?: id)?)"
    r"\s?:\s?\S.*",
    re.IGNORECASE,
).fullmatch
_ANNOUNCING = re.compile(r"(?:\S+\s){0,3}\S*(?:\b(?:by|from|via)|(?<=[A-Za-z]):)")
#: Words with which a page addresses its reader or names its own parts.
_ADDRESS = (
    "you your yours us our me my here now today tomorrow daily weekly monthly day week month inbox email e-mail mail "
    "newsletter subscribe unsubscribe subscribed sign log login logout signup join follow share save upvote vote "
    "like likes comment comments reply click tap download upload browse explore discover trending popular latest "
    "newest hot top featured recommended sponsored advertisement ads view views show load more all next previous "
    "back home menu skip sort filter search submit submitted posted terms privacy policy cookies cookie accept "
    "settings contact about help faq feedback readers reader community members account register free try get "
    "stay tuned updated update updates notify notifications feed rss pdf bibtex cite export print close open read "
    "loading please thanks thank welcome blog docs pricing careers jobs "
    "abonnieren anmelden weiter zurück mehr heute seite suivant précédent page pages "
    "vous votre vos ihr ihre ihren ihnen dein deine usted vuestro vuestra você vostro vostra вы ваш ваша вам вас"
)
_ADDRESS_WORDS = frozenset(_ADDRESS.split())
#: … whatever the papers are about.
_CORE = (
    "you your yours us our me my here now today subscribe sign log join follow click get try more all view show load "
    "vous votre vos ihre ihren ihnen usted você вы ваш вам"
)
_CORE_WORDS = frozenset(_CORE.split())


def is_furniture(text: str) -> bool:
    """Tell whether a stripped line is furniture whatever stands around it."""
    if len(text) > LONGEST:
        return False
    first = text[0]
    if _ROW_MARK.search(text) and _is_row(text):
        return True
    if first.isalpha() and len(text) > _TELLING and "/" not in text and "@" not in text:
        return is_date(text) or _organisation(text)
    return not any(map(str.isalpha, text)) or is_date(text) or _SURE(text) is not None or _organisation(text)


def _is_row(text: str) -> bool:
    """Pieces with a mark between them, of which one is a date or a count: ``NVIDIA · Published on Oct 4``."""
    pieces = _BETWEEN_PIECES.split(text)
    return len(pieces) > 1 and any(piece and (_NO_WORD(piece) or is_date(piece)) for piece in pieces)


def is_likely(text: str) -> bool:
    """Tell whether a line is of a kind that titles share now and then: a list of names, a labelled value."""
    return (":" in text and _METADATA(text) is not None) or (_many(text) and is_names(text)) or _notice(text)


def announces(text: str) -> bool:
    """Tell whether a line promises that its object follows on the next one: "Submitted by", "Authors:"."""
    return len(text) <= 40 and _ANNOUNCING.fullmatch(text) is not None


def may_name(text: str) -> bool:
    """Tell whether a line that has the form of a count or a span may be a name: "MEDLARS 1963-1967", "1984"."""
    return _NUMBERED_NAME(text) is not None and not is_date(text) and not address(text.split())


def glued_button(text: str) -> str:
    """Return the button that a line begins with, glued to what follows without a space; else nothing."""
    found = _BUTTON.match(text)
    return found.group() if found and len(text) > found.end() + 1 else ""


def glued_word(text: str) -> str:
    """Return what may be a button in any language, glued to what a line begins with; else nothing."""
    found = _GLUED_WORD.match(text)
    return found.group() if found else ""


def template(text: str) -> str:
    """Return a line with its numbers blotted out, in lower case."""
    return _DIGITS.sub("#", text).casefold()


def is_separator(text: str) -> bool:
    """Tell whether a line is a lone mark that stands between two pieces of the same row: ``·``, ``|``."""
    return text in "·•|∙⋅●▪│"


def cost(text: str, words: list[str], vocabulary: Container[str] = ()) -> float:
    """Return what it costs to call a line furniture that no rule covers; ``words`` are its words.

    Words that the page's papers use (their first five letters in ``vocabulary``) do not speak for furniture.
    """
    if announces(text):
        return 0.3
    addressed = count_address(words, vocabulary)
    base = _LENGTHS[min(len(words), len(_LENGTHS) - 1)]
    if addressed:
        base -= min(4.5, addressed + 1.5 * addressed * min(1.0, 4.0 / len(words)))
    base -= sum(weight for hint, weight in _HINTS if hint(text, words))
    return max(0.2, base)


def count_address(words: list[str], vocabulary: Container[str] = (), beyond: Container[str] = ()) -> int:
    """Return how many of the words are a page's to its reader, without those of ``beyond``."""
    return sum(word in _CORE_WORDS or word[:5] not in vocabulary for word in address(words) if word not in beyond)


def address(words: list[str]) -> list[str]:
    """Return those of the words with which a page addresses its reader, in lower case."""
    return [bare for word in words if (bare := word.strip(_MARKS).casefold()) in _ADDRESS_WORDS]


_BUTTON = re.compile(
    r"(?:Subscribe|Unsubscribe|Sign ?up|Sign ?in|Log ?in|Log ?out|Upvote|Read more|Load more|Show more|View all)"
    r"(?=[^\W_a-z]|[a-z]+[A-Z]|[\"'“‘(\[$\\])"
)
_GLUED_WORD = re.compile(r"[A-ZÀ-ÞА-Я][^\W\d_A-Z]*(?:['’\-][^\W\d_A-Z]+)?(?<=[^\W\d_]{5})(?=[A-Z][a-z]+\b)")
_DIGITS = re.compile(r"\d[\d.,]*")
#: Those of them that papers use of themselves.
SHARED = frozenset(("our", "us", "all", "more", "show", "try", "view"))
_ROW_MARK = re.compile(r" [·⋅|•] |·\u00a0")
_BETWEEN_PIECES = re.compile(r"\s*[·⋅|•]\s*")
_NO_WORD = re.compile(rf"(?:{_NUMBER}(?:\s+[a-z]+){{0,2}})").fullmatch
_NUMBERED_NAME = re.compile(r"(?:[A-Z][\w.&\-]*\s){0,3}\d{1,4}(?:\s?[-–—/+.]\s?\d{1,4})?").fullmatch
_MARKS = "!?.,:;()[]\"'“”’…"
#: Up to this length a line that begins with a letter may be a count, an identifier or a span of pages.
_TELLING = 40
#: By number of words: one or two are a button or a name, from five on a line is a title or a sentence.
_LENGTHS = (0.0, 1.0, 1.4, 2.6, 3.6, 5.5, 5.5, 6.0, 6.5)


def _organisation(text: str) -> bool:
    """A handle and the name it stands for: ``MicrosoftResearch Microsoft Research``."""
    handle, _, name = text.partition(" ")
    if not name or len(text) > 80 or abs(len(handle) - len(name)) > 8:
        return False
    return _letters(handle) == _letters(name)


def _letters(text: str) -> str:
    return "".join(c for c in text.casefold() if c.isalnum())


def is_names(text: str) -> bool:
    """Names of people: two or more, with marks between, every part two to four capitalised words; or one and more."""
    text = " ".join(text.split())  # a row of 100,000 blanks would be gone through again from each of them
    named = _BESIDE_NAMES.sub("", text.strip("*_").removesuffix(":").removeprefix("by ").removeprefix("By "))
    named = _INITIALS_BEHIND.sub(r"\2 \1", named.removeprefix("(").rstrip("),")).rstrip(".")
    named, more = _AND_MORE.subn("", named)
    # Between semicolons a name may have its own comma: "Lind, T."
    parts = [part.replace(",", "") for part in named.split(";")] if ";" in named else _BETWEEN_NAMES.split(named)
    if ":" in named or len(parts) + more < 2:
        return False
    return all(map(_is_person, parts)) or (more > 0 and _SURNAME(named) is not None)


def are_mostly_names(text: str) -> bool:
    """One name or more of which most have the form of a person's: "Ann Ode, daiyuan li", where names are looked for."""
    parts = _BETWEEN_NAMES.split(_BESIDE_NAMES.sub("", text.strip("*_")).rstrip("."))
    return all(len(part.split()) <= _LONGEST_NAME for part in parts) and (
        sum(map(_is_person, parts)) > _MOSTLY * len(parts)
    )


def lists_people(text: str) -> bool:
    """Tell whether a line of any length is a list of people, as of a large team: it begins and ends with names."""
    start, end = text[:_ENDS], text[-_ENDS:]
    mark = next((mark for mark in (", ", "; ", " · ") if start.count(mark) >= _TEAM and end.count(mark) >= _TEAM), "")
    return bool(mark) and is_names(start.rpartition(mark)[0]) and is_names(end.partition(mark)[2])


def _many(text: str) -> bool:
    """Tell whether a line names more than "X and Y", which titles may be, too."""
    if "," in text or ";" in text or _PARTED.search(text):
        return True
    return any(map(text.__contains__, _MORE)) and _AND_MORE.search(_BESIDE_NAMES.sub("", text).rstrip(".")) is not None


def _is_person(part: str) -> bool:
    names = part.rstrip("*†‡0123456789").split()
    return 2 <= len(names) <= 4 and all(name[0].isupper() or name in _PARTICLES for name in names)


_BETWEEN_NAMES = re.compile(r",\s+(?:and\s|&\s)?|\s+(?:and|[&·⋅•|/])\s+")
_PARTED = re.compile(r"\s[·⋅•|/]\s")
#: A year behind the names, and where each of them works.
_BESIDE_NAMES = re.compile(r",?\s+\(?(?:19|20)\d\d\)?$|(?<=\w)\s\([A-Z][^()]{1,60}\)(?=,|;|$)")
_INITIALS_BEHIND = re.compile(r"(?<![\w'’-])([A-ZÀ-Þ][\w'’-]+), ((?:[A-ZÀ-Þ]\.[ -]?){1,3})(?=[,;)]|$|\s(?:and|&)\s)")
_SURNAME = re.compile(r"[A-ZÀ-Þ][\w'’-]+").fullmatch
_AND_MORE = re.compile(r"[,;]?\s+(?:et al|and others|(?:and |\+ ?)?\d+ (?:more|others|(?:more )?authors))$")
#: One of these stands wherever that does: few titles are worth the search.
_MORE = ("et al", "others", "more", "authors")
_PARTICLES = frozenset(
    ("van", "von", "de", "der", "den", "del", "la", "le", "al", "bin", "ben", "di", "da", "dos", "el")
)


def _notice(text: str) -> bool:
    return "opyright" in text and len(text) < 80


def is_lower_throughout(text: str, words: list[str]) -> bool:
    """Begins in lower case and never uses a capital at the start of a word: no title is written so."""
    return text[0].islower() and len(words) <= 8 and not any(word[0].isupper() for word in words)


def _several_numbers(text: str, words: list[str]) -> bool:
    return len(words) <= 8 and ":" not in text and sum(word[0].isdigit() for word in words) >= 2


#: Who made the page, in lower case and perhaps glued to the name: "byAK and the research community".
_BY_LINE = re.compile(r"(?:by|par|von|por|da|door|av|от)\s?[A-ZА-Я]\w*(?:\s[\w&,]+)*$")
_HINTS: tuple[tuple[Callable[[str, list[str]], bool], float], ...] = (
    (lambda t, w: t[-1] == "!", 1.5),
    (lambda t, w: t.endswith(("…", "...", "»", "›", "→", ">")), 1.5),
    (is_lower_throughout, 1.5),
    (_several_numbers, 2.5),
    (lambda t, w: len(w) <= 10 and _BY_LINE.match(t) is not None, 3.5),
    (lambda t, w: len(w) <= 3 and _WORD_AND_NUMBER.fullmatch(t) is not None, 0.5),
    (lambda t, w: t[0] > "\u2100" and _SYMBOLS.match(t) is not None, 2.5),
    (lambda t, w: len(w) <= 4 and t.isupper(), 0.5),
    (lambda t, w: len(w) <= 12 and any(mark in w for mark in ("|", "·", "•", "/", "»", "→")), 3.0),
    (lambda t, w: len(w) >= 5 and ": " in t, -2.0),
)
