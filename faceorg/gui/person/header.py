"""The head of a person's page: the key face, the name that can be changed in place, and what can be done."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from faceorg.core.records import Person
from faceorg.gui.desk import Desk
from faceorg.gui.naming import NameField
from faceorg.gui.pictures import face_key
from faceorg.gui.theme import Type, Weight, theme
from faceorg.gui.widgets.buttons import IconButton
from faceorg.gui.widgets.header import MARGIN
from faceorg.gui.widgets.labels import ElidedLabel, Label
from faceorg.gui.widgets.picture_label import PictureLabel

KEY_FACE = 72
FIELD_WIDTH, FIELD_HEIGHT = 320, 40


class PersonHeader(QWidget):
    """Back, face, name and facts; F2 or the pencil turns the name into a field."""

    back_wanted = Signal()
    renamed = Signal(str)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name = ""
        self.back = IconButton("arrow-left", self.tr("Back to People"), "Esc")
        self.face = PictureLabel(desk.pictures, KEY_FACE, round_=True)
        self.title = ElidedLabel("", Type.TITLE, Weight.SEMIBOLD)
        self.pencil = IconButton("pencil", self.tr("Rename"), "F2", side=28)
        self.facts = Label("", Type.SMALL, role="text2")
        self.field = NameField(desk, self, self.tr("Name"))
        self.field.completes = False
        self.menu_button = IconButton("ellipsis", self.tr("More"))
        self._menu = QMenu(self)
        self._build()
        self._connect()

    def _build(self) -> None:
        self.field.setFixedSize(FIELD_WIDTH, FIELD_HEIGHT)
        self.field.setFont(theme().font(Type.SECTION, Weight.SEMIBOLD))
        self.field.hide()
        names = QHBoxLayout()
        names.setSpacing(8)
        for widget in (self.title, self.pencil, self.field):
            names.addWidget(widget)
        names.addStretch(1)
        column = QVBoxLayout()
        column.setSpacing(2)
        column.addStretch(1)
        column.addLayout(names)
        column.addWidget(self.facts)
        column.addStretch(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(MARGIN - 8, 16, MARGIN, 14)
        row.setSpacing(16)
        row.addWidget(self.back)
        row.addWidget(self.face)
        row.addLayout(column, 1)
        row.addWidget(self.menu_button)

    def _connect(self) -> None:
        self.back.clicked.connect(self.back_wanted)
        self.pencil.clicked.connect(self.edit_name)
        self.field.name_chosen.connect(self._on_name)
        self.field.cancelled.connect(self.show_name)
        self.field.editingFinished.connect(self._on_left)
        self.menu_button.clicked.connect(self._open_menu)

    def add_action(self, action: QAction) -> None:
        """Offer an action in the menu."""
        self._menu.addAction(action)

    def show_person(self, person: Person, facts: str) -> None:
        """Show who it is."""
        self._name = person.name
        self.title.setText(person.name)
        self.facts.setText(facts)
        self.face.show_key(None if person.key_face is None else face_key(person.key_face))
        self.show_name()

    def edit_name(self) -> None:
        """Turn the name into a field."""
        self.title.hide()
        self.pencil.hide()
        self.field.show()
        self.field.setText(self._name)
        self.field.selectAll()
        self.field.setFocus()

    def show_name(self) -> None:
        """Show the name again, as it was."""
        self.field.hide()
        self.title.show()
        self.pencil.show()

    def is_editing(self) -> bool:
        """Whether the name is a field now."""
        return self.field.isVisible()

    def _on_name(self, name: object) -> None:
        self.show_name()
        self.renamed.emit(str(name))

    def _on_left(self) -> None:
        if not self.field.hasFocus():
            self.show_name()

    def _open_menu(self) -> None:
        self._menu.popup(self.menu_button.mapToGlobal(self.menu_button.rect().bottomLeft()))
