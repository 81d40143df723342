"""Whose face looks like this one: the index other rooms use, exact while that is fast and by a graph when it is not."""

import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from faceorg.index.exact import NOTHING, best_of, best_of_all
from faceorg.index.graph import Graph, graph_seal
from faceorg.index.seal import Seal
from faceorg.index.vectors import GONE, VectorFile

Ids = NDArray[np.int64]
Vectors = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Stored:
    """What the catalog has of a pack after a revision.

    Attributes:
        face_ids: Shape (n,), int64, in any order; a face whose embedding was replaced comes again.
        vectors: Shape (n, dimension), unit length.
        revision: How far this reaches; the revision asked for when there is nothing new.
        total: Number of embeddings of the pack in the whole catalog.
    """

    face_ids: Ids
    vectors: NDArray[np.floating]
    revision: int
    total: int


Source = Callable[[int], Stored]
"""Reads the catalog: what came after a revision, everything after 0."""

EXACT_LIMIT = 50_000
"""Rows up to which exact search is about as fast as the graph, and has no recall to worry about."""
_TOMBSTONES = 0.2  # share of removed rows at which everything is written anew
_LOCKED_ROWS = 128  # rows added to the graph while searches wait: some 40 ms
_LOCKED_SEARCHES = 256  # searches answered while additions wait: some 100 ms
_BLOCK_ROWS = 4096  # rows read at a time: 8 MB as float32 of 512 dimensions
_CHECKED = 64  # sampled rows whose graph search is compared with an exact one
_CHECK_NEAREST = 10
_CHECK_RECALL = 0.95  # share of the nearest below which the graph's effort is doubled
_MOST_BOOST = 4


