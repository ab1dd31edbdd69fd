r"""Which files an entry of a .bib file names. A pure function; imports the standard library only.

JabRef, Zotero, Mendeley and Better BibTeX write ``file`` as ``description:path:type``, or the path alone, several
with ``;`` between them, and ``\:``, ``\;`` and ``\\`` for the signs themselves; other programs write paths, bare or
as an address, into fields of their own.
"""

import re
from collections.abc import Iterator, Mapping
from urllib.parse import unquote

_FIELDS = ("file", "pdf", "local-url", "localfile")
#: Mendeley escapes paths as it does text.
_WRAPPED = re.compile(r"\{(\\[_&%#$])\}")
_ESCAPED = re.compile(r"\\([\\:;_&%#$ {}~^])")


def linked_files(fields: Mapping[str, str]) -> list[tuple[str, ...]]:
    """For each file that ``fields``, raw from a .bib file, name, what its path may be: the likeliest first."""
    said = (_WRAPPED.sub(r"\1", fields.get(name, "").replace(r"$\backslash$", "\\")) for name in _FIELDS)
    links = [link for value in said for link in _split(value, ";")]
    named = [tuple(dict.fromkeys(path for path in _paths(link) if path and "://" not in path)) for link in links]
    return [paths for paths in named if paths]


def _paths(link: str) -> Iterator[str]:
    link = link.strip()
    if link.startswith("file:"):
        yield unquote(re.sub("^file:(//(localhost)?(?=/))?", "", link))
    parts = _split(link, ":")
    if len(parts) > 2:
        path = _plain(":".join(parts[1:-1]))
        yield path
        yield f"/{path}"  # Mendeley's begin without the slash
    yield _plain(link)
    yield link  # a path with backslashes of its own


def _split(text: str, sign: str) -> list[str]:
    r"""The parts between ``sign`` where it stands without a backslash."""
    parts = re.findall(rf"(?:\\.|[^\\{sign}])+|{sign}", text, re.DOTALL)
    found = [""]
    for part in parts:
        found += [""] if part == sign else []
        found[-1] += "" if part == sign else part
    return found


def _plain(text: str) -> str:
    return _ESCAPED.sub(r"\1", text)
