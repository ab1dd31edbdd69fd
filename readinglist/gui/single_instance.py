"""A second start hands its files to the first window. May import Qt and ``paths``.

A local socket per library, open to the owner only; its name holds a hash of the library's place, not the place.
"""

import hashlib
import json
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

from readinglist.paths import LibraryPaths

WAIT = 10_000  # ms for the first window, which may be busy, to take the files; that there is none is known at once
LARGEST = 4_000_000  # bytes of a message


def _name(paths: LibraryPaths) -> str:
    place = str(paths.folder.absolute()).encode("utf-8", "surrogateescape")
    return f"readinglist-{hashlib.sha256(place).hexdigest()[:24]}"


def hand_over(paths: LibraryPaths, files: list[str]) -> bool:
    """Give ``files`` to the window that is open on this library; False when there is none."""
    socket = QLocalSocket()
    socket.connectToServer(_name(paths))
    if not socket.waitForConnected(WAIT):
        return False
    message = json.dumps([str(Path(file).absolute()) for file in files]).encode()
    socket.write(len(message).to_bytes(4, "big") + message)
    socket.waitForBytesWritten(WAIT)
    taken = socket.waitForReadyRead(WAIT) and bytes(socket.readAll().data()) == b"ok"
    socket.disconnectFromServer()
    return taken


class Door(QObject):
    """Takes files from later starts."""

    knocked = Signal(list)

    def __init__(self, paths: LibraryPaths, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._server = QLocalServer(self)
        self._guests: list[QLocalSocket] = []
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._greet)
        if not self._server.listen(_name(paths)):
            QLocalServer.removeServer(_name(paths))  # left behind by a window that was killed
            self._server.listen(_name(paths))

    @property
    def path(self) -> str:
        """Where the socket is."""
        return self._server.fullServerName()

    def close(self) -> None:
        """Take no more."""
        self._server.close()
        for guest in list(self._guests):
            guest.abort()

    def _greet(self) -> None:
        while self._server.hasPendingConnections():
            guest = self._server.nextPendingConnection()
            self._guests.append(guest)
            guest.readyRead.connect(self._listen)
            guest.disconnected.connect(self._see_off)
        self._listen()

    def _see_off(self) -> None:
        gone = [guest for guest in self._guests if guest.state() == QLocalSocket.LocalSocketState.UnconnectedState]
        for guest in gone:
            self._guests.remove(guest)
            guest.deleteLater()

    def _listen(self) -> None:
        for guest in list(self._guests):
            self._hear(guest)

    def _hear(self, guest: QLocalSocket) -> None:
        if guest.bytesAvailable() < 4:
            return
        size = int.from_bytes(bytes(guest.peek(4).data()), "big")
        if size > LARGEST:
            guest.abort()
            return
        if guest.bytesAvailable() < 4 + size:
            return
        guest.read(4)
        files = _files(bytes(guest.read(size).data()))
        guest.write(b"ok")
        guest.flush()
        self.knocked.emit(files)


def _files(message: bytes) -> list[str]:
    try:
        files = json.loads(message)
    except ValueError:
        return []
    return [file for file in files if isinstance(file, str)] if isinstance(files, list) else []
