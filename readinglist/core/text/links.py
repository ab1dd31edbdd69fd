"""Links in abstracts, code links among them, and promises of code. May import its siblings in text."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from readinglist.core.text.cleaning import repair_urls

_CODE_HOSTS = (
    "github.com", "gitlab.com", "bitbucket.org", "codeberg.org", "gitee.com", "sourceforge.net", "sr.ht",
    "huggingface.co", "hf.co", "anonymous.4open.science", "code.google.com", "colab.research.google.com",
)  # fmt: skip
_URL = re.compile(
    r"(?:https?://|(?<![\w@/.-])(?:www\.(?=[\w-]+\.)|(?=(?:gist\.)?(?:github|gitlab)\.com/[\w-]|huggingface\.co/[\w-]"
    r"|bitbucket\.org/[\w-])))[^\s<>\"“”‘’`{}|\\^\x00-\x1f]{1,2000}",
    re.IGNORECASE,
)
_HINTS = ("//", "www.", "github.com/", "gitlab.com/", "huggingface.co/", "bitbucket.org/")
_HOST = re.compile(r"https?://(?:[^/@\s]*@)?([^/:?#\s]+)", re.IGNORECASE)
_PUNCTUATION = ".,;:!?'*~…。，、）"
_CLOSERS = {")": "(", "]": "["}

_THING = r"(?:source[- ]?codes?|codes?(?:base)?|implementations?|repository|software|toolkit|artifacts?)"
_THINGS = ("code", "implementation", "repository", "software", "toolkit", "artifact")  # one is in each _THING
_PROMISING = (" will ", " shall ", " soon", "upon ", " to be ", " plan ", " intend ", " going to ")
_PROMISE = re.compile(
    rf"\b{_THING}\b[^.!?]{{0,120}}?\b(?:will|shall|to) (?:all |also |soon |both )?be\b[^.!?]{{0,60}}?"
    r"\b(?:available|released?|published?|open|public|shared|provided|opensourced|uploaded)"
    rf"|\b(?:will|shall|plan to|intend to|going to)\b[^.!?]{{0,40}}?"
    rf"\b(?:release|publish|open-?source|share|provide|make)\b[^.!?]{{0,100}}?\b{_THING}\b"
    rf"|\b{_THING}\b[^.!?]{{0,60}}?\b(?:coming soon|upon (?:acceptance|publication|request))",
    re.IGNORECASE,
)
_ANNOUNCED = re.compile(rf"\b{_THING}\b(?:(?!\. |//).)*$", re.IGNORECASE | re.DOTALL)


@dataclass(frozen=True, slots=True)
class Link:
    """A link in a text: the repaired ``url`` with its scheme, and whether it leads to code or models."""

    url: str
    is_code: bool


def links(abstract: str) -> tuple[Link, ...]:
    """The links of ``abstract`` in order, each once; schemes restored, punctuation of the sentence taken off."""
    if not any(hint in abstract for hint in _HINTS):
        return ()
    found: dict[str, Link] = {}
    text = repair_urls(abstract)
    for match in _URL.finditer(text):
        url = _trimmed(match[0])
        if "://" not in url[:9]:
            url = "https://" + url
        host = _HOST.match(url)
        if host and "." in host[1].strip("."):
            found.setdefault(url, Link(url, _is_code(host[1].lower(), url) or _said_to_be_code(text, match.start())))
    return tuple(found.values())


def code_links(abstract: str) -> tuple[str, ...]:
    """The links of ``abstract`` that lead to code or models: by their host, or because the sentence says so."""
    return tuple(link.url for link in links(abstract) if link.is_code)


def promises_code(abstract: str) -> bool:
    """Whether ``abstract`` promises code ("will be released", "upon acceptance") and links to none."""
    lowered = abstract.casefold()  # to letters that the pattern takes for these, too
    if not any(thing in lowered for thing in _THINGS):
        return False
    words = [word for word in _PROMISING if word in abstract]
    return any(_PROMISE.search(sentence) for sentence in _having(words, abstract)) and not code_links(abstract)


def _having(words: list[str], abstract: str) -> Iterator[str]:
    """The sentences with one of the words."""
    for sentence in abstract.split(". ") if words else ():
        if any(word in sentence for word in words):
            yield sentence[:2000]


def _is_code(host: str, url: str) -> bool:
    """A page on a code host with something behind the host's name."""
    known = any(host == name or host.endswith("." + name) for name in _CODE_HOSTS) or host.startswith("gitlab.")
    return known and len(url.rstrip("/").split("/")) > 3


def _said_to_be_code(text: str, start: int) -> bool:
    """Whether the sentence says so right before the link: "Code and models are available at …"."""
    return _ANNOUNCED.search(text[max(0, start - 120) : start]) is not None


def _trimmed(url: str) -> str:
    """``url`` without the sentence's punctuation and without brackets that it did not open."""
    end = len(url)
    while end and (url[end - 1] in _PUNCTUATION or _is_foreign_bracket(url, end)):
        end -= 1
    return url[:end]


def _is_foreign_bracket(url: str, end: int) -> bool:
    """Whether the last character of ``url[:end]`` closes a bracket that was opened before the URL."""
    opener = _CLOSERS.get(url[end - 1])
    return opener is not None and url.count(url[end - 1], 0, end) > url.count(opener, 0, end)
