"""The layer that appears while something is dragged over the window and says what dropping it will do."""

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QWidget

from faceorg.gui.icons import icon_pixmap
from faceorg.gui.incoming import Incoming, local_path, read_mime
from faceorg.gui.theme import Type, Weight, theme

VEIL = 0.84
"""Opacity of the page colour over everything else."""
TARGET_FILL = 0.10
DASH_WIDTH = 3
CARD_WIDTH, CARD_HEIGHT = 480, 178
MARGIN = 24
RADIUS = 12
ICON = 44


class DropLayer(QWidget):
    """Covers the window below the toolbar while a picture or a folder is dragged."""

    dropped = Signal(object)
    appearing = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._folders = self._entered = False
        self.setAcceptDrops(True)
        self.hide()

    def offer(self, event: QDragEnterEvent) -> None:
        """Appear for a drag."""
        paths = [local_path(url) for url in event.mimeData().urls() if url.isLocalFile()]
        self.appear(folders=bool(paths) and all(path.is_dir() for path in paths))

    def appear(self, *, folders: bool) -> None:
        """Say what dropping a folder, or a picture, will do; the frame says first where to lie."""
        self.appearing.emit()
        self._folders, self._entered = folders, False
        self.setAccessibleName(self._words()[0])
        self.show()
        self.raise_()

    def hide_unless_entered(self) -> None:
        """Disappear if the drag left the window before it came over this layer."""
        if not self._entered:
            self.hide()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Accept: the window only shows this layer for what can be dropped."""
        self._entered = True
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        """Copy, never move: the file stays where it is."""
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """Disappear."""
        del event
        self.hide()

    def dropEvent(self, event: QDropEvent) -> None:
        """Hand over what was dropped."""
        self.hide()
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()
        incoming: Incoming = read_mime(event.mimeData())
        if incoming:
            self.dropped.emit(incoming)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the veil, the dashed target and the card in its middle."""
        del event
        tokens = theme().tokens
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), theme().colour("page", VEIL))
        target = QRectF(self.rect()).adjusted(MARGIN, MARGIN, -MARGIN, -MARGIN)
        painter.setPen(QPen(tokens.accent, DASH_WIDTH, Qt.PenStyle.DashLine))
        painter.setBrush(theme().colour("accent", TARGET_FILL))
        painter.drawRoundedRect(target, theme().radius(RADIUS), theme().radius(RADIUS))
        self._paint_card(painter, target.center())
        painter.end()

    def _paint_card(self, painter: QPainter, middle: QPointF) -> None:
        tokens = theme().tokens
        card = QRectF(0, 0, CARD_WIDTH, CARD_HEIGHT)
        card.moveCenter(middle)
        painter.setPen(QPen(tokens.line, 1))
        painter.setBrush(tokens.raised)
        painter.drawRoundedRect(card, theme().radius(RADIUS), theme().radius(RADIUS))
        picture = icon_pixmap("folder-plus" if self._folders else "scan-face", tokens.accent_text, ICON)
        painter.drawPixmap(QPointF(middle.x() - ICON / 2, card.top() + 32), picture)
        title, text = self._words()
        painter.setPen(tokens.text)
        painter.setFont(theme().font(Type.TITLE, Weight.SEMIBOLD))
        painter.drawText(card.adjusted(0, 84, 0, -54), Qt.AlignmentFlag.AlignCenter, title)
        painter.setPen(tokens.text2)
        painter.setFont(theme().font())
        painter.drawText(card.adjusted(0, 128, 0, -22), Qt.AlignmentFlag.AlignCenter, text)

    def _words(self) -> tuple[str, str]:
        if self._folders:
            return self.tr("Drop to add this folder"), self.tr("Its photos stay where they are, unchanged.")
        return self.tr("Drop to search for the people in it"), self.tr("The picture is not stored.")
