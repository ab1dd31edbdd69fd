r"""Which files may be merged into: those that are .bib files from end to end. Imports this room's syntax and errors.

BibTeX takes all text between entries for a comment, so a page of HTML is a .bib file to it, and one with an entry in it
would be written to. Here a file is one when it is empty, has only comments (``%``, ``@comment``), or has entries, every
one of which can be read; then text may stand between them, as JabRef, BibDesk and people write it, but none that tells
of another kind of file or of an entry that is torn: an ``@`` that begins nothing, a brace without its partner, a field
outside an entry, markup. Whatever else it is, appending to it would damage it.
"""

import re
from collections.abc import Iterator

from readinglist.core.bibtex.bibfiles.bibfile import BibFile
from readinglist.core.errors import ExportError
from readinglist.core.sentences import Sentence

_COMMENT_LINE = re.compile(r"^[ \t]*%.*$", re.MULTILINE)
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
_OTHER_KIND = re.compile(r"\ufeff?\s*(?:%PDF-|%!|#!)")
#: An address of mail, too: from an ``@`` outside entries on BibTeX, biber and pandoc read an entry, and the last two
#: then nothing of the file. (Behind a ``%`` only BibTeX does, and goes on.)
_AT = (
    (
        re.compile(r"(?i)([\w.+-]*@(?!\s*comment\b)[^\n]{0,30})"),
        Sentence("“{text}” stands where no entry begins; its @ opens one"),
    ),
)
#: What no text between entries is, with the reason; the first group is shown. Of what is torn there should be more.
_TORN = (
    (re.compile(r"(?i)(?<![\w.+-])(@(?!\s*comment\b)[^\n]{0,30})"), Sentence("“{text}” stands where no entry begins")),
    (
        re.compile(r"(?<![\w-])([A-Za-z][\w-]*\s*=\s*(?:\{|\"[^\"\n]*\"[ \t]*,|\"{3}|'{3})[^\n]{0,20})"),
        Sentence("“{text}” is a field outside an entry"),
    ),
)
_MARKUP = (
    (
        re.compile(r"(?im)^\s*(</?[a-z][a-z0-9]*(?:\s[^<>\n]*)?/?>|<!doctype|<\?xml|<!--)"),
        Sentence("“{text}” is markup, not BibTeX"),
    ),
    (re.compile(r"(?m)^\s*(```|~~~)"), Sentence("“{text}” is markup, not BibTeX")),
    (re.compile(r"(\\(?:documentclass|begin|end)\b[^\n]{0,20})"), Sentence("“{text}” is a LaTeX document, not BibTeX")),
)
_FAULT = Sentence("line {line}: {reason}")
_FAULT_OF = Sentence("line {line}, {what}: {reason}")
_ENTRY = Sentence("entry {key}")


def refuse_unreadable(file: BibFile) -> None:
    """Raise ExportError with the place and the reason when ``file`` is none to merge into."""
    for fault in _faults(file):
        raise ExportError(
            "The file cannot be merged into: {fault}. It was left as it is; repair this place, or export to another "
            "file.",
            fault=fault,
        )


def _faults(file: BibFile) -> Iterator[Sentence]:
    other = _OTHER_KIND.match(file.text) or _CONTROL.search(file.text)
    if other:
        yield _FAULT.format(
            line=file.line(other.start()), reason=Sentence("this is no .bib file, but another kind of file")
        )
    for block in file.blocks:
        line = file.line(block.start)
        if block.kind == "broken" or block.reason:
            what = _ENTRY.format(key=block.key) if block.key else f"@{block.type}"
            yield _FAULT_OF.format(line=line, what=what, reason=block.reason)
        elif block.spaced:
            reason = Sentence("the name of its field “{field}” has blanks", field=block.spaced)
            yield _FAULT_OF.format(line=line, what=_ENTRY.format(key=block.key), reason=reason)
    for start, text in _between(file):
        found = (*_found(text, _AT), *_found(text, _TORN), *_found(text, _MARKUP), *_unmatched(text))
        yield from (_FAULT.format(line=file.line(start + place), reason=reason) for place, reason in found)
    if not file.blocks and (text := _COMMENT_LINE.sub("", file.text).strip("\ufeff \t\r\n")):
        reason = Sentence("“{text}” is no entry, and there is none in the file", text=" ".join(text[:30].split()))
        yield _FAULT.format(line=file.line(file.text.index(text[0])), reason=reason)


def _between(file: BibFile) -> Iterator[tuple[int, str]]:
    """The stretches between the blocks with their places; comment lines are blank in them."""
    place = 0
    for start, end in [*((block.start, block.end) for block in file.blocks), (len(file.text), 0)]:
        yield place, _COMMENT_LINE.sub(lambda match: " " * len(match.group()), file.text[place:start])
        place = end


def torn(file: BibFile) -> Iterator[tuple[int, Sentence]]:
    """(line, reason) of what stands between the entries of ``file`` and seems to be of one."""
    for start, text in _between(file):
        yield from ((file.line(start + place), reason) for place, reason in _found(text, _TORN))


def _found(text: str, patterns: tuple[tuple[re.Pattern[str], Sentence], ...]) -> Iterator[tuple[int, Sentence]]:
    for pattern, reason in patterns:
        if match := pattern.search(text):
            yield match.start(1), reason.format(text=" ".join(match.group(1).split()))


def _unmatched(text: str) -> Iterator[tuple[int, Sentence]]:
    opened: list[int] = []
    for brace in re.finditer(r"[{}]", text):
        if brace.group() == "{":
            opened.append(brace.start())
        elif opened:
            opened.pop()
        else:
            yield brace.start(), Sentence("a brace closes that was never opened")
    if opened:
        yield opened[0], Sentence("a brace opens between entries and never closes")
