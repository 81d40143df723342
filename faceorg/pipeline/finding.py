"""Reads photos in worker processes and finds their faces in a thread pool, never holding more than a few in memory."""

import logging
import queue
from collections.abc import Generator, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass

from faceorg.catalog.database import Catalog
from faceorg.catalog.files import PhotoFacts, SeenFile
from faceorg.catalog.problems import Attempt
from faceorg.core.errors import EngineError, UnreadablePhotoError
from faceorg.core.records import FoundFace
from faceorg.media.decoding import DecodedPhoto
from faceorg.media.reasons import PhotoGoneError, ReadingBrokeOffError
from faceorg.media.thumbnails import cut_face
from faceorg.pipeline.gate import Gate
from faceorg.pipeline.workshop import Workshop

PHOTOS_WAITING = 2
"""Decoded photos that wait for each engine thread: one would leave threads idle, more only cost memory (25 MB each)."""

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one file.

    Attributes:
        file: The file as it was when it was read.
        facts: What decoding found out; None when the file could not be read.
        faces: The faces found; None when the pack had looked at this content before.
        reason: Why the file could not be read, in a sentence; empty when it could, or vanished.
        broke_off: The reading process died, maybe by chance: the file deserves another try.
    """

    file: SeenFile
    facts: PhotoFacts | None = None
    faces: tuple[FoundFace, ...] | None = None
    reason: str = ""
    broke_off: bool = False


class FaceFinder:
    """Turns files into outcomes, several at a time.

    Args:
        catalog: Counts the attempts, and knows which content was looked at.
        workshop: Decoder, engine, and the cache for the pictures to show.
        gate: Pauses and stops.
    """

    def __init__(self, catalog: Catalog, workshop: Workshop, gate: Gate) -> None:
        self._catalog = catalog
        self._pack = workshop.pack
        self._engine = workshop.engine()
        self._decoder = workshop.decoder()
        self._thumbnails = workshop.thumbnails()
        self._gate = gate
        self._most_at_once = workshop.threads * (1 + PHOTOS_WAITING)
        self._threads = ThreadPoolExecutor(workshop.threads, thread_name_prefix="faceorg-engine")
        self._finished: queue.SimpleQueue[tuple[SeenFile, Future[Outcome]]] = queue.SimpleQueue()
        self._under_way: set[bytes] = set()
        self._broken_off: list[SeenFile] = []

    def outcomes(self, files: Iterable[SeenFile]) -> Generator[Outcome, None, None]:
        """Yield the outcome of each file in the order they finish; files given up earlier are left out.

        A file during which the program died before is tried alone: if it is to blame, it takes no other along. One
        whose reading process died comes a second time at the end.

        Raises:
            CancelledError: The work was stopped; attempts under way are taken back.
        """
        try:
            yield from self._tried(files)
            yield from self._tried(self._broken_off.copy())
        finally:
            self._give_up()

    def _tried(self, files: Iterable[SeenFile]) -> Iterator[Outcome]:
        """Try files, several at a time, and yield what became of them."""
        for file in files:
            self._gate.check()
            attempt = self._catalog.problems.attempt_started(file)
            if attempt is Attempt.REFUSED:
                continue
            self._under_way.add(file.path)
            yield from self._until_under_way(1 if attempt is Attempt.ALONE else self._most_at_once)
            self._submit(file)
            if attempt is Attempt.ALONE:
                yield from self._until_under_way(0)
        yield from self._until_under_way(0)

    def _until_under_way(self, most: int) -> Iterator[Outcome]:
        """Yield outcomes until at most so many files are under way."""
        while len(self._under_way) > most:
            yield self._next_finished()

    def _next_finished(self) -> Outcome:
        file, finished = self._finished.get()
        outcome = finished.result()  # a bug in here must end the run, not hide as a problem of the photo
        self._under_way.discard(file.path)
        if outcome.broke_off:
            self._broken_off.append(file)
        return outcome

    def _submit(self, file: SeenFile) -> None:
        """Start decoding a file; when that is done, a thread of the pool looks for faces."""
        self._gate.check()
        self._decoder.submit(file.path).add_done_callback(lambda decoded: self._decoded(file, decoded))

    def _decoded(self, file: SeenFile, decoded: "Future[DecodedPhoto]") -> None:
        try:
            looking = self._threads.submit(self._look, file, decoded)
        except RuntimeError:  # the pool was shut down: the work was stopped
            return
        looking.add_done_callback(lambda finished: self._finished.put((file, finished)))

    def _look(self, file: SeenFile, decoded: "Future[DecodedPhoto]") -> Outcome:
        """Find the faces of a decoded photo, unless the pack looked at the same content before."""
        self._gate.check()
        try:
            photo = decoded.result()
            facts = PhotoFacts(photo.content_hash, photo.width, photo.height, photo.taken, photo.camera)
            read = SeenFile(file.path, photo.size, photo.mtime_ns, file.inode)
            return Outcome(read, facts, None if self._is_known(photo.content_hash) else self._faces(photo))
        except PhotoGoneError:
            return Outcome(file)
        except UnreadablePhotoError as error:
            return Outcome(file, reason=str(error), broke_off=isinstance(error, ReadingBrokeOffError))

    def _faces(self, photo: DecodedPhoto) -> tuple[FoundFace, ...]:
        """Run the engine, and keep what will be shown of the photo and its faces."""
        try:
            faces = tuple(self._engine.faces(photo.pixels))
        except EngineError:
            raise
        except Exception as error:
            _log.exception("the engine failed on a photo of %s pixels", photo.pixels.shape)
            raise UnreadablePhotoError("The face engine failed on this photo.", "Try it again later.") from error
        self._thumbnails.put_photo(photo.content_hash, photo.thumbnail)
        for face in faces:
            self._thumbnails.put_face(photo.content_hash, face.region, cut_face(photo.pixels, face.region))
        return faces

    def _is_known(self, content_hash: bytes) -> bool:
        photo = self._catalog.photos.with_content(content_hash)
        return photo is not None and self._catalog.photos.is_processed(photo, self._pack)

    def _give_up(self) -> None:
        """Let the threads finish what they do, and take back the attempts that came to no end."""
        self._threads.shutdown(wait=True, cancel_futures=True)
        for path in self._under_way:
            self._catalog.problems.abandoned(path)
