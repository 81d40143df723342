"""The effort of a graph search grows with the catalog and with what is asked for."""

import numpy as np
import pytest

from faceorg.index.graph import Graph, search_effort


def test_effort_grows_with_the_catalog():
    efforts = [search_effort(rows, 10) for rows in (1_000, 50_000, 100_000, 1_000_000)]
    assert efforts[0] == efforts[1] < efforts[2] < efforts[3] < 1000


@pytest.mark.parametrize("rows", [1_000, 1_000_000])
def test_effort_is_above_what_is_wanted(rows):
    assert search_effort(rows, 2_000) >= 2_000


def test_a_graph_that_cannot_reach_enough_rows_says_so():
    graph = Graph.empty(4, 3)
    graph.add(0, np.eye(3, 4, dtype=np.float32))
    graph.forget(np.array([0, 0, 1]))
    assert graph.search(np.eye(1, 4, dtype=np.float32), 2) is None
    rows, similarities = graph.search(np.eye(3, 4, dtype=np.float32)[2:], 1)
    assert rows.tolist() == [[2]]
    assert similarities == pytest.approx(1)
