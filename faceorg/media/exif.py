"""What a photo says about itself: which way is up, when it was taken, with which camera.

Metadata is often broken while the pixels are fine, so nothing here ever fails: what cannot be read is missing.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeVar

from PIL import Image
from PIL.ExifTags import IFD, Base
from PIL.Image import Transpose

_T = TypeVar("_T")

_UPRIGHT_BY = {
    2: Transpose.FLIP_LEFT_RIGHT,
    3: Transpose.ROTATE_180,
    4: Transpose.FLIP_TOP_BOTTOM,
    5: Transpose.TRANSPOSE,
    6: Transpose.ROTATE_270,
    7: Transpose.TRANSVERSE,
    8: Transpose.ROTATE_90,
}
"""What undoes each EXIF orientation. ``ImageOps.exif_transpose`` does the same but then writes the EXIF block anew,
which fails on broken blocks."""

_SIDEWAYS_FROM = 5
"""Orientations 5-8 exchange width and height."""

_TIME_PATTERN = re.compile(r"(\d{4})\D(\d{1,2})\D(\d{1,2})(?:\D+(\d{1,2})\D(\d{1,2})(?:\D(\d{1,2}))?)?")

_FIRST_PHOTO_YEAR = 1826
"""Earlier years are counters that never ran or clocks that were never set."""

_CAMERA_LETTERS = 100
"""No camera has a longer name; a hostile file may."""


@dataclass(frozen=True, slots=True)
class PhotoFacts:
    """What the metadata says.

    Attributes:
        orientation: EXIF orientation 1-8 of the stored pixels.
        taken: Local time, None if unknown.
        camera: Maker and model, or empty.
    """

    orientation: int = 1
    taken: datetime | None = None
    camera: str = ""

    @property
    def sideways(self) -> bool:
        """Whether width and height of the stored pixels change places in the upright photo."""
        return self.orientation >= _SIDEWAYS_FROM


def read_facts(image: Image.Image) -> PhotoFacts:
    """Return what a loaded image says about itself; never fails."""
    exif = _guarded(image.getexif, None)
    if exif is None:
        return PhotoFacts()
    return PhotoFacts(
        orientation=_guarded(lambda: _orientation(exif), 1),
        taken=_guarded(lambda: _taken(exif), None),
        camera=_guarded(lambda: _camera(exif), ""),
    )


def turn_upright(image: Image.Image, orientation: int) -> Image.Image:
    """Return the image as it is meant to be looked at."""
    method = _UPRIGHT_BY.get(orientation)
    return image if method is None else image.transpose(method)


def _guarded(read: Callable[[], _T], missing: _T) -> _T:
    try:
        return read()
    except Exception:  # noqa: BLE001 - broken metadata raises anything, and no photo is lost over it
        return missing


def _orientation(exif: Image.Exif) -> int:
    value = int(exif.get(Base.Orientation, 1))
    return value if value in _UPRIGHT_BY else 1


def _taken(exif: Image.Exif) -> datetime | None:
    """Return the time of the shot, else of the scan, else of the last change a program made."""
    own: Mapping[int, Any] = _guarded(lambda: exif.get_ifd(IFD.Exif), {})
    texts = (own.get(Base.DateTimeOriginal), own.get(Base.DateTimeDigitized), exif.get(Base.DateTime))
    return next((taken for text in texts if (taken := parse_time(str(text)))), None)


def parse_time(text: str) -> datetime | None:
    """Return the local time of an EXIF time string, None if it holds none that makes sense."""
    found = _TIME_PATTERN.search(text)
    if found is None:
        return None
    try:
        taken = datetime(*(int(part or 0) for part in found.groups()))  # type: ignore[arg-type]
    except ValueError:
        return None
    return taken if taken.year >= _FIRST_PHOTO_YEAR else None


def _camera(exif: Image.Exif) -> str:
    maker, model = (_plain(exif.get(tag, "")) for tag in (Base.Make, Base.Model))
    return model if model.startswith(maker) else f"{maker} {model}".strip()


def _plain(value: object) -> str:
    text = value.decode("utf-8", "replace") if isinstance(value, bytes) else str(value)
    printable = "".join(letter for letter in text if letter.isprintable())
    return " ".join(printable.split())[:_CAMERA_LETTERS]
