"""A small floating card that asks for one name, for pages where naming is not the main thing."""

from collections.abc import Sequence

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtWidgets import QWidget

from faceorg.core.ids import FaceId
from faceorg.gui.desk import Desk
from faceorg.gui.naming.field import NameField
from faceorg.gui.theme import Type
from faceorg.gui.widgets.labels import Label
from faceorg.gui.widgets.popover import Popover

FIELD_WIDTH = 264
FIELD_HEIGHT = 40


class NameCard(Popover):
    """Opens beside an anchor with a sentence and a name field; closes itself once a name is chosen."""

    name_chosen = Signal(object)
    """A PersonId (int) of somebody known, or the name (str) of a new person."""

    def __init__(self, desk: Desk, window: QWidget, sentence: str, faces: Sequence[FaceId] = ()) -> None:
        super().__init__(window)
        self._faces = tuple(faces)
        self.field = NameField(desk, self)
        self.field.setFixedSize(FIELD_WIDTH, FIELD_HEIGHT)
        self.body.addWidget(Label(sentence, Type.SMALL, role="text2"))
        self.body.addWidget(self.field)
        self.field.name_chosen.connect(self._on_chosen)
        self.field.cancelled.connect(self.close_popover)
        self.closed.connect(self.deleteLater)

    def ask(self, anchor: QWidget | QRect, text: str = "") -> None:
        """Open at a widget, or a rectangle of the window, with a text to change."""
        self.open_at(anchor)
        self.field.begin(self._faces)
        self.field.setText(text)
        self.field.selectAll()
        self.field.setFocus(Qt.FocusReason.PopupFocusReason)

    def _on_chosen(self, answer: object) -> None:
        self.close_popover()
        self.name_chosen.emit(answer)
