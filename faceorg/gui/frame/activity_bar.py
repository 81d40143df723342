"""The strip at the bottom: what the background does, how far it is, and what it could not read."""

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QWidget

from faceorg.core.events import Phase, Progress
from faceorg.gui import words
from faceorg.gui.icons import icon_pixmap
from faceorg.gui.theme import Type, theme
from faceorg.gui.widgets.buttons import Button
from faceorg.gui.widgets.labels import Label

HEIGHT = 32
PROGRESS_WIDTH, PROGRESS_HEIGHT = 160, 4
ICON = 16


class ProgressLine(QWidget):
    """A thin line that fills from the left; while the total is unknown it shows an empty track."""

    def __init__(self, width: int = 0, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._fraction = 0.0
        self.setFixedHeight(PROGRESS_HEIGHT)
        if width:
            self.setFixedWidth(width)

    def set_fraction(self, fraction: float) -> None:
        """Fill a part of the line, 0-1."""
        if fraction != self._fraction:
            self._fraction = fraction
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint track and filled part."""
        del event
        tokens = theme().tokens
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(tokens.press)
        radius = self.height() / 2
        painter.drawRoundedRect(QRectF(self.rect()), radius, radius)
        filled = self.width() * min(max(self._fraction, 0.0), 1.0)
        if filled >= self.height():
            left = self.width() - filled if self.isRightToLeft() else 0.0
            painter.setBrush(tokens.accent)
            painter.drawRoundedRect(QRectF(left, 0, filled, self.height()), radius, radius)
        painter.end()


class ActivityBar(QWidget):
    """Shows progress; its wishes are to pause or go on, and the list of problems."""

    pause_toggled = Signal()
    problems_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedHeight(HEIGHT)
        self._phase, self._photos = Phase.IDLE, 0
        self._stopped = False
        self._line = ProgressLine(PROGRESS_WIDTH)
        self._done = QLabel()
        self._text = Label(kind=Type.SMALL, role="text2")
        self._text.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        self._pause = Button(self.tr("Pause"), "pause", kind="flat", size="small")
        self._pause.clicked.connect(self.pause_toggled)
        self.problems_button = Button("", "triangle-alert", kind="flat", size="small")
        self.problems_button.icon_role = "warn"
        self.problems_button.clicked.connect(self.problems_wanted)
        self.problems_button.hide()
        self._lay_out()
        self._dress()
        theme().changed.connect(self._dress)
        self.show_progress(Progress(Phase.IDLE))

    def show_progress(self, progress: Progress) -> None:
        """Show how far the background work is."""
        self._phase, self._stopped = progress.phase, progress.trouble is not None
        idle = progress.phase is Phase.IDLE
        self._line.setVisible(not idle)
        self._done.setVisible(self._is_up_to_date)
        self._pause.setVisible(not idle)
        paused = progress.phase is Phase.PAUSED
        self._pause.setText(self.tr("Resume") if paused else self.tr("Pause"))
        self._pause.set_icon_name("play" if paused else "pause")
        self._line.set_fraction(progress.done / progress.total if progress.total else 0.0)
        self._text.setText(self._idle_text() if idle else self._busy_text(progress))
        if not idle:
            self.show_problems(progress.problems)

    def show_problems(self, problems: int) -> None:
        """Say how many files could not be read; nothing for 0."""
        self.problems_button.setText(words.problems(problems))
        self.problems_button.setVisible(problems > 0)

    def show_photos(self, photos: int) -> None:
        """Remember how many photos there are, for "Up to date"."""
        self._photos = photos
        if self._phase is Phase.IDLE:
            self._done.setVisible(self._is_up_to_date)
            self._text.setText(self._idle_text())

    @property
    def paused(self) -> bool:
        """Whether the work is held."""
        return self._phase is Phase.PAUSED

    @property
    def text(self) -> str:
        """What it says about the work."""
        return self._text.text()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the ground and the line above it."""
        painter = QPainter(self)
        painter.fillRect(event.rect(), theme().tokens.bar)
        painter.fillRect(0, 0, self.width(), 1, theme().tokens.line)
        painter.end()

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 1, 8, 0)
        row.setSpacing(12)
        row.addWidget(self._line)
        row.addWidget(self._done)
        row.addWidget(self._text)
        row.addWidget(self._pause)
        row.addStretch(1)
        row.addWidget(self.problems_button)

    def _dress(self) -> None:
        self._done.setPixmap(icon_pixmap("check", theme().tokens.good, ICON))

    @property
    def _is_up_to_date(self) -> bool:
        return self._phase is Phase.IDLE and not self._stopped and self._photos > 0

    def _idle_text(self) -> str:
        if self._stopped:
            return self.tr("Stopped")
        if not self._photos:
            return ""
        return self.tr("Up to date · {photos}").format(photos=words.photos(self._photos))

    def _busy_text(self, progress: Progress) -> str:
        done, total = words.number(progress.done), words.number(progress.total)
        count = self.tr("{n} of {m}").format(n=done, m=total)
        if progress.phase is Phase.PAUSED:
            return self.tr("Paused · {count}").format(count=count) if progress.total else self.tr("Paused")
        parts = [self._phase_text(progress.phase)]
        if progress.total:
            parts.append(count)
        if progress.rate:
            rate = f"{progress.rate:.1f}" if progress.rate < 10 else words.number(round(progress.rate))  # noqa: PLR2004
            parts.append(self.tr("{r} photos/s").format(r=rate))
        if progress.seconds_left is not None:
            parts.append(words.time_left(progress.seconds_left))
        return " · ".join(parts)

    def _phase_text(self, phase: Phase) -> str:
        return {
            Phase.SCANNING: self.tr("Looking for photos"),
            Phase.FINDING_FACES: self.tr("Finding faces"),
            Phase.GROUPING: self.tr("Grouping"),
        }.get(phase, "")
