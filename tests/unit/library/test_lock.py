import subprocess
import sys
import threading
from pathlib import Path

import pytest

from faceorg.core.errors import KnownError
from faceorg.library.lock import LibraryBusyError, LibraryLock

HOLDER = """
import sys, time
from pathlib import Path
from faceorg.library.lock import LibraryLock
lock = LibraryLock(Path(sys.argv[1]))
lock.acquire()
print("held", flush=True)
sys.stdin.read()
"""


def test_a_second_one_is_refused_with_a_sentence_until_the_first_lets_go(tmp_path):
    first, second = LibraryLock(tmp_path / "lock"), LibraryLock(tmp_path / "lock")
    first.acquire()
    with pytest.raises(LibraryBusyError, match="open in another faceorg"):
        second.acquire()
    first.release()
    second.acquire()
    second.release()
    second.release()  # not held: nothing happens


def test_a_lock_that_cannot_be_opened_is_reported_with_a_sentence(tmp_path):
    (tmp_path / "lock").mkdir()
    with pytest.raises(KnownError, match="lock cannot be opened"):
        LibraryLock(tmp_path / "lock").acquire()


def test_a_holder_that_was_killed_leaves_no_lock_behind(tmp_path):
    path = tmp_path / "lock"
    holder = subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=Path.cwd()
    )
    assert holder.stdout is not None
    assert holder.stdin is not None
    assert holder.stdout.readline() == b"held\n"
    lock = LibraryLock(path)
    with pytest.raises(LibraryBusyError):
        lock.acquire()
    holder.kill()
    holder.communicate()
    lock.acquire()
    lock.release()


def test_a_patient_writer_gets_the_lock_when_a_query_is_done(tmp_path):
    quick, patient = LibraryLock(tmp_path / "lock"), LibraryLock(tmp_path / "lock")
    quick.acquire()
    threading.Timer(0.1, quick.release).start()
    patient.acquire(patience=30)
    patient.release()
