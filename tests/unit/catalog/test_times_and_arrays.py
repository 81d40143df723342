from datetime import datetime

import apsw
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from faceorg.catalog.arrays import bound, columns
from faceorg.catalog.times import months_of, seconds_to_taken, taken_to_seconds


@given(st.datetimes(datetime(1, 1, 1), datetime(9999, 12, 31)))
def test_a_camera_time_survives_to_the_second(taken):
    assert seconds_to_taken(taken_to_seconds(taken)) == taken.replace(microsecond=0)


@given(st.datetimes(datetime(1, 1, 1), datetime(9999, 12, 31)))
def test_months_are_those_of_the_calendar(taken):
    months = months_of(np.array([taken_to_seconds(taken)], np.int64))
    assert months.tolist() == [taken.year * 12 + taken.month - 1]


@pytest.mark.parametrize("ids", [[], [3], [5, 1], range(2, 4), np.array([7, 8], np.int32), np.zeros(0, np.int64)])
def test_ids_reach_a_statement(ids):
    connection = apsw.Connection(":memory:")
    connection.execute("CREATE TABLE t (id INTEGER PRIMARY KEY)")
    connection.executemany("INSERT INTO t VALUES (?)", [(number,) for number in range(1, 10)])
    (found,) = columns(
        connection.execute("SELECT id FROM t WHERE id IN (SELECT value FROM carray(?))", (bound(ids),)), 1
    )
    connection.close()
    assert found.tolist() == sorted(ids)
    assert found.dtype == np.int64
