"""Small pictures of photos and faces in memory, asked for by what is on screen and painted without waiting."""

from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import partial

import numpy as np
import shiboken6
from numpy.typing import NDArray
from PySide6.QtCore import QObject, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QBrush, QImage, QPainter, QPixmap, QTransform

from faceorg.core.ids import FaceId, PhotoId
from faceorg.gui.bridge import Bridge
from faceorg.gui.theme import theme
from faceorg.library import Library

AT_ONCE = 3
"""Pictures loaded at the same time; more would only take turns on the cores that also find faces."""
PICTURE_BYTES = 160 * 2**20
"""Memory for loaded pictures: some 800 photos of 320 pixels, several screens."""
SHAPED_BYTES = 64 * 2**20
"""Memory for pictures already cut and scaled to the size they are painted in."""
FAILED_KEPT = 10_000
"""Pictures that could not be had are remembered, so that they are not asked for again with every repaint."""


class PictureKind(StrEnum):
    """What a small picture shows."""

    PHOTO = "photo"
    FACE = "face"


PictureKey = tuple[PictureKind, int]


def photo_key(photo: int) -> PictureKey:
    """Return the key of a photo's thumbnail."""
    return PictureKind.PHOTO, int(photo)


def face_key(face: int) -> PictureKey:
    """Return the key of a face's crop."""
    return PictureKind.FACE, int(face)


def image_of(pixels: NDArray[np.uint8]) -> QImage:
    """Return a QImage that owns a copy of RGB pixels, shape (height, width, 3); safe in any thread."""
    height, width, _ = pixels.shape
    packed = np.ascontiguousarray(pixels)
    return QImage(packed.data, width, height, 3 * width, QImage.Format.Format_RGB888).copy()


class _Store:
    """Pixmaps by key, the least lately used thrown away when they are too many bytes."""

    def __init__(self, limit: int) -> None:
        self._limit, self._used = limit, 0
        self._pixmaps: OrderedDict[object, QPixmap] = OrderedDict()

    def get(self, key: object) -> QPixmap | None:
        pixmap = self._pixmaps.get(key)
        if pixmap is not None:
            self._pixmaps.move_to_end(key)
        return pixmap

    def put(self, key: object, pixmap: QPixmap) -> None:
        self.drop(key)
        self._pixmaps[key] = pixmap
        self._used += _bytes(pixmap)
        while self._used > self._limit and len(self._pixmaps) > 1:
            _, oldest = self._pixmaps.popitem(last=False)
            self._used -= _bytes(oldest)

    def drop(self, key: object) -> None:
        old = self._pixmaps.pop(key, None)
        if old is not None:
            self._used -= _bytes(old)


def _bytes(pixmap: QPixmap) -> int:
    return 4 * pixmap.width() * pixmap.height()


@dataclass(frozen=True, slots=True)
class _Wish:
    """What one view wants, most urgent first."""

    owner: QObject
    keys: tuple[PictureKey, ...]


