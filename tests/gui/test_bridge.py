"""Answers come in the GUI thread, or not at all."""

import threading

import pytest
from PySide6.QtCore import QCoreApplication, QObject, QThread

from faceorg.core.errors import KnownError
from faceorg.core.events import Changes, Kind, Phase, Progress
from faceorg.gui.bridge import Bridge


class Speaker:
    """Stands for the library: somebody to listen to."""

    def __init__(self):
        self.listeners = []

    def subscribe(self, listener):
        self.listeners.append(listener)
        return lambda: self.listeners.remove(listener)


class Asker(QObject):
    """Keeps what it was told, and in which thread."""

    def __init__(self):
        super().__init__()
        self.answers, self.errors, self.threads = [], [], []

    def on_done(self, answer):
        self.answers.append(answer)
        self.threads.append(QThread.currentThread())

    def on_error(self, error):
        self.errors.append(error)


@pytest.fixture
def speaker():
    return Speaker()


@pytest.fixture
def bridge(qapp, speaker):
    made = Bridge(speaker)
    yield made
    made.close()
    made.deleteLater()
    QCoreApplication.processEvents()


def test_a_call_runs_elsewhere_and_its_answer_arrives_here(bridge, qtbot):
    asker = Asker()
    bridge.ask(threading.get_ident, asker.on_done, asker)
    qtbot.waitUntil(lambda: bool(asker.answers))
    assert asker.answers[0] != threading.get_ident()
    assert asker.threads == [QCoreApplication.instance().thread()]
    assert not bridge.busy


def test_a_cancelled_call_is_not_answered(bridge, qtbot):
    asker, go = Asker(), threading.Event()
    request = bridge.ask(go.wait, asker.on_done, asker)
    request.cancel()
    go.set()
    qtbot.waitUntil(lambda: not bridge.busy)
    assert asker.answers == []


def test_an_owner_that_is_gone_gets_no_answer(bridge, qtbot):
    asker, go = Asker(), threading.Event()
    bridge.ask(go.wait, asker.on_done, asker)
    asker.deleteLater()
    qtbot.wait(10)
    go.set()
    qtbot.waitUntil(lambda: not bridge.busy)
    assert asker.answers == []


def test_a_known_error_goes_to_who_wants_it_else_to_the_message_bar(bridge, qtbot):
    def fail():
        raise KnownError("The disk is full.", "Free some space.")

    asker = Asker()
    bridge.ask(fail, asker.on_done, asker, asker.on_error)
    qtbot.waitUntil(lambda: bool(asker.errors))
    with qtbot.waitSignal(bridge.failed) as blocker:
        bridge.ask(fail, asker.on_done, asker)
    assert str(blocker.args[0]) == "The disk is full. Free some space."


def test_a_bug_is_logged_and_becomes_a_sentence(bridge, qtbot, caplog):
    asker = Asker()
    with qtbot.waitSignal(bridge.failed) as blocker:
        bridge.ask(lambda: 1 // 0, asker.on_done, asker)
    assert isinstance(blocker.args[0], KnownError)
    assert "ZeroDivisionError" in caplog.text


def test_news_from_any_thread_is_announced_here(bridge, speaker, qtbot):
    changes, progress = Changes(Kind.PEOPLE, label="Named"), Progress(Phase.SCANNING)
    with qtbot.waitSignals([bridge.changed, bridge.progressed]):
        for news in (changes, progress):
            threading.Thread(target=speaker.listeners[0], args=(news,)).start()


def test_closing_stops_listening_and_waits_for_calls_under_way(qapp, speaker):
    bridge, asker = Bridge(speaker), Asker()
    started, finished = threading.Event(), []

    def call():
        started.set()
        QThread.msleep(50)
        finished.append(True)

    bridge.ask(call, asker.on_done, asker)
    assert started.wait(5)
    bridge.close()
    assert finished == [True]
    assert speaker.listeners == []
    QCoreApplication.processEvents()
    assert asker.answers == []
