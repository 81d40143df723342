"""The command line as a person and a script use it: real processes, the built-in engine, an album of six people."""

import json
import os
import pty
import random
import shutil
import signal
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from album import CROPS, FACES, make_album, write_picture
from PIL import Image

pytestmark = pytest.mark.engine

CHECKOUT = Path(__file__).resolve().parents[2]
FACEORG = [sys.executable, "-m", "faceorg"]
PICTURES = len(FACES) * CROPS + 1

INDEX_KEYS = {"photos", "faces", "groups", "people", "problems", "pack", "seconds"}


def faceorg(*arguments: str | Path, code: int = 0) -> subprocess.CompletedProcess[str]:
    """Run a command to its end and check its exit code."""
    line = [*FACEORG, *map(str, arguments)]
    ended = subprocess.run(line, cwd=CHECKOUT, capture_output=True, text=True, check=False)
    assert ended.returncode == code, ended.stderr
    return ended


def rows(*arguments: str | Path) -> list[dict[str, Any]]:
    """Run a command with --json and return its lines."""
    return [json.loads(line) for line in faceorg("--json", *arguments).stdout.splitlines()]


@pytest.fixture(scope="module")
def album(tmp_path_factory, six_people):
    """Pictures of six people by person, and the folder they lie in."""
    folder = tmp_path_factory.mktemp("photos") / "album"
    return folder, make_album(six_people, folder)


@pytest.fixture(scope="module")
def indexed(tmp_path_factory, album):
    """A library that holds the album; tests that change it copy it."""
    library = tmp_path_factory.mktemp("home") / "library"
    ended = faceorg("index", album[0], "--library", library)
    assert ended.stderr == ""
    return library, ended.stdout


@pytest.fixture
def copied(indexed, tmp_path):
    """A copy of the library that a test may change."""
    shutil.copytree(indexed[0], tmp_path / "copy")
    return tmp_path / "copy"


def person_of(path: str, album: dict[str, list[Path]]) -> str:
    """Return whose picture a file of the album is."""
    return next((person for person, files in album.items() if Path(path) in files), "everybody")


def test_index_ends_with_a_summary_and_the_next_command(indexed):
    library, text = indexed
    assert f"Photos    {PICTURES}" in text
    assert f"faceorg --library {library} groups" in text


def test_indexing_again_reads_nothing_and_says_the_same(copied, album):
    before = rows("status", "--library", copied)[0]
    after = rows("index", album[0], "--library", copied)[0]
    assert set(after) >= INDEX_KEYS
    assert set(before) >= INDEX_KEYS
    assert {**after, "seconds": 0} == {**before, "seconds": 0}
    assert (after["photos"], after["problems"], after["pack"]) == (PICTURES, 0, "builtin")


def test_faces_and_groups_have_the_documented_keys(indexed, album):
    library = indexed[0]
    faces, groups = rows("faces", "--library", library), rows("--library", library, "groups")
    for face in faces:
        assert set(face) >= {"face", "photo", "region", "group", "person", "state", "quality", "score"}
        assert Path(face["photo"]).is_file()
        assert all(-0.5 <= fraction <= 1.5 for fraction in face["region"])
    assert all(set(group) >= {"group", "faces", "photos", "person"} for group in groups)
    inside = Counter(face["group"] for face in faces if face["group"] is not None)
    assert inside == {group["group"]: group["faces"] for group in groups}


def test_each_group_is_one_person(indexed, album):
    people: dict[int, set[str]] = {}
    for face in rows("faces", "--library", indexed[0]):
        person = person_of(face["photo"], album[1])
        if face["group"] is not None and person != "everybody":
            people.setdefault(face["group"], set()).add(person)
    assert len(people) >= len(FACES)
    assert all(len(persons) == 1 for persons in people.values())


