"""The page of a search by picture; wherever a picture comes from, it comes through ``search``."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path

import numpy as np
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QImage, QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QStackedLayout, QVBoxLayout, QWidget

from faceorg.core.errors import KnownError
from faceorg.core.events import Changes, Kind
from faceorg.core.ids import PersonId
from faceorg.gui.bridge import Request
from faceorg.gui.desk import Desk
from faceorg.gui.naming import NameCard
from faceorg.gui.page_names import PageName
from faceorg.gui.pages import Page
from faceorg.gui.search.answers import SearchResult, Source, run_search
from faceorg.gui.search.head import SearchHead
from faceorg.gui.search.query import Query, Section, nameable
from faceorg.gui.search.sections import ResultSection
from faceorg.gui.widgets.header import EmptyPage
from faceorg.gui.widgets.labels import Hairline
from faceorg.gui.words import number

SEARCH_AGAIN_MS = 300
"""After a name was given or taken back, the results are asked for again once things are quiet for this long."""


class SearchPage(Page):
    """Chips for the faces of a picture, and who in the library looks like them."""

    name = PageName.SEARCH

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self._sources: tuple[Source, ...] = ()
        self._request: Request | None = None
        self._result: SearchResult | None = None
        self._cut_faces: dict[int, QImage] = {}
        self.query = Query()
        self._again = QTimer(self, singleShot=True, interval=SEARCH_AGAIN_MS)
        self._head = SearchHead(self)
        self._empty = EmptyPage("image-up", "", "")
        self._area = QScrollArea()
        self._sections: list[ResultSection] = []
        self._build()
        self._head.switched.connect(self._switch)
        self._head.removed.connect(self._remove)
        self._head.close_wanted.connect(self._close)
        self._again.timeout.connect(self._search_again)
        self._say_nothing_searched()
        desk.actions.note(self.title(), self.tr("Tab, Space"), self.tr("Switch a face on or off"))
        desk.actions.note(self.title(), self.tr("Del"), self.tr("Remove a face from the search"))

    def _build(self) -> None:
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setWidgetResizable(True)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        below = QWidget()
        self._stack = QStackedLayout(below)
        self._stack.addWidget(self._area)
        self._stack.addWidget(self._empty)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._head)
        column.addWidget(Hairline())
        column.addWidget(below, 1)

    # Page

    def search(self, source: Source | Sequence[Source]) -> None:
        """Search a picture, or several that were dropped together."""
        self._sources = (source,) if isinstance(source, bytes | Path | np.ndarray) else tuple(source)
        self._result = None
        self.query = Query()
        self._head.show_searching()
        self._say(self.tr("Looking for faces in your picture…"), "")
        self._start()

    def apply_changes(self, changes: Changes) -> None:
        """Follow names that are given or taken back; what indexing finds waits for the next search."""
        if changes.kinds & Kind.PEOPLE and self._result is not None:
            self._again.start()

    def leave(self) -> None:
        """Forget nothing: coming back from a photo shows the same results."""

    def _close(self) -> None:
        """Forget the picture and go to the photos."""
        self._sources = ()
        self._result = None
        self._say_nothing_searched()
        self.desk.open_page(PageName.PHOTOS)

    # Searching

    def _start(self) -> None:
        if self._request is not None:
            self._request.cancel()
        call = partial(run_search, self.desk.library, self._sources)
        self._request = self.desk.bridge.ask(call, self._on_result, self, self._on_failed)

    def _search_again(self) -> None:
        if self._sources:
            self._start()

    def _on_failed(self, error: KnownError) -> None:
        self._head.title.setText(self.tr("This picture cannot be searched"))
        self._say(error.message, error.next_step)

    def _on_result(self, result: SearchResult) -> None:
        off = {index for index, chip in enumerate(self.query.chips) if not chip.on}
        again = self._result is not None and len(self.query.chips) > 0
        self._result = result
        query = Query.from_answers([picture.answer for picture in result.pictures])
        if again and len(query.chips) == len(self.query.chips):
            for index in off:
                query = query.switched(index, on=False)
        self._cut_faces = {
            id(face): image
            for picture in result.pictures
            for face, image in zip(picture.answer.faces, picture.faces, strict=True)
        }
        self._head.show_picture(result.pictures[0].preview)
        self._show_chips(query)
        if result.left_out:
            self.desk.say(self.tr("{n} more pictures were left out.").format(n=number(result.left_out)))

    def _show_chips(self, query: Query) -> None:
        self.query = query
        pictures = len(self._result.pictures) if self._result is not None else 1
        self._head.show_query(query, [self._cut_faces[id(chip.face)] for chip in query.chips], pictures)
        self._show_results()

    def _switch(self, index: int, on: bool) -> None:  # a signal's arguments
        self.query = self.query.switched(index, on=on)
        self._head.show_sentence(self.query)
        self._show_results()

    def _remove(self, index: int) -> None:
        self._show_chips(self.query.without(index))
        chips = self._head.chips.chips()
        if chips:
            chips[min(index, len(chips) - 1)].switch.setFocus()

    # Results

    def _show_results(self) -> None:
        sections = self.query.sections()
        if not sections:
            self._say_nothing_found()
            return
        content = QWidget()
        content.setBackgroundRole(content.backgroundRole().Base)
        content.setAutoFillBackground(True)
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 8, 0, 24)
        column.setSpacing(0)
        self._sections = [self._section(section) for section in sections]
        for section in self._sections:
            column.addWidget(section)
        column.addStretch(1)
        self._area.setWidget(content)
        self._stack.setCurrentWidget(self._area)
        self._count_hidden()

    def _section(self, section: Section) -> ResultSection:
        facts = self._result.photos if self._result is not None else {}
        widget = ResultSection(self.desk, section, facts)
        widget.naming_wanted.connect(partial(self._ask_name, widget))
        return widget

    def sections(self) -> tuple[ResultSection, ...]:
        """The sections on the page, in order."""
        return tuple(self._sections) if self._stack.currentWidget() is self._area else ()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Count again what the first rows cannot show."""
        super().resizeEvent(event)
        QTimer.singleShot(0, self, self._count_hidden)

    def _count_hidden(self) -> None:
        for section in self._sections:
            section.show_hidden_count()

    def _say(self, title: str, text: str) -> None:
        self._sections = []
        self._empty.set_text(title, text)
        self._stack.setCurrentWidget(self._empty)

    def _say_nothing_found(self) -> None:
        if not self._sources:
            self._say_nothing_searched()
        elif not self.query.chips and self._result is not None and not any(p.faces for p in self._result.pictures):
            self._head.title.setText(self.tr("No face in your picture"))
            self._head.sentence.setText("")
            self._say(self.tr("No face found in this picture."), self.tr("Drop, paste or choose another one."))
        elif not self.query.active():
            self._say(self.tr("No face is switched on."), self.tr("Switch one on to see who looks like it."))
        else:
            self._say(self.tr("Nothing found."), self.tr("Nobody in your photos looks like this face so far."))

    def _say_nothing_searched(self) -> None:
        self._head.title.setText(self.tr("Search by picture"))
        self._head.show_picture(None)
        self._head.chips.show_chips(())
        words = self.tr("Drop a picture on the window, paste one with Ctrl+V, or use the camera.")
        self._say(self.tr("Who is this? Where else?"), words)

    # Naming

    def _ask_name(self, widget: ResultSection) -> None:
        faces = [match.face for match in nameable(widget.section)]
        card = NameCard(self.desk, self.window(), self.tr("Who is this?"), faces)
        card.name_chosen.connect(partial(self._name, widget.section, card))
        card.ask(widget.name_button)

    def _name(self, section: Section, card: NameCard, answer: str | int) -> None:
        library = self.desk.library
        if section.group is not None:
            call = partial(library.name_group, section.group, card.field.chosen_name)
        else:
            who = answer if isinstance(answer, str) else PersonId(answer)
            call = partial(library.name_faces, [match.face for match in nameable(section)], who)
        self.desk.perform(call, self)
