"""Real photos through real reading processes."""

import os

import numpy as np
import pytest
from PIL import Image

from faceorg.core.errors import UnreadablePhotoError
from faceorg.media.decoding import DecodeLimits
from faceorg.media.reasons import PhotoGoneError
from faceorg.media.workers import DecodePool, choose_workers

PATIENCE = 120


@pytest.fixture(scope="module")
def pool():
    made = DecodePool(1, DecodeLimits())
    yield made
    made.close()


def test_a_photo_comes_back_in_full(pool, six_people):
    photo = pool.submit(os.fsencode(six_people)).result(PATIENCE)
    with Image.open(six_people) as image:
        assert (photo.width, photo.height) == image.size
        assert np.array_equal(photo.pixels, np.asarray(image.convert("RGB")))
    assert photo.size == six_people.stat().st_size


def test_a_dropped_picture_is_the_same_as_its_file(pool, six_people):
    dropped = pool.submit_bytes(six_people.read_bytes()).result(PATIENCE)
    indexed = pool.submit(os.fsencode(six_people)).result(PATIENCE)
    assert dropped.content_hash == indexed.content_hash
    assert np.array_equal(dropped.pixels, indexed.pixels)


def test_the_viewer_gets_its_size(pool, six_people):
    pixels = pool.submit_full(os.fsencode(six_people), 500).result(PATIENCE)
    assert max(pixels.shape) == 500


def test_reasons_cross_the_process(pool, tmp_path):
    (tmp_path / "empty.jpg").touch()
    with pytest.raises(UnreadablePhotoError, match="The file is empty"):
        pool.submit(os.fsencode(tmp_path / "empty.jpg")).result(PATIENCE)
    with pytest.raises(PhotoGoneError):
        pool.submit(os.fsencode(tmp_path / "gone.jpg")).result(PATIENCE)


@pytest.mark.parametrize(("cores", "setting", "expected"), [(1, 0, 2), (8, 0, 4), (64, 0, 8), (64, 3, 3), (None, 0, 2)])
def test_workers_follow_the_setting_or_the_cores(monkeypatch, cores, setting, expected):
    monkeypatch.setattr(os, "cpu_count", lambda: cores)
    assert choose_workers(setting) == expected
