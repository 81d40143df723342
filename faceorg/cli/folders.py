"""``folders list`` and ``folders remove``: which folders the library looks at."""

import os
from pathlib import Path
from typing import Annotated

import typer

from faceorg.cli.output import path_text, printable
from faceorg.cli.session import Session, command, with_session
from faceorg.core.errors import NotFoundError

app = typer.Typer(name="folders", help="List the library's folders, or take one out.", rich_markup_mode=None)


def _folders(session: Session) -> None:
    """List the library's folders, or take one out."""


app.callback()(with_session(_folders))


@command(app, "list")
def list_folders(session: Session) -> None:
    """List the folders of the library."""
    with session.reading() as library:
        session.output.many(
            (
                {"folder": path_text(folder.path), "photos": folder.photos, "present": folder.present}
                for folder in library.folders()
            ),
            lambda row: (
                f"{row['photos']:>8,}  {printable(row['folder'])}{'' if row['present'] else '  (cannot be reached)'}"
            ),
            "The library has no folders yet.",
        )


@command(app, "remove")
def remove_folder(session: Session, folder: Annotated[Path, typer.Argument(metavar="FOLDER")]) -> None:
    """Take a folder out of the library; names stay, and return when the folder does. No photo is touched."""
    wanted = {os.fsencode(folder.expanduser().absolute()), os.fsencode(folder.expanduser().resolve())}
    with session.writing() as library:
        for known in library.folders():
            if known.path in wanted:
                library.remove_folder(known.id)
                session.output.one(
                    {"folder": path_text(known.path), "removed": True}, f"Took out {printable(path_text(known.path))}"
                )
                return
    raise NotFoundError(f"{folder} is not one of the library's folders.", "“faceorg folders list” shows them.")
