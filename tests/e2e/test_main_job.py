"""The main job as a person does it, in the real window: drop a folder, name two people, find one by a picture."""

import csv
import random
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from album import CROPS, make_album, write_picture
from PIL import Image
from PySide6.QtCore import QLoggingCategory, QMimeData, QPointF, QStandardPaths, Qt, QTimer, QUrl
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent, QImage
from PySide6.QtWidgets import QApplication

from faceorg.core.paths import library_paths
from faceorg.gui.app import Start
from faceorg.gui.camera.panel import CameraPanel
from faceorg.gui.camera.source import QtCameraSource
from faceorg.gui.page_names import PageName
from faceorg.gui.theme import ThemeName, theme

PATIENCE = 120_000
"""Milliseconds any one step may take on a busy machine; nothing here is measured."""
FRAME_PAUSE = 40
"""Milliseconds between two frames of the camera."""


@pytest.fixture
def start(qtbot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Start]:
    """The program with an empty library of its own, on the welcome page."""
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    QStandardPaths.setTestModeEnabled(True)
    theme().use(ThemeName.LIGHT)
    started = Start(library_paths(tmp_path / "library"), (), None)
    started.begin()
    qtbot.waitUntil(lambda: started.window.frame is not None, timeout=PATIENCE)
    qtbot.waitUntil(lambda: started.window.frame.pages.current is not None, timeout=PATIENCE)
    yield started
    started.finish()


def drop(window, paths: list[Path]) -> None:
    """Drag files from outside over the window and let them go, the way the window system reports it."""
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    place, handle = window.rect().center(), window.windowHandle()
    action, button, keys = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    for step in (
        QDragEnterEvent(place, action, mime, button, keys),
        QDragMoveEvent(place, action, mime, button, keys),
        QDragMoveEvent(place, action, mime, button, keys),
        QDropEvent(QPointF(place), action, mime, button, keys),
    ):
        QApplication.sendEvent(handle, step)
        QApplication.processEvents()
        assert step.isAccepted()


def name_groups(qtbot, frame, wanted: dict[str, str], who_is: Callable[[str], str], minimum: int) -> None:
    """Name groups with the keyboard only: type and press Enter where the person is wanted, PgDn otherwise."""
    frame.choose_page(PageName.UNNAMED)
    view = frame.pages.page(PageName.UNNAMED).view
    qtbot.waitUntil(lambda: len(view.rows.rows()) >= minimum, timeout=PATIENCE)
    qtbot.waitUntil(view.field.hasFocus, timeout=PATIENCE)
    left = dict(wanted)
    for _ in range(len(view.rows.rows())):
        qtbot.waitUntil(lambda: view.rows.current_row().complete, timeout=PATIENCE)
        person = person_of(frame.desk.library, view.rows.current_row().faces, who_is)
        if person in left:
            qtbot.keyClicks(view.field, left.pop(person))
            qtbot.keyClick(view.field, Qt.Key.Key_Return)
            qtbot.waitUntil(lambda: not frame.desk.bridge.busy, timeout=PATIENCE)
        else:
            qtbot.keyClick(view.field, Qt.Key.Key_PageDown)
        if not left:
            return
    pytest.fail(f"no group for {left}")


def person_of(library, faces, who_is: Callable[[str], str]) -> str:
    """Return the person most of the photos of a group are of."""
    photos = [library.photo(library.face(face).photo) for face in faces]
    (person, _), *_ = Counter(who_is(Path(photo.paths[0].decode()).name) for photo in photos).most_common(1)
    return person


def found_by_drop(qtbot, window, picture: Path):
    """Drop a picture on the window and return the sections of its results."""
    drop(window, [picture])
    return found(qtbot, window)


def found(qtbot, window):
    """Wait for the results of a search and return their sections."""
    page = window.frame.pages.page(PageName.SEARCH)
    qtbot.waitUntil(lambda: window.frame.pages.current is page, timeout=PATIENCE)
    qtbot.waitUntil(lambda: len(page.sections()) > 0, timeout=PATIENCE)
    return page.sections()


