"""The list of files that could not be read: which, why, and what can be done."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QMenu, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from faceorg.core.records import Problem
from faceorg.gui import words
from faceorg.gui.desk import Desk
from faceorg.gui.files import short_path
from faceorg.gui.icons import SIZE, icon_pixmap
from faceorg.gui.theme import Type, Weight, theme
from faceorg.gui.widgets.buttons import Button, IconButton
from faceorg.gui.widgets.labels import ElidedLabel, Hairline, Label
from faceorg.gui.widgets.popover import Popover

WIDTH = 440
LIST_HEIGHT = 320
MOST_SHOWN = 200
"""Problems listed at once; more of them have one cause, and trying all again is one button."""


class ProblemRow(QWidget):
    """One file: its name, the reason, Try again, and Show in folder in a menu."""

    retry_wanted = Signal(object)
    show_wanted = Signal(object)

    def __init__(self, problem: Problem, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._path = problem.path
        icon = QLabel()
        icon.setPixmap(icon_pixmap("file-warning", theme().tokens.warn))
        icon.setFixedWidth(SIZE)
        name = ElidedLabel(short_path(problem.path), weight=Weight.MEDIUM)
        name.elide_mode = Qt.TextElideMode.ElideMiddle
        reason = Label(problem.reason, Type.SMALL, role="text2")
        reason.setWordWrap(True)
        reason.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        again = Button(self.tr("Try again"), size="small")
        again.clicked.connect(self._on_retry)
        self._more = IconButton("ellipsis", self.tr("More for this file"), side=28)
        self._more.clicked.connect(self._on_more)
        texts = QVBoxLayout()
        texts.setSpacing(2)
        texts.addWidget(name)
        texts.addWidget(reason)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 10, 12, 10)
        row.setSpacing(12)
        row.addWidget(icon)
        row.addLayout(texts, 1)
        row.addWidget(again)
        row.addWidget(self._more)
        self.setAccessibleName(f"{short_path(problem.path)}: {problem.reason}")

    def _on_retry(self) -> None:
        self.retry_wanted.emit(self._path)

    def _on_more(self) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(self.tr("Show in folder")).triggered.connect(self._on_show)
        menu.popup(self._more.mapToGlobal(QPoint(0, self._more.height())))

    def _on_show(self) -> None:
        self.show_wanted.emit(self._path)


class ProblemsPopover(Popover):
    """The popover over the activity bar; it is read anew each time it opens and when problems change."""

    def __init__(self, desk: Desk, window: QWidget) -> None:
        super().__init__(window)
        self._desk = desk
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.setSpacing(0)
        self._title = Label("", Type.SECTION, Weight.SEMIBOLD)
        self._all = Button(self.tr("Try all again"), "refresh-cw", kind="flat", size="small")
        self._all.clicked.connect(self._on_retry_all)
        head = QHBoxLayout()
        head.setContentsMargins(16, 12, 12, 12)
        head.addWidget(self._title, 1)
        head.addWidget(self._all)
        self.body.addLayout(head)
        self.body.addWidget(Hairline())
        self._rows, self._area = self._make_list()
        self.body.addWidget(self._area)
        self.body.addWidget(Hairline())
        foot = Label(
            self.tr("Everything else goes on. Problem files are tried again when they change."),
            Type.SMALL,
            role="text2",
        )
        foot.setWordWrap(True)
        foot.setContentsMargins(16, 10, 16, 12)
        self.body.addWidget(foot)
        self.setFixedWidth(WIDTH + self.width() - self.card_size().width())

    def open_over(self, anchor: QWidget) -> None:
        """Read the problems and open above a button."""
        self._opener = anchor
        self._desk.bridge.ask(self._desk.library.problems, self._on_problems, self)

    def refresh(self) -> None:
        """Read the problems again if they are shown."""
        if self.isVisible():
            self._desk.bridge.ask(self._desk.library.problems, self._fill, self)

    def _make_list(self) -> tuple[QVBoxLayout, QScrollArea]:
        content = QWidget()
        rows = QVBoxLayout(content)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(0)
        area = QScrollArea()
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(content)
        for ground in (area.viewport(), content):
            ground.setAutoFillBackground(False)
        return rows, area

    def _on_problems(self, problems: Sequence[Problem]) -> None:
        if not problems:
            self._desk.say(self.tr("No problems: every photo could be read."))
            return
        self._fill(problems)
        self.open_at(self._opener, above=True)
        self._all.setFocus(Qt.FocusReason.PopupFocusReason)

    def _fill(self, problems: Sequence[Problem]) -> None:
        while (item := self._rows.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.deleteLater()
        self._title.setText(words.problems(len(problems)))
        for problem in problems[:MOST_SHOWN]:
            if self._rows.count():
                self._rows.addWidget(Hairline())
            row = ProblemRow(problem)
            row.retry_wanted.connect(self._on_retry)
            row.show_wanted.connect(self._desk.show_in_folder)
            self._rows.addWidget(row)
        self._rows.addStretch(1)
        content = self._area.widget()
        wanted = content.sizeHint().height() if content is not None else 0
        self._area.setFixedHeight(min(max(wanted, 48), LIST_HEIGHT))
        if not problems:
            self.close_popover()

    def sizeHint(self) -> QSize:
        """Fixed in width, as high as its rows up to a limit."""
        return QSize(self.width(), super().sizeHint().height())

    def _on_retry(self, path: bytes) -> None:
        self._retry([path])

    def _on_retry_all(self) -> None:
        self._retry(None)

    def _retry(self, paths: list[bytes] | None) -> None:
        self._desk.bridge.ask(partial(self._desk.library.retry_problems, paths), self._on_retried, self)

    def _on_retried(self, _nothing: None) -> None:
        self.refresh()
