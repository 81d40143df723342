"""Holds the commands together; without a command the window opens."""

import os
import sys
from pathlib import Path
from typing import Annotated

import typer

from faceorg import __version__
from faceorg.cli import folders, indexing, naming, overview, packs, searching
from faceorg.cli.session import OpenWindow, Session, command, with_session
from faceorg.core.errors import KnownError

OFFSCREEN_PLATFORMS = frozenset({"offscreen", "minimal", "vnc"})
"""Platforms of Qt that need no display."""

app = typer.Typer(
    name="faceorg",
    help="Finds the faces in folders of photos, groups them into people you name, and finds photos by face.\n\n"
    "Without a command the window opens. --library, --json and --pack may stand before or after the command.",
    no_args_is_help=False,
    invoke_without_command=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def run(open_window: OpenWindow) -> int:
    """Run the command line of this process and return its exit code."""
    result = app(standalone_mode=True, obj=Session(open_window=open_window))
    return int(result or 0)


def _print_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"faceorg {__version__}")
        raise typer.Exit


VersionOption = Annotated[
    bool, typer.Option("--version", callback=_print_version, is_eager=True, help="Print the version and leave.")
]


def _start(session: Session, version: VersionOption = False) -> None:
    """Open the window when no command was given."""
    if not session.command_follows:
        _open_window(session, [])


app.callback()(with_session(_start))


@command(app, "window")
def window(
    session: Session, folders_to_add: Annotated[list[Path] | None, typer.Argument(metavar="FOLDER…")] = None
) -> None:
    """Open the window, and add the folders to the library first if any are given."""
    _open_window(session, folders_to_add or [])


def _open_window(session: Session, folders_to_add: list[Path]) -> None:
    """Show the window until it is closed, then leave with its exit code.

    Raises:
        KnownError: This machine has no display.
    """
    if not _has_display():
        index, more = session.command("index FOLDER"), session.command("--help")
        raise KnownError("There is no display to open the window on.", f"Type “{index}” instead; “{more}” says more.")
    raise typer.Exit(session.open_window(session.paths, folders_to_add, session.pack))


def _has_display() -> bool:
    """Tell whether Qt will find something to draw on; Windows and macOS always have a display."""
    if not sys.platform.startswith("linux"):
        return True
    if os.environ.get("QT_QPA_PLATFORM", "").partition(":")[0] in OFFSCREEN_PLATFORMS:
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


for room in (indexing, overview, naming, searching):
    room.add_commands(app)
app.add_typer(folders.app)
app.add_typer(packs.app)
