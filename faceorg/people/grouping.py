"""Groups of faces that look like one person: existing ones grow, new ones appear, nobody placed is moved."""

import numpy as np
from numpy.typing import NDArray

from faceorg.core.packs import CutOffs
from faceorg.people.faces import NONE, FaceSet, Ids, Neighbours, Vectors
from faceorg.people.linkage import Clusters, Pairs, adopt, distinct_pairs, join_alike
from faceorg.people.rules import Rules

NEIGHBOURS = 48
"""How many neighbours of a face grouping wants to know."""
QUALITY_GATE = 0.2
"""Faces below never speak for a group, so that the blurred and tiny, who all look alike, glue nobody together."""
POOR_CAUTION = 0.2
"""A poor face joins a group only above ``join`` plus this share of what is left to 1."""
_FEWEST_TO_ADOPT = 2  # a poor face joins groups, never another single face
_WIDE_LIMIT = 20_000  # groups compared all with all: seconds; the time grows with the square
_WIDE_BLOCK = 512  # groups compared at a time: 40 MB of averages


def grow_groups(
    faces: FaceSet, neighbours: Neighbours, rejections: Ids, cut_offs: CutOffs, first_new_group: int = 1
) -> Ids:
    """Return the group every face belongs to now.

    Faces stay in their groups, except where the user's decisions forbid it. Single faces join groups or form new ones;
    whole groups are joined, under the number of the named one, else of the larger, when they are alike on average.

    Args:
        faces: All faces, or at least all members of every group that may grow.
        neighbours: Of all faces, or only of new ones: then only these and what they touch are looked at.
        rejections: Shape (r, 2), pairs (face id, person id) the user said no to.
        cut_offs: Of the pack the embeddings are from.
        first_new_group: Smallest number a new group may get.

    Returns:
        Shape (n,), int64, NONE for faces that stay alone.
    """
    rules = Rules(faces, rejections)
    groups = rules.lawful(faces)
    good = faces.quality >= QUALITY_GATE
    weights = np.where(good, faces.quality, np.float32(0))
    clusters = Clusters(_first_clusters(groups), faces.persons, faces.vectors, weights)
    edges = _edges(faces, neighbours, cut_offs.join)
    _join_good(clusters, rules, edges[good[edges].all(axis=1)], cut_offs.join)
    _adopt_poor(clusters, rules, faces.vectors, _poor_beside_good(edges, good, groups), _careful(cut_offs.join))
    return _numbered(clusters, faces, groups, max(first_new_group, int(faces.groups.max(initial=0)) + 1))


def _careful(join: float) -> float:
    """Return the average similarity a poor face must reach."""
    return join + POOR_CAUTION * (1 - join)


def _first_clusters(groups: Ids) -> Ids:
    """Return a number for every row: one a group, and one of its own for each single face."""
    alone = np.arange(len(groups))
    _, label = np.unique(np.where(groups == NONE, alone, groups + len(groups)), return_inverse=True)
    return label.astype(np.int64)


def _edges(faces: FaceSet, neighbours: Neighbours, join: float) -> Ids:
    """Return pairs of rows that are alike enough, shape (m, 2).

    An average reaches ``join`` only if one of its similarities does, so pairs below need no look.
    """
    first = np.broadcast_to(faces.rows_of(neighbours.face_ids)[:, None], neighbours.neighbour_ids.shape)
    second = faces.rows_of(neighbours.neighbour_ids)
    useful = (first >= 0) & (second >= 0) & (first != second) & (neighbours.similarities >= join)
    return np.stack([first[useful], second[useful]], axis=1)


def _join_good(clusters: Clusters, rules: Rules, edges: Ids, join: float) -> None:
    """Join along the edges, then look for grown groups that are alike though their faces are not neighbours."""
    first, second = clusters.label[edges].T
    while len(first):
        before = clusters.size.copy()
        join_alike(clusters, rules, distinct_pairs(first, second, clusters, join), join)
        first, second = _alike(clusters, np.flatnonzero(clusters.size > before), join)


def _alike(clusters: Clusters, grown: Ids, join: float) -> tuple[Ids, Ids]:
    """Return pairs of a grown group and any other group whose average reaches ``join``."""
    groups = np.flatnonzero(clusters.size > 1)
    if len(groups) > _WIDE_LIMIT:
        return groups[:0], groups[:0]
    centres = (clusters.sums[groups] / clusters.weight[groups, None]).astype(np.float32)
    place = np.searchsorted(groups, grown)
    found = [np.empty((2, 0), np.int64)]
    for start in range(0, len(grown), _WIDE_BLOCK):
        part = place[start : start + _WIDE_BLOCK]
        line, other = np.nonzero(centres[part] @ centres.T >= join)
        found.append(np.stack([groups[part[line]], groups[other]]))
    first, second = np.concatenate(found, axis=1)
    return first, second


def _poor_beside_good(edges: Ids, good: NDArray[np.bool_], groups: Ids) -> Ids:
    """Return the edges from poor faces without a group to good faces, shape (m, 2), the poor one first."""
    both_ways = np.concatenate([edges, edges[:, ::-1]])
    loose = ~good & (groups == NONE)
    found: Ids = both_ways[loose[both_ways[:, 0]] & good[both_ways[:, 1]]]
    return found


def _adopt_poor(clusters: Clusters, rules: Rules, vectors: Vectors, edges: Ids, threshold: float) -> None:
    """Let poor faces join finished groups; they do not count there, so the groups' averages stay as they are."""
    poor, group = edges[:, 0], clusters.label[edges[:, 1]]
    large = clusters.size[group] >= _FEWEST_TO_ADOPT
    poor, group = np.unique(np.stack([poor[large], group[large]], axis=1), axis=0).T
    average = np.einsum("ij,ij->i", vectors[poor].astype(np.float32), clusters.sums[group]) / clusters.weight[group]
    pairs = Pairs(clusters.label[poor], group, average.astype(np.float32))
    adopt(clusters, rules, pairs.keep(pairs.average >= threshold))


def _numbered(clusters: Clusters, faces: FaceSet, groups: Ids, first_new: int) -> Ids:
    """Return a group number for each row: an old one if its cluster has one, a new one for new groups."""
    label, count = clusters.label, len(clusters.size)
    number = np.full(count, NONE, np.int64)
    new = np.flatnonzero(np.bincount(label, minlength=count) > 1)
    number[new] = first_new + np.arange(len(new))
    rows = np.flatnonzero(groups != NONE)
    old, place, size = np.unique(groups[rows], return_inverse=True, return_counts=True)
    named = np.zeros(len(old), np.bool_)
    named[place[faces.persons[rows] != NONE]] = True
    where = np.empty(len(old), np.int64)
    where[place] = label[rows]
    order = np.lexsort((-old, size, named))  # the last one to write wins: named, then large, then old
    number[where[order]] = old[order]
    return number[label]
