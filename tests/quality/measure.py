"""How right faces and groups are on labelled photos, at the settings everybody gets.

    measure.py --photos DIR... --pack NAME|FOLDER|ZIP [--cut-offs] [--cache DIR]

Each set is grouped as a library of its own; all sets but LFW are then grouped as one. Truth is the face overlapping a
labelled box, else the largest face (for LFW: the most central) of a photo with exactly one name; other faces take part
in grouping and are not scored; a labelled photo without a found face counts against recall. With --cut-offs it prints
instead what the pack's cut-offs should be: chosen on half of the people, verified on the other half.
"""

import argparse
import os
import sys
from collections.abc import Iterator
from pathlib import Path

os.environ.setdefault("OMP_NUM_THREADS", "2")

import numpy as np
from cut_offs import cut_off_lines
from finding import DEFAULT_CACHE, FaceFinder, open_pack
from grouped import group_faces, neighbours_of
from labelled import is_central
from scores import Score, all_pairs, b_cubed, pairwise, twice_in_a_photo
from truth import LabelledFaces, labelled_faces

from faceorg.core.errors import KnownError
from faceorg.core.packs import BUILTIN_PACK, PackFacts

FALSE_RATE = 1e-3
"""Share of pairs of different people taken for one, at which the true-positive rate is stated."""
_HEADER = (
    f"{'set':<28}{'photos':>7}{'labelled':>9}{'found':>7}{'faces':>7}"
    f"{'pair P':>9}{'R':>7}{'F':>7}{'B3 P':>9}{'R':>7}{'F':>7}{'twice':>7}{'TPR@1e-3':>10}"
)


def main(arguments: list[str]) -> int:
    """Print the table for the sets and the pack asked for; return the exit status."""
    asked = _parser().parse_args(arguments)
    try:
        facts, load = open_pack(asked.pack, asked.cache)
        finder = FaceFinder(facts, load, asked.cache)
        libraries = _libraries(asked.photos, finder, facts.dimension)
        for line in cut_off_lines(libraries) if asked.cut_offs else _table(facts, libraries):
            print(line, flush=True)
    except (KnownError, OSError) as error:
        print(error, file=sys.stderr)
        return 1
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--photos", nargs="+", type=Path, required=True, metavar="DIR", help="folders with labels.csv")
    parser.add_argument("--pack", default=BUILTIN_PACK, help="'builtin', or the folder or zip of a pack")
    parser.add_argument("--cut-offs", action="store_true", help="measure the pack's cut-offs instead")
    parser.add_argument("--cache", type=Path, default=DEFAULT_CACHE, help="where found faces are kept between runs")
    return parser


def _libraries(folders: list[Path], finder: FaceFinder, dimension: int) -> Iterator[tuple[str, LabelledFaces]]:
    """Yield each set, and at last all casts together."""
    for folder in folders:
        yield folder.name, labelled_faces([folder], finder, dimension)
    casts = [folder for folder in folders if not is_central(folder)]
    if len(casts) > 1:
        yield f"the {len(casts)} casts together", labelled_faces(casts, finder, dimension)


def _table(facts: PackFacts, libraries: Iterator[tuple[str, LabelledFaces]]) -> Iterator[str]:
    yield f"pack {facts.name} ({facts.title}), joined at an average similarity of {facts.cut_offs.join}"
    yield _HEADER
    for name, library in libraries:
        neighbours = neighbours_of(library.faces, facts.cut_offs.join)
        yield _line(name, library, group_faces(library.faces, neighbours, facts.cut_offs))


def _line(name: str, library: LabelledFaces, groups: np.ndarray) -> str:
    scored = groups[library.rows]
    truth = library.persons, library.missed
    pairs = all_pairs(library.faces.vectors[library.rows], library.persons)
    labelled = len(library.rows) + len(library.missed)
    counts = f"{library.photos:>7}{labelled:>9}{len(library.rows):>7}{len(groups):>7}"
    twice = twice_in_a_photo(groups, library.faces.photos)
    return (
        f"{name:<28}{counts}{_three(pairwise(scored, *truth))}{_three(b_cubed(scored, *truth))}"
        f"{twice:>7}{pairs.true_rate(FALSE_RATE):>10.4f}"
    )


def _three(score: Score) -> str:
    return f"{score.precision:>9.4f}{score.recall:>7.4f}{score.f:>7.4f}"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
