"""Who somebody might be: people ranked by how much their faces look like the ones in question."""

import numpy as np
from numpy.typing import NDArray

from faceorg.people.faces import NONE, Ids

SPEAKERS = 5
"""Faces that speak for a person, the most similar ones: people change with age, beard and glasses."""


def likely_persons(similarities: NDArray[np.float32], persons: Ids) -> tuple[Ids, NDArray[np.float32]]:
    """Rank people by their likeness to one or several faces of the same somebody.

    Args:
        similarities: Shape (m, n), cosine of m faces in question with n faces each, as the index answers or complete.
        persons: Shape (m, n) or (n,), the person of each compared face, NONE for none.

    Returns:
        Persons (p,), the likeliest first, and their likeness (p,), float32: the mean over the faces in question of the
        mean similarity to the person's SPEAKERS most similar faces. A person missing from a face's list is taken to be
        as alike as the last one in it.
    """
    known, person = np.unique(np.broadcast_to(persons, similarities.shape), return_inverse=True)
    best = _means_of_best(similarities, person.reshape(similarities.shape), len(known))
    least = similarities.min(axis=1, initial=1.0)
    likeness = np.where(np.isnan(best), least[:, None], best).sum(axis=0) / max(1, len(best))
    order = np.argsort(-likeness, kind="stable")
    order = order[known[order] != NONE]
    return known[order], likeness[order].astype(np.float32)


def _means_of_best(similarities: NDArray[np.float32], person: Ids, persons: int) -> NDArray[np.float64]:
    """Return the mean of the SPEAKERS largest similarities by line and person, shape (m, persons), nan without any."""
    lines = np.arange(len(similarities))[:, None]
    cell = (lines * persons + person).ravel()
    values = similarities.ravel()
    order = np.lexsort((-values, cell))
    cell, values = cell[order], values[order]
    rank = np.arange(len(cell)) - np.searchsorted(cell, cell)
    cell, values = cell[rank < SPEAKERS], values[rank < SPEAKERS]
    count = np.bincount(cell, minlength=len(similarities) * persons)
    total = np.bincount(cell, weights=values, minlength=len(similarities) * persons)
    means = np.full(len(count), np.nan)
    np.divide(total, count, out=means, where=count > 0)
    return means.reshape(len(similarities), persons)
