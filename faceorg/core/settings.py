"""Settings as data: one frozen dataclass whose fields carry their bounds and one line of description."""

from dataclasses import dataclass, field


def _setting(default: int, description: str, low: int, high: int) -> int:
    """Return a dataclass field that carries what a settings page and the documentation need to know of it."""
    details: int = field(default=default, metadata={"description": description, "low": low, "high": high})
    return details


@dataclass(frozen=True, slots=True)
class Settings:
    """All settings of a library with their defaults."""

    megapixel_limit: int = _setting(300, "Photos with more megapixels are listed as problems", 10, 2000)
    decode_seconds: int = _setting(30, "Time one photo may take to read before it is given up", 5, 600)
    worker_megabytes: int = _setting(1500, "Memory one decoding process may use", 500, 16000)
    decode_workers: int = _setting(0, "Processes that read photos; 0 chooses by the number of cores", 0, 64)
    engine_threads: int = _setting(0, "Photos searched for faces at once; 0 chooses by the number of cores", 0, 64)
    detection_long_side: int = _setting(1600, "Long side in pixels at which faces are looked for", 640, 4096)
    group_minimum: int = _setting(3, "Groups with fewer faces are shown only when asked for", 2, 50)
