"""Pictures and folders dropped on the window or pasted into it, with the events a desktop sends."""

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent, QGuiApplication, QImage
from PySide6.QtWidgets import QApplication

from faceorg.gui.page_names import PageName

COPY = Qt.DropAction.CopyAction


def mime_of(*paths):
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    return mime


def enter(widget, mime):
    event = QDragEnterEvent(QPoint(400, 300), COPY, mime, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(widget, event)
    return event


def drag_over(window, mime):
    """Send what Qt sends: first the window is entered, then the layer that appeared under the pointer."""
    event = enter(window, mime)
    if window.frame.drop_layer.isVisible():
        QApplication.sendEvent(window, QDragLeaveEvent())
        enter(window.frame.drop_layer, mime)
        QApplication.processEvents()
    return event


def drop(window, mime):
    drag_over(window, mime)
    layer = window.frame.drop_layer
    none = Qt.KeyboardModifier.NoModifier
    event = QDropEvent(QPointF(300, 200), COPY, mime, Qt.MouseButton.LeftButton, none)
    QApplication.sendEvent(layer, event)
    return event


@pytest.fixture
def searched(window, monkeypatch):
    """What the window would search, caught before the search page."""
    sources = []
    monkeypatch.setattr(window.frame, "search_picture", sources.append)
    return sources


def test_dragging_a_picture_over_shows_where_to_drop_it(window, six_people):
    event = drag_over(window, mime_of(six_people))
    layer = window.frame.drop_layer
    assert event.isAccepted()
    assert layer.isVisible()
    assert "search" in layer.accessibleName()
    assert layer.geometry().top() >= window.frame.toolbar.geometry().bottom()
    QApplication.sendEvent(layer, QDragLeaveEvent())
    assert not layer.isVisible()


def test_dragging_a_folder_over_says_that_it_is_added(window, tmp_path):
    drag_over(window, mime_of(tmp_path))
    assert "folder" in window.frame.drop_layer.accessibleName()


def test_a_drag_that_leaves_at_once_leaves_nothing_behind(window, six_people):
    enter(window, mime_of(six_people))
    QApplication.sendEvent(window, QDragLeaveEvent())
    QApplication.processEvents()
    assert not window.frame.drop_layer.isVisible()


def test_text_dragged_over_is_left_alone(window):
    mime = QMimeData()
    mime.setText("only words")
    assert not drag_over(window, mime).isAccepted()
    assert not window.frame.drop_layer.isVisible()


def test_a_dropped_picture_is_searched_and_the_file_stays(window, six_people, searched):
    event = drop(window, mime_of(six_people))
    assert searched == [six_people]
    assert event.dropAction() == COPY
    assert not window.frame.drop_layer.isVisible()


def test_several_dropped_pictures_are_searched_together(window, six_people, tmp_path, searched):
    other = tmp_path / "other.jpg"
    other.write_bytes(six_people.read_bytes())
    drop(window, mime_of(six_people, other))
    assert searched == [[six_people, other]]


def test_a_dropped_folder_is_added_and_looked_through(window, library, six_people, tmp_path, qtbot):
    folder = tmp_path / "dröp ped"
    folder.mkdir()
    (folder / "one more.jpg").write_bytes(six_people.read_bytes() + b"one more")
    before = library.summary().photos
    drop(window, mime_of(folder))
    qtbot.waitUntil(lambda: library.summary().photos == before + 1, timeout=60_000)
    library.wait_idle()


def test_a_pasted_image_is_searched_as_pixels(window, searched, qtbot):
    image = QImage(40, 30, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.red)
    QGuiApplication.clipboard().setImage(image)
    qtbot.keyClick(window, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert [source.shape for source in searched] == [(30, 40, 3)]
    assert searched[0][0, 0].tolist() == [255, 0, 0]


def test_a_pasted_file_is_searched(window, six_people, searched, qtbot):
    QGuiApplication.clipboard().setMimeData(mime_of(six_people))
    qtbot.keyClick(window, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert searched == [six_people]


def test_the_search_page_opens_with_the_dropped_picture(window, six_people, quiet):
    drop(window, mime_of(six_people))
    quiet(window)
    assert window.frame.pages.current.name is PageName.SEARCH
