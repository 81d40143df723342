"""The index of one pack and how far into the catalog it reaches."""

import tempfile
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from faceorg.catalog.database import Catalog
from faceorg.core.atomic import replace_file
from faceorg.core.errors import KnownError
from faceorg.index.neighbours import NeighbourIndex

Embeddings = tuple[NDArray[np.int64], NDArray[np.float16]]


class PackIndex:
    """Opens the index of a pack, brings it up to date with the catalog, and saves it with a note of how far it reaches.

    Args:
        folder: Where its files lie; None for a private copy that is thrown away, which leaves the files of
            another program that has the library open alone.
        pack: Key of the pack.
        dimension: Length of its embeddings.
        catalog: The truth.

    Raises:
        KnownError: The folder cannot be written.
    """

    def __init__(self, folder: Path | None, pack: str, dimension: int, catalog: Catalog) -> None:
        self._private = tempfile.TemporaryDirectory(prefix="faceorg-") if folder is None else None
        self._folder = Path(self._private.name) if self._private else Path(str(folder))
        self._pack = pack
        self._catalog = catalog
        self._note = self._folder / f"{pack}.reach"
        self._made_anew = False
        try:
            self.neighbours = NeighbourIndex.open(self._folder, pack, dimension, self._everything_if_new)
            self._catch_up()
        except OSError as error:
            raise _unwritable(self._folder, error) from error

    def save(self) -> None:
        """Put what was added on disk. Raises KnownError when that is not possible."""
        _, reach = self._catalog.faces.state(self._pack)  # before saving: at worst a little is added twice
        try:
            self.neighbours.save()
            replace_file(self._note, lambda path: _write_number(path, reach))
        except OSError as error:
            raise _unwritable(self._folder, error) from error

    def close(self) -> None:
        """Throw a private copy away."""
        if self._private is not None:
            self._private.cleanup()

    def _everything_if_new(self, last_face: int) -> Embeddings:
        """Return all embeddings for an index that is empty, none for one that only has to catch up."""
        self._made_anew = last_face == 0
        if not self._made_anew:
            return np.empty(0, np.int64), np.empty((0, 0), np.float16)
        everything = self._catalog.faces.vectors(self._pack)
        order = np.argsort(everything.faces)
        return everything.faces[order], everything.vectors[order]

    def _catch_up(self) -> None:
        """Add what the catalog got since the index was saved: new faces, and old ones this pack saw later."""
        if not self._made_anew:
            later = self._catalog.faces.vectors(self._pack, self._reach())
            if len(later.faces):
                self.neighbours.add(later.faces, later.vectors)

    def _reach(self) -> int:
        try:
            return int(self._note.read_text(encoding="ascii"))
        except (OSError, ValueError):
            return 0


def _write_number(path: Path, number: int) -> None:
    path.write_text(str(number), encoding="ascii")


def _unwritable(folder: Path, error: OSError) -> KnownError:
    return KnownError(f"The folder {folder} cannot be written: {error.strerror}.", "Make room there, or allow it.")
