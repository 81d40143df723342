"""Folders in, faces and groups out, with real files, processes, catalog and index; only the models are a stand-in."""

import os
import shutil
import threading
from concurrent.futures import Future

import pytest
from colour_engine import make_photo

from faceorg.core.errors import KnownError
from faceorg.core.events import Changes, Kind, Phase, Progress
from faceorg.core.ids import PhotoId
from faceorg.core.records import FaceState, PhotoFilter
from faceorg.library import Library
from faceorg.media import isolation, reasons
from faceorg.media.workers import DecodePool


def index(library: Library, *folders) -> None:
    library.add_folders(folders)
    library.start_indexing()
    library.wait_idle()


def looked_at(library: Library) -> int:
    """Return how many photos the engine was given so far."""
    return library._packs.engine().looked_at


def faces_by_path(library: Library) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for face in library.faces():
        for path in library.photo(face.photo).paths:
            found.setdefault(os.fsdecode(path), []).append(face.id)
    return found


def test_photos_faces_and_groups_are_found(library, album):
    index(library, album)
    summary = library.summary()
    assert (summary.photos, summary.faces, summary.groups, summary.problems) == (8, 8, 2, 0)
    assert sorted(group.faces for group in library.groups()) == [4, 4]
    assert len(library.photo_grid(PhotoFilter.WITH_FACES).ids) == 7
    assert library.progress().phase is Phase.IDLE


def test_a_second_look_reads_nothing(library, album):
    index(library, album)
    before, groups = looked_at(library), library.groups()
    index(library)
    assert looked_at(library) == before == 8
    assert library.groups() == groups


def test_opening_again_goes_on_where_it_was(paths, album):
    with Library.open(paths) as first:
        index(first, album)
        group = first.groups()[0].id
        first.name_group(group, "Anna")
    with Library.open(paths) as second:
        make_photo(album / "new.png", ["red"], 50)
        index(second)
        assert looked_at(second) == 1
        assert second.summary().photos == 9
        assert [person.name for person in second.people()] == ["Anna"]


def test_a_copy_is_the_same_photo(library, album):
    shutil.copy(album / "both.png", album / "trip" / "copy.png")
    index(library, album)
    assert library.summary().photos == 8
    shutil.copy(album / "both.png", album / "second copy.png")
    before = looked_at(library)
    index(library)
    assert (library.summary().photos, looked_at(library)) == (8, before)


def test_a_moved_file_keeps_its_faces_and_names_and_is_not_read(library, album):
    index(library, album)
    faces = faces_by_path(library)[str(album / "red 0.png")]
    library.name_faces(faces, "Anna")
    (album / "red 0.png").rename(album / "trip" / "renamed.png")
    before = looked_at(library)
    index(library)
    assert faces_by_path(library)[str(album / "trip" / "renamed.png")] == faces
    assert library.face(faces[0]).state is FaceState.CONFIRMED
    assert (library.summary().photos, looked_at(library)) == (8, before)


def test_a_deleted_photo_is_gone_and_comes_back_with_its_names(library, album):
    index(library, album)
    faces = faces_by_path(library)[str(album / "red 0.png")]
    library.name_faces(faces, "Anna")
    content = (album / "red 0.png").read_bytes()
    (album / "red 0.png").unlink()
    index(library)
    assert library.summary().photos == 7
    (album / "back.png").write_bytes(content)
    before = looked_at(library)
    index(library)
    assert library.person(library.people()[0].id).faces >= 1
    assert faces_by_path(library)[str(album / "back.png")] == faces
    assert looked_at(library) == before


def test_an_absent_folder_loses_nothing(library, album):
    index(library, album)
    album.rename(album.with_name("unplugged"))
    index(library)
    assert library.summary().photos == 8
    assert [folder.present for folder in library.folders()] == [False]
    album.with_name("unplugged").rename(album)
    before = looked_at(library)
    index(library)
    assert [folder.present for folder in library.folders()] == [True]
    assert looked_at(library) == before


def test_a_changed_photo_is_read_again(library, album):
    index(library, album)
    make_photo(album / "nobody.png", ["blue", "white"], 3)
    index(library)
    assert len(faces_by_path(library)[str(album / "nobody.png")]) == 2
    assert library.summary().photos == 8


def test_a_file_that_cannot_be_read_is_listed_and_tried_twice(library, album):
    broken = album / "broken.jpg"
    broken.write_bytes(b"\xff\xd8\xff nothing of a photo")
    index(library, album)
    problem = library.problems()[0]
    assert (problem.path, library.summary().photos) == (os.fsencode(broken), 8)
    assert problem.reason.endswith(".")
    for _ in range(3):
        index(library)
    assert library.problems()[0].attempts == 2
    make_photo(broken, ["blue"], 1)
    library.retry_problems()
    library.wait_idle()
    assert (library.problems(), library.summary().photos) == ([], 9)


