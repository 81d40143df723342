"""Collects cyclic garbage in the GUI thread alone.

Python collects in whichever thread happens to allocate. A widget that is part of a cycle would then be destroyed in
a worker, and Qt takes the program with it (seen: a crash inside the thread that writes the catalog).
"""

import gc

from PySide6.QtCore import QObject, QTimer

INTERVAL_MS = 1000
"""How often is looked whether a collection is due; the youngest generation alone costs well under a millisecond."""


class GarbageCollection(QObject):
    """While entered, no other thread collects; to be entered in the GUI thread, with the application running."""

    def __init__(self) -> None:
        super().__init__()
        self._timer = QTimer(self, interval=INTERVAL_MS)
        self._timer.timeout.connect(self._on_due)

    def __enter__(self) -> "GarbageCollection":
        """Take over from Python."""
        gc.disable()
        self._timer.start()
        return self

    def __exit__(self, *_: object) -> None:
        """Collect what there is, and leave the rest to Python again."""
        self._timer.stop()
        gc.collect()
        gc.enable()

    def _on_due(self) -> None:
        """Collect the oldest generation that Python itself would collect now."""
        for generation in range(len(gc.get_threshold()) - 1, -1, -1):
            if gc.get_count()[generation] > gc.get_threshold()[generation] > 0:
                gc.collect(generation)
                return
