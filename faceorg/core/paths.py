"""Where things lie on disk: the library's folders and the resources that travel with the program."""

from dataclasses import dataclass
from pathlib import Path

import platformdirs

APP = "faceorg"


@dataclass(frozen=True, slots=True)
class LibraryPaths:
    """The folders of one library. Everything under ``cache`` and ``index`` may be deleted at any time."""

    data: Path
    cache: Path

    @property
    def catalog(self) -> Path:
        """The SQLite file that is the truth."""
        return self.data / "catalog.sqlite"

    @property
    def backups(self) -> Path:
        """Copies of the catalog made before each migration."""
        return self.data / "backups"

    @property
    def index(self) -> Path:
        """Derived neighbour indexes, two files a pack."""
        return self.data / "index"

    @property
    def models(self) -> Path:
        """Installed packs, a folder each."""
        return self.data / "models"

    @property
    def thumbnails(self) -> Path:
        """Small display pictures of photos and faces."""
        return self.cache / "thumbnails"

    @property
    def logs(self) -> Path:
        """Log files."""
        return self.cache / "logs"

    def create(self) -> None:
        """Make all folders, readable by their owner only."""
        for folder in (self.data, self.backups, self.index, self.models, self.thumbnails, self.logs):
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)


def library_paths(directory: Path | None = None) -> LibraryPaths:
    """Return the paths of the library in ``directory``, or of the user's own library when it is None."""
    if directory is None:
        dirs = platformdirs.PlatformDirs(APP, appauthor=False)
        return LibraryPaths(Path(dirs.user_data_dir), Path(dirs.user_cache_dir))
    root = directory.expanduser().absolute()
    return LibraryPaths(root, root / "cache")


def resource(name: str) -> Path:
    """Return the path of a file or folder in ``resources/``, in a checkout, an installed wheel or a bundle alike.

    Raises:
        FileNotFoundError: There is no such resource; the installation is incomplete.
    """
    package = Path(__file__).resolve().parent.parent
    for base in (package / "resources", package.parent / "resources"):
        if (base / name).exists():
            return base / name
    raise FileNotFoundError(f"faceorg is not installed completely: resource {name!r} is missing")
