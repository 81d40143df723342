"""Every kind of pixel to 8-bit RGB.

The colour rules: 16-bit grey is divided by 257, so that white stays white (a plain conversion clips). Numbers without a
fixed range (32-bit, floating point) are stretched to it. Transparent parts are laid on middle grey, which hides neither
dark nor light hair. An embedded colour profile is applied, so that a photo in a wide colour space looks as it should on
an ordinary screen; a profile that is broken, huge or does not fit the pixels is ignored.
"""

import io

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageCms

_SIXTEEN_TO_EIGHT_BITS = 257
"""65535 / 255."""

_SIXTEEN_BIT_WHITE = 65535

_MIDDLE_GREY = (128, 128, 128)

_PROFILE_BYTES = 4_000_000
"""Real colour profiles reach about 2 MB (printers); larger ones are not worth parsing."""

_SRGB_WORDS = "sRGB"

_MODE_OF_SPACE = {"RGB": "RGB", "GRAY": "L", "CMYK": "CMYK", "Lab": "LAB"}
"""Which pixels a profile's colour space fits."""


def to_rgb(image: Image.Image) -> Image.Image:
    """Return a loaded image in mode RGB, by the colour rules above."""
    flat = _flattened(image)
    profile = image.info.get("icc_profile") or (_lab_profile() if flat.mode == "LAB" else None)
    converted = _through_profile(flat, profile) if isinstance(profile, bytes) else None
    if converted is not None:
        return converted
    return flat if flat.mode == "RGB" else flat.convert("RGB")


def is_averageable(image: Image.Image) -> bool:
    """Say whether neighbouring pixels may be averaged before the conversion (numbers in a palette may not)."""
    return image.mode in {"L", "RGB", "RGBA", "CMYK", "YCbCr"}


def _flattened(image: Image.Image) -> Image.Image:
    """Return the image without palette, transparency and wide numbers: mode L, RGB, CMYK, LAB or YCbCr."""
    if image.mode.startswith("I;16"):
        return _grey(np.asarray(image) // _SIXTEEN_TO_EIGHT_BITS)
    if image.mode in {"I", "F"}:
        return _grey(_stretched(np.asarray(image)))
    if image.has_transparency_data:
        return _on_grey(image.convert("RGBA"))
    if image.mode in {"L", "RGB", "CMYK", "LAB", "YCbCr"}:
        return image
    return image.convert("L" if image.mode == "1" else "RGB")


def _grey(values: NDArray[np.generic]) -> Image.Image:
    return Image.fromarray(values.astype(np.uint8))


def _stretched(values: NDArray[np.generic]) -> NDArray[np.float32]:
    """Return numbers of any range as 0-255; 0-1 and 0-65535 are ranges of their own and kept as they are."""
    numbers = np.nan_to_num(values.astype(np.float32), posinf=0.0, neginf=0.0)
    low, high = float(numbers.min()), float(numbers.max())
    if low >= 0 and values.dtype.kind == "f" and high <= 1:
        low, high = 0.0, 1.0
    elif low >= 0 and values.dtype.kind != "f" and high <= _SIXTEEN_BIT_WHITE:
        low, high = 0.0, float(_SIXTEEN_BIT_WHITE)
    return (numbers - low) * (255.0 / (high - low or 1.0))


def _on_grey(image: Image.Image) -> Image.Image:
    ground = Image.new("RGB", image.size, _MIDDLE_GREY)
    ground.paste(image, mask=image.getchannel("A"))
    return ground


def _through_profile(image: Image.Image, profile: bytes) -> Image.Image | None:
    """Return the image in sRGB, None where the profile changes nothing or cannot be used."""
    if not 0 < len(profile) <= _PROFILE_BYTES:
        return None
    try:
        own = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        if _MODE_OF_SPACE.get(own.profile.xcolor_space.strip()) != image.mode:
            return None
        if _SRGB_WORDS in (own.profile.profile_description or ""):
            return None
        return ImageCms.profileToProfile(image, own, _screen(), outputMode="RGB")
    except (ImageCms.PyCMSError, OSError, ValueError, TypeError):
        return None


def _lab_profile() -> bytes:
    """Return the profile of plain Lab numbers, which Pillow converts only by profile."""
    return ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB")).tobytes()


def _screen() -> ImageCms.ImageCmsProfile:
    return ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB"))
