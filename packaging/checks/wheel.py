"""Build the wheel, install it in a clean environment outside the checkout, open the window and find faces there."""

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
LOCK = ROOT / "packaging" / "requirements.txt"
FACES_IN_T1 = 6

# Opens the real window on a new library, and fails when it is not on screen after a few seconds.
OPEN_WINDOW = """
import sys
from pathlib import Path
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from faceorg.core.paths import library_paths, resource
from faceorg.gui.app import run
assert "site-packages" in str(resource("icons")), resource("icons")
application, shown = QApplication([]), []
def look():
    shown.extend(w for w in application.topLevelWidgets() if w.isVisible() and w.width() > 400)
    for window in shown:
        window.close()
    application.exit(0)
QTimer.singleShot(4000, look)
code = run(library_paths(Path(sys.argv[1])))
sys.exit(code if shown else "no window was shown")
"""


def main() -> int:
    """Return 0 when the installed wheel works."""
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        wheel = _build(work)
        python = _clean_environment(work / "clean", wheel)
        # -I and another working folder: nothing of the checkout can be imported by accident
        _run(python, "-I", "-c", OPEN_WINDOW, work / "window", cwd=work)
        answer = _run(python, "-I", "-m", "faceorg", "--library", work / "library", "--json", "demo", cwd=work)
        summary = json.loads(answer.splitlines()[-1])
    print(f"{wheel.name}: window opened, {summary['faces']} faces found in the demo picture")
    return 0 if summary["faces"] == FACES_IN_T1 else 1


def _build(work: Path) -> Path:
    _run(sys.executable, "-m", "build", "--wheel", "--outdir", work / "dist", ROOT, cwd=work)
    (wheel,) = (work / "dist").glob("*.whl")
    return wheel


def _clean_environment(folder: Path, wheel: Path) -> Path:
    _run(sys.executable, "-m", "venv", folder, cwd=folder.parent)
    python = folder / Path(sys.executable).parent.name / "python"
    pip = (python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-deps")
    _run(*pip, "--require-hashes", "-r", LOCK, cwd=folder.parent)
    _run(*pip, wheel, cwd=folder.parent)
    return python


def _run(*command: str | Path, cwd: Path) -> str:
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "HNSWLIB_NO_NATIVE": "1"}
    environment.pop("PYTHONPATH", None)
    words = [str(part) for part in command]
    done = subprocess.run(words, cwd=cwd, env=environment, stdout=subprocess.PIPE, text=True, check=True)
    return done.stdout


if __name__ == "__main__":
    sys.exit(main())
