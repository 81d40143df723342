"""Nearest rows by plain matrix products: the answer by definition, and the oracle other searches are measured with."""

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

Rows = NDArray[np.int64]
Vectors = NDArray[np.float32]

NOTHING = -1
"""Row number that pads answers with fewer than k rows; its similarity is -1."""
_QUERY_ROWS = 512  # queries multiplied at a time: 100 MB of similarities against 50,000 rows


def best_of(
    queries: Vectors, blocks: Iterable[tuple[int, Vectors]], alive: NDArray[np.bool_], k: int
) -> tuple[Rows, Vectors]:
    """Return the k most similar rows of each query.

    Args:
        queries: Shape (m, dimension), unit length.
        blocks: Pairs (number of the first row, rows of shape (n, dimension)).
        alive: Shape (rows,), False for rows to leave out.
        k: How many a query.

    Returns:
        Row numbers (m, k) padded with NOTHING, and similarities (m, k), best first.
    """
    rows, similarities = _nothing(len(queries), k)
    for first, block in blocks:
        gone = ~alive[first : first + len(block)]
        for start in range(0, len(queries), _QUERY_ROWS):
            part = slice(start, start + _QUERY_ROWS)
            found = queries[part] @ block.T
            found[:, gone] = -np.inf
            columns, values = _top(found, k)
            rows[part], similarities[part] = _better(rows[part], similarities[part], columns + first, values)
    rows[similarities <= -1] = NOTHING
    return rows, np.maximum(similarities, -1)


def best_of_all(vectors: Vectors, k: int, floor: float) -> tuple[Rows, Vectors]:
    """Return the k most similar other rows of every row.

    Args:
        vectors: Shape (n, dimension), unit length.
        k: How many a row.
        floor: Similarities below are left out; the higher, the faster.

    Returns:
        Row numbers (n, k) padded with NOTHING, and similarities (n, k), best first.
    """
    rows, similarities = _nothing(len(vectors), k)
    for start in range(0, len(vectors), _QUERY_ROWS):
        part = slice(start, start + _QUERY_ROWS)
        found = vectors[part] @ vectors.T
        here = np.arange(len(found))
        found[here, here + start] = -np.inf
        columns, values = _top_above(found, k, floor)
        rows[part, : columns.shape[1]], similarities[part, : columns.shape[1]] = columns, values
    return rows, similarities


def _top_above(found: Vectors, k: int, floor: float) -> tuple[Rows, Vectors]:
    """Return what ``_top`` returns, faster where few values reach the floor."""
    reaching = np.count_nonzero(found >= floor, axis=1)
    rows, values = _nothing(len(found), min(k, found.shape[1]))
    many = np.flatnonzero(reaching > k)
    if len(many):
        rows[many], values[many] = _top(found[many], k)
    few = np.flatnonzero((reaching > 0) & (reaching <= k))
    line, column = np.nonzero(found[few] >= floor)
    place = np.arange(len(line)) - np.repeat(np.cumsum(reaching[few]) - reaching[few], reaching[few])
    rows[few[line], place], values[few[line], place] = column, found[few[line], column]
    order = np.argsort(-values, axis=1, kind="stable")
    return np.take_along_axis(rows, order, 1), np.take_along_axis(values, order, 1)


def _top(found: Vectors, k: int) -> tuple[Rows, Vectors]:
    """Return columns and values of the k largest of each line, or of all when there are fewer; largest first."""
    count = min(k, found.shape[1])
    columns = np.argpartition(found, found.shape[1] - count, axis=1)[:, found.shape[1] - count :]
    values = np.take_along_axis(found, columns, 1)
    order = np.argsort(-values, axis=1, kind="stable")
    return np.take_along_axis(columns, order, 1), np.take_along_axis(values, order, 1)


def _better(rows: Rows, values: Vectors, more_rows: Rows, more_values: Vectors) -> tuple[Rows, Vectors]:
    """Return the best of two lists of rows, line by line, as many as the first has."""
    both_rows, both = np.concatenate([rows, more_rows], axis=1), np.concatenate([values, more_values], axis=1)
    order = np.argsort(-both, axis=1, kind="stable")[:, : rows.shape[1]]
    return np.take_along_axis(both_rows, order, 1), np.take_along_axis(both, order, 1)


def _nothing(lines: int, k: int) -> tuple[Rows, Vectors]:
    return np.full((lines, k), NOTHING, np.int64), np.full((lines, k), -1, np.float32)
