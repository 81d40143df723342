"""The catalog: the one file that is the truth about photos, faces and people. Everything else can be deleted."""

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Self, TypeVar

import apsw

from faceorg.catalog.connections import Connections
from faceorg.catalog.faces import Faces
from faceorg.catalog.folders import Folders
from faceorg.catalog.groups import Groups
from faceorg.catalog.history import History
from faceorg.catalog.opening import Migration, packaged_migrations, prepare
from faceorg.catalog.people import People
from faceorg.catalog.photos import Photos
from faceorg.catalog.problems import Problems
from faceorg.catalog.statements import statement
from faceorg.core.records import Summary

T = TypeVar("T")


class Catalog:
    """An open catalog. All methods may be called from any thread; queries never wait for writes.

    Attributes:
        folders: The folders the user pointed at.
        photos: Photos and where they lie.
        faces: Faces and their vectors.
        groups: Groups of the machine.
        people: People, read only.
        history: User operations, undo and redo; the only way to change people and decisions.
        problems: Files that could not be read.
    """

    def __init__(self, connections: Connections) -> None:
        """Use ``Catalog.open``."""
        self._connections = connections
        self.folders = Folders(connections)
        self.photos = Photos(connections)
        self.faces = Faces(connections)
        self.groups = Groups(connections)
        self.people = People(connections)
        self.history = History(connections)
        self.problems = Problems(connections)

    @classmethod
    def open(cls, path: Path, backups: Path, migrations: Sequence[Migration] | None = None) -> "Catalog":
        """Open a catalog; make it if it is missing, bring it to the newest schema (after a backup) if it is old.

        Args:
            path: The SQLite file.
            backups: Folder for copies made before migrations.
            migrations: Steps of the schema; those that travel with the program when None.

        Raises:
            CatalogError: The file is damaged, not a catalog, written by a newer program, or cannot be written.
        """
        prepare(path, backups, packaged_migrations() if migrations is None else migrations)
        return cls(Connections(path))

    def close(self) -> None:
        """Finish the write that runs and close everything; a second call does nothing."""
        self._connections.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def read(self) -> AbstractContextManager[apsw.Connection]:
        """Lend a reading connection, for queries of one caller only."""
        return self._connections.read()

    def write(self, work: Callable[[apsw.Connection], T], durable: bool = False) -> T:
        """Run ``work`` in one transaction on the writer lane; see ``Connections.write``."""
        return self._connections.write(work, durable)

    def summary(self, pack: str) -> Summary:
        """Return the numbers of the library as a pack sees it."""
        with self._connections.read() as connection:
            photos, faces, groups, people = connection.execute(statement("summary"), {"pack": pack}).get
        return Summary(photos, faces, groups, people, self.problems.count(), pack)
