from datetime import datetime

import numpy as np
import pytest
from PIL import Image, ImageOps
from PIL.ExifTags import IFD, Base

from faceorg.media.exif import PhotoFacts, parse_time, read_facts, turn_upright


def image_with(**tags):
    image = Image.new("RGB", (4, 3))
    exif = image.getexif()
    own = {Base.DateTimeOriginal: tags.pop("original", None), Base.DateTimeDigitized: tags.pop("digitized", None)}
    for tag, value in own.items():
        if value is not None:
            exif.get_ifd(IFD.Exif)[tag] = value
    for name, value in tags.items():
        exif[getattr(Base, name)] = value
    return image


@pytest.mark.parametrize("orientation", range(1, 9))
def test_turning_upright_agrees_with_pillow(orientation):
    pixels = np.arange(4 * 6 * 3, dtype=np.uint8).reshape(4, 6, 3)
    image = Image.fromarray(pixels)
    image.getexif()[Base.Orientation] = orientation
    expected = np.asarray(ImageOps.exif_transpose(image))
    assert np.array_equal(np.asarray(turn_upright(image, read_facts(image).orientation)), expected)


@pytest.mark.parametrize("orientation", [0, 9, 255, "6 or so"])
def test_orientations_that_do_not_exist_mean_upright(orientation):
    image = Image.new("RGB", (4, 3))
    image.getexif()[Base.Orientation] = orientation
    assert read_facts(image).orientation == 1


@pytest.mark.parametrize(
    ("tags", "expected"),
    [
        ({"original": "2009:03:06 22:15:00", "DateTime": "2020:01:01 00:00:00"}, datetime(2009, 3, 6, 22, 15)),
        ({"original": "    :  :     :  :  ", "digitized": "2009:03:06 22:15:01"}, datetime(2009, 3, 6, 22, 15, 1)),
        ({"DateTime": "2020:01:02 03:04:05"}, datetime(2020, 1, 2, 3, 4, 5)),
        ({}, None),
    ],
)
def test_the_time_of_the_shot_comes_before_later_ones(tags, expected):
    assert read_facts(image_with(**tags)).taken == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2009:03:06 22:15:00", datetime(2009, 3, 6, 22, 15)),
        ("2009-03-06T22:15:07+02:00", datetime(2009, 3, 6, 22, 15, 7)),
        ("2009:03:06", datetime(2009, 3, 6)),
        ("0000:00:00 00:00:00", None),
        ("1000:01:01 00:00:00", None),
        ("2009:13:40 99:99:99", None),
        ("None", None),
        ("", None),
    ],
)
def test_times_are_read_as_cameras_write_them(text, expected):
    assert parse_time(text) == expected


@pytest.mark.parametrize(
    ("maker", "model", "expected"),
    [
        ("Canon", "Canon EOS 6D", "Canon EOS 6D"),
        ("Apple", "iPhone 7", "Apple iPhone 7"),
        ("NIKON\0\0", "  COOLPIX   P6000 \n", "NIKON COOLPIX P6000"),
        ("", "", ""),
    ],
)
def test_a_camera_is_named_once_and_plainly(maker, model, expected):
    assert read_facts(image_with(Make=maker, Model=model)).camera == expected


def test_a_hostile_camera_name_is_cut():
    assert len(read_facts(image_with(Model="x" * 10_000)).camera) == 100


def test_broken_metadata_is_missing_metadata():
    class Broken:
        def getexif(self):
            raise ZeroDivisionError

    assert read_facts(Broken()) == PhotoFacts()
