"""What background work is done with: engine, index, decoder and picture cache, each made when first asked for."""

from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from faceorg.core.packs import CutOffs
from faceorg.engine.interface import Engine

if TYPE_CHECKING:
    from faceorg.index.neighbours import NeighbourIndex
    from faceorg.media.decoding import DecodedPhoto
    from faceorg.media.thumbnails import ThumbnailCache


class Decoder(Protocol):
    """Where photos are decoded: local worker processes today."""

    def submit(self, path: bytes) -> "Future[DecodedPhoto]":
        """Start decoding a file."""


@dataclass(frozen=True, slots=True)
class Workshop:
    """The tools for one pack.

    Attributes:
        pack: Key under which the pack's embeddings and groups are kept.
        cut_offs: The pack's cut-offs. Raises EngineError.
        engine: The pack's engine. Raises EngineError.
        index: The pack's index. Raises KnownError.
        save_index: Puts on disk what was added to the index. Raises KnownError.
        decoder: Where photos are decoded.
        thumbnails: The cache of small pictures.
        threads: Photos searched for faces at the same time.
        notes: Folder for a note of what was grouped already; may be deleted at any time.
        excluded: Folders never looked into.
    """

    pack: str
    cut_offs: Callable[[], CutOffs]
    engine: Callable[[], Engine]
    index: Callable[[], "NeighbourIndex"]
    save_index: Callable[[], None]
    decoder: Callable[[], Decoder]
    thumbnails: Callable[[], "ThumbnailCache"]
    threads: int
    notes: Path
    excluded: tuple[bytes, ...] = ()
