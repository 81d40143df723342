"""One chip a face of the searched picture: switch it off and on, or remove it."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QBrush, QImage, QKeyEvent, QPainter, QPaintEvent, QPen, QPixmap, QResizeEvent, QTransform
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from faceorg.gui.search.query import Chip
from faceorg.gui.theme import Type, Weight, theme
from faceorg.gui.widgets.buttons import IconButton, Switch
from faceorg.gui.widgets.labels import Label
from faceorg.gui.words import certainty_words, photos

HEIGHT = 48
FACE = 36
FACE_RADIUS = 6
CHIP_RADIUS = 8
CHIP_GAP = 8
OFF_OPACITY = 0.4
REMOVE_KEYS = (Qt.Key.Key_Delete, Qt.Key.Key_Backspace)


class ImageLabel(QWidget):
    """Shows an image that belongs to no photo of the library, filling its box with round corners."""

    def __init__(self, image: QImage, size: QSize, radius: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pixmap = QPixmap.fromImage(image)
        self._radius = radius
        self.faded = False
        self.setFixedSize(size)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the middle of the image."""
        del event
        painter = QPainter(self)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        painter.setOpacity(OFF_OPACITY if self.faded else 1.0)
        scale = max(self.width() / max(1, self._pixmap.width()), self.height() / max(1, self._pixmap.height()))
        shift = QPointF(
            (self.width() - self._pixmap.width() * scale) / 2, (self.height() - self._pixmap.height() * scale) / 2
        )
        brush = QBrush(self._pixmap)
        brush.setTransform(QTransform.fromTranslate(shift.x(), shift.y()).scale(scale, scale))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(brush)
        radius = theme().radius(self._radius)
        painter.drawRoundedRect(QRectF(self.rect()), radius, radius)
        painter.end()


class FaceChip(QWidget):
    """A face, who it most likely is, a switch and a cross."""

    switched = Signal(bool)
    removed = Signal()

    def __init__(self, chip: Chip, face: QImage, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        name, reason = chip_words(self, chip)
        self._face = ImageLabel(face, QSize(FACE, FACE), FACE_RADIUS)
        self._name = Label(name, weight=Weight.MEDIUM)
        self.switch = Switch("")
        self.switch.setChecked(chip.on)
        self.switch.setAccessibleName(self.tr("Search {name}").format(name=name))
        self.cross = IconButton("x", self.tr("Remove {name}").format(name=name), self.tr("Del"), side=28)
        self._build(Label(reason, Type.SMALL, role="text2"))
        self.switch.toggled.connect(self._on_switched)
        self.cross.clicked.connect(self.removed)
        self._show_state(chip.on)

    def _build(self, reason: Label) -> None:
        self.setFixedHeight(HEIGHT)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addStretch(1)
        words.addWidget(self._name)
        words.addWidget(reason)
        words.addStretch(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(6, 0, 6, 0)
        row.setSpacing(10)
        row.addWidget(self._face)
        row.addLayout(words)
        row.addWidget(self.switch)
        row.addWidget(self.cross)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Del removes the chip."""
        if event.key() in REMOVE_KEYS:
            self.removed.emit()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the card."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme().tokens.line, 1))
        painter.setBrush(theme().tokens.raised)
        radius = theme().radius(CHIP_RADIUS)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)
        painter.end()

    def _on_switched(self, on: bool) -> None:  # a signal's argument
        self._show_state(on)
        self.switched.emit(on)

    def _show_state(self, on: bool) -> None:
        self._face.faded = not on
        self._face.update()
        self._name.set_role("text" if on else "text3")


def chip_words(owner: QWidget, chip: Chip) -> tuple[str, str]:
    """Return the two lines of a chip: "Ben" and "very likely", or "Unknown" and "58 photos"."""
    if chip.face.person is not None and chip.face.certainty is not None:
        return chip.face.person_name, certainty_words(chip.face.certainty)
    return owner.tr("Unknown"), photos(chip.photos) if chip.photos else owner.tr("nobody alike")


class ChipFlow(QWidget):
    """All chips, side by side and in as many lines as they need."""

    switched = Signal(int, bool)
    removed = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._chips: list[FaceChip] = []
        self.setAccessibleName(self.tr("Faces in your picture"))

    def show_chips(self, chips: Sequence[tuple[Chip, QImage]]) -> None:
        """Show other chips."""
        for old in self._chips:
            old.hide()
            old.deleteLater()
        self._chips = [FaceChip(chip, face, self) for chip, face in chips]
        for index, chip in enumerate(self._chips):
            chip.switched.connect(partial(self.switched.emit, index))
            chip.removed.connect(partial(self.removed.emit, index))
            chip.show()
        self._place()

    def chips(self) -> tuple[FaceChip, ...]:
        """The chips as widgets, in order."""
        return tuple(self._chips)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Break the lines anew."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._place()

    def _place(self) -> None:
        x = y = 0
        for chip in self._chips:
            width = min(chip.sizeHint().width(), max(1, self.width()))
            if x and x + width > self.width():
                x, y = 0, y + HEIGHT + CHIP_GAP
            chip.setGeometry(x, y, width, HEIGHT)
            x += width + CHIP_GAP
        self.setFixedHeight(y + HEIGHT if self._chips else 0)
