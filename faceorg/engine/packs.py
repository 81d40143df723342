"""The packs a library has: which are installed, adding, removing and loading them.

A pack is a folder below ``models`` with two ONNX files and their description. It appears and disappears as a whole, and
is only added after it has shown on a real picture that it works. Everything heavy is imported when it is first needed.
"""

import logging
import re
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Lock

from faceorg.core.atomic import flush_folder_to_disk
from faceorg.core.errors import EngineError, KnownError
from faceorg.core.packs import BUILTIN_PACK, PackFacts
from faceorg.engine.interface import Engine
from faceorg.engine.known_packs import facts_of
from faceorg.engine.pack_manifest import MANIFEST_FILE, PackManifest

log = logging.getLogger(__name__)

DEFAULT_LONG_SIDE = 1600
"""Long side in pixels at which faces are looked for, as in the settings."""

SAFE_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}")
"""Names packs may have: they are also names of folders and index files, on every system."""

SCRATCH_PREFIX = ".unfinished-"
"""Folders of packs that are being added or removed; none of them is ever listed."""


class PackStore:
    """The packs of one library, in a folder each below ``models``."""

    def __init__(self, models: Path, cache: Path) -> None:
        """Remember where packs lie and where the built-in engine may keep its converted models."""
        self._models = models
        self._cache = cache
        self._changing = Lock()

    def installed(self) -> list[PackFacts]:
        """Return all packs that can be loaded, the built-in one first; nothing is loaded."""
        return [*self._builtin(), *self._added()]

    def facts(self, name: str) -> PackFacts:
        """Return what is known of an installed pack.

        Raises:
            EngineError: There is no such pack, or its description is damaged.
        """
        if name == BUILTIN_PACK:
            from faceorg.engine.builtin import builtin_facts  # noqa: PLC0415 - heavy

            return builtin_facts()
        return facts_of(name, PackManifest.read(self._folder(name)))

    def load(self, name: str, detection_long_side: int = DEFAULT_LONG_SIDE) -> Engine:
        """Return the engine of an installed pack, after checking its files against their hashes.

        Raises:
            EngineError: There is no such pack, or a file is missing, damaged or changed since it was added.
        """
        if name == BUILTIN_PACK:
            from faceorg.engine.builtin import load_builtin  # noqa: PLC0415 - heavy

            return load_builtin(self._cache, detection_long_side)
        from faceorg.engine.pack_loading import load_pack  # noqa: PLC0415 - heavy

        folder = self._folder(name)
        manifest = PackManifest.read(folder)
        return load_pack(folder, manifest, facts_of(name, manifest), detection_long_side)

    def add(self, source: Path) -> PackFacts:
        """Install the pack of a folder or zip and return its facts; nothing stays behind when it is refused.

        A pack with the same models as an installed one replaces it under its name, which also mends a damaged one.

        Raises:
            EngineError: There is no usable detector or recogniser in it, or they do not answer on a picture of faces.
        """
        source = source.expanduser().resolve()
        try:
            with self._changing, self._scratch() as scratch:
                name = self._prepared(source, scratch)
                self._move_in(scratch / "pack", name)
        except OSError as error:
            raise EngineError(
                f"The pack {source} cannot be copied: {error.strerror or error}.", "Check the disk and try again."
            ) from error
        return self.facts(name)

    def remove(self, name: str) -> None:
        """Delete an installed pack's files; embeddings in the catalog are not touched.

        Raises:
            EngineError: There is no such pack, it is the built-in one, or its files cannot be deleted.
        """
        if name == BUILTIN_PACK:
            raise EngineError("The built-in engine is part of faceorg and cannot be removed.", "Use another pack.")
        folder = self._folder(name)
        try:
            with self._changing, self._scratch() as scratch:
                folder.replace(scratch / "removed")
        except OSError as error:
            raise EngineError(f"The pack in {folder} cannot be removed: {error.strerror}.") from error

    def _builtin(self) -> Iterator[PackFacts]:
        try:
            yield self.facts(BUILTIN_PACK)
        except KnownError as error:
            log.warning("the built-in engine is not usable: %s", error)

    def _added(self) -> Iterator[PackFacts]:
        for name in self._names():
            try:
                yield self.facts(name)
            except EngineError as error:
                log.warning("the pack %s is not usable: %s", name, error)

    def _names(self) -> list[str]:
        if not self._models.is_dir():
            return []
        return sorted(folder.name for folder in self._models.iterdir() if self._is_pack(folder))

    @staticmethod
    def _is_pack(folder: Path) -> bool:
        return SAFE_NAME.fullmatch(folder.name) is not None and (folder / MANIFEST_FILE).is_file()

    def _folder(self, name: str) -> Path:
        folder = self._models / name
        if not SAFE_NAME.fullmatch(name) or not self._is_pack(folder):
            raise EngineError(f"No pack {name!r} is installed.", "Add it, or choose one that is.")
        return folder

    @contextmanager
    def _scratch(self) -> Iterator[Path]:
        """Give a folder beside the packs that is gone afterwards; those an earlier crash left behind go with it."""
        self._models.mkdir(mode=0o700, parents=True, exist_ok=True)
        for leftover in self._models.glob(f"{SCRATCH_PREFIX}*"):
            shutil.rmtree(leftover, ignore_errors=True)
        scratch = Path(tempfile.mkdtemp(prefix=SCRATCH_PREFIX, dir=self._models))
        try:
            yield scratch
        finally:
            shutil.rmtree(scratch, ignore_errors=True)

    def _prepared(self, source: Path, scratch: Path) -> str:
        """Build the pack in ``scratch/pack``, try it out, and return the name it is to have."""
        from faceorg.engine.pack_building import build_pack  # noqa: PLC0415 - heavy
        from faceorg.engine.pack_loading import check_answers, load_pack  # noqa: PLC0415 - heavy

        manifest = build_pack(source, scratch / "pack", scratch / "unpacked")
        name = self._name_for(source, manifest)
        check_answers(load_pack(scratch / "pack", manifest, facts_of(name, manifest), DEFAULT_LONG_SIDE))
        return name

    def _name_for(self, source: Path, manifest: PackManifest) -> str:
        """Return the name of the installed pack with these models, else a free one after the source's."""
        same = [facts.name for facts in self._added() if facts.fingerprint == manifest.fingerprint]
        return same[0] if same else free_name(source, {BUILTIN_PACK, *self._taken()})

    def _taken(self) -> list[str]:
        return [entry.name.lower() for entry in self._models.iterdir()]

    def _move_in(self, pack: Path, name: str) -> None:
        target = self._models / name
        if target.exists():
            target.replace(pack.with_name("replaced"))
        pack.replace(target)
        flush_folder_to_disk(self._models)


def free_name(source: Path, taken: set[str]) -> str:
    """Return a safe name after a folder's or zip's own that is not taken (in small letters, as some disks compare)."""
    stem = source.stem if source.suffix.lower() == ".zip" else source.name
    base = re.sub(r"[^A-Za-z0-9._-]+", "-", stem).strip("-._")[:48] or "pack"
    name, count = base, 1
    while name.lower() in taken:
        count += 1
        name = f"{base}-{count}"
    return name
