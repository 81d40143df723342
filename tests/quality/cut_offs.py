"""What a pack's cut-offs should be: chosen on half of the people of a set, verified on the other half and on all."""

import hashlib
from collections.abc import Iterable, Iterator

import numpy as np
from grouped import group_faces, neighbours_of
from scores import all_pairs, b_cubed
from truth import LabelledFaces

from faceorg.core.packs import CutOffs

_FALSE_RATES = {"same": 1e-4, "ask": 1e-3, "maybe": 1e-2}
_JOINS = 40  # values of join tried between "maybe" and the similarity that half of the true pairs reach


def cut_off_lines(libraries: Iterable[tuple[str, LabelledFaces]]) -> Iterator[str]:
    """Yield, for each set, the similarities at the false-positive rates, and how right the groups are by ``join``."""
    for name, library in libraries:
        chosen_on = np.array([_is_first_half(person) for person in library.names])
        halves = {"half A": library.only(chosen_on), "half B": library.only(~chosen_on), "all": library}
        yield f"{name}: similarity at false-positive rate"
        for title, part in halves.items():
            pairs = all_pairs(part.faces.vectors[part.rows], part.persons)
            offs = "  ".join(f"{word} ({rate:g}) {pairs.cut_off(rate):.4f}" for word, rate in _FALSE_RATES.items())
            yield f"  {title:<8}{offs}   {len(pairs.different)} pairs of two people, {len(pairs.same)} of one"
        yield from _join_lines(halves)


def _join_lines(halves: dict[str, LabelledFaces]) -> Iterator[str]:
    pairs = all_pairs(halves["half A"].faces.vectors[halves["half A"].rows], halves["half A"].persons)
    low, high = pairs.cut_off(_FALSE_RATES["maybe"]), float(np.median(pairs.same))
    neighbours = {title: neighbours_of(part.faces, low) for title, part in halves.items()}
    yield "  join    " + "".join(f"{title + ' B3 P':>14}{'R':>8}{'F':>8}" for title in halves)
    for join in np.linspace(low, high, _JOINS):
        offs = CutOffs(same=high, join=float(join), ask=high, maybe=low)
        cells = []
        for title, part in halves.items():
            score = b_cubed(group_faces(part.faces, neighbours[title], offs)[part.rows], part.persons, part.missed)
            cells.append(f"{score.precision:>14.4f}{score.recall:>8.4f}{score.f:>8.4f}")
        yield f"  {join:<8.4f}{''.join(cells)}"


def _is_first_half(name: str) -> bool:
    return hashlib.sha256(name.encode()).digest()[0] % 2 == 0
