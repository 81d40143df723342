"""A stand-in for a pack of models: a "person" is a colour, a "face" is a square of it on a grey photo.

Photos are ordinary PNG files, so that everything but the models is real: folders, decoding processes, catalog, index.
"""

from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from faceorg.core.errors import EngineError
from faceorg.core.geometry import Region
from faceorg.core.packs import CutOffs, PackFacts
from faceorg.core.records import FoundFace

SIDE = 120
"""Width and height of a test photo."""

FACE = 40
"""Width and height of a coloured square."""

PLACES = ((0, 0), (80, 0), (0, 80), (80, 80))
"""Left and top of the squares in a photo."""

COLOURS = {"red": (250, 10, 10), "green": (10, 250, 10), "blue": (10, 10, 250), "white": (250, 250, 250)}
GREY = 128
DIMENSION = 8


def make_photo(path: Path, people: list[str], seed: int = 0) -> Path:
    """Write a photo of some people; another seed is another photo of the same people."""
    path.parent.mkdir(parents=True, exist_ok=True)
    pixels = np.full((SIDE, SIDE, 3), GREY, np.uint8)
    for name, (left, top) in zip(people, PLACES, strict=False):
        pixels[top : top + FACE, left : left + FACE] = COLOURS[name]
    pixels[FACE + 10 : 2 * FACE - 10, :, 0] = np.random.default_rng(seed).integers(120, 136, (FACE - 20, SIDE))
    Image.fromarray(pixels).save(path, "PNG")
    return path


def facts(name: str) -> PackFacts:
    """Return what the stand-in says of itself."""
    cut_offs = CutOffs(same=0.9, join=0.8, ask=0.7, maybe=0.6)
    return PackFacts(name, name, DIMENSION, cut_offs, "none", "Colours.", f"{name}-fingerprint")


@dataclass
class ColourEngine:
    """Finds coloured squares; ``looked_at`` counts the photos it was given."""

    name: str
    looked_at: int = 0

    @property
    def facts(self) -> PackFacts:
        return facts(self.name)

    def faces(self, image: NDArray[np.uint8]) -> list[FoundFace]:
        self.looked_at += 1
        found = []
        for left, top in PLACES:
            colour = image[top : top + FACE, left : left + FACE].reshape(-1, 3).mean(axis=0)
            if np.ptp(colour) > FACE or colour.min() > GREY + FACE:
                found.append(self._face(left, top, colour))
        return found

    def _face(self, left: int, top: int, colour: NDArray[np.float64]) -> FoundFace:
        embedding = np.zeros(DIMENSION, np.float32)
        embedding[:3] = colour - GREY
        embedding[3] = 1.0
        embedding /= np.linalg.norm(embedding)
        region = Region.from_pixels(left, top, FACE, FACE, size=(SIDE, SIDE))
        return FoundFace(region, np.zeros((5, 2), np.float32), 0.9, 0.9, embedding)

    def close(self) -> None:
        pass


class ColourPacks:
    """Stands in for ``PackStore``: two packs of colours, and one whose files are missing."""

    def __init__(self, models: Path, cache: Path) -> None:
        self.engines = {"builtin": ColourEngine("builtin"), "other": ColourEngine("other")}

    def facts(self, name: str) -> PackFacts:
        if name not in self.engines:
            raise EngineError(f"There is no engine {name}.", "Add it.")
        return self.engines[name].facts

    def installed(self) -> list[PackFacts]:
        return [engine.facts for engine in self.engines.values()]

    def load(self, name: str, detection_long_side: int) -> ColourEngine:
        self.facts(name)
        return self.engines[name]
