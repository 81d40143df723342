"""The built-in engine gives dlib's own numbers; the values here were computed by dlib, but where it says otherwise."""

import hashlib

import numpy as np
import pytest

from faceorg.engine.dlib_detector import normalised
from faceorg.engine.dlib_landmarks import find_landmarks
from faceorg.engine.graphs import INPUT

pytestmark = pytest.mark.engine


@pytest.fixture(scope="module")
def slants() -> np.ndarray:
    """A crop of slanting colours, 150 pixels a side."""
    y, x, channel = np.mgrid[:150, :150, :3]
    crop = ((3 * x + 5 * y + 40 * channel + (x * y) // 16) % 256).astype(np.uint8)
    assert hashlib.sha256(crop.tobytes()).hexdigest().startswith("baa68a5551697614")
    return crop


@pytest.fixture(scope="module")
def waves() -> np.ndarray:
    """A picture of waves, 480 rows by 640 columns."""
    y, x, channel = np.mgrid[:480, :640, :3]
    image = (128 + 60 * np.sin(x / 17 + channel) + 60 * np.cos(y / 23)).astype(np.uint8)
    assert hashlib.sha256(image.tobytes()).hexdigest().startswith("5f32f64c9b5f7ae4")
    return image


def test_the_embedding_of_a_crop(builtin, slants):
    (embedding,) = builtin._embedder.raw(slants[None])
    starts = [-0.055727, 0.13363, 0.08106, -0.016817, -0.072414, -0.027321]
    np.testing.assert_allclose(embedding[:6], starts, atol=1e-4)
    np.testing.assert_allclose(embedding[-2:], [-0.039566, -0.007136], atol=1e-4)
    assert np.linalg.norm(embedding) == pytest.approx(1.301778, abs=1e-4)


def test_the_embedding_of_a_black_crop(builtin):
    (embedding,) = builtin._embedder.raw(np.zeros((1, 150, 150, 3), np.uint8))
    np.testing.assert_allclose(embedding[:4], [-0.039917, 0.104916, 0.090823, -0.008847], atol=1e-4)
    assert np.linalg.norm(embedding) == pytest.approx(1.306646, abs=1e-4)


def test_an_embedding_is_the_mean_direction_of_crop_and_mirror_image(builtin, slants):
    straight, mirrored = builtin._embedder.raw(np.stack([slants, slants[:, ::-1]]))
    mean = straight / np.linalg.norm(straight) + mirrored / np.linalg.norm(mirrored)
    (embedding,) = builtin.embed(slants[None])
    np.testing.assert_allclose(embedding, mean / np.linalg.norm(mean), atol=1e-5)
    assert np.linalg.norm(embedding) == pytest.approx(1, abs=1e-6)


@pytest.mark.parametrize(
    ("box", "points"),
    [
        ((200, 120, 319, 239), [(286, 175), (273, 175), (241, 175), (254, 175), (263, 203)]),
        ((600, 400, 679, 479), [(665, 433), (654, 431), (629, 422), (639, 426), (643, 453)]),
        ((-30, -20, 60, 70), [(35, 10), (24, 9), (5, 4), (12, 6), (9, 30)]),
    ],
)
def test_the_landmarks_of_a_box(builtin, waves, box, points):
    found = np.floor(find_landmarks(builtin._trees, waves, np.array(box)) + 0.5)
    np.testing.assert_allclose(found, points, atol=1)  # another BLAS may round the other way
    assert (found == points).mean() >= 0.9


def test_the_detector_s_raw_answer(builtin, waves):
    """Not dlib's own: from a graph whose boxes had been compared with dlib's on a hundred photos."""
    planes = np.ascontiguousarray(normalised(waves[:200, :200]).transpose(2, 0, 1)[None])
    (answer,) = builtin._detector._session.run(None, {INPUT: planes})
    assert answer.shape == (1, 1, 22, 22)
    found = (answer.min(), answer.max(), answer.mean(), answer[0, 0, 10, 10])
    assert found == pytest.approx((-2.91582, -1.07391, -1.64696, -1.53969), abs=1e-3)


def test_the_boxes_of_a_real_photo(builtin, six_people_pixels):
    """Not dlib's own: kept from the day the other goldens were met, so that a change of the recipe is noticed."""
    boxes = builtin._detector.find(six_people_pixels)
    expected = [
        (904, 69, 1018, 183),
        (1112, 276, 1225, 390),
        (52, 265, 166, 379),
        (720, 357, 834, 471),
        (436, 275, 572, 411),
        (264, 158, 359, 253),
    ]
    assert sorted(map(tuple, boxes.edges.tolist())) == sorted(expected)
    assert boxes.scores == pytest.approx([1.0863, 1.0708, 1.0692, 1.0667, 1.0616, 1.0302], abs=1e-2)
