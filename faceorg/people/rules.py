"""The laws of grouping that no likeness can break: what the user said, and one person once per photo."""

import numpy as np
from numpy.typing import NDArray

from faceorg.people.faces import NONE, FaceSet, Ids


class Rules:
    """Says which joins are forbidden. Rows are those of the face set; clusters are numbers the caller gives to rows."""

    def __init__(self, faces: FaceSet, rejections: Ids) -> None:
        """Keep what matters: faces that share their photo with another, and rejections of faces in the set.

        Args:
            faces: The faces.
            rejections: Shape (r, 2), pairs (face id, person id) the user said no to.
        """
        _, photo, count = np.unique(faces.photos, return_inverse=True, return_counts=True)
        self._sharing = np.flatnonzero(count[photo] > 1)
        self._photos = photo[self._sharing]
        self._confirmed = faces.persons[self._sharing] != NONE
        rows = faces.rows_of(rejections[:, 0])
        valid = (rows >= 0) & (faces.persons[rows] != rejections[:, 1])  # a later yes outweighs an earlier no
        self._rejected_rows, self._rejected_persons = rows[valid], rejections[valid, 1]

    def forbidden(self, label: Ids, person: Ids, first: Ids, second: Ids) -> NDArray[np.bool_]:
        """Return for each pair of clusters whether they may not be one.

        Args:
            label: Cluster of each row.
            person: Person of each cluster, NONE for none.
            first: Clusters, shape (m,); no cluster occurs twice in ``first`` and ``second`` together.
            second: Clusters, shape (m,).
        """
        pair_of = np.full(len(person), -1, np.int64)
        pair_of[first] = pair_of[second] = np.arange(len(first))
        owner = np.maximum(person[first], person[second])
        bad: NDArray[np.bool_] = (person[first] != person[second]) & (np.minimum(person[first], person[second]) != NONE)
        bad[self._twice_in_a_photo(pair_of[label[self._sharing]])] = True
        pair = pair_of[label[self._rejected_rows]]
        refused = (pair >= 0) & (owner[pair] == self._rejected_persons) if len(first) else pair >= 0
        bad[pair[refused]] = True
        return bad

    def lawful(self, faces: FaceSet) -> Ids:
        """Return the groups the faces are in, NONE for those the laws forbid to stay where they are.

        A group belongs to the person most of its confirmed faces are of; confirmed faces of others leave, so do faces
        rejected for that person, and all but the surest of several faces of one photo.
        """
        groups = faces.groups.copy()
        numbers, inside = np.unique(groups, return_inverse=True)
        owner = _owners(inside, faces.persons, len(numbers))
        owner[numbers == NONE] = NONE
        groups[(faces.persons != NONE) & (owner[inside] != faces.persons)] = NONE
        refused = owner[inside[self._rejected_rows]] == self._rejected_persons
        groups[self._rejected_rows[refused]] = NONE
        groups[self._surplus(groups, faces.quality)] = NONE
        return groups

    def _twice_in_a_photo(self, cluster: Ids) -> Ids:
        """Return the clusters, of those numbered from 0, that hold a photo twice; confirmed faces may share a photo."""
        rows = np.flatnonzero(cluster >= 0)
        rows = rows[np.lexsort((self._confirmed[rows], self._photos[rows], cluster[rows]))]
        cluster, photo = cluster[rows], self._photos[rows]
        again = (cluster[1:] == cluster[:-1]) & (photo[1:] == photo[:-1]) & ~self._confirmed[rows[:-1]]
        twice: Ids = cluster[1:][again]
        return twice

    def _surplus(self, groups: Ids, quality: NDArray[np.float32]) -> Ids:
        """Return the rows that share photo and group with a surer face and are not confirmed themselves."""
        rows, photos, confirmed = self._sharing, self._photos, self._confirmed
        order = np.lexsort((-quality[rows], ~confirmed, photos, groups[rows]))
        rows, photos, confirmed = rows[order], photos[order], confirmed[order]
        again = (groups[rows[1:]] == groups[rows[:-1]]) & (photos[1:] == photos[:-1]) & ~confirmed[1:]
        surplus: Ids = rows[1:][again & (groups[rows[1:]] != NONE)]
        return surplus


def _owners(inside: Ids, persons: Ids, groups: int) -> Ids:
    """Return the person most confirmed faces of each group are of, NONE without any; the older person wins a tie."""
    rows = np.flatnonzero(persons != NONE)
    pairs, votes = np.unique(np.stack([inside[rows], persons[rows]], 1), axis=0, return_counts=True)
    order = np.lexsort((-pairs[:, 1], votes))  # later ones overwrite: most votes, then the smallest id, last
    owner = np.full(groups, NONE, np.int64)
    owner[pairs[order, 0]] = pairs[order, 1]
    return owner
