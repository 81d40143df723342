"""Whatever stage a kill -9 hits, the next run goes on, each photo is there once, and none is without its faces."""

import signal
import subprocess
import sys
from pathlib import Path

import pytest
from killed_run import STAGES

from faceorg.core.paths import LibraryPaths
from faceorg.library import Library

PROGRAM = Path(__file__).parent / "killed_run.py"
CHECKOUT = Path(__file__).resolve().parents[3]


def killed(stage: str, call: int, paths: LibraryPaths, album: Path) -> bool:
    """Index in another process that dies in a stage; tell whether it did."""
    line = [sys.executable, str(PROGRAM), stage, str(call), str(paths.data), str(album)]
    ended = subprocess.run(line, cwd=CHECKOUT, env={"PYTHONPATH": str(CHECKOUT)}, capture_output=True, check=False)
    assert ended.returncode in (0, -signal.SIGKILL), ended.stderr.decode()
    return ended.returncode != 0


def check(library: Library, album: Path) -> None:
    """Index to the end, and compare with what is in the album."""
    library.add_folders([album])
    library.start_indexing()
    library.wait_idle()
    summary = library.summary()
    assert (summary.photos, summary.faces, summary.groups, summary.problems) == (8, 8, 2, 0)
    for face in library.faces():
        assert face.group is not None
    index = library._packs.index()
    assert len(index.neighbours) == 8
    assert library._catalog.problems.all() == []


@pytest.mark.parametrize("stage", STAGES)
def test_a_kill_in_one_stage_is_made_good(paths, album, stage):
    assert killed(stage, 1, paths, album)
    with Library.open(paths) as library:
        check(library, album)


def test_a_kill_in_every_stage_one_after_the_other_is_made_good(paths, album):
    deaths = sum(killed(stage, 2 if stage in ("detect", "faces stored") else 1, paths, album) for stage in STAGES)
    assert deaths >= 9
    with Library.open(paths) as library:
        check(library, album)


def test_a_photo_that_kills_the_program_each_time_is_given_up_and_the_others_are_not(paths, album):
    for path in list(album.rglob("*.png")):
        if path.name != "both.png":
            path.unlink()
    deaths = 0
    while killed("detect", 1, paths, album):
        deaths += 1
    assert deaths == 4
    with Library.open(paths) as library:
        assert [Path(problem.path.decode()).name for problem in library.problems()] == ["both.png"]
        library.retry_problems()
        library.wait_idle()
        assert (library.summary().photos, library.problems()) == (1, [])
