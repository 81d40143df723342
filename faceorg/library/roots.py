"""Which folders may be in a library, and the one with the sample photo."""

import importlib.util
import os
import shutil
from collections.abc import Sequence
from pathlib import Path

from faceorg.catalog.database import Catalog
from faceorg.core.errors import KnownError
from faceorg.core.events import Changes, Kind
from faceorg.core.paths import LibraryPaths
from faceorg.core.records import Folder

SAMPLE_PACKAGE = "insightface"
SAMPLE_IN_PACKAGE = Path("data", "images", "t1.jpg")
"""A photo of six people that ships inside the insightface package; found without importing it."""

ADDED = Changes(Kind.FOLDERS)


class Roots:
    """The folders the user pointed at."""

    def __init__(self, paths: LibraryPaths, catalog: Catalog) -> None:
        self._paths = paths
        self._catalog = catalog

    def add(self, folders: Sequence[Path]) -> tuple[list[Folder], Changes]:
        """Add folders, all or none.

        Raises:
            KnownError: One is not a folder, cannot be read, or is the library itself.
        """
        wanted = [self._checked(folder) for folder in folders]
        added = [self._catalog.folders.add(os.fsencode(folder)) for folder in wanted]
        return added, ADDED if added else Changes()

    def add_demo(self) -> tuple[Folder, Changes]:
        """Copy the sample photo beside the catalog and add its folder.

        Raises:
            KnownError: The sample is not part of this installation, or the library cannot be written.
        """
        sample = _sample()
        folder = self._paths.data / "demo"
        try:
            folder.mkdir(mode=0o700, exist_ok=True)
            shutil.copy2(sample, folder / "six people.jpg")
        except OSError as error:
            raise KnownError(
                f"The folder {folder} cannot be written: {error.strerror}.", "Choose another library."
            ) from error
        return self._catalog.folders.add(os.fsencode(folder)), ADDED

    def _checked(self, folder: Path) -> Path:
        """Return the folder as it is kept: absolute, with its links at the top resolved."""
        try:
            resolved = folder.expanduser().resolve(strict=True)
            os.scandir(resolved).close()
        except FileNotFoundError as error:
            raise KnownError(f"There is no folder {folder}.", "Check how it is written.") from error
        except NotADirectoryError as error:
            raise KnownError(f"{folder} is not a folder.", "Give the folder it lies in.") from error
        except (OSError, RuntimeError) as error:
            raise KnownError(f"The folder {folder} cannot be read: {error}.", "Check who may read it.") from error
        if resolved in (self._paths.data.resolve(), self._paths.cache.resolve()):
            raise KnownError(f"{folder} holds the library itself.", "Choose the folder with your photos.")
        return resolved


def _sample() -> Path:
    """Return the path of the sample photo."""
    spec = importlib.util.find_spec(SAMPLE_PACKAGE)
    for place in (spec.submodule_search_locations or []) if spec else []:
        if (Path(place) / SAMPLE_IN_PACKAGE).is_file():
            return Path(place) / SAMPLE_IN_PACKAGE
    raise KnownError(
        f"The sample photo is missing: the package {SAMPLE_PACKAGE} is not installed completely.",
        "Index a folder of your own photos instead.",
    )