class Pictures(QObject):
    """The cache of small pictures; views paint what is there and name what they miss.

    A view's newest wish replaces its older one, so that pictures that scrolled away before their turn are never loaded.
    Files are read in background threads as QImage; only the GUI thread makes pixmaps.
    """

    loaded = Signal(object)

    def __init__(self, bridge: Bridge, library: Library, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._bridge, self._library = bridge, library
        self._raw, self._shaped = _Store(PICTURE_BYTES), _Store(SHAPED_BYTES)
        self._wishes: dict[int, _Wish] = {}
        self._loading: set[PictureKey] = set()
        self._failed: OrderedDict[PictureKey, None] = OrderedDict()

    def get(self, key: PictureKey) -> QPixmap | None:
        """Return the picture if it is in memory."""
        return self._raw.get(key)

    def want(self, owner: QObject, keys: Sequence[PictureKey]) -> None:
        """Replace everything ``owner`` wanted before; the first key is the most urgent."""
        missing = tuple(key for key in dict.fromkeys(keys) if self._raw.get(key) is None and key not in self._failed)
        if missing:
            self._wishes[id(owner)] = _Wish(owner, missing)
            self._load_next()
        else:
            self._wishes.pop(id(owner), None)

    def retry(self) -> None:
        """Forget what could not be loaded, because files may be back."""
        self._failed.clear()

    def paint(self, painter: QPainter, rect: QRectF, key: PictureKey, radius: float = 4) -> bool:
        """Paint the picture filling ``rect`` with round corners, or a skeleton; return whether it was there."""
        painter.setPen(Qt.PenStyle.NoPen)
        shaped = self._shape(key, rect.size().toSize(), painter.device().devicePixelRatio())
        if shaped is None:
            painter.setBrush(theme().tokens.skeleton)
            painter.drawRoundedRect(rect, radius, radius)
            return False
        ratio = shaped.devicePixelRatio()
        brush = QBrush(shaped)
        brush.setTransform(QTransform.fromTranslate(rect.x(), rect.y()).scale(1 / ratio, 1 / ratio))
        painter.setBrush(brush)
        painter.drawRoundedRect(rect, radius, radius)
        return True

    def _shape(self, key: PictureKey, size: QSize, ratio: float) -> QPixmap | None:
        raw = self._raw.get(key)
        if raw is None or size.isEmpty():
            return None
        wanted = size * ratio
        shaped_key = (key, wanted.width(), wanted.height())
        shaped = self._shaped.get(shaped_key)
        if shaped is None:
            shaped = _filling(raw, wanted)
            shaped.setDevicePixelRatio(ratio)
            self._shaped.put(shaped_key, shaped)
        return shaped

    def _load_next(self) -> None:
        while len(self._loading) < AT_ONCE:
            key = self._most_urgent()
            if key is None:
                return
            self._loading.add(key)
            load = partial(_load, self._loader(key[0]), key[1])
            self._bridge.ask(load, partial(self._on_loaded, key), self, partial(self._on_missed, key))

    def _most_urgent(self) -> PictureKey | None:
        """Return the first wish nobody is loading yet, the newest view first; views that are gone wish nothing."""
        for number, wish in reversed(list(self._wishes.items())):
            if not shiboken6.isValid(wish.owner):
                del self._wishes[number]
                continue
            for key in wish.keys:
                if key not in self._loading and key not in self._failed and self._raw.get(key) is None:
                    return key
            del self._wishes[number]
        return None

    def _loader(self, kind: PictureKind) -> "Callable[[int], NDArray[np.uint8] | None]":
        if kind is PictureKind.PHOTO:
            return lambda photo: self._library.thumbnail(PhotoId(photo))
        return lambda face: self._library.face_crop(FaceId(face))

    def _on_loaded(self, key: PictureKey, image: QImage | None) -> None:
        self._loading.discard(key)
        if image is None:
            self._remember_failure(key)
        else:
            self._raw.put(key, QPixmap.fromImage(image))
            self.loaded.emit(key)
        self._load_next()

    def _on_missed(self, key: PictureKey, _error: Exception) -> None:
        self._on_loaded(key, None)

    def _remember_failure(self, key: PictureKey) -> None:
        self._failed[key] = None
        if len(self._failed) > FAILED_KEPT:
            self._failed.popitem(last=False)


def _load(loader: Callable[[int], NDArray[np.uint8] | None], number: int) -> QImage | None:
    pixels = loader(number)
    return None if pixels is None else image_of(pixels)


def _filling(pixmap: QPixmap, size: QSize) -> QPixmap:
    """Return the middle of the pixmap, scaled smoothly so that it fills ``size`` exactly."""
    scaled = pixmap.scaled(
        size, Qt.AspectRatioMode.KeepAspectRatioByExpanding, Qt.TransformationMode.SmoothTransformation
    )
    left, top = (scaled.width() - size.width()) // 2, (scaled.height() - size.height()) // 2
    return scaled.copy(left, top, size.width(), size.height())
