"""The two kinds of trouble: known ones a person can act on, and bugs of ours."""


class KnownError(Exception):
    """Something outside the program is not as it must be; says what, where, and what to do next.

    Attributes:
        message: One sentence that says what happened, and to which file.
        next_step: One sentence that says what the person can do; may be empty.
    """

    def __init__(self, message: str, next_step: str = "") -> None:
        """Keep both sentences apart, so that a window can show them apart."""
        super().__init__(f"{message} {next_step}".strip())
        self.message = message
        self.next_step = next_step


class UnreadablePhotoError(KnownError):
    """A file that cannot be decoded as a photo; becomes a problem in the list, never a dialog."""


class CatalogError(KnownError):
    """The catalog cannot be opened, migrated or written."""


class UndoRefusedError(KnownError):
    """An operation cannot be undone because something later depends on it; the message names it."""


class EngineError(KnownError):
    """A pack or an engine is missing, damaged, tampered with, or does not answer."""


class NotFoundError(KnownError):
    """A group, person, face, pack or folder that was asked for does not exist."""


class CancelledError(Exception):
    """The user stopped the work; nothing went wrong."""
