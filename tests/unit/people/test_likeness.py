"""People are ranked by the faces of theirs that look most alike."""

import numpy as np
import pytest

from faceorg.people.faces import NONE
from faceorg.people.likeness import SPEAKERS, likely_persons


def test_the_more_alike_person_comes_first():
    persons, likeness = likely_persons(np.array([[0.2, 0.7, 0.5, 0.1]], np.float32), np.array([1, 2, 2, 1]))
    assert persons.tolist() == [2, 1]
    assert likeness == pytest.approx([0.6, 0.15])


def test_only_the_most_alike_faces_speak_for_a_person():
    similarities = np.array([[0.9] * SPEAKERS + [0.0] * 40 + [0.8]], np.float32)
    persons, likeness = likely_persons(similarities, np.array([3] * (SPEAKERS + 40) + [4]))
    assert persons.tolist() == [3, 4]
    assert likeness == pytest.approx([0.9, 0.8])


def test_several_faces_of_somebody_are_averaged():
    similarities = np.array([[0.9, 0.1], [0.3, 0.5]], np.float32)
    persons, likeness = likely_persons(similarities, np.array([1, 2]))
    assert persons.tolist() == [1, 2]
    assert likeness == pytest.approx([0.6, 0.3])


def test_a_person_missing_from_a_list_counts_as_its_last_face():
    similarities = np.array([[0.9, 0.6], [0.8, 0.4]], np.float32)
    persons, likeness = likely_persons(similarities, np.array([[1, 2], [1, 3]]))
    assert persons.tolist() == [1, 2, 3]
    assert likeness == pytest.approx([0.85, 0.5, 0.5])


def test_faces_of_nobody_are_not_ranked():
    persons, likeness = likely_persons(np.array([[0.9, 0.2]], np.float32), np.array([NONE, 5]))
    assert persons.tolist() == [5]
    assert likeness == pytest.approx([0.2])


@pytest.mark.parametrize("shape", [(0, 0), (1, 0), (0, 3)])
def test_nothing_to_compare_gives_nobody_or_no_crash(shape):
    persons, likeness = likely_persons(np.zeros(shape, np.float32), np.full(shape[1], NONE, np.int64))
    assert persons.shape == likeness.shape == (0,)
