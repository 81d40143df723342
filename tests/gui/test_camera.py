"""The camera panel: live picture, one shot, a freed camera, no camera as a normal state; nothing touches the disk."""

import numpy as np
import pytest
from PySide6.QtCore import QLoggingCategory, Qt, QTimer
from PySide6.QtGui import QColor, QImage

from faceorg.gui.camera.panel import CameraPanel
from faceorg.gui.camera.source import CameraSource, CameraTrouble, QtCameraSource
from faceorg.gui.page_names import PageName
from faceorg.gui.pixels import to_array

pytestmark = pytest.mark.qt_log_ignore("No RHI backend")  # frames are converted without a graphics card


class StillSource(CameraSource):
    """Shows one picture when asked to, and remembers whether it was started and stopped."""

    def __init__(self):
        super().__init__()
        self.running = False

    def start(self):
        self.running = True

    def stop(self):
        self.running = False

    def show(self, colour="red"):
        image = QImage(40, 30, QImage.Format.Format_RGB32)
        image.fill(QColor(colour))
        self.frame_arrived.emit(image)


@pytest.fixture(autouse=True)
def _quiet_codecs():
    QLoggingCategory.setFilterRules("qt.multimedia*=false")  # it tells of codecs that are not installed
    yield
    QLoggingCategory.setFilterRules("")


@pytest.fixture
def source():
    return StillSource()


@pytest.fixture
def panel(open_window, empty_library, source):
    """An open panel in the window of an empty library; remembers what it wanted to search."""
    window = open_window(empty_library)
    made = CameraPanel(window.frame.desk, window.frame)
    made.use_source(source)
    made.shots = []
    window.frame.desk.search_wanted.disconnect()
    window.frame.desk.search_wanted.connect(made.shots.append)
    made.open_at(window.frame.toolbar.camera_button)
    return made


def test_opening_starts_the_camera_and_nothing_can_be_searched_yet(panel, source):
    assert source.running
    assert not panel.search_button.isEnabled()
    assert "Starting" in panel.picture.accessibleDescription()


def test_enter_searches_the_newest_frame_and_frees_the_camera(panel, source, qtbot):
    source.show("red")
    source.show("blue")
    assert panel.search_button.hasFocus()
    qtbot.keyClick(panel.search_button, Qt.Key.Key_Return)
    (shot,) = panel.shots
    assert shot.shape == (30, 40, 3)
    assert shot[0, 0].tolist() == [0, 0, 255]
    assert not source.running
    assert not panel.isVisible()


@pytest.mark.parametrize("way", ["esc", "cancel", "cross"])
def test_closing_frees_the_camera_and_searches_nothing(panel, source, qtbot, way):
    source.show()
    if way == "esc":
        qtbot.keyClick(panel.search_button, Qt.Key.Key_Escape)
    else:
        {"cancel": panel._cancel, "cross": panel._cross}[way].click()
    assert not source.running
    assert panel.shots == []
    assert panel._frame.isNull()


def test_frames_after_closing_are_ignored(panel, source):
    panel.close_popover()
    source.show()
    panel.search_now()
    assert panel.shots == []


@pytest.mark.parametrize(
    ("trouble", "words"),
    [
        (CameraTrouble.NO_CAMERA, "No camera found. Drop a photo instead."),
        (CameraTrouble.NOT_ALLOWED, "in use or not allowed"),
        (CameraTrouble.IN_USE, "in use or not allowed"),
    ],
)
def test_a_trouble_is_a_sentence_in_the_panel(panel, source, trouble, words):
    source.show()
    source.trouble_found.emit(trouble)
    assert words in panel.picture.accessibleDescription()
    assert not panel.search_button.isEnabled()


def test_a_computer_without_a_camera_says_so(qtbot):
    nothing_there = QtCameraSource(attach=lambda session: False)
    with qtbot.waitSignal(nothing_there.trouble_found) as told:
        nothing_there.start()
    assert told.args == [CameraTrouble.NO_CAMERA]
    nothing_there.stop()


def test_frames_of_a_capture_session_arrive_and_stop_with_it(qtbot):
    from PySide6.QtMultimedia import QVideoFrame, QVideoFrameInput  # noqa: PLC0415  loaded on first use only

    still = QImage(64, 48, QImage.Format.Format_RGB32)
    still.fill(QColor("green"))
    timer = QTimer()

    def attach(session):
        frames = QVideoFrameInput(session)
        session.setVideoFrameInput(frames)
        timer.timeout.connect(lambda: frames.sendVideoFrame(QVideoFrame(still)))
        timer.start(20)
        return True

    camera = QtCameraSource(attach=attach)
    with qtbot.waitSignal(camera.frame_arrived, timeout=30_000) as arrived:
        camera.start()
    assert to_array(arrived.args[0])[10, 10].tolist() == [0, 128, 0]
    camera.stop()
    timer.stop()
    with qtbot.assertNotEmitted(camera.frame_arrived, wait=100):
        pass
    camera.stop()


def test_the_window_opens_the_panel_under_its_button(open_window, empty_library, source):
    window = open_window(empty_library)
    made = CameraPanel(window.frame.desk, window.frame)
    made.use_source(source)
    window.frame.open_camera()
    assert made.isVisible()
    assert window.frame.toolbar.camera_button.isDown()
    made.close_popover()
    assert not window.frame.toolbar.camera_button.isDown()
    assert window.frame.pages.current.name is PageName.WELCOME


@pytest.mark.parametrize("width", [1, 2, 3, 5])  # rows of an image are padded to four bytes
def test_pixels_of_an_image_become_an_array_of_their_own(width):
    image = QImage(width, 2, QImage.Format.Format_ARGB32)
    image.fill(QColor(10, 20, 30))
    pixels = to_array(image)
    image.fill(QColor("white"))
    assert pixels.shape == (2, width, 3)
    assert pixels.dtype == np.uint8
    assert (pixels == [10, 20, 30]).all()
