"""One writer lane and a pool of readers: no query waits for background work, and no two writes ever meet."""

import os
import threading
from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

import apsw

from faceorg.core.errors import CatalogError

T = TypeVar("T")

BUSY_TIMEOUT_MS = 30_000
"""How long a write waits for somebody else's lock (a backup program) before it gives up; product rule R19."""

PAGE_CACHE_KIB = 16_384
"""Page cache of a connection: holds the inner pages of every index of a library of 100,000 photos."""

_LANE = "catalog-writer"


class Connections:
    """The connections to one catalog file.

    Args:
        path: The SQLite file; it exists and has the current schema.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._idle: deque[apsw.Connection] = deque()
        self._closed = False
        with known_errors(path):
            self._writer = open_writer(path)
        self._executor = ThreadPoolExecutor(max_workers=1, thread_name_prefix=_LANE)

    @contextmanager
    def read(self) -> Iterator[apsw.Connection]:
        """Lend a connection that only reads; every statement sees the last commit before it began.

        Raises:
            CatalogError: The file cannot be read, or is damaged.
        """
        with known_errors(self._path):
            try:
                connection = self._idle.pop()
            except IndexError:
                connection = open_reader(self._path)
            try:
                yield connection
            finally:
                self._give_back(connection)

    def write(self, work: Callable[[apsw.Connection], T], durable: bool = False) -> T:
        """Run ``work`` in a transaction on the writer lane and return its answer once it is committed.

        Args:
            work: Gets the writer's connection; whatever it raises undoes the transaction and is raised here.
            durable: Survive a power cut (the user's word), not only a crash (what the machine can do again).

        Raises:
            CatalogError: The disk is full, the file is damaged, or locked by another program for too long.
            RuntimeError: Called from inside another write.
        """
        if threading.current_thread().name.startswith(_LANE):
            raise RuntimeError("a write was started from inside a write; pass the connection on instead")
        return self._executor.submit(self._commit, work, durable).result()

    def close(self) -> None:
        """Wait for the write that runs, fold the write-ahead log into the file and close every connection."""
        if self._closed:
            return
        self._closed = True
        while self._idle:
            self._idle.pop().close()
        self._executor.submit(self._writer.close).result()  # last, because the last one folds in the log
        self._executor.shutdown()

    def _commit(self, work: Callable[[apsw.Connection], T], durable: bool) -> T:
        with known_errors(self._path):
            self._writer.execute(f"PRAGMA synchronous = {'FULL' if durable else 'NORMAL'}")
            self._writer.execute("BEGIN IMMEDIATE")
            try:
                answer = work(self._writer)
                self._writer.execute("COMMIT")
            except BaseException:
                if self._writer.in_transaction:
                    self._writer.execute("ROLLBACK")
                raise
            return answer

    def _give_back(self, connection: apsw.Connection) -> None:
        unread = connection.txn_state() != apsw.SQLITE_TXN_NONE  # would show the next one the past
        if self._closed or unread:
            connection.close(force=True)
        else:
            self._idle.append(connection)


def open_writer(path: Path) -> apsw.Connection:
    """Return a connection that may write, beside readers that see the last commit meanwhile.

    SQLite never gets statistics of the tables (PRAGMA optimize): the plans it runs are the plans that are tested.
    """
    connection = open_plain(path)
    connection.pragma("journal_mode", "WAL")
    connection.execute("CREATE TEMP TABLE IF NOT EXISTS touched_group (id INTEGER PRIMARY KEY)")
    connection.execute("CREATE TEMP TABLE IF NOT EXISTS touched_person (id INTEGER PRIMARY KEY)")
    return connection


def open_plain(path: Path) -> apsw.Connection:
    """Return a connection that has not touched the file yet; a new file is readable by its owner only."""
    os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))  # SQLite gives its side files the same mode
    return _configured(path)


def open_reader(path: Path) -> apsw.Connection:
    """Return a connection that refuses to write; read-only mode proper could not take part in the write-ahead log."""
    connection = _configured(path)
    connection.pragma("query_only", True)
    return connection


def _configured(path: Path) -> apsw.Connection:
    connection = apsw.Connection(os.fspath(path), flags=apsw.SQLITE_OPEN_READWRITE)
    connection.set_busy_timeout(BUSY_TIMEOUT_MS)
    for name, value in (
        ("foreign_keys", True),
        ("secure_delete", True),  # what the user forgets is overwritten; SQLite's own default is off
        ("cell_size_check", True),  # damaged pages are noticed when they are read
        ("temp_store", "MEMORY"),
        ("cache_size", -PAGE_CACHE_KIB),
    ):
        connection.pragma(name, value)
    return connection


@contextmanager
def known_errors(path: Path) -> Iterator[None]:
    """Turn what can happen to a file into sentences; faults of ours travel on as they are."""
    try:
        yield
    except (apsw.CorruptError, apsw.NotADBError) as error:
        raise damaged(path) from error
    except apsw.FullError as error:
        raise CatalogError(
            f"The disk is full; {path} could not be written.", "Free some space and try again."
        ) from error
    except (apsw.BusyError, apsw.LockedError) as error:
        raise CatalogError(f"{path} is locked by another program.", "Close that program and try again.") from error
    except (apsw.IOError, apsw.ReadOnlyError, apsw.CantOpenError, apsw.PermissionsError) as error:
        raise CatalogError(
            f"{path} cannot be read or written ({error}).", "Check that its folder is there and may be written to."
        ) from error


def damaged(path: Path) -> CatalogError:
    """Return the error for a catalog that is not whole."""
    return CatalogError(
        f"The catalog {path} is damaged.", "Move it away and put the newest copy from the backups folder in its place."
    )
