"""The measures themselves are right, by hand-counted examples."""

import numpy as np
import pytest
from scores import all_pairs, b_cubed, pairwise, twice_in_a_photo

NOBODY = np.empty(0, np.int64)
GROUPS = np.array([1, 1, 1, 2, 3])
PERSONS = np.array([0, 0, 1, 0, 1])


def test_b_cubed_by_hand():
    score = b_cubed(GROUPS, PERSONS, NOBODY)
    assert score.precision == pytest.approx((2 / 3 + 2 / 3 + 1 / 3 + 1 + 1) / 5)
    assert score.recall == pytest.approx((2 / 3 + 2 / 3 + 1 / 2 + 1 / 3 + 1 / 2) / 5)


def test_pairwise_by_hand():
    score = pairwise(GROUPS, PERSONS, NOBODY)
    assert (score.precision, score.recall) == (pytest.approx(1 / 3), pytest.approx(1 / 4))
    assert score.f == pytest.approx(2 / 7)


def test_perfect_groups_score_one():
    assert b_cubed(PERSONS, PERSONS, NOBODY).f == pairwise(PERSONS, PERSONS, NOBODY).f == 1


def test_a_face_that_was_not_found_counts_against_recall_only():
    with_missed = b_cubed(PERSONS, PERSONS, np.array([0]))
    assert with_missed.precision == 1
    assert with_missed.recall == pytest.approx((3 * 3 / 4 + 2 + 0) / 6)
    assert pairwise(PERSONS, PERSONS, np.array([0])).recall == pytest.approx((3 + 1) / (6 + 1))


def test_photos_with_a_person_twice_are_counted_once_each():
    assert twice_in_a_photo(np.array([1, 1, 1, 1, 2]), np.array([5, 5, 5, 6, 6])) == 1


def test_cut_off_and_true_rate():
    vectors = np.array([[1, 0], [0.8, 0.6], [0, 1]], np.float32)
    pairs = all_pairs(vectors, np.array([0, 0, 1]))
    assert pairs.same.tolist() == pytest.approx([0.8])
    assert pairs.different.tolist() == pytest.approx([0.0, 0.6])
    assert pairs.cut_off(0.0) == pytest.approx(0.6)
    assert pairs.true_rate(0.0) == 1
    assert all_pairs(vectors[::-1], np.array([0, 0, 1])).true_rate(0.0) == 0
