"""Between rows and arrays: many ids into a statement, many rows out of one, without a loop in Python."""

from collections.abc import Iterable

import apsw
import numpy as np
from numpy.typing import NDArray


def bound(ids: Iterable[int]) -> "apsw.CArrayBinding | None":
    """Return ids as a binding for ``carray(?)``, which a statement reads like a table with a column ``value``.

    Write ``carray(?) CROSS JOIN …``: a plain join may begin at the other table and read all ids anew for each row.
    """
    array = ids if isinstance(ids, np.ndarray) else np.fromiter(ids, np.int64)
    if not array.size:
        return None  # carray(NULL) has no rows; apsw refuses to bind an empty array
    return apsw.carray(np.ascontiguousarray(array, np.int64))


def columns(cursor: apsw.Cursor, count: int) -> list[NDArray[np.int64]]:
    """Return the ``count`` whole-number columns of all rows, each as an array of shape (rows,)."""
    rows = cursor.fetchall()
    table = np.array(rows, np.int64).reshape(len(rows), count)
    return [np.ascontiguousarray(column) for column in table.T]
