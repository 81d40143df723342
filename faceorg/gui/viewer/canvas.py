"""The photo itself: fitted or zoomed, turned, dragged, with frames and names over its faces."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, QSizeF, Qt, QTimer, Signal
from PySide6.QtGui import (
    QColor,
    QImage,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPixmap,
    QResizeEvent,
    QTransform,
    QWheelEvent,
)
from PySide6.QtWidgets import QApplication, QSizePolicy, QWidget

from faceorg.gui.theme import Type, Weight, theme
from faceorg.gui.viewer.regions import FaceMark, place_labels

MARGIN = 8
"""Pixels around a fitted photo."""
ZOOM_STEP = 1.25
LARGEST_ZOOM = 8.0
"""Screen pixels for one photo pixel at most."""
LARGEST_FIT = 4.0
"""A tiny picture is not blown up further than this to fill the window."""
SHOWN_FOR = 2500
"""Milliseconds the names stay after the pointer has rested."""
LABEL_HEIGHT, LABEL_PADDING, LABEL_OPACITY, LABEL_RADIUS = 22, 8, 0.78, 6
QUARTER = 90
FRAME_RADIUS = 4


class PhotoCanvas(QWidget):
    """Shows one picture. All coordinates of faces are fractions of the oriented photo."""

    face_chosen = Signal(object, QRect)
    zoomed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._picture: QPixmap | None = None
        self._sharp = False
        self._size = QSizeF(1, 1)
        self._marks: list[FaceMark] = []
        self._zoom: float | None = None
        self._turned = 0
        self._middle = QPointF(0.5, 0.5)
        self._fitted: tuple[int, int, int, QPixmap] | None = None
        self._always, self._near = False, False
        self._hovered: FaceMark | None = None
        self._focused: FaceMark | None = None
        self._grabbed: QPointF | None = None
        self._pressed_at = QPointF()
        self._resting = QTimer(self)
        self._resting.setSingleShot(True)
        self._resting.setInterval(SHOWN_FOR)
        self._resting.timeout.connect(self._on_rested)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(self.tr("Photo"))

    # What is shown

    def show_photo(self, width: int, height: int, placeholder: QPixmap | None) -> None:
        """Begin with another photo of a size in pixels; the small picture stands in until the large one is there."""
        self._size = QSizeF(max(1, width), max(1, height))
        self._picture, self._sharp, self._fitted = placeholder, False, None
        self._marks, self._hovered, self._focused = [], None, None
        self._zoom, self._turned, self._middle = None, 0, QPointF(0.5, 0.5)
        self.update()

    def set_size(self, width: int, height: int) -> None:
        """Say how many pixels the photo has, once that is known; what is seen stays where it is."""
        size = QSizeF(max(1, width), max(1, height))
        if size != self._size:
            self._size, self._fitted = size, None
            self.update()

    def set_image(self, image: QImage) -> None:
        """Show the large picture."""
        self._picture, self._sharp, self._fitted = QPixmap.fromImage(image), True, None
        self.update()

    def set_marks(self, marks: Sequence[FaceMark]) -> None:
        """Show other faces or names."""
        focused = self._focused.id if self._focused is not None else None
        self._marks = list(marks)
        self._hovered = None
        self._focused = next((mark for mark in self._marks if mark.id == focused), None)
        self.update()

    @property
    def sharp(self) -> bool:
        """Whether the large picture is shown."""
        return self._sharp

    def toggle_names(self) -> bool:
        """Show the names always, or only while the pointer moves; return which."""
        self._always = not self._always
        self.update()
        return self._always

    def focus_face(self, step: int) -> FaceMark | None:
        """Move the frame of the keyboard to the next or previous face and return it."""
        if not self._marks:
            return None
        here = self._marks.index(self._focused) if self._focused in self._marks else (-1 if step > 0 else 0)
        self._focused = self._marks[(here + step) % len(self._marks)]
        self.setAccessibleDescription(self._focused.name or self.tr("Face without a name"))
        self.update()
        return self._focused

    @property
    def focused(self) -> FaceMark | None:
        """The face the keyboard is at."""
        return self._focused

    def drop_focus(self) -> bool:
        """Take the frame of the keyboard away; return whether there was one."""
        had, self._focused = self._focused is not None, None
        self.update()
        return had

    def face_rect(self, mark: FaceMark) -> QRect:
        """Return where a face is in this widget."""
        return self._rect_of(mark).toAlignedRect()

    # Zoom and turn

    @property
    def zoom(self) -> float:
        """Screen pixels for one photo pixel."""
        return self._zoom if self._zoom is not None else self._fit_zoom()

    @property
    def is_fitted(self) -> bool:
        """Whether the whole photo is seen."""
        return self._zoom is None

    def fit(self) -> None:
        """Show the whole photo."""
        self._zoom, self._middle = None, QPointF(0.5, 0.5)
        self._after_zoom()

    def zoom_by(self, factor: float, at: QPointF | None = None) -> None:
        """Zoom around a point of the widget, or its middle."""
        self.zoom_to(self.zoom * factor, at)

    def zoom_to(self, zoom: float, at: QPointF | None = None) -> None:
        """Zoom to screen pixels for one photo pixel; less than the whole photo fits again."""
        if zoom <= self._fit_zoom():
            self.fit()
            return
        point = at if at is not None else QPointF(self.rect().center())
        before = self._transform().inverted()[0].map(point)
        self._zoom = min(zoom, max(LARGEST_ZOOM, self._fit_zoom()))
        moved = self._transform().map(before) - point
        self._move_by(-moved)
        self._after_zoom()

    def turn(self, quarters: int = 1) -> None:
        """Turn the view by quarters, clockwise; the file stays as it is."""
        self._turned = (self._turned + QUARTER * quarters) % (4 * QUARTER)
        self.fit()

    def _after_zoom(self) -> None:
        self._fitted = None
        self.setCursor(Qt.CursorShape.OpenHandCursor if self._zoom else Qt.CursorShape.ArrowCursor)
        self.zoomed.emit()
        self.update()

    def _shown_size(self) -> QSizeF:
        return self._size.transposed() if self._turned % (2 * QUARTER) else self._size

    def _fit_zoom(self) -> float:
        shown = self._shown_size()
        room = QSizeF(max(1, self.width() - 2 * MARGIN), max(1, self.height() - 2 * MARGIN))
        return min(room.width() / shown.width(), room.height() / shown.height(), LARGEST_FIT)

    def _transform(self) -> QTransform:
        """Return the way from fractions of the photo to pixels of the widget."""
        zoom = self.zoom
        way = QTransform()
        way.translate(self.width() / 2, self.height() / 2)
        way.rotate(self._turned)
        way.scale(zoom * self._size.width(), zoom * self._size.height())
        way.translate(-self._middle.x(), -self._middle.y())
        return way

    def _move_by(self, delta: QPointF) -> None:
        way = self._transform()
        here = way.map(self._middle)
        middle = way.inverted()[0].map(here - delta)
        self._middle = QPointF(min(max(middle.x(), 0.0), 1.0), min(max(middle.y(), 0.0), 1.0))

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the surround, the photo, and the faces if they are to be seen."""
        painter = QPainter(self)
        painter.fillRect(event.rect(), theme().tokens.canvas)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        self._paint_picture(painter)
        if self._marks and (self._always or self._near or self._focused is not None):
            self._paint_marks(painter)
        painter.end()

    def _paint_picture(self, painter: QPainter) -> None:
        target = self._transform().mapRect(QRectF(0, 0, 1, 1))
        if self._picture is None or self._picture.isNull():
            painter.fillRect(target, theme().colour("canvas_text", 0.06))
        elif self._zoom is None and self._sharp:
            fitted = self._fitted_picture(target)
            painter.drawPixmap(target.topLeft().toPoint(), fitted)
        else:
            painter.save()
            painter.setTransform(self._transform(), combine=True)
            painter.drawPixmap(QRectF(0, 0, 1, 1), self._picture, QRectF(self._picture.rect()))
            painter.restore()

    def _fitted_picture(self, target: QRectF) -> QPixmap:
        """Return the picture scaled smoothly to the size it is fitted in, made once for that size."""
        ratio = self.devicePixelRatioF()
        width, height = max(1, round(target.width() * ratio)), max(1, round(target.height() * ratio))
        if self._fitted is None or self._fitted[:3] != (width, height, self._turned):
            picture = self._picture or QPixmap()
            turned = picture.transformed(QTransform().rotate(self._turned)) if self._turned else picture
            mode = Qt.TransformationMode.SmoothTransformation
            scaled = turned.scaled(width, height, Qt.AspectRatioMode.IgnoreAspectRatio, mode)
            scaled.setDevicePixelRatio(ratio)
            self._fitted = (width, height, self._turned, scaled)
        return self._fitted[3]

    def _paint_marks(self, painter: QPainter) -> None:
        rects = [self._rect_of(mark) for mark in self._marks]
        for mark, rect in zip(self._marks, rects, strict=True):
            self._paint_frame(painter, mark, rect)
        named = [(mark, rect) for mark, rect in zip(self._marks, rects, strict=True) if mark.name]
        font = theme().font(Type.SMALL, Weight.SEMIBOLD)
        painter.setFont(font)
        metrics = painter.fontMetrics()
        sizes = [QSizeF(metrics.horizontalAdvance(mark.name) + 2 * LABEL_PADDING, LABEL_HEIGHT) for mark, _ in named]
        labels = place_labels([rect for _, rect in named], sizes, QRectF(self.rect()).adjusted(4, 4, -4, -4))
        for (mark, _), label in zip(named, labels, strict=True):
            ground = QColor(0, 0, 0)
            ground.setAlphaF(LABEL_OPACITY)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(ground)
            painter.drawRoundedRect(label, LABEL_RADIUS, LABEL_RADIUS)
            painter.setPen(Qt.GlobalColor.white)
            painter.drawText(label, Qt.AlignmentFlag.AlignCenter, mark.name)

    def _paint_frame(self, painter: QPainter, mark: FaceMark, rect: QRectF) -> None:
        tokens = theme().tokens
        chosen = mark is self._hovered or mark is self._focused
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(0, 0, 0, 150), 1))
        painter.drawRoundedRect(rect.adjusted(-1.25, -1.25, 1.25, 1.25), FRAME_RADIUS, FRAME_RADIUS)
        colour = tokens.canvas_accent if chosen or not mark.name else QColor(Qt.GlobalColor.white)
        painter.setPen(QPen(colour, 2.5 if chosen else 1.5))
        painter.drawRoundedRect(rect, FRAME_RADIUS, FRAME_RADIUS)

    def _rect_of(self, mark: FaceMark) -> QRectF:
        region = mark.face.region
        return self._transform().mapRect(QRectF(region.x, region.y, region.w, region.h))

    # Pointer

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Show the faces; drag the photo."""
        self._near = True
        self._resting.start()
        if self._grabbed is not None:
            self._move_by(event.position() - self._grabbed)
            self._grabbed = event.position()
        self._hovered = self._mark_at(event.position())
        self.setCursor(self._cursor())
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Grab the photo if there is more of it than is seen."""
        self._pressed_at = event.position()
        if event.button() == Qt.MouseButton.LeftButton and self._zoom is not None:
            self._grabbed = event.position()
            self.setCursor(Qt.CursorShape.ClosedHandCursor)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click on a face asks who it is."""
        self._grabbed = None
        still = (event.position() - self._pressed_at).manhattanLength() < QApplication.startDragDistance()
        mark = self._mark_at(event.position())
        if still and mark is not None and event.button() == Qt.MouseButton.LeftButton:
            self.face_chosen.emit(mark, self.face_rect(mark))

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Switch between the whole photo and its own size."""
        if self._mark_at(event.position()) is None:
            if self._zoom is None:
                self.zoom_to(1.0 / self.devicePixelRatioF(), event.position())
            else:
                self.fit()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom around the pointer."""
        steps = event.angleDelta().y() / 120  # one notch of a wheel in Qt's unit
        if steps:
            self.zoom_by(ZOOM_STEP**steps, event.position())

    def leaveEvent(self, event: QEvent) -> None:
        """Hide the faces."""
        super().leaveEvent(event)
        self._on_rested()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit again."""
        super().resizeEvent(event)
        self._fitted = None

    def _on_rested(self) -> None:
        self._near, self._hovered = False, None
        self.update()

    def _cursor(self) -> Qt.CursorShape:
        if self._grabbed is not None:
            return Qt.CursorShape.ClosedHandCursor
        if self._hovered is not None:
            return Qt.CursorShape.PointingHandCursor
        return Qt.CursorShape.OpenHandCursor if self._zoom is not None else Qt.CursorShape.ArrowCursor

    def _mark_at(self, point: QPointF) -> FaceMark | None:
        """Return the smallest face at a point, so that a face in front of another can be reached."""
        found = [mark for mark in self._marks if self._rect_of(mark).contains(point)]
        return min(found, key=lambda mark: mark.face.region.area, default=None)
