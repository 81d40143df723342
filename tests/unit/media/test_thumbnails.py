import io
import os

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from faceorg.core.geometry import Region
from faceorg.media.thumbnails import ThumbnailCache, cut_face

HASH = bytes(range(32))
REGION = Region(0.25, 0.25, 0.5, 0.5)


def jpeg(width=32, height=24, colour=(200, 100, 50)):
    file = io.BytesIO()
    Image.new("RGB", (width, height), colour).save(file, "JPEG", quality=95)
    return file.getvalue()


def files_below(folder):
    return [path for path in folder.rglob("*") if path.is_file()]


def test_a_photo_is_found_again(tmp_path):
    cache = ThumbnailCache(tmp_path / "new" / "cache")
    assert cache.photo(HASH) is None
    cache.put_photo(HASH, jpeg())
    found = cache.photo(HASH)
    assert found.shape == (24, 32, 3)
    assert np.abs(found[10, 10].astype(int) - (200, 100, 50)).max() <= 3


def test_faces_of_one_photo_are_kept_apart(tmp_path):
    cache = ThumbnailCache(tmp_path)
    other = Region(0.25, 0.25, 0.5, 0.500001)
    cache.put_face(HASH, REGION, np.full((192, 192, 3), 10, np.uint8))
    cache.put_face(HASH, other, np.full((192, 192, 3), 240, np.uint8))
    assert cache.face(HASH, REGION).max() < 20
    assert cache.face(HASH, other).min() > 230
    assert cache.face(bytes(32), REGION) is None


def test_files_are_whole_private_and_spread_over_folders(tmp_path):
    cache = ThumbnailCache(tmp_path)
    cache.put_photo(HASH, jpeg())
    (path,) = files_below(tmp_path)
    assert path.relative_to(tmp_path).parts == ("photos", "00", f"{HASH.hex()}.jpg")
    assert path.read_bytes() == jpeg()
    assert path.stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("garbage", [b"", b"garbage", jpeg()[:100], jpeg(5000, 4)])
def test_a_damaged_file_counts_as_missing_and_goes(tmp_path, garbage):
    cache = ThumbnailCache(tmp_path)
    cache.put_photo(HASH, garbage)
    assert cache.photo(HASH) is None
    assert files_below(tmp_path) == []


def test_a_deleted_cache_is_an_empty_one(tmp_path):
    cache = ThumbnailCache(tmp_path / "cache")
    cache.put_photo(HASH, jpeg())
    (path,) = files_below(tmp_path)
    path.unlink()
    path.parent.rmdir()
    assert cache.photo(HASH) is None
    cache.put_photo(HASH, jpeg())
    assert cache.photo(HASH) is not None


def test_a_cache_that_cannot_be_written_stops_nothing(tmp_path):
    (tmp_path / "cache").write_text("a file where the folder should be")
    cache = ThumbnailCache(tmp_path / "cache")
    cache.put_photo(HASH, jpeg())
    assert cache.photo(HASH) is None


def test_a_write_that_fails_leaves_nothing_behind(tmp_path, monkeypatch):
    cache = ThumbnailCache(tmp_path)

    monkeypatch.setattr(os, "fdopen", lambda handle, mode: FullFile(handle))
    cache.put_photo(HASH, jpeg())
    assert files_below(tmp_path) == []


class FullFile:
    """A file on a full drive."""

    def __init__(self, handle):
        os.close(handle)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        return False

    def write(self, _):
        raise OSError(28, "No space left on device")


def test_a_face_is_cut_with_room_around_it():
    pixels = np.zeros((400, 400, 3), np.uint8)
    pixels[180:220, 180:220] = 255  # a face of 40 x 40 in the middle
    cut = cut_face(pixels, Region(0.45, 0.45, 0.1, 0.1), side=70)
    assert cut.shape == (70, 70, 3)  # 40 * 1.75
    assert (cut[:, :, 0] > 128).sum() == 40 * 40
    assert cut[35, 35, 0] == 255


def test_at_the_border_the_square_moves_inside():
    pixels = np.zeros((100, 200, 3), np.uint8)
    pixels[:20, :20] = 255
    cut = cut_face(pixels, Region(0.0, 0.0, 0.1, 0.2), side=35)
    assert (cut[:, :, 0] > 128).sum() == 20 * 20
    assert cut[0, 0, 0] == 255


def test_a_face_larger_than_the_photo_is_high_is_shown_whole():
    pixels = np.full((50, 200, 3), 7, np.uint8)
    pixels[:, 60:140] = 255
    cut = cut_face(pixels, Region(0.3, -0.3, 0.4, 1.6), side=80)
    assert (cut[:, :, 0] == 255).all()


part = st.floats(-0.5, 1.5)
extent = st.floats(0.0, 2.0)


@given(part, part, extent, extent, st.integers(1, 40), st.integers(1, 40))
def test_any_region_of_any_photo_gives_a_square(x, y, w, h, width, height):
    pixels = np.full((height, width, 3), 9, np.uint8)
    cut = cut_face(pixels, Region(x, y, w, h), side=16)
    assert cut.shape == (16, 16, 3)
    assert (cut == 9).all()
