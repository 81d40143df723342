"""The one handle of a library: opens everything, hands calls on to the rooms, closes everything."""

import dataclasses
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Self

import numpy as np
from numpy.typing import NDArray

from faceorg.catalog.database import Catalog
from faceorg.core.errors import KnownError
from faceorg.core.events import Changes, Kind, Progress
from faceorg.core.ids import FaceId, FolderId, GroupId, PersonId, PhotoId
from faceorg.core.packs import PackFacts
from faceorg.core.paths import LibraryPaths
from faceorg.core.records import (
    Face,
    Folder,
    Group,
    NameSuggestion,
    PeopleOrder,
    Person,
    Photo,
    PhotoFilter,
    PhotoGrid,
    Problem,
    SearchAnswer,
    Summary,
)
from faceorg.core.settings import Settings
from faceorg.library.announcer import Announcer, Listener
from faceorg.library.background import Background
from faceorg.library.completion import suggest_names
from faceorg.library.lock import LibraryBusyError, LibraryLock
from faceorg.library.naming import Naming
from faceorg.library.packs import Packs
from faceorg.library.pictures import Pictures
from faceorg.library.roots import Roots

WRITER_PATIENCE = 3.0
"""Seconds a writer waits for the lock: a query holds it for the moment in which it opens the catalog."""

PACK_CHANGED = Changes(Kind.PACKS | Kind.FACES | Kind.GROUPS | Kind.PEOPLE | Kind.PHOTOS)
"""With another pack come other groups, and people's placed faces with them."""


