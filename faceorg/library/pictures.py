"""What is shown of photos and faces, and the search by picture: everything that decodes files outside of indexing."""

import os
import threading
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import numpy as np
from numpy.typing import NDArray

from faceorg.catalog.database import Catalog
from faceorg.core.errors import CancelledError, KnownError, NotFoundError, UnreadablePhotoError
from faceorg.core.ids import FaceId, PhotoId
from faceorg.core.paths import LibraryPaths
from faceorg.core.records import Photo, SearchAnswer
from faceorg.library.packs import Packs

if TYPE_CHECKING:
    from concurrent.futures import Future

    from faceorg.media.decoding import DecodedPhoto
    from faceorg.media.thumbnails import ThumbnailCache
    from faceorg.media.workers import DecodePool

Answer = TypeVar("Answer")


class Pictures:
    """Thumbnails, face crops, viewer pixels and searched pictures; the decoding processes start with the first need."""

    def __init__(self, paths: LibraryPaths, catalog: Catalog, packs: Packs) -> None:
        self._paths = paths
        self._catalog = catalog
        self._packs = packs
        self._lock = threading.Lock()
        self._pool: DecodePool | None = None
        self._cache: ThumbnailCache | None = None

    def decoder(self) -> "DecodePool":
        """Return the pool of decoding processes."""
        from faceorg.media.decoding import DecodeLimits  # noqa: PLC0415 - codecs are not needed for the first paint
        from faceorg.media.workers import DecodePool, choose_workers  # noqa: PLC0415

        settings = self._packs.settings
        with self._lock:
            if self._pool is None:
                limits = DecodeLimits(settings.megapixel_limit, settings.worker_megabytes, settings.decode_seconds)
                self._pool = DecodePool(choose_workers(settings.decode_workers), limits)
            return self._pool

    def thumbnails(self) -> "ThumbnailCache":
        """Return the cache of small pictures."""
        from faceorg.media.thumbnails import ThumbnailCache  # noqa: PLC0415 - codecs are not needed for the first paint

        with self._lock:
            if self._cache is None:
                self._cache = ThumbnailCache(self._paths.thumbnails)
            return self._cache

    def thumbnail(self, photo: PhotoId) -> NDArray[np.uint8] | None:
        """Return a photo's thumbnail, from the cache or made anew; None when no file of it can be read."""
        try:
            shown = self._catalog.photos.get(photo)
        except NotFoundError:
            return None
        cached = self.thumbnails().photo(shown.content_hash)
        if cached is not None or self._decoded_into_cache(shown) is None:
            return cached
        return self.thumbnails().photo(shown.content_hash)

    def face_crop(self, face: FaceId) -> NDArray[np.uint8] | None:
        """Return a square picture of a face, from the cache or made anew; None when no file can be read."""
        from faceorg.media.thumbnails import cut_face  # noqa: PLC0415 - codecs are not needed for the first paint

        try:
            wanted = self._catalog.faces.get(face, self._packs.key)
            photo = self._catalog.photos.get(wanted.photo)
        except NotFoundError:
            return None
        cached = self.thumbnails().face(photo.content_hash, wanted.region)
        if cached is not None:
            return cached
        decoded = self._decoded_into_cache(photo)
        if decoded is None:
            return None
        crop = cut_face(decoded.pixels, wanted.region)
        self.thumbnails().put_face(photo.content_hash, wanted.region, crop)
        return crop

    def full(self, photo: PhotoId, long_side: int) -> NDArray[np.uint8]:
        """Return a photo's pixels for the viewer.

        Raises:
            UnreadablePhotoError: None of its files can be read now.
        """
        reason: UnreadablePhotoError | None = None
        for path in self._catalog.photos.get(photo).paths:
            try:
                return self.decoder().submit_full(path, long_side).result()
            except UnreadablePhotoError as error:
                reason = reason or error
        raise reason or UnreadablePhotoError("This photo has no file any more.", "Bring its folder back.")

    def search(self, picture: bytes | Path | NDArray[np.uint8], limit: int) -> SearchAnswer:
        """Say who is in a picture and find more of them.

        Raises:
            UnreadablePhotoError: It cannot be read.
            EngineError: No engine is usable.
        """
        from faceorg.search.picture import PictureSearch  # noqa: PLC0415 - searching loads the engine anyway

        pixels, size = self._pixels(picture)
        engine, neighbours = self._packs.engine(), self._packs.index().neighbours
        return PictureSearch(self._catalog, self._packs.key, engine, neighbours).search(pixels, size, limit)

    def pixels(self, picture: bytes | Path | NDArray[np.uint8]) -> NDArray[np.uint8]:
        """Return the oriented RGB pixels of a picture that is to be searched.

        Raises:
            UnreadablePhotoError: It cannot be read.
        """
        return self._pixels(picture)[0]

    def close(self) -> None:
        """End the decoding processes."""
        with self._lock:
            if self._pool is not None:
                self._pool.close()
                self._pool = None

    def _pixels(self, picture: bytes | Path | NDArray[np.uint8]) -> tuple[NDArray[np.uint8], tuple[int, int]]:
        """Return oriented pixels to search in, and the (width, height) of the whole picture."""
        if isinstance(picture, np.ndarray):
            return picture, (picture.shape[1], picture.shape[0])
        if isinstance(picture, bytes):
            decoded = self.decoder().submit_bytes(picture).result()
        elif not picture.expanduser().exists():  # a photo of the library that vanished is another matter
            raise UnreadablePhotoError(f"There is no file {picture}.", "Check how it is written.")
        else:
            decoded = self.decoder().submit(os.fsencode(picture.expanduser().absolute()), urgent=True).result()
        return decoded.pixels, (decoded.width, decoded.height)

    def _decoded_into_cache(self, photo: Photo) -> "DecodedPhoto | None":
        """Decode a photo from the first of its files that still has its content, and keep its thumbnail."""
        for path in photo.paths:
            decoded = _result(self.decoder().submit(path, urgent=True))
            if decoded is not None and decoded.content_hash == photo.content_hash:
                self.thumbnails().put_photo(photo.content_hash, decoded.thumbnail)
                return decoded
        return None


def _result(future: "Future[Answer]") -> Answer | None:
    """Return what a decoding process answered, None when it cannot read now or the library is being closed."""
    try:
        return future.result()
    except (KnownError, CancelledError):
        return None
