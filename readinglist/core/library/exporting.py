"""Citation keys and exports: papers out of the store, through ``bibtex``, into text or a file. May import both.

A key is made when it is first shown or exported, stored, and never made again.
"""

import dataclasses
import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Unpack

from readinglist.core import bibtex
from readinglist.core.errors import ExportError, NotFoundError
from readinglist.core.library.files import is_blank, write_whole
from readinglist.core.library.own_files import OwnFiles
from readinglist.core.records import ExportChoices, ExportReport, KeyChange, Paper
from readinglist.core.settings import KEY_PATTERN
from readinglist.core.store import Store

#: Papers fetched at once; bounds the memory of exporting a large library.
_PAGE = 2000


class Exporter:
    """Exports from one store."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._memory = bibtex.Memory()

    def pattern(self) -> str:
        """The pattern for new citation keys: the user's, or the default one."""
        return str(self._store.setting(KEY_PATTERN) or bibtex.keys.DEFAULT_PATTERN)

    def ensure_keys(self, papers: Sequence[int], given: Mapping[int, str] | None = None) -> None:
        """Give every paper of ``papers`` that has none its citation key, for ever: if it is free, the ``given`` one.

        In a library open for reading only nothing can be stored: exports then show the keys that would be made.
        """
        if not self._store.read_only:
            for made in self._new_keys(papers, given or {}):
                self._store.editing.set_keys(made)

    def _new_keys(self, papers: Sequence[int], given: Mapping[int, str]) -> Iterator[dict[int, str]]:
        """The keys for those of ``papers`` that have none, for some of them at a time."""
        missing = self._store.papers.without_key(papers)
        if not missing:
            return
        taken = self._store.papers.all_keys()
        former = self._store.papers.retired_keys(missing)
        revived: set[str] = set()
        pattern = bibtex.keys.parse(self.pattern())
        for start in range(0, len(missing), _PAGE):
            made: dict[int, str] = {}
            for paper in self._store.papers.papers(missing[start : start + _PAGE]):
                back = next((key for key in former.get(paper.id, ()) if key.lower() not in revived), None)
                wanted = given.get(paper.id) or bibtex.keys.preview(paper, pattern)
                made[paper.id] = back or bibtex.keys.suffixed(wanted, lambda key: key.lower() in taken)
                taken.add(made[paper.id].lower())
                revived.add(made[paper.id].lower())
            yield made

    def _keyed(self, papers: Sequence[int]) -> list[Paper]:
        """Papers with their citation keys, made now where they have none. Raises NotFoundError."""
        self.ensure_keys(papers)
        found = self._papers(papers)
        if not self._store.read_only:
            return found
        made = {paper: key for some in self._new_keys(papers, {}) for paper, key in some.items()}
        return [dataclasses.replace(paper, citation_key=made.get(paper.id, paper.citation_key)) for paper in found]

    def set_pattern(self, pattern: str) -> None:
        """Use another pattern for keys made from now on; raises UsageError when it is none. No key changes."""
        bibtex.keys.parse(pattern)
        self._store.editing.set_setting(KEY_PATTERN, json.dumps(pattern))

    def renewed_keys(self, papers: Sequence[int], pattern: str | None = None) -> list[KeyChange]:
        """What renewing the keys of ``papers`` would change; nothing is stored.

        A key that the pattern could have given, with or without a suffix, stays; and no key of one paper, be it a
        former one, goes to another: what a document cites must never mean another paper.
        """
        parsed = bibtex.keys.parse(pattern or self.pattern())
        found = self._papers(papers)
        taken = self._store.papers.all_keys()
        former = self._store.papers.retired_keys(papers)
        given: set[str] = set()
        changes = []
        for paper in found:
            wanted = bibtex.keys.preview(paper, parsed)
            own = [key for key in (paper.citation_key, *former.get(paper.id, ())) if key and key.lower() not in given]
            new = bibtex.keys.renewed(wanted, paper.citation_key, own, taken)
            taken.add(new.lower())
            given.add(new.lower())
            if new != paper.citation_key:
                changes.append(KeyChange(paper.id, paper.title, paper.citation_key, new, wanted))
        return changes

    def key(self, paper: int) -> str:
        """The citation key of a paper, made now if it has none. Raises NotFoundError."""
        return self._keyed([paper])[0].citation_key or ""

    def cite(self, papers: Sequence[int], style: str, markup: str) -> str:
        """What to paste to cite ``papers``; see ``bibtex.cite`` for the styles and markups."""
        found = self._keyed(papers)
        return bibtex.cite(found, style, markup=markup, reserved=self._reserved(found, "unicode"))

    def export(
        self,
        papers: Sequence[int],
        *,
        file_format: str,
        path: Path | None,
        own: OwnFiles,
        merge: bool,
        replace: bool,
        **choices: Unpack[ExportChoices],
    ) -> ExportReport:
        """Export ``papers`` as text, and to ``path`` when it is given. Raises ExportError or UsageError.

        A file that is none of ``own``, those that exports wrote, is merged into or, with ``replace``, replaced; else
        ForeignFileError.
        """
        if unknown := choices.keys() - ExportChoices.__annotations__.keys():
            raise TypeError(f"An export has no choice {', '.join(sorted(unknown))}.")
        found = self._keyed(papers)
        reserved = self._reserved(found, choices.get("encoding", "unicode"))
        titles: bibtex.Titles = {}
        before = _existing(path) if merge and path is not None and path.exists() else None
        if before is not None:
            report = bibtex.merge(
                before,
                found,
                format=file_format,
                memory=self._memory,
                reserved=reserved,
                former=self._store.papers.retired_keys(papers),
                own_file=own.wrote(before),
                titles=titles,
                **choices,
            )
        else:
            report = bibtex.write(
                found, format=file_format, memory=self._memory, reserved=reserved, titles=titles, **choices
            )
        if path is None:
            return report

        def check(text: str) -> None:
            bibtex.readback(
                text,
                found,
                format=file_format,
                merged=before is not None,
                memory=self._memory,
                reserved=reserved,
                titles=titles,
                **choices,
            )

        free = replace or before is not None
        changed = write_whole(path, report.text, check=check, may_replace=None if free else own.wrote)
        if before is None or is_blank(before) or own.wrote(before):
            own.remember(report.text.encode("utf-8"))
        return dataclasses.replace(report, path=str(path), changed=changed)

    def _reserved(self, papers: Sequence[Paper], encoding: str) -> frozenset[str]:
        """The keys that a repaired one must not become, even where their papers are not exported."""
        own = [paper.citation_key or "" for paper in papers]
        if all(bibtex.keys.repair(key, ascii_only=encoding == "ascii") == key for key in own):
            return frozenset()
        return frozenset(key.casefold() for key in self._store.papers.all_keys()) - {key.casefold() for key in own}

    def _papers(self, papers: Sequence[int]) -> list[Paper]:
        found = self._store.papers.papers(papers)
        if papers and not found:
            raise NotFoundError("There is no paper {paper} in this library.", paper=papers[0])
        return found


def _existing(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise ExportError(
            "{file} could not be read ({reason}); it is untouched.", file=path, reason=error.strerror
        ) from error
