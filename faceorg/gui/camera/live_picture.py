"""The live picture in the camera panel, mirrored as people know themselves."""

from PySide6.QtCore import QPointF, QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import QImage, QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from faceorg.gui.icons import THIN_STROKE, icon_pixmap
from faceorg.gui.theme import theme

SIZE = QSize(448, 336)
RADIUS = 8
ICON = 48
TEXT_WIDTH = 300
"""Width of the sentence shown instead of a picture."""


class LivePicture(QWidget):
    """Shows the whole newest frame, since all of it is searched, or a sentence why there is none."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._image = QImage()
        self._words = ""
        self.setFixedSize(SIZE)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_frame(self, image: QImage) -> None:
        """Show a frame."""
        self._image = image
        self.update()

    def show_words(self, words: str) -> None:
        """Show a sentence instead of a picture."""
        self._image = QImage()
        self._words = words
        self.setAccessibleDescription(words)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the frame or the sentence."""
        del event
        painter = QPainter(self)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme().tokens.canvas)
        box, radius = QRectF(self.rect()), theme().radius(RADIUS)
        painter.drawRoundedRect(box, radius, radius)
        if self._image.isNull():
            self._paint_words(painter)
        else:
            outline = QPainterPath()
            outline.addRoundedRect(box, radius, radius)
            painter.setClipPath(outline)
            painter.drawImage(self._frame_rect(), self._image.flipped(Qt.Orientation.Horizontal))
        painter.end()

    def _frame_rect(self) -> QRectF:
        size = QSizeF(self._image.size()).scaled(QSizeF(self.size()), Qt.AspectRatioMode.KeepAspectRatio)
        left, top = (self.width() - size.width()) / 2, (self.height() - size.height()) / 2
        return QRectF(QPointF(left, top), size)

    def _paint_words(self, painter: QPainter) -> None:
        tokens = theme().tokens
        middle = QPointF(self.rect().center())
        icon = icon_pixmap("camera", tokens.canvas_text2, ICON, stroke=THIN_STROKE)
        painter.drawPixmap(middle - QPointF(ICON / 2, ICON + 8), icon)
        painter.setPen(tokens.canvas_text)
        painter.setFont(theme().font())
        below = QRectF(middle.x() - TEXT_WIDTH / 2, middle.y() + 8, TEXT_WIDTH, self.height() / 2 - 8)
        flags = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap
        painter.drawText(below, int(flags), self._words)
