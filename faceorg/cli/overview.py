"""``status``, ``problems``, ``groups``, ``people`` and ``faces``: what is in the library."""

import time
from collections.abc import Callable

import typer

from faceorg.cli.indexing import next_steps, summary_lines, summary_record
from faceorg.cli.output import NOBODY, Record, path_text, printable, region_list
from faceorg.cli.session import Session, command
from faceorg.core.ids import PersonId, PhotoId
from faceorg.core.records import Face, Group
from faceorg.library import Library


def add_commands(app: typer.Typer) -> None:
    """Register the commands of this module."""
    for name, function in (
        ("status", status),
        ("problems", problems),
        ("groups", groups),
        ("people", people),
        ("faces", faces),
    ):
        command(app, name)(function)


def status(session: Session) -> None:
    """Say how much is in the library."""
    started = time.monotonic()
    with session.reading() as library:
        summary = library.summary()
        lines = [*summary_lines(summary), *next_steps(session, summary)]
        session.output.one(summary_record(summary, time.monotonic() - started), "\n".join(lines))


def problems(session: Session) -> None:
    """List the files that could not be read, with the reason."""
    with session.reading() as library:
        session.output.many(
            (
                {
                    "photo": path_text(problem.path),
                    "reason": problem.reason,
                    "attempts": problem.attempts,
                    "when": problem.when.isoformat(),
                }
                for problem in library.problems()
            ),
            lambda row: f"{printable(row['photo'])}\n    {row['reason']}",
            "Every file could be read.",
        )


def groups(session: Session) -> None:
    """List the groups of faces that look alike, the most worthwhile to name first."""
    with session.reading() as library:
        name = _names(library)
        session.output.many(
            (_group_record(group, name) for group in library.groups(named=True)),
            lambda row: f"{row['group']:>7}  {row['name'] or NOBODY:<24}  {_counted(row)}",
            "There are no groups yet.",
        )


def people(session: Session) -> None:
    """List the people you named."""
    with session.reading() as library:
        session.output.many(
            (
                {"person": person.id, "name": person.name, "faces": person.faces, "photos": person.photos}
                for person in library.people()
            ),
            lambda row: f"{row['person']:>7}  {row['name']:<24}  {_counted(row)}",
            "Nobody has a name yet.",
        )


def faces(session: Session) -> None:
    """List every face with its place in its photo, its group and its person."""
    with session.reading() as library:
        name, path = _names(library), _paths(library)
        session.output.many(
            (_face_record(face, name, path) for face in library.faces()),
            lambda row: f"{row['face']:>7}  {row['name'] or NOBODY:<24}  {row['state']:<9}  {printable(row['photo'])}",
            "No faces have been found yet.",
        )


def _counted(row: Record) -> str:
    """Return the numbers of faces and photos of a group or person, in columns."""
    faces, photos = row["faces"], row["photos"]
    return f"{faces:>6,} {'face ' if faces == 1 else 'faces'}  {photos:>6,} {'photo' if photos == 1 else 'photos'}"


def _group_record(group: Group, name: Callable[[PersonId | None], str]) -> Record:
    return {
        "group": group.id,
        "faces": group.faces,
        "photos": group.photos,
        "person": group.person,
        "name": name(group.person),
        "days": group.days,
    }


def _face_record(face: Face, name: Callable[[PersonId | None], str], path: Callable[[PhotoId], str]) -> Record:
    return {
        "face": face.id,
        "photo": path(face.photo),
        "region": region_list(face.region),
        "group": face.group,
        "person": face.person,
        "name": name(face.person),
        "state": face.state.value,
        "quality": round(face.quality, 4),
        "score": round(face.score, 4),
    }


def _names(library: Library) -> Callable[[PersonId | None], str]:
    """Return a lookup of people's names, empty for nobody."""
    names = {person.id: person.name for person in library.people()}
    return lambda person: names.get(person, "") if person is not None else ""


def _paths(library: Library) -> Callable[[PhotoId], str]:
    """Return a lookup of photos' paths that asks once a photo; the faces of a photo follow each other."""
    last: tuple[PhotoId, str] | None = None

    def path(photo: PhotoId) -> str:
        nonlocal last
        if last is None or last[0] != photo:
            paths = library.photo(photo).paths
            last = photo, path_text(paths[0]) if paths else ""
        return last[1]

    return path
