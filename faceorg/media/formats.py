"""Which files are tried as photos: by name while looking through folders, by content when they are opened."""

from functools import cache

PILLOW_FORMATS = ("JPEG", "PNG", "WEBP", "TIFF", "BMP", "GIF", "AVIF")
"""The allow-list: Pillow knows some forty formats, and each one more is one more decoder a bad file can reach.
Its JPEG opens MPO files, the pairs of photos of some cameras, too."""

HEIF_FORMAT = "HEIF"

PHOTO_SUFFIXES = frozenset(
    b".jpg .jpeg .jpe .jfif .jif .mpo .png .apng .webp .tif .tiff .bmp .gif .avif .avifs .heic .heif .hif".split()
)
"""Names of files that can be read; what they really are is decided by their content."""

RAW_SUFFIXES = frozenset(
    b".3fr .arw .cr2 .cr3 .crw .dcr .dng .erf .iiq .k25 .kdc .mef .mos .mrw .nef .nrw .orf .pef .raf .raw .rw2 .rwl "
    b".sr2 .srf .srw .x3f".split()
)
"""Camera RAW files: photos, so they are listed, but their pixels cannot be read yet."""

FOREIGN_SUFFIXES = {
    b".psd": "Photoshop files",
    b".psb": "Photoshop files",
    b".jp2": "JPEG 2000 photos",
    b".j2k": "JPEG 2000 photos",
    b".jpf": "JPEG 2000 photos",
    b".jpx": "JPEG 2000 photos",
    b".jxl": "JPEG XL photos",
    b".ico": "Icons",
}
"""Pictures outside the allow-list, listed under these names so that nobody wonders where they are."""

_SCANNED_SUFFIXES = PHOTO_SUFFIXES | RAW_SUFFIXES | FOREIGN_SUFFIXES.keys()

_HEIF_BRANDS = frozenset((b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1"))
"""Major brands of ISO/IEC 23008-12 files with HEVC pictures; mif1 and msf1 also start some AVIF files."""

_BRAND_BYTES = slice(8, 12)
_BOX_TYPE_BYTES = slice(4, 8)


def suffix_of(name: bytes) -> bytes:
    """Return what follows the last dot of a file name or path, with the dot, in lower case; empty without a dot."""
    _, dot, last = name.rpartition(b".")
    return dot + last.lower() if dot else b""


def is_photo_name(name: bytes) -> bool:
    """Say whether a file of this name (or path) is tried as a photo; sidecars, films and lists are not."""
    return suffix_of(name) in _SCANNED_SUFFIXES


def is_heif(data: bytes) -> bool:
    """Say whether content starts like a HEIC or HEIF file."""
    return data[_BOX_TYPE_BYTES] == b"ftyp" and data[_BRAND_BYTES] in _HEIF_BRANDS


@cache
def heif_installed() -> bool:
    """Make HEIC readable if the optional package is there, and say whether it is.

    One thread each, because there is a process for each core already.
    """
    try:
        import pillow_heif  # noqa: PLC0415 - optional, and loaded only when the first HEIC file arrives
    except ImportError:
        return False
    pillow_heif.options.DECODE_THREADS = 1
    pillow_heif.register_heif_opener()
    return True


def formats_for(data: bytes) -> tuple[str, ...]:
    """Return the names of the Pillow formats to try on this content."""
    if is_heif(data) and heif_installed():
        return (*PILLOW_FORMATS, HEIF_FORMAT)
    return PILLOW_FORMATS
