from pathlib import Path

import pytest

from faceorg.catalog.database import Catalog
from faceorg.core.errors import KnownError
from faceorg.core.paths import library_paths
from faceorg.library.roots import Roots


@pytest.fixture
def roots(tmp_path):
    paths = library_paths(tmp_path / "library")
    paths.create()
    with Catalog.open(paths.catalog, paths.backups) as catalog:
        yield Roots(paths, catalog)


def test_a_folder_is_kept_by_its_real_path(roots, tmp_path):
    (tmp_path / "photos").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "photos")
    added, _ = roots.add([tmp_path / "link", tmp_path / "photos" / ".." / "photos"])
    assert [folder.path for folder in added] == [bytes(tmp_path / "photos")] * 2
    assert added[0].id == added[1].id


@pytest.mark.parametrize(
    ("name", "sentence"),
    [("nowhere", "There is no folder"), ("file.jpg", "is not a folder"), ("library", "the library itself")],
)
def test_what_is_no_folder_of_photos_is_refused_with_a_sentence(roots, tmp_path, name, sentence):
    (tmp_path / "file.jpg").write_bytes(b"")
    with pytest.raises(KnownError, match=sentence):
        roots.add([tmp_path / name])


def test_one_wrong_folder_means_none_is_added(roots, tmp_path):
    (tmp_path / "photos").mkdir()
    with pytest.raises(KnownError):
        roots.add([tmp_path / "photos", tmp_path / "nowhere"])
    assert roots._catalog.folders.all() == []


def test_the_demo_folder_holds_the_sample_photo(roots, six_people):
    folder, _ = roots.add_demo()
    copies = list(Path(folder.path.decode()).iterdir())
    assert [copy.read_bytes() for copy in copies] == [six_people.read_bytes()]
