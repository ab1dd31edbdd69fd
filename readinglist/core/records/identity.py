"""What the identity rule looks at, and records on their way into the library. Imports its siblings."""

from dataclasses import dataclass

from readinglist.core.records.dumps import Draft


@dataclass(frozen=True, slots=True)
class Signature:
    """What the identity rule looks at, for a draft and for a stored paper alike (see ``identity``).

    ``fingerprint`` holds at most eight unsigned 32-bit hashes. ``id`` is None for a draft.
    """

    id: int | None
    title: str | None
    abstract: str | None
    title_key: str
    fingerprint: tuple[int, ...]
    arxiv: str | None = None
    doi: str | None = None
    citation_key: str | None = None  # that a file gives, or that the paper has in this library


@dataclass(frozen=True, slots=True)
class Prepared:
    """A draft with all that can be computed from it alone (in a child process for big imports): plain data.

    ``title`` and ``abstract`` are cleaned for showing; the raw ones stay in ``draft``.
    """

    draft: Draft
    title: str | None
    abstract: str | None
    contribution: str | None
    method: str | None
    code_links: tuple[str, ...]
    promises_code: bool
    signature: Signature


@dataclass(frozen=True, slots=True)
class Placement:
    """Where a prepared record goes: ``outcome`` is new, known, healed or asked; ``paper`` its id (also when new).

    ``questions`` are (other paper's id, kind, evidence) to be asked of the user.
    """

    prepared: Prepared
    outcome: str
    paper: int
    questions: tuple[tuple[int, str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class UndoneImport:
    """What undoing an import did: papers removed, and those kept because the user has touched them."""

    removed: int
    kept: tuple[int, ...]
