"""The engine that needs no download: what is known of it, and how it is loaded."""

from pathlib import Path
from typing import TYPE_CHECKING

from faceorg.core.packs import BUILTIN_PACK, CutOffs, PackFacts
from faceorg.engine.dlib_files import check_present, fingerprint

if TYPE_CHECKING:
    from faceorg.engine.interface import Engine

DEFAULT_LONG_SIDE = 1600
"""Pixels of the long side at which photos are searched: faces of 4 % of it and more are found."""

CUT_OFFS = CutOffs(same=0.945, join=0.942, ask=0.929, maybe=0.91)
"""Measured with ``packaging/dev quality --cut-offs`` on "lfw_dev" (2,804 photos, 3.9 million pairs of two people; the
most central face). ``join`` was chosen on half of the people, for a B-cubed precision of .99 there: on the other half
precision is .98 at recall .935. The other three differ by at most .005 between the halves."""

DESCRIPTION = (
    "Works at once, offline, and may be used for anything. Weaker than the packs that can be added, above all on "
    "South Asian faces and on children, so it asks more often; faces under 4 % of a photo's long side are missed."
)


def builtin_facts() -> PackFacts:
    """Return what is known of the built-in engine; no model is loaded.

    Raises:
        EngineError: The package with its weights is not installed, or not complete.
    """
    check_present()
    return PackFacts(
        name=BUILTIN_PACK,
        title="Built-in (dlib)",
        dimension=128,
        cut_offs=CUT_OFFS,
        licence="CC0 1.0 (public domain)",
        description=DESCRIPTION,
        fingerprint=fingerprint(),
    )


def load_builtin(cache: Path, detection_long_side: int = DEFAULT_LONG_SIDE) -> "Engine":
    """Return the built-in engine, ready to use.

    Args:
        cache: Folder in which a table read once is kept; it may be emptied at any time.
        detection_long_side: Pixels of the long side at which photos are searched.

    Raises:
        EngineError: The package with its weights is missing, or its files are not the ones expected.
    """
    from faceorg.engine.dlib_engine import load_engine  # noqa: PLC0415 - brings onnx, onnxruntime and cv2

    return load_engine(builtin_facts(), cache, detection_long_side)