class NeighbourIndex:
    """Nearest faces by cosine similarity. All methods may be called from any thread; searches wait moments at most.

    Embeddings are unit vectors. What is added or removed is in the answers at once, and on disk after ``save``; what
    was not saved comes from the catalog when the index is opened again. Faces being added to a large catalog this very
    moment may be missing from a search that runs at the same time.
    """

    def __init__(self, vectors: VectorFile, graph_path: Path, pack: str) -> None:
        """Use ``open`` instead."""
        self._vectors, self._graph_path, self._pack = vectors, graph_path, pack
        self._graph: Graph | None = None
        self._matrix = np.empty((0, vectors.dimension), np.float32)  # the rows as float32 while they are few
        self._lock = threading.RLock()  # held for moments: rows, ids and graph agree
        self._writing = threading.RLock()  # held for as long as it takes: one writer

    @classmethod
    def open(cls, folder: Path, pack: str, dimension: int, source: Source) -> "NeighbourIndex":
        """Open the index of a pack, make it anew if its files are missing or wrong, and catch up with the catalog.

        Large catalogs are searched exactly, and slowly, until ``prepare`` has been called.

        Args:
            folder: Where the files lie; made if missing.
            pack: Name of the pack.
            dimension: Length of its embeddings.
            source: Reads the catalog.

        Raises:
            OSError: The folder cannot be written.
        """
        folder.mkdir(parents=True, exist_ok=True)
        index = cls(VectorFile(folder, pack, dimension), folder / f"{pack}.hnsw", pack)
        if not index._caught_up(source):
            index._vectors.clear()
            index._caught_up(source)
        return index

    def __len__(self) -> int:
        """Return the number of faces."""
        with self._lock:
            return int(np.count_nonzero(self._vectors.face_ids != GONE))

    def add(self, face_ids: Ids, vectors: NDArray[np.floating]) -> None:
        """Add faces, or replace the embeddings of faces that are there.

        Args:
            face_ids: Shape (n,), each once.
            vectors: Shape (n, dimension), unit length.

        Raises:
            OSError: The disk is full, or the folder cannot be written.
        """
        with self._writing:
            self.remove(face_ids)
            with self._lock:
                self._vectors.append(face_ids, vectors)
            self.prepare()

    def remove(self, face_ids: Ids) -> None:
        """Forget faces; ids that are not there are ignored.

        Raises:
            OSError: Many were removed, the files had to be written anew, and that failed.
        """
        with self._writing:
            rows = np.flatnonzero(np.isin(self._vectors.face_ids, face_ids[face_ids != GONE]))
            if not len(rows):
                return
            with self._lock:
                self._vectors.forget(rows)
                if self._graph is not None:
                    self._graph.forget(rows)
            if len(self) < (1 - _TOMBSTONES) * self._vectors.rows:
                self._write_anew()

    def search(self, vectors: Vectors, k: int) -> tuple[Ids, Vectors]:
        """Return the most similar faces.

        Args:
            vectors: Shape (m, dimension), unit length.
            k: How many a vector.

        Returns:
            Face ids (m, k), -1 where there are fewer than k faces, and similarities (m, k); best first.
        """
        starts = range(0, max(1, len(vectors)), _LOCKED_SEARCHES)
        parts = [self._searched(vectors[start : start + _LOCKED_SEARCHES], k) for start in starts]
        return np.concatenate([ids for ids, _ in parts]), np.concatenate([similarities for _, similarities in parts])

    def exact(self, vectors: Vectors, k: int) -> tuple[Ids, Vectors]:
        """Return the same as ``search``, always by comparing with every face."""
        with self._lock:
            face_ids, blocks = self._vectors.face_ids.copy(), self._blocks()
        rows, similarities = best_of(vectors, blocks, face_ids != GONE, k)
        return _ids_of(rows, face_ids), similarities

    def neighbours_of_all(self, k: int, floor: float = -1.0) -> tuple[Ids, Ids, Vectors]:
        """Return the neighbours of every face, for grouping; exact up to EXACT_LIMIT faces.

        Args:
            k: How many a face, itself not among them.
            floor: Similarities below are left out.

        Returns:
            Face ids (n,), neighbour ids (n, k) padded with -1, similarities (n, k); best first.
        """
        if self._vectors.rows > EXACT_LIMIT:
            return self._searched_for_all(k, floor)
        with self._lock:
            alive = np.flatnonzero(self._vectors.face_ids != GONE)
            face_ids, vectors = self._vectors.face_ids[alive], self._vectors.take(alive)
        rows, similarities = best_of_all(vectors, k, floor)
        return face_ids, _ids_of(rows, face_ids), similarities

    def prepare(self) -> None:
        """Load or build the graph when the catalog is large, which takes seconds to minutes; else do nothing.

        Raises:
            OSError: The graph's file cannot be read.
        """
        with self._writing:
            if self._vectors.rows <= EXACT_LIMIT:
                return
            graph = self._graph or self._loaded_graph()
            self._fill(graph)
            if self._graph is None:
                self._verify(graph)
                with self._lock:
                    self._graph, self._matrix = graph, self._matrix[:0].copy()

    def save(self, revision: int) -> None:
        """Put on disk all that was added and removed.

        Args:
            revision: How far into the catalog that reaches: all up to it was added before this call.

        Raises:
            OSError: The disk is full, or the folder cannot be written.
        """
        with self._writing:
            self._vectors.revision = revision
            self._vectors.save()
            if self._graph is not None:
                self._graph.save(self._graph_path, self._graph_seal)

    def _caught_up(self, source: Source) -> bool:
        """Add what the catalog has more; return whether the two agree then, which they do not after removals."""
        stored = source(self._vectors.revision)
        if stored.revision < self._vectors.revision:  # an older catalog, brought back from a backup
            return False
        if len(stored.face_ids):
            known = np.flatnonzero(np.isin(self._vectors.face_ids, stored.face_ids))
            self._vectors.forget(known)
            self._vectors.append(stored.face_ids, stored.vectors)
            self._vectors.revision = stored.revision
            self._vectors.save()
        return len(self) == stored.total

    def _graph_seal(self, count: int, payload: str = "") -> Seal:
        rows = self._vectors
        return graph_seal(self._pack, rows.dimension, count, rows.revision, rows.generation, payload)

    def _loaded_graph(self) -> Graph:
        graph = Graph.load(self._graph_path, self._graph_seal(self._vectors.rows))
        if graph is None:
            return Graph.empty(self._vectors.dimension, self._vectors.rows)
        graph.forget(np.flatnonzero(self._vectors.face_ids[: graph.rows] == GONE))
        return graph

    def _fill(self, graph: Graph) -> None:
        """Add the rows the graph lacks; the lock is let go in between, so that searches go on."""
        while (start := graph.rows) < self._vectors.rows:
            stop = min(start + _LOCKED_ROWS, self._vectors.rows)
            with self._lock:
                graph.add(start, self._vectors.block(start, stop))
                graph.forget(start + np.flatnonzero(self._vectors.face_ids[start:stop] == GONE))

    def _verify(self, graph: Graph) -> None:
        """Double the graph's effort until it finds nearly all that exact search finds, on a sample of rows."""
        alive = np.flatnonzero(self._vectors.face_ids != GONE)
        sample = alive[:: max(1, len(alive) // _CHECKED)][:_CHECKED]
        vectors = self._vectors.take(sample)
        wanted, _ = best_of(vectors, self._blocks(), self._vectors.face_ids != GONE, _CHECK_NEAREST)
        while graph.boost < _MOST_BOOST:
            found = graph.search(vectors, _CHECK_NEAREST)
            if found is not None and _shared(found[0], wanted) >= _CHECK_RECALL:
                return
            graph.boost *= 2

    def _write_anew(self) -> None:
        """Leave the rows of removed faces behind; a graph is then built again from the start."""
        with self._lock:
            alive = self._vectors.face_ids != GONE
            face_ids = self._vectors.face_ids[alive]
            kept = [block[alive[start : start + len(block)]].astype(np.float16) for start, block in self._blocks()]
            self._vectors.clear()
            self._graph, self._matrix = None, self._matrix[:0].copy()
            self._vectors.append(face_ids, np.concatenate(kept))
        self._vectors.save()
        self.prepare()

    def _blocks(self) -> Iterator[tuple[int, Vectors]]:
        """Return all rows as float32 with their first row number; call it with the lock, use it without."""
        rows = self._vectors.rows
        if rows <= EXACT_LIMIT:
            have = len(self._matrix)
            if have < rows:
                self._matrix = np.concatenate([self._matrix, self._vectors.block(have, rows)])
            return iter([(0, self._matrix)])
        return self._vectors.blocks(_BLOCK_ROWS)

    def _searched(self, vectors: Vectors, k: int) -> tuple[Ids, Vectors]:
        with self._lock:
            found = None if self._graph is None else self._graph.search(vectors, k)
            if found is not None:
                return self._vectors.face_ids[found[0]], found[1]
        return self.exact(vectors, k)

    def _searched_for_all(self, k: int, floor: float) -> tuple[Ids, Ids, Vectors]:
        self.prepare()
        with self._lock:
            face_ids, blocks = self._vectors.face_ids.copy(), self._blocks()
        parts = [self._others(face_ids[start : start + len(block)], block, k) for start, block in blocks]
        alive = face_ids != GONE
        ids, similarities = (np.concatenate(part)[alive] for part in zip(*parts, strict=True))
        return face_ids[alive], np.where(similarities >= floor, ids, GONE), similarities

    def _others(self, face_ids: Ids, vectors: Vectors, k: int) -> tuple[Ids, Vectors]:
        """Return the k nearest faces of each row, the row's own face not among them."""
        ids, similarities = self.search(vectors, k + 1)
        own_last = np.argsort(ids == face_ids[:, None], axis=1, kind="stable")[:, :k]
        return np.take_along_axis(ids, own_last, 1), np.take_along_axis(similarities, own_last, 1)


def _shared(found: Ids, wanted: Ids) -> float:
    """Return the share of wanted rows that were found, 0-1."""
    hits = sum(len(np.intersect1d(ours, theirs)) for ours, theirs in zip(found, wanted, strict=True))
    return hits / wanted.size


def _ids_of(rows: NDArray[np.int64], face_ids: Ids) -> Ids:
    return np.where(rows == NOTHING, GONE, face_ids[rows]) if len(face_ids) else rows
