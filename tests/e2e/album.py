"""Makes a small album of six people out of one photograph: crops, flips, lights and JPEG qualities."""

import random
from pathlib import Path

from PIL import Image, ImageEnhance, ImageOps

FACES = {
    "left": (0.0475, 0.309, 0.086, 0.125),
    "centre left": (0.350, 0.321, 0.086, 0.125),
    "right": (0.869, 0.321, 0.086, 0.125),
    "back right": (0.704, 0.085, 0.086, 0.124),
    "centre right": (0.573, 0.417, 0.072, 0.104),
    "back left": (0.213, 0.178, 0.072, 0.104),
}
"""Where the six faces of the sample photograph are: x, y, width, height in fractions."""
CROPS = 8
"""Pictures made of each person."""


def make_album(photograph: Path, folder: Path, seed: int = 2) -> dict[str, list[Path]]:
    """Write eight different pictures of each person and the whole photograph; return the pictures by person."""
    chance = random.Random(seed)
    folder.mkdir(parents=True)
    album = {person: [folder / f"{person} {number}.jpg" for number in range(CROPS)] for person in FACES}
    with Image.open(photograph) as whole:
        whole.save(folder / "everybody.jpg", quality=95)
        for person, files in album.items():
            for number, file in enumerate(files):
                write_picture(whole, person, number, file, chance)
    return album


def write_picture(whole: Image.Image, person: str, number: int, file: Path, chance: random.Random) -> None:
    """Write one picture of a person: another frame, light, size and quality for each number; odd ones are mirrored."""
    x, y, w, h = FACES[person]
    width, height = whole.size
    side = max(w * width, h * height) * chance.uniform(1.7, 2.4)
    left = (x + w / 2) * width - side / 2 + chance.uniform(-0.08, 0.08) * side
    top = (y + h / 2) * height - side / 2 + chance.uniform(-0.08, 0.08) * side
    picture = whole.crop((round(max(0, left)), round(max(0, top)), round(left + side), round(top + side)))
    picture = ImageOps.mirror(picture) if number % 2 else picture
    picture = ImageEnhance.Brightness(picture).enhance(chance.uniform(0.8, 1.25))
    picture = ImageEnhance.Contrast(picture).enhance(chance.uniform(0.85, 1.15))
    size = round(side * chance.uniform(1.0, 1.6))
    picture.resize((size, size), Image.Resampling.LANCZOS).save(file, quality=chance.choice((95, 88, 80, 70)))
