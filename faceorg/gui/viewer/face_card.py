"""The card at a face: who it is, a field to say so, and what else can be said of it."""

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from faceorg.gui.desk import Desk
from faceorg.gui.naming import NameField
from faceorg.gui.viewer.regions import FaceMark
from faceorg.gui.widgets.buttons import Button
from faceorg.gui.widgets.popover import Popover

FIELD_WIDTH = 264
FIELD_HEIGHT = 36


class FaceCard(Popover):
    """Asks for a name; for a face that has one it offers the person's page and "not this person"."""

    named = Signal(object, object)
    rejected = Signal(object)
    person_wanted = Signal(int)

    def __init__(self, desk: Desk, window: QWidget, mark: FaceMark) -> None:
        super().__init__(window)
        self._mark = mark
        self.body.setContentsMargins(8, 8, 8, 8)
        self.field = NameField(desk, self)
        self.field.setFixedSize(FIELD_WIDTH, FIELD_HEIGHT)
        self.field.name_chosen.connect(self._on_chosen)
        self.field.cancelled.connect(self.close_popover)
        self.body.addWidget(self.field)
        if mark.name:
            self.body.addLayout(self._buttons())
        self.closed.connect(self.deleteLater)

    def ask(self, anchor: QWidget | QRect) -> None:
        """Open at a face with the focus in the field."""
        self.open_at(anchor)
        self.field.begin([self._mark.id])
        if self._mark.name:
            self.field.setPlaceholderText(self._mark.name)
        self.field.setFocus(Qt.FocusReason.PopupFocusReason)
        self.field.set_faces([self._mark.id])

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(4)
        page = Button(self._mark.name, "user-round", kind="flat", size="small")
        page.setAccessibleName(self.tr("Go to {name}").format(name=self._mark.name))
        page.clicked.connect(self._on_page)
        reject = Button(self.tr("Not {name}").format(name=self._mark.name), "user-round-x", kind="flat", size="small")
        reject.clicked.connect(self._on_reject)
        row.addWidget(page)
        row.addWidget(reject)
        row.addStretch(1)
        return row

    def _on_chosen(self, answer: object) -> None:
        self.close_popover()
        self.named.emit(self._mark, answer)

    def _on_page(self) -> None:
        self.close_popover()
        if self._mark.person is not None:
            self.person_wanted.emit(int(self._mark.person))

    def _on_reject(self) -> None:
        self.close_popover()
        self.rejected.emit(self._mark)
