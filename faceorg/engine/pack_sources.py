"""Takes the model files out of what a person hands over as a pack: a folder or a zip, neither of them trusted."""

import lzma
import shutil
import stat
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from faceorg.core.errors import EngineError

MODEL_SUFFIX = ".onnx"

DEEPEST = 2
"""Folders below the given one that are looked into; antelopev2's zip has its files one level down."""

MOST_MODELS = 32
"""Model files of one source; the largest published pack has five."""

MOST_BYTES = 2 << 30
"""Bytes of all models of one source; ONNX files above 2 GB do not exist, the largest published pack has 0.4 GB."""

MOST_ENTRIES = 10_000
"""Entries of a zip; more are no pack."""

MOST_SQUEEZED = 100
"""Unpacked bytes a packed one; weights hardly shrink, a zip bomb does by a thousand."""

DAMAGED = (
    zipfile.BadZipFile,
    zipfile.LargeZipFile,
    zlib.error,
    lzma.LZMAError,
    EOFError,
    NotImplementedError,
    RuntimeError,
    UnicodeDecodeError,
)
"""What a damaged, encrypted or unusually packed zip raises while it is read."""

CHOOSE_ANOTHER = "Choose the folder or zip of a face model pack."


def model_files(source: Path, scratch: Path) -> list[Path]:
    """Return the ONNX files of a folder or zip in a fixed order; those of a zip are unpacked into ``scratch``.

    Raises:
        EngineError: The source is neither folder nor zip, is damaged, or is too large to be a pack.
        OSError: A file cannot be read or written.
    """
    if source.is_dir():
        files = sorted(_files_below(source, DEEPEST))
        _refuse_excess(source, [file.stat().st_size for file in files])
        return files
    if not source.is_file():
        raise EngineError(f"There is no pack at {source}.", CHOOSE_ANOTHER)
    return _unpacked(source, scratch)


def _files_below(folder: Path, depth: int) -> Iterator[Path]:
    """Yield the models of a folder, and of its folders; links to folders are not followed."""
    for entry in folder.iterdir():
        if entry.is_dir() and not entry.is_symlink() and depth > 0:
            yield from _files_below(entry, depth - 1)
        elif entry.suffix.lower() == MODEL_SUFFIX and entry.is_file():
            yield entry


def _unpacked(source: Path, scratch: Path) -> list[Path]:
    try:
        with zipfile.ZipFile(source) as archive:
            entries = _model_entries(source, archive)
            return [_extract(archive, entry, scratch / str(place)) for place, entry in enumerate(entries)]
    except DAMAGED as error:
        raise EngineError(f"{source} is not a zip that can be read: {error}.", CHOOSE_ANOTHER) from error


def _model_entries(source: Path, archive: zipfile.ZipFile) -> list[zipfile.ZipInfo]:
    entries = archive.infolist()
    if len(entries) > MOST_ENTRIES:
        raise EngineError(f"{source} has {len(entries)} entries, too many for a pack.", CHOOSE_ANOTHER)
    models = sorted((entry for entry in entries if _is_model(entry)), key=lambda entry: entry.filename)
    _refuse_excess(source, [entry.file_size for entry in models])
    for entry in models:
        if entry.file_size > MOST_SQUEEZED * max(1, entry.compress_size):
            raise EngineError(f"{source} is packed as no pack is: {entry.filename} would swell.", CHOOSE_ANOTHER)
    return models


def _is_model(entry: zipfile.ZipInfo) -> bool:
    link = stat.S_ISLNK(entry.external_attr >> 16)  # Unix mode of the entry
    return not entry.is_dir() and not link and entry.filename.lower().endswith(MODEL_SUFFIX)


def _refuse_excess(source: Path, sizes: list[int]) -> None:
    if len(sizes) > MOST_MODELS or sum(sizes) > MOST_BYTES:
        raise EngineError(
            f"{source} holds {len(sizes)} models of {sum(sizes) >> 20} MB, too much for a pack.", CHOOSE_ANOTHER
        )


def _extract(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, folder: Path) -> Path:
    """Write one entry into a folder of its own, by the last part of its name: where it asks to lie does not matter."""
    folder.mkdir(parents=True)
    target = folder / PurePosixPath(entry.filename.replace("\\", "/")).name
    with archive.open(entry) as packed, target.open("xb") as unpacked:
        shutil.copyfileobj(packed, unpacked)  # ends at the size the entry states, which was checked
    return target
