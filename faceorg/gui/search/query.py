"""What is searched and what is shown of the answers: chips in, sections of results out; plain values, no widgets."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from faceorg.core.ids import GroupId, PersonId
from faceorg.core.packs import Certainty
from faceorg.core.records import Match, SearchAnswer, SearchedFace

SURE_ENOUGH = (Certainty.VERY_LIKELY, Certainty.LIKELY)
"""Single faces are offered for naming only when they are at least this much alike."""


@dataclass(frozen=True, slots=True)
class Chip:
    """A face of a searched picture, which takes part in the search while it is on.

    Attributes:
        picture: Index of the picture it was found in.
    """

    face: SearchedFace
    picture: int = 0
    on: bool = True

    @property
    def photos(self) -> int:
        """Number of photos with a face like it."""
        return len({match.photo for match in self.face.matches if match.certainty})


@dataclass(frozen=True, slots=True)
class Section:
    """Results of one person, of one group without a name, or of faces that belong to nothing (both None).

    Attributes:
        name: The person's name, empty for the others.
        matches: The best match of each photo, best first.
    """

    person: PersonId | None
    group: GroupId | None
    name: str
    matches: tuple[Match, ...]


@dataclass(frozen=True, slots=True)
class Query:
    """All chips of a search; every change makes a new one."""

    chips: tuple[Chip, ...] = ()

    @classmethod
    def from_answers(cls, answers: Sequence[SearchAnswer]) -> "Query":
        """Start with every face of every picture; somebody seen twice in the pictures is one chip."""
        chips: list[Chip] = []
        known: set[PersonId] = set()
        for picture, answer in enumerate(answers):
            for face in answer.faces:
                if face.person is None or face.person not in known:
                    chips.append(Chip(face, picture))
                if face.person is not None:
                    known.add(face.person)
        return cls(tuple(chips))

    def switched(self, index: int, on: bool) -> "Query":
        """Return the query with one chip on or off."""
        chips = list(self.chips)
        chips[index] = replace(chips[index], on=on)
        return Query(tuple(chips))

    def without(self, index: int) -> "Query":
        """Return the query without one chip."""
        return Query(self.chips[:index] + self.chips[index + 1 :])

    def active(self) -> tuple[Chip, ...]:
        """The chips that take part."""
        return tuple(chip for chip in self.chips if chip.on)

    def sections(self) -> tuple[Section, ...]:
        """Return the results: first the people of the chips in their order, then everybody else by the best match."""
        best = _best_matches(match for chip in self.active() for match in chip.face.matches if match.certainty)
        chip_people = [chip.face.person for chip in self.active()]
        sections = _sections(best)
        return tuple(sorted(sections, key=lambda section: _rank(section, chip_people)))

    def photo_count(self) -> int:
        """Number of different photos in the results."""
        return len({match.photo for section in self.sections() for match in section.matches})


def _best_matches(matches: Iterable[Match]) -> list[Match]:
    """Return each face once, with its best similarity, best first."""
    best: dict[int, Match] = {}
    for match in matches:
        if match.face not in best or match.similarity > best[match.face].similarity:
            best[match.face] = match
    return sorted(best.values(), key=lambda match: -match.similarity)


def _sections(matches: Sequence[Match]) -> list[Section]:
    """Put matches into sections, one match a photo in each, keeping their order."""
    parts: dict[tuple[PersonId | None, GroupId | None], list[Match]] = {}
    for match in matches:
        key = (match.person, None) if match.person is not None else (None, match.group)
        part = parts.setdefault(key, [])
        if all(other.photo != match.photo for other in part):
            part.append(match)
    return [Section(person, group, part[0].person_name, tuple(part)) for (person, group), part in parts.items()]


def _rank(section: Section, chip_people: Sequence[PersonId | None]) -> tuple[int, float]:
    asked_for = section.person is not None and section.person in chip_people
    return (chip_people.index(section.person) if asked_for else len(chip_people), -section.matches[0].similarity)


def nameable(section: Section) -> tuple[Match, ...]:
    """Return the matches of an unnamed section that may get one name: a whole group, or single faces that are alike."""
    if section.person is not None:
        return ()
    if section.group is not None:
        return section.matches
    return tuple(match for match in section.matches if match.certainty in SURE_ENOUGH)
