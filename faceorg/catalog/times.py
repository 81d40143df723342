"""Times as the catalog stores them, whole seconds since 1970, and as the rest of the house uses them."""

import time
from datetime import datetime, timedelta

import numpy as np
from numpy.typing import NDArray

_EPOCH = datetime(1970, 1, 1)  # naive on purpose: a camera's clock has no zone
_MONTHS_TO_1970 = 1970 * 12


def now() -> int:
    """Return the present moment as UTC seconds."""
    return int(time.time())


def taken_to_seconds(taken: datetime) -> int:
    """Return the seconds of a camera's local time, counted as if it were UTC."""
    return int((taken.replace(tzinfo=None) - _EPOCH) // timedelta(seconds=1))


def seconds_to_taken(seconds: int) -> datetime:
    """Return the camera's local time."""
    return _EPOCH + timedelta(seconds=seconds)


def seconds_to_event(seconds: int) -> datetime:
    """Return the time of something that happened in this program, with the zone of this machine."""
    return datetime.fromtimestamp(seconds).astimezone()


def months_of(seconds: NDArray[np.int64]) -> NDArray[np.int32]:
    """Return year * 12 + (month - 1) of each camera time, shape (n,)."""
    months = seconds.astype("datetime64[s]").astype("datetime64[M]").astype(np.int64)
    return (months + _MONTHS_TO_1970).astype(np.int32)
