"""Reading processes that crash, hang, eat memory or are killed: real processes, misbehaving on purpose."""

import os
import random
import signal
import subprocess
import sys
import threading
from concurrent.futures import wait
from pathlib import Path

import pytest
from misbehaving import (
    append,
    eat_memory,
    give,
    give_much,
    hang,
    leave,
    refuse,
    segfault,
    stop_in_the_middle,
    stumble,
    tell,
    wait_for,
)

from faceorg.core.errors import CancelledError, UnreadablePhotoError
from faceorg.media import isolation, worker_process
from faceorg.media.isolation import IsolatedPool
from faceorg.media.reasons import NotStartedError

PATIENCE = 120
"""Seconds until a test gives up on a busy machine; nothing is measured."""

STARTED_AS_INSTALLED = """
import importlib.util
from faceorg.__main__ import main
if __name__ == "__main__":
    from misbehaving import tell
    from faceorg.media.isolation import IsolatedPool
    if importlib.util.find_spec("PySide6"):
        import PySide6.QtCore
    pool = IsolatedPool(workers=1, megabytes=600, seconds=60)
    print(pool.run(tell, "modules").exception().message)
    pool.close()
"""
"""What the script of an installed program does, up to the first photo."""


def reason(future):
    error = future.exception(PATIENCE)
    assert isinstance(error, UnreadablePhotoError)
    return error.message


@pytest.fixture
def pool():
    made = IsolatedPool(workers=1, megabytes=600, seconds=PATIENCE)
    yield made
    made.close()


def test_answers_and_refusals_come_back(pool):
    assert pool.run(give, 7).result(PATIENCE).tolist() == [[[7, 7, 7]]]
    assert reason(pool.run(refuse)) == "No."


@pytest.mark.parametrize("crash", [leave, segfault])
def test_a_crash_costs_only_its_own_job(pool, crash):
    before, crashed, after = pool.run(give, 1), pool.run(crash), pool.run(give, 2)
    assert reason(crashed) == "Reading this photo broke off."
    assert before.result(PATIENCE)[0, 0, 0] == 1
    assert after.result(PATIENCE)[0, 0, 0] == 2


def test_a_hang_is_ended_and_costs_only_its_own_job():
    pool = IsolatedPool(workers=1, megabytes=600, seconds=3)
    try:
        assert reason(pool.run(hang)) == "Reading this photo took more than 3 seconds and was stopped."
        assert pool.run(give, 2).result(PATIENCE)[0, 0, 0] == 2
    finally:
        pool.close()


def test_an_answer_that_never_ends_costs_only_its_own_job():
    pool = IsolatedPool(workers=1, megabytes=600, seconds=3)
    try:
        assert reason(pool.run(stop_in_the_middle)) == "Reading this photo broke off."
        assert pool.run(give, 2).result(PATIENCE)[0, 0, 0] == 2
    finally:
        pool.close()


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux limits the memory of a process")
def test_too_much_memory_is_refused_and_the_process_goes_on(pool):
    process = reason(pool.run(tell, "pid"))
    assert reason(pool.run(eat_memory)) == "Reading this photo needs too much memory."
    assert reason(pool.run(tell, "pid")) == process


def test_an_unexpected_error_is_a_reason_too(pool, capfd):
    assert reason(pool.run(stumble)) == "This photo could not be read."
    assert "ZeroDivisionError" in capfd.readouterr().err


def test_a_reading_process_knows_no_window_and_no_model(pool):
    modules = reason(pool.run(tell, "modules")).split(",")
    assert "faceorg.media.decoding" in modules
    assert not {"PySide6", "shiboken6", "onnxruntime", "cv2", "apsw", "hnswlib", "insightface"} & set(modules)


def test_a_reading_process_of_the_installed_program_knows_no_window_either(tmp_path):
    """A spawned process imports the script that started the program, and with it all that script imports."""
    script = tmp_path / "faceorg"
    script.write_text(STARTED_AS_INSTALLED)
    folders = os.pathsep.join([str(Path(__file__).parent), str(Path(worker_process.__file__).parents[2])])
    environment = {**os.environ, "PYTHONPATH": folders}
    told = subprocess.run([sys.executable, script], env=environment, capture_output=True, text=True, check=True)
    modules = told.stdout.strip().split(",")
    assert "faceorg.__main__" in modules
    assert not {"PySide6", "faceorg.gui", "faceorg.cli", "faceorg.library", "onnxruntime", "apsw"} & set(modules)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no niceness")
def test_a_reading_process_gives_way_to_others(pool):
    assert int(reason(pool.run(tell, "nice"))) == min(os.nice(0) + 10, 19)


def test_a_process_is_replaced_after_many_calls(pool, monkeypatch):
    monkeypatch.setattr(worker_process, "_CALLS", 2)
    processes = [reason(pool.run(tell, "pid")) for _ in range(5)]
    assert len(set(processes)) == 3


def test_a_person_who_waits_comes_first(pool, tmp_path):
    gate, order = tmp_path / "gate", tmp_path / "order"
    held = pool.run(wait_for, str(gate))
    jobs = [pool.run(append, str(order), "b"), pool.run(append, str(order), "c")]
    jobs.append(pool.run(append, str(order), "a", urgent=True))
    gate.touch()
    wait([held, *jobs], PATIENCE)
    assert order.read_text() == "abc"


def test_kills_at_random_moments_cost_only_the_photos_being_read():
    """Also in the middle of a long answer and of a start, where a shared pipe would stay locked for ever."""
    pool = IsolatedPool(workers=2, megabytes=600, seconds=PATIENCE)
    chance = random.Random(1)
    try:
        pool.run(give).result(PATIENCE)
        jobs = [pool.run(give_much, number) for number in range(60)]
        kills = 0
        while kills < 12 and not all(job.done() for job in jobs):
            wait(jobs, timeout=chance.random() / 2)
            with pool._lock:
                processes = sorted(pool._processes, key=id)
            if processes:
                os.kill(chance.choice(processes)._process.pid, signal.SIGKILL)
                kills += 1
        done, waiting = wait(jobs, PATIENCE)
        assert not waiting
        assert sum(job.exception() is not None for job in done) <= kills
        # each of the two processes may have died after its last job, which costs the next one
        assert any(pool.run(give).exception(PATIENCE) is None for _ in range(3))
    finally:
        pool.close()


def test_processes_that_cannot_be_started_are_said_to_be_at_fault(pool, monkeypatch):
    def broken(_):
        raise OSError("no more processes")

    monkeypatch.setattr(isolation, "WorkerProcess", broken)
    error = pool.run(give).exception(PATIENCE)
    assert isinstance(error, NotStartedError)
    assert not isinstance(error, UnreadablePhotoError)  # else every photo would be listed as one
    monkeypatch.undo()
    assert pool.run(give, 3).result(PATIENCE)[0, 0, 0] == 3


def test_closing_cancels_what_runs_and_what_waits_and_leaves_nothing_behind():
    threads = set(threading.enumerate())
    pool = IsolatedPool(workers=2, megabytes=600, seconds=PATIENCE)
    pool.run(give).result(PATIENCE)
    jobs = [pool.run(hang), pool.run(hang), pool.run(give), pool.run(give, urgent=True)]
    with pool._lock:
        processes = [process._process for process in pool._processes]
    pool.close()
    late = pool.run(give)
    for job in (*jobs[:3], late):
        assert isinstance(job.exception(PATIENCE), CancelledError)
    assert not any(process.is_alive() for process in processes)
    assert set(threading.enumerate()) <= threads
