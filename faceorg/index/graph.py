"""The HNSW graph over the rows of a vector file: written sealed, and never loaded before its seal is verified."""

import contextlib
import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from faceorg.core.atomic import replace_file
from faceorg.index.seal import Seal, sha256_of

if TYPE_CHECKING:
    import hnswlib

LINKS = 16
"""M of the HNSW paper: 32 links in the ground layer, 2.3 KB a face of 512 dimensions."""
BUILD_EFFORT = 100
"""ef_construction: 0.3 ms a face at 100,000; 200 doubles that for a gain that a larger search effort gives cheaper."""
_BASE_EFFORT = 256
_BASE_ROWS = 50_000
_EFFORT_GROWTH = 0.25
"""Effort grows with the fourth root of the catalog: 304 at 100,000, 541 at a million, where the right person is then
first in all but 1 or 2 of 1,000 leave-one-out searches and a search costs 3 ms."""
_SPARE = 1.25  # room for additions, so that growing copies the graph rarely
_KIND = "graph"


def search_effort(rows: int, wanted: int) -> int:
    """Return ef, how many candidates a search keeps, for a graph of ``rows`` and ``wanted`` results."""
    grown = _BASE_EFFORT * (max(rows, _BASE_ROWS) / _BASE_ROWS) ** _EFFORT_GROWTH
    return max(int(grown), 2 * wanted)


class Graph:
    """An HNSW graph whose labels are row numbers. Adding and searching at the same time is not allowed (hnswlib)."""

    def __init__(self, graph: "hnswlib.Index") -> None:
        """Use ``empty`` or ``load`` instead."""
        self._graph = graph
        self.boost = 1

    @classmethod
    def empty(cls, dimension: int, rows: int) -> "Graph":
        """Begin a graph with room for ``rows``."""
        graph = _library_index(dimension)
        graph.init_index(max_elements=_room(rows), M=LINKS, ef_construction=BUILD_EFFORT)
        return cls(graph)

    @property
    def rows(self) -> int:
        """Number of rows added, forgotten ones included; rows enter in order, so this is also the next row."""
        return int(self._graph.get_current_count())

    def add(self, first_row: int, vectors: NDArray[np.float32]) -> None:
        """Add vectors as rows ``first_row`` and up."""
        needed = self.rows + len(vectors)
        if needed > self._graph.get_max_elements():
            self._graph.resize_index(_room(needed))
        self._graph.add_items(vectors, np.arange(first_row, first_row + len(vectors)), num_threads=_threads())

    def forget(self, rows: NDArray[np.int64]) -> None:
        """Leave rows out of all later answers."""
        for row in rows.tolist():
            with contextlib.suppress(RuntimeError):  # already forgotten
                self._graph.mark_deleted(row)

    def search(self, vectors: NDArray[np.float32], k: int) -> tuple[NDArray[np.int64], NDArray[np.float32]] | None:
        """Return (rows, similarities), both (m, k), best first; None when the graph cannot reach k rows."""
        self._graph.set_ef(search_effort(self.rows, k) * self.boost)
        try:
            rows, distances = self._graph.knn_query(vectors, k, num_threads=_threads())
        except RuntimeError:
            return None
        return rows.astype(np.int64), 1 - distances

    def save(self, path: Path, seal_of: Callable[[int, str], Seal]) -> None:
        """Write the graph to ``path`` and its seal beside it; ``seal_of`` makes the seal from row count and sha256.

        A kill between the two leaves a seal that does not fit, and so a graph that will be built anew.

        Raises:
            OSError: The disk is full, or the folder cannot be written.
        """
        replace_file(path, self._write)
        seal = seal_of(self.rows, sha256_of(path, path.stat().st_size).hexdigest())
        replace_file(_seal_path(path), lambda beside: _write_seal(beside, seal))

    def _write(self, path: Path) -> None:
        try:
            self._graph.save_index(str(path))
        except RuntimeError as error:  # hnswlib's word for a full disk
            raise OSError(f"The neighbour graph cannot be written to {path}: {error}") from error

    @classmethod
    def load(cls, path: Path, seal: Seal) -> "Graph | None":
        """Return the graph in ``path``, None unless its bytes are those sealed, for what ``seal`` says is wanted."""
        try:
            found = Seal.parse(_seal_path(path).read_bytes())
            if found is None or not _same(found, seal) or found.count > seal.count:
                return None
            if sha256_of(path, path.stat().st_size).hexdigest() != found.payload:
                return None
        except OSError:
            return None
        graph = _library_index(seal.dimension)
        graph.load_index(str(path), max_elements=_room(seal.count))
        return cls(graph)


def graph_seal(pack: str, dimension: int, count: int, revision: int, generation: str, payload: str = "") -> Seal:
    """Return the seal of a graph; without payload, what a fitting one must agree with."""
    return Seal(_KIND, pack, dimension, count, revision, generation, payload)


def _same(found: Seal, wanted: Seal) -> bool:
    return found.fits(wanted.kind, wanted.pack, wanted.dimension) and found.generation == wanted.generation


def _seal_path(path: Path) -> Path:
    return path.with_name(path.name + ".seal")


def _write_seal(path: Path, seal: Seal) -> None:
    path.write_bytes(seal.to_bytes())


def _room(rows: int) -> int:
    return max(1, int(rows * _SPARE))


def _library_index(dimension: int) -> "hnswlib.Index":
    import hnswlib  # noqa: PLC0415 - only large catalogs need it, and never before the first paint

    return hnswlib.Index(space="ip", dim=dimension)  # inner product of unit vectors is their cosine


def _threads() -> int:
    return os.cpu_count() or 1
