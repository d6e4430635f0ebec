"""What a worker process does: probe and keep a file, or read a page. Values in, values out.

Whatever is wrong with a file or a page comes back as `Refusal`, a value: exceptions do not
cross processes well.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from archive.errors import ArchiveError, FixityMismatch, Refused
from archive.intake.limits import Limits
from archive.intake.probe import Probe, probe
from archive.intake.raster import raster
from archive.reading_codec import encode_reading
from archive.records import Page, Step
from archive.store import Store
from flows import join
from ocr.engine import Engine, engine_step, open_engine
from ocr.engines.textlayer import Refusal as LayerRefusal
from ocr.engines.textlayer import read_text_layer
from ocr.errors import OcrError
from ocr.page import NO_OVERRIDE, Override, PageText

PDF = "application/pdf"
STORAGE = "storage"
"""Code of a refusal that is not the page's fault: what was made of it cannot be kept."""

READ_VERSION = "1"
"""Raised when reading changes in a way that the engine's own version does not show."""


@dataclass(frozen=True, slots=True)
class KeepFile:
    """Job: look into a file and, when it holds pages, keep it in the store."""

    path: Path


@dataclass(frozen=True, slots=True)
class ReadPage:
    """Job: read a page, the way `override` says, and keep the reading in the store."""

    page: Page
    override: Override = NO_OVERRIDE


@dataclass(frozen=True, slots=True)
class WarmUp:
    """Job: load the engine now, while the orchestrator is coming up, and not at the first page."""


@dataclass(frozen=True, slots=True)
class Warm:
    """The engine is loaded."""


@dataclass(frozen=True, slots=True)
class PageRead:
    """A page was read: its reading lies in the store as `sha256` (`size` bytes).

    `seconds` is the wall time the page took in its worker: decoding, reading, keeping.
    """

    page_id: str
    sha256: str
    size: int
    step: Step
    confidence: float
    expected_error: float | None
    seconds: float


@dataclass(frozen=True, slots=True)
class Refusal:
    """A file or page that cannot be used now. Whether to try again depends on `code`."""

    code: str
    reason: str
    remedy: str


Job = KeepFile | ReadPage | WarmUp
Outcome = Probe | PageRead | Refusal | Warm


@dataclass(frozen=True, slots=True)
class Worker:
    """Builds the function that does jobs; picklable. The engine is loaded when first needed, then kept."""

    engine: str
    store_url: str
    limits: Limits

    def __call__(self) -> Callable[[Job], Outcome]:
        store = Store(self.store_url)
        loaded: list[Engine] = []

        def do(job: Job) -> Outcome:
            if isinstance(job, KeepFile):
                return _keep(job.path, store, self.limits)
            if not loaded:
                loaded.append(open_engine(self.engine, threads=1))
            if isinstance(job, WarmUp):
                return Warm()
            return _read(job, store, loaded[0], self.limits)

        return do


def unreadable(error: OSError) -> Refusal:
    """The refusal of a file that the system does not let us read."""
    return Refusal(
        "unreadable",
        f"It cannot be read: {error.strerror or error}.",
        "Check the permissions and the disk, then run the command again.",
    )


def reading_step(engine: str) -> Step:
    """What the ledger calls "read with this engine": changes whenever pages should be read again.

    Raises EngineMissing.
    """
    step = join.step(engine_step(engine))
    return Step("read", READ_VERSION, {"engine": step.tool, "engine_version": step.version, **step.settings})


def _keep(path: Path, store: Store, limits: Limits) -> Outcome:
    try:
        found = probe(path, limits)
        store.put_file(path, found.sha256)
    except Refused as error:
        return Refusal(error.code, error.reason, error.remedy)
    except FixityMismatch as error:
        return Refusal("changing", error.reason, error.remedy)
    except OSError as error:
        return unreadable(error)
    return found


def _read(job: ReadPage, store: Store, engine: Engine, limits: Limits) -> Outcome:
    page = job.page
    begun = time.monotonic()
    try:
        with store.local_path(page.sha256) as path:
            text = _page_text(job, path, engine, limits)
    except Refused as error:
        return Refusal(error.code, error.reason, error.remedy)
    except ArchiveError as error:
        return Refusal("not-held", error.reason, error.remedy)
    except OcrError as error:
        return Refusal("engine", error.reason, error.remedy)
    except MemoryError:
        return Refusal(
            "memory", "There was not enough memory to read this page.", "Raise WENGAO_WORKER_MEMORY_MB."
        )
    reading = join.reading(page.id, text)
    data = encode_reading(reading)
    try:
        sha256 = store.put(data)
    except OSError as error:
        return Refusal(
            STORAGE,
            f"The store cannot be written to: {error.strerror or error}.",
            "Make room or mend permissions where WENGAO_STORE_URL points, then run the command again.",
        )
    seconds = time.monotonic() - begun
    return PageRead(
        page.id, sha256, len(data), reading.step, reading.confidence, reading.expected_error, seconds
    )


def _page_text(job: ReadPage, path: Path, engine: Engine, limits: Limits) -> PageText:
    page = job.page
    remarks: tuple[str, ...] = ()
    if page.media_type == PDF:
        layer = read_text_layer(path.read_bytes(), page.frame, page.width, page.height)
        if not isinstance(layer, LayerRefusal):
            return layer
        remarks = (f"Text layer not used: {layer.reason}.",)
    text = engine.read(raster(path, page.media_type, page.frame, limits).pixels, job.override)
    told = {f"override_{name}": value for name, value in asdict(job.override).items() if value is not None}
    step = replace(text.step, settings={**text.step.settings, **told}) if told else text.step
    return replace(text, step=step, remarks=text.remarks + remarks)
