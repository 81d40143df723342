"""Qt's objects die in the GUI thread only."""

import gc
import threading

import pytest
from PySide6.QtCore import QObject

from faceorg.gui.garbage import GarbageCollection


class Noted(QObject):
    """Notes in which thread it dies; part of a cycle, so that only a collection frees it."""

    def __init__(self, deaths):
        super().__init__()
        self.deaths, self.itself = deaths, self

    def __del__(self):
        self.deaths.append(threading.current_thread())


def allocate_much():
    """Allocate far more than what makes Python collect its youngest generation; return it, so that it stays."""
    return [[number] for number in range(20 * gc.get_threshold()[0])]


@pytest.fixture
def python_collects():
    """Python's own collection, which the other tests of the window do without."""
    gc.collect()
    gc.enable()
    yield
    gc.disable()


@pytest.mark.usefixtures("qapp", "python_collects")
def test_a_worker_that_allocates_much_collects_nothing():
    deaths = []
    with GarbageCollection():
        Noted(deaths)
        worker = threading.Thread(target=allocate_much)
        worker.start()
        worker.join()
        assert deaths == []
    assert deaths == [threading.main_thread()]
    assert gc.isenabled()


@pytest.mark.usefixtures("python_collects")
def test_garbage_is_collected_while_the_window_is_open(qtbot):
    deaths = []
    with GarbageCollection():
        Noted(deaths)
        kept = allocate_much()
        qtbot.waitUntil(lambda: deaths == [threading.main_thread()])
        assert kept
