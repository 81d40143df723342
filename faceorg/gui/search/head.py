"""The head of a search by picture: the picture, its faces as chips, and a plain sentence of what is searched."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from faceorg.gui.search.chips import ChipFlow, ImageLabel
from faceorg.gui.search.query import Chip, Query
from faceorg.gui.theme import Type, Weight, theme
from faceorg.gui.widgets.buttons import Button
from faceorg.gui.widgets.header import MARGIN
from faceorg.gui.widgets.labels import ElidedLabel, Label
from faceorg.gui.words import faces, number, photos

PREVIEW_HEIGHT = 128
PREVIEW_WIDTHS = (72, 192)
"""Narrowest and widest preview; what is longer is cut."""
PREVIEW_RADIUS = 6


class SearchHead(QWidget):
    """Shows a query and lets the person change it."""

    switched = Signal(int, bool)
    removed = Signal(int)
    close_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._preview: ImageLabel | None = None
        self.title = Label("", Type.SECTION, Weight.SEMIBOLD)
        self._promise = ElidedLabel(self.tr("The picture is not stored."), Type.SMALL, role="text2")
        self._close = Button(self.tr("Close"), "x", kind="flat", keys="Esc")
        self.chips = ChipFlow()
        self.sentence = ElidedLabel("")
        self.count = Label("", weight=Weight.SEMIBOLD)
        self._row = QHBoxLayout(self)
        self._build()
        self.chips.switched.connect(self.switched)
        self.chips.removed.connect(self.removed)
        self._close.clicked.connect(self.close_wanted)

    def _build(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(8)
        self._promise.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        for widget in (self.title, self._promise, self._close):
            top.addWidget(widget)
        said = QHBoxLayout()
        said.setSpacing(4)
        said.addWidget(self.sentence)
        said.addWidget(self.count)
        said.addStretch(1)
        column = QVBoxLayout()
        column.setSpacing(8)
        column.addLayout(top)
        column.addWidget(self.chips)
        column.addLayout(said)
        column.addStretch(1)
        self._row.setContentsMargins(MARGIN, 16, MARGIN, 16)
        self._row.setSpacing(20)
        self._row.addLayout(column, 1)

    def show_picture(self, preview: QImage | None) -> None:
        """Show the searched picture, or none while it is still read."""
        if self._preview is not None:
            self._row.removeWidget(self._preview)
            self._preview.deleteLater()
            self._preview = None
        if preview is not None:
            width = round(PREVIEW_HEIGHT * preview.width() / max(1, preview.height()))
            width = min(max(width, PREVIEW_WIDTHS[0]), PREVIEW_WIDTHS[1])
            self._preview = ImageLabel(preview, QSize(width, PREVIEW_HEIGHT), PREVIEW_RADIUS)
            self._preview.setAccessibleName(self.tr("Your picture"))
            self._row.insertWidget(0, self._preview)

    def show_searching(self) -> None:
        """Say that the faces are looked for."""
        self.show_picture(None)
        self.title.setText(self.tr("Looking for faces in your picture…"))
        self.chips.show_chips(())
        self.sentence.setText("")
        self.count.setText("")

    def show_query(self, query: Query, faces_shown: Sequence[QImage], pictures: int) -> None:
        """Show the chips of a query; ``faces_shown`` holds the face of each chip."""
        words = self.tr("{faces} in your picture") if pictures == 1 else self.tr("{faces} in {n} pictures")
        self.title.setText(words.format(faces=faces(len(query.chips)), n=number(pictures)))
        self.chips.show_chips(list(zip(query.chips, faces_shown, strict=True)))
        self.show_sentence(query)

    def show_sentence(self, query: Query) -> None:
        """Say what is searched and how much was found."""
        said = searched_words(self, query.active())
        self.sentence.setText(f"{said} ·" if query.active() else said)
        self.count.setText(photos(query.photo_count()) if query.active() else "")

    def paintEvent(self, event: QPaintEvent) -> None:
        """Fill with the colour of bars."""
        painter = QPainter(self)
        painter.fillRect(event.rect(), theme().tokens.bar)
        painter.end()


def searched_words(owner: QWidget, chips: Sequence[Chip]) -> str:
    """Return "Ben, Clara or somebody unknown"."""
    if not chips:
        return owner.tr("No face is switched on.")
    names = [chip.face.person_name for chip in chips if chip.face.person is not None]
    unknown = len(chips) - len(names)
    if unknown:
        several = owner.tr("{n} unknown faces").format(n=number(unknown))
        names.append(owner.tr("an unknown face") if unknown == 1 else several)
    if len(names) == 1:
        return names[0]
    return owner.tr("{names} or {last}").format(names=", ".join(names[:-1]), last=names[-1])