def shoot(qtbot, window, picture: Path):
    """Hold a picture before the camera, search with one shot, and return the sections of the results."""
    QLoggingCategory.setFilterRules("qt.multimedia*=false")  # it tells of codecs that are not installed
    from PySide6.QtMultimedia import QVideoFrame, QVideoFrameInput  # noqa: PLC0415  prints when it is loaded

    still = QImage(str(picture)).convertToFormat(QImage.Format.Format_RGB32)
    timer = QTimer(window)

    def attach(session) -> bool:
        frames = QVideoFrameInput(session)
        session.setVideoFrameInput(frames)
        timer.timeout.connect(lambda: frames.sendVideoFrame(QVideoFrame(still)))
        timer.start(FRAME_PAUSE)
        return True

    panel = CameraPanel(window.frame.desk, window.frame)
    panel.use_source(QtCameraSource(attach=attach))
    window.frame.open_camera()
    qtbot.waitUntil(panel.search_button.isEnabled, timeout=PATIENCE)
    qtbot.keyClick(panel.search_button, Qt.Key.Key_Return)
    timer.stop()
    assert not panel.isVisible()
    return found(qtbot, window)


def files_of(frame, section) -> list[str]:
    """Return the file names of the photos of a section, best first."""
    photos = [frame.desk.library.photo(match.photo) for match in section.section.matches]
    return [Path(photo.paths[0].decode()).name for photo in photos]


@pytest.mark.qt_log_ignore("No RHI backend")  # frames are converted without a graphics card
def test_folder_to_named_people_to_search_by_drop_and_camera(start, qtbot, tmp_path, six_people):
    window, frame = start.window, start.window.frame
    assert frame.pages.current.name is PageName.WELCOME
    make_album(six_people, tmp_path / "album")

    drop(window, [tmp_path / "album"])
    name_groups(qtbot, frame, {"left": "Anna", "right": "Ben"}, lambda file: file.rpartition(" ")[0], minimum=6)
    qtbot.waitUntil(lambda: len(frame.desk.library.people()) == 2, timeout=PATIENCE)
    frame.desk.library.wait_idle()
    qtbot.waitUntil(lambda: not frame.desk.bridge.busy, timeout=PATIENCE)

    sought = tmp_path / "sought.jpg"
    with Image.open(six_people) as whole:
        write_picture(whole, "left", CROPS + 1, sought, random.Random(77))
    for look in (found_by_drop, shoot):
        sections = look(qtbot, window, sought)
        assert sections[0].section.name == "Anna"
        assert set(files_of(frame, sections[0])) == {"everybody.jpg", *(f"left {n}.jpg" for n in range(CROPS))}
        chip = frame.pages.current.query.chips[0]
        assert chip.face.person_name == "Anna"
        assert chip.face.certainty == "very likely"
        frame.choose_page(PageName.PEOPLE)
    assert [file for file in tmp_path.rglob("*") if file.name == "sought.jpg"] == [sought]


@pytest.mark.shared
@pytest.mark.qt_log_ignore("No RHI backend")
def test_the_same_with_photos_of_public_people(start, qtbot, tmp_path, shared_dir):
    window, frame = start.window, start.window.frame
    source = shared_dir / "photos" / "face_recognition_examples"
    with (source / "labels.csv").open(encoding="utf-8", newline="") as table:
        people = {row["path"]: row["person"] for row in csv.DictReader(table)}
    album, sought = tmp_path / "album", source / "test_obama1.jpg"
    album.mkdir()
    for file in people:
        if file != sought.name:
            (album / file).write_bytes((source / file).read_bytes())

    drop(window, [album])
    wanted = {"barack_obama": "Barack", "kit_harington": "Kit"}
    name_groups(qtbot, frame, wanted, lambda file: people.get(file, "").partition(";")[0], minimum=3)
    qtbot.waitUntil(lambda: len(frame.desk.library.people()) == len(wanted), timeout=PATIENCE)
    frame.desk.library.wait_idle()
    qtbot.waitUntil(lambda: not frame.desk.bridge.busy, timeout=PATIENCE)

    for look in (found_by_drop, shoot):
        sections = look(qtbot, window, sought)
        assert sections[0].section.name == "Barack"
        assert {people[file] for file in files_of(frame, sections[0])} == {"barack_obama"}
        assert len(sections[0].section.matches) == sum(who == "barack_obama" for who in people.values()) - 1
        frame.choose_page(PageName.PEOPLE)
