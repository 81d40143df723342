"""What the user chose for a library, in a small file beside the catalog: the pack in use and the settings."""

import dataclasses
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from faceorg.core.atomic import replace_file
from faceorg.core.errors import KnownError
from faceorg.core.packs import BUILTIN_PACK
from faceorg.core.settings import Settings

SCHEMA_VERSION = 1
"""Version of the file's layout; a file from a newer program is refused, not guessed at."""


@dataclass(frozen=True, slots=True)
class Preferences:
    """The choices of one library.

    Attributes:
        pack: Name of the pack in use.
        settings: What can be set.
        keys: For each pack ever used, the key its embeddings are kept under.
    """

    pack: str = BUILTIN_PACK
    settings: Settings = field(default=Settings())
    keys: Mapping[str, str] = field(default_factory=dict)


def load_preferences(path: Path) -> Preferences:
    """Return what ``path`` holds, the defaults when there is no such file.

    Raises:
        KnownError: The file cannot be read, or comes from a newer faceorg.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        return Preferences()
    try:
        stored = json.loads(text)
        version, pack = int(stored["version"]), str(stored["pack"])
        settings, keys = dict(stored["settings"]), dict(stored["keys"])
    except (ValueError, KeyError, TypeError) as error:
        raise KnownError(
            f"The settings in {path} cannot be read.", "Delete that file to start from the defaults."
        ) from error
    if version > SCHEMA_VERSION:
        raise KnownError(f"The settings in {path} were written by a newer faceorg.", "Install the newer faceorg again.")
    return Preferences(pack, _within_bounds(settings), keys)


def save_preferences(path: Path, preferences: Preferences) -> None:
    """Write the choices so that either the old or the new file is there whatever happens."""
    stored = {
        "version": SCHEMA_VERSION,
        "pack": preferences.pack,
        "settings": dataclasses.asdict(preferences.settings),
        "keys": dict(preferences.keys),
    }
    text = json.dumps(stored, indent=2)
    replace_file(path, lambda beside: _write(beside, text))


def _write(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8")


def _within_bounds(stored: dict[str, Any]) -> Settings:
    """Return settings from a file: unknown ones are dropped, numbers are brought inside their bounds."""
    chosen = {}
    for known in dataclasses.fields(Settings):
        value = stored.get(known.name, known.default)
        if isinstance(value, int):
            chosen[known.name] = max(known.metadata["low"], min(known.metadata["high"], value))
    return Settings(**chosen)
