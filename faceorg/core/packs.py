"""What the rest of the house needs to know about a pack of models, without loading any of them."""

from dataclasses import dataclass
from enum import StrEnum

BUILTIN_PACK = "builtin"
"""Name of the pack that needs no download."""


class Certainty(StrEnum):
    """How sure a likeness is, in the words a person reads."""

    VERY_LIKELY = "very likely"
    LIKELY = "likely"
    MAYBE = "maybe"


@dataclass(frozen=True, slots=True)
class CutOffs:
    """Cosine similarities at which a pack's faces are joined, asked about, or hardly alike.

    Each pack has its own scale: the same number means different things for two packs. ``same`` is the similarity above
    which two single faces are the same person but for 1 in 10,000 pairs; ``join`` is the average similarity at which
    two sets of faces are put together without asking; ``ask`` and ``maybe`` are where a likeness is worth a question
    or a mention (1 in 1,000 and 1 in 100 pairs wrong).
    """

    same: float
    join: float
    ask: float
    maybe: float

    def certainty(self, similarity: float) -> Certainty | None:
        """Return the word for a similarity, None where it means nothing."""
        if similarity >= self.same:
            return Certainty.VERY_LIKELY
        if similarity >= self.ask:
            return Certainty.LIKELY
        return Certainty.MAYBE if similarity >= self.maybe else None


@dataclass(frozen=True, slots=True)
class PackFacts:
    """A pack as the rest of the house sees it.

    Attributes:
        name: Unique name, also the name of its folder and of its index files.
        title: Name for people.
        dimension: Length of its embeddings.
        cut_offs: Measured similarities of its recogniser.
        licence: Licence of the weights in a few words.
        description: One or two honest sentences about strengths and weaknesses.
        fingerprint: sha256 over the hashes of its model files; a changed model is another pack.
    """

    name: str
    title: str
    dimension: int
    cut_offs: CutOffs
    licence: str
    description: str
    fingerprint: str
