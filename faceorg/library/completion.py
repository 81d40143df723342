"""Which people to offer while a name is being typed."""

from collections.abc import Sequence

import numpy as np

from faceorg.catalog.database import Catalog
from faceorg.core.errors import EngineError
from faceorg.core.ids import FaceId, PersonId
from faceorg.core.names import alphabetical
from faceorg.core.packs import Certainty
from faceorg.core.records import NameSuggestion, Person
from faceorg.library.packs import Packs

RECENT = 5
"""People offered because they were named last: an album is about the same few."""

ASKED = 8
"""Of the faces being named, the first so many are compared with the library; more change nothing."""

COMPARED = 100
"""Faces of the library each of them is compared with: enough for everybody who looks at all like it."""

Likeness = dict[PersonId, Certainty]


def suggest_names(catalog: Catalog, packs: Packs, text: str, faces: Sequence[FaceId]) -> list[NameSuggestion]:
    """Return people whose name fits ``text``: those who look like ``faces`` first, then the last named, then A to Z."""
    likeness = likely_people(catalog, packs, faces)
    by_id = {person.id: person for person in catalog.people.list(packs.key) if fits(person.name, text)}
    by_name = sorted(by_id.values(), key=lambda person: alphabetical(person.name))
    recent = catalog.people.recent()[:RECENT]
    order = dict.fromkeys([*likeness, *recent, *(person.id for person in by_name)])
    return [_suggestion(by_id[person], likeness) for person in order if person in by_id]


def fits(name: str, text: str) -> bool:
    """Tell whether a name, or a word of it, begins with what was typed."""
    typed, whole = text.strip().casefold(), name.casefold()
    return whole.startswith(typed) or any(word.startswith(typed) for word in whole.split())


def likely_people(catalog: Catalog, packs: Packs, faces: Sequence[FaceId]) -> Likeness:
    """Return who the faces look like, the likeliest first; nobody while the pack in use is missing."""
    from faceorg.search.compared import compare  # noqa: PLC0415 - with the index, not needed for the first paint

    if not faces or not catalog.people.names():
        return {}
    try:
        cut_offs, index = packs.facts().cut_offs, packs.index()
    except EngineError:
        return {}
    vectors = catalog.faces.vectors_of(packs.key, faces[:ASKED]).vectors.astype(np.float32)
    if not len(vectors):
        return {}
    return dict(compare(vectors, index.neighbours, catalog, packs.key, COMPARED).likely_people(cut_offs))


def _suggestion(person: Person, likeness: Likeness) -> NameSuggestion:
    return NameSuggestion(person.id, person.name, person.photos, person.key_face, likeness.get(person.id))
