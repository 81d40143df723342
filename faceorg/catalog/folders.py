"""The folders the user pointed at. Which files lie in them follows from their paths, so folders may overlap."""

import apsw

from faceorg.catalog import ownership
from faceorg.catalog.connections import Connections
from faceorg.catalog.statements import statement
from faceorg.core.errors import NotFoundError
from faceorg.core.events import Changes, Kind
from faceorg.core.ids import FolderId
from faceorg.core.records import Folder

_AFTER_SEPARATOR = b"0"  # the byte that follows "/" in ASCII, so that a range over paths ends where the folder does


def inside(folder: bytes) -> dict[str, bytes]:
    """Return the bindings ``:first`` and ``:last`` between which all paths below a folder lie."""
    stem = folder.rstrip(b"/")
    return {"first": stem + b"/", "last": stem + _AFTER_SEPARATOR}


class Folders:
    """The list of folders."""

    def __init__(self, connections: Connections) -> None:
        self._connections = connections

    def add(self, path: bytes) -> Folder:
        """Add a folder; adding it twice changes nothing."""
        clean = path.rstrip(b"/") or b"/"

        def work(connection: apsw.Connection) -> FolderId:
            connection.execute("INSERT OR IGNORE INTO folder (path) VALUES (?)", (clean,))
            return FolderId(connection.execute("SELECT id FROM folder WHERE path = ?", (clean,)).get)

        added = self._connections.write(work, durable=True)
        return next(folder for folder in self.all() if folder.id == added)

    def remove(self, folder: FolderId) -> Changes:
        """Forget a folder and where its photos lay; photos, faces and names are kept for the day it is added again.

        Raises:
            NotFoundError: There is no such folder.
        """

        def work(connection: apsw.Connection) -> Changes:
            row = connection.execute("DELETE FROM folder WHERE id = ? RETURNING path", (folder,)).fetchone()
            if row is None:
                raise NotFoundError(f"There is no folder {folder}.")
            photos = _forget_places(connection, row[0])
            groups = ownership.settle_photos(connection, photos)
            kinds = Kind.FOLDERS | Kind.PHOTOS | Kind.FACES | Kind.GROUPS | Kind.PEOPLE | Kind.PROBLEMS
            return Changes(kinds, photos=photos, groups=groups)

        return self._connections.write(work, durable=True)

    def all(self) -> list[Folder]:
        """Return all folders with the number of present photos in each, by path."""
        with self._connections.read() as connection:
            rows = list(connection.execute("SELECT id, path, present FROM folder ORDER BY path"))
            count = statement("photos_in_folder_count")
            return [
                Folder(FolderId(id_), path, connection.execute(count, inside(path)).get, bool(present))
                for id_, path, present in rows
            ]

    def set_present(self, folder: FolderId, present: bool) -> None:
        """Note whether the folder can be reached; one that cannot keeps all its photos."""
        self._connections.write(lambda c: c.execute("UPDATE folder SET present = ? WHERE id = ?", (present, folder)))


def _forget_places(connection: apsw.Connection, path: bytes) -> frozenset[int]:
    """Drop locations and problems under a path that lie in no other folder; returns their photos."""
    others = [inside(row[0])["first"] for row in connection.execute("SELECT path FROM folder")]
    places = [row[0] for row in connection.execute(statement("paths_inside"), inside(path))]
    gone = [(place,) for place in places if not any(place.startswith(other) for other in others)]
    photos = connection.executemany("DELETE FROM location WHERE path = ? RETURNING photo", gone)
    touched = frozenset(row[0] for row in photos)
    connection.executemany("DELETE FROM problem WHERE path = ?", gone)
    return touched
