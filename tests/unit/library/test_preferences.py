import dataclasses
import json

import pytest

from faceorg.core.errors import KnownError
from faceorg.core.settings import Settings
from faceorg.library.preferences import Preferences, load_preferences, save_preferences


def test_without_a_file_the_defaults_hold(tmp_path):
    assert load_preferences(tmp_path / "preferences.json") == Preferences()


def test_what_was_saved_comes_back(tmp_path):
    path = tmp_path / "preferences.json"
    chosen = Preferences("buffalo_sc", Settings(decode_workers=3, group_minimum=5), {"buffalo_sc": "buffalo_sc@12"})
    save_preferences(path, chosen)
    assert load_preferences(path) == chosen
    assert [file.name for file in tmp_path.iterdir()] == ["preferences.json"]


def test_numbers_out_of_bounds_are_brought_inside_and_unknown_settings_dropped(tmp_path):
    path = tmp_path / "preferences.json"
    save_preferences(path, Preferences())
    stored = json.loads(path.read_text())
    stored["settings"] |= {"decode_seconds": 10**9, "group_minimum": "many", "of_a_later_version": 1}
    path.write_text(json.dumps(stored))
    longest = next(field.metadata["high"] for field in dataclasses.fields(Settings) if field.name == "decode_seconds")
    assert load_preferences(path).settings == Settings(decode_seconds=longest)


@pytest.mark.parametrize("text", ["", "{}", "[]", '{"version": 1}', "\x00"])
def test_a_damaged_file_is_named_in_a_sentence(tmp_path, text):
    path = tmp_path / "preferences.json"
    path.write_text(text)
    with pytest.raises(KnownError, match=r"preferences.json cannot be read"):
        load_preferences(path)


def test_a_file_of_a_newer_program_is_refused(tmp_path):
    path = tmp_path / "preferences.json"
    save_preferences(path, Preferences())
    path.write_text(json.dumps(json.loads(path.read_text()) | {"version": 99}))
    with pytest.raises(KnownError, match="newer faceorg"):
        load_preferences(path)
