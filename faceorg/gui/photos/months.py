"""The months of a photo grid: where each begins, how full it is, and who is in it. No Qt, no disk."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from faceorg.core.names import alphabetical
from faceorg.core.records import PhotoGrid

MONTHS_A_YEAR = 12


@dataclass(frozen=True, slots=True)
class Months:
    """The runs of equal months in a grid.

    Attributes:
        starts: First photo of each month, shape (k,), ascending.
        numbers: The months as year * 12 + (month - 1), shape (k,).
        counts: Photos of each month, shape (k,).
    """

    starts: NDArray[np.int64]
    numbers: NDArray[np.int64]
    counts: NDArray[np.int64]

    @classmethod
    def of(cls, grid: PhotoGrid) -> "Months":
        """Find the months of a grid whose photos are in order."""
        months = np.asarray(grid.months, dtype=np.int64)
        if not len(months):
            nothing = np.zeros(0, dtype=np.int64)
            return cls(nothing, nothing, nothing)
        starts = np.concatenate(([0], np.flatnonzero(np.diff(months)) + 1)).astype(np.int64)
        return cls(starts, months[starts], np.diff(np.append(starts, len(months))))

    def __len__(self) -> int:
        return len(self.starts)

    def years(self) -> tuple[int, int] | None:
        """Return the first and the last year, None where there is no photo."""
        if not len(self):
            return None
        return int(self.numbers.min()) // MONTHS_A_YEAR, int(self.numbers.max()) // MONTHS_A_YEAR

    def nearest(self, number: float) -> int:
        """Return the place of the month nearest to a month's number."""
        return int(np.argmin(np.abs(self.numbers - number)))


def most_seen(names: Iterable[tuple[str, ...]]) -> list[str]:
    """Return all names that occur, the most frequent first, equals by the alphabet."""
    counts = Counter(name for group in names for name in group)
    return sorted(counts, key=lambda name: (-counts[name], alphabetical(name)))


def names_within(ids: NDArray[np.int64], names: Mapping[int, tuple[str, ...]]) -> list[str]:
    """Return the names of some photos, the most frequent first."""
    return most_seen(names.get(int(number), ()) for number in ids)
