"""The background work of a library: the indexer for the pack in use, and the watch over the folders."""

import os
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from faceorg.catalog.database import Catalog
from faceorg.core.events import Changes, Phase, Progress
from faceorg.core.paths import LibraryPaths
from faceorg.library.packs import Packs
from faceorg.library.pictures import Pictures

if TYPE_CHECKING:
    from faceorg.pipeline.indexing import Indexer
    from faceorg.pipeline.workshop import Workshop
    from faceorg.watch.watching import FolderWatch


class Background:
    """Starts, pauses and stops the background work; nothing of it is loaded before it is started.

    Args:
        paths: Where the library lies; never looked into for photos.
        catalog: The truth.
        packs: Engine and index.
        pictures: Decoding processes and picture cache.
        announce: Told of changes and progress.
    """

    def __init__(
        self,
        paths: LibraryPaths,
        catalog: Catalog,
        packs: Packs,
        pictures: Pictures,
        announce: Callable[[Changes | Progress], None],
    ) -> None:
        self._paths = paths
        self._catalog = catalog
        self._packs = packs
        self._pictures = pictures
        self._announce = announce
        self._lock = threading.RLock()
        self._indexer: Indexer | None = None
        self._watch: FolderWatch | None = None
        self._paused = False

    def start(self, *, watch: bool = False) -> None:
        """Look into all folders; also follow them from now on if ``watch``."""
        with self._lock:
            if self._indexer is None:
                self._indexer = self._new_indexer()
            self._indexer.ask()
            if watch and self._watch is None:
                self._watch = self._new_watch()
            self.follow_folders()

    def follow_folders(self) -> None:
        """Watch the folders the library has now, if it watches any."""
        with self._lock:
            if self._watch is not None:
                self._watch.watch([folder.path for folder in self._catalog.folders.all()])

    def wait_idle(self) -> None:
        """Return when everything asked for is done. Raises the KnownError that stopped it."""
        if self._indexer is not None:
            self._indexer.wait_idle()

    def pause(self) -> None:
        """Hold all stages."""
        with self._lock:
            self._paused = True
            if self._indexer is not None:
                self._indexer.pause()

    def resume(self) -> None:
        """Go on."""
        with self._lock:
            self._paused = False
            if self._indexer is not None:
                self._indexer.resume()

    def progress(self) -> Progress:
        """Return how far the work is."""
        if self._indexer is not None:
            return self._indexer.progress()
        return Progress(Phase.IDLE, problems=self._catalog.problems.count())

    def close(self) -> None:
        """Stop everything and wait for it."""
        with self._lock:
            watch, self._watch = self._watch, None
            indexer, self._indexer = self._indexer, None
        if watch is not None:
            watch.stop()
        if indexer is not None:
            indexer.close()

    @contextmanager
    def replaced(self) -> Iterator[None]:
        """Let the caller change the pack while nothing runs; then, changed or not, look into everything if any did."""
        with self._lock:
            indexer, self._indexer = self._indexer, None
        if indexer is not None:
            indexer.close()
        try:
            yield
        finally:
            if indexer is not None:
                self.start()

    def _new_indexer(self) -> "Indexer":
        from faceorg.pipeline.indexing import Indexer  # noqa: PLC0415 - codecs are not needed for the first paint

        indexer = Indexer(self._catalog, self._workshop(), self._announce, self._announce)
        if self._paused:
            indexer.pause()
        return indexer

    def _workshop(self) -> "Workshop":
        """Return the tools for the pack in use."""
        from faceorg.pipeline.workshop import Workshop  # noqa: PLC0415

        return Workshop(
            pack=self._packs.key,
            cut_offs=lambda: self._packs.facts().cut_offs,
            engine=self._packs.engine,
            index=lambda: self._packs.index().neighbours,
            save_index=lambda: self._packs.index().save(),
            decoder=self._pictures.decoder,
            thumbnails=self._pictures.thumbnails,
            threads=self._packs.settings.engine_threads or os.cpu_count() or 1,
            notes=self._paths.index,
            excluded=self._own_folders,
        )

    def _new_watch(self) -> "FolderWatch":
        from faceorg.media.formats import is_photo_name  # noqa: PLC0415
        from faceorg.watch.watching import FolderWatch  # noqa: PLC0415

        return FolderWatch(self._look_again, wanted=is_photo_name, excluded=self._own_folders)

    def _look_again(self, folders: frozenset[bytes]) -> None:
        """Look into folders in which something happened; called by the watch."""
        indexer = self._indexer
        if indexer is not None:
            indexer.ask(folders)

    @property
    def _own_folders(self) -> tuple[bytes, ...]:
        """Folders of the library itself, which hold no photos of the user."""
        return tuple(os.fsencode(path) for path in (self._paths.index, self._paths.models, self._paths.cache))
