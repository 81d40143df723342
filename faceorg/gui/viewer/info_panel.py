"""Beside the photo: who is in it, when and with what it was taken, and which file it is."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from faceorg.core.records import Photo
from faceorg.gui import words
from faceorg.gui.files import file_name, shown_path
from faceorg.gui.icons import icon_pixmap
from faceorg.gui.pictures import PictureKey, Pictures, face_key
from faceorg.gui.theme import Type, Weight, theme
from faceorg.gui.viewer.regions import FaceMark
from faceorg.gui.widgets.labels import ElidedLabel, Hairline, Label
from faceorg.gui.widgets.row_button import RADIUS, RowButton

WIDTH = 312
MARGIN = 20
FACE = 36
ROW_HEIGHT = 44
INSET, GAP, END = 4, 12, 8
"""Pixels of a row before the face, between face and name, and after the name."""
ICON = 16
FOLDER_PARTS = 3


class FaceRow(RowButton):
    """A face of the photo and its name; without a name it asks for one."""

    def __init__(self, mark: FaceMark, pictures: Pictures, parent: QWidget | None = None) -> None:
        super().__init__(mark.name, QSize(WIDTH - 2 * MARGIN, ROW_HEIGHT), parent)
        self.mark, self._pictures = mark, pictures
        self._key: PictureKey = face_key(mark.id)
        if not mark.name:
            self.setText(self.tr("Who is this?"))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        pictures.loaded.connect(self._on_loaded)
        pictures.want(self, (self._key,))

    def paint_content(self, painter: QPainter) -> None:
        """Paint face and name."""
        tokens, radius = theme().tokens, theme().radius(RADIUS)
        mirrored = self.isRightToLeft()
        left = self.width() - INSET - FACE if mirrored else INSET
        self._pictures.paint(painter, QRectF(left, (ROW_HEIGHT - FACE) / 2, FACE, FACE), self._key, radius)
        painter.setFont(theme().font(Type.BODY, Weight.MEDIUM if self.mark.name else Weight.NORMAL))
        painter.setPen(tokens.text if self.mark.name else tokens.accent_text)
        before = INSET + FACE + GAP
        text = QRectF(END if mirrored else before, 0, self.width() - before - END, ROW_HEIGHT)
        shown = painter.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, int(text.width()))
        painter.drawText(text, Qt.AlignmentFlag.AlignVCenter, shown)

    def _on_loaded(self, key: PictureKey) -> None:
        if key == self._key:
            self.update()


@dataclass(frozen=True, slots=True)
class Fact:
    """Two lines about the photo."""

    icon: str
    first: str
    second: str


class FactRow(QWidget):
    """Shows a fact with its icon."""

    def __init__(self, fact: Fact, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        picture = QLabel()
        picture.setPixmap(icon_pixmap(fact.icon, theme().tokens.text2, ICON))
        texts = QVBoxLayout()
        texts.setSpacing(2)
        texts.addWidget(_selectable(ElidedLabel(fact.first)))
        if fact.second:
            second = ElidedLabel(fact.second, Type.SMALL, role="text2")
            second.elide_mode = Qt.TextElideMode.ElideMiddle
            texts.addWidget(_selectable(second))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(picture, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(texts, 1)


def _selectable(label: Label) -> Label:
    label.setMinimumWidth(0)
    return label


class InfoPanel(QFrame):
    """Rebuilt for each photo; a photo has few faces."""

    face_chosen = Signal(object, object)

    def __init__(self, pictures: Pictures, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pictures = pictures
        self.setFixedWidth(WIDTH)
        self._count = Label(kind=Type.SMALL, role="text2")
        self._faces, self._facts = QVBoxLayout(), QVBoxLayout()
        self._faces.setSpacing(0)
        self._facts.setSpacing(14)
        head = QHBoxLayout()
        head.addWidget(Label(self.tr("In this photo"), Type.SECTION, Weight.SEMIBOLD), 1)
        head.addWidget(self._count)
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(MARGIN, 14, MARGIN, MARGIN)
        column.setSpacing(10)
        column.addLayout(head)
        column.addLayout(self._faces)
        column.addSpacing(4)
        column.addWidget(Hairline())
        column.addSpacing(4)
        column.addLayout(self._facts)
        column.addStretch(1)
        self._put_into_area(content)

    def show_faces(self, marks: Sequence[FaceMark]) -> None:
        """List the faces of the photo."""
        _clear(self._faces)
        people = len({mark.person for mark in marks if mark.person is not None})
        unnamed = sum(mark.person is None for mark in marks)
        self._count.setText(words.people(people + unnamed) if marks else self.tr("nobody found"))
        for mark in marks:
            row = FaceRow(mark, self._pictures)
            row.clicked.connect(self._on_row)
            self._faces.addWidget(row)

    def show_photo(self, photo: Photo, size: int | None) -> None:
        """List the facts; ``size`` is the file's bytes, None while the file cannot be reached."""
        _clear(self._facts)
        for fact in self._facts_of(photo, size):
            self._facts.addWidget(FactRow(fact))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the ground and the line beside the photo."""
        painter = QPainter(self)
        painter.fillRect(event.rect(), theme().tokens.bar)
        edge = self.width() - 1 if self.isRightToLeft() else 0
        painter.fillRect(edge, 0, 1, self.height(), theme().tokens.line)
        painter.end()

    def _put_into_area(self, content: QWidget) -> None:
        area = QScrollArea()
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(content)
        for ground in (area.viewport(), content):
            ground.setAutoFillBackground(False)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(area)

    def _facts_of(self, photo: Photo, size: int | None) -> list[Fact]:
        facts = [Fact("calendar", words.day(photo.taken), words.weekday_and_time(photo.taken))]
        if photo.camera:
            facts.append(Fact("camera", photo.camera, ""))
        if photo.paths:
            folder = Path(shown_path(photo.paths[0])).parent
            facts.append(Fact("folder", file_name(photo.paths[0]), " / ".join(folder.parts[-FOLDER_PARTS:])))
        weight = words.size(size) if size is not None else self.tr("the file cannot be reached now")
        facts.append(Fact("file-image", f"{photo.width} × {photo.height}", weight))
        return facts

    def _on_row(self) -> None:
        row = self.sender()
        if isinstance(row, FaceRow):
            self.face_chosen.emit(row.mark, row)


def _clear(layout: QVBoxLayout) -> None:
    while (item := layout.takeAt(0)) is not None:
        widget = item.widget()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
