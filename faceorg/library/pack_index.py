"""The index of one pack, kept up to date with the catalog."""

import tempfile
from pathlib import Path

from faceorg.catalog.database import Catalog
from faceorg.core.errors import KnownError
from faceorg.index.neighbours import NeighbourIndex, Stored


class PackIndex:
    """Opens the index of a pack and saves it with the revision of the catalog it reaches.

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
        try:
            self.neighbours = NeighbourIndex.open(self._folder, pack, dimension, self._stored_after)
        except OSError as error:
            raise _unwritable(self._folder, error) from error

    def save(self) -> None:
        """Put what was added on disk. Raises KnownError when that is not possible."""
        _, revision = self._catalog.faces.state(self._pack)
        try:
            self.neighbours.save(revision)
        except OSError as error:
            raise _unwritable(self._folder, error) from error

    def close(self) -> None:
        """Throw a private copy away."""
        if self._private is not None:
            self._private.cleanup()

    def _stored_after(self, revision: int) -> Stored:
        """Return what the catalog got since the index was saved, as the index asks for it."""
        later = self._catalog.faces.vectors(self._pack, revision)
        total, newest = self._catalog.faces.state(self._pack)
        return Stored(later.faces, later.vectors, later.revision if newest >= revision else newest, total)


def _unwritable(folder: Path, error: OSError) -> KnownError:
    return KnownError(f"The folder {folder} cannot be written: {error.strerror}.", "Make room there, or allow it.")
