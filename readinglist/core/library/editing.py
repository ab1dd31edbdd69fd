"""What the user types, checked and cleaned at the gate before it is stored.

May import text, identity, errors and records.
"""

import json
import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping

from readinglist.core import text
from readinglist.core.errors import UsageError
from readinglist.core.identity import arxiv_as_written, arxiv_id, doi_name, signature
from readinglist.core.records import (
    EDITABLE_FIELDS,
    FIELDS_BY_OTHER_NAMES,
    LONGEST_TAG,
    OTHER_FIELDS,
    SHARED_FIELDS,
    VERSIONED,
    Paper,
    Signature,
    Source,
)


def gated(value: str) -> str:
    """Typed text as it is stored: no control characters, no broken surrogates; line breaks stay."""
    return text.gate(value.replace("\r\n", "\n").replace("\r", "\n"))


def tag_name(value: str) -> str:
    """A tag's name, or UsageError: one line, no commas (exports list tags with commas between)."""
    name = " ".join(gated(value).split())
    if not name or len(name) > LONGEST_TAG or "," in name:
        raise UsageError(
            "{value!r} cannot be a tag: a tag has 1 to {most} characters and no comma.", value=value, most=LONGEST_TAG
        )
    return name


def _line(value: str) -> str | None:
    return " ".join(gated(value).split()) or None


def _text(value: str) -> str | None:
    return gated(value).strip() or None


def _year(value: str) -> int | None:
    line = _line(value)
    if line is None:
        return None
    if not re.fullmatch(r"[0-9]{3,4}", line):
        raise UsageError("{value!r} is not a year: type four digits, such as 2024, or nothing.", value=value)
    return int(line)


#: Within braces ``and`` is a word of a name: ``{Barnes and Noble}``.
_BETWEEN_NAMES = re.compile(r"(?:\s+and\s+|;|\n)(?![^{}]*\})")


def _authors(value: str) -> str:
    names = [name for part in _BETWEEN_NAMES.split(gated(value)) if (name := _line(part))]
    return json.dumps(names, ensure_ascii=False)


def _key(value: str) -> str | None:
    key = unicodedata.normalize("NFC", _line(value) or "") or None
    if key is not None and not text.is_citation_key(key):
        raise UsageError("{value!r} cannot be a citation key: use letters, digits and . : _ / + - only.", value=value)
    return key


def _entry_type(value: str) -> str | None:
    line = _line(value)
    if line is not None and not re.fullmatch(r"[A-Za-z]{1,40}", line):
        raise UsageError("{value!r} is not an entry type: use one such as article, inproceedings, misc.", value=value)
    return line.lower() if line else None


def _arxiv(value: str) -> str | None:
    found = arxiv_id(_line(value))
    if found is None and _line(value):
        raise UsageError("{value!r} is not an arXiv number: type one such as 2310.06825 or cs/0112017.", value=value)
    return found


def _doi(value: str) -> str | None:
    found = doi_name(_line(value))
    if found is None and _line(value):
        raise UsageError("{value!r} is not a DOI: type one such as 10.1000/182.", value=value)
    return found


def _url(value: str) -> str | None:
    line = _line(value)
    scheme = _SCHEME.match(line or "")
    if scheme and scheme.group(1).lower() not in _LINKS:
        raise UsageError(
            "{value!r} cannot be a link: type one that begins with {known} and a colon.",
            value=value,
            known=", ".join(_LINKS),
        )
    return line


#: What stands before the colon of an address; a host with its port is none.
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):(?!\d)")
#: Nothing that runs in a browser (``javascript:``, ``data:``).
_LINKS = ("https", "http", "ftp", "ftps", "sftp", "doi", "urn", "hdl", "mailto", "file")


def _note(value: str) -> str:
    return gated(value)


_GATES: Mapping[str, Callable[[str], object]] = {
    "title": _line,
    "abstract": _text,
    "authors": _authors,
    "year": _year,
    "arxiv": _arxiv,
    "doi": _doi,
    "url": _url,
    "venue": _line,
    "publisher": _line,
    "entry_type": _entry_type,
    "citation_key": _key,
    "note": _note,
}


def _gate(field: str, value: str) -> object:
    """A value as the column of ``field`` holds it. Raises UsageError, which names the field."""
    try:
        return _GATES[field](value)
    except UsageError as error:
        error.field = field
        raise


