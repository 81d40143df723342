"""The camera panel: a live picture and one shot, which is searched like a dropped picture and never saved."""

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QImage, QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QLabel, QWidget

from faceorg.gui.camera.live_picture import LivePicture
from faceorg.gui.camera.source import CameraSource, CameraTrouble, QtCameraSource
from faceorg.gui.desk import Desk
from faceorg.gui.icons import icon_pixmap
from faceorg.gui.pixels import to_array
from faceorg.gui.theme import Type, Weight, theme
from faceorg.gui.widgets.buttons import Button, IconButton
from faceorg.gui.widgets.keycaps import ENTER
from faceorg.gui.widgets.labels import Label
from faceorg.gui.widgets.popover import Popover

ENTER_KEYS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
SHIELD = 16


class CameraPanel(Popover):
    """Not modal; the camera runs exactly while the panel is open."""

    def __init__(self, desk: Desk, window: QWidget) -> None:
        super().__init__(window, closes_outside=False)
        self._desk = desk
        self._source: CameraSource | None = None
        self._frame = QImage()
        self._button: QAbstractButton | None = None
        self.picture = LivePicture()
        self.search_button = Button(self.tr("Search now"), kind="primary", keys=ENTER)
        self._cancel = Button(self.tr("Cancel"), keys="Esc")
        self._cross = IconButton("x", self.tr("Close"), "Esc", side=28)
        self._shield = QLabel()
        self._build()
        self.search_button.clicked.connect(self.search_now)
        self._cancel.clicked.connect(self.close_popover)
        self._cross.clicked.connect(self.close_popover)
        self.closed.connect(self._free_camera)

    def _build(self) -> None:
        self.setAccessibleName(self.tr("Search with the camera"))
        self.picture.setAccessibleName(self.tr("Live picture of the camera"))
        head = QHBoxLayout()
        head.addWidget(Label(self.tr("Search with the camera"), Type.SECTION, Weight.SEMIBOLD))
        head.addStretch(1)
        head.addWidget(self._cross)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(self._shield)
        foot.addWidget(Label(self.tr("Nothing is saved."), Type.SMALL, role="text2"))
        foot.addStretch(1)
        foot.addWidget(self._cancel)
        foot.addWidget(self.search_button)
        self.body.setSpacing(12)
        self.body.addLayout(head)
        self.body.addWidget(self.picture)
        self.body.addLayout(foot)

    def use_source(self, source: CameraSource) -> None:
        """Take pictures from here instead of the computer's camera."""
        self._free_camera()
        if self._source is not None:
            self._source.deleteLater()
        self._source = source
        source.setParent(self)
        source.frame_arrived.connect(self._on_frame)
        source.trouble_found.connect(self._on_trouble)

    def open_at(self, anchor: QWidget | QRect, *, above: bool = False) -> None:
        """Open and start the camera."""
        if self.isVisible():
            return
        self._shield.setPixmap(icon_pixmap("shield-check", theme().tokens.text2, SHIELD))
        self._frame = QImage()
        self.search_button.setEnabled(False)
        self.picture.show_words(self.tr("Starting the camera…"))
        super().open_at(anchor, above=above)
        self._button = anchor if isinstance(anchor, QAbstractButton) else None
        self._show_button_on(True)
        self._cancel.setFocus(Qt.FocusReason.PopupFocusReason)
        if self._source is None:
            self.use_source(QtCameraSource())
        if self._source is not None:
            self._source.start()

    def search_now(self) -> None:
        """Search the newest frame."""
        if self._frame.isNull():
            return
        shot = to_array(self._frame)
        self.close_popover()
        self._desk.search_picture(shot)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter searches from anywhere in the panel."""
        if event.key() in ENTER_KEYS and self.search_button.isEnabled():
            self.search_now()
        else:
            super().keyPressEvent(event)

    def _show_button_on(self, on: bool) -> None:
        if self._button is not None:
            self._button.setDown(on)

    def _free_camera(self) -> None:
        self._show_button_on(False)
        if self._source is not None:
            self._source.stop()
        self._frame = QImage()

    def _on_frame(self, image: QImage) -> None:
        if not self.isVisible():
            return
        if self._frame.isNull():
            self.search_button.setEnabled(True)
            self.search_button.setFocus(Qt.FocusReason.PopupFocusReason)
        self._frame = image
        self.picture.show_frame(image)

    def _on_trouble(self, trouble: CameraTrouble) -> None:
        self._frame = QImage()
        self.search_button.setEnabled(False)
        self.picture.show_words(self._trouble_words(trouble))

    def _trouble_words(self, trouble: CameraTrouble) -> str:
        if trouble is CameraTrouble.NO_CAMERA:
            return self.tr("No camera found. Drop a photo instead.")
        words = self.tr("The camera is in use or not allowed.")
        return f"{words} {self.tr('Close other programs that use it, or drop a picture.')}"
