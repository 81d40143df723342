"""Indexes an album and kills itself at a chosen stage; run as a program by ``test_killed_runs``."""

import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from colour_engine import ColourEngine, ColourPacks

from faceorg.catalog.faces import Faces
from faceorg.catalog.groups import Groups
from faceorg.catalog.photos import Photos
from faceorg.catalog.problems import Problems
from faceorg.core.paths import library_paths
from faceorg.index.neighbours import NeighbourIndex
from faceorg.library import Library, packs
from faceorg.library.pack_index import PackIndex
from faceorg.media.workers import DecodePool
from faceorg.pipeline.discovery import Discovery

STAGES: dict[str, tuple[type, str, bool]] = {
    "scan": (Discovery, "differences", True),
    "attempt": (Problems, "attempt_started", True),
    "decode": (DecodePool, "submit", True),
    "detect": (ColourEngine, "faces", False),
    "store photo": (Photos, "store", True),
    "store faces": (Faces, "store_found", False),
    "faces stored": (Faces, "store_found", True),
    "index": (NeighbourIndex, "add", True),
    "save index": (PackIndex, "save", False),
    "group": (Groups, "store", False),
    "grouped": (Groups, "store", True),
}
"""For each stage a method, and whether the program dies after it has done its work or before."""


def die_in(stage: str, call: int) -> None:
    """Kill this process at the ``call``-th call of the stage's method."""
    owner, name, afterwards = STAGES[stage]
    whole: Callable[..., Any] = getattr(owner, name)
    calls = 0

    def dying(*arguments: Any, **named: Any) -> Any:
        nonlocal calls
        calls += 1
        answer = whole(*arguments, **named) if afterwards or calls != call else None
        if calls == call:
            os.kill(os.getpid(), signal.SIGKILL)
        return answer

    setattr(owner, name, dying)


def main() -> None:
    stage, call, library, album = sys.argv[1], int(sys.argv[2]), Path(sys.argv[3]), Path(sys.argv[4])
    packs.PackStore = ColourPacks  # type: ignore[misc, assignment]
    die_in(stage, call)
    with Library.open(library_paths(library)) as opened:
        opened.add_folders([album])
        opened.start_indexing()
        opened.wait_idle()


if __name__ == "__main__":
    main()
