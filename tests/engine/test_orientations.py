"""However a camera was held, and whatever engine looks: the same faces in the same places."""

import os

import numpy as np
import pytest
from PIL import Image
from PIL.ExifTags import Base

from faceorg.engine.packs import PackStore
from faceorg.media.decoding import DecodeLimits, decode

pytestmark = pytest.mark.engine

STORED_AS = {
    1: None,
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_90,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_270,
}
"""How the pixels of an upright photo lie in a file of each EXIF orientation (EXIF 2.32, tag 274)."""

TOLERANCE = 0.02
"""Of the photo's sides: a JPEG turned before it is written is not the same to the bit, and detectors answer to that."""


@pytest.fixture(scope="module")
def photos(six_people, tmp_path_factory):
    """The photo of six people as each orientation's file, decoded as for indexing; by orientation."""
    folder = tmp_path_factory.mktemp("orientations")
    decoded = {}
    with Image.open(six_people) as upright:
        for orientation, turned in STORED_AS.items():
            exif = Image.Exif()
            exif[Base.Orientation] = orientation
            path = folder / f"{orientation}.jpg"
            (upright if turned is None else upright.transpose(turned)).save(path, quality=95, exif=exif)
            decoded[orientation] = decode(os.fsencode(path), DecodeLimits())
    return decoded


@pytest.fixture(scope="module")
def buffalo(shared_dir, tmp_path_factory):
    folder = tmp_path_factory.mktemp("library")
    store = PackStore(folder / "models", folder / "cache")
    return store.load(store.add(shared_dir / "models" / "buffalo_sc").name)


def assert_same_in_all_orientations(engine, photos):
    upright = engine.faces(photos[1].pixels)
    assert len(upright) == 6
    for photo in photos.values():
        assert (photo.width, photo.height) == (photos[1].width, photos[1].height)
        found = engine.faces(photo.pixels)
        assert len(found) == len(upright)
        for expected in upright:
            face = max(found, key=lambda face: face.embedding @ expected.embedding)
            assert astuple(face.region) == pytest.approx(astuple(expected.region), abs=TOLERANCE)
            assert np.abs(face.landmarks - expected.landmarks).max() < TOLERANCE
            assert face.embedding @ expected.embedding > 0.95


def astuple(region):
    return region.x, region.y, region.w, region.h


def test_the_built_in_engine_finds_the_same_faces_in_all_orientations(builtin, photos):
    assert_same_in_all_orientations(builtin, photos)


@pytest.mark.shared
def test_a_pack_finds_the_same_faces_in_all_orientations(buffalo, photos):
    assert_same_in_all_orientations(buffalo, photos)
