"""What may be imported where, tried in fresh interpreters."""

import importlib.metadata
import subprocess
import sys
from pathlib import Path

import pytest

FACEORG = Path(__file__).resolve().parents[2] / "faceorg"
ROOMS = sorted(p.stem for p in FACEORG.iterdir() if p.stem not in {"__init__", "__main__", "__pycache__", "gui"})

# Modules that cost 100 ms and more to import; the first paint and a quick command must not pay for them.
HEAVY = ("onnxruntime", "onnx", "cv2", "hnswlib", "scipy", "insightface", "sklearn", "skimage")

WITHOUT_QT = """
import importlib, pkgutil, sys
class NoQt:
    def find_spec(self, name, path=None, target=None):
        if name.split(".")[0] in {"PySide6", "shiboken6"}:
            raise ImportError("no Qt here")
sys.meta_path.insert(0, NoQt())
room = importlib.import_module("faceorg." + sys.argv[1])
for module in pkgutil.walk_packages(getattr(room, "__path__", []), room.__name__ + "."):
    importlib.import_module(module.name)
"""


def run_python(code, *arguments):
    return subprocess.run([sys.executable, "-c", code, *arguments], capture_output=True, text=True, check=False)


@pytest.mark.parametrize("room", ROOMS)
def test_every_module_of_a_room_works_without_qt(room):
    done = run_python(WITHOUT_QT, room)
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("room", ["library", "cli", "gui.app"])
def test_starting_imports_nothing_heavy(room):
    done = run_python(f"import sys, faceorg.{room}; print(*[m for m in {HEAVY!r} if m in sys.modules])")
    assert done.returncode == 0, done.stderr
    assert done.stdout.split() == []


def test_exactly_one_distribution_provides_cv2():
    providers = set(importlib.metadata.packages_distributions().get("cv2", []))
    assert providers == {"opencv-python-headless"}


def test_qt_for_the_web_is_not_carried_along():
    assert importlib.metadata.packages_distributions()["PySide6"].count("PySide6") == 0
