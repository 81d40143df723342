import hashlib
import io
import os
from datetime import datetime
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from PIL.ExifTags import Base
from PIL.Image import Transpose

from faceorg.core.errors import UnreadablePhotoError
from faceorg.media.decoding import DecodeLimits, decode, decode_picture, full_pixels
from faceorg.media.reasons import PhotoGoneError

LIMITS = DecodeLimits()

STORED_AS = {
    2: Transpose.FLIP_LEFT_RIGHT,
    3: Transpose.ROTATE_180,
    4: Transpose.FLIP_TOP_BOTTOM,
    5: Transpose.TRANSPOSE,
    6: Transpose.ROTATE_90,
    7: Transpose.TRANSVERSE,
    8: Transpose.ROTATE_270,
}
"""How a camera held in each way stores an upright scene."""


def saved(image, file_format, **options):
    file = io.BytesIO()
    image.save(file, file_format, **options)
    return file.getvalue()


def smooth(width, height):
    """A scene without fine detail, so that lossy formats keep it nearly unchanged."""
    across, down = np.meshgrid(np.linspace(0, 255, width), np.linspace(0, 255, height))
    return Image.fromarray(np.stack([across, down, 255 - across], axis=2).astype(np.uint8))


def written(tmp_path, data, name="photo.jpg"):
    path = tmp_path / name
    path.write_bytes(data)
    return os.fsencode(path)


def stored(scene, orientation):
    image = scene.transpose(STORED_AS[orientation]) if orientation in STORED_AS else scene
    exif = Image.Exif()
    exif[Base.Orientation] = orientation
    return image, exif


@pytest.mark.parametrize("orientation", range(1, 9))
@pytest.mark.parametrize("file_format", ["PNG", "WEBP", "TIFF"])
def test_all_orientations_give_the_same_pixels(orientation, file_format):
    scene = smooth(60, 40)
    image, exif = stored(scene, orientation)
    photo = decode_picture(saved(image, file_format, exif=exif, lossless=True), LIMITS)
    assert (photo.width, photo.height) == (60, 40)
    assert np.array_equal(photo.pixels, np.asarray(scene))


@pytest.mark.parametrize("orientation", range(1, 9))
def test_all_orientations_of_a_large_jpeg_give_the_same_reduced_pixels(orientation):
    scene = smooth(3600, 2400)
    image, exif = stored(scene, orientation)
    photo = decode_picture(saved(image, "JPEG", exif=exif, quality=90), LIMITS)
    assert (photo.width, photo.height) == (3600, 2400)
    expected = np.asarray(scene.resize((1800, 1200), Image.Resampling.BOX)).astype(int)
    assert photo.pixels.shape == expected.shape
    assert np.abs(photo.pixels - expected).max() <= 6


def test_a_file_is_described_completely(tmp_path):
    exif = Image.Exif()
    exif[Base.DateTime] = "2009:03:06 22:15:00"
    exif[Base.Model] = "Box"
    data = saved(smooth(400, 300), "JPEG", exif=exif)
    path = written(tmp_path, data)
    photo = decode(path, LIMITS)
    assert photo.content_hash == hashlib.blake2b(data, digest_size=32).digest()
    assert (photo.taken, photo.camera) == (datetime(2009, 3, 6, 22, 15), "Box")
    assert (photo.size, photo.mtime_ns) == (len(data), Path(os.fsdecode(path)).stat().st_mtime_ns)
    with Image.open(io.BytesIO(photo.thumbnail)) as thumbnail:
        assert (thumbnail.format, thumbnail.size) == ("JPEG", (320, 240))


def test_without_a_date_the_time_of_the_file_counts(tmp_path):
    path = written(tmp_path, saved(smooth(4, 4), "PNG"))
    os.utime(path, (1_000_000_000, 1_000_000_000))
    assert decode(path, LIMITS).taken == datetime.fromtimestamp(1_000_000_000)


def test_a_time_no_calendar_knows_is_no_obstacle(tmp_path):
    path = written(tmp_path, saved(smooth(4, 4), "PNG"))
    os.utime(path, ns=(0, -(2**62)))
    assert decode(path, LIMITS).pixels.shape == (4, 4, 3)


def test_a_small_picture_is_neither_enlarged_nor_given_a_larger_thumbnail():
    photo = decode_picture(saved(smooth(30, 20), "PNG"), LIMITS)
    assert photo.pixels.shape == (20, 30, 3)
    with Image.open(io.BytesIO(photo.thumbnail)) as thumbnail:
        assert thumbnail.size == (30, 20)


