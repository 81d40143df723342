"""Check the files that are not code: locks without addresses, documents whose commands, links and rooms exist."""

import re
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
LOCKS = ("packaging/requirements.txt", "packaging/requirements-dev.txt")
DOCUMENTS = ("README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "CHANGELOG.md")
TOP_LEVEL = {  # the shape of the project is fixed; a new entry is a decision, not an accident
    ".ci",
    ".gitignore",
    "ARCHITECTURE.md",
    "CHANGELOG.md",
    "CONTRIBUTING.md",
    "LICENSE",
    "README.md",
    "faceorg",
    "packaging",
    "pyproject.toml",
    "resources",
    "tests",
}


def main() -> int:
    """Print every offence and return the exit status."""
    offences = [*_addresses_in_locks(), *_broken_links(), *_rooms_missing(), *_unknown_commands(), *_strangers_on_top()]
    for offence in offences:
        print(offence)
    print(f"{len(LOCKS) + len(DOCUMENTS)} texts, {len(offences)} offences")
    return 1 if offences else 0


def _addresses_in_locks() -> list[str]:
    pattern = re.compile(r"https?://|file:|--(?:extra-)?index-url|--find-links| @ ")
    return [
        f"{lock}:{number}: names an address or a local path"
        for lock in LOCKS
        for number, line in enumerate((ROOT / lock).read_text().splitlines(), 1)
        if pattern.search(line)
    ]


def _broken_links() -> list[str]:
    """Find links and pictures in our documents that point at files we do not have."""
    return [
        f"{document}: links to {target}, which does not exist"
        for document in DOCUMENTS
        for target in re.findall(r"\]\(([^)#:]+)\)", (ROOT / document).read_text())
        if not (ROOT / target).exists()
    ]


def _rooms_missing() -> list[str]:
    text = (ROOT / "ARCHITECTURE.md").read_text()
    rooms = [p.name for p in (ROOT / "faceorg").iterdir() if p.is_dir() and not p.name.startswith("_")]
    return [f"ARCHITECTURE.md does not mention the room {room!r}" for room in sorted(rooms) if f"`{room}`" not in text]


def _unknown_commands() -> list[str]:
    """Find commands of ``packaging/dev`` in the documents that its own help does not list."""
    mention = re.compile(r"packaging/dev (\w+)")
    known = set(mention.findall((ROOT / "packaging" / "dev").read_text()))
    return [
        f"{document}: ./packaging/dev has no command {command!r}"
        for document in DOCUMENTS
        for command in mention.findall((ROOT / document).read_text())
        if command not in known
    ]


def _strangers_on_top() -> list[str]:
    """Find what lies on the top level and is neither part of the project nor ignored."""
    ignored = {line.strip("/") for line in (ROOT / ".gitignore").read_text().split()}
    present = {path.name for path in ROOT.iterdir()} - ignored - {".git"}
    return [f"{name}: does not belong to the top level of the project" for name in sorted(present - TOP_LEVEL)]


if __name__ == "__main__":
    sys.exit(main())
