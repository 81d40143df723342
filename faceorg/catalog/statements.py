"""Longer SQL lives in files of its own, one statement each, so that it can be read and run by itself."""

from functools import cache
from importlib.resources import files


@cache
def statement(name: str) -> str:
    """Return the SQL of ``sql/<name>.sql``."""
    return (files("faceorg.catalog") / "sql" / f"{name}.sql").read_text(encoding="utf-8")
