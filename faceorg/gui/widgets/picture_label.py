"""One small picture as a widget, for list rows, chips and headers."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QHideEvent, QPainter, QPaintEvent, QShowEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from faceorg.gui.pictures import PictureKey, Pictures
from faceorg.gui.theme import theme

RADIUS = 6


class PictureLabel(QWidget):
    """Shows the picture of a key, a skeleton while it loads, and nothing without a key."""

    def __init__(self, pictures: Pictures, side: int, *, round_: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pictures, self._side, self._round = pictures, side, round_
        self._key: PictureKey | None = None
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setFixedSize(side, side)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        pictures.loaded.connect(self._on_loaded)

    def show_key(self, key: PictureKey | None) -> None:
        """Show another picture."""
        self._key = key
        self._ask()
        self.update()

    def sizeHint(self) -> QSize:
        """Its fixed size."""
        return QSize(self._side, self._side)

    def showEvent(self, event: QShowEvent) -> None:
        """Ask for the picture."""
        super().showEvent(event)
        self._ask()

    def hideEvent(self, event: QHideEvent) -> None:
        """Want nothing any more."""
        super().hideEvent(event)
        self._pictures.want(self, ())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint what is there."""
        del event
        if self._key is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        radius = self._side / 2 if self._round else theme().radius(RADIUS)
        self._pictures.paint(painter, QRectF(self.rect()), self._key, radius)
        painter.end()

    def _ask(self) -> None:
        self._pictures.want(self, () if self._key is None or not self.isVisible() else (self._key,))

    def _on_loaded(self, key: PictureKey) -> None:
        if key == self._key:
            self.update()
