"""The groups on the page as a list that stays still: what is on screen never moves unless the person moves it."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from faceorg.core.ids import FaceId, GroupId
from faceorg.core.records import Group


class GroupOrder(StrEnum):
    """How the groups are sorted when the page is read anew."""

    WORTHWHILE = "most worthwhile"
    FACES = "most faces"
    NEWEST = "last seen"


@dataclass(slots=True)
class GroupRow:
    """One group as it stands on the page.

    Attributes:
        faces: The faces known so far, best first; all of them once ``complete``.
        left_out: Faces the person took out of it, before naming.
        expanded: Whether all faces are shown, not only the first ones.
    """

    group: Group
    faces: tuple[FaceId, ...] = ()
    complete: bool = False
    left_out: set[FaceId] = field(default_factory=set)
    expanded: bool = False

    @property
    def count(self) -> int:
        """Number of faces of the group."""
        return len(self.faces) if self.complete else self.group.faces

    def named_faces(self) -> tuple[FaceId, ...]:
        """The faces that will get the name."""
        return tuple(face for face in self.faces if face not in self.left_out)

    def toggle(self, face: FaceId) -> None:
        """Leave a face out, or take it in again; one face always stays."""
        if face in self.left_out:
            self.left_out.remove(face)
        elif len(self.left_out) + 1 < len(self.faces):
            self.left_out.add(face)


@dataclass(frozen=True, slots=True)
class Receipt:
    """The line that stays where a group was named."""

    row: GroupRow
    name: str

    @property
    def faces(self) -> int:
        """Number of faces that got the name."""
        return len(self.row.named_faces())


Entry = GroupRow | Receipt


class GroupRows:
    """The rows in their order, which one is current, which are new, and the last receipt.

    At most one receipt is shown: the newest, because only the newest can be undone. It keeps the place of its group,
    so the next field appears where the last one was.

    ``entries`` is replaced, never changed, so that a layout made of it stays whole until the next one is made.
    """

    def __init__(self) -> None:
        """Start without groups."""
        self.entries: list[Entry] = []
        self._news: set[GroupId] = set()
        self._current: GroupId | None = None

    def rows(self) -> list[GroupRow]:
        """The groups, without the receipt."""
        return [entry for entry in self.entries if isinstance(entry, GroupRow)]

    def current_row(self) -> GroupRow | None:
        """The group whose name is asked now."""
        return next((row for row in self.rows() if row.group.id == self._current), None)

    def current_index(self) -> int:
        """Index of the current row among ``entries``; -1 while there is none."""
        row = self.current_row()
        return self.entries.index(row) if row is not None else -1

    def receipt(self) -> Receipt | None:
        """The last receipt, while it is shown."""
        return next((entry for entry in self.entries if isinstance(entry, Receipt)), None)

    def read_anew(self, groups: Sequence[Group], order: GroupOrder) -> None:
        """Show these groups in a fresh order; what was left out or typed about one that is still there is kept."""
        known = {row.group.id: row for row in self.rows()}
        self.entries = [_renewed(known.get(group.id), group) for group in sorted_groups(groups, order)]
        self._news = set()
        self._keep_current(0)

    def reconcile(self, groups: Sequence[Group]) -> None:
        """Take in what changed in the background: facts change where they stand, new groups come below all others."""
        before = self.current_index()
        self._bring_back_undone(groups)
        found = {group.id: group for group in groups}
        self.entries = [
            _renewed(entry, found[entry.group.id]) if isinstance(entry, GroupRow) else entry
            for entry in self.entries
            if isinstance(entry, Receipt) or entry.group.id in found
        ]
        shown = {row.group.id for row in self.rows()}
        fresh = [group for group in groups if group.id not in shown]
        self.entries = [*self.entries, *(_renewed(None, group) for group in fresh)]
        self._news = {group for group in self._news if group in found} | {group.id for group in fresh}
        self._keep_current(before)

    def out_of_place(self, groups: Sequence[Group], order: GroupOrder) -> int:
        """Return how many new groups would stand elsewhere if the page were read anew."""
        wanted = [group.id for group in sorted_groups(groups, order)]
        return len(self._news) if [row.group.id for row in self.rows()] != wanted else 0

    def go_to(self, group: GroupId) -> bool:
        """Make a group current; return whether it is on the page."""
        if all(row.group.id != group for row in self.rows()):
            return False
        self._current = group
        return True

    def step(self, step: int) -> bool:
        """Go to the next (1) or previous (-1) group; return whether there was one."""
        rows = self.rows()
        row = self.current_row()
        if row is None:
            return False
        at = rows.index(row) + step
        if not 0 <= at < len(rows):
            return False
        self._current = rows[at].group.id
        return True

    def fold_current(self, name: str) -> Receipt | None:
        """Turn the current row into the receipt of its naming and go to the next row."""
        row = self.current_row()
        if row is None:
            return None
        self.drop_receipt()
        at = self.entries.index(row)
        receipt = Receipt(row, name)
        self.entries = [*self.entries[:at], receipt, *self.entries[at + 1 :]]
        self._keep_current(at + 1)
        return receipt

    def drop_receipt(self) -> None:
        """Take the receipt away."""
        self.entries = [entry for entry in self.entries if isinstance(entry, GroupRow)]

    def unfold_receipt(self) -> None:
        """Put the group of the receipt back where it was and make it current: its naming was undone or failed."""
        receipt = self.receipt()
        if receipt is not None:
            self.entries = [receipt.row if entry is receipt else entry for entry in self.entries]
            self._current = receipt.row.group.id

    def _bring_back_undone(self, groups: Sequence[Group]) -> None:
        receipt = self.receipt()
        if receipt is not None and any(group.id == receipt.row.group.id for group in groups):
            self.unfold_receipt()

    def _keep_current(self, index: int) -> None:
        """Keep the current group, or take the first row from ``index`` on, or else the last one."""
        if self.current_row() is not None:
            return
        rows = self.rows()
        below = [entry for entry in self.entries[max(0, index) :] if isinstance(entry, GroupRow)]
        chosen = below[:1] or rows[-1:]
        self._current = chosen[0].group.id if chosen else None


def sorted_groups(groups: Iterable[Group], order: GroupOrder) -> list[Group]:
    """Return the groups sorted; the library's own order is the most worthwhile first."""
    keys: dict[GroupOrder, Callable[[Group], tuple[float, ...]]] = {
        GroupOrder.FACES: lambda group: (-group.faces,),
        GroupOrder.NEWEST: lambda group: (-(group.last.timestamp() if group.last else 0.0),),
    }
    return sorted(groups, key=keys[order]) if order in keys else list(groups)


def _renewed(row: GroupRow | None, group: Group) -> GroupRow:
    """Return the row with the group's new facts; a group that changed its size reads its faces again."""
    if row is None:
        return GroupRow(group, group.key_faces)
    if row.group.faces != group.faces:
        row.complete = False
    row.group = group
    return row
