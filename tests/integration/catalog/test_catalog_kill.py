"""A program that is killed loses no acknowledged decision, and comes back without anybody's help."""

import signal
import subprocess
import sys
from pathlib import Path

from catalog_album import PACK

from faceorg.catalog.database import Catalog

KILLS = 6
ACKNOWLEDGED_BEFORE_A_KILL = 5

PROGRAM = """
import itertools, sys
from pathlib import Path
from catalog_album import Album, PACK, found_face
from faceorg.catalog.database import Catalog

folder = Path(sys.argv[1])
catalog = Catalog.open(folder / "catalog.sqlite", folder / "backups")
album = Album(catalog)
for number in itertools.count(len(catalog.people.names())):
    album.count = number
    photo, faces = album.photo(0.5, 0.6)
    album.group(faces[:1], faces[1:])
    name = f"Person {number}"
    album.name(faces[:1], name)
    if number % 3 == 2:
        catalog.history.undo()
        catalog.history.redo()
    print(photo, *faces, name, sep="|", flush=True)
"""


def run_and_kill(folder):
    """Let a program name faces until it told of a few, kill it, and return all it told of."""
    environment = {"PYTHONPATH": f"{Path(__file__).parents[2]}:{Path(__file__).parents[3]}"}
    with subprocess.Popen(
        [sys.executable, "-c", PROGRAM, str(folder)], stdout=subprocess.PIPE, text=True, env=environment
    ) as process:
        lines = [process.stdout.readline() for _ in range(ACKNOWLEDGED_BEFORE_A_KILL)]
        process.kill()
        lines += process.stdout.readlines()
        process.wait()
    assert process.returncode == -signal.SIGKILL
    return [line.strip().split("|") for line in lines if line.endswith("\n")]


def test_acknowledged_names_outlive_kills(tmp_path):
    told = []
    for _ in range(KILLS):
        told += run_and_kill(tmp_path)
        with Catalog.open(tmp_path / "catalog.sqlite", tmp_path / "backups") as catalog:
            check(catalog, told)
    assert len(told) >= KILLS * ACKNOWLEDGED_BEFORE_A_KILL


def check(catalog, told):
    for photo, face, other, name in told:
        person = catalog.people.named(name)
        assert person is not None, f"{name} is lost"
        assert catalog.faces.get(int(face), PACK).person == person
        assert [found.id for found in catalog.faces.of_photo(int(photo), PACK)] == [int(face), int(other)]
    with catalog.read() as connection:
        assert connection.pragma("integrity_check") == "ok"
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
