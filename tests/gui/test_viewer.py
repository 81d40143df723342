"""The viewer on a real photo: fit, zoom, faces, names."""

import pytest
from PySide6.QtCore import QPoint, QPointF, QRectF, QSizeF, Qt

from faceorg.gui.page_names import PageName
from faceorg.gui.viewer.regions import place_labels


@pytest.fixture
def viewer(window, quiet):
    quiet(window)
    view = window.frame.pages.current.view
    window.frame.open_photos(view.ids, 0)
    quiet(window)
    return window.frame.pages.current


def test_the_large_picture_and_its_faces_are_shown(viewer, library):
    assert viewer.canvas.sharp
    faces = library.faces_of_photo(int(viewer._ids[0]))
    assert len(viewer.canvas._marks) == len(faces) > 0
    photo = library.photo(int(viewer._ids[0]))
    assert viewer.title() == photo.paths[0].rsplit(b"/", 1)[1].decode()


def test_the_whole_photo_fits_and_a_face_is_where_its_region_says(viewer):
    canvas = viewer.canvas
    mark = canvas._marks[0]
    whole = canvas._transform().mapRect(QRectF(0, 0, 1, 1))
    assert QRectF(canvas.rect()).contains(whole)
    expected = whole.left() + mark.face.region.x * whole.width()
    assert canvas._rect_of(mark).left() == pytest.approx(expected, abs=0.5)


def test_left_and_right_move_and_stop_at_the_ends(viewer, qtbot, quiet, window):
    first = viewer.title()
    qtbot.keyClick(viewer, Qt.Key.Key_Right)
    quiet(window)
    assert viewer.title() != first
    qtbot.keyClick(viewer, Qt.Key.Key_Left)
    qtbot.keyClick(viewer, Qt.Key.Key_Left)
    quiet(window)
    assert viewer.title() == first


def test_zooming_keeps_what_is_under_the_pointer_and_zero_fits_again(viewer, qtbot):
    canvas = viewer.canvas
    point = QPointF(canvas.width() * 0.4, canvas.height() * 0.5)
    before = canvas._transform().inverted()[0].map(point)
    canvas.zoom_by(4.0, point)
    after = canvas._transform().inverted()[0].map(point)
    assert (before - after).manhattanLength() < 0.01
    assert not canvas.is_fitted
    qtbot.keyClick(viewer, Qt.Key.Key_0)
    assert canvas.is_fitted


def test_turning_swaps_the_sides_and_four_turns_are_none(viewer, qtbot):
    canvas = viewer.canvas
    whole = canvas._transform().mapRect(QRectF(0, 0, 1, 1))
    qtbot.keyClick(viewer, Qt.Key.Key_R)
    turned = canvas._transform().mapRect(QRectF(0, 0, 1, 1))
    assert turned.height() / turned.width() == pytest.approx(whole.width() / whole.height(), rel=0.01)
    for _ in range(3):
        qtbot.keyClick(viewer, Qt.Key.Key_R)
    assert canvas._transform().mapRect(QRectF(0, 0, 1, 1)) == whole


def test_clicking_a_face_and_typing_names_it(viewer, window, library, qtbot, quiet):
    mark = viewer.canvas._marks[0]
    middle = viewer.canvas.face_rect(mark).center()
    qtbot.mouseClick(viewer.canvas, Qt.MouseButton.LeftButton, pos=middle)
    field = viewer._card.field
    field.setFocus()
    qtbot.keyClicks(field, "Anna")
    quiet(window)
    qtbot.keyClick(field, Qt.Key.Key_Return)
    quiet(window)
    assert library.face(mark.id).person is not None
    assert [shown.name for shown in viewer.canvas._marks if shown.id == mark.id] == ["Anna"]
    assert "Anna" in window.frame.toast.text


def test_a_named_face_can_be_said_to_be_somebody_else(viewer, window, library, qtbot, quiet):
    mark = viewer.canvas._marks[0]
    library.name_faces([mark.id], "Anna")
    quiet(window)
    named = next(shown for shown in viewer.canvas._marks if shown.id == mark.id)
    viewer._on_rejected(named)
    quiet(window)
    assert library.face(mark.id).person is None


def test_tab_goes_from_face_to_face_and_enter_asks_who_it_is(viewer, qtbot):
    viewer.setFocus()
    qtbot.keyClick(viewer, Qt.Key.Key_Tab)
    first = viewer.canvas.focused
    assert first is viewer.canvas._marks[0]
    qtbot.keyClick(viewer, Qt.Key.Key_Return)
    assert viewer._card is not None
    viewer._card.close_popover()
    assert viewer._card is None


def test_esc_leaves_step_by_step(viewer, window, qtbot):
    qtbot.keyClick(viewer, Qt.Key.Key_Tab)
    qtbot.keyClick(viewer, Qt.Key.Key_Return)
    card = viewer._card
    qtbot.keyClick(window, Qt.Key.Key_Escape)
    assert viewer._card is None
    assert card is not None
    qtbot.keyClick(window, Qt.Key.Key_Escape)
    assert viewer.canvas.focused is None
    qtbot.keyClick(window, Qt.Key.Key_Escape)
    assert window.frame.pages.current.name is PageName.PHOTOS


def test_a_photo_whose_file_is_gone_still_shows_its_small_picture(viewer, window, library, quiet, qtbot):
    viewer._large._kept.clear()
    photo = library.photo(int(viewer._ids[1]))
    for path in photo.paths:
        assert path
    viewer._go_to(1)
    quiet(window)
    assert viewer.canvas._picture is not None


def test_labels_avoid_each_other_and_stay_inside():
    faces = [QRectF(100, 100, 60, 60), QRectF(130, 100, 60, 60), QRectF(5, 380, 40, 20)]
    sizes = [QSizeF(70, 22)] * 3
    bounds = QRectF(0, 0, 400, 400)
    labels = place_labels(faces, sizes, bounds)
    assert not labels[0].intersects(labels[1])
    assert all(bounds.contains(label) for label in labels)


def test_f_shows_the_names_until_it_is_pressed_again(viewer, qtbot):
    qtbot.keyClick(viewer, Qt.Key.Key_F)
    assert viewer.canvas._always
    qtbot.keyClick(viewer, Qt.Key.Key_F)
    assert not viewer.canvas._always
    qtbot.mouseMove(viewer.canvas, QPoint(20, 20))
