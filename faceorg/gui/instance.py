"""Keeps a library to one window: a second start brings the first window to the front and ends."""

import hashlib
from contextlib import suppress

from PySide6.QtCore import QLockFile, QObject, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

from faceorg.core.paths import LibraryPaths

RAISE = b"raise"
PATIENCE = 1000
"""Milliseconds a second start waits for the first to answer."""


class Instance(QObject):
    """The right to have the window of one library; freed also when the process is killed."""

    raised = Signal()

    def __init__(self, paths: LibraryPaths, parent: QObject | None = None) -> None:
        super().__init__(parent)
        with suppress(OSError):  # the library, opened later, says in the window what is wrong
            paths.data.mkdir(mode=0o700, parents=True, exist_ok=True)
        name = hashlib.blake2b(bytes(paths.data.absolute()), digest_size=8).hexdigest()
        self._name = f"faceorg-{name}"
        self._lock = QLockFile(str(paths.data / "window.lock"))
        self._lock.setStaleLockTime(0)
        self._server: QLocalServer | None = None

    def is_first(self) -> bool:
        """Take the right; return False where another window has it. A lock that cannot be made stops nobody."""
        if not self._lock.tryLock(0) and self._lock.error() is QLockFile.LockError.LockFailedError:
            return False
        QLocalServer.removeServer(self._name)
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._on_connection)
        self._server.listen(self._name)
        return True

    def raise_other(self) -> None:
        """Ask the window that has the right to come to the front."""
        socket = QLocalSocket()
        socket.connectToServer(self._name)
        if socket.waitForConnected(PATIENCE):
            socket.write(RAISE)
            socket.waitForBytesWritten(PATIENCE)
            socket.disconnectFromServer()

    def close(self) -> None:
        """Give the right back."""
        if self._server is not None:
            self._server.close()
            self._server = None
        self._lock.unlock()

    def _on_connection(self) -> None:
        if self._server is not None:
            socket = self._server.nextPendingConnection()
            socket.disconnected.connect(socket.deleteLater)
            self.raised.emit()
