"""The conductor: one background thread that works off what was asked for, from the folders to the groups."""

import logging
import os
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, suppress
from pathlib import Path

from faceorg.catalog.database import Catalog
from faceorg.catalog.files import SeenFile
from faceorg.core.errors import CancelledError, EngineError, KnownError
from faceorg.core.events import Changes, Kind, Phase, Progress
from faceorg.core.records import Folder
from faceorg.pipeline.discovery import Differences, Discovery, is_within
from faceorg.pipeline.finding import FaceFinder
from faceorg.pipeline.gate import Gate
from faceorg.pipeline.meter import ProgressMeter
from faceorg.pipeline.placement import Placement
from faceorg.pipeline.requests import Request, Requests
from faceorg.pipeline.storing import store
from faceorg.pipeline.workshop import Workshop
from faceorg.watch.presence import present

FIRST_GROUPS_SECONDS = 3.0
"""Groups begin to appear this soon, while photos are still being read."""

GROUPING_SHARE = 0.05
"""Grouping takes at most this share of the time while photos are being read: the pause grows with its duration."""

ANNOUNCE_SECONDS = 0.5
"""Changes are gathered this long: a window that reads them again must keep up."""

_log = logging.getLogger(__name__)


class Indexer:
    """Finds and groups the faces of all folders in the background, for one pack.

    Args:
        catalog: The truth.
        workshop: The tools.
        on_changes: Called from the background with what changed, at most a few times a second.
        on_progress: Called from the background, at most ten times a second.
    """

    def __init__(
        self,
        catalog: Catalog,
        workshop: Workshop,
        on_changes: Callable[[Changes], None],
        on_progress: Callable[[Progress], None],
    ) -> None:
        self._catalog = catalog
        self._workshop = workshop
        self._on_changes = on_changes
        self._gate = Gate()
        self._meter = ProgressMeter(on_progress, catalog.problems.count)
        self._requests = Requests()
        self._placement = Placement(catalog, workshop)
        self._thread: threading.Thread | None = None

    def ask(self, folders: Iterable[bytes] | None = None) -> None:
        """Look into some folders with all below them, or into everything; returns at once."""
        self._requests.ask(folders)
        if self._thread is None:
            self._thread = threading.Thread(target=self._run, name="faceorg-indexer")
            self._thread.start()

    def wait_idle(self) -> None:
        """Wait until everything that was asked for is done. Raises the KnownError that stopped it."""
        self._requests.wait_idle()

    def pause(self) -> None:
        """Hold all stages until ``resume``."""
        self._gate.pause()
        self._meter.hold()

    def resume(self) -> None:
        """Go on."""
        self._gate.resume()
        self._meter.go_on()

    def progress(self) -> Progress:
        """Return how far the work is."""
        return self._meter.progress()

    def close(self) -> None:
        """Stop; what was begun and not finished is done again the next time."""
        self._requests.close()
        self._gate.stop()
        if self._thread is not None:
            self._thread.join()

    def _run(self) -> None:
        """Work off requests until closed."""
        while (request := self._requests.take()) is not None:
            try:
                self._work_off(request)
            except CancelledError:
                _log.debug("background work was stopped")
            except KnownError as error:
                self._stopped_by(error)
            except OSError as error:
                _log.warning("background work was stopped by the system", exc_info=True)
                self._stopped_by(
                    KnownError(f"Indexing stopped: {error}.", "Make room on the disk, or allow writing there.")
                )
            except Exception:  # noqa: BLE001 - a bug is logged and told to whoever waits; the thread lives on
                _log.exception("background work failed")
                self._stopped_by(
                    KnownError(
                        "Indexing stopped because of an error in faceorg.", "The log says more; please report it."
                    )
                )
            finally:
                self._meter.enter(Phase.IDLE)

    def _stopped_by(self, trouble: KnownError) -> None:
        """Tell those who wait for the end, and those who only look on, why it came early."""
        self._requests.stopped_by(trouble)
        self._meter.stopped_by(trouble)

    def _work_off(self, request: Request) -> None:
        """Bring catalog, index and groups up to date with the folders asked for."""
        self._gate.check()
        self._meter.enter(Phase.SCANNING)
        differences = self._discovered(request)
        self._follow(differences)
        self._prepare_index()
        files = self._to_read(differences)
        if files:
            self._find_faces(files)
        self._gate.check()
        self._meter.enter(Phase.GROUPING)
        self._on_changes(self._placement.finish())

    def _discovered(self, request: Request) -> Differences:
        """Compare the folders asked for with the catalog; what cannot be reached stays as it is."""
        discovery = Discovery(self._workshop.excluded)
        for place in self._places(request):
            for _ in discovery.look_into(place, self._catalog.photos.known_files(place)):
                self._gate.check()
        self._clear_gone_problems(discovery)
        return discovery.differences()

    def _clear_gone_problems(self, discovery: Discovery) -> None:
        """Forget problems of files that are no longer there, and of folders that can be looked into again."""
        for problem in self._catalog.problems.all():
            if discovery.is_gone(problem.path):
                self._catalog.problems.cleared(problem.path)
                self._on_changes(Changes(Kind.PROBLEMS))

    def _places(self, request: Request) -> Iterator[bytes]:
        """Yield the folders to look into, after noting which of the library's folders can be reached."""
        reachable = [folder.path for folder in self._catalog.folders.all() if self._note_presence(folder)]
        if request.everything:
            yield from reachable
            return
        for place in request.folders:
            root = next((root for root in reachable if is_within(place, [root])), None)
            if root is not None:
                yield nearest_present(place, root)

    def _note_presence(self, folder: Folder) -> bool:
        there = present(folder.path)
        if there != folder.present:
            self._catalog.folders.set_present(folder.id, there)
            self._on_changes(Changes(Kind.FOLDERS))
        return there

    def _follow(self, differences: Differences) -> None:
        """Note moved, gone and returned files; none of them needs to be read."""
        changes = Changes()
        for old, new in differences.moved:
            self._gate.check()
            self._catalog.photos.moved(old, new)
            changes |= Changes(Kind.PHOTOS | Kind.FOLDERS)
        if differences.back:
            changes |= self._catalog.photos.mark_present(differences.back)
        if differences.gone:
            changes |= self._catalog.photos.mark_missing(differences.gone)
        for problem in differences.unreadable:
            self._catalog.problems.attempt_started(SeenFile(problem.path, 0, 0, 0))
            changes |= self._catalog.problems.failed(problem.path, problem.reason)
        self._on_changes(changes)

    def _prepare_index(self) -> None:
        """Make the index of a large library quick; without an engine there is none, and folders are still followed."""
        with suppress(EngineError):
            self._workshop.index().prepare()

    def _to_read(self, differences: Differences) -> list[SeenFile]:
        """Return new and changed files, then files of photos the pack has not looked at; each once."""
        files = {file.path: file for file in differences.to_read}
        for photo in self._catalog.photos.unprocessed(self._workshop.pack):
            for path in self._catalog.photos.paths(photo):
                file = seen_file(path)
                if file is not None:
                    files.setdefault(path, file)
                    break
        return list(files.values())

    def _find_faces(self, files: list[SeenFile]) -> None:
        """Read the files, keep what is found, and group it now and then."""
        self._meter.enter(Phase.FINDING_FACES)
        self._meter.begin(len(files))
        index = self._workshop.index()
        gathered = Gathered(self._on_changes)
        next_grouping = time.monotonic() + FIRST_GROUPS_SECONDS
        try:
            with closing(FaceFinder(self._catalog, self._workshop, self._gate).outcomes(files)) as outcomes:
                for done, outcome in enumerate(outcomes, start=1):
                    gathered.add(store(self._catalog, self._workshop.pack, index, outcome))
                    self._meter.reach(done)
                    if time.monotonic() >= next_grouping:
                        next_grouping = self._group_meanwhile(gathered)
        finally:
            gathered.flush()
            self._workshop.save_index()

    def _group_meanwhile(self, gathered: "Gathered") -> float:
        """Group what is there so far, and return when to do so again."""
        started = time.monotonic()
        gathered.add(self._placement.place_new())
        gathered.flush()
        ended = time.monotonic()
        return ended + max(FIRST_GROUPS_SECONDS, (ended - started) / GROUPING_SHARE)


class Gathered:
    """Changes on their way out, announced together a few times a second."""

    def __init__(self, announce: Callable[[Changes], None]) -> None:
        self._announce = announce
        self._changes = Changes()
        self._announced = time.monotonic()

    def add(self, changes: Changes) -> None:
        """Take in one more change."""
        self._changes |= changes
        if time.monotonic() - self._announced >= ANNOUNCE_SECONDS:
            self.flush()

    def flush(self) -> None:
        """Announce what was gathered."""
        self._announce(self._changes)
        self._changes = Changes()
        self._announced = time.monotonic()


def nearest_present(place: bytes, root: bytes) -> bytes:
    """Return a folder that changed, or the closest one above it that is still there."""
    while place != root and not present(place):
        place = os.fsencode(Path(os.fsdecode(place)).parent)
    return place


def seen_file(path: bytes) -> SeenFile | None:
    """Return a file as it is now, None when it cannot be reached."""
    try:
        state = Path(os.fsdecode(path)).lstat()
    except OSError:
        return None
    return SeenFile(path, state.st_size, state.st_mtime_ns, state.st_ino)
