"""The packs of a library and the one in use: its engine and index, each loaded when something first needs it."""

import dataclasses
import threading
from pathlib import Path
from typing import TYPE_CHECKING

from faceorg.catalog.database import Catalog
from faceorg.core.errors import EngineError, KnownError
from faceorg.core.packs import PackFacts
from faceorg.core.paths import LibraryPaths
from faceorg.core.settings import Settings
from faceorg.engine.interface import Engine
from faceorg.engine.packs import PackStore
from faceorg.library.preferences import load_preferences, save_preferences

if TYPE_CHECKING:
    from faceorg.library.pack_index import PackIndex

FINGERPRINT_CHARACTERS = 12
"""Of the fingerprint in a pack's key: 48 bits tell apart all packs anybody will ever have."""


class Packs:
    """Installed packs, and the one in use.

    Args:
        paths: Where the library lies.
        catalog: The truth; what the index is made from.
        name: Pack to use this time, None for the one the user chose.
        writing: False when another program may have the library open.
    """

    def __init__(self, paths: LibraryPaths, catalog: Catalog, name: str | None, *, writing: bool) -> None:
        self._paths = paths
        self._catalog = catalog
        self._writing = writing
        self._store = PackStore(paths.models, paths.cache)
        self._preferences = load_preferences(self._preferences_path)
        self._engine: Engine | None = None
        self._index: PackIndex | None = None
        self._engine_lock = threading.Lock()
        self._index_lock = threading.Lock()
        self._name = name or self._preferences.pack
        if name:
            self._store.facts(name)
        self._key = self._key_now()

    @property
    def settings(self) -> Settings:
        """The settings of the library."""
        return self._preferences.settings

    @property
    def name(self) -> str:
        """Name of the pack in use."""
        return self._name

    @property
    def key(self) -> str:
        """What embeddings and groups of the pack in use are kept under; other models of the same name have another."""
        return self._key

    def facts(self) -> PackFacts:
        """Return what the pack in use is. Raises EngineError when it is missing."""
        return self._store.facts(self._name)

    def installed(self) -> list[PackFacts]:
        """Return all packs that can be used."""
        return self._store.installed()

    def add(self, source: Path) -> PackFacts:
        """Install a pack. Raises EngineError when it is refused."""
        return self._store.add(source)

    def remove(self, name: str) -> None:
        """Delete a pack. Raises KnownError when it is in use or missing."""
        if name == self._name:
            raise KnownError(f"The engine {name} is in use.", "Choose another with “faceorg packs use NAME” first.")
        self._store.remove(name)

    def use(self, name: str) -> None:
        """Change to another pack for good; nothing may be using the engine. Raises EngineError when it is missing."""
        self._store.facts(name)
        self.close()
        self._name = name
        self._preferences = dataclasses.replace(self._preferences, pack=name)
        self._key = self._key_now()
        save_preferences(self._preferences_path, self._preferences)

    def engine(self) -> Engine:
        """Return the loaded engine of the pack in use. Raises EngineError when it cannot be loaded."""
        with self._engine_lock:
            if self._engine is None:
                self._engine = self._store.load(self._name, self.settings.detection_long_side)
            return self._engine

    def index(self) -> "PackIndex":
        """Return the index of the pack in use, up to date with the catalog. Raises KnownError when it cannot be."""
        from faceorg.library.pack_index import PackIndex  # noqa: PLC0415 - not needed for the first paint

        with self._index_lock:
            if self._index is None:
                folder = self._paths.index if self._writing else None
                self._index = PackIndex(folder, self._key, self.facts().dimension, self._catalog)
            return self._index

    def notice(self) -> str | None:
        """Return a sentence for the user when the pack in use is not usable, else None."""
        try:
            self.facts()
        except EngineError as error:
            return str(error)
        return None

    def close(self) -> None:
        """Free engine and index."""
        with self._engine_lock, self._index_lock:
            if self._engine is not None:
                self._engine.close()
            if self._index is not None:
                self._index.close()
            self._engine = self._index = None

    @property
    def _preferences_path(self) -> Path:
        return self._paths.data / "preferences.json"

    def _key_now(self) -> str:
        """Return the key of the pack in use; while its files are missing, the one it was last seen with."""
        try:
            facts = self.facts()
        except EngineError:
            return self._preferences.keys.get(self._name, self._name)
        key = f"{self._name}@{facts.fingerprint[:FINGERPRINT_CHARACTERS]}"
        if self._writing and self._preferences.keys.get(self._name) != key:
            keys = {**self._preferences.keys, self._name: key}
            self._preferences = dataclasses.replace(self._preferences, keys=keys)
            save_preferences(self._preferences_path, self._preferences)
        return key
