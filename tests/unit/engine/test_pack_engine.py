"""A detector and a recogniser together give faces in the words of the rest of the house."""

import numpy as np
import pytest

from faceorg.engine.interface import Detection
from faceorg.engine.pack_engine import PackEngine

LANDMARKS = np.array([[40, 40], [80, 40], [60, 60], [45, 80], [75, 80]], np.float32)


class OneFace:
    asked = None

    def detect(self, image, input_size=None):
        self.asked = input_size
        return [Detection((20.0, 10.0, 100.0, 110.0), 0.8, LANDMARKS)]

    def certainty(self, score):
        return 1.0


class NoFace(OneFace):
    def detect(self, image, input_size=None):
        return []


class Ones:
    def embed(self, crops):
        return np.full((len(crops), 4), 0.5, np.float32)


@pytest.fixture
def image():
    return np.random.default_rng(0).integers(0, 256, (100, 200, 3), np.uint8)


def test_a_face_is_placed_in_fractions_of_the_photo(image):
    (face,) = PackEngine(None, OneFace(), Ones()).faces(image)
    assert (face.region.x, face.region.y) == pytest.approx((0.1, 0.1))
    assert (face.region.w, face.region.h) == pytest.approx((0.4, 0.9))  # its box ends 10 pixels below the photo
    np.testing.assert_allclose(face.landmarks[0], [0.2, 0.4])
    assert face.score == 0.8
    assert 0 < face.quality <= 1
    assert face.embedding.tolist() == [0.5] * 4


def test_no_face_is_a_normal_answer(image):
    assert PackEngine(None, NoFace(), Ones()).faces(image) == []


def test_an_input_size_reaches_the_detector(image):
    detector = OneFace()
    PackEngine(None, detector, Ones()).detect(image, input_size=(640, 640))
    assert detector.asked == (640, 640)


def test_a_face_in_profile_is_trusted_less_but_still_trusted(image):
    class Profile(OneFace):
        def detect(self, image, input_size=None):
            turned = LANDMARKS.copy()
            turned[2] = turned[1]  # the nose under an eye
            return [Detection((20.0, 10.0, 100.0, 110.0), 0.8, turned)]

    frontal, turned = (PackEngine(None, detector(), Ones()).faces(image)[0].quality for detector in (OneFace, Profile))
    assert turned == pytest.approx(frontal / 2, rel=0.2)
