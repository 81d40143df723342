import pytest

from faceorg.pipeline.noted_number import NotedNumber


def test_a_number_is_unknown_until_it_is_written_and_then_survives(tmp_path):
    assert NotedNumber(tmp_path / "reach").read() is None
    NotedNumber(tmp_path / "reach").write(12345)
    assert NotedNumber(tmp_path / "reach").read() == 12345


@pytest.mark.parametrize("content", [b"", b"many", b"\xff\xfe"])
def test_a_damaged_file_means_unknown(tmp_path, content):
    (tmp_path / "reach").write_bytes(content)
    assert NotedNumber(tmp_path / "reach").read() is None
