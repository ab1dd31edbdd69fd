"""Pages inside mails and MHTML, and in what a terminal recorded: read as they are shown."""

import base64
import quopri
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText
from html import escape

import pytest

from readinglist.core import dumps
from readinglist.core.dumps.input import mime, terminal
from readinglist.core.errors import DumpError
from readinglist.core.records import Draft
from tests.core.dumps.test_variants import PAPERS

TEXT = "\n".join(part for paper in PAPERS for part in paper if part)
PAGE = "".join(f"<h3>{escape(title or '')}</h3><p>{escape(text or '')}</p>" for title, text in PAPERS)
PAGE = f"<html><head><title>Papers</title></head><body>{PAGE}</body></html>"
HEAD = "From: Anna <anna@example.org>\nSubject: papers\nMIME-Version: 1.0\n"
PLAIN = "Content-Type: text/plain; charset=utf-8\n"


def _quoted(text: str) -> str:
    return quopri.encodestring(text.encode()).decode()


def _parts(*parts: str) -> str:
    return f'{HEAD}Content-Type: multipart/mixed;\n boundary="b 1"\n\n--b 1\n' + "\n--b 1\n".join(parts) + "\n--b 1--\n"


PICTURE = "Content-Type: image/png\nContent-Transfer-Encoding: base64\n\niVBORw0KGgo=\n"
QUOTED = "Content-Transfer-Encoding: quoted-printable\n\n"
ALTERNATIVE = MIMEMultipart("alternative")
ALTERNATIVE.attach(MIMEText(TEXT, "plain", "utf-8"))
ALTERNATIVE.attach(MIMEText(PAGE, "html", "utf-8"))
MESSAGES = {
    "plain": f"{HEAD}{PLAIN}Content-Transfer-Encoding: 8bit\n\n{TEXT}",
    "base64": f"{HEAD}{PLAIN}Content-Transfer-Encoding: base64\n\n{base64.encodebytes(TEXT.encode()).decode()}",
    "quoted": f"{HEAD}{PLAIN}{QUOTED}{_quoted(TEXT)}",
    "alternative": ALTERNATIVE.as_string(),
    "picture first": _parts(PICTURE, f"{PLAIN}{QUOTED}{_quoted(TEXT)}", PICTURE),
    "parts in parts": _parts(ALTERNATIVE.as_string(), PICTURE),
    "MHTML": _parts(f"Content-Type: text/html\n{QUOTED}{_quoted(PAGE)}", PICTURE),
    "cut off": ALTERNATIVE.as_string()[: -len(PAGE)],
    "terminal": "\n".join(f"\x1b[1;32m{line}\x1b[0m\x1b[K" for line in TEXT.split("\n")),
}


@pytest.mark.parametrize("ends", ["\n", "\r\n"])
@pytest.mark.parametrize("name", MESSAGES)
def test_the_papers_are_those_of_the_page_and_the_report_says_what_it_was(name: str, ends: str) -> None:
    data = MESSAGES[name].replace("\n", ends).encode()
    reader = dumps.read(dumps.Input.from_bytes(data, "page"))
    assert [(item.title, item.abstract) for item in reader if isinstance(item, Draft)] == PAPERS
    assert any("first text" in note or "terminal" in note for note in reader.notes)


@pytest.mark.parametrize("at", range(12))
def test_what_a_piece_begins_the_next_one_ends(at: int) -> None:
    text = "a\x1b[1;31mb\x1b]0;t\x07c"
    assert "".join(terminal.shown(iter([text[:at], text[at:]]))) == "abc"
    message = f"{HEAD}{PLAIN}\nIt is\nthere."
    assert "".join(mime.first_text(iter([message[: -at - 1], message[-at - 1 :]]))) == "It is\nthere."


@pytest.mark.parametrize("parts", [(PICTURE,), ("Content-Type: text/plain\nContent-Transfer-Encoding: base64\n\n?\n",)])
def test_a_message_without_text_is_refused(parts: tuple[str, ...]) -> None:
    with pytest.raises(DumpError):
        list(dumps.read(dumps.Input.from_text(_parts(*parts))))


def test_a_copy_of_a_mail_is_refused_with_what_to_do() -> None:
    text = "From: Anna Bee\nTo: all\nSubject: papers\nDate: 3 March 2024\n\n" + TEXT
    with pytest.raises(DumpError, match=r"an e-mail.*delete the lines of its head"):
        list(dumps.read(dumps.Input.from_text(text)))
