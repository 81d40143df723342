"""The window: there at once and empty, filled when the library is open."""

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDragLeaveEvent, QDropEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from faceorg.core.errors import KnownError
from faceorg.gui.bridge import Bridge
from faceorg.gui.desk import Desk
from faceorg.gui.frame.frame import Frame
from faceorg.gui.icons import window_icon
from faceorg.gui.incoming import may_hold_pictures
from faceorg.gui.pictures import Pictures
from faceorg.gui.theme import theme
from faceorg.gui.widgets.buttons import Button
from faceorg.gui.widgets.header import EmptyPage
from faceorg.library import Library

SMALLEST = QSize(1024, 640)
USUAL = QSize(1280, 800)


class MainWindow(QWidget):
    """Holds the frame of the open library, or says why there is none."""

    closing = Signal()
    retry_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setWindowTitle("faceorg")
        self.setWindowIcon(window_icon())
        self.setMinimumSize(SMALLEST)
        self.resize(USUAL)
        self.setAcceptDrops(True)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._trouble: QWidget | None = None
        self.bridge: Bridge | None = None
        self.frame: Frame | None = None

    def use(self, library: Library) -> Frame:
        """Show a library."""
        self._drop_trouble()
        self.bridge = Bridge(library, self)
        pictures = Pictures(self.bridge, library, self)
        self.frame = Frame(Desk(library, self.bridge, pictures, self), self)
        self._column.addWidget(self.frame)
        return self.frame

    def show_trouble(self, error: KnownError) -> None:
        """Say why the library cannot be opened, and offer to try again."""
        self._drop_trouble()
        again = Button(self.tr("Try again"), "refresh-cw", kind="primary")
        again.clicked.connect(self.retry_wanted)
        self._trouble = EmptyPage("triangle-alert", error.message, error.next_step, [again])
        self._column.addWidget(self._trouble)
        again.setFocus(Qt.FocusReason.OtherFocusReason)

    def close_bridge(self) -> None:
        """End all calls to the library, so that it can be closed."""
        if self.bridge is not None:
            self.bridge.close()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the page colour: all there is until the library is open."""
        painter = QPainter(self)
        painter.fillRect(event.rect(), theme().tokens.page)
        painter.end()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Show where something can be dropped."""
        if self.frame is not None and event.source() is None and may_hold_pictures(event.mimeData()):
            self.frame.drop_layer.offer(event)
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()
        else:
            event.ignore()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """The drag went over the drop layer, which Qt tells next, or out of the window."""
        super().dragLeaveEvent(event)
        if self.frame is not None:
            QTimer.singleShot(0, self.frame.drop_layer.hide_unless_entered)

    def dropEvent(self, event: QDropEvent) -> None:
        """Take what was dropped before the pointer moved."""
        if self.frame is not None:
            self.frame.drop_layer.dropEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Tell that it is closing; whoever opened the library closes it."""
        super().closeEvent(event)
        self.closing.emit()

    def _drop_trouble(self) -> None:
        if self._trouble is not None:
            self._trouble.deleteLater()
            self._trouble = None
