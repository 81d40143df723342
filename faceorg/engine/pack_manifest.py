"""The small file that says what an installed pack consists of, with the hashes it is held to at each load."""

import hashlib
import json
from dataclasses import asdict, dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

from faceorg.core.atomic import flush_to_disk
from faceorg.core.errors import EngineError

MANIFEST_FILE = "pack.json"

FORMAT = 1
"""Raised when a field changes its meaning; other formats are refused."""

ADD_AGAIN = "Add the pack again from the folder or zip it came from."
"""What to do about a pack that is not as it was when it was added."""


class ModelKind(StrEnum):
    """What a model is good for in a pack."""

    SCRFD = "scrfd"
    YUNET = "yunet"
    ARCFACE = "arcface"

    @property
    def detects(self) -> bool:
        """Whether it finds faces, rather than recognising them."""
        return self is not ModelKind.ARCFACE


@dataclass(frozen=True, slots=True)
class ModelFile:
    """One model of a pack.

    Attributes:
        file: Name of the file in the pack's folder.
        size: Bytes.
        sha256: Of the file, in hexadecimal.
        kind: What it is.
        dimension: Length of a recogniser's embeddings; 0 for a detector.
        mean: Subtracted from a recogniser's pixels (0-255).
        std: What they are divided by then.
        batch: Crops a recogniser takes at once.
    """

    file: str
    size: int
    sha256: str
    kind: ModelKind
    dimension: int = 0
    mean: float = 0.0
    std: float = 1.0
    batch: int = 1

    @classmethod
    def from_entry(cls, entry: dict[str, Any]) -> "ModelFile":
        """Return the model of an entry of a manifest; ValueError, TypeError or KeyError when it is not one."""
        model = cls(**{**entry, "kind": ModelKind(entry["kind"])})
        if Path(model.file).name != model.file:
            raise ValueError(f"{model.file!r} is not a file of the pack's own folder")
        return model

    def verified_bytes(self, folder: Path) -> bytes:
        """Return the model's bytes; the very bytes that were checked are the ones to load.

        Raises:
            EngineError: The file is missing, or is not the one that was added.
        """
        path = folder / self.file
        try:
            data = path.read_bytes()
        except OSError as error:
            raise EngineError(f"The model file {path} cannot be read: {error.strerror}.", ADD_AGAIN) from error
        if hashlib.sha256(data).hexdigest() != self.sha256:
            raise EngineError(f"The model file {path} has been changed since its pack was added.", ADD_AGAIN)
        return data


@dataclass(frozen=True, slots=True)
class PackManifest:
    """What a pack consists of: one model that finds faces and one that recognises them."""

    detector: ModelFile
    recogniser: ModelFile

    @property
    def fingerprint(self) -> str:
        """One hash over the hashes of both models."""
        return hashlib.sha256(f"{self.detector.sha256} {self.recogniser.sha256}".encode()).hexdigest()

    @classmethod
    def from_entries(cls, entries: dict[str, Any]) -> "PackManifest":
        """Return the manifest of parsed JSON; ValueError, TypeError or KeyError when it is not one."""
        if entries["format"] != FORMAT:
            raise ValueError(f"format {entries['format']} is not known")
        return cls(ModelFile.from_entry(entries["detector"]), ModelFile.from_entry(entries["recogniser"]))

    def write(self, folder: Path) -> None:
        """Write the manifest into the pack's folder."""
        text = json.dumps({"format": FORMAT, **asdict(self)}, indent=2)
        path = folder / MANIFEST_FILE
        path.write_text(text + "\n", encoding="utf-8")
        flush_to_disk(path)

    @classmethod
    def read(cls, folder: Path) -> "PackManifest":
        """Return the manifest of the pack in ``folder``.

        Raises:
            EngineError: It is missing, damaged, or of a format this program does not know.
        """
        path = folder / MANIFEST_FILE
        try:
            entries = json.loads(path.read_text(encoding="utf-8"))
            return cls.from_entries(entries)
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise EngineError(f"The description {path} of a pack cannot be read: {error}.", ADD_AGAIN) from error
