"""Models are taken out of folders and zips that nobody vouches for."""

import stat
import zipfile

import pytest

from faceorg.core.errors import EngineError
from faceorg.engine import pack_sources
from faceorg.engine.pack_sources import model_files


def names(files):
    return [file.name for file in files]


@pytest.fixture
def scratch(tmp_path):
    return tmp_path / "scratch"


def zip_of(tmp_path, entries, packing=zipfile.ZIP_DEFLATED):
    target = tmp_path / "pack.zip"
    with zipfile.ZipFile(target, "w", packing) as archive:
        for name, data in entries.items():
            archive.writestr(name, data)
    return target


def test_a_folder_gives_its_models_and_those_a_little_below(tmp_path, scratch):
    for name in ("b.onnx", "a.ONNX", "readme.txt", "inner/c.onnx", "inner/deep/d.onnx", "inner/deep/deeper/e.onnx"):
        path = tmp_path / "pack" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"x")
    assert names(model_files(tmp_path / "pack", scratch)) == ["a.ONNX", "b.onnx", "c.onnx", "d.onnx"]
    assert not scratch.exists()


def test_a_folder_that_contains_itself_comes_to_an_end(tmp_path, scratch):
    folder = tmp_path / "pack"
    folder.mkdir()
    (folder / "a.onnx").write_bytes(b"x")
    (folder / "loop").symlink_to(folder)
    assert names(model_files(folder, scratch)) == ["a.onnx"]


@pytest.mark.parametrize("name", ["../../evil.onnx", "/etc/evil.onnx", "a/../../evil.onnx", "..\\..\\evil.onnx"])
def test_an_entry_cannot_choose_where_it_is_unpacked(tmp_path, scratch, name):
    before = {path for path in tmp_path.rglob("*") if scratch not in path.parents}
    (file,) = model_files(zip_of(tmp_path, {name: b"x"}), scratch)
    assert file.name == "evil.onnx"
    assert scratch in file.resolve().parents
    assert {path for path in tmp_path.rglob("*") if scratch not in path.parents} - before == {
        tmp_path / "pack.zip",
        scratch,
    }


def test_entries_of_one_name_do_not_overwrite_each_other(tmp_path, scratch):
    files = model_files(zip_of(tmp_path, {"a/m.onnx": b"1", "b/m.onnx": b"2"}), scratch)
    assert [file.read_bytes() for file in files] == [b"1", b"2"]


def test_links_in_a_zip_are_left_alone(tmp_path, scratch):
    target = tmp_path / "pack.zip"
    link = zipfile.ZipInfo("link.onnx")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr(link, "/etc/passwd")
    assert model_files(target, scratch) == []


def test_a_zip_bomb_is_refused_before_it_is_unpacked(tmp_path, scratch):
    with pytest.raises(EngineError, match="would swell"):
        model_files(zip_of(tmp_path, {"zeros.onnx": bytes(1 << 20)}), scratch)
    assert not scratch.exists()


def test_too_much_is_refused(tmp_path, scratch, monkeypatch):
    monkeypatch.setattr(pack_sources, "MOST_BYTES", 10)
    with pytest.raises(EngineError, match="too much for a pack"):
        model_files(zip_of(tmp_path, {"a.onnx": b"123456", "b.onnx": b"123456"}), scratch)


def test_too_many_models_are_refused(tmp_path, scratch):
    folder = tmp_path / "pack"
    folder.mkdir()
    for number in range(pack_sources.MOST_MODELS + 1):
        (folder / f"{number}.onnx").touch()
    with pytest.raises(EngineError, match="33 models"):
        model_files(folder, scratch)


def test_too_many_entries_are_refused(tmp_path, scratch, monkeypatch):
    monkeypatch.setattr(pack_sources, "MOST_ENTRIES", 1)
    with pytest.raises(EngineError, match="2 entries"):
        model_files(zip_of(tmp_path, {"a.txt": b"1", "b.txt": b"2"}), scratch)


@pytest.mark.parametrize("packing", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_LZMA])
def test_a_damaged_zip_is_refused(tmp_path, scratch, packing):
    target = zip_of(tmp_path, {"a.onnx": b"some model " * 30}, packing)
    data = bytearray(target.read_bytes())
    for place in range(46, 56):  # inside the packed bytes, behind the entry's header and the one of LZMA
        data[place] ^= 0xFF
    target.write_bytes(data)
    with pytest.raises(EngineError, match="not a zip that can be read"):
        model_files(target, scratch)


def test_a_zip_with_an_undecodable_name_is_refused(tmp_path, scratch):
    target = zip_of(tmp_path, {"ä.onnx": b"a model"})
    target.write_bytes(target.read_bytes().replace("ä".encode(), b"\xff\xff"))
    with pytest.raises(EngineError, match="not a zip that can be read"):
        model_files(target, scratch)


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 and no more", b"hello"])
def test_a_file_that_is_no_zip_is_refused(tmp_path, scratch, content):
    file = tmp_path / "pack.zip"
    file.write_bytes(content)
    with pytest.raises(EngineError, match="not a zip that can be read"):
        model_files(file, scratch)


def test_a_source_that_is_not_there_is_refused(tmp_path, scratch):
    with pytest.raises(EngineError, match="There is no pack at"):
        model_files(tmp_path / "nothing", scratch)
