"""Where the names over faces go, so that they hide neither each other nor the faces. No Qt widgets."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSizeF

from faceorg.core.ids import FaceId, PersonId
from faceorg.core.records import Face

LABEL_GAP = 5
"""Pixels between a face and its name."""


@dataclass(frozen=True, slots=True)
class FaceMark:
    """A face of the photo with the name it has now, empty while it has none."""

    face: Face
    name: str

    @property
    def id(self) -> FaceId:
        """The face's id."""
        return self.face.id

    @property
    def person(self) -> PersonId | None:
        """Who it is."""
        return self.face.person


def place_labels(faces: Sequence[QRectF], sizes: Sequence[QSizeF], bounds: QRectF) -> list[QRectF]:
    """Return a rectangle for each name: below its face if that is free, else above, else beside it.

    Args:
        faces: The faces, in pixels of the view.
        sizes: The size of each label.
        bounds: What labels must stay inside of.
    """
    placed: list[QRectF] = []
    for face, size in zip(faces, sizes, strict=True):
        places = [_inside(place, bounds) for place in _places(face, size)]
        costs = [_overlap(place, placed) * 2 + _overlap(place, faces) for place in places]
        placed.append(places[costs.index(min(costs))])
    return placed


def _places(face: QRectF, size: QSizeF) -> list[QRectF]:
    left = face.center().x() - size.width() / 2
    middle = face.center().y() - size.height() / 2
    corners = [
        (left, face.bottom() + LABEL_GAP),
        (left, face.top() - LABEL_GAP - size.height()),
        (face.left() - LABEL_GAP - size.width(), middle),
        (face.right() + LABEL_GAP, middle),
        (left, face.bottom() + 2 * LABEL_GAP + size.height()),
    ]
    return [QRectF(x, y, size.width(), size.height()) for x, y in corners]


def _inside(rect: QRectF, bounds: QRectF) -> QRectF:
    moved = QRectF(rect)
    moved.moveLeft(max(bounds.left(), min(rect.left(), bounds.right() - rect.width())))
    moved.moveTop(max(bounds.top(), min(rect.top(), bounds.bottom() - rect.height())))
    return moved


def _overlap(rect: QRectF, others: Sequence[QRectF]) -> float:
    shared = (rect.intersected(other) for other in others)
    return sum(part.width() * part.height() for part in shared if not part.isEmpty())
