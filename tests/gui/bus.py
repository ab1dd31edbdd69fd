"""What a screen reader says on the accessibility bus: calls of methods, of the few types that they need.

A process for each question (busctl) would take a loaded machine minutes for one look at a window. Imports the standard
library and ``timing``.
"""

import os
import socket
import struct
from collections.abc import Sequence
from urllib.parse import unquote

from tests.timing import PATIENCE

NUMBERS = {"y": "B", "b": "I", "n": "h", "q": "H", "i": "i", "u": "I", "x": "q", "t": "Q", "d": "d"}
ALIGNED = {"(": 8, "{": 8, "s": 4, "o": 4, "a": 4, "g": 1, "v": 1}
CALL, FAILURE = 1, 3
TOGETHER = 500  # calls
PATH, INTERFACE, MEMBER, REPLY_TO, DESTINATION, SIGNATURE = 1, 2, 3, 5, 6, 8


class GoneError(Exception):
    """A node of the accessibility tree went between being listed and being asked: what was read is to be read again."""


class Bus:
    """A connection to a bus of D-Bus."""

    def __init__(self, address: str) -> None:
        said = dict(part.split("=", 1) for part in address.partition(":")[2].split(","))
        self._socket = socket.socket(socket.AF_UNIX)
        self._socket.settimeout(PATIENCE)
        self._socket.connect(unquote(said["path"]) if "path" in said else "\0" + unquote(said["abstract"]))
        self._in = self._socket.makefile("rb")
        self._socket.sendall(b"\0AUTH EXTERNAL " + str(os.getuid()).encode().hex().encode() + b"\r\n")
        assert self._in.readline().startswith(b"OK")
        self._socket.sendall(b"BEGIN\r\n")
        self._serial = 0
        self.call("org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus", "Hello")

    def close(self) -> None:
        self._in.close()
        self._socket.close()

    def call(self, name: str, path: str, interface: str, method: str, *words: str | int) -> object:
        """The first value of the answer to a call with ``words``: texts, and numbers of 32 bits."""
        (answer,) = self.calls([(name, path, interface, method, *words)])
        if isinstance(answer, GoneError):
            raise answer
        return answer

    def calls(self, asked: Sequence[tuple[str | int, ...]]) -> list[object]:
        """The same of several calls, sent together: on a busy machine every one alone would wait for its turn."""
        answers: list[object] = []
        for start in range(0, len(asked), TOGETHER):
            some = asked[start : start + TOGETHER]
            self._socket.sendall(b"".join(self._message(*map(str, call[:4]), call[4:]) for call in some))
            waited = range(self._serial - len(some) + 1, self._serial + 1)
            found: dict[object, object] = {}
            while len(found) < len(some):
                serial, answer = self._answer()
                if serial in waited:
                    found[serial] = answer
            answers += [found[serial] for serial in waited]
        return answers

    def _message(self, name: str, path: str, interface: str, method: str, words: Sequence[str | int]) -> bytes:
        self._serial += 1
        body, fields = bytearray(), bytearray()
        for word in words:
            body += _text(body, word) if isinstance(word, str) else _padded(body, 4) + struct.pack("<I", word)
        said = ((PATH, "o", path), (INTERFACE, "s", interface), (MEMBER, "s", method), (DESTINATION, "s", name))
        for code, kind, text in said:
            fields += _padded(fields, 8) + bytes((code, 1, ord(kind), 0))
            fields += _text(fields, text)
        kinds = "".join("s" if isinstance(word, str) else "u" for word in words)
        fields += _padded(fields, 8) + bytes((SIGNATURE, 1, ord("g"), 0, len(kinds))) + kinds.encode() + b"\0"
        head = struct.pack("<cBBBIII", b"l", CALL, 0, 1, len(body), self._serial, len(fields)) + fields
        return bytes(head + _padded(head, 8) + body)

    def _answer(self) -> tuple[object, object]:
        """The next message: the number of the call that it answers, if it does, and what it says."""
        head = self._in.read(16)
        order = "<" if head[:1] == b"l" else ">"
        size, _, around = struct.unpack(f"{order}III", head[4:])
        message = head + self._in.read(around + -around % 8 + size)
        fields = dict(_Reader(message, 12, order).take("a(yv)"))  # type: ignore[call-overload]
        kinds = _types(str(fields.get(SIGNATURE, "")))
        found = _Reader(message, len(message) - size, order).take(kinds[0]) if kinds else None
        return fields.get(REPLY_TO), GoneError(found) if head[1] == FAILURE else found


class _Reader:
    """Values, one behind the other."""

    def __init__(self, message: bytes, at: int, order: str) -> None:
        self._message, self._at, self._order = message, at, order

    def take(self, kind: str) -> object:
        """The next value, of a type as D-Bus writes it."""
        if kind[0] in NUMBERS:
            return self._number(NUMBERS[kind[0]])
        self._align(ALIGNED[kind[0]])
        if kind[0] == "a":
            return self._array(kind[1:])
        if kind[0] in "({":
            return [self.take(part) for part in _types(kind[1:-1])]
        if kind == "v":
            return self.take(str(self.take("g")))
        size = int(self._number("B" if kind == "g" else "I"))
        self._at += size + 1
        return self._message[self._at - size - 1 : self._at - 1].decode()

    def _array(self, kind: str) -> list[object]:
        size = int(self._number("I"))
        self._align(ALIGNED.get(kind[0]) or struct.calcsize(NUMBERS[kind[0]]))
        end, found = self._at + size, []
        while self._at < end:
            found.append(self.take(kind))
        return found

    def _number(self, code: str) -> float:
        size = struct.calcsize(code)
        self._align(size)
        self._at += size
        return struct.unpack_from(self._order + code, self._message, self._at - size)[0]  # type: ignore[no-any-return]

    def _align(self, to: int) -> None:
        self._at += -self._at % to


def _types(signature: str) -> list[str]:
    """The types that a signature has side by side: ``a(so)u`` has two."""
    found, depth, begun = [], 0, 0
    for at, letter in enumerate(signature, 1):
        depth += (letter in "({") - (letter in ")}")
        if not depth and letter != "a":
            found.append(signature[begun:at])
            begun = at
    return found


def _padded(before: bytes | bytearray, to: int) -> bytes:
    return bytes(-len(before) % to)


def _text(before: bytes | bytearray, text: str) -> bytes:
    data = text.encode()
    return _padded(before, 4) + struct.pack("<I", len(data)) + data + b"\0"
