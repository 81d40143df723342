"""Paints group rows: the card of the current one, the others, face tiles, and the receipt of the last naming."""

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from faceorg.core.records import Group
from faceorg.gui.icons import icon_pixmap
from faceorg.gui.pictures import Pictures, face_key
from faceorg.gui.theme import Type, Weight, theme
from faceorg.gui.unnamed.layout import CARD_PADDING, GroupLayout, Part, Spot
from faceorg.gui.unnamed.rows import Entry, GroupRow, Receipt
from faceorg.gui.widgets.keycaps import cap_size, paint_cap
from faceorg.gui.words import days, faces, number, years

CARD_RADIUS = 10
TILE_RADIUS = 8
ROW_RADIUS = 6
LEFT_OUT_OPACITY = 0.28
BADGE = 20
"""Diameter of the minus badge."""
BADGE_INSET = 4
RING = 2
"""Width of hover edge and focus ring."""
RECEIPT_FACE = 24
UNDO_KEYS = "Ctrl Z"


def translated(text: str) -> str:
    """Return a visible string of the group rows in the user's language."""
    return QCoreApplication.translate("Unnamed", text)


@dataclass(frozen=True, slots=True)
class RowsState:
    """What the painter needs to know beside the entries: which row, where the pointer and the face cursor are."""

    current: int
    hovered: Spot
    cursor: int


