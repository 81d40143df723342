"""``name`` and ``undo``: say who a group of faces is, and take that back."""

from typing import Annotated

import typer

from faceorg.cli.session import Session, command
from faceorg.core.ids import GroupId

GroupArgument = Annotated[
    int, typer.Argument(metavar="GROUP", help="Number of the group, as “faceorg groups” shows it.")
]
NameArgument = Annotated[str, typer.Argument(metavar="NAME", help="Name of the person; a known name is that person.")]


def add_commands(app: typer.Typer) -> None:
    """Register the commands of this module."""
    command(app, "name")(name_group)
    command(app, "undo")(undo)


def name_group(session: Session, group: GroupArgument, name: NameArgument) -> None:
    """Say who a group of faces is."""
    with session.writing() as library:
        changes = library.name_group(GroupId(group), name)
        people = sorted(changes.people)
        session.output.one(
            {"done": changes.label, "group": group, "name": name.strip(), "person": people[0] if people else None},
            f"{changes.label}. Take it back with: {session.command('undo')}",
        )


def undo(session: Session) -> None:
    """Take back the last thing you named, joined or rejected."""
    with session.writing() as library:
        label = library.undo_label()
        library.undo()
        session.output.one({"undone": label}, f"Undone: {label}")
