"""A number in a file of its own: how far something derived reaches. May be lost at any time."""

from pathlib import Path

from faceorg.core.atomic import replace_file


class NotedNumber:
    """A number that survives the program; None until it is written, and again when its file is deleted or damaged."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def read(self) -> int | None:
        """Return the number, None when it was never written or is lost."""
        try:
            return int(self._path.read_text(encoding="ascii"))
        except (OSError, ValueError):
            return None

    def write(self, number: int) -> None:
        """Note another number.

        Raises:
            OSError: The disk is full, or the folder cannot be written.
        """
        replace_file(self._path, lambda path: _write(path, number))


def _write(path: Path, number: int) -> None:
    path.write_text(str(number), encoding="ascii")
