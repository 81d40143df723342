"""The list under a name field: a frame inside the window, so that the field keeps the focus and accents work."""

from PySide6.QtCore import QModelIndex, QPoint, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QCursor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QVBoxLayout, QWidget

from faceorg.gui.desk import Desk
from faceorg.gui.icons import icon_pixmap
from faceorg.gui.naming.completion import ChoiceRole, CompletionModel, ModelIndex, NameChoice, matched_part
from faceorg.gui.pictures import Pictures, face_key
from faceorg.gui.theme import Type, Weight, theme
from faceorg.gui.widgets.keycaps import ENTER, cap_size, paint_cap
from faceorg.gui.widgets.shadow import SHADOW_MARGINS, paint_shadow

ROW_HEIGHT = 44
DIVIDER_HEIGHT = 9
"""A hairline with room around it, above the offer of a new person."""
PADDING = 6
"""Between the border of the list and its rows."""
FACE = 32
TEXT_LEFT = 50
"""Where names begin, from the left edge of a row."""
LIST_RADIUS, ROW_RADIUS = 10, 6
DISTANCE = 4
"""Between the field and its list."""


class CompletionPopup(QFrame):
    """Shows choices under a field; never takes the focus."""

    chosen = Signal(object)
    """The NameChoice that was clicked."""

    def __init__(self, desk: Desk, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._pictures = desk.pictures
        self._model = CompletionModel(self)
        self._pointer = QPoint()
        self._list = QListView(self)
        self._list.setModel(self._model)
        self._list.setItemDelegate(_ChoiceDelegate(desk.pictures, self._list))
        self._set_up()
        self._pictures.loaded.connect(self._on_picture_loaded)
        self._list.clicked.connect(self._on_clicked)

    def _set_up(self) -> None:
        self.hide()
        self.setProperty("floats", True)  # a press here does not close the card the field may be in
        self._list.setFrameShape(QFrame.Shape.NoFrame)
        self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._list.viewport().setAutoFillBackground(False)
        self._list.setMouseTracking(True)
        self._list.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.setAccessibleName(self.tr("Names"))
        self._list.entered.connect(self._on_entered)
        column = QVBoxLayout(self)
        margins = SHADOW_MARGINS
        column.setContentsMargins(
            margins.left() + PADDING, margins.top() + PADDING, margins.right() + PADDING, margins.bottom() + PADDING
        )
        column.addWidget(self._list)

    def offer(self, typed: str, choices: tuple[NameChoice, ...]) -> None:
        """Show other choices; none is highlighted."""
        self._model.offer(typed, choices)
        self._list.setCurrentIndex(QModelIndex())
        faces = [choice.key_face for choice in choices if choice.key_face is not None]
        self._pictures.want(self, [face_key(face) for face in faces])

    def place_under(self, field: QWidget) -> None:
        """Show the list as wide as the field, under it, or above it where there is no room below."""
        corner = field.mapTo(self._window, QPoint(0, 0))
        height = self._content_height()
        top = corner.y() + field.height() + DISTANCE
        if top + height > self._window.height() and corner.y() - DISTANCE - height > 0:
            top = corner.y() - DISTANCE - height
        self.setGeometry(QRect(corner.x(), top, field.width(), height).marginsAdded(SHADOW_MARGINS))
        self._pointer = QCursor.pos()
        self.show()
        self.raise_()

    def highlight(self, row: int) -> None:
        """Highlight a choice."""
        self._list.setCurrentIndex(self._model.index(row))

    def move_highlight(self, step: int) -> None:
        """Highlight the next or previous choice; at both ends it stays."""
        row = self._list.currentIndex().row() + step
        self.highlight(max(0, min(row, self._model.rowCount() - 1)))

    def highlighted(self) -> NameChoice | None:
        """The highlighted choice."""
        choice = self._list.currentIndex().data(ChoiceRole.CHOICE)
        return choice if isinstance(choice, NameChoice) else None

    def choices(self) -> tuple[NameChoice, ...]:
        """What is offered now."""
        return self._model.choices()

    def spoken(self) -> str:
        """What a screen reader says about the highlighted choice."""
        return str(self._list.currentIndex().data(Qt.ItemDataRole.AccessibleTextRole) or "")

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the shadow and the card."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        card = QRectF(self.rect().marginsRemoved(SHADOW_MARGINS))
        paint_shadow(painter, card)
        painter.setPen(QPen(theme().tokens.line, 1))
        painter.setBrush(theme().tokens.raised)
        radius = theme().radius(LIST_RADIUS)
        painter.drawRoundedRect(card.adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)
        painter.end()

    def _content_height(self) -> int:
        rows = len(self._model.choices())
        divided = rows > 1 and self._model.choices()[-1].person is None
        return rows * ROW_HEIGHT + (DIVIDER_HEIGHT if divided else 0) + 2 * PADDING

    def _on_entered(self, index: QModelIndex) -> None:
        """Follow the pointer, but not when the list opens under a pointer that rests."""
        if QCursor.pos() != self._pointer:
            self._list.setCurrentIndex(index)

    def _on_clicked(self, index: QModelIndex) -> None:
        choice = index.data(ChoiceRole.CHOICE)
        if isinstance(choice, NameChoice):
            self.chosen.emit(choice)

    def _on_picture_loaded(self, _key: object) -> None:
        self._list.viewport().update()


class _ChoiceDelegate(QStyledItemDelegate):
    """Paints one line: face, name with the typed part bold, and the reason; or the offer of a new person."""

    def __init__(self, pictures: Pictures, parent: QWidget) -> None:
        super().__init__(parent)
        self._pictures = pictures

    def sizeHint(self, option: QStyleOptionViewItem, index: ModelIndex) -> QSize:
        """One row, and room for the hairline above the offer of a new person."""
        return QSize(option.rect.width(), ROW_HEIGHT + (DIVIDER_HEIGHT if _is_divided(index) else 0))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: ModelIndex) -> None:
        """Paint a line."""
        choice, model = index.data(ChoiceRole.CHOICE), index.model()
        if not isinstance(choice, NameChoice) or not isinstance(model, CompletionModel):
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect = QRectF(option.rect)
        if _is_divided(index):
            painter.fillRect(QRectF(rect.left() + 8, rect.top() + 4, rect.width() - 16, 1), theme().tokens.line)
            rect.setTop(rect.top() + DIVIDER_HEIGHT)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme().tokens.accent_bg)
            painter.drawRoundedRect(rect, theme().radius(ROW_RADIUS), theme().radius(ROW_RADIUS))
        if choice.person is None:
            self._paint_new(painter, rect, choice, model)
        else:
            self._paint_known(painter, rect, choice, model, bool(option.state & QStyle.StateFlag.State_Selected))
        painter.restore()

    def _paint_known(
        self, painter: QPainter, rect: QRectF, choice: NameChoice, model: CompletionModel, highlighted: bool
    ) -> None:
        face = QRectF(rect.left() + 8, rect.center().y() - FACE / 2, FACE, FACE)
        self._pictures.paint(painter, face, face_key(-1 if choice.key_face is None else choice.key_face), FACE / 2)
        name_line = QRectF(rect.left() + TEXT_LEFT, rect.top() + 4, rect.width() - TEXT_LEFT - 8, 20)
        start, length = matched_part(choice.name, model.typed)
        ends = (choice.name[:start], choice.name[start : start + length], choice.name[start + length :])
        _paint_name(painter, name_line, ends)
        reason_line = QRectF(name_line.left(), rect.top() + 23, name_line.width(), 16)
        painter.setFont(theme().font(Type.SMALL))
        painter.setPen(theme().tokens.accent_text if highlighted else theme().tokens.text2)
        painter.drawText(reason_line, Qt.AlignmentFlag.AlignVCenter, model.reason(choice))

    def _paint_new(self, painter: QPainter, rect: QRectF, choice: NameChoice, model: CompletionModel) -> None:
        icon = icon_pixmap("user-round-plus", theme().tokens.text2)
        painter.drawPixmap(QPointF(rect.left() + 15, rect.center().y() - 9), icon)
        keys = ENTER if model.rowCount() == 1 else f"Ctrl {ENTER}"
        cap = cap_size(keys).width()
        words = QRectF(rect.left() + TEXT_LEFT, rect.top(), rect.width() - TEXT_LEFT - cap - 16, rect.height())
        before, _, after = model.tr("New person “{name}”").partition("{name}")
        _paint_name(painter, words, (before, choice.name, after))
        paint_cap(painter, QPointF(rect.right() - cap - 8, rect.center().y()), keys)


def _is_divided(index: ModelIndex) -> bool:
    choice = index.data(ChoiceRole.CHOICE)
    return isinstance(choice, NameChoice) and choice.person is None and index.row() > 0


def _paint_name(painter: QPainter, rect: QRectF, parts: tuple[str, str, str]) -> None:
    """Paint a text on one line whose middle part is bold; what has no room is cut off with an ellipsis."""
    painter.setPen(theme().tokens.text)
    left = rect.left()
    for part, weight in zip(parts, (Weight.NORMAL, Weight.SEMIBOLD, Weight.NORMAL), strict=True):
        metrics = theme().metrics(Type.BODY, weight)
        room = rect.right() - left
        shown = metrics.elidedText(part, Qt.TextElideMode.ElideRight, int(max(0, room)))
        painter.setFont(theme().font(Type.BODY, weight))
        painter.drawText(QRectF(left, rect.top(), room, rect.height()), Qt.AlignmentFlag.AlignVCenter, shown)
        left += metrics.horizontalAdvance(shown)
        if shown != part:
            return
