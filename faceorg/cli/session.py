"""What every command shares: its three options, the opened library, and errors as a shell expects them."""

import dataclasses
import functools
import inspect
import os
import shlex
import shutil
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any

import typer

from faceorg.cli.output import Output, say
from faceorg.core.errors import KnownError
from faceorg.core.paths import LibraryPaths, library_paths
from faceorg.library import Library

FAILED = 1
"""Exit code when something outside the program is not as it must be; a wrong command line gives 2."""

INTERRUPTED = 130
"""Exit code after Ctrl+C, as shells have it: 128 + SIGINT."""

LibraryOption = Annotated[
    Path | None, typer.Option("--library", metavar="DIR", help="Use the library in this folder instead of your own.")
]
JsonOption = Annotated[bool, typer.Option("--json", help="Print JSON instead of text.")]
PackOption = Annotated[str | None, typer.Option("--pack", metavar="NAME", help="Use this face engine, this time only.")]


OpenWindow = Callable[[LibraryPaths, Sequence[Path], str | None], int]
"""Shows the window on a library, with folders to add and a pack, until it is closed; returns its exit code."""


def _no_window(paths: LibraryPaths, _folders: Sequence[Path], _pack: str | None) -> int:
    raise KnownError(f"The library in {paths.data} cannot be shown: this program came without a window.")


@dataclass(frozen=True, slots=True)
class Session:
    """One run of one command, with the options that may stand before or after it.

    Attributes:
        library: Folder of the library, None for the user's own.
        as_json: Print JSON.
        pack: Pack to work with, None for the chosen one.
        command_follows: These are the options before a command that is still to run.
        open_window: How to show the window; the room with the window is not for this one to see.
    """

    library: Path | None = None
    as_json: bool = False
    pack: str | None = None
    command_follows: bool = False
    open_window: OpenWindow = _no_window

    @property
    def paths(self) -> LibraryPaths:
        """Where the library lies."""
        return library_paths(self.library)

    @property
    def output(self) -> Output:
        """Standard output in the form that was asked for."""
        return Output(as_json=self.as_json)

    @contextmanager
    def reading(self) -> Iterator[Library]:
        """Open the library for queries only; works beside an open window."""
        with Library.open(self.paths, self.pack, writing=False) as library:
            yield library

    @contextmanager
    def writing(self) -> Iterator[Library]:
        """Open the library for changes; refused while another faceorg has it open."""
        with Library.open(self.paths, self.pack) as library:
            yield library

    def command(self, words: str) -> str:
        """Return a command to type next, for the same library."""
        library = f" --library {shlex.quote(str(self.library))}" if self.library else ""
        return f"{program()}{library} {words}"


def program() -> str:
    """Return how this program can be started again from the same folder: ``faceorg``, or the way it was started now."""
    started = Path(sys.argv[0]).resolve()
    if started.name == "__main__.py":
        return "python -m faceorg"
    known = shutil.which(started.name)
    if known and Path(known).resolve() == started:
        return started.name
    return shlex.quote(os.path.relpath(started))


def command(app: typer.Typer, name: str, *, rich_help_panel: str | None = None) -> Callable[..., Any]:
    """Register a function as a command; it gets the session first, then its own arguments.

    The function's own parameters are declared as typer wants them; the shared options are added to them here, so that
    each command accepts and documents them.
    """

    def register(function: Callable[..., None]) -> Callable[..., None]:
        app.command(name, rich_help_panel=rich_help_panel)(with_session(function))
        return function

    return register


def with_session(function: Callable[..., None]) -> Callable[..., None]:
    """Return ``function(session, …)`` as ``function(…, context, library, as_json, pack)`` for typer."""
    signature = inspect.signature(function, eval_str=True)
    own = list(signature.parameters.values())[1:]

    @functools.wraps(function)
    def run(
        *, context: typer.Context, library: Path | None, as_json: bool, pack: str | None, **own_values: object
    ) -> None:
        session = _merged(context, Session(library, as_json, pack, context.invoked_subcommand is not None))
        with errors_as_exit_codes(session):
            function(session, **own_values)

    run.__signature__ = signature.replace(parameters=[*own, *_shared_parameters()])  # type: ignore[attr-defined]
    return run


@contextmanager
def errors_as_exit_codes(session: Session) -> Iterator[None]:
    """Turn a known error into a sentence and exit code 1, Ctrl+C into 130."""
    try:
        yield
    except KnownError as error:
        say(f"faceorg: {error}")
        raise typer.Exit(FAILED) from error
    except KeyboardInterrupt as interrupt:
        say(f"\nStopped; nothing is lost. Go on with: {session.command('index')}")
        raise typer.Exit(INTERRUPTED) from interrupt


def _merged(context: typer.Context, session: Session) -> Session:
    """Return the session with what stood before the command, where the command itself says nothing; remember it."""
    root = context.find_root()
    outer = root.obj if isinstance(root.obj, Session) else Session()
    merged = dataclasses.replace(
        session,
        library=session.library or outer.library,
        as_json=session.as_json or outer.as_json,
        pack=session.pack or outer.pack,
        open_window=outer.open_window,
    )
    root.obj = merged
    return merged


def _shared_parameters() -> list[inspect.Parameter]:
    """Return the parameters every command has, in the form typer reads."""
    keyword = inspect.Parameter.KEYWORD_ONLY
    return [
        inspect.Parameter("context", keyword, annotation=typer.Context),
        inspect.Parameter("library", keyword, annotation=LibraryOption, default=None),
        inspect.Parameter("as_json", keyword, annotation=JsonOption, default=False),
        inspect.Parameter("pack", keyword, annotation=PackOption, default=None),
    ]
