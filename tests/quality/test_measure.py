"""The marks a version must reach on labelled photos, through the command everybody runs."""

import pytest
from measure import main

pytestmark = [pytest.mark.engine, pytest.mark.shared]

CASTS = ("bbt_cast", "got_cast")
"""The casts that take seconds; all of them, and lfw_dev, are for the command line."""
_TOGETHER = "the 2 casts together"


@pytest.mark.parametrize(("pack", "precision", "recall"), [("buffalo_sc", 0.98, 0.90), ("builtin", 0.97, 0.80)])
def test_groups_of_the_casts_are_right(shared_dir, tmp_path, capsys, pack, precision, recall):
    source = pack if pack == "builtin" else str(shared_dir / "models" / pack)
    photos = [str(shared_dir / "photos" / cast) for cast in CASTS]
    assert main(["--photos", *photos, "--pack", source, "--cache", str(tmp_path)]) == 0
    line = next(line for line in capsys.readouterr().out.splitlines() if line.startswith(_TOGETHER))
    numbers = line.removeprefix(_TOGETHER).split()
    labelled, found, measured_precision, measured_recall, twice = (float(numbers[at]) for at in (1, 2, 7, 8, 10))
    assert found == labelled
    assert measured_precision >= precision
    assert measured_recall >= recall
    assert twice == 0


def test_a_missing_pack_is_a_sentence(tmp_path, capsys):
    assert main(["--photos", str(tmp_path), "--pack", str(tmp_path / "none"), "--cache", str(tmp_path)]) == 1
    assert "none" in capsys.readouterr().err
