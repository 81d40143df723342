"""One photo, as large as the window."""

from functools import partial

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from faceorg.core.errors import KnownError
from faceorg.core.events import Changes, Kind
from faceorg.core.ids import PersonId, PhotoId
from faceorg.gui import words
from faceorg.gui.actions import ActionSpec
from faceorg.gui.bridge import Request
from faceorg.gui.desk import Desk
from faceorg.gui.files import file_name
from faceorg.gui.page_names import PageName
from faceorg.gui.pages import Page
from faceorg.gui.pictures import photo_key
from faceorg.gui.viewer.canvas import ZOOM_STEP, PhotoCanvas
from faceorg.gui.viewer.face_card import FaceCard
from faceorg.gui.viewer.filmstrip import Filmstrip
from faceorg.gui.viewer.info_panel import InfoPanel
from faceorg.gui.viewer.reading import LargePictures, PhotoFacts, read_facts
from faceorg.gui.viewer.regions import FaceMark
from faceorg.gui.viewer.top_bar import TopBar


class ViewerPage(Page):
    """Shows a row of photos one at a time, with who is in them."""

    name = PageName.VIEWER
    has_info = True
    whole_window = True

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self._ids: NDArray[np.int64] = np.zeros(0, dtype=np.int64)
        self._index = 0
        self._facts: PhotoFacts | None = None
        self._request: Request | None = None
        self._card: FaceCard | None = None
        self.bar, self.canvas = TopBar(), PhotoCanvas()
        self.strip, self.info = Filmstrip(desk.pictures), InfoPanel(desk.pictures)
        self._large = LargePictures(desk, self)
        self._large.listen(self._on_image, self._on_image_failed)
        self._lay_out()
        self._connect()
        self._add_actions()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    # Page

    def title(self) -> str:
        """The name of the file."""
        if self._facts is None or not self._facts.photo.paths:
            return super().title()
        return file_name(self._facts.photo.paths[0])

    def show_photos(self, ids: NDArray[np.int64], index: int) -> None:
        """Show one photo of a row."""
        self._ids, self._index = ids, index
        self._show()

    def apply_changes(self, changes: Changes) -> None:
        """Read names and faces again if they changed."""
        if self.isVisible() and changes.kinds & (Kind.PEOPLE | Kind.FACES | Kind.GROUPS):
            self._read_facts()

    def show_info(self, *, shown: bool) -> None:
        """Show or hide who is in the photo and which file it is."""
        self.bar.set_info(shown)

    def info_shown(self) -> bool:
        """Return whether the info panel is shown."""
        return self.info.isVisibleTo(self)

    def go_back(self) -> bool:
        """Esc closes the card, then takes the frame off the face, then leaves the viewer."""
        if self._card is not None:
            self._card.close_popover()
            return True
        return self.canvas.drop_focus()

    # Making it

    def _lay_out(self) -> None:
        left = QVBoxLayout()
        left.setSpacing(0)
        left.addWidget(self.canvas, 1)
        left.addWidget(self.strip)
        middle = QHBoxLayout()
        middle.setSpacing(0)
        middle.addLayout(left, 1)
        middle.addWidget(self.info)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.bar)
        column.addLayout(middle, 1)

    def _connect(self) -> None:
        self.bar.back_wanted.connect(self.desk.back_wanted)
        self.bar.zoom_wanted.connect(self._on_zoom_button)
        self.bar.turn_wanted.connect(self._on_turn)
        self.bar.folder_wanted.connect(self._on_show_in_folder)
        self.bar.info_toggled.connect(self.info.setVisible)
        self.canvas.face_chosen.connect(self._on_face_on_canvas)
        self.strip.chosen.connect(self._go_to)
        self.info.face_chosen.connect(self._on_face_in_list)

    def _add_actions(self) -> None:
        place = super().title()
        for name, text, keys, slot in (
            ("viewer-before", self.tr("Photo before"), ("Left", "PgUp"), self._on_before),
            ("viewer-after", self.tr("Photo after"), ("Right", "PgDown", "Space"), self._on_after),
            ("viewer-first", self.tr("First photo"), ("Home",), self._on_first),
            ("viewer-last", self.tr("Last photo"), ("End",), self._on_last),
            ("viewer-larger", self.tr("Zoom in"), ("+", "="), self._on_larger),
            ("viewer-smaller", self.tr("Zoom out"), ("-",), self._on_smaller),
            ("viewer-fit", self.tr("Fit the window"), ("0",), self.canvas.fit),
            ("viewer-own-size", self.tr("Own size"), ("1",), self._on_own_size),
            ("viewer-turn", self.tr("Turn the view"), ("R",), self._on_turn),
            ("viewer-names", self.tr("Names over faces"), ("F",), self._on_names),
            ("viewer-next-face", self.tr("Next face"), ("Tab",), self._on_next_face),
            ("viewer-face-before", self.tr("Face before"), ("Shift+Tab",), self._on_face_before),
            ("viewer-name-face", self.tr("Say who it is"), ("Return", "Enter"), self._on_name_face),
            ("viewer-folder", self.tr("Show in folder"), ("O",), self._on_show_in_folder),
            ("viewer-info", self.tr("Info"), ("I",), self.bar.toggle_info),
        ):
            self.desk.actions.add(ActionSpec(name, text, keys, place), slot, self)

    # Showing

    def _show(self) -> None:
        number = int(self._ids[self._index])
        self._facts = None
        self._close_card()
        self.strip.show_place(self._ids, self._index)
        placeholder = self.desk.pictures.get(photo_key(number))
        if placeholder is not None:
            self.canvas.show_photo(placeholder.width(), placeholder.height(), placeholder)
        else:
            self.canvas.show_photo(3, 2, None)
        self._read_facts()
        around = [self._index + 1, self._index - 1]
        self._large.want(number, [int(self._ids[place]) for place in around if 0 <= place < len(self._ids)])

    def _read_facts(self) -> None:
        if self._request is not None:
            self._request.cancel()
        if len(self._ids):
            number = PhotoId(int(self._ids[self._index]))
            self._request = self.desk.bridge.ask(partial(read_facts, self.desk.library, number), self._on_facts, self)

    def _on_facts(self, facts: PhotoFacts) -> None:
        self._request = None
        self._facts = facts
        self.canvas.set_size(facts.photo.width, facts.photo.height)
        self.canvas.set_marks(facts.marks)
        self.info.show_faces(facts.marks)
        self.info.show_photo(facts.photo, facts.size)
        name = file_name(facts.photo.paths[0]) if facts.photo.paths else ""
        self.bar.show_words(words.moment(facts.photo.taken), name)
        self.title_changed.emit()

    def _on_image(self, number: int, image: QImage) -> None:
        if number == int(self._ids[self._index]):
            self.canvas.set_image(image)

    def _on_image_failed(self, number: int, error: KnownError) -> None:
        if number == int(self._ids[self._index]):
            self.desk.fail(error)

    # Moving

    def _go_to(self, index: int) -> None:
        index = min(max(index, 0), len(self._ids) - 1)
        if index != self._index and len(self._ids):
            self._index = index
            self._show()

    def _on_before(self) -> None:
        self._go_to(self._index - 1)

    def _on_after(self) -> None:
        self._go_to(self._index + 1)

    def _on_first(self) -> None:
        self._go_to(0)

    def _on_last(self) -> None:
        self._go_to(len(self._ids) - 1)

    def _on_larger(self) -> None:
        self.canvas.zoom_by(ZOOM_STEP)

    def _on_smaller(self) -> None:
        self.canvas.zoom_by(1 / ZOOM_STEP)

    def _on_own_size(self) -> None:
        self.canvas.zoom_to(1.0 / self.devicePixelRatioF())

    def _on_zoom_button(self) -> None:
        if self.canvas.is_fitted:
            self._on_own_size()
        else:
            self.canvas.fit()

    def _on_turn(self) -> None:
        self.canvas.turn()

    def _on_names(self) -> None:
        self.canvas.toggle_names()

    def _on_show_in_folder(self) -> None:
        if self._facts is not None and self._facts.photo.paths:
            self.desk.show_in_folder(self._facts.photo.paths[0])

    # Naming

    def _on_next_face(self) -> None:
        self.canvas.focus_face(1)

    def _on_face_before(self) -> None:
        self.canvas.focus_face(-1)

    def _on_name_face(self) -> None:
        mark = self.canvas.focused
        if mark is not None:
            self._on_face_on_canvas(mark, self.canvas.face_rect(mark))

    def _on_face_on_canvas(self, mark: FaceMark, rect: QRect) -> None:
        corner = self.canvas.mapTo(self.window_frame(), QPoint(0, 0))
        self._open_card(mark, rect.translated(corner))

    def _on_face_in_list(self, mark: FaceMark, row: QWidget) -> None:
        self._open_card(mark, row)

    def window_frame(self) -> QWidget:
        """Return the widget cards float in."""
        return self.window()

    def _open_card(self, mark: FaceMark, anchor: QWidget | QRect) -> None:
        self._close_card()
        self._card = FaceCard(self.desk, self.window_frame(), mark)
        self._card.named.connect(self._on_named)
        self._card.rejected.connect(self._on_rejected)
        self._card.person_wanted.connect(self.desk.open_person)
        self._card.closed.connect(self._on_card_closed)
        self._card.ask(anchor)

    def _close_card(self) -> None:
        if self._card is not None:
            self._card.close_popover()

    def _on_card_closed(self) -> None:
        self._card = None
        self.setFocus(Qt.FocusReason.PopupFocusReason)

    def _on_named(self, mark: FaceMark, name: object) -> None:
        answer = name if isinstance(name, str) else PersonId(int(str(name)))
        self.desk.perform(partial(self.desk.library.name_faces, [mark.id], answer), self)

    def _on_rejected(self, mark: FaceMark) -> None:
        if mark.person is not None:
            self.desk.perform(partial(self.desk.library.reject_faces, mark.person, [mark.id]), self)
