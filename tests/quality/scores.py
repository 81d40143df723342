"""How right groups and similarities are, compared with the truth."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class Score:
    """Precision, recall and their harmonic mean, 0-1; nan where there is nothing to judge."""

    precision: float
    recall: float

    @property
    def f(self) -> float:
        """The harmonic mean."""
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0


def b_cubed(groups: NDArray[np.int64], persons: NDArray[np.int64], missed: NDArray[np.int64]) -> Score:
    """Return the mean, over faces, of the share of a face's group that is its person, and of its person in its group.

    Args:
        groups: Group of each scored face, a number of its own for a face that is alone.
        persons: True person of each.
        missed: True person of each labelled photo whose face was not found; its recall is 0.
    """
    group, person, shared = _counts(groups, persons)
    truth = np.concatenate([persons, missed])
    wanted = _sizes(truth)[: len(persons)]
    recall = float((shared / wanted).sum() / len(truth)) if len(truth) else float("nan")
    return Score(float((shared / _sizes(group)).mean()) if len(person) else float("nan"), recall)


def pairwise(groups: NDArray[np.int64], persons: NDArray[np.int64], missed: NDArray[np.int64]) -> Score:
    """Return the share of pairs in one group that are one person, and of pairs of one person that are in one group."""
    _, _, shared = _counts(groups, persons)
    right = float((shared - 1).sum())
    joined = float((_sizes(groups) - 1).sum())
    wanted = float((_sizes(np.concatenate([persons, missed])) - 1).sum())
    return Score(right / joined if joined else float("nan"), right / wanted if wanted else float("nan"))


def twice_in_a_photo(groups: NDArray[np.int64], photos: NDArray[np.int64]) -> int:
    """Return the number of photos in which two faces are of one group."""
    pairs, count = np.unique(np.stack([photos, groups], axis=1), axis=0, return_counts=True)
    return len(np.unique(pairs[count > 1, 0]))


@dataclass(frozen=True, slots=True)
class PairSimilarities:
    """Similarities of all pairs of scored faces, sorted ascending."""

    same: NDArray[np.float32]
    different: NDArray[np.float32]

    def cut_off(self, false_rate: float) -> float:
        """Return the similarity that only this share of pairs of different people exceeds; nan without such pairs."""
        if not len(self.different):
            return float("nan")
        return float(self.different[min(len(self.different) - 1, int(np.ceil(len(self.different) * (1 - false_rate))))])

    def true_rate(self, false_rate: float) -> float:
        """Return the share of pairs of one person above ``cut_off(false_rate)``."""
        if not len(self.same):
            return float("nan")
        return float(1 - np.searchsorted(self.same, self.cut_off(false_rate), side="right") / len(self.same))


def all_pairs(vectors: NDArray[np.float32], persons: NDArray[np.int64]) -> PairSimilarities:
    """Return the similarities of every pair of faces, apart by whether they are one person."""
    first, second = np.triu_indices(len(vectors), 1)
    similarities = (vectors @ vectors.T)[first, second]
    same = persons[first] == persons[second]
    return PairSimilarities(np.sort(similarities[same]), np.sort(similarities[~same]))


def _counts(groups, persons):
    """Return groups and persons numbered from 0, and for each face how many share both with it."""
    _, group = np.unique(groups, return_inverse=True)
    _, person = np.unique(persons, return_inverse=True)
    return group, person, _sizes(group * (len(persons) + 1) + person)


def _sizes(labels: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return for each item how many have its label."""
    _, place, count = np.unique(labels, return_inverse=True, return_counts=True)
    return count[place]
