"""``search``: who is in a picture, and where else are they."""

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from faceorg.cli.output import NOBODY, Record, path_text, printable, region_list
from faceorg.cli.session import Session, command
from faceorg.core.records import Match, SearchedFace
from faceorg.library import Library

DEFAULT_LIMIT = 20
"""Matches listed for each face unless asked otherwise: what fits one screen."""

PictureArgument = Annotated[
    Path, typer.Argument(metavar="PICTURE", help="Any picture file; it is not added to the library.")
]
LimitOption = Annotated[int, typer.Option("--limit", min=1, metavar="N", help="Matches to list for each face.")]


def add_commands(app: typer.Typer) -> None:
    """Register the commands of this module."""
    command(app, "search")(search)


def search(session: Session, picture: PictureArgument, limit: LimitOption = DEFAULT_LIMIT) -> None:
    """Find the library's photos of the people in a picture, best match first."""
    with session.reading() as library:
        answer = library.search_picture(picture, limit)
        faces = [_face_record(library, face) for face in answer.faces]
        session.output.one({"picture": str(picture), "faces": faces}, "\n".join(_lines(picture, faces)))


def _face_record(library: Library, face: SearchedFace) -> Record:
    return {
        "region": region_list(face.region),
        "person": face.person,
        "name": face.person_name,
        "certainty": face.certainty,
        "matches": [_match_record(library, match) for match in face.matches],
    }


def _match_record(library: Library, match: Match) -> Record:
    paths = library.photo(match.photo).paths
    return {
        "face": match.face,
        "photo": path_text(paths[0]) if paths else "",
        "region": region_list(match.region),
        "person": match.person,
        "name": match.person_name,
        "group": match.group,
        "similarity": round(match.similarity, 4),
        "certainty": match.certainty,
    }


def _lines(picture: Path, faces: Sequence[Record]) -> list[str]:
    """Return the answer as a person reads it."""
    if not faces:
        return [f"No face was found in {printable(str(picture))}."]
    lines = []
    for number, face in enumerate(faces, start=1):
        who = f"{face['certainty']} {face['name']}" if face["name"] else "nobody you named"
        lines.append(f"Face {number}: {who}" + ("" if face["matches"] else "; no face in the library is like it"))
        lines += [_match_line(match) for match in face["matches"]]
    return lines


def _match_line(match: Record) -> str:
    who = match["name"] or NOBODY
    return f"  {match['certainty']:<11}  {match['similarity']:.3f}  {who:<20}  {printable(match['photo'])}"
