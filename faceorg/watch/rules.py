"""Files and folders that are passed over: hidden ones, and those in which systems keep copies of photos or litter."""

_LITTER = frozenset((b"@eadir", b"#recycle", b"$recycle.bin", b"system volume information", b"lost+found"))
"""Thumbnails and bins of network drives, bins and book-keeping of Windows and Linux; lower case."""


def is_passed_over(name: bytes) -> bool:
    """Say whether a file or folder of this name, and everything below it, is none of our business."""
    return name.startswith(b".") or name.lower() in _LITTER


def anything(name: bytes) -> bool:
    """Want every file: the choice where nobody made one."""
    return bool(name)
