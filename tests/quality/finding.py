"""Faces of labelled photos as the program would find them, kept between runs because finding them takes minutes."""

import hashlib
import pickle
import tempfile
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from labelled import PhotoFaces

import faceorg.engine
import faceorg.media
from faceorg.core.atomic import replace_file
from faceorg.core.errors import UnreadablePhotoError
from faceorg.core.packs import BUILTIN_PACK, PackFacts
from faceorg.engine.interface import Engine
from faceorg.engine.packs import PackStore
from faceorg.media.decoding import DecodeLimits, decode

DEFAULT_CACHE = Path(tempfile.gettempdir()) / "faceorg-quality"
_WORKERS = 2
_FACTS = {
    "__init__.py",
    "builtin.py",
    "known_packs.py",
    "packs.py",
    "pack_building.py",
    "pack_manifest.py",
    "pack_sources.py",
}
"""Modules that decide which pack is there and what is said of it, not which faces are found."""


def open_pack(name: str, cache: Path) -> tuple[PackFacts, Callable[[], Engine]]:
    """Return a pack's facts and how to load it; ``name`` is an installed pack's or a folder or zip with one."""
    store = PackStore(cache / "models", cache / "converted")
    (cache / "models").mkdir(parents=True, exist_ok=True)
    facts = store.facts(BUILTIN_PACK) if name == BUILTIN_PACK else store.add(Path(name))
    return facts, lambda: store.load(facts.name)


class FaceFinder:
    """Finds the faces of photos; answers from its cache where pack, photo and the program's own code are the same."""

    def __init__(self, facts: PackFacts, load: Callable[[], Engine], cache: Path) -> None:
        """Keep answers in a folder below ``cache``."""
        self._folder = cache / f"{facts.name}-{facts.fingerprint[:16]}-{_code_version()}"
        self._folder.mkdir(parents=True, exist_ok=True)
        self._load, self._engine = load, None

    def find(self, paths: list[Path]) -> list[PhotoFaces]:
        """Return the faces of each photo, in order; an unreadable photo has none."""
        places = [self._place(path) for path in paths]
        missing = [(path, place) for path, place in zip(paths, places, strict=True) if not place.exists()]
        if missing and self._engine is None:
            self._engine = self._load()
        with ThreadPoolExecutor(_WORKERS) as pool:
            list(pool.map(lambda both: self._find(*both), missing))
        return [pickle.loads(place.read_bytes()) for place in places]  # written by us

    def _place(self, path: Path) -> Path:
        return self._folder / hashlib.sha256(path.read_bytes()).hexdigest()

    def _find(self, path: Path, place: Path) -> None:
        try:
            photo = decode(str(path).encode(), DecodeLimits())
            found = PhotoFaces((photo.width, photo.height), self._engine.faces(photo.pixels))
        except UnreadablePhotoError:
            found = PhotoFaces((1, 1), [])
        replace_file(place, lambda beside: beside.write_bytes(pickle.dumps(found)))


def _code_version() -> str:
    """Return a hash of the rooms that decide what is found."""
    digest = hashlib.sha256()
    for room in (faceorg.engine, faceorg.media):
        for file in sorted(Path(room.__file__).parent.glob("*.py")):
            if file.name not in _FACTS:
                digest.update(file.read_bytes())
    return digest.hexdigest()[:16]