@pytest.mark.parametrize("mode", ["RGB", "L", "P", "1", "RGBA", "CMYK"])
def test_other_formats_are_reduced_to_a_long_side_of_1600_to_3200(mode):
    image = Image.new(mode, (3300, 100))
    photo = decode_picture(saved(image, "TIFF"), LIMITS)
    assert (photo.width, photo.height) == (3300, 100)
    assert photo.pixels.shape == (50, 1650, 3)


def test_a_very_long_photo_keeps_at_least_one_row():
    photo = decode_picture(saved(Image.new("RGB", (30_000, 1)), "JPEG"), LIMITS)
    assert photo.pixels.shape[0] == 1
    assert 1600 <= photo.pixels.shape[1] <= 3200


def test_the_first_picture_of_several_counts():
    red, blue = Image.new("RGB", (8, 8), (255, 0, 0)), Image.new("RGB", (8, 8), (0, 0, 255))
    for file_format in ("GIF", "PNG", "WEBP", "TIFF", "AVIF"):
        options = {"quality": 100} if file_format == "AVIF" else {"lossless": True}
        photo = decode_picture(saved(red, file_format, save_all=True, append_images=[blue], **options), LIMITS)
        assert photo.pixels[4, 4, 0] > 250, file_format
        assert photo.pixels[4, 4, 2] < 5, file_format


def test_the_content_decides_not_the_name(tmp_path):
    assert decode(written(tmp_path, saved(smooth(4, 4), "PNG"), "photo.heic"), LIMITS).width == 4


def test_formats_outside_the_list_are_refused(tmp_path):
    for file_format in ("PPM", "PCX", "ICO", "TGA"):
        with pytest.raises(UnreadablePhotoError):
            decode(written(tmp_path, saved(smooth(32, 32), file_format)), LIMITS)


def test_the_preview_inside_a_raw_photo_is_not_taken_for_the_photo(tmp_path):
    with pytest.raises(UnreadablePhotoError, match="RAW photos"):
        decode(written(tmp_path, saved(smooth(32, 32), "TIFF"), "photo.NEF"), LIMITS)


def test_a_photo_with_too_many_pixels_is_refused_before_it_is_read():
    data = saved(Image.new("1", (2000, 1000)), "PNG")
    with pytest.raises(UnreadablePhotoError, match="2 megapixels; photos above 1 are"):
        decode_picture(data, DecodeLimits(megapixels=1))


@pytest.mark.parametrize("file_format", ["JPEG", "PNG", "TIFF", "BMP", "WEBP"])
def test_half_a_file_ends_too_early_or_is_damaged(file_format):
    noise = Image.fromarray(np.random.default_rng(0).integers(0, 255, (64, 64, 3), np.uint8))
    data = saved(noise, file_format)
    with pytest.raises(UnreadablePhotoError, match=r"ends too early|damaged"):
        decode_picture(data[: len(data) // 2], LIMITS)


@pytest.mark.parametrize(
    ("data", "reason"), [(b"", "empty"), (b"hello", "not a photo"), (b"\xff\xd8\xff", "not a photo")]
)
def test_what_is_no_picture_says_so(data, reason):
    with pytest.raises(UnreadablePhotoError, match=reason):
        decode_picture(data, LIMITS)


def test_broken_metadata_does_not_hide_the_pixels():
    data = saved(smooth(16, 16), "JPEG", exif=b"Exif\0\0MM\0*\0\0\0\x08\xff\xff" + b"\xff" * 40)
    assert decode_picture(data, LIMITS).pixels.shape == (16, 16, 3)


def test_a_vanished_file_is_told_from_a_damaged_one(tmp_path):
    with pytest.raises(PhotoGoneError):
        decode(os.fsencode(tmp_path / "gone.jpg"), LIMITS)


def test_only_ordinary_files_are_opened(tmp_path):
    os.mkfifo(tmp_path / "pipe.jpg")
    (tmp_path / "folder.jpg").mkdir()
    for name in ("pipe.jpg", "folder.jpg"):
        with pytest.raises(UnreadablePhotoError, match="not an ordinary file"):
            decode(os.fsencode(tmp_path / name), LIMITS)


@pytest.mark.parametrize("name", [b"caf\xe9.png", "Ünïcødé 👪.png".encode(), b"line\nbreak.png", b"x" * 251 + b".png"])
def test_any_name_is_read(tmp_path, name):
    path = written(tmp_path, saved(smooth(4, 4), "PNG"), os.fsdecode(name))
    assert decode(path, LIMITS).width == 4


def test_the_viewer_gets_the_photo_at_the_size_it_asks_for(tmp_path):
    image, exif = stored(smooth(900, 600), 6)
    path = written(tmp_path, saved(image, "JPEG", exif=exif))
    assert full_pixels(path, 450, LIMITS).shape == (300, 450, 3)
    assert full_pixels(path, 4096, LIMITS).shape == (600, 900, 3)