class Library:
    """Everything of one library: queries, user operations, background work. Open it with ``Library.open``.

    All methods may be called from any thread. Queries answer from the catalog as it is now; operations return once
    they are committed, with what they changed, and announce the same to every listener.
    """

    def __init__(self, paths: LibraryPaths, catalog: Catalog, lock: LibraryLock | None, pack: str | None) -> None:
        """Put the parts together; ``lock`` is None in a library that was opened for queries only."""
        self._paths = paths
        self._catalog = catalog
        self._lock = lock
        self._announcer = Announcer()
        self._packs = Packs(paths, catalog, pack, writing=lock is not None)
        self._pictures = Pictures(paths, catalog, self._packs)
        self._roots = Roots(paths, catalog)
        self._naming = Naming(catalog, self._pack_key)
        self._background = Background(paths, catalog, self._packs, self._pictures, self._announcer.announce)

    @classmethod
    def open(cls, paths: LibraryPaths, pack: str | None = None, *, writing: bool = True) -> Self:
        """Open the library, or make it; loads no model and no index.

        Args:
            paths: Where it lies.
            pack: Pack to work with this time; the one chosen with ``use_pack`` when None.
            writing: False for queries only, which also works while another faceorg has the library open.

        Raises:
            KnownError: Another faceorg has it open, it cannot be read or written, or there is no such pack.
        """
        try:
            paths.create()
        except OSError as error:
            raise KnownError(
                f"The folder {paths.data} cannot be written: {error.strerror}.", "Choose another."
            ) from error
        lock = LibraryLock(paths.data / "lock")
        try:
            lock.acquire(WRITER_PATIENCE if writing else 0.0)
        except LibraryBusyError:
            if writing:
                raise
        try:
            catalog = Catalog.open(paths.catalog, paths.backups)
            if not writing:
                lock.release()
            return cls(paths, catalog, lock if writing else None, pack)
        except BaseException:
            lock.release()
            raise

    def close(self) -> None:
        """Stop the background work, free everything, and let others open the library."""
        self._background.close()
        self._pictures.close()
        self._packs.close()
        self._catalog.close()
        if self._lock is not None:
            self._lock.release()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def subscribe(self, listener: Listener) -> Callable[[], None]:
        """Call ``listener`` with every Changes and Progress, from any thread; returns what ends that."""
        return self._announcer.subscribe(listener)

    # folders and background work

    def add_folders(self, folders: Sequence[Path]) -> list[Folder]:
        """Add folders to look at; all of them or none.

        Raises:
            KnownError: One is not a folder, cannot be read, or is the library itself.
        """
        self._must_be_writing()
        added, changes = self._roots.add(folders)
        self._announcer.announce(changes)
        return added

    def add_demo_folder(self) -> Folder:
        """Add a folder with one sample photo of six people.

        Raises:
            KnownError: The sample is not part of this installation.
        """
        self._must_be_writing()
        folder, changes = self._roots.add_demo()
        self._announcer.announce(changes)
        return folder

    def remove_folder(self, folder: FolderId) -> Changes:
        """Take a folder out of the library; names come back with it. Touches no photo."""
        changes = self._announced(lambda: self._catalog.folders.remove(folder))
        self._background.follow_folders()
        return changes

    def folders(self) -> list[Folder]:
        """Return the folders of the library."""
        return self._catalog.folders.all()

    def start_indexing(self, watch: bool = False) -> None:
        """Look for new, changed and moved photos in the background; again if that is going on already.

        Args:
            watch: Also follow later changes of the folders until the library is closed.
        """
        self._must_be_writing()
        self._background.start(watch=watch)

    def wait_idle(self) -> None:
        """Return when all background work, grouping included, is done.

        Raises:
            KnownError: What stopped the work, such as a missing engine.
        """
        self._background.wait_idle()

    def pause(self) -> None:
        """Hold the background work until ``resume``."""
        self._background.pause()

    def resume(self) -> None:
        """Go on with the background work."""
        self._background.resume()

    def progress(self) -> Progress:
        """Return how far the background work is."""
        return self._background.progress()

    def retry_problems(self, paths: Sequence[bytes] | None = None) -> None:
        """Try files again that could not be read; all of them when ``paths`` is None."""
        self._announced(lambda: self._catalog.problems.retry(paths))
        self._background.start()

    # queries

    def summary(self) -> Summary:
        """Return the numbers of the library."""
        return dataclasses.replace(self._catalog.summary(self._pack_key()), pack=self._packs.name)

    def photo_grid(
        self,
        shown: PhotoFilter = PhotoFilter.ALL,
        person: PersonId | None = None,
        folder: FolderId | None = None,
        newest_first: bool = True,
    ) -> PhotoGrid:
        """Return the photos of a view in display order."""
        return self._catalog.photos.grid(self._pack_key(), shown, person, folder, newest_first)

    def photo(self, photo: PhotoId) -> Photo:
        """Return a photo. Raises NotFoundError."""
        return self._catalog.photos.get(photo)

    def faces_of_photo(self, photo: PhotoId) -> list[Face]:
        """Return the faces found in a photo."""
        return self._catalog.faces.of_photo(photo, self._pack_key())

    def names_of_photos(self, photos: Sequence[PhotoId]) -> dict[PhotoId, tuple[str, ...]]:
        """Return the names of the people in each photo."""
        return self._catalog.people.names_of_photos(photos, self._pack_key())

    def face(self, face: FaceId) -> Face:
        """Return a face. Raises NotFoundError."""
        return self._catalog.faces.get(face, self._pack_key())

    def faces(self) -> Iterator[Face]:
        """Yield every face, photo by photo."""
        return self._catalog.faces.all(self._pack_key())

    def groups(self, minimum: int = 1, named: bool = False) -> list[Group]:
        """Return groups of at least ``minimum`` faces, the most worthwhile first; also those of people if ``named``."""
        return self._catalog.groups.list(self._pack_key(), minimum, named)

    def group(self, group: GroupId) -> Group:
        """Return a group. Raises NotFoundError."""
        return self._catalog.groups.get(group)

    def faces_of_group(self, group: GroupId) -> list[Face]:
        """Return the faces of a group, best first."""
        return self._catalog.faces.of_group(group)

    def people(self, order: PeopleOrder = PeopleOrder.MOST_PHOTOS) -> list[Person]:
        """Return everybody who has a name."""
        return self._catalog.people.list(self._pack_key(), order)

    def person(self, person: PersonId) -> Person:
        """Return a person. Raises NotFoundError."""
        return self._catalog.people.get(person, self._pack_key())

    def faces_of_person(self, person: PersonId) -> list[Face]:
        """Return a person's faces, confirmed by the user or placed by the machine."""
        return self._catalog.faces.of_person(person, self._pack_key())

    def problems(self) -> list[Problem]:
        """Return the files that could not be read."""
        return self._catalog.problems.all()

    def complete_name(self, text: str, faces: Sequence[FaceId] = ()) -> list[NameSuggestion]:
        """Return people to offer while a name is typed: those who look like ``faces``, the last used, then A to Z."""
        return suggest_names(self._catalog, self._packs, text, faces)

    def search_picture(self, picture: bytes | Path | NDArray[np.uint8], limit: int = 200) -> SearchAnswer:
        """Say who is in a picture and find more of them; the picture is not kept.

        Args:
            picture: Content of an image file, its path, or RGB pixels of shape (height, width, 3).
            limit: Matches a face at most.

        Raises:
            UnreadablePhotoError: It is not a picture that can be read.
            EngineError: No engine is usable.
        """
        return self._pictures.search(picture, limit)

    def picture_pixels(self, picture: bytes | Path | NDArray[np.uint8]) -> NDArray[np.uint8]:
        """Return the oriented RGB pixels of a picture as ``search_picture`` sees them, to show and to search.

        Raises:
            UnreadablePhotoError: It is not a picture that can be read.
        """
        return self._pictures.pixels(picture)

    def thumbnail(self, photo: PhotoId) -> NDArray[np.uint8] | None:
        """Return a small RGB picture of a photo, long side up to 320; None when it cannot be made."""
        return self._pictures.thumbnail(photo)

    def face_crop(self, face: FaceId) -> NDArray[np.uint8] | None:
        """Return a face with some of its surroundings, RGB 192x192; None when it cannot be made."""
        return self._pictures.face_crop(face)

    def photo_pixels(self, photo: PhotoId, long_side: int = 4096) -> NDArray[np.uint8]:
        """Return an oriented RGB photo for the viewer, long side up to ``long_side``.

        Raises:
            UnreadablePhotoError: None of its files can be read now.
        """
        return self._pictures.full(photo, long_side)

    # user operations, each undoable

    def name_faces(self, faces: Sequence[FaceId], name: str | PersonId, left_out: Sequence[FaceId] = ()) -> Changes:
        """Say that faces are somebody (a known name is that person), and that the ones left out are not.

        Raises:
            KnownError: There is no face, or the name is empty.
        """
        return self._announced(lambda: self._naming.name_faces(faces, name, left_out))

    def name_group(self, group: GroupId, name: str, left_out: Sequence[FaceId] = ()) -> Changes:
        """Say who the faces of a group are, all but the ones left out.

        Raises:
            KnownError: There is no such group, no face is left in it, or the name is empty.
        """
        return self._announced(lambda: self._naming.name_group(group, name, left_out))

    def rename_person(self, person: PersonId, name: str) -> Changes:
        """Give a person another name.

        Raises:
            KnownError: Somebody else has that name; proposes to join the two.
        """
        return self._announced(lambda: self._naming.rename(person, name))

    def merge_people(self, into: PersonId, others: Sequence[PersonId]) -> Changes:
        """Make several people one, who keeps the name of ``into``."""
        return self._announced(lambda: self._naming.merge(into, others))

    def reject_faces(self, person: PersonId, faces: Sequence[FaceId]) -> Changes:
        """Say that faces are not a person."""
        return self._announced(lambda: self._naming.reject(person, faces))

    def undo(self) -> Changes:
        """Take the last user operation back.

        Raises:
            UndoRefusedError: There is none, or something later depends on it.
        """
        return self._announced(self._catalog.history.undo)

    def redo(self) -> Changes:
        """Do again what was undone last. Raises UndoRefusedError as ``undo``."""
        return self._announced(self._catalog.history.redo)

    def undo_label(self) -> str | None:
        """Return what ``undo`` would take back, None when there is nothing."""
        return self._catalog.history.undo_label()

    def redo_label(self) -> str | None:
        """Return what ``redo`` would do again, None when there is nothing."""
        return self._catalog.history.redo_label()

    # packs and settings

    @property
    def settings(self) -> Settings:
        """The settings of the library."""
        return self._packs.settings

    def packs(self) -> list[PackFacts]:
        """Return the installed packs."""
        return self._packs.installed()

    def pack(self) -> PackFacts:
        """Return the pack in use. Raises EngineError when it is missing."""
        return self._packs.facts()

    def add_pack(self, source: Path) -> PackFacts:
        """Install a pack from a folder or zip file, after trying it. Raises EngineError when it is refused."""
        self._must_be_writing()
        return self._packs.add(source)

    def remove_pack(self, name: str) -> None:
        """Delete an installed pack; faces and names stay. Raises KnownError for the pack in use."""
        self._must_be_writing()
        self._packs.remove(name)

    def use_pack(self, name: str) -> None:
        """Work with another pack from now on; photos it has not seen are looked at in the next indexing.

        Raises:
            EngineError: There is no such pack.
        """
        self._must_be_writing()
        with self._background.replaced():
            self._packs.use(name)
        self._announcer.announce(PACK_CHANGED)

    def engine_notice(self) -> str | None:
        """Return a sentence for the user when no engine is usable, else None."""
        return self._packs.notice()

    def _pack_key(self) -> str:
        return self._packs.key

    def _announced(self, operation: Callable[[], Changes]) -> Changes:
        """Run a user operation and tell everybody what it changed."""
        self._must_be_writing()
        changes = operation()
        self._announcer.announce(changes)
        return changes

    def _must_be_writing(self) -> None:
        """Raise when the library was opened for queries only."""
        if self._lock is None:
            raise KnownError("The library was opened for looking only.", "Close the other faceorg and try again.")
