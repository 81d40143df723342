"""The built-in engine's own part: at which size a photo is searched, and how finds become faces of the photo."""

import numpy as np
import pytest

from faceorg.core.packs import CutOffs, PackFacts
from faceorg.engine import dlib_engine
from faceorg.engine.dlib_detector import Boxes
from faceorg.engine.dlib_embedder import BATCH, DlibEmbedder
from faceorg.engine.dlib_engine import DlibEngine, search_scale
from faceorg.engine.dlib_landmarks import LEAVES, SPLITS, Trees

FACTS = PackFacts("builtin", "", 128, CutOffs(0.9, 0.9, 0.9, 0.9), "", "", "")
INITIAL = np.array([[0.8, 0.3], [0.6, 0.3], [0.2, 0.3], [0.4, 0.3], [0.5, 0.6]], np.float32)
STILL = Trees(
    initial=INITIAL,
    first=np.zeros((1, 1, SPLITS), np.int16),
    second=np.zeros((1, 1, SPLITS), np.int16),
    thresholds=np.zeros((1, 1, SPLITS), np.float32),
    leaves=np.zeros((1, 1, LEAVES, 10), np.float32),
    anchors=np.zeros((1, 1), np.int16),
    offsets=np.zeros((1, 1, 2), np.float32),
)
"""Landmarks that stay where they are in a mean face."""


class FakeDetector:
    """Finds what it is told to at each look, and remembers the sizes (width, height) it was shown."""

    def __init__(self, *looks):
        self.looks = list(looks)
        self.sizes = []

    def find(self, image):
        self.sizes.append((image.shape[1], image.shape[0]))
        edges, scores = self.looks.pop(0) if self.looks else ([], [])
        return Boxes(np.array(edges, np.int64).reshape(-1, 4), np.array(scores, np.float32))


class FakeSession:
    """A recogniser whose answer is the mean colour of the crop's left and right half."""

    def __init__(self):
        self.batches = []

    def run(self, _names, feeds):
        (planes,) = feeds.values()
        self.batches.append(len(planes))
        halves = np.concatenate([planes[..., :75].mean(axis=(2, 3)), planes[..., 75:].mean(axis=(2, 3))], axis=1)
        return [np.pad(halves, ((0, 0), (0, 122)))]


def engine(*looks, long_side=1600) -> DlibEngine:
    return DlibEngine(FACTS, FakeDetector(*looks), STILL, DlibEmbedder(FakeSession()), long_side)


def grey_photo(width, height) -> np.ndarray:
    return np.random.default_rng(2).integers(0, 255, (height, width, 3), dtype=np.uint8)


@pytest.mark.parametrize(
    ("size", "scale"),
    [
        ((3200, 2400), 0.5),
        ((2400, 3200), 0.5),
        ((1600, 1200), 1.0),
        ((1200, 900), 4 / 3),
        ((500, 400), 2.0),
        ((100, 100), 2.0),
        ((3200, 1600), 0.5),
    ],
)
def test_photos_are_searched_at_the_long_side_but_never_more_than_doubled(size, scale):
    assert search_scale(*size, 1600) == pytest.approx(scale)


@pytest.mark.parametrize("size", [(3200, 800), (6000, 1000), (800, 6000), (20000, 500), (3200, 40), (100_000, 4000)])
def test_a_panorama_keeps_more_pixels_within_the_area_of_a_square(size):
    scale = search_scale(*size, 1600)
    assert 1600 / max(size) < scale <= 1.0
    assert size[0] * size[1] * scale**2 <= 1600**2 * 1.001
    assert min(size) * scale <= 800.001


def test_the_policy_has_no_step_where_panoramas_begin():
    assert search_scale(4001, 2000, 1600) == pytest.approx(search_scale(4000, 2000, 1600), rel=1e-3)


@pytest.mark.parametrize("size", [(39, 500), (500, 39), (1, 1)])
def test_an_image_too_small_for_a_face_is_not_searched(size):
    small = engine()
    assert small.faces(grey_photo(*size)) == []
    assert small._detector.sizes == []


