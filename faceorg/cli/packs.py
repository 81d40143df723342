"""``packs list``, ``add``, ``remove`` and ``use``: the face engines of the library."""

from pathlib import Path
from typing import Annotated

import typer

from faceorg.cli.session import Session, command, with_session
from faceorg.core.packs import PackFacts

app = typer.Typer(name="packs", help="List, add, remove or choose face engines.", rich_markup_mode=None)

NameArgument = Annotated[str, typer.Argument(metavar="NAME", help="Name of an installed engine.")]


def _packs(session: Session) -> None:
    """List, add, remove or choose face engines."""


app.callback()(with_session(_packs))


@command(app, "list")
def list_packs(session: Session) -> None:
    """List the installed face engines."""
    with session.reading() as library:
        active = library.summary().pack
        session.output.many(
            ({**_record(facts), "in_use": facts.name == active} for facts in library.packs()),
            lambda row: f"{'*' if row['in_use'] else ' '} {row['pack']:<20}  {row['title']}\n    {row['description']}",
            "No face engine is installed. Add one with: faceorg packs add FOLDER",
        )


@command(app, "add")
def add_pack(
    session: Session, source: Annotated[Path, typer.Argument(metavar="FOLDER|ZIP", help="The engine's files.")]
) -> None:
    """Install a face engine from a folder or a zip file."""
    with session.writing() as library:
        facts = library.add_pack(source)
        use = session.command(f"packs use {facts.name}")
        session.output.one(_record(facts), f"Added {facts.name}: {facts.title}. Use it with: {use}")


@command(app, "remove")
def remove_pack(session: Session, name: NameArgument) -> None:
    """Delete an installed face engine; faces and names stay."""
    with session.writing() as library:
        library.remove_pack(name)
        session.output.one({"pack": name, "removed": True}, f"Removed {name}")


@command(app, "use")
def use_pack(session: Session, name: NameArgument) -> None:
    """Choose the face engine the library works with from now on."""
    with session.writing() as library:
        library.use_pack(name)
        index = session.command("index")
        session.output.one({"pack": name, "in_use": True}, f"The library now uses {name}. Find its faces with: {index}")


def _record(facts: PackFacts) -> dict[str, object]:
    return {
        "pack": facts.name,
        "title": facts.title,
        "dimension": facts.dimension,
        "licence": facts.licence,
        "description": facts.description,
        "fingerprint": facts.fingerprint,
    }
