"""At which sizes packs look at photos, and how what they find there is put together."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from faceorg.engine.detection import (
    Candidates,
    certainty_between,
    detections_of,
    fitted_inside,
    input_sizes,
    joined,
    policy_for,
    without_doubles,
)

POLICY = policy_for(1600)


def candidates(*boxes, scores=None):
    rows = np.array(boxes, np.float32).reshape(-1, 4)
    return Candidates(
        boxes=rows,
        scores=np.array(scores if scores is not None else [0.9] * len(rows), np.float32),
        landmarks=np.zeros((len(rows), 5, 2), np.float32),
    )


def test_a_large_photo_is_looked_at_in_its_own_shape_and_once_small():
    assert input_sizes(3200, 2400, POLICY) == [(960, 736), (128, 96)]
    assert input_sizes(2400, 3200, POLICY) == [(736, 960), (96, 128)]


def test_a_small_photo_is_enlarged_and_a_middling_one_is_not():
    assert input_sizes(150, 150, POLICY) == [(640, 640), (128, 128)]
    assert input_sizes(800, 600, POLICY) == [(800, 608), (128, 96)]


def test_the_setting_moves_the_main_look_only():
    assert input_sizes(4000, 4000, policy_for(3200)) == [(1920, 1920), (128, 128)]


@given(st.integers(1, 20_000), st.integers(1, 20_000))
def test_any_photo_has_looks_in_steps_of_32_not_larger_than_the_policy(width, height):
    for size in input_sizes(width, height, POLICY):
        assert all(side >= 32 and side % 32 == 0 for side in size)
        assert size[0] * size[1] <= 960 * 960


def test_a_panorama_is_looked_at_larger_so_that_its_faces_do_not_vanish():
    (wide, high), _ = input_sizes(3200, 400, POLICY)
    assert (wide, high) == (1920, 256)  # of 240, rounded up
    assert input_sizes(1600, 800, POLICY)[0] == (960, 480)


@given(st.integers(1, 300), st.integers(1, 300))
def test_an_image_of_any_shape_fits_into_its_frame(width, height):
    image = np.full((height, width, 3), 200, np.uint8)
    fitted, scale = fitted_inside(image, (64, 32))
    assert fitted.shape == (32, 64, 3)
    assert fitted[0, 0].tolist() == [200, 200, 200]
    assert scale <= max(64 / width, 32 / height)


def test_the_fitted_image_lies_top_left_and_the_rest_is_black():
    fitted, scale = fitted_inside(np.full((100, 50, 3), 255, np.uint8), (64, 64))
    assert scale == pytest.approx(0.64)
    assert (fitted[:, :32] == 255).all()
    assert (fitted[:, 32:] == 0).all()


def test_of_two_boxes_of_one_face_the_surer_stays():
    found = candidates((0, 0, 100, 100), (10, 10, 110, 110), (300, 0, 400, 100), scores=[0.6, 0.8, 0.7])
    kept = without_doubles(found)
    assert kept.scores.tolist() == pytest.approx([0.8, 0.7])


def test_a_small_face_inside_a_large_box_is_a_face_of_its_own():
    assert len(without_doubles(candidates((0, 0, 400, 400), (100, 100, 180, 180))).scores) == 2


def test_nothing_found_stays_nothing():
    assert detections_of(without_doubles(joined([candidates(), candidates()]))) == []


def test_detections_come_largest_first():
    found = detections_of(candidates((0, 0, 10, 10), (0, 0, 50, 50), (0, 0, 30, 30)))
    assert [detection.box[2] for detection in found] == [50, 30, 10]


def test_certainty_rises_from_the_lowest_score_to_the_sure_one():
    assert [certainty_between(score, 0.5, 0.7) for score in (0.4, 0.5, 0.6, 0.7, 0.9)] == pytest.approx(
        [0, 0, 0.5, 1, 1]
    )
