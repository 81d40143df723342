"""Files that trouble an importer: each is read or refused with a reason, and none harms the reading process."""

import csv
import os

import pytest

from faceorg.core.errors import UnreadablePhotoError
from faceorg.media.decoding import DecodeLimits
from faceorg.media.formats import is_photo_name
from faceorg.media.workers import DecodePool

pytestmark = pytest.mark.shared

PATIENCE = 300

REFUSED_ALTHOUGH_PILLOW_LOADS = {
    "other/hopper.ico": "Icons",
    "other/hopper.psd": "Photoshop",
    "raw/RAW_KODAK_DC50_é.KDC": "RAW",
    "raw/DNG.dng": "RAW",
}
"""Pillow finds a preview or a picture in them, but they are no photos of a kind that is read."""

REASONS = {
    "jpeg_corrupt/truncated_jpeg.jpg": "ends too early",
    "png_corrupt/truncated_image.png": "ends too early",
    "corrupt_misc/broken.jpg": "ends too early",
    "bombs/decompression_bomb.gif": "too many pixels",
    "bombs/200MP.heic": "too much memory",
    "wrong_extension/empty.jpg": "empty",
    "heic_corrupt/empty.heic": "empty",
    "heic_corrupt/corrupted.heic": "not a photo",
    "other/balloon_eciRGBv2_aware.jp2": "JPEG 2000",
    "raw/CanonRaw.cr2": "RAW",
    "raw/FujiFilm.raf": "RAW",
}


@pytest.fixture(scope="module")
def folder(shared_dir):
    return shared_dir / "photos" / "odd_formats"


@pytest.fixture(scope="module")
def rows(folder):
    with (folder / "files.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def answers(folder, rows):
    """What became of every file that is tried, by its path: the photo, or the error."""
    pool = DecodePool(2, DecodeLimits())
    try:
        names = [row["path"] for row in rows if is_photo_name(os.fsencode(row["path"]))]
        futures = {name: pool.submit(os.fsencode(folder / name)) for name in names}
        return {name: future.exception(PATIENCE) or future.result() for name, future in futures.items()}
    finally:
        pool.close()


def test_every_file_is_tried_but_for_the_sidecars(rows, answers):
    untried = {row["path"] for row in rows} - answers.keys()
    assert untried == {row["path"] for row in rows if row["observed_pillow13_pillow_heif"] == "sidecar"}


def test_every_file_is_read_or_refused_with_a_reason(answers):
    errors = [answer for answer in answers.values() if isinstance(answer, BaseException)]
    assert all(isinstance(error, UnreadablePhotoError) and error.message for error in errors)
    assert not any("broke off" in error.message or "could not be read" in error.message for error in errors)


def test_whatever_pillow_loads_is_read(rows, answers):
    loads = {row["path"] for row in rows if row["observed_pillow13_pillow_heif"].startswith("loads")}
    refused = {name for name, answer in answers.items() if isinstance(answer, BaseException)}
    assert loads & refused == REFUSED_ALTHOUGH_PILLOW_LOADS.keys()


@pytest.mark.parametrize(("name", "reason"), [*REASONS.items(), *REFUSED_ALTHOUGH_PILLOW_LOADS.items()])
def test_reasons_fit_their_files(answers, name, reason):
    assert reason in str(answers[name])


def test_upright_sizes_are_those_of_the_scene(rows, answers):
    landscape = [name for name in answers if "Landscape_" in name]
    portrait = [name for name in answers if "Portrait_" in name]
    assert {(answers[name].width, answers[name].height) for name in landscape} == {(1800, 1200)}
    assert {(answers[name].width, answers[name].height) for name in portrait} == {(1200, 1800)}


@pytest.mark.parametrize("kind", ["jpg", "webp"])
@pytest.mark.parametrize("orientation", range(2, 9))
def test_one_face_in_all_orientations_is_the_same_face(answers, kind, orientation):
    upright = answers["exif_orientation/hopper.jpg"].pixels.astype(int)
    turned = answers[f"exif_orientation/hopper_orientation_{orientation}.{kind}"].pixels
    assert abs(turned - upright).mean() < 12  # both were compressed anew


def test_a_phone_photo_tells_when_and_with_what_it_was_taken(answers):
    photo = answers["heic/IMG_2682.heic"]
    assert (photo.width, photo.height) == (4032, 3024)
    assert photo.taken.isoformat() == "2019-03-21T11:04:22"
    assert photo.camera == "Apple iPhone 7"


def test_16_bit_greys_are_not_clipped_to_white(answers):
    pixels = answers["png_variants/L_16__128x128.png"].pixels
    assert 40 < pixels.mean() < 215
