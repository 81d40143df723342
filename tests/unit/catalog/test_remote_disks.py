from pathlib import Path

import pytest

from faceorg.catalog import opening
from faceorg.catalog.database import Catalog
from faceorg.catalog.remote_disks import remote_kind
from faceorg.core.errors import CatalogError

MOUNTS = r"""
/dev/sda1 / ext4 rw,relatime 0 0
server:/home /home nfs4 rw 0 0
/dev/sdb1 /home/local ext4 rw 0 0
//nas/photos /mnt/my\040nas cifs rw 0 0
fuse /mnt/far fuse.sshfs rw 0 0
overlay /mnt/far over rw 0 0
""".lstrip()


@pytest.mark.parametrize(
    ("folder", "kind"),
    [
        ("/data/faceorg", ""),
        ("/home", "nfs4"),
        ("/home/anna/faceorg", "nfs4"),
        ("/homeless", ""),
        ("/home/local/faceorg", ""),
        ("/mnt/my nas/faceorg", "cifs"),
        ("/mnt/far/faceorg", ""),
    ],
)
def test_the_innermost_and_last_mount_decides(tmp_path, folder, kind):
    mounts = tmp_path / "mounts"
    mounts.write_text(MOUNTS)
    assert remote_kind(Path(folder), mounts) == kind


def test_without_a_list_of_mounts_nothing_is_remote(tmp_path):
    assert remote_kind(tmp_path, tmp_path / "missing") == ""


def test_a_catalog_on_another_machine_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(opening, "remote_kind", lambda _folder: "nfs4")
    with pytest.raises(CatalogError, match=r"network file system \(nfs4\)") as refused:
        Catalog.open(tmp_path / "catalog.sqlite", tmp_path / "backups")
    assert "--library" in refused.value.next_step
    assert list(tmp_path.iterdir()) == []
