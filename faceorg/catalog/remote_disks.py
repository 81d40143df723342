"""Tells whether a folder lies on another machine, where SQLite's write-ahead log and locks cannot be relied on."""

import re
from pathlib import Path

REMOTE_KINDS = frozenset(
    {"afs", "ceph", "cifs", "davfs", "fuse.davfs", "fuse.glusterfs", "fuse.rclone", "fuse.sshfs"}
    | {"glusterfs", "lustre", "ncpfs", "nfs", "nfs4", "smb3", "smbfs"}
)
"""Network file systems as Linux names them; https://www.sqlite.org/wal.html says why one machine must do all."""

MOUNTS = Path("/proc/self/mounts")
"""Linux' list of mounted file systems; elsewhere there is none, and no folder counts as remote."""

_ESCAPE = re.compile(rb"\\([0-7]{3})")  # blanks and the like in the list are written as \040


def remote_kind(folder: Path, mounts: Path = MOUNTS) -> str:
    """Return the kind of network file system a folder lies on; empty when it lies on this machine, or nobody knows."""
    try:
        lines = mounts.read_bytes().splitlines()
    except OSError:
        return ""
    real = bytes(folder.resolve()).rstrip(b"/") + b"/"
    innermost, kind = b"", ""
    for line in lines:
        _, place, name, *_ = line.split(b" ")
        root = _ESCAPE.sub(_byte, place).rstrip(b"/") + b"/"
        if real.startswith(root) and len(root) >= len(innermost):
            innermost, kind = root, name.decode("ascii", "replace")
    return kind if kind in REMOTE_KINDS else ""


def _byte(escape: re.Match[bytes]) -> bytes:
    return bytes([int(escape[1], 8)])
