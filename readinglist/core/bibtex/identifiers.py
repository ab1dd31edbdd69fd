"""What identifies a work: arXiv ids and DOIs as files write them. May import records only."""

import re
from collections.abc import Mapping
from urllib.parse import unquote

from readinglist.core.records import VERSIONED, Metadata

_NEW = r"\d{4}\.\d{4,5}(?:v\d+)?"
_OLD = r"[a-z-]+(?:\.[A-Z]{2})?/\d{7}(?:v\d+)?"
_ID = re.compile(rf"(?i)(?:arxiv:\s*)?({_NEW}|{_OLD})(?:\s*\[([a-z-]+(?:\.[a-z-]+)?)\])?")
_MENTIONED = re.compile(rf"(?i)(?:arxiv\.org/(?:abs|pdf|html)/|10\.48550/arxiv\.|\barxiv:\s*)({_NEW}|{_OLD})(?!\d)")
#: Behind the resolver (or a library's proxy of it, ``doi-org.proxy.edu``), a publisher's page, or the word.
_DOI = re.compile(
    r"(?i)^(?:(?:https?://)?(?:dx[.-]|www[.-])?doi[.-]org(?:\.[\w.-]+)?/|https?://[\w.-]+/doi/(?:[a-z]+/)?"
    r"|(?:urn:|info:)?doi\s*[:/=]?\s*)*(10(?:\.\d+[\d.]*/.+|/[a-z0-9]+))$"
)
_ENCODED = re.compile(r"%[0-9A-Fa-f]{2}")
_REAL_DOI = re.compile(r"10\.\d{4,9}/\S|10/[A-Za-z0-9]+$")


def arxiv_id(fields: Mapping[str, str]) -> tuple[str | None, frozenset[str]]:
    """The arXiv id that the fields of an entry tell, without ``arXiv:``, and the fields that say nothing else."""
    archive = (fields.get("archiveprefix") or fields.get("eprinttype") or "").strip().lower()
    eprint = fields.get("eprint", "").strip()
    if eprint and archive in {"arxiv", ""}:
        found = _ID.fullmatch(re.sub(r"(?i)^https?://arxiv\.org/abs/", "", eprint))
        if found or archive:
            identifier = found.group(1) if found else re.sub(r"(?i)^arxiv:\s*", "", eprint)
            return identifier, frozenset({"eprint", "archiveprefix", "eprinttype"})
    for name in ("arxivid", "arxiv"):
        if found := _ID.fullmatch(fields.get(name, "").strip()):
            return found.group(1), frozenset({name})
    for name in ("url", "doi", "journal", "journaltitle", "note", "howpublished"):
        if found := _MENTIONED.search(fields.get(name, "")):
            return found.group(1), frozenset()
    return None, frozenset()


_VERSION = re.compile(r"v\d+$")


def version_kept(arxiv: str | None) -> dict[str, str]:
    """What to keep in ``extra`` of an id as a file gave it: the id itself, when it names a version."""
    return {VERSIONED: arxiv} if arxiv and _VERSION.search(arxiv) else {}


def class_kept(fields: Mapping[str, str]) -> dict[str, str]:
    """What to keep in ``extra`` of an ``eprint`` that names its class, too: ``2101.00002 [cs.CL]``."""
    found = _ID.fullmatch(fields.get("eprint", "").strip())
    said = fields.get("primaryclass") or fields.get("eprintclass")
    return {"primaryclass": found.group(2)} if found and found.group(2) and not said else {}


def plain_doi(value: str) -> str:
    """A DOI without its resolver, as it would be without percent-encoding; what is no DOI stays as it is."""
    value = value.strip()
    found = _DOI.match(unquote(value) if _ENCODED.search(value) else value)
    return found.group(1) if found else value


_RESOLVER = re.compile(r"(?i)https?://(?:dx[.-]|www[.-])?doi[.-]org(?:\.[\w.-]+)?/(10\.\d{4,9}/[^\s?#]+)")


def doi_of_address(*addresses: str) -> str:
    """The DOI of the first of ``addresses`` that is one of the resolver's, or nothing."""
    found = (_RESOLVER.fullmatch(unquote(url) if "%2f" in url.lower() else url) for url in addresses)
    return next((match.group(1) for match in found if match), "")


def is_doi(value: str) -> bool:
    """Whether ``value`` has a DOI, or is a short one (``10/gf5xqd``): anything else no library can look up."""
    return _REAL_DOI.search(plain_doi(value)) is not None


def tells_of_a_work(told: Metadata) -> bool:
    """Whether an entry without title and abstract is one all the same: it says more than its key and type."""
    names = (told.authors, told.venue, told.publisher, told.year)
    return any((*names, told.doi, told.arxiv, told.url, told.extra, told.keywords, told.note))
