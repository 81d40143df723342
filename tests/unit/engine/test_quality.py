import cv2
import numpy as np
import pytest

from faceorg.engine.quality import face_quality, frontality_of, sharpness


def detailed_crop(side: int = 150) -> np.ndarray:
    """Random grey blotches of a few pixels, as sharp as skin, brows and hair are."""
    noise = np.random.default_rng(7).integers(0, 255, (side // 5, side // 5), dtype=np.uint8)
    grey = cv2.resize(noise, (side, side), interpolation=cv2.INTER_CUBIC)
    return np.repeat(grey[..., None], 3, axis=2)


def test_a_large_sharp_frontal_face_is_perfect():
    assert face_quality(detailed_crop(), face_pixels=200) == 1.0


@pytest.mark.parametrize("pixels", [0, 5, 10])
def test_a_tiny_face_is_worth_nothing(pixels):
    assert face_quality(detailed_crop(), face_pixels=pixels) == 0.0


def test_quality_grows_with_size_until_there_are_enough_pixels():
    values = [face_quality(detailed_crop(), face_pixels=pixels) for pixels in (12, 20, 30, 40, 300)]
    assert values[:4] == sorted(set(values[:4]))
    assert values[3] == values[4]


def test_quality_falls_with_blur():
    crop = detailed_crop()
    values = [face_quality(cv2.GaussianBlur(crop, (0, 0), sigma), 200) for sigma in (0.5, 4.0, 6.0, 12.0)]
    assert values == sorted(values, reverse=True)
    assert values[-1] < 0.3


def test_a_flat_crop_is_worth_nothing():
    assert face_quality(np.full((112, 112, 3), 128, np.uint8), face_pixels=200) == 0.0


def test_contrast_does_not_change_sharpness_much():
    crop = detailed_crop()
    pale = (crop // 2 + 64).astype(np.uint8)
    assert sharpness(pale) == pytest.approx(sharpness(crop), rel=0.1)


def test_a_black_border_outside_the_photo_does_not_look_sharp():
    blurred = cv2.GaussianBlur(detailed_crop(), (0, 0), 8)
    cut = blurred.copy()
    cut[:, :15] = 0
    assert sharpness(cut) == pytest.approx(sharpness(blurred), rel=0.05)


def test_certainty_and_frontality_multiply_in_and_are_limited():
    crop = detailed_crop()
    assert face_quality(crop, 200, certainty=0.5, frontality=0.5) == pytest.approx(0.25)
    assert face_quality(crop, 200, certainty=3.0, frontality=-1.0) == 0.0


def points(*xy: tuple[float, float]) -> list[np.ndarray]:
    return [np.array(point, np.float32) for point in xy]


def test_a_nose_between_the_eyes_is_frontal_even_when_the_head_is_tilted():
    assert frontality_of(*points((0, 0), (100, 0), (50, 60))) == 1.0
    assert frontality_of(*points((0, 0), (0, 100), (-60, 50))) == 1.0


def test_a_nose_under_or_beyond_an_eye_is_a_profile():
    assert frontality_of(*points((0, 0), (100, 0), (0, 60))) == 0.0
    assert frontality_of(*points((0, 0), (100, 0), (130, 60))) == 0.0


def test_frontality_is_the_same_for_a_mirrored_face():
    one_way = frontality_of(*points((0, 0), (100, 0), (30, 60)))
    assert 0 < one_way < 1
    assert one_way == pytest.approx(frontality_of(*points((100, 0), (0, 0), (70, 60))))


def test_eyes_in_one_place_are_no_face():
    assert frontality_of(*points((5, 5), (5, 5), (9, 9))) == 0.0
