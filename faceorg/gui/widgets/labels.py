"""Text in the roles of the theme, always plain: a name may hold anything and never becomes markup."""

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QFrame, QLabel, QSizePolicy, QWidget

from faceorg.gui.theme import Type, Weight, theme


class Label(QLabel):
    """A text in one size, weight and colour role, which follow the theme."""

    def __init__(
        self,
        text: str = "",
        kind: Type = Type.BODY,
        weight: Weight = Weight.NORMAL,
        role: str = "text",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(text, parent)
        self._kind, self._weight, self._role = kind, weight, role
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setForegroundRole(QPalette.ColorRole.WindowText)  # else it depends on what the label lies on
        self._dress()
        theme().changed.connect(self._dress)

    def set_role(self, role: str) -> None:
        """Change the colour."""
        self._role = role
        self._dress()

    def _dress(self) -> None:
        self.setFont(theme().font(self._kind, self._weight))
        palette = QPalette(self.palette())
        palette.setColor(QPalette.ColorRole.WindowText, theme().colour(self._role))
        self.setPalette(palette)


class Paragraph(Label):
    """A centred text of a fixed width that is as high as its lines."""

    def __init__(self, text: str, width: int, parent: QWidget | None = None) -> None:
        super().__init__(text, role="text2", parent=parent)
        self.setWordWrap(True)
        self.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.setFixedWidth(width)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def heightForWidth(self, width: int) -> int:
        """Return the height of its lines in its own width: a layout may ask with that of the whole column."""
        del width
        return super().heightForWidth(self.maximumWidth())

    def sizeHint(self) -> QSize:
        """Its width, and the height its lines need."""
        return QSize(self.maximumWidth(), self.heightForWidth(self.maximumWidth()))

    def minimumSizeHint(self) -> QSize:
        """No line is ever cut off."""
        return self.sizeHint()


class ElidedLabel(Label):
    """A text on one line that ends in "…" where there is no room; the whole text is its tool tip and its name."""

    def __init__(
        self,
        text: str = "",
        kind: Type = Type.BODY,
        weight: Weight = Weight.NORMAL,
        role: str = "text",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(text, kind, weight, role, parent)
        self.elide_mode = Qt.TextElideMode.ElideRight
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def minimumSizeHint(self) -> QSize:
        """A few letters are enough."""
        return QSize(QFontMetrics(self.font()).averageCharWidth() * 4, super().minimumSizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint as much of the text as there is room for."""
        del event
        painter = QPainter(self)
        metrics = QFontMetrics(self.font())
        shown = metrics.elidedText(self.text(), self.elide_mode, self.contentsRect().width())
        self.setToolTip(self.text() if shown != self.text() else "")
        painter.setPen(self.palette().color(QPalette.ColorRole.WindowText))
        painter.drawText(self.contentsRect(), int(self.alignment()) | int(Qt.TextFlag.TextSingleLine), shown)
        painter.end()


class Hairline(QFrame):
    """A line of one pixel between two areas."""

    def __init__(self, *, vertical: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        if vertical:
            self.setFixedWidth(1)
        else:
            self.setFixedHeight(1)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Fill with the colour of lines."""
        painter = QPainter(self)
        painter.fillRect(event.rect(), theme().tokens.line)
        painter.end()

    def changeEvent(self, event: QEvent) -> None:
        """Repaint in the new colours."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self.update()