def test_naming_searching_and_undoing(copied, album, six_people, tmp_path):
    at = ["--library", copied]
    person = "right"
    mine = [face for face in rows("faces", *at) if person_of(face["photo"], album[1]) == person and face["group"]]
    group = Counter(face["group"] for face in mine).most_common(1)[0][0]
    named = rows("name", str(group), "Anna", *at)[0]
    assert rows("people", *at)[0].items() >= {"person": named["person"], "name": "Anna"}.items()
    assert {face["person"] for face in rows("faces", *at) if face["group"] == group} == {named["person"]}

    picture = tmp_path / "never seen.jpg"
    with Image.open(six_people) as whole:
        write_picture(whole, person, 0, picture, random.Random(99))
    answer = rows("search", picture, "--limit", "5", *at)[0]
    assert answer["picture"] == str(picture)
    matches = answer["faces"][0]["matches"]
    assert len(matches) == 5
    assert all(set(match) >= {"face", "photo", "region", "person", "similarity", "certainty"} for match in matches)
    assert [match["person"] for match in matches[:3]] == [named["person"]] * 3
    assert answer["faces"][0]["name"] == "Anna"
    assert rows("status", *at)[0]["photos"] == PICTURES

    assert rows("undo", *at)[0]["undone"] == named["done"]
    assert rows("people", *at) == []
    assert "nothing to undo" in faceorg("undo", *at, code=1).stderr


def test_a_picture_without_a_face_is_a_normal_answer(indexed, tmp_path):
    Image.new("RGB", (300, 200), "grey").save(tmp_path / "grey.png")
    assert rows("search", tmp_path / "grey.png", "--library", indexed[0])[0]["faces"] == []
    assert "No face" in faceorg("search", tmp_path / "grey.png", "--library", indexed[0]).stdout


def test_files_that_cannot_be_read_are_listed(copied, tmp_path):
    folder = tmp_path / "more"
    folder.mkdir()
    (folder / "empty.jpg").write_bytes(b"")
    odd = os.fsencode(folder) + b"/\xff.jpg"
    Path(os.fsdecode(odd)).write_bytes(b"nothing of a photo")
    assert rows("index", folder, "--library", copied)[0]["problems"] == 2
    problems = rows("problems", "--library", copied)
    assert {os.fsencode(problem["photo"]) for problem in problems} == {odd, bytes(folder / "empty.jpg")}
    assert all(problem["reason"].endswith(".") for problem in problems)
    assert "\\udcff.jpg" in faceorg("problems", "--library", copied).stdout


def test_folders_are_listed_and_removed(copied, album):
    at = ["--library", copied]
    assert rows("folders", "list", *at) == [{"folder": str(album[0]), "photos": PICTURES, "present": True}]
    faceorg("folders", "remove", album[0], *at)
    assert rows("status", *at)[0]["photos"] == 0
    assert "not one of the library's folders" in faceorg("folders", "remove", album[0], *at, code=1).stderr


def test_errors_are_a_sentence_and_an_exit_code(copied):
    at = ["--library", copied]
    for line in (["index", "/nowhere"], ["name", "99999", "Anna"], ["search", "/nowhere.jpg"], ["packs", "use", "no"]):
        ended = faceorg(*line, *at, code=1)
        assert ended.stdout == ""
        assert ended.stderr.startswith("faceorg: ")
        assert "Traceback" not in ended.stderr
    assert "nonsense" in faceorg("status", "--pack", "nonsense", *at, code=1).stderr
    faceorg("index", "--nonsense", code=2)
    faceorg("nonsense", code=2)


def test_an_empty_library_says_what_to_type(tmp_path):
    assert "index FOLDER" in faceorg("index", "--library", tmp_path / "new", code=1).stderr
    assert rows("groups", "--library", tmp_path / "new") == []
    assert "index FOLDER" in faceorg("status", "--library", tmp_path / "new").stdout


def test_the_packs_are_listed_with_the_one_in_use(indexed):
    listed = rows("packs", "list", "--library", indexed[0])
    assert [(pack["pack"], pack["in_use"]) for pack in listed] == [("builtin", True)]


def test_demo_shows_six_people(tmp_path):
    shown = rows("demo", "--library", tmp_path / "library")[0]
    assert (shown["photos"], shown["faces"]) == (1, 6)


