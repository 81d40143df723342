"""The page of the first start: where are your photos?"""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QRectF, QStandardPaths, Qt, QTimer
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from faceorg.core.packs import BUILTIN_PACK, PackFacts
from faceorg.gui.desk import Desk
from faceorg.gui.icons import app_mark, icon_pixmap
from faceorg.gui.page_names import PageName
from faceorg.gui.pages import Page
from faceorg.gui.theme import Type, Weight, theme
from faceorg.gui.widgets.buttons import Button
from faceorg.gui.widgets.labels import ElidedLabel, Label, Paragraph
from faceorg.library import Library

WIDTH = 640
TARGET_HEIGHT = 208
TEXT_WIDTH = 520
NOTICE_WIDTH = 560
"""A notice at the bottom is wrapped above this width."""
MARK = 54
RADIUS = 12
DASHES = [3, 2.5]
"""Length of dashes and of the gaps between them, in widths of the line."""
CENTRE = Qt.AlignmentFlag.AlignHCenter


class Card(QFrame):
    """A framed area; dashed where something can be dropped."""

    def __init__(self, *, dashed: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._dashed = dashed
        self.setFixedWidth(WIDTH)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint ground and border."""
        del event
        tokens = theme().tokens
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        width = 2 if self._dashed else 1
        pen = QPen(tokens.edge if self._dashed else tokens.line, width)
        if self._dashed:
            pen.setDashPattern(DASHES)
        painter.setPen(pen)
        painter.setBrush(tokens.bar if self._dashed else tokens.page)
        inset = width / 2
        rect = QRectF(self.rect()).adjusted(inset, inset, -inset, -inset)
        painter.drawRoundedRect(rect, theme().radius(RADIUS), theme().radius(RADIUS))
        painter.end()


class _Notice(QWidget):
    """An icon and a quiet sentence at the bottom of the page."""

    def __init__(self, icon: str, role: str, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon_name, self._role = icon, role
        self._picture = QLabel()
        self._text = Label(text, Type.SMALL, role="text2")
        self._text.setWordWrap(True)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self._picture)
        row.addWidget(self._text)
        self._dress()
        theme().changed.connect(self._dress)

    def say(self, icon: str, role: str, text: str) -> None:
        """Change the sentence."""
        self._icon_name, self._role = icon, role
        self._text.setText(text)
        self._dress()

    def _dress(self) -> None:
        self._picture.setPixmap(icon_pixmap(self._icon_name, theme().colour(self._role), 16))
        width = theme().metrics(Type.SMALL).horizontalAdvance(self._text.text()) + 2  # for what a font leans over
        self._text.setFixedWidth(min(width, NOTICE_WIDTH))


def _engine_in_use(library: Library) -> PackFacts | str:
    """Return the pack in use, or why it cannot be used."""
    return library.engine_notice() or library.pack()


class WelcomePage(Page):
    """Folders are dropped or chosen; the usual picture folder is offered, never taken."""

    name = PageName.WELCOME
    whole_window = True

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self._choose = Button(self.tr("Choose folders…"), "folder-open", kind="primary", size="large")
        self._choose.clicked.connect(desk.choose_folders)
        self._choose.setDefault(True)
        self._choose.setAutoDefault(True)
        self._pictures = Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.PicturesLocation))
        self._mark = QLabel()
        self._folder_picture, self._offer_picture = QLabel(), QLabel()
        self._offer = self._make_offer()
        self._engine = _Notice("circle-check", "good", "")
        self._lay_out()
        self._dress()
        theme().changed.connect(self._dress)
        self.setFocusProxy(self._choose)
        desk.actions.note(self.title(), self.tr("Enter"), self.tr("Choose folders"))
        desk.actions.note(self.title(), self.tr("Ctrl+V"), self.tr("Add a copied folder"))

    def title(self) -> str:
        """The page asks its question as the title."""
        return self.tr("Welcome")

    def enter(self) -> None:
        """Say which engine is ready, and offer the usual picture folder if it is there."""
        library = self.desk.library
        self.desk.bridge.ask(partial(_engine_in_use, library), self._on_engine, self)
        self.desk.bridge.ask(self._pictures.is_dir, self._on_pictures, self)
        QTimer.singleShot(0, self._choose.setFocus)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 24)
        column.setSpacing(0)
        column.addStretch(2)
        column.addWidget(self._mark, 0, CENTRE)
        column.addSpacing(20)
        column.addWidget(Label(self.tr("Where are your photos?"), Type.TITLE, Weight.SEMIBOLD), 0, CENTRE)
        column.addSpacing(8)
        column.addWidget(self._promise(), 0, CENTRE)
        column.addSpacing(32)
        column.addWidget(self._target(), 0, CENTRE)
        column.addSpacing(24)
        column.addWidget(self._offer, 0, CENTRE)
        column.addStretch(3)
        notices = QHBoxLayout()
        notices.setSpacing(28)
        notices.addStretch(1)
        notices.addWidget(self._engine)
        notices.addWidget(_Notice("shield-check", "text2", self.tr("Everything stays on this computer.")))
        notices.addStretch(1)
        column.addLayout(notices)

    def _promise(self) -> Paragraph:
        text = self.tr(
            "faceorg finds the faces in them and puts the same person’s faces together."
            " You only say who is who. Your photos stay where they are, unchanged."
        )
        return Paragraph(text, TEXT_WIDTH)

    def _target(self) -> Card:
        card = Card(dashed=True)
        card.setFixedHeight(TARGET_HEIGHT)
        column = QVBoxLayout(card)
        column.setSpacing(6)
        column.addStretch(1)
        column.addWidget(self._folder_picture, 0, CENTRE)
        column.addSpacing(8)
        column.addWidget(Label(self.tr("Drop folders here"), Type.SECTION, Weight.SEMIBOLD), 0, CENTRE)
        column.addWidget(Label(self.tr("a laptop folder, an external disk, a NAS share"), role="text2"), 0, CENTRE)
        column.addSpacing(10)
        column.addWidget(self._choose, 0, CENTRE)
        column.addStretch(1)
        return card

    def _make_offer(self) -> Card:
        card = Card(dashed=False)
        texts = QVBoxLayout()
        texts.setSpacing(2)
        texts.addWidget(Label(self._pictures.name, weight=Weight.MEDIUM))
        texts.addWidget(ElidedLabel(str(self._pictures), Type.SMALL, role="text2"))
        add = Button(self.tr("Add this folder"))
        add.clicked.connect(self._on_add)
        row = QHBoxLayout(card)
        row.setContentsMargins(18, 10, 12, 10)
        row.setSpacing(14)
        row.addWidget(self._offer_picture)
        row.addLayout(texts, 1)
        row.addWidget(add)
        card.hide()
        return card

    def _dress(self) -> None:
        ratio = self.devicePixelRatioF()
        self._mark.setPixmap(app_mark(MARK, ratio))
        self._folder_picture.setPixmap(icon_pixmap("folder-down", theme().tokens.text2, 40, stroke=1.5))
        self._offer_picture.setPixmap(icon_pixmap("folder", theme().tokens.text2, 20))

    def _on_engine(self, engine: PackFacts | str) -> None:
        if isinstance(engine, str):
            self._engine.say("triangle-alert", "warn", engine)
        else:
            self._engine.say("circle-check", "good", self._ready(engine))

    def _ready(self, pack: PackFacts) -> str:
        if pack.name == BUILTIN_PACK:
            return self.tr("Built-in face engine is ready. A stronger one can be added later.")
        return self.tr("Face engine {name} is ready.").format(name=pack.title)

    def _on_pictures(self, there: bool) -> None:
        self._offer.setVisible(there)

    def _on_add(self) -> None:
        self.desk.add_folders([self._pictures])
