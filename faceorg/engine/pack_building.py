"""Puts a pack together: one detector and one recogniser out of all the models of a source."""

import shutil
from dataclasses import replace
from pathlib import Path

from faceorg.core.atomic import flush_to_disk
from faceorg.core.errors import EngineError
from faceorg.engine.known_packs import DETECTORS, RECOGNISERS
from faceorg.engine.model_files import described
from faceorg.engine.pack_manifest import ModelFile, PackManifest
from faceorg.engine.pack_sources import CHOOSE_ANOTHER, model_files


def build_pack(source: Path, pack: Path, scratch: Path) -> PackManifest:
    """Copy the best detector and recogniser of a folder or zip into the new folder ``pack``, with a manifest.

    Args:
        source: Folder or zip.
        pack: Made here.
        scratch: Where a zip may be unpacked; the caller deletes it.

    Raises:
        EngineError: There is no detector or no recogniser in it.
        OSError: A file cannot be read or written.
    """
    found = [(path, model) for path in model_files(source, scratch) if (model := described(path))]
    detector = _best(source, [pair for pair in found if pair[1].kind.detects], "finds faces with five landmarks")
    recogniser = _best(source, [pair for pair in found if not pair[1].kind.detects], "recognises faces of 112 pixels")
    pack.mkdir(mode=0o700)
    manifest = PackManifest(_copied(*detector, pack), _copied(*recogniser, pack))
    manifest.write(pack)
    return manifest


def _best(source: Path, found: list[tuple[Path, ModelFile]], purpose: str) -> tuple[Path, ModelFile]:
    """Return the first of several models: known ones before others, larger before smaller, then by name."""
    if not found:
        raise EngineError(f"{source} has no ONNX model that {purpose}.", CHOOSE_ANOTHER)
    return min(found, key=lambda pair: (not _known(pair[1]), -pair[1].size, str(pair[0])))


def _known(model: ModelFile) -> bool:
    return model.sha256 in DETECTORS or model.sha256 in RECOGNISERS


def _copied(path: Path, model: ModelFile, pack: Path) -> ModelFile:
    """Copy a model into the pack, under another name where its own is taken: some sources call all ``model.onnx``."""
    name = f"{model.kind}-{model.file}" if (pack / model.file).exists() else model.file
    shutil.copyfile(path, pack / name)
    flush_to_disk(pack / name)
    return replace(model, file=name)
