"""Embeddings of one pack as a memory-mapped file of float16 rows: a million are there at once, not in seconds."""

import contextlib
import os
import uuid
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from faceorg.core.atomic import flush_to_disk, replace_file
from faceorg.index.seal import Seal, sha256_of

GONE = -1
"""Face id of a row whose face was removed or got a newer row."""
_KIND = "vectors"
_FIRST_ROWS = 1024  # the id table doubles from here


class VectorFile:
    """Append-only rows and the face each belongs to. Not thread-safe: ``NeighbourIndex`` holds its lock around calls.

    ``<pack>.f16`` holds the rows, ``<pack>.rows`` a seal line followed by one int64 face id a row. Rows reach the file
    at once and count from the next ``save`` on; what a killed program left behind them is cut off when opening.

    Attributes:
        revision: How far into the catalog the rows reach; sealed with them.
        generation: Random name of this numbering of rows.
    """

    def __init__(self, folder: Path, pack: str, dimension: int) -> None:
        """Open what is there if its seal is right, else begin an empty file."""
        self._path, self._table = folder / f"{pack}.f16", folder / f"{pack}.rows"
        self._pack, self.dimension = pack, dimension
        self._row_bytes = 2 * dimension
        self._mapped: NDArray[np.float16] | None = None
        if not self._open():
            self.clear()

    @property
    def rows(self) -> int:
        """Number of rows, those of removed faces included."""
        return self._count

    @property
    def face_ids(self) -> NDArray[np.int64]:
        """Shape (rows,), the face of each row or GONE; a view that later changes show up in."""
        return self._ids[: self._count]

    def block(self, start: int, stop: int) -> NDArray[np.float32]:
        """Return rows ``start`` to ``stop`` as float32, shape (stop - start, dimension)."""
        return self._map()[start:stop].astype(np.float32)

    def blocks(self, rows: int) -> Iterator[tuple[int, NDArray[np.float32]]]:
        """Yield all present rows as float32, ``rows`` at a time, with the number of the first."""
        mapped = self._map()
        return ((start, mapped[start : start + rows].astype(np.float32)) for start in range(0, len(mapped), rows))

    def take(self, rows: NDArray[np.int64]) -> NDArray[np.float32]:
        """Return the given rows as float32, shape (len(rows), dimension)."""
        return self._map()[rows].astype(np.float32)

    def append(self, face_ids: NDArray[np.int64], vectors: NDArray[np.floating]) -> None:
        """Add one row a face.

        Raises:
            OSError: The disk is full, or the folder cannot be written.
        """
        data = np.ascontiguousarray(vectors, dtype="<f2").tobytes()
        with self._path.open("r+b") as file:
            file.seek(self._count * self._row_bytes)
            file.write(data)
        self._digest.update(data)
        self._reserve(self._count + len(face_ids))
        self._ids[self._count : self._count + len(face_ids)] = face_ids
        self._count += len(face_ids)

    def forget(self, rows: NDArray[np.int64]) -> None:
        """Mark rows as belonging to no face any more."""
        self._ids[rows] = GONE

    def save(self) -> None:
        """Seal the rows written so far.

        Raises:
            OSError: The disk is full, or the folder cannot be written.
        """
        flush_to_disk(self._path)
        ids = self.face_ids.astype("<i8").tobytes()
        digest = self._digest.copy()
        digest.update(ids)  # the table is part of what is sealed
        seal = Seal(_KIND, self._pack, self.dimension, self._count, self.revision, self.generation, digest.hexdigest())
        replace_file(self._table, lambda path: _write(path, seal.to_bytes() + ids))

    def clear(self) -> None:
        """Begin again with no rows and a new numbering.

        Raises:
            OSError: The folder cannot be written.
        """
        self._table.unlink(missing_ok=True)
        self._mapped = None
        replace_file(self._path, lambda path: _write(path, b""))  # a new file: old maps keep the old one
        self.generation = uuid.uuid4().hex
        self._digest = sha256_of(self._path, 0)
        self._ids = np.empty(_FIRST_ROWS, np.int64)
        self._count = 0
        self.revision = 0

    def _open(self) -> bool:
        with contextlib.suppress(OSError):
            line, _, table = self._table.read_bytes().partition(b"\n")
            seal = Seal.parse(line)
            return seal is not None and seal.fits(_KIND, self._pack, self.dimension) and self._accept(seal, table)
        return False

    def _accept(self, seal: Seal, table: bytes) -> bool:
        digest = sha256_of(self._path, seal.count * self._row_bytes)
        whole = digest.copy()
        whole.update(table)
        if whole.hexdigest() != seal.payload:
            return False
        self._digest, self._count = digest, seal.count
        self.generation, self.revision = seal.generation, seal.revision
        self._ids = np.frombuffer(table, "<i8").astype(np.int64)
        os.truncate(self._path, seal.count * self._row_bytes)
        return True

    def _reserve(self, rows: int) -> None:
        if rows > len(self._ids):
            grown = np.empty(max(rows, 2 * len(self._ids)), np.int64)
            grown[: self._count] = self.face_ids
            self._ids = grown

    def _map(self) -> NDArray[np.float16]:
        if self._mapped is None or len(self._mapped) != self._count:
            shape = (self._count, self.dimension)
            self._mapped = (
                np.memmap(self._path, "<f2", "r", shape=shape) if self._count else np.empty(shape, np.float16)
            )
        return self._mapped


def _write(path: Path, content: bytes) -> None:
    path.write_bytes(content)
