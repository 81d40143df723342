"""What reading processes are made to do in tests; apart, so that a process imports little for it."""

import ctypes
import gc
import os
import sys
import time
from multiprocessing.connection import Connection
from pathlib import Path

import numpy as np

from faceorg.core.errors import UnreadablePhotoError

FOR_EVER = 3600

PIXEL = np.zeros((1, 1, 3), np.uint8)


def give(value=0):
    return np.full((1, 1, 3), value, np.uint8)


def give_much(_):
    return np.zeros((1500, 2000, 3), np.uint8)


def leave():
    os._exit(3)


def segfault():
    ctypes.string_at(0)


def hang():
    time.sleep(FOR_EVER)


def stop_in_the_middle():
    """Begin an answer, as a process that was taken over might, and never end it."""
    line = next(thing for thing in gc.get_objects() if isinstance(thing, Connection))
    line.send_bytes(b'{"pixels": [1500, 2000, 3]}')
    hang()


def eat_memory():
    return np.ones((30_000, 30_000, 3), np.uint8)


def stumble():
    raise ZeroDivisionError("a bug")


def refuse():
    raise UnreadablePhotoError("No.", "Never.")


def tell(what):
    """Answer with something about the process, packed into a refusal, the one answer that holds text."""

    facts = {
        "modules": ",".join(sorted(sys.modules)),
        "nice": str(os.nice(0)),
        "pid": str(os.getpid()),
    }
    raise UnreadablePhotoError(facts[what], "")


def append(path, text):
    with Path(path).open("a", encoding="utf-8") as file:
        file.write(text)
    return PIXEL


def wait_for(path):
    while not Path(path).exists():
        time.sleep(0.01)
    return PIXEL
