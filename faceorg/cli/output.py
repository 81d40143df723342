"""Prints results: lines for people, JSON for programs; names from disk can never break either."""

import json
import os
import sys
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from faceorg.core.geometry import Region

Record = Mapping[str, Any]

NOBODY = "–"
"""Shown where a face or group has no name."""

REGION_DIGITS = 6
"""Digits of a region's fractions: a hundredth of a pixel of the largest photos."""


class Output:
    """Standard output in the form the user asked for."""

    def __init__(self, *, as_json: bool) -> None:
        self._as_json = as_json

    @property
    def for_people(self) -> bool:
        """True when the output is text and not JSON."""
        return not self._as_json

    def one(self, record: Record, text: str) -> None:
        """Print a single result: one JSON object, or the text."""
        _write(json.dumps(record) if self._as_json else text)

    def many(self, records: Iterable[Record], line: Callable[[Record], str], empty: str) -> None:
        """Print a list: JSON lines, or a line of text each; ``empty`` is what a person reads when there is nothing."""
        count = 0
        for count, record in enumerate(records, start=1):  # noqa: B007 - the count is wanted after the loop
            _write(json.dumps(record) if self._as_json else line(record))
        if count == 0 and not self._as_json:
            _write(empty)


def path_text(path: bytes) -> str:
    """Return a path as JSON carries it: text whose undecodable bytes are surrogate-escaped."""
    return os.fsdecode(path)


def printable(text: str) -> str:
    """Return text that fits one line of a terminal: control characters and undecodable bytes are shown escaped."""
    return "".join(char if char.isprintable() else repr(char)[1:-1] for char in text)


def region_list(region: Region) -> list[float]:
    """Return a region as [x, y, w, h]."""
    return [round(value, REGION_DIGITS) for value in (region.x, region.y, region.w, region.h)]


def say(text: str) -> None:
    """Tell the person at the terminal something that is not a result."""
    sys.stderr.write(text + "\n")
    sys.stderr.flush()


def _write(text: str) -> None:
    sys.stdout.write(text + "\n")
