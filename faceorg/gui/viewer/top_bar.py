"""The strip above the photo, dark in both themes."""

from PySide6.QtCore import Signal, SignalInstance
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from faceorg.gui.theme import Type, Weight, theme
from faceorg.gui.viewer.canvas_button import CanvasButton
from faceorg.gui.widgets.labels import ElidedLabel, Label

HEIGHT = 48


class TopBar(QWidget):
    """When the photo was taken, its file, and what can be done with the view."""

    back_wanted = Signal()
    zoom_wanted = Signal()
    turn_wanted = Signal()
    folder_wanted = Signal()
    info_toggled = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedHeight(HEIGHT)
        self._when = Label(weight=Weight.SEMIBOLD, role="canvas_text")
        self._file = ElidedLabel(kind=Type.BODY, role="canvas_text2")
        self._file.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._info = CanvasButton("info", self.tr("Info"), "I")
        self._info.setCheckable(True)
        self._info.setChecked(True)
        self._info.toggled.connect(self.info_toggled)
        self._lay_out()

    def show_words(self, when: str, file: str) -> None:
        """Say when the photo was taken and which file it is."""
        self._when.setText(when)
        self._file.setText(file)

    def toggle_info(self) -> None:
        """Show or hide the info panel."""
        self._info.toggle()

    def set_info(self, shown: bool) -> None:
        """Show or hide the info panel."""
        self._info.setChecked(shown)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the ground."""
        painter = QPainter(self)
        painter.fillRect(event.rect(), theme().tokens.canvas)
        painter.end()

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 0, 12, 0)
        row.setSpacing(4)
        row.addWidget(self._button("arrow-left", self.tr("Back"), "Esc", self.back_wanted))
        row.addSpacing(8)
        row.addWidget(self._when)
        row.addSpacing(8)
        row.addWidget(self._file, 1)
        row.addWidget(self._button("zoom-in", self.tr("Own size or fit"), "0, 1", self.zoom_wanted))
        row.addWidget(self._button("rotate-cw", self.tr("Turn the view"), "R", self.turn_wanted))
        row.addWidget(self._button("folder-open", self.tr("Show in folder"), "O", self.folder_wanted))
        row.addWidget(self._info)

    def _button(self, icon: str, name: str, keys: str, signal: SignalInstance) -> CanvasButton:
        button = CanvasButton(icon, name, keys)
        button.clicked.connect(signal)
        return button
