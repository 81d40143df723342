import numpy as np
import pytest
from PIL import Image, ImageCms

from faceorg.media.colour import to_rgb

SRGB = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()

EXCHANGED = SRGB.replace("sRGB".encode("utf-16-be"), "test".encode("utf-16-be"))
EXCHANGED = EXCHANGED.replace(b"rXYZ", b"____").replace(b"gXYZ", b"rXYZ").replace(b"____", b"gXYZ")
"""A profile in which red and green have changed places."""


def rgb(image):
    converted = to_rgb(image)
    assert converted.mode == "RGB"
    return np.asarray(converted)


def test_16_bit_grey_keeps_white_white_and_middle_grey_grey():
    image = Image.fromarray(np.array([[0, 32896, 65535]], np.uint16))
    assert rgb(image)[0, :, 0].tolist() == [0, 128, 255]


def test_32_bit_grey_of_16_bit_range_is_not_stretched():
    image = Image.fromarray(np.array([[0, 32896, 65535]], np.int32))
    assert rgb(image)[0, :, 0].tolist() == [0, 128, 255]


def test_floating_point_between_0_and_1_is_not_stretched():
    image = Image.fromarray(np.array([[0.0, 0.5, 0.8]], np.float32))
    assert rgb(image)[0, :, 0].tolist() == [0, 127, 204]


def test_floating_point_of_another_range_is_stretched():
    image = Image.fromarray(np.array([[-10.0, 0.0, 10.0]], np.float32))
    assert rgb(image)[0, :, 0].tolist() == [0, 127, 255]


def test_numbers_that_are_none_do_no_harm():
    image = Image.fromarray(np.array([[np.nan, np.inf, -np.inf, 1.0]], np.float32))
    assert rgb(image)[0, :, 0].tolist() == [0, 0, 0, 255]


def test_an_image_of_one_number_does_not_divide_by_zero():
    assert rgb(Image.fromarray(np.full((2, 2), 7.0, np.float32))).max() == 0


@pytest.mark.parametrize("mode", ["RGBA", "LA"])
def test_what_is_transparent_becomes_middle_grey(mode):
    image = Image.new("RGBA", (2, 1), (255, 255, 255, 0)).convert(mode)
    assert rgb(image).tolist() == [[[128, 128, 128]] * 2]


def test_what_is_opaque_keeps_its_colour():
    assert rgb(Image.new("RGBA", (1, 1), (10, 20, 30, 255))).tolist() == [[[10, 20, 30]]]


def test_a_palette_with_a_transparent_colour_is_laid_on_grey():
    image = Image.new("P", (2, 1))
    image.putpalette([10, 20, 30, 200, 100, 50])
    image.putpixel((1, 0), 1)
    image.info["transparency"] = 0
    assert rgb(image).tolist() == [[[128, 128, 128], [200, 100, 50]]]


def test_black_and_white_stay_black_and_white():
    image = Image.new("1", (2, 1))
    image.putpixel((1, 0), 1)
    assert rgb(image).tolist() == [[[0, 0, 0], [255, 255, 255]]]


def test_print_colours_become_screen_colours():
    assert rgb(Image.new("CMYK", (1, 1), (0, 255, 255, 0))).tolist() == [[[255, 0, 0]]]


def test_a_profile_of_the_screen_changes_nothing():
    image = Image.new("RGB", (1, 1), (10, 200, 30))
    image.info["icc_profile"] = SRGB
    assert rgb(image).tolist() == [[[10, 200, 30]]]


def test_lab_needs_no_profile_of_its_own():
    grey = rgb(Image.new("LAB", (1, 1), (128, 128, 128)))[0, 0]
    assert np.ptp(grey) <= 2
    assert 100 < grey[0] < 140


def test_a_profile_of_other_colours_is_applied():
    image = Image.new("RGB", (1, 1), (255, 0, 0))
    image.info["icc_profile"] = EXCHANGED
    assert rgb(image).tolist() == [[[0, 255, 0]]]


@pytest.mark.parametrize("profile", [b"", b"nonsense", SRGB[:100], b"\0" * 5_000_000, "text"])
def test_a_broken_profile_is_ignored(profile):
    image = Image.new("RGB", (1, 1), (10, 200, 30))
    image.info["icc_profile"] = profile
    assert rgb(image).tolist() == [[[10, 200, 30]]]


def test_a_profile_that_does_not_fit_the_pixels_is_ignored():
    image = Image.new("L", (1, 1), 77)
    image.info["icc_profile"] = ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB")).tobytes()
    assert rgb(image).tolist() == [[[77, 77, 77]]]