def test_a_file_that_was_readable_once_and_is_not_now_is_a_problem_and_no_photo(library, album):
    index(library, album)
    (album / "both.png").write_bytes(b"")
    index(library)
    assert library.summary().photos == 7
    assert [problem.path for problem in library.problems()] == [os.fsencode(album / "both.png")]
    (album / "both.png").unlink()
    index(library)
    assert library.problems() == []


def test_names_that_are_no_text_are_followed_like_others(library, tmp_path):
    folder = tmp_path / "odd"
    make_photo(folder / "plain.png", ["red"], 1)
    odd = os.fsencode(folder) + b"/\xff\xfe new\nline.png"
    (folder / "plain.png").rename(os.fsdecode(odd))
    index(library, folder)
    assert library.photo(PhotoId(int(library.photo_grid().ids[0]))).paths == (odd,)


def test_an_unknown_pack_does_not_stop_the_background_work(library, album, tmp_path):
    index(library, album)
    make_photo(album / "later.png", ["red"], 9)
    with pytest.raises(KnownError, match="no engine nonsense"):
        library.use_pack("nonsense")
    library.wait_idle()
    assert library.summary().photos == 9


def test_another_pack_keeps_the_names_and_its_own_groups(library, album):
    index(library, album)
    library.name_group(library.groups()[0].id, "Anna")
    named = {face.id for face in library.faces() if face.person is not None}
    library.use_pack("other")
    assert library.summary().pack == "other"
    library.start_indexing()
    library.wait_idle()
    assert {face.id for face in library.faces() if face.person is not None} == named
    assert (library.summary().faces, library.summary().groups) == (8, 2)
    assert looked_at(library) == 8
    library.use_pack("builtin")
    library.start_indexing()
    library.wait_idle()
    assert library.summary().groups == 2


def test_new_photos_join_named_people_and_move_nobody(library, album):
    index(library, album)
    red = library.face(faces_by_path(library)[str(album / "red 0.png")][0]).group
    assert red is not None
    library.name_group(red, "Anna")
    before = {face.id: face.group for face in library.faces()}
    make_photo(album / "later.png", ["red", "green"], 70)
    index(library)
    after = {face.id: face for face in library.faces()}
    assert {face: after[face].group for face in before} == before
    new = [face for face in after.values() if face.id not in before]
    assert sorted((face.state, face.person is not None) for face in new) == [
        (FaceState.GROUPED, False), (FaceState.PLACED, True)
    ]  # fmt: skip


def test_a_removed_folder_takes_its_photos_out_and_brings_the_names_back(library, album):
    index(library, album)
    library.name_group(library.groups()[0].id, "Anna")
    library.remove_folder(library.folders()[0].id)
    assert library.summary().photos == 0
    before = looked_at(library)
    index(library, album)
    assert (library.summary().photos, looked_at(library)) == (8, before)
    assert library.people()[0].faces == 4


def test_a_missing_engine_is_said_to_whoever_waits(paths, album):
    paths.create()
    (paths.data / "preferences.json").write_text('{"version": 1, "pack": "lost", "settings": {}, "keys": {}}')
    with Library.open(paths) as library:
        assert "There is no engine lost" in str(library.engine_notice())
        library.add_folders([album])
        library.start_indexing()
        with pytest.raises(KnownError, match="There is no engine lost"):
            library.wait_idle()
        assert library.summary().photos == 0


def test_an_engine_that_fails_on_one_photo_does_not_stop_the_others(library, album, monkeypatch, caplog):
    engine = library._packs.engine()
    found = engine.faces

    def faces(image):
        if engine.looked_at == 3:
            engine.looked_at += 1
            raise RuntimeError("a bug")
        return found(image)

    monkeypatch.setattr(engine, "faces", faces)
    index(library, album)
    assert (library.summary().photos, len(library.problems())) == (7, 1)
    assert "engine failed" in library.problems()[0].reason
    assert "a bug" in caplog.text


def test_changes_and_progress_are_announced(library, album):
    heard: list[Changes | Progress] = []
    library.subscribe(heard.append)
    index(library, album)
    kinds = Kind.NOTHING
    for news in heard:
        if isinstance(news, Changes):
            kinds |= news.kinds
    assert kinds & (Kind.PHOTOS | Kind.FACES | Kind.GROUPS | Kind.FOLDERS) == (
        Kind.PHOTOS | Kind.FACES | Kind.GROUPS | Kind.FOLDERS
    )
    phases = [news.phase for news in heard if isinstance(news, Progress)]
    order = [phase for number, phase in enumerate(phases) if number == 0 or phase is not phases[number - 1]]
    assert order == [Phase.SCANNING, Phase.FINDING_FACES, Phase.GROUPING, Phase.IDLE]


def test_a_pause_holds_everything_and_resume_finishes(library, album):
    library.pause()
    library.add_folders([album])
    library.start_indexing()
    assert library.progress().phase is Phase.PAUSED
    waiting = threading.Thread(target=library.wait_idle)
    waiting.start()
    waiting.join(0.5)
    assert waiting.is_alive()
    assert library.summary().photos == 0
    library.resume()
    waiting.join()
    assert library.summary().photos == 8


