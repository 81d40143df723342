from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from faceorg.cli.app import app as real_app
from faceorg.cli.session import Session, command, with_session
from faceorg.core.errors import KnownError

run = CliRunner()


@pytest.fixture
def tried() -> tuple[typer.Typer, list[tuple[Session, str]]]:
    """A program with one command, and with what it was called."""
    app, calls = typer.Typer(), []

    def outer(session: Session) -> None:
        """Nothing of its own."""

    app.callback()(with_session(outer))

    @command(app, "go")
    def go(session: Session, where: str) -> None:
        calls.append((session, where))
        if where == "nowhere":
            raise KnownError("There is no way there.", "Turn round.")
        if where == "interrupted":
            raise KeyboardInterrupt

    return app, calls


OPTIONS = ["--library", "/some/where", "--json", "--pack", "strong"]


@pytest.mark.parametrize(
    "line",
    [
        [*OPTIONS, "go", "home"],
        ["go", *OPTIONS, "home"],
        ["go", "home", *OPTIONS],
        ["--json", "go", "home", "--library=/some/where", "--pack=strong"],
    ],
)
def test_the_shared_options_may_stand_before_or_after_the_command(tried, line):
    app, calls = tried
    assert run.invoke(app, line).exit_code == 0
    session, where = calls[0]
    assert (session.library, session.as_json, session.pack, where) == (Path("/some/where"), True, "strong", "home")


def test_what_stands_after_the_command_wins(tried):
    app, calls = tried
    run.invoke(app, ["--library", "/first", "go", "home", "--library", "/second"])
    assert calls[0][0].library == Path("/second")


def test_a_known_error_is_a_sentence_on_standard_error_and_exit_code_one(tried):
    result = run.invoke(tried[0], ["go", "nowhere"])
    assert (result.exit_code, result.stdout, result.stderr) == (1, "", "faceorg: There is no way there. Turn round.\n")


def test_ctrl_c_gives_130(tried):
    assert run.invoke(tried[0], ["go", "interrupted"]).exit_code == 130


def test_a_wrong_command_line_gives_two(tried):
    assert run.invoke(tried[0], ["go"]).exit_code == 2
    assert run.invoke(tried[0], ["go", "home", "--nonsense"]).exit_code == 2


@pytest.fixture
def started_by_name(monkeypatch, tmp_path):
    """A faceorg that was found on the search path of the shell."""
    program = tmp_path / "faceorg"
    program.touch(mode=0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr("sys.argv", [str(program)])
    return program


@pytest.mark.usefixtures("started_by_name")
def test_the_next_command_names_the_same_library():
    assert Session().command("groups") == "faceorg groups"
    assert Session(library=Path("/some/where")).command("groups") == "faceorg --library /some/where groups"


def test_the_next_command_starts_a_program_that_is_not_on_the_path(monkeypatch, started_by_name):
    monkeypatch.setenv("PATH", "")
    monkeypatch.chdir(started_by_name.parent.parent)
    assert Session().command("groups") == f"{started_by_name.parent.name}/faceorg groups"


@pytest.mark.parametrize(
    "name",
    [
        "index",
        "folders",
        "status",
        "problems",
        "groups",
        "people",
        "faces",
        "name",
        "search",
        "packs",
        "undo",
        "demo",
        "window",
    ],
)
def test_every_command_explains_itself(name):
    result = run.invoke(real_app, [name, "--help"])
    assert result.exit_code == 0
    assert "--library" in result.stdout


@pytest.mark.usefixtures("started_by_name")
def test_without_a_display_the_window_says_what_to_type_instead(monkeypatch):
    for variable in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(variable, raising=False)
    monkeypatch.setattr("sys.platform", "linux")
    result = run.invoke(real_app, ["--library", "/some/where"])
    assert result.exit_code == 1
    assert "faceorg --library /some/where index FOLDER" in result.stderr


def test_the_version_is_printed():
    assert run.invoke(real_app, ["--version"]).stdout.startswith("faceorg 0.")
