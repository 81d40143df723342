"""Crops are upright, whatever way the face was turned in the photo."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from faceorg.engine.alignment import ARCFACE_POINTS, aligned_crops, similarity_transform


@given(
    scale=st.floats(0.1, 20),
    degrees=st.floats(-180, 180),
    shift=st.tuples(st.floats(-2000, 2000), st.floats(-2000, 2000)),
)
def test_a_turned_scaled_and_shifted_face_comes_back_to_its_place(scale, degrees, shift):
    angle = np.radians(degrees)
    turn = scale * np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])
    landmarks = (ARCFACE_POINTS @ turn.T + shift).astype(np.float32)
    matrix = similarity_transform(landmarks, ARCFACE_POINTS)
    back = landmarks @ matrix[:, :2].T + matrix[:, 2]
    np.testing.assert_allclose(back, ARCFACE_POINTS, atol=0.05)


def test_a_mirrored_face_is_turned_but_never_mirrored():
    mirrored = ARCFACE_POINTS * [-1, 1]
    matrix = similarity_transform(mirrored.astype(np.float32), ARCFACE_POINTS)
    assert np.linalg.det(matrix[:, :2]) > 0


def test_landmarks_in_one_place_give_a_crop_around_it():
    matrix = similarity_transform(np.full((5, 2), 7, np.float32), ARCFACE_POINTS)
    assert np.isfinite(matrix).all()
    assert matrix[:, :2] @ [7, 7] + matrix[:, 2] == pytest.approx(ARCFACE_POINTS.mean(axis=0), abs=1e-3)


def test_a_face_already_in_place_is_cut_pixel_by_pixel():
    image = np.random.default_rng(1).integers(0, 256, (112, 112, 3), np.uint8)
    crops = aligned_crops(image, [ARCFACE_POINTS])
    assert crops.shape == (1, 112, 112, 3)
    np.testing.assert_array_equal(crops[0], image)


def test_what_lies_outside_the_photo_is_black():
    image = np.full((112, 112, 3), 255, np.uint8)
    crop = aligned_crops(image, [ARCFACE_POINTS - np.float32(56)])[0]
    assert (crop[:50, :50] == 0).all()
    assert (crop[60:, 60:] == 255).all()


def test_no_faces_no_crops():
    assert aligned_crops(np.zeros((10, 10, 3), np.uint8), []).shape == (0, 112, 112, 3)
