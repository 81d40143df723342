"""What the viewer reads of a photo in background threads, and the large pictures it keeps."""

import os
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtGui import QImage

from faceorg.core.errors import KnownError
from faceorg.core.ids import PhotoId
from faceorg.core.records import Photo
from faceorg.gui.bridge import Request
from faceorg.gui.desk import Desk
from faceorg.gui.pictures import image_of
from faceorg.gui.viewer.regions import FaceMark
from faceorg.library import Library

LONG_SIDE = 4096
"""Pixels of the long side of a large picture: enough for a sharp 4K screen and some zoom."""
KEPT = 4
"""Large pictures kept: the one shown, its neighbours, and the one before."""


@dataclass(frozen=True, slots=True)
class PhotoFacts:
    """A photo with everything the viewer says about it; ``size`` is None while the file cannot be reached."""

    photo: Photo
    marks: tuple[FaceMark, ...]
    size: int | None


def read_facts(library: Library, number: PhotoId) -> PhotoFacts:
    """Read a photo, its faces from left to right with their names, and the size of its file."""
    photo = library.photo(number)
    faces = sorted(library.faces_of_photo(number), key=lambda face: face.region.centre[0])
    names = {face.person: library.person(face.person).name for face in faces if face.person is not None}
    marks = tuple(FaceMark(face, names[face.person] if face.person is not None else "") for face in faces)
    return PhotoFacts(photo, marks, _file_size(photo))


def _file_size(photo: Photo) -> int | None:
    for path in photo.paths:
        try:
            return Path(os.fsdecode(path)).stat().st_size
        except OSError:
            continue
    return None


def _read_image(library: Library, number: PhotoId) -> QImage:
    return image_of(library.photo_pixels(number, LONG_SIDE))


class LargePictures(QObject):
    """Reads large pictures, the neighbours in advance, and keeps a few."""

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._kept: OrderedDict[int, QImage] = OrderedDict()
        self._requests: dict[int, Request] = {}
        self._wanted: int | None = None
        self._on_image: Callable[[int, QImage], None] | None = None
        self._on_error: Callable[[int, KnownError], None] | None = None

    def listen(self, on_image: Callable[[int, QImage], None], on_error: Callable[[int, KnownError], None]) -> None:
        """Say who gets the pictures; both are methods of the viewer."""
        self._on_image, self._on_error = on_image, on_error

    def want(self, number: int, neighbours: list[int]) -> None:
        """Ask for a picture and then for its neighbours; everything asked before and not begun is dropped."""
        self._wanted = number
        for other in [other for other in self._requests if other not in {number, *neighbours}]:
            self._requests.pop(other).cancel()
        if number in self._kept:
            self._kept.move_to_end(number)
            self._hand_over(number)
        for wanted in (number, *neighbours):
            self._ask(wanted)

    def _ask(self, number: int) -> None:
        if number in self._kept or number in self._requests:
            return
        call = partial(_read_image, self._desk.library, PhotoId(number))
        done, failed = partial(self._on_read, number), partial(self._on_failed, number)
        self._requests[number] = self._desk.bridge.ask(call, done, self, failed)

    def _on_read(self, number: int, image: QImage) -> None:
        self._requests.pop(number, None)
        self._kept[number] = image
        while len(self._kept) > KEPT:
            self._kept.popitem(last=False)
        if number == self._wanted:
            self._hand_over(number)

    def _on_failed(self, number: int, error: KnownError) -> None:
        self._requests.pop(number, None)
        if number == self._wanted and self._on_error is not None:
            self._on_error(number, error)

    def _hand_over(self, number: int) -> None:
        if self._on_image is not None:
            self._on_image(number, self._kept[number])