#: The user's own note is ``note``; this is the one that is printed.
_NAMES_OF_FILES = {"printed_note": "note"}
_NAMES_OF_OURS = {theirs: ours for ours, theirs in _NAMES_OF_FILES.items()}
_NAME = re.compile(r"[a-z][a-z0-9_+:-]*")


def other_fields(extra: Mapping[str, str]) -> dict[str, str]:
    """What can be edited of ``extra``, by the names that ``edit`` takes."""
    shown = {_NAMES_OF_OURS.get(name, name): value for name, value in extra.items() if _NAME.fullmatch(name)}
    return {name: value for name, value in shown.items() if name not in EDITABLE_FIELDS}


def with_other_fields(values: Mapping[str, str], extra: Mapping[str, str]) -> dict[str, str]:
    """``extra`` with the ``values`` of fields outside ``EDITABLE_FIELDS``; empty ones go. Raises UsageError."""
    found = dict(extra)
    for name, value in values.items():
        if name in FIELDS_BY_OTHER_NAMES:
            ours = FIELDS_BY_OTHER_NAMES[name]
            raise UsageError("The field {name!r} is called {ours!r} here.", name=name, ours=ours, field=name)
        kept = _NAMES_OF_FILES.get(name, name)
        if name not in OTHER_FIELDS and not (_NAME.fullmatch(name) and kept in extra):
            known = ", ".join([*EDITABLE_FIELDS, *OTHER_FIELDS])
            raise UsageError("There is no field {name!r}. There are: {known}.", name=name, known=known, field=name)
        found.pop(kept, None)
        if line := _line(value):
            found[kept] = line
    return found


def edited_columns(
    field: str, value: str, title: str | None, abstract: str | None
) -> tuple[dict[str, object], tuple[int, ...] | None]:
    """The columns that an edit of ``field`` sets, and the new shingle hashes when the abstract changed.

    ``title`` and ``abstract`` are the paper's texts before the edit. Raises UsageError.
    """
    columns: dict[str, object] = {field: _gate(field, value)}
    other = {"title": abstract, "abstract": title}.get(field)
    if field in ("title", "abstract") and not columns[field] and not other:
        raise UsageError("A paper needs a title or an abstract at least. To be rid of it, delete it.", field=field)
    fingerprint = None
    if field == "title":
        columns |= derived(columns["title"], abstract, of_abstract=False)  # type: ignore[arg-type]
    elif field == "abstract":
        columns |= derived(title, columns["abstract"], of_abstract=True)  # type: ignore[arg-type]
        fingerprint = signature(None, columns["abstract"]).fingerprint  # type: ignore[arg-type]
    return columns, fingerprint


def shared_columns(values: Mapping[str, str]) -> dict[str, object]:
    """The columns of fields that papers may have in common. Raises UsageError."""
    for field in values:
        if field not in SHARED_FIELDS:
            raise UsageError(
                "Papers cannot have the same {name!r}. They can have: {known}.",
                name=field,
                known=", ".join(SHARED_FIELDS),
            )
    return {field: _gate(field, value) for field, value in values.items()}


def _with_year(values: Mapping[str, str], before: Paper | None = None) -> Mapping[str, str]:
    """``values`` with the year that a new ``date`` among them tells, unless another year is typed as well."""
    date, year = values.get("date", ""), values.get("year", "").strip()
    if before is not None and (date == before.extra.get("date", "") or (year and year != str(before.year))):
        return values
    told = re.search(r"(?<!\d)\d{4}(?!\d)", date)
    return values if told is None or (before is None and year) else {**values, "year": told[0]}


def edited_fields(values: Mapping[str, str], before: Paper) -> tuple[dict[str, object], tuple[int, ...] | None]:
    """What ``edited_columns`` tells, for several fields that are set at once."""
    columns, fingerprint = dict[str, object](), None
    values = _with_year(values, before)
    title, abstract = before.title, before.abstract
    extra = before.extra
    if "title" in values and extra:
        from readinglist.core import bibtex

        extra = bibtex.without_parts(values["title"], extra)
    if "arxiv" in values:
        extra = _with_version(values["arxiv"], extra)
    own = {field: value for field, value in values.items() if field in EDITABLE_FIELDS}
    extra = with_other_fields({field: value for field, value in values.items() if field not in own}, extra)
    if extra != before.extra:
        columns["extra"] = json.dumps(extra, ensure_ascii=False)
    # What is emptied comes last: a paper may lose its title in the moment when it gets an abstract.
    for field in sorted(own, key=lambda field: not own[field].strip()):
        found, hashes = edited_columns(field, own[field], title, abstract)
        columns |= found
        if field == "title":
            title = found["title"]  # type: ignore[assignment]
        elif field == "abstract":
            abstract, fingerprint = found["abstract"], hashes  # type: ignore[assignment]
    return columns, fingerprint


