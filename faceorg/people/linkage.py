"""Average linkage on a neighbour graph: the two clusters most alike on average are joined, again and again.

Every face speaks with the weight of its quality: a blurred one says little about its group. The average similarity of
two sets of unit vectors is the product of their weighted sums divided by their weights, so it costs one inner product
whatever the sizes. Joining never raises the average to a third cluster above the larger of the two it had; therefore
all pairs of clusters that are each other's best partner can be joined in the same round, with the result that one join
at a time would give, and pairs below the threshold can be forgotten.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from faceorg.people.faces import NONE, Ids, Vectors
from faceorg.people.rules import Rules

Similarities = NDArray[np.float32]
_BLOCK_PAIRS = 8192  # pairs multiplied at a time: two blocks of 16 MB for 512 dimensions
_TIE_SEED = 1  # ties are broken by a fixed shuffle: the same input gives the same groups


class Clusters:
    """The rows' present clusters with their sums; a cluster keeps its number when others join it.

    Attributes:
        label: Cluster of each row.
        person: Person of each cluster, NONE for none.
        size: Number of rows with a weight in each cluster.
        weight: Sum of their weights.
        sums: Weighted sum of their vectors, shape (clusters, dimension), float32.
    """

    def __init__(self, label: Ids, persons: Ids, vectors: Vectors, weights: NDArray[np.float32]) -> None:
        """Begin with the clusters ``label`` names.

        Args:
            label: Cluster of each row, numbers from 0 without a gap.
            persons: Person each row is confirmed as; at most one a cluster.
            vectors: Shape (n, dimension), unit length.
            weights: How much each row says about its cluster; clusters of rows without weight have size 0.
        """
        self.label = label
        count = int(label.max(initial=-1)) + 1
        self.person = np.full(count, NONE, np.int64)
        named = persons != NONE
        self.person[label[named]] = persons[named]
        self.size = np.bincount(label[weights > 0], minlength=count)
        self.weight = np.bincount(label, weights, minlength=count)
        self.sums = _sums(label, vectors, weights, count)

    def averages(self, first: Ids, second: Ids) -> Similarities:
        """Return the average similarity of pairs of clusters."""
        found = np.empty(len(first), np.float32)
        for start in range(0, len(first), _BLOCK_PAIRS):
            part = slice(start, start + _BLOCK_PAIRS)
            found[part] = np.einsum("ij,ij->i", self.sums[first[part]], self.sums[second[part]])
        return (found / (self.weight[first] * self.weight[second])).astype(np.float32)

    def unite(self, kept: Ids, gone: Ids) -> Ids:
        """Let each cluster of ``gone`` become part of the one in ``kept``; return the new number of every cluster."""
        now = np.arange(len(self.size))
        now[gone] = kept
        self.label = now[self.label]
        self.sums[kept] += self.sums[gone]
        self.size[kept] += self.size[gone]
        self.weight[kept] += self.weight[gone]
        self.size[gone] = 0
        self.person[kept] = np.maximum(self.person[kept], self.person[gone])
        return now


@dataclass(frozen=True, slots=True)
class Pairs:
    """Pairs of clusters that may be joined: ``first`` < ``second``, each pair once, with their average similarity."""

    first: Ids
    second: Ids
    average: Similarities

    def keep(self, which: NDArray[np.bool_]) -> "Pairs":
        """Return some of the pairs."""
        return Pairs(self.first[which], self.second[which], self.average[which])

    def with_these(self, more: "Pairs") -> "Pairs":
        """Return these pairs and others, none of which is among these."""
        return Pairs(
            np.concatenate([self.first, more.first]),
            np.concatenate([self.second, more.second]),
            np.concatenate([self.average, more.average]),
        )

    def best_for_both(self, clusters: int, rng: np.random.Generator) -> Ids:
        """Return the positions of pairs that are the best one of both their clusters, no cluster in two of them."""
        best = np.full(clusters, -np.inf, np.float32)
        np.maximum.at(best, self.first, self.average)
        np.maximum.at(best, self.second, self.average)
        mutual = np.flatnonzero((self.average == best[self.first]) & (self.average == best[self.second]))
        rank = rng.permutation(len(mutual))  # equal averages: the one ranked first takes both its clusters
        lowest = np.full(clusters, len(mutual))
        np.minimum.at(lowest, self.first[mutual], rank)
        np.minimum.at(lowest, self.second[mutual], rank)
        first = (lowest[self.first[mutual]] == rank) & (lowest[self.second[mutual]] == rank)
        chosen: Ids = mutual[first]
        return chosen


def distinct_pairs(first: Ids, second: Ids, clusters: Clusters, threshold: float) -> Pairs:
    """Return each pair of different clusters once, in order, if it is alike enough on average."""
    low, high = np.minimum(first, second), np.maximum(first, second)
    count = len(clusters.size)
    useful = (low != high) & (clusters.size[low] > 0) & (clusters.size[high] > 0)
    low, high = np.divmod(np.unique(low[useful] * count + high[useful]), count)
    pairs = Pairs(low, high, clusters.averages(low, high))
    return pairs.keep(pairs.average >= threshold)


def join_alike(clusters: Clusters, rules: Rules, pairs: Pairs, threshold: float) -> None:
    """Join clusters, the most alike first, until no allowed pair reaches the threshold.

    Args:
        clusters: Changed in place.
        rules: What may not be joined.
        pairs: Candidates with an average of at least ``threshold``.
        threshold: Average similarity.
    """
    rng = np.random.default_rng(_TIE_SEED)
    while len(pairs.first):
        chosen = pairs.best_for_both(len(clusters.size), rng)
        first, second = pairs.first[chosen], pairs.second[chosen]
        bad = rules.forbidden(clusters.label, clusters.person, first, second)
        stays = np.ones(len(pairs.first), np.bool_)
        stays[chosen] = False  # joined, or never to be joined
        kept, gone = first[~bad], second[~bad]
        now = clusters.unite(kept, gone)
        pairs = _contracted(pairs.keep(stays), clusters, now, kept, threshold)


def adopt(clusters: Clusters, rules: Rules, pairs: Pairs) -> None:
    """Let clusters of size 0 (``first``) join others (``second``), the most alike first; each joins one at most."""
    rng = np.random.default_rng(_TIE_SEED)
    adopted = np.zeros(len(clusters.size), np.bool_)
    while len(pairs.first):
        chosen = pairs.best_for_both(len(clusters.size), rng)
        first, second = pairs.first[chosen], pairs.second[chosen]
        allowed = ~rules.forbidden(clusters.label, clusters.person, first, second)
        clusters.unite(second[allowed], first[allowed])
        adopted[first[allowed]] = True
        stays = ~adopted[pairs.first]
        stays[chosen] = False
        pairs = pairs.keep(stays)


def _contracted(pairs: Pairs, clusters: Clusters, now: Ids, grown: Ids, threshold: float) -> Pairs:
    """Return the pairs between the clusters of ``now``; only those of grown clusters are computed anew."""
    touched = np.zeros(len(now), np.bool_)
    touched[grown] = True
    first, second = now[pairs.first], now[pairs.second]
    old = ~(touched[first] | touched[second])
    new = distinct_pairs(first[~old], second[~old], clusters, threshold)
    return pairs.keep(old).with_these(new)


def _sums(label: Ids, vectors: Vectors, weights: NDArray[np.float32], count: int) -> NDArray[np.float32]:
    """Return the weighted sum of the vectors of each cluster, shape (count, dimension)."""
    sums = np.zeros((count, vectors.shape[1]), np.float32)
    rows = np.flatnonzero(weights)
    rows = rows[np.argsort(label[rows], kind="stable")]
    for start in range(0, len(rows), _BLOCK_PAIRS):
        part = rows[start : start + _BLOCK_PAIRS]
        starts = np.flatnonzero(np.r_[True, label[part][1:] != label[part][:-1]])
        weighted = vectors[part].astype(np.float32) * weights[part, None]
        sums[label[part][starts]] += np.add.reduceat(weighted, starts)
    return sums