def test_a_pause_in_the_middle_lets_no_photo_through(library, album, monkeypatch):
    monkeypatch.setattr(os, "cpu_count", lambda: 2)  # with many cores all eight photos would be looked at at once
    engine = library._packs.engine()
    found, reached = engine.faces, threading.Event()

    def faces(image):
        library.pause()
        reached.set()
        return found(image)

    monkeypatch.setattr(engine, "faces", faces)
    library.add_folders([album])
    library.start_indexing()
    reached.wait()
    threading.Event().wait(0.5)
    at_work = library._background._indexer._workshop.threads
    assert library.summary().photos <= at_work < 8
    monkeypatch.setattr(engine, "faces", found)
    library.resume()
    library.wait_idle()
    assert library.summary().photos == 8


def test_closing_in_the_middle_leaves_a_library_that_goes_on(paths, album, monkeypatch):
    library = Library.open(paths)
    engine = library._packs.engine()
    found, reached = engine.faces, threading.Event()

    def faces(image):
        reached.set()
        return found(image)

    monkeypatch.setattr(engine, "faces", faces)
    library.add_folders([album])
    library.start_indexing()
    reached.wait()
    library.close()
    with Library.open(paths) as again:
        assert again._catalog.problems.all() == []
        index(again)
        summary = again.summary()
        assert (summary.photos, summary.faces, summary.groups, summary.problems) == (8, 8, 2, 0)


def test_thumbnails_and_crops_are_made_anew_when_the_cache_is_gone(library, paths, album):
    index(library, album)
    face = next(library.faces())
    shutil.rmtree(paths.thumbnails)
    thumbnail, crop = library.thumbnail(face.photo), library.face_crop(face.id)
    assert thumbnail is not None
    assert crop is not None
    assert (thumbnail.shape, crop.shape) == ((120, 120, 3), (192, 192, 3))
    assert library.photo_pixels(face.photo).shape == (120, 120, 3)
    shutil.rmtree(album)
    assert library.thumbnail(face.photo) is not None  # in the cache by now
    shutil.rmtree(paths.thumbnails)
    assert library.thumbnail(face.photo) is None
    assert library.face_crop(face.id) is None
    with pytest.raises(KnownError):
        library.photo_pixels(face.photo)


def test_photos_are_never_written(library, album):
    before = {path: path.read_bytes() for path in album.rglob("*.png")}
    index(library, album)
    library.name_group(library.groups()[0].id, "Anna")
    assert {path: path.read_bytes() for path in album.rglob("*") if path.is_file()} == before


def test_a_photo_whose_reading_process_died_by_chance_is_tried_again(library, album, monkeypatch):
    submit, calls = DecodePool.submit, []

    def submit_and_lose_one(self, path: bytes, urgent: bool = False):
        calls.append(path)
        answer = submit(self, path, urgent=urgent)
        if len(calls) == 3:
            answer.result()
            answer = Future()
            answer.set_exception(reasons.crashed())
        return answer

    monkeypatch.setattr(DecodePool, "submit", submit_and_lose_one)
    index(library, album)
    assert (library.summary().photos, library.problems(), len(calls)) == (8, [], 9)


def test_no_photo_is_called_a_problem_when_the_reading_processes_cannot_be_started(library, album, monkeypatch):
    def broken(_):
        raise OSError("no more processes")

    monkeypatch.setattr(isolation, "WorkerProcess", broken)
    with pytest.raises(reasons.NotStartedError, match="could not be started"):
        index(library, album)
    assert (library.summary().photos, library.problems()) == (0, [])
    monkeypatch.undo()
    index(library)
    assert (library.summary().photos, library.problems()) == (8, [])


def groups_of_faces(library: Library) -> dict[int, int | None]:
    return {face.id: face.group for face in library.faces()}


def test_groups_only_grow_once_they_are_finished_also_when_all_derived_files_are_lost(paths, album):
    with Library.open(paths) as library:
        index(library, album)
        before = groups_of_faces(library)
        make_photo(album / "between.png", ["white"], 1)
        index(library)
        assert groups_of_faces(library).items() >= before.items()
        before = groups_of_faces(library)
    shutil.rmtree(paths.index)
    paths.create()
    with Library.open(paths) as library:
        make_photo(album / "last.png", ["white", "red"], 2)
        index(library)
        after = groups_of_faces(library)
        changed = {face for face, group in before.items() if after[face] != group}
        assert {before[face] for face in changed} <= {None}  # the single face found its second


def test_a_large_library_takes_new_faces_in_without_looking_at_all_of_it(library, album, monkeypatch):
    monkeypatch.setattr("faceorg.pipeline.placement.ALL_ROWS", 0)
    monkeypatch.setattr("faceorg.pipeline.placement.ALL_SHARE", 1.0)
    index(library, album)
    assert sorted(group.faces for group in library.groups()) == [4, 4]
    library.name_group(library.groups()[0].id, "Anna")
    make_photo(album / "new.png", ["red", "green", "blue"], 80)
    make_photo(album / "newer.png", ["blue"], 81)
    index(library)
    assert sorted(group.faces for group in library.groups(named=True)) == [2, 5, 5]
