"""Keys by which equal titles and identifiers are found. May import text and the standard library."""

import re
from unicodedata import normalize

from readinglist.core.text import decode_latex, decode_references, flatten_math, plain_letters

# Lower-cases ASCII letters; the second table is what a key leaves out.
_LOWER = bytes(range(65)) + bytes(range(97, 123)) + bytes(range(91, 256))
_DROPPED = bytes(code for code in range(128) if not chr(code).isalnum())

_GENERIC_HEADS = (
    "abstract acknowledgement acknowledgment acknowledgements acknowledgments afterword announcement appendix "
    "authorindex bibliography bookreview bookreviews callforpapers chairmessage comment comments commentary conclusion "
    "conclusions contents contributors copyright corrections correction corrigendum corrigenda discussion editorial "
    "editorialboard editorialnote editornote editorsnote errata erratum foreword frontmatter generalintroduction "
    "guesteditorial guesteditorsintroduction guesteditorialintroduction index inmemoriam introduction "
    "introductiontothespecialissue introductiontothisspecialissue invitedtalk invitedtalks keynote keynotes "
    "lettertotheeditor letterstotheeditor listofauthors listofreviewers masthead messagefromthechairs "
    "messagefromtheeditor messagefromtheeditors messagefromtheprogramchairs messagefromthegeneralchairs note notes "
    "noticeofretraction nottitle notitle obituary organization organizingcommittee overview panel panels preface "
    "prefaces proceedings programcommittee prologue publishersnote references reply report response retraction "
    "retractionnotice review reviewers specialissue subjectindex summary tableofcontents thesis titlepage tutorial "
    "tutorials untitled welcome welcomemessage withdrawn withdrawnpaper workshop workshops"
)
_GENERIC = frozenset(_GENERIC_HEADS.split())
_AROUND = re.compile(r"^the|\d+$")

_ARXIV = re.compile(r"(\d{4}\.\d{4,5}|[a-z-]+(?:\.[a-z]{2})?/\d{7})(?:v\d+)?", re.IGNORECASE)
_DOI = re.compile(r"10\.\d{4,9}/\S+")
_SHORT_DOI = re.compile(r"(?:(?:https?://)?(?:dx\.|www\.)?doi\.org/|doi:\s*)?(10/[a-z0-9]+)")
_ARXIV_DOI = "10.48550/arxiv."


def title_key(title: str) -> str:
    r"""What equal titles have in common: letters and digits of all scripts, in lower case, without blanks.

    LaTeX and HTML decoded, NFKD, casefolded, ``ł`` as ``l``. Digits stay (``Llama 2`` is not ``Llama 3``). The empty
    string for a title without a letter or digit; it equals nothing.
    """
    if "\\" in title:
        title = flatten_math(decode_latex(title, braces=True))
    if "&" in title:
        title = decode_references(decode_references(title))
    if title.isascii():
        return title.encode("ascii").translate(_LOWER, _DROPPED).decode("ascii")
    return plain_letters("".join(filter(str.isalnum, normalize("NFKD", normalize("NFKD", title).casefold()))))


def is_generic(key: str) -> bool:
    """Whether a title key is that of a heading which many records carry (``Preface``, ``Editorial 12``)."""
    return _AROUND.sub("", key) in _GENERIC


def arxiv_id(text: str | None) -> str | None:
    """The arXiv id in ``text`` (``arXiv:2405.12119v2``, ``https://arxiv.org/abs/…``), in lower case, no version."""
    match = _ARXIV.search(text or "")
    return match[1].lower() if match else None


def arxiv_as_written(text: str) -> str:
    """The arXiv id in ``text`` with its capitals and version, empty when there is none."""
    match = _ARXIV.search(text)
    return match[0] if match else ""


def doi_name(text: str | None) -> str | None:
    """The DOI in ``text`` without a resolver, in lower case; also a short one (``10/gf5xqd``)."""
    if short := _SHORT_DOI.fullmatch((text or "").strip().lower()):
        return short[1]
    match = _DOI.search((text or "").lower())
    return match[0].rstrip(".,;") if match else None


def arxiv_of_doi(doi: str | None) -> str | None:
    """The arXiv id that arXiv's own DOIs (``10.48550/arXiv.…``) stand for."""
    return arxiv_id(doi[len(_ARXIV_DOI) :]) if doi and doi.startswith(_ARXIV_DOI) else None
