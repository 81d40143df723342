import threading

import pytest

from faceorg.core.errors import CancelledError
from faceorg.pipeline.gate import Gate


def passing(gate: Gate) -> tuple[threading.Thread, list[str]]:
    """Return a thread that goes through the gate, and what became of it."""
    fate: list[str] = []

    def go() -> None:
        try:
            gate.check()
            fate.append("passed")
        except CancelledError:
            fate.append("turned away")

    thread = threading.Thread(target=go)
    thread.start()
    return thread, fate


def test_an_open_gate_lets_everybody_pass():
    Gate().check()


def test_a_pause_holds_a_thread_until_it_is_resumed():
    gate = Gate()
    gate.pause()
    thread, fate = passing(gate)
    thread.join(0.05)
    assert (thread.is_alive(), fate, gate.paused) == (True, [], True)
    gate.resume()
    thread.join()
    assert (fate, gate.paused) == (["passed"], False)


def test_stopping_turns_held_threads_away_and_later_ones_too():
    gate = Gate()
    gate.pause()
    thread, fate = passing(gate)
    gate.stop()
    thread.join()
    assert fate == ["turned away"]
    gate.pause()  # too late: nothing may be held for ever
    with pytest.raises(CancelledError):
        gate.check()
