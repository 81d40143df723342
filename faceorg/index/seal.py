"""The header without which no file of the index is believed: damaged HNSW files crash the process that loads them."""

import hashlib
import json
from dataclasses import asdict, dataclass
from pathlib import Path

MAGIC = "faceorg index"
VERSION = 1
_READ_BYTES = 1 << 20


@dataclass(frozen=True, slots=True)
class Seal:
    """What a file of the index says about itself and about the payload beside it.

    Attributes:
        kind: "vectors" or "graph".
        pack: Name of the pack the embeddings belong to.
        dimension: Length of an embedding.
        count: Rows in the payload.
        revision: How far into the catalog the rows reach, as the catalog counts it.
        generation: Random name of this numbering of rows; a graph fits only the vectors of its own generation.
        payload: sha256 of the payload, hexadecimal.
    """

    kind: str
    pack: str
    dimension: int
    count: int
    revision: int
    generation: str
    payload: str

    def to_bytes(self) -> bytes:
        """Return the header as one line that carries a checksum of itself."""
        fields = {"magic": MAGIC, "version": VERSION, **asdict(self)}
        text = json.dumps(fields, sort_keys=True)
        digest = hashlib.sha256(text.encode()).hexdigest()
        return f"{digest} {text}\n".encode()

    @classmethod
    def parse(cls, line: bytes) -> "Seal | None":
        """Return the header a line holds, None when it is damaged or of another version of the program."""
        digest, _, text = line.rstrip(b"\n").partition(b" ")
        if hashlib.sha256(text).hexdigest().encode() != digest:
            return None
        fields = json.loads(text)
        if (fields.pop("magic"), fields.pop("version")) != (MAGIC, VERSION):
            return None
        return cls(**fields)

    def fits(self, kind: str, pack: str, dimension: int) -> bool:
        """Whether this is the header of that kind of file for that pack."""
        return (self.kind, self.pack, self.dimension) == (kind, pack, dimension)


def sha256_of(path: Path, size: int) -> "hashlib._Hash":
    """Return the running sha256 of the first ``size`` bytes of a file, so that appended bytes can be added to it.

    Raises:
        OSError: The file cannot be read.
    """
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while size > 0 and (block := file.read(min(size, _READ_BYTES))):
            digest.update(block)
            size -= len(block)
    return digest