def _with_version(arxiv: str, extra: Mapping[str, str]) -> dict[str, str]:
    """``extra`` with a typed arXiv id and its version: papers are compared without it, and cited with it."""
    others = {name: value for name, value in extra.items() if name != VERSIONED}
    typed = arxiv_as_written(gated(arxiv))
    # A number typed without a version is kept, too: no import is to add one to it.
    return others | ({VERSIONED: typed} if typed else {})


def columns_of_source(paper: Paper, source: Source) -> tuple[list[str], dict[str, object], tuple[int, ...] | None]:
    """The fields that a source has, the columns to show its texts, and the shingle hashes of its abstract if any."""
    fields, columns, fingerprint = [], dict[str, object](), None
    title, abstract = paper.title, paper.abstract
    if source.title:
        title = text.clean_title(source.title)
        found, _ = edited_columns("title", title, title, abstract)
        fields, columns = ["title"], found
    if source.abstract:
        found, fingerprint = edited_columns("abstract", text.clean_abstract(source.abstract), title, abstract)
        fields, columns = [*fields, "abstract"], columns | found
    return fields, columns, fingerprint


def text_of_sources(paper: Paper, field: str) -> str:
    """The ``title`` or ``abstract`` of the first source that has one, cleaned; empty when none has."""
    clean = text.clean_title if field == "title" else text.clean_abstract
    return next((clean(raw) for source in paper.sources if (raw := getattr(source, field))), "")


def derived(title: str | None, abstract: str | None, *, of_abstract: bool) -> dict[str, object]:
    """The columns that follow from a paper's texts."""
    columns: dict[str, object] = {
        "title_key": signature(title, None).title_key,
        "method": text.method_name(title, abstract),
    }
    if of_abstract:
        links = text.code_links(abstract) if abstract else ()
        columns |= {
            "contribution": text.contribution(abstract) if abstract else None,
            "code_links": json.dumps(links),
            "has_code": int(bool(links)),
            "promises_code": int(bool(abstract and text.promises_code(abstract))),
        }
    return columns


def new_paper(values: Mapping[str, str]) -> tuple[dict[str, object], tuple[int, ...]]:
    """The columns and shingle hashes of a paper typed in by hand. Raises UsageError."""
    values = _with_year(values)
    others = with_other_fields({field: value for field, value in values.items() if field not in EDITABLE_FIELDS}, {})
    columns = {field: _gate(field, value) for field, value in values.items() if field in EDITABLE_FIELDS}
    title, abstract = columns.get("title"), columns.get("abstract")
    if not title and not abstract:
        raise UsageError("A paper needs a title or an abstract at least.", field="title")
    assert isinstance(title, str | None) and isinstance(abstract, str | None)
    full = {**_EMPTY, **columns, **derived(title, abstract, of_abstract=True)}
    full["extra"] = json.dumps(_with_version(values.get("arxiv", ""), others), ensure_ascii=False)
    typed = [field for field, value in columns.items() if value not in (None, "", "[]")]
    full["edited"] = json.dumps(sorted([*typed, *others]))
    return full, signature(None, abstract).fingerprint


def typed_signature(values: Mapping[str, str]) -> Signature:
    """What a paper typed in by hand is known by. Raises UsageError."""
    columns, _fingerprint = new_paper(values)
    title, abstract, arxiv, doi = (str(columns.get(name) or "") for name in ("title", "abstract", "arxiv", "doi"))
    return signature(title, abstract, arxiv=arxiv, doi=doi)


_EMPTY: Mapping[str, object] = {"authors": "[]", "note": "", "title": None, "abstract": None}


def tag_names(values: Iterable[str]) -> list[str]:
    """Several tags, each through ``tag_name``."""
    return [tag_name(value) for value in values]
