"""``index`` and ``demo``: find the faces in folders and put them into groups, then say what was found."""

import time
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from faceorg.cli.output import Record
from faceorg.cli.progress_bar import ProgressBar, duration
from faceorg.cli.session import Session, command
from faceorg.core.errors import KnownError
from faceorg.core.records import Summary
from faceorg.library import Library

FoldersArgument = Annotated[
    list[Path] | None, typer.Argument(metavar="FOLDER…", help="Folders to add; none: look again at those there are.")
]


def add_commands(app: typer.Typer) -> None:
    """Register the commands of this module."""
    command(app, "index")(index)
    command(app, "demo")(demo)


def index(session: Session, folders: FoldersArgument = None) -> None:
    """Add folders to the library, find all faces and group them; returns when everything is done."""
    with session.writing() as library:
        library.add_folders(folders or [])
        _index(session, library)


def demo(session: Session) -> None:
    """Index a sample photo of six people into the library, to see a result in a minute."""
    with session.writing() as library:
        library.add_demo_folder()
        _index(session, library)


def _index(session: Session, library: Library) -> None:
    """Run the background work to its end and print the summary."""
    if not library.folders():
        raise KnownError("The library has no folders yet.", f"Type: {session.command('index FOLDER')}")
    started = time.monotonic()
    bar = ProgressBar(wanted=session.output.for_people)
    unsubscribe = library.subscribe(bar)
    try:
        library.start_indexing()
        library.wait_idle()
    finally:
        unsubscribe()
        bar.clear()
    seconds = time.monotonic() - started
    summary = library.summary()
    session.output.one(summary_record(summary, seconds), _report(session, summary, seconds))


def summary_record(summary: Summary, seconds: float) -> Record:
    """Return the numbers of a library under the keys of ``index --json`` and ``status --json``."""
    return {
        "photos": summary.photos,
        "faces": summary.faces,
        "groups": summary.groups,
        "people": summary.people,
        "problems": summary.problems,
        "pack": summary.pack,
        "seconds": round(seconds, 3),
    }


def summary_lines(summary: Summary) -> list[str]:
    """Return the numbers of a library as a person reads them."""
    return [
        f"Photos    {summary.photos:,}",
        f"Faces     {summary.faces:,}",
        f"Groups    {summary.groups:,}",
        f"People    {summary.people:,}",
        f"Problems  {summary.problems:,}",
        f"Engine    {summary.pack}",
    ]


def _report(session: Session, summary: Summary, seconds: float) -> str:
    return "\n".join([*summary_lines(summary), f"Time      {duration(seconds)}", *next_steps(session, summary)])


def next_steps(session: Session, summary: Summary) -> Sequence[str]:
    """Return what to type next, the most useful first."""
    steps = []
    if summary.groups:
        steps.append(f"Next: {session.command('groups')}, then {session.command('name GROUP NAME')}")
    elif summary.faces:
        steps.append(f"Next: {session.command('faces')}, or {session.command('search PICTURE')}")
    else:
        steps.append(f"Next: {session.command('index FOLDER')} with a folder that has photos of people")
    if summary.problems:
        steps.append(f"Files that could not be read: {session.command('problems')}")
    return steps
