"""How much the HNSW graph saves against comparing with every face: ``python tests/bench/search.py [FACES]``.

Both answer the same questions from the same index in this process; their CPU times are given as a ratio, which says
more than seconds of one machine. The faces are made up: people are points spread evenly over the sphere, their faces
lie around them, and the questions are further faces of the same people.
"""

import argparse
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from faceorg.index.neighbours import EXACT_LIMIT, NeighbourIndex, Stored

DIMENSION = 512
"""As the InsightFace packs have it."""

FACES_A_PERSON = 20

NOISE = 0.9
"""Length of a face's own part beside its person's: two faces of one person then have a similarity of 0.55."""

QUESTIONS = 200
NEAREST = FACES_A_PERSON
"""Neighbours asked for: whoever is not that person is far away in every direction, and no order among them matters."""

Vectors = NDArray[np.float32]
Answer = TypeVar("Answer")


def main() -> None:
    """Print the comparison for as many faces as the command line says."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("faces", nargs="?", type=int, default=2 * EXACT_LIMIT, metavar="FACES")
    count = parser.parse_args().faces
    if count <= EXACT_LIMIT:
        parser.error(f"up to {EXACT_LIMIT} faces the index has no graph to compare with")
    stored, questions = made_up(count)
    with tempfile.TemporaryDirectory() as folder:
        compare(Path(folder), stored, questions)


def made_up(count: int) -> tuple[Stored, Vectors]:
    """Return faces of made-up people, and questions, shape (QUESTIONS, DIMENSION), about some of them."""
    chance = np.random.default_rng(1)
    people = unit(chance.standard_normal((count // FACES_A_PERSON + 1, DIMENSION), np.float32))
    vectors = faces_of(people[np.arange(count) // FACES_A_PERSON], chance).astype(np.float16)
    asked = people[chance.integers(0, len(people), QUESTIONS)]
    return Stored(np.arange(1, count + 1), vectors, count, count), faces_of(asked, chance)


def faces_of(people: Vectors, chance: np.random.Generator) -> Vectors:
    """Return one face for each row: the person, and something of its own."""
    return unit(people + NOISE * unit(chance.standard_normal(people.shape, np.float32)))


def unit(vectors: Vectors) -> Vectors:
    """Return the rows with length 1."""
    return np.asarray(vectors / np.linalg.norm(vectors, axis=1, keepdims=True), np.float32)


def compare(folder: Path, stored: Stored, questions: Vectors) -> None:
    """Build the index, ask both ways, and print costs and recall."""
    index = NeighbourIndex.open(folder, "bench", DIMENSION, lambda after: all_after(stored, after))
    _, building = timed(index.prepare)
    (wanted, _), exact = timed(lambda: index.exact(questions, NEAREST))
    (found, _), graph = timed(lambda: index.search(questions, NEAREST))
    recall = np.mean([len(np.intersect1d(*rows)) / NEAREST for rows in zip(found, wanted, strict=True)])
    print(f"faces              {stored.total}")
    print(f"exact / graph      {exact / graph:.1f} times the CPU time a question")
    print(f"recall at {NEAREST:<8} {recall:.3f}")
    print(f"building the graph {building / exact * QUESTIONS:.0f} exact questions' CPU time")


def all_after(stored: Stored, revision: int) -> Stored:
    """Return what the catalog has after a revision, which is everything or nothing here."""
    new = slice(0 if revision else None)
    return Stored(stored.face_ids[new], stored.vectors[new], stored.revision, stored.total)


def timed(call: Callable[[], Answer]) -> tuple[Answer, float]:
    """Return a call's answer and its CPU seconds over all threads."""
    started = time.process_time()
    return call(), time.process_time() - started


if __name__ == "__main__":
    main()
