"""Check that every visible text goes through translation, and that the file translators start from is up to date.

``--write`` brings ``resources/translations/faceorg.ts`` up to date instead of checking it.
"""

import ast
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree as ET

ROOT = Path(__file__).resolve().parent.parent.parent
SOURCE_TS = ROOT / "resources" / "translations" / "faceorg.ts"
GUI = ROOT / "faceorg" / "gui"

# Calls whose string arguments a person reads. A literal there that is not wrapped in tr() cannot be translated.
SHOWING_CALLS = {
    "setText",
    "setWindowTitle",
    "setToolTip",
    "setStatusTip",
    "setPlaceholderText",
    "setAccessibleName",
    "setAccessibleDescription",
    "addAction",
    "addMenu",
    "setTitle",
    "QLabel",
    "QPushButton",
    "QAction",
    "QCheckBox",
}
WORD = re.compile(r"\b(?!faceorg\b)[A-Za-z]{2,}")  # our own name is the same in every language


def main(arguments: list[str]) -> int:
    """Check, or write with ``--write``; return the exit status."""
    if "--write" in arguments:
        SOURCE_TS.parent.mkdir(parents=True, exist_ok=True)
        _update(SOURCE_TS)
        return 0
    offences = [*_untranslated(), *_out_of_date()]
    for offence in offences:
        print(offence)
    print(f"{len(_messages(SOURCE_TS))} texts, {len(offences)} offences")
    return 1 if offences else 0


def _untranslated() -> Iterator[str]:
    for file in sorted(GUI.rglob("*.py")):
        for call in (node for node in ast.walk(ast.parse(file.read_text())) if isinstance(node, ast.Call)):
            name = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
            if name not in SHOWING_CALLS:
                continue
            for argument in call.args:
                if (
                    isinstance(argument, ast.Constant)
                    and isinstance(argument.value, str)
                    and WORD.search(argument.value)
                ):
                    yield f"{file.relative_to(ROOT)}:{call.lineno}: {argument.value!r} does not go through tr()"


def _out_of_date() -> list[str]:
    with tempfile.TemporaryDirectory() as folder:
        fresh = Path(folder, "faceorg.ts")
        _update(fresh)
        now, kept = _messages(fresh), _messages(SOURCE_TS) if SOURCE_TS.exists() else set()
    if now == kept:
        return []
    return [f"{SOURCE_TS.relative_to(ROOT)} is out of date: run python packaging/checks/translations.py --write"]


def _update(file: Path) -> None:
    sources = [str(path.relative_to(ROOT)) for path in sorted(GUI.rglob("*.py"))]
    tool = Path(sys.executable).with_name("pyside6-lupdate")
    command = [str(tool), *sources, "-no-obsolete", "-locations", "none", "-ts", str(file)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)


def _messages(file: Path) -> set[tuple[str, str]]:
    contexts = ET.parse(file).getroot().iter("context")
    return {(c.findtext("name", ""), m.findtext("source", "")) for c in contexts for m in c.iter("message")}


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
