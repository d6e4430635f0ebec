"""Page images for browsers: the master, decoded, scaled down, as JPEG."""

from __future__ import annotations

import hashlib
import io
from collections import OrderedDict
from dataclasses import dataclass
from threading import Lock

import anyio
from anyio.to_thread import run_sync
from PIL import Image

from archive import Archive
from archive.errors import NotHeld, Refused
from archive.intake.limits import Limits
from archive.intake.raster import raster
from archive.records import Page
from index.web.problems import NO_IMAGE, UNAVAILABLE, Trouble

WIDTHS = (400, 1000, 1600, 2400)
"""Widths in pixels that can be asked for: few, so that caches on the way hold them."""

DEFAULT_WIDTH = 1600
QUALITY = 85
"""JPEG quality: at 85 small print of a 300 dpi page scaled to 1,600 pixels shows no ringing that disturbs."""

RENDERING = "1"
"""Part of every ETag: raised when the same master would give other pixels or other bytes."""

DECODERS = 2
"""Masters decoded at once. One of 300 million pixels takes 0.9 GB in colour."""

MAX_WAITING = 64
"""Requests that may wait for a decoder; the next ones are told to come back."""


@dataclass(frozen=True, slots=True)
class PageImage:
    """A JPEG and its strong validator (quoted, as in the ``ETag`` header)."""

    data: bytes
    etag: str


class PageImages:
    """Makes page images, and keeps up to `cache_bytes` of the most recently used ones."""

    def __init__(self, archive: Archive, limits: Limits, cache_bytes: int) -> None:
        self._archive = archive
        self._limits = limits
        self._cache = _Cache(cache_bytes)
        self._decoders = anyio.CapacityLimiter(DECODERS)

    async def get(self, page: Page, width: int) -> PageImage:
        """The page at most `width` pixels wide; never enlarged.

        Raises Trouble when the master is gone or cannot be decoded, or too many others wait.
        """
        etag = image_etag(page, width)
        found = self._cache.get(etag)
        if found is None:
            if self._decoders.statistics().tasks_waiting >= MAX_WAITING:
                raise Trouble(
                    UNAVAILABLE,
                    "Too many page images are being made at the moment.",
                    "Ask again in a few seconds.",
                    headers={"Retry-After": "5"},
                )
            found = await run_sync(self._make, page, width, etag, limiter=self._decoders)
        return PageImage(found, etag)

    def _make(self, page: Page, width: int, etag: str) -> bytes:
        found = self._cache.get(etag)  # somebody else may have made it while this request waited
        if found is not None:
            return found
        try:
            with self._archive.store.local_path(page.sha256) as path:
                decoded = raster(path, page.media_type, page.frame, self._limits)
        except (Refused, NotHeld) as error:
            raise Trouble(NO_IMAGE, f"Page {page.id}: {error.reason}", error.remedy) from error
        data = encode(Image.fromarray(decoded.pixels), width)
        self._cache.put(etag, data)
        return data


def image_etag(page: Page, width: int) -> str:
    """Names the bytes of one page image, so that a browser that has them is answered without decoding."""
    name = f"{page.sha256} {page.frame} {width} {RENDERING}"
    return f'"{hashlib.sha256(name.encode()).hexdigest()[:32]}"'


def encode(image: Image.Image, width: int) -> bytes:
    """`image` (grey or RGB) as progressive JPEG, at most `width` pixels wide, never enlarged."""
    if image.width > width:
        height = max(1, round(image.height * width / image.width))
        image = image.resize((width, height), Image.Resampling.LANCZOS, reducing_gap=3.0)
    out = io.BytesIO()
    image.save(out, "JPEG", quality=QUALITY, progressive=True, optimize=False)
    return out.getvalue()


class _Cache:
    """Least recently used out first, bounded by the bytes held; safe between threads."""

    def __init__(self, max_bytes: int) -> None:
        self._max = max_bytes
        self._held: OrderedDict[str, bytes] = OrderedDict()
        self._bytes = 0
        self._lock = Lock()

    def get(self, key: str) -> bytes | None:
        with self._lock:
            if key not in self._held:
                return None
            self._held.move_to_end(key)
            return self._held[key]

    def put(self, key: str, data: bytes) -> None:
        with self._lock:
            if key in self._held or len(data) > self._max:
                return
            self._held[key] = data
            self._bytes += len(data)
            while self._bytes > self._max:
                self._bytes -= len(self._held.popitem(last=False)[1])
