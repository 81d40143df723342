"""What is announced: what changed in the catalog, and how far background work is."""

from dataclasses import dataclass, field
from enum import Flag, StrEnum, auto

from faceorg.core.errors import KnownError


class Kind(Flag):
    """Kinds of things a change can touch; a view reads only what concerns it."""

    NOTHING = 0
    PHOTOS = auto()
    FACES = auto()
    GROUPS = auto()
    PEOPLE = auto()
    FOLDERS = auto()
    PROBLEMS = auto()
    PACKS = auto()
    HISTORY = auto()


@dataclass(frozen=True, slots=True)
class Changes:
    """What one write changed; empty id sets with a kind set mean "many, read again".

    Attributes:
        kinds: Which kinds of things changed.
        photos: Ids of changed photos, faces and so on, as far as they are few.
        label: For user operations, what was done, in the past tense ("Named 12 faces Anna"); empty otherwise.
    """

    kinds: Kind = Kind.NOTHING
    photos: frozenset[int] = field(default=frozenset())
    faces: frozenset[int] = field(default=frozenset())
    groups: frozenset[int] = field(default=frozenset())
    people: frozenset[int] = field(default=frozenset())
    label: str = ""

    def __or__(self, other: "Changes") -> "Changes":
        """Join two changes into one announcement; the first label that is not empty is kept."""
        return Changes(
            self.kinds | other.kinds,
            self.photos | other.photos,
            self.faces | other.faces,
            self.groups | other.groups,
            self.people | other.people,
            self.label or other.label,
        )


class Phase(StrEnum):
    """What the background is doing, for the activity bar."""

    IDLE = "idle"
    SCANNING = "scanning"
    FINDING_FACES = "finding faces"
    GROUPING = "grouping"
    PAUSED = "paused"


@dataclass(frozen=True, slots=True)
class Progress:
    """How far the background work is; sent at most ten times a second.

    Attributes:
        done: Photos finished in this run.
        total: Photos this run knows of so far.
        rate: Photos per second lately; 0 while unknown.
        seconds_left: Estimate, None while unknown.
        problems: Number of problems in the list.
        trouble: What ended the last run before it was done; None when nothing did, and while the next one runs.
    """

    phase: Phase
    done: int = 0
    total: int = 0
    rate: float = 0.0
    seconds_left: float | None = None
    problems: int = 0
    trouble: KnownError | None = None
