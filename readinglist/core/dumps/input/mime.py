"""Mails, and pages that a browser saved in one file (MHTML): their first text. Imports ``quoted``."""

import base64
import binascii
import codecs
import re
from collections.abc import Iterator
from email.message import Message
from email.parser import HeaderParser

from readinglist.core.dumps.input import quoted

_FIELD = re.compile(r"[A-Za-z][\w-]*:")
_TELLING = re.compile(r"^(?:MIME-Version|Content-Type|Content-Transfer-Encoding):", re.IGNORECASE | re.MULTILINE)
#: A head has no more lines; a line no more characters at once.
_MOST_LINES = 500
_LONGEST = 1 << 16


def is_message(start: str) -> bool:
    """Tell whether a text that begins so is a message with the head that mail programs write, not a copy of one."""
    head = start.lstrip().split("\n\n", 1)[0]
    return _FIELD.match(head) is not None and _TELLING.search(head) is not None


def first_text(chunks: Iterator[str]) -> Iterator[str]:
    """Yield the text of the first part that is one, decoded, piece by piece as it comes in."""
    lines = _lines(chunks)
    ends = set[str]()
    head = _head(lines)
    while True:
        if head.get_content_maintype() == "text" and not head.get_filename():
            yield from _decoded(head, _until(lines, ends))
            return
        if boundary := head.get_boundary():
            ends.add(f"--{boundary}")
        if not ends or not _skipped(lines, ends):
            return
        head = _head(lines)


def _lines(chunks: Iterator[str]) -> Iterator[str]:
    held = ""
    for chunk in chunks:
        *whole, held = (held + chunk).split("\n")
        for line in whole:
            yield line + "\n"
        if len(held) > _LONGEST:
            yield held
            held = ""
    if held:
        yield held


def _head(lines: Iterator[str]) -> Message:
    taken = list[str]()
    for line in lines:
        if not line.strip():
            if taken:
                break
            continue
        taken.append(line[:_LONGEST])
        if len(taken) == _MOST_LINES:
            break
    return HeaderParser().parsestr("".join(taken))


def _skipped(lines: Iterator[str], ends: set[str]) -> bool:
    """Go on to the next part; False when there is none."""
    return any(line.rstrip() in ends for line in lines)


def _until(lines: Iterator[str], ends: set[str]) -> Iterator[str]:
    stops = {*ends, *(f"{end}--" for end in ends)}
    for line in lines:
        if line.startswith("--") and line.rstrip() in stops:
            return
        yield line


def _decoded(head: Message, lines: Iterator[str]) -> Iterator[str]:
    coding = str(head.get("Content-Transfer-Encoding", "")).strip().casefold()
    if coding == "quoted-printable":
        return quoted.decoded(lines)
    return _from_base64(head, lines) if coding == "base64" else lines


def _from_base64(head: Message, lines: Iterator[str]) -> Iterator[str]:
    try:
        decoder = codecs.getincrementaldecoder(head.get_content_charset("utf-8"))("replace")
    except LookupError:
        decoder = codecs.getincrementaldecoder("utf-8")("replace")
    held = ""
    for line in lines:
        held += "".join(line.split())
        whole = len(held) // 4 * 4
        data, held = held[:whole], held[whole:]
        try:
            yield decoder.decode(base64.b64decode(data)).replace("\r\n", "\n")
        except binascii.Error:
            return  # damaged from here on: what came before is shown
