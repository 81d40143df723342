import numpy as np

from faceorg.pipeline.placement import looked_up, with_old_ids


def array(*numbers: int) -> np.ndarray:
    return np.array(numbers, np.int64)


def test_values_are_looked_up_by_key_in_any_order():
    assert looked_up(array(5, 1, 9), array(9, 5), array(90, 50)).tolist() == [50, 0, 90]


def test_looking_up_in_nothing_finds_nothing():
    assert looked_up(array(5, 1), array(), array()).tolist() == [0, 0]


def test_groups_formed_afresh_get_the_id_of_the_old_group_they_share_most_with():
    old = array(7, 7, 7, 8, 8, 0)
    labels = array(20, 20, 21, 21, 21, 22)
    assert with_old_ids(labels, old).tolist() == [7, 7, 8, 8, 8, 22]


def test_an_old_id_is_given_once_to_the_larger_part():
    assert with_old_ids(array(20, 20, 20, 21, 21), array(7, 7, 7, 7, 7)).tolist() == [7, 7, 7, 21, 21]


def test_singles_stay_singles():
    assert with_old_ids(array(0, 0), array(7, 7)).tolist() == [0, 0]
    assert with_old_ids(array(), array()).tolist() == []