def test_finds_come_back_in_pixels_of_the_photo_largest_first():
    small_and_large = [[0, 0, 49, 49], [100, 200, 299, 399]], [1.1, 0.9]
    half = engine(small_and_large)
    large, small = half.detect(grey_photo(3200, 2400))
    assert half._detector.sizes == [(1600, 1200)]
    assert large.box == (200, 400, 600, 800)
    assert small.box == (0, 0, 100, 100)
    assert (large.score, small.score) == pytest.approx((0.9, 1.1))
    np.testing.assert_allclose(large.landmarks, 200 + INITIAL * 399 + [0, 200], atol=0.01)


def test_without_a_find_the_photo_is_looked_at_again_small_and_framed():
    close_up = engine(([], []), ([[50, 40, 249, 239]], [0.8]))
    (found,) = close_up.detect(grey_photo(1600, 1200))
    assert close_up._detector.sizes == [(1600, 1200), (200 + 2 * 60, 150 + 2 * 60)]
    assert found.box == (-10 * 8, -20 * 8, 190 * 8, 180 * 8)


def test_a_second_look_is_taken_only_when_nothing_was_found():
    once = engine(([[0, 0, 99, 99]], [1.0]))
    once.detect(grey_photo(1600, 1200))
    assert len(once._detector.sizes) == 1


def test_a_photo_without_faces_has_no_faces():
    none = engine()
    assert none.faces(grey_photo(640, 480)) == []
    assert none.crops(grey_photo(640, 480), []).shape == (0, 150, 150, 3)
    assert none.embed(np.empty((0, 150, 150, 3), np.uint8)).shape == (0, 128)


def test_a_face_is_placed_in_fractions_of_the_photo():
    (face,) = engine(([[400, 300, 799, 699]], [1.0])).faces(grey_photo(1600, 1200))
    region = face.region
    assert (region.x, region.y, region.w, region.h) == pytest.approx((0.25, 0.25, 0.25, 1 / 3))
    expected = (np.array([400, 300]) + INITIAL * 399) / [1600, 1200]
    np.testing.assert_allclose(face.landmarks, expected, atol=1e-5)
    assert face.landmarks.dtype == np.float32
    assert np.linalg.norm(face.embedding) == pytest.approx(1)
    assert 0 < face.quality <= 1


def test_an_unsure_find_is_worth_less():
    box = [[400, 300, 799, 699]]
    (sure,) = engine((box, [1.1])).faces(grey_photo(1600, 1200))
    (unsure,) = engine((box, [0.3])).faces(grey_photo(1600, 1200))
    assert unsure.quality == pytest.approx(0.3 * sure.quality, rel=1e-3)


def test_a_face_and_its_mirror_image_have_one_embedding():
    chips = np.random.default_rng(4).integers(0, 255, (3, 150, 150, 3), dtype=np.uint8)
    chips[:, :, :75] //= 3
    embedder = DlibEmbedder(FakeSession())
    straight, mirrored = embedder.embed(chips), embedder.embed(chips[:, :, ::-1])
    np.testing.assert_allclose(straight, mirrored, atol=1e-6)
    assert np.abs(embedder.raw(chips) - embedder.raw(chips[:, :, ::-1])).max() > 0.1


def test_faces_are_embedded_in_batches_in_their_order():
    chips = np.random.default_rng(4).integers(0, 255, (BATCH + 3, 150, 150, 3), dtype=np.uint8)
    session = FakeSession()
    together = DlibEmbedder(session).embed(chips)
    assert session.batches == [BATCH, BATCH, 3, 3]
    np.testing.assert_allclose(together[-1:], DlibEmbedder(session).embed(chips[-1:]), atol=1e-6)


def test_the_search_size_is_the_one_asked_for():
    for long_side in (800, 2400):
        asked = engine(long_side=long_side)
        asked.detect(grey_photo(3200, 2400))
        assert asked._detector.sizes[0] == (long_side, long_side * 3 // 4)
    assert dlib_engine.SMALLEST_SIDE == 40