class GroupPainter:
    """Paints one entry at a time into content coordinates; reads the theme when it paints."""

    def __init__(self, painter: QPainter, layout: GroupLayout, pictures: Pictures, state: RowsState) -> None:
        """Paint with ``painter``, already moved by the scroll position."""
        self._painter = painter
        self._layout = layout
        self._pictures = pictures
        self._state = state
        self._tokens = theme().tokens

    def paint(self, index: int, entry: Entry) -> None:
        """Paint an entry."""
        if isinstance(entry, Receipt):
            self._paint_receipt(index, entry)
            return
        current = index == self._state.current
        if current:
            self._paint_card(self._layout.card_rect(index))
        else:
            self._paint_field(self._layout.field_rect(index))
        self._text(self._layout.facts_rect(index), group_facts(entry.group), Type.SMALL, "text2")
        self._paint_faces(index, entry)
        if current:
            self._text(self._layout.buttons_rect(index), count_facts(entry), Type.SMALL, "text2", right=True)

    def _paint_card(self, rect: QRect) -> None:
        radius = theme().radius(CARD_RADIUS)
        self._painter.setPen(QPen(self._tokens.line, 1))
        self._painter.setBrush(self._tokens.bar)
        self._painter.drawRoundedRect(QRectF(rect).adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)

    def _paint_field(self, rect: QRect) -> None:
        radius = theme().radius(ROW_RADIUS)
        self._painter.setPen(QPen(self._tokens.edge, 1))
        self._painter.setBrush(self._tokens.field)
        self._painter.drawRoundedRect(QRectF(rect).adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)
        self._text(rect.adjusted(11, 0, -11, 0), translated("Who is this?"), Type.BODY, "text3")

    def _paint_faces(self, index: int, row: GroupRow) -> None:
        shown, hidden = self._layout.shown_faces(index)
        for cell in range(shown):
            self._paint_tile(index, cell, row)
        if hidden:
            self._paint_more(index, shown, hidden)

    def _paint_tile(self, index: int, cell: int, row: GroupRow) -> None:
        rect = QRectF(self._layout.tile_rect(index, cell))
        radius = theme().radius(TILE_RADIUS)
        face = row.faces[cell] if cell < len(row.faces) else None
        left_out = face in row.left_out
        self._painter.setOpacity(LEFT_OUT_OPACITY if left_out else 1.0)
        self._pictures.paint(self._painter, rect, face_key(face if face is not None else -1), radius)
        self._painter.setOpacity(1.0)
        hovered = self._state.hovered == Spot(Part.FACE, index, cell)
        focused = index == self._state.current and cell == self._state.cursor
        if left_out or hovered:
            self._paint_edge(rect, radius, hovered)
            self._paint_badge(rect, solid=left_out)
        if focused:
            self._paint_ring(rect, radius)

    def _paint_edge(self, rect: QRectF, radius: float, hovered: bool) -> None:
        width = RING if hovered else 1
        inset = width / 2
        self._painter.setPen(QPen(self._tokens.accent if hovered else self._tokens.edge, width))
        self._painter.setBrush(Qt.BrushStyle.NoBrush)
        self._painter.drawRoundedRect(rect.adjusted(inset, inset, -inset, -inset), radius - inset, radius - inset)

    def _paint_badge(self, tile: QRectF, solid: bool) -> None:
        badge = QRectF(tile.right() - BADGE - BADGE_INSET, tile.top() + BADGE_INSET, BADGE, BADGE)
        disc = theme().colour("text2" if solid else "canvas", 1.0 if solid else 0.7)
        self._painter.setPen(Qt.PenStyle.NoPen)
        self._painter.setBrush(disc)
        self._painter.drawEllipse(badge)
        stroke = QPen(self._tokens.page if solid else self._tokens.canvas_text, 2)
        stroke.setCapStyle(Qt.PenCapStyle.RoundCap)
        self._painter.setPen(stroke)
        arm = QPointF(4, 0)
        self._painter.drawLine(badge.center() - arm, badge.center() + arm)

    def _paint_ring(self, rect: QRectF, radius: float) -> None:
        self._painter.setBrush(Qt.BrushStyle.NoBrush)
        self._painter.setPen(QPen(self._tokens.accent, RING))
        outer = rect.adjusted(-RING - 1, -RING - 1, RING + 1, RING + 1)
        self._painter.drawRoundedRect(outer, radius + RING + 1, radius + RING + 1)

    def _paint_more(self, index: int, cell: int, hidden: int) -> None:
        rect = QRectF(self._layout.tile_rect(index, cell))
        radius = theme().radius(TILE_RADIUS)
        hovered = self._state.hovered == Spot(Part.MORE, index, cell)
        self._painter.setPen(Qt.PenStyle.NoPen)
        self._painter.setBrush(self._tokens.press if hovered else self._tokens.skeleton)
        self._painter.drawRoundedRect(rect, radius, radius)
        self._painter.setFont(theme().font(Type.BODY, Weight.SEMIBOLD))
        self._painter.setPen(self._tokens.text2)
        self._painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, f"+{number(hidden)}")
        if index == self._state.current and cell == self._state.cursor:
            self._paint_ring(rect, radius)

    def _paint_receipt(self, index: int, receipt: Receipt) -> None:
        rect = self._layout.card_rect(index)
        radius = theme().radius(ROW_RADIUS)
        self._painter.setPen(Qt.PenStyle.NoPen)
        self._painter.setBrush(self._tokens.side)
        self._painter.drawRoundedRect(QRectF(rect), radius, radius)
        middle = rect.center().y()
        ratio = self._painter.device().devicePixelRatio()
        tick = icon_pixmap("check", self._tokens.good, 16, ratio)
        self._painter.drawPixmap(rect.left() + CARD_PADDING, middle - 8, tick)
        face = QRectF(rect.left() + 42, middle - RECEIPT_FACE / 2 + 1, RECEIPT_FACE, RECEIPT_FACE)
        self._pictures.paint(self._painter, face, face_key(receipt.row.named_faces()[0]), RECEIPT_FACE / 2)
        self._receipt_text(rect.adjusted(76, 0, -CARD_PADDING, 0), receipt)
        self._paint_undo(index)

    def _receipt_text(self, rect: QRect, receipt: Receipt) -> None:
        self._text(rect, receipt.name, Type.SMALL, "text", weight=Weight.SEMIBOLD)
        width = theme().metrics(Type.SMALL, Weight.SEMIBOLD).horizontalAdvance(receipt.name)
        named = translated("{faces} named").format(faces=faces(receipt.faces))
        self._text(rect.adjusted(width, 0, 0, 0), f" · {named}", Type.SMALL, "text2")

    def _paint_undo(self, index: int) -> None:
        rect = self._layout.undo_rect(index).adjusted(0, 0, -12, 0)
        cap = cap_size(UNDO_KEYS).width()
        paint_cap(self._painter, QPointF(rect.right() - cap, rect.center().y() + 0.5), UNDO_KEYS)
        word = rect.adjusted(0, 0, -cap - 10, 0)
        self._text(word, translated("Undo"), Type.SMALL, "accent_text", weight=Weight.SEMIBOLD, right=True)

    def _text(
        self, rect: QRect, text: str, kind: Type, role: str, *, weight: Weight = Weight.NORMAL, right: bool = False
    ) -> None:
        metrics = theme().metrics(kind, weight)
        self._painter.setFont(theme().font(kind, weight))
        self._painter.setPen(self._tokens.role(role))
        side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
        elided = metrics.elidedText(text, Qt.TextElideMode.ElideRight, rect.width())
        self._painter.drawText(rect, side | Qt.AlignmentFlag.AlignVCenter, elided)


def group_facts(group: Group) -> str:
    """Return "58 faces · 19 days, 2015 to 2022"."""
    if group.first is None or group.last is None:
        return faces(group.faces)
    span = years(group.first.year, group.last.year)
    return f"{faces(group.faces)} · {days(group.days)}, {span}"


def count_facts(row: GroupRow) -> str:
    """Return "86 faces, 1 left out"."""
    if not row.left_out:
        return faces(row.count)
    return translated("{faces}, {n} left out").format(faces=faces(row.count), n=number(len(row.left_out)))
