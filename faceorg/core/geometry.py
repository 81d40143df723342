"""Rectangles in the one frame that outlives files and engines: fractions of the oriented photo."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Region:
    """A rectangle in the oriented photo, as fractions 0-1 of its width and height, origin top left.

    What an engine finds may reach beyond the border of the photo; ``clipped`` brings it inside.
    """

    x: float
    y: float
    w: float
    h: float

    @property
    def area(self) -> float:
        """Area as a fraction of the photo's area."""
        return max(0.0, self.w) * max(0.0, self.h)

    @property
    def centre(self) -> tuple[float, float]:
        """Centre (x, y) in fractions."""
        return self.x + self.w / 2, self.y + self.h / 2

    def clipped(self) -> "Region":
        """Return the part of the region that lies inside the photo."""
        left, top = min(max(self.x, 0.0), 1.0), min(max(self.y, 0.0), 1.0)
        right, bottom = min(max(self.x + self.w, 0.0), 1.0), min(max(self.y + self.h, 0.0), 1.0)
        return Region(left, top, max(0.0, right - left), max(0.0, bottom - top))

    def overlap(self, other: "Region") -> float:
        """Return intersection over union with another region, 0-1."""
        width = min(self.x + self.w, other.x + other.w) - max(self.x, other.x)
        height = min(self.y + self.h, other.y + other.h) - max(self.y, other.y)
        if width <= 0 or height <= 0:
            return 0.0
        shared = width * height
        return shared / (self.area + other.area - shared)

    def to_pixels(self, width: int, height: int) -> tuple[float, float, float, float]:
        """Return (left, top, width, height) in pixels of an image of the given size."""
        return self.x * width, self.y * height, self.w * width, self.h * height

    @classmethod
    def from_pixels(cls, left: float, top: float, w: float, h: float, *, size: tuple[int, int]) -> "Region":
        """Return the region of a pixel rectangle inside an image of ``size`` (width, height)."""
        width, height = size
        return cls(left / width, top / height, w / width, h / height)
