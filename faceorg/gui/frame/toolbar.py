"""The strip at the top: search, drop or paste a picture, camera, size, info, menu."""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QSlider, QWidget

from faceorg.gui.desk import Desk
from faceorg.gui.frame.search_field import SearchField
from faceorg.gui.frame.sidebar import WIDTH as SIDEBAR_WIDTH
from faceorg.gui.icons import icon_pixmap
from faceorg.gui.theme import theme
from faceorg.gui.widgets.buttons import Button, IconButton

HEIGHT = 48
SLIDER_WIDTH = 96
SLIDER_STEPS = 100
SEARCH_WIDTH = 456
USUAL_SIZE = 31
"""Step of the slider at which rows of photos are 136 pixels high."""
NARROW = 1000
"""Below this width the drop button is only its icon."""


class Toolbar(QWidget):
    """States wishes only; what its size slider does is the page's business."""

    sidebar_toggled = Signal()
    paste_wanted = Signal()
    camera_wanted = Signal()
    size_changed = Signal(float)
    info_toggled = Signal()
    menu_wanted = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedHeight(HEIGHT)
        self._sidebar = IconButton("panel-left", self.tr("Sidebar"), "F9")
        self._sidebar.clicked.connect(self.sidebar_toggled)
        self.search = SearchField(desk)
        self.search.setMaximumWidth(SEARCH_WIDTH)
        self._paste = Button(self.tr("Drop or paste a picture"), "image-up", kind="flat")
        self._paste.setAccessibleDescription(self.tr("Search for the people in a picture"))
        self._paste.clicked.connect(self.paste_wanted)
        self.camera_button = IconButton("camera", self.tr("Search with the camera"), "Ctrl+Shift+C")
        self.camera_button.clicked.connect(self.camera_wanted)
        self._slider = self._make_slider()
        self._small, self._large = QLabel(), QLabel()
        self.info_button = IconButton("info", self.tr("Info"), "Ctrl+I")
        self.info_button.setCheckable(True)
        self.info_button.clicked.connect(self.info_toggled)
        self.menu_button = IconButton("menu", self.tr("Menu"), "F10")
        self.menu_button.clicked.connect(self.menu_wanted)
        self._lay_out()
        self._dress()
        theme().changed.connect(self._dress)

    def set_size_enabled(self, enabled: bool) -> None:
        """Show the size slider where it does something."""
        for widget in (self._slider, self._small, self._large):
            widget.setVisible(enabled)

    def set_info_enabled(self, enabled: bool) -> None:
        """Show the info button where there is an info panel."""
        self.info_button.setVisible(enabled)

    def cell_size(self) -> float:
        """Return where the size slider stands, 0-1."""
        return self._slider.value() / SLIDER_STEPS

    def step_size(self, steps: int) -> None:
        """Move the size slider by tenths."""
        self._slider.setValue(self._slider.value() + steps * SLIDER_STEPS // 10)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the ground and the line under it."""
        painter = QPainter(self)
        painter.fillRect(event.rect(), theme().tokens.bar)
        painter.fillRect(0, self.height() - 1, self.width(), 1, theme().tokens.line)
        painter.end()

    def _make_slider(self) -> QSlider:
        slider = QSlider(Qt.Orientation.Horizontal)
        slider.setFixedWidth(SLIDER_WIDTH)
        slider.setRange(0, SLIDER_STEPS)
        slider.setValue(USUAL_SIZE)
        slider.setAccessibleName(self.tr("Size of the pictures"))
        slider.valueChanged.connect(self._on_slid)
        return slider

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 0, 12, 1)
        row.setSpacing(8)
        row.addWidget(self._sidebar)
        row.addSpacing(SIDEBAR_WIDTH - 12 - 32)
        row.addWidget(self.search, 100)  # first of all, so that nothing moves from page to page
        row.addSpacing(4)
        row.addWidget(self._paste)
        row.addWidget(self.camera_button)
        row.addStretch(1)
        for widget in (self._small, self._slider, self._large):
            row.addWidget(widget)
        row.addWidget(self.info_button)
        row.addWidget(self.menu_button)
        self.search.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def _dress(self) -> None:
        colour = theme().tokens.text2
        self._small.setPixmap(icon_pixmap("image", colour, 14))
        self._large.setPixmap(icon_pixmap("image", colour, 20))

    def _on_slid(self, value: int) -> None:
        self.size_changed.emit(value / SLIDER_STEPS)

    def changeEvent(self, event: QEvent) -> None:
        """Repaint in the new colours."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self.update()
