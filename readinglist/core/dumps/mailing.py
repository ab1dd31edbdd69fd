"""The daily mailings of arXiv: fields and abstract of each paper between two backslashes. Imports ``records``.

They come whole, forwarded or quoted (``> ``). What was replaced has no abstract: it becomes a paper with its title.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from readinglist.core.dumps.whole_text import WholeText
from readinglist.core.records import Draft, Metadata, Rejected
from readinglist.core.sentences import Sentence

_QUOTED = re.compile(r"(?:>\s?)*")
#: Two backslashes, alone or before the address of the paper that ends there.
_RULE = re.compile(r"\\\\(?:\s*(?P<end>\(\s*https?://\S+.*)|\s*)$")
_ITEM = re.compile(r"(?:arXiv|Paper):\s?(?P<id>\d{4}\.\d{4,5}(?:v\d+)?|[a-z-]+(?:\.[A-Z]{2})?/\d{7}(?:v\d+)?)")
_LOOKS = re.compile(
    rf"^(?:>\s?)*(?:(?P<rule>\\\\(?:\s*\(\s*https?://arxiv\.org/.*|\s*)$)|{_ITEM.pattern})", re.MULTILINE
)
_LINE = re.compile(r"[-%]{20,}$")
_FIELD = re.compile(r"(?P<name>[A-Z][A-Za-z]+(?:-[A-Za-z]+)?):(?:\s|$)")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_BESIDE_NAMES = re.compile(r"\s*\([^()]*\)")
_BETWEEN_NAMES = re.compile(r"\s*,\s*(?:and\s+)?|\s+and\s+")
#: A title goes on until its authors come, also with a line like ``Kettles: A Survey``.
_AUTHORS = ("Authors", "Author")
_LEAST_RULES = 2


@dataclass(slots=True)
class _Item:
    line: int
    arxiv: str
    end_line: int = 0
    told: dict[str, list[str]] = field(default_factory=dict)
    abstract: list[str] | None = None
    latest: str = ""

    def add(self, number: int, text: str) -> None:
        """Take the next line: of the abstract, a field, or how one goes on."""
        self.end_line = number
        if self.abstract is not None:
            self.abstract.append(text)
        elif (found := _FIELD.match(text)) and (self.latest != "Title" or found["name"] in _AUTHORS):
            self.latest = found["name"]
            self.told.setdefault(self.latest, []).append(text[found.end() :].strip())
        elif self.latest:
            self.told[self.latest].append(text)

    def record(self) -> Draft | Rejected:
        """What it tells, as far as it goes."""
        title, abstract = self._field("Title"), " ".join(self.abstract or ())
        if not title and not abstract:
            return Rejected(
                self.line, Sentence("Neither title nor abstract of this paper is in the mailing."), self.arxiv
            )
        year = _YEAR.search(self._field("Date"))
        told = Metadata(
            authors=_people(next(filter(None, map(self._field, _AUTHORS)), "")),
            year=int(year.group()) if year else None,
            arxiv=self.arxiv,
            doi=self._field("DOI") or None,
        )
        return Draft(self.line, self.end_line, title or None, abstract or None, told)

    def _field(self, name: str) -> str:
        return " ".join(self.told.get(name, ())).strip()


def _people(names: str) -> tuple[str, ...]:
    while names != (bare := _BESIDE_NAMES.sub("", names)):
        names = bare
    parts = (part.strip() for part in _BETWEEN_NAMES.split(names))
    return tuple(f"{{{part}}}" if part.endswith("ollaboration") else part for part in parts if part)


def _looks(head: str) -> float:
    found = [match["rule"] for match in _LOOKS.finditer(head)]
    rules = sum(rule is not None for rule in found)
    return 0.95 if rules >= _LEAST_RULES and rules < len(found) else 0.0


def _read(text: str) -> Iterator[Draft | Rejected]:
    item: _Item | None = None
    parted = False
    for number, line in enumerate(text.split("\n"), start=1):
        bare = line[_QUOTED.match(line).end() :].strip()  # type: ignore[union-attr]  # it matches nothing, too
        rule, line_between = _RULE.match(bare), _LINE.match(bare)
        opened = _ITEM.match(bare) if parted or item is None else None  # abstracts and comments name papers, too
        parted = bool(rule or line_between) or (parted and not bare)
        if item is None and rule and rule["end"]:
            yield Rejected(number, Sentence("The paper that ends here has lost its beginning."), bare)
        if item is not None and (opened or line_between or (rule and (rule["end"] or item.abstract is not None))):
            yield item.record()
            item = None
        if opened:
            item = _Item(number, opened["id"], number)
        elif item is not None and rule:
            item.abstract = []
        elif item is not None and bare:
            item.add(number, bare)
    if item is not None:
        yield item.record()


MAILING = WholeText(Sentence("arXiv mailing"), _looks, _read)
