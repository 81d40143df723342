"""One window a library: a second start brings the first to the front."""

import subprocess
import sys

from PySide6.QtCore import QProcess

from faceorg.core.paths import library_paths
from faceorg.gui.instance import Instance

_SECOND = """
import sys
from pathlib import Path
from faceorg.core.paths import library_paths
from faceorg.gui.app import run
sys.exit(run(library_paths(Path(sys.argv[1]))))
"""

_KILLED = """
import os, signal, sys
from pathlib import Path
from PySide6.QtCore import QCoreApplication
from faceorg.core.paths import library_paths
from faceorg.gui.instance import Instance
application = QCoreApplication([])
assert Instance(library_paths(Path(sys.argv[1]))).is_first()
os.kill(os.getpid(), signal.SIGKILL)
"""


def test_a_second_start_raises_the_first_window_and_ends_well(qtbot, tmp_path):
    paths = library_paths(tmp_path / "library")
    first = Instance(paths)
    assert first.is_first()
    second = QProcess()
    with qtbot.waitSignal(first.raised, timeout=60_000):
        second.start(sys.executable, ["-c", _SECOND, str(tmp_path / "library")])
    qtbot.waitUntil(lambda: second.state() == QProcess.ProcessState.NotRunning, timeout=60_000)
    assert second.exitCode() == 0
    first.close()


def test_two_libraries_have_two_windows(qapp, tmp_path):
    one, other = Instance(library_paths(tmp_path / "one")), Instance(library_paths(tmp_path / "other"))
    assert one.is_first()
    assert other.is_first()
    one.close()
    other.close()


def test_a_killed_window_leaves_no_lock_behind(qapp, tmp_path):
    killed = subprocess.run([sys.executable, "-c", _KILLED, str(tmp_path / "library")], check=False, timeout=60)
    assert killed.returncode < 0
    instance = Instance(library_paths(tmp_path / "library"))
    assert instance.is_first()
    instance.close()


def test_a_folder_that_cannot_be_written_is_left_for_the_window_to_report(qapp, tmp_path):
    (tmp_path / "file").write_bytes(b"")
    instance = Instance(library_paths(tmp_path / "file" / "library"))
    assert instance.is_first()
    instance.close()
