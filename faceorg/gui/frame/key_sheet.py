"""The sheet of all keys, made from the registry of actions so that it is never out of date."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from faceorg.gui.actions import Actions, KeyNote
from faceorg.gui.theme import Type, Weight
from faceorg.gui.widgets.buttons import IconButton
from faceorg.gui.widgets.keycaps import KeyCap
from faceorg.gui.widgets.labels import Label
from faceorg.gui.widgets.popover import Popover

COLUMNS = 2
MARGIN = 80
"""Pixels of the window left free around the sheet."""
KEYS_WIDTH = 144
"""Pixels for the caps, so that the words of all blocks begin at one line."""


class KeySheet(Popover):
    """Opens in the middle of the window, closes like every popover."""

    def __init__(self, actions: Actions, window: QWidget) -> None:
        super().__init__(window)
        head = QHBoxLayout()
        head.addWidget(Label(self.tr("Keys"), Type.SECTION, Weight.SEMIBOLD), 1)
        close = IconButton("x", self.tr("Close"), "Esc")
        close.clicked.connect(self.close_popover)
        head.addWidget(close)
        self.body.addLayout(head)
        self.body.addWidget(self._area(actions))
        self._close = close

    def open_in_middle(self) -> None:
        """Open as large as the window allows."""
        window = self.parentWidget()
        if window is None:
            return
        rect = window.rect().adjusted(MARGIN, MARGIN // 2, -MARGIN, -MARGIN // 2)
        self.open_at(rect)
        self.setGeometry(rect)
        self._close.setFocus(Qt.FocusReason.PopupFocusReason)

    def _area(self, actions: Actions) -> QScrollArea:
        content = QWidget()
        columns = QHBoxLayout(content)
        columns.setContentsMargins(0, 0, 0, 0)
        columns.setSpacing(32)
        stacks = [QVBoxLayout() for _ in range(COLUMNS)]
        heights = [0] * COLUMNS
        for place, notes in actions.key_notes().items():
            shortest = heights.index(min(heights))
            heights[shortest] += len(notes) + 2
            stacks[shortest].addLayout(self._place(place or self.tr("Everywhere"), notes))
        for stack in stacks:
            stack.addStretch(1)
            columns.addLayout(stack, 1)
        area = QScrollArea()
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setWidget(content)
        for ground in (area.viewport(), content):
            ground.setAutoFillBackground(False)
        return area

    def _place(self, title: str, notes: list[KeyNote]) -> QVBoxLayout:
        block = QVBoxLayout()
        block.setSpacing(6)
        block.setContentsMargins(0, 0, 0, 16)
        block.addWidget(Label(title, Type.BODY, Weight.SEMIBOLD))
        grid = QGridLayout()
        grid.setColumnMinimumWidth(0, KEYS_WIDTH)
        grid.setColumnStretch(1, 1)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(6)
        for row, note in enumerate(notes):
            grid.addWidget(KeyCap(note.keys), row, 0, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
            grid.addWidget(Label(note.text, Type.SMALL, role="text2"), row, 1)
        block.addLayout(grid)
        return block
