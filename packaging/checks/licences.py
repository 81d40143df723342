"""Check that what faceorg needs to run is free of GPL: stated licences, and libraries bundled in wheels."""

import re
import sys
from importlib import metadata
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
LOCK = ROOT / "packaging" / "requirements.txt"

# Strong copyleft; LGPL is fine for libraries that are dynamically loaded and replaceable, as Qt's are.
STRONG_COPYLEFT = re.compile(r"(?<!L)(?<!Lesser )\b(?:A?GPL|GNU (?:Affero )?General Public License)", re.IGNORECASE)

# Codecs under the GPL that wheels are known to carry inside (python-pillow-heif, av).
GPL_LIBRARIES = re.compile(r"(?:lib)?(?:x264|x265|xvidcore|postproc|exiv2)[-.\d]", re.IGNORECASE)

# Distributions that offer a choice of licences, where we name the one we take, or state none in their metadata.
CHOSEN = {
    "hnswlib": "Apache-2.0",  # LICENSE in its repository
    "insightface": "MIT",  # the code; its model packs are not part of it
    "pyside6-essentials": "LGPL-3.0",
    "pyside6-addons": "LGPL-3.0",
    "shiboken6": "LGPL-3.0",
}


def main() -> int:
    """Print every offence and return the exit status."""
    names = [line.split("==")[0] for line in LOCK.read_text().splitlines() if re.match(r"^[A-Za-z0-9]", line)]
    installed = [name for name in dict.fromkeys(names) if _distribution(name)]
    offences = [offence for name in installed for offence in _offences(name)]
    for offence in offences:
        print(offence)
    print(f"{len(installed)} packages at run time, {len(offences)} offences")
    return 1 if offences or not installed else 0


def _distribution(name: str) -> metadata.Distribution | None:
    try:
        return metadata.distribution(name)
    except metadata.PackageNotFoundError:
        return None  # for another platform or Python


def _offences(name: str) -> list[str]:
    distribution = metadata.distribution(name)
    stated = CHOSEN.get(name) or _stated_licence(distribution)
    found = []
    if not stated:
        found.append(f"{name}: states no licence; look it up and name it in CHOSEN")
    elif STRONG_COPYLEFT.search(stated) and not re.search(r"\bLGPL|Lesser", stated):
        found.append(f"{name}: {stated}")
    bundled = [file.name for file in distribution.files or [] if GPL_LIBRARIES.match(file.name)]
    return found + [f"{name}: carries {file}" for file in bundled]


def _stated_licence(distribution: metadata.Distribution) -> str:
    fields = distribution.metadata
    classifiers = [c for c in fields.get_all("Classifier", []) if c.startswith("License ::")]
    free_text = (fields.get("License") or "").splitlines()[:1]
    return "; ".join(filter(None, [fields.get("License-Expression"), *free_text, *classifiers]))


if __name__ == "__main__":
    sys.exit(main())