def test_a_pipe_that_closes_early_is_no_error(indexed):
    line = f"{sys.executable} -m faceorg faces --library '{indexed[0]}' | head -1"
    ended = subprocess.run(["bash", "-c", line], cwd=CHECKOUT, capture_output=True, text=True, check=True)
    assert ended.stderr == ""


def started(library: Path, folder: Path) -> "subprocess.Popen[str]":
    """Begin to index in a process of its own, and return once it is at work."""
    process = subprocess.Popen(
        [*FACEORG, "index", str(folder), "--library", str(library)],
        cwd=CHECKOUT, text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True,
    )  # fmt: skip
    while not (library / "catalog.sqlite").exists() or rows("status", "--library", library)[0]["photos"] == 0:
        assert process.poll() is None
        time.sleep(0.1)
    return process


def test_queries_work_beside_a_running_index_and_changes_are_refused(tmp_path, album):
    library = tmp_path / "library"
    process = started(library, album[0])
    assert rows("faces", "--library", library)
    refused = faceorg("undo", "--library", library, code=1)
    assert process.poll() is None, "the index ended before the other command was tried"
    assert "open in another faceorg" in refused.stderr
    assert process.wait() == 0
    assert rows("status", "--library", library)[0]["photos"] == PICTURES
    process.communicate()


def test_ctrl_c_stops_cleanly_and_the_next_index_goes_on(tmp_path, album):
    library = tmp_path / "library"
    process = started(library, album[0])
    os.killpg(process.pid, signal.SIGINT)  # as a terminal does: to the program and its workers
    out, err = process.communicate()
    assert process.returncode == 130
    assert out == ""
    assert "Traceback" not in err
    assert f"faceorg --library {library} index" in err
    done = rows("index", "--library", library)[0]
    assert (done["photos"], done["problems"]) == (PICTURES, 0)


def test_kill_9_leaves_no_process_behind_and_the_next_index_goes_on(tmp_path, album):
    library = tmp_path / "library"
    process = started(library, album[0])
    children = Path(f"/proc/{process.pid}/task/{process.pid}/children")
    workers = [int(number) for number in children.read_text().split()] if children.exists() else []
    process.kill()
    process.communicate()
    done = rows("index", "--library", library)[0]
    assert (done["photos"], done["problems"]) == (PICTURES, 0)
    assert not [worker for worker in workers if Path(f"/proc/{worker}").exists()]


def test_a_terminal_gets_a_progress_bar(tmp_path, six_people):
    folder = tmp_path / "photos"
    folder.mkdir()
    shutil.copy(six_people, folder)
    here, there = pty.openpty()
    line = [*FACEORG, "index", str(folder), "--library", str(tmp_path / "library")]
    process = subprocess.Popen(line, cwd=CHECKOUT, stdin=there, stdout=there, stderr=there)
    os.close(there)
    shown = b""
    while True:
        try:
            part = os.read(here, 4096)
        except OSError:  # how a terminal says that its last user is gone
            break
        if not part:
            break
        shown += part
    os.close(here)
    assert process.wait() == 0
    assert "Finding faces  ────".encode() in shown
    assert b"Faces     6" in shown


@pytest.mark.shared
def test_a_stronger_pack_keeps_the_names(copied, album, shared_dir):
    at = ["--library", copied]
    group = rows("groups", *at)[0]["group"]
    rows("name", str(group), "Anna", *at)
    named = {face["face"] for face in rows("faces", *at) if face["person"] is not None}
    faceorg("packs", "add", shared_dir / "models" / "buffalo_sc", *at)
    faceorg("packs", "use", "buffalo_sc", *at)
    assert rows("index", *at)[0]["pack"] == "buffalo_sc"
    assert {face["face"] for face in rows("faces", *at) if face["state"] == "confirmed"} == named
    assert rows("status", "--pack", "builtin", *at)[0]["pack"] == "builtin"
    faceorg("packs", "use", "builtin", *at)
    faceorg("packs", "remove", "buffalo_sc", *at)
