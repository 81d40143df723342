"""Photos by content, and the places where they were seen."""

from collections.abc import Iterable

import apsw
import numpy as np

from faceorg.catalog import ownership
from faceorg.catalog.arrays import columns
from faceorg.catalog.connections import Connections
from faceorg.catalog.files import NEVER_READ, KnownFile, PhotoFacts, SeenFile
from faceorg.catalog.folders import inside
from faceorg.catalog.places import change_places, note_missing
from faceorg.catalog.problems import LIMITS
from faceorg.catalog.statements import statement
from faceorg.catalog.times import months_of, seconds_to_taken, taken_to_seconds
from faceorg.core.errors import NotFoundError
from faceorg.core.events import Changes, Kind
from faceorg.core.ids import FolderId, PersonId, PhotoId
from faceorg.core.records import Photo, PhotoFilter, PhotoGrid


class Photos:
    """Queries and machine writes about photos and their locations."""

    def __init__(self, connections: Connections) -> None:
        self._connections = connections

    def known_files(self, folder: bytes) -> dict[bytes, KnownFile]:
        """Return everything remembered under a folder, by path."""
        with self._connections.read() as connection:
            bindings = {**inside(folder), **LIMITS, "never_read": NEVER_READ}
            rows = connection.execute(statement("known_files"), bindings)
            return {
                path: KnownFile(size, mtime, inode, photo, bool(gone)) for path, size, mtime, inode, photo, gone in rows
            }

    def store(self, facts: PhotoFacts, file: SeenFile) -> PhotoId:
        """Remember a decoded file; the same content is the same photo, wherever it lies and whatever it is called."""

        def work(connection: apsw.Connection) -> PhotoId:
            photo = self._insert(connection, facts)
            replaced = {row[0] for row in connection.execute("SELECT photo FROM location WHERE path = ?", (file.path,))}
            connection.execute(statement("put_location"), (file.path, photo, file.size, file.mtime_ns, file.inode))
            connection.execute("DELETE FROM problem WHERE path = ?", (file.path,))
            ownership.settle_photos(connection, {photo} | replaced)
            return photo

        return self._connections.write(work)

    def with_content(self, content_hash: bytes) -> PhotoId | None:
        """Return the photo with this content, None when it was never seen."""
        with self._connections.read() as connection:
            row = connection.execute("SELECT id FROM photo WHERE content_hash = ?", (content_hash,)).fetchone()
            return PhotoId(row[0]) if row else None

    def moved(self, old: bytes, new: SeenFile) -> None:
        """Follow a file that was renamed or moved; the photo, its faces and names stay."""

        def work(connection: apsw.Connection) -> None:
            row = connection.execute("DELETE FROM location WHERE path = ? RETURNING photo", (old,)).fetchone()
            if row is not None:
                connection.execute(statement("put_location"), (new.path, row[0], new.size, new.mtime_ns, new.inode))
                ownership.settle_photos(connection, [row[0]])

        self._connections.write(work)

    def mark_missing(self, paths: Iterable[bytes]) -> Changes:
        """Note that files are gone from folders that can be reached, and forget their problems.

        Photos that lie nowhere else are hidden, with all that is known of them.
        """
        gone = list(paths)

        def work(connection: apsw.Connection) -> Changes:
            solved = connection.executemany(
                "DELETE FROM problem WHERE path = ? RETURNING path", [(path,) for path in gone]
            )
            problems = Changes(Kind.PROBLEMS) if solved.fetchall() else Changes()
            return note_missing(connection, gone) | problems

        return self._connections.write(work)

    def mark_present(self, files: Iterable[SeenFile]) -> Changes:
        """Note that files with known content are there, with the numbers they have now."""
        there = [(file.size, file.mtime_ns, file.inode, file.path) for file in files]
        sql = (
            "UPDATE location SET missing_since = NULL, size = ?, mtime_ns = ?, inode = ? WHERE path = ? RETURNING photo"
        )
        return self._connections.write(lambda connection: change_places(connection, sql, there))

    def unprocessed(self, pack: str) -> list[PhotoId]:
        """Return the photos a pack has not looked at yet, newest first."""
        with self._connections.read() as connection:
            rows = connection.execute(
                "SELECT id FROM photo AS p WHERE present = 1 AND NOT EXISTS"
                " (SELECT 1 FROM processed WHERE pack = ? AND photo = p.id) ORDER BY taken DESC, id DESC",
                (pack,),
            )
            return [PhotoId(row[0]) for row in rows]

    def is_processed(self, photo: PhotoId, pack: str) -> bool:
        """Whether a pack has looked at a photo."""
        with self._connections.read() as connection:
            row = connection.execute("SELECT 1 FROM processed WHERE pack = ? AND photo = ?", (pack, photo)).fetchone()
            return row is not None

    def paths(self, photo: PhotoId) -> tuple[bytes, ...]:
        """Return where the photo was seen, present places first."""
        with self._connections.read() as connection:
            rows = connection.execute(
                "SELECT path FROM location WHERE photo = ? ORDER BY missing_since IS NOT NULL, path", (photo,)
            )
            return tuple(row[0] for row in rows)

    def get(self, photo: PhotoId) -> Photo:
        """Return one photo.

        Raises:
            NotFoundError: There is no such photo.
        """
        with self._connections.read() as connection:
            row = connection.execute(
                "SELECT content_hash, width, height, taken, camera FROM photo WHERE id = ?", (photo,)
            ).fetchone()
        if row is None:
            raise NotFoundError(f"There is no photo {photo}.")
        content_hash, width, height, taken, camera = row
        return Photo(photo, content_hash, width, height, seconds_to_taken(taken), self.paths(photo), camera)

    def grid(
        self,
        pack: str,
        shown: PhotoFilter = PhotoFilter.ALL,
        person: PersonId | None = None,
        folder: FolderId | None = None,
        newest_first: bool = True,
    ) -> PhotoGrid:
        """Return the photos of a view in order of the time taken, narrowed by filter, person and folder."""
        with self._connections.read() as connection:
            ids, width, height, taken = columns(connection.execute(statement("photos_by_time")), 4)
            keep = np.ones(ids.size, bool)
            for query, bindings in _narrowing(connection, pack, shown, person, folder):
                keep &= np.isin(ids, columns(connection.execute(statement(query), bindings), 1)[0])
        aspects = (width / np.maximum(height, 1)).astype(np.float32)
        order = np.flatnonzero(keep)[:: -1 if newest_first else 1]
        return PhotoGrid(ids[order], aspects[order], months_of(taken[order]))

    @staticmethod
    def _insert(connection: apsw.Connection, facts: PhotoFacts) -> PhotoId:
        known = connection.execute("SELECT id FROM photo WHERE content_hash = ?", (facts.content_hash,)).get
        if known is None:
            known = connection.execute(
                "INSERT INTO photo (content_hash, width, height, taken, camera) VALUES (?, ?, ?, ?, ?) RETURNING id",
                (facts.content_hash, facts.width, facts.height, taken_to_seconds(facts.taken), facts.camera),
            ).get
        return PhotoId(known)


def _narrowing(
    connection: apsw.Connection, pack: str, shown: PhotoFilter, person: PersonId | None, folder: FolderId | None
) -> "list[tuple[str, dict[str, apsw.SQLiteValue]]]":
    """Return the queries whose photos a view is narrowed to."""
    queries: list[tuple[str, dict[str, apsw.SQLiteValue]]] = []
    if shown is PhotoFilter.WITH_FACES:
        queries.append(("photos_with_faces", {"pack": pack}))
    if shown is PhotoFilter.NOT_NAMED:
        queries.append(("photos_not_named", {"pack": pack}))
    if person is not None:
        queries.append(("photos_of_person", {"pack": pack, "person": person}))
    if folder is not None:
        row = connection.execute("SELECT path FROM folder WHERE id = ?", (folder,)).fetchone()
        if row is None:
            raise NotFoundError(f"There is no folder {folder}.")
        queries.append(("photos_in_folder", dict(inside(row[0]))))
    return queries
