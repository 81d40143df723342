"""Makes sure, before anything else touches it, that a catalog file is ours, whole, and of the newest schema."""

import re
import time
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

import apsw

from faceorg.catalog.connections import damaged, known_errors, open_plain
from faceorg.catalog.remote_disks import remote_kind
from faceorg.core.errors import CatalogError

APPLICATION_ID = 0x66616365
"""Marks a SQLite file as a catalog of ours ("face"); kept in the file's header."""

_MAGIC = b"SQLite format 3\x00"
_HEADER_BYTES = 100
_MIGRATION_NAME = re.compile(r"(\d{4})_\w+\.sql")


@dataclass(frozen=True, slots=True)
class Migration:
    """One step of the schema; ``version`` is the ``user_version`` of a catalog after it."""

    version: int
    sql: str


def packaged_migrations() -> list[Migration]:
    """Return the migrations that travel with the program, oldest first."""
    folder = files("faceorg.catalog") / "migrations"
    found = [(_MIGRATION_NAME.fullmatch(file.name), file) for file in folder.iterdir()]
    steps = [Migration(int(name[1]), file.read_text(encoding="utf-8")) for name, file in found if name]
    return sorted(steps, key=lambda step: step.version)


def prepare(path: Path, backups: Path, migrations: Sequence[Migration]) -> None:
    """Create the catalog, or check the one that is there and bring it to the newest schema.

    Args:
        path: The SQLite file; may be missing.
        backups: Folder for the copy that is made before a migration.
        migrations: All steps, oldest first.

    Raises:
        CatalogError: The file is damaged, not a catalog, written by a newer program, on a disk of another machine, or
            cannot be written.
    """
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        _check_disk(path.parent)
        _check_header(path)
    except OSError as error:
        raise CatalogError(f"{path} cannot be opened: {error.strerror}.", "Check the folder's permissions.") from error
    with known_errors(path), closing(open_plain(path)) as connection:
        _migrate(connection, path, backups, migrations)


def backup(connection: apsw.Connection, target: Path) -> None:
    """Copy the whole catalog to ``target`` through SQLite, so that the copy is consistent; it appears whole or not."""
    target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    unfinished = target.with_suffix(".part")
    unfinished.unlink(missing_ok=True)
    with closing(apsw.Connection(str(unfinished))) as copy:
        with copy.backup("main", connection, "main") as steps:
            steps.step()
        copy.pragma("journal_mode", "DELETE")
    unfinished.chmod(0o600)
    unfinished.replace(target)


def _migrate(connection: apsw.Connection, path: Path, backups: Path, migrations: Sequence[Migration]) -> None:
    newest = migrations[-1].version
    version = _version(connection, path)
    if version > newest:
        raise CatalogError(
            f"{path} was written by a newer faceorg (version {version}; this one knows up to {newest}).",
            "Install the newer version, or open another library with --library.",
        )
    if version == newest:
        return
    if version > 0:
        backup(connection, backups / f"catalog-v{version}-{time.strftime('%Y%m%d-%H%M%S')}.sqlite")
    with connection:
        for step in migrations:
            if step.version > version:
                connection.execute(step.sql)
        connection.pragma("application_id", APPLICATION_ID)
        connection.pragma("user_version", newest)


def _version(connection: apsw.Connection, path: Path) -> int:
    """Return the schema version; 0 for a file without any table."""
    version, mark = int(connection.pragma("user_version")), connection.pragma("application_id")
    tables = connection.execute("SELECT count(*) FROM sqlite_schema").get
    if mark != APPLICATION_ID and (tables or version):
        raise CatalogError(f"{path} is not a faceorg catalog.", "Choose another folder for the library.")
    return version


def _check_disk(folder: Path) -> None:
    """Refuse a disk of another machine: SQLite cannot keep several connections apart there."""
    kind = remote_kind(folder)
    if kind:
        raise CatalogError(
            f"{folder} lies on a network file system ({kind}), where a catalog is not safe.",
            "Keep the library on a disk of this computer (--library DIR); the photos may lie anywhere.",
        )


def _check_header(path: Path) -> None:
    """Refuse what is certainly not a whole SQLite file, for one small read; a full check would read everything."""
    if not path.exists() or path.stat().st_size == 0:
        return
    with path.open("rb") as file:
        header = file.read(_HEADER_BYTES)
    if len(header) < _HEADER_BYTES or not header.startswith(_MAGIC):
        raise damaged(path)
    if not _has_log(path) and path.stat().st_size < _size_in(header):
        raise damaged(path)


def _has_log(path: Path) -> bool:
    """Whether a write-ahead log waits to be folded in; only without one must the file be as long as it says."""
    log = path.with_name(path.name + "-wal")
    return log.exists() and log.stat().st_size > 0


def _size_in(header: bytes) -> int:
    """Return the file size its header states (https://www.sqlite.org/fileformat.html, offsets 16 and 28)."""
    page = int.from_bytes(header[16:18], "big")
    return (65536 if page == 1 else page) * int.from_bytes(header[28:32], "big")
