"""Alarms for what breaks silently: Qt's binding, leaks, and heavy imports before the first paint."""

import gc
import json
import subprocess
import sys
import threading

import shiboken6
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QApplication

from faceorg.gui.main_window import MainWindow
from faceorg.gui.pages import PAGES

PAINTS = 20_000
HEAVY = ("onnxruntime", "cv2", "hnswlib", "scipy", "insightface", "onnx", "PIL", "PySide6.QtMultimedia")
"""Modules that the first paint must not wait for."""

_START = """
import json, sys
from pathlib import Path
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from faceorg.core.paths import library_paths
from faceorg.gui import app, main_window
found = []
def first_paint(self, event, paint=main_window.MainWindow.paintEvent):
    paint(self, event)
    found.append(sorted(set(sys.argv[2:]) & set(sys.modules)))
    QTimer.singleShot(500, QApplication.quit)
main_window.MainWindow.paintEvent = first_paint
code = app.run(library_paths(Path(sys.argv[1])))
print(json.dumps([code, found[0]]))
"""


def test_painting_takes_no_reference_of_none_away(qapp):
    image = QImage(32, 32, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    before = sys.getrefcount(None)
    for _ in range(PAINTS):
        painter.fillRect(QRectF(0, 0, 4, 4), QColor(1, 2, 3))
        painter.drawLine(0, 0, 3, 3)
    painter.end()
    assert sys.getrefcount(None) > before - 200


def test_the_window_is_painted_before_anything_heavy_is_imported(tmp_path):
    command = [sys.executable, "-c", _START, str(tmp_path / "library"), *HEAVY]
    done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=120)
    assert json.loads(done.stdout.strip().splitlines()[-1]) == [0, []], done.stderr


def test_a_closed_window_leaves_no_threads_and_no_widgets(qtbot, library, quiet):
    def open_and_close():
        window = MainWindow()
        frame = window.use(library)
        window.show()
        for entry in PAGES:
            if entry.in_sidebar:
                frame.open_page(entry.name)
        quiet(window)
        window.close()
        window.close_bridge()
        shiboken6.delete(window)
        qtbot.wait(10)
        gc.collect()

    open_and_close()
    widgets, threads = len(QApplication.allWidgets()), threading.active_count()
    open_and_close()
    assert len(QApplication.allWidgets()) <= widgets
    assert threading.active_count() <= threads
