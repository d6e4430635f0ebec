"""What a flow works with: settings, the open archive, the pool of readers."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from pathlib import Path

from archive import Archive, open_archive
from archive.intake.limits import Limits
from flows.pool import Pool
from flows.settings import Settings, read_settings
from flows.work import Job, Outcome, WarmUp, Worker
from ocr.grammar.issuers.authorities import authorities_with


@dataclass(frozen=True, slots=True)
class Workshop:
    """Everything open that a flow needs."""

    settings: Settings
    archive: Archive
    pool: Pool[Job, Outcome]
    limits: Limits


_current: ContextVar[Workshop | None] = ContextVar("workshop", default=None)


@contextmanager
def open_workshop(home: str | None) -> Iterator[Workshop]:
    """Archive and pool for the settings of this process: those that stand ready, or opened for this block.

    The pool starts no process before the first job. Raises SettingsInvalid, CatalogueUnusable,
    AuthoritiesInvalid.
    """
    settings = read_settings(Path(home) if home else None)
    ready = _current.get()
    if ready is not None and ready.settings == settings:
        yield ready
        return
    with _opened(settings) as shop:
        yield shop


@contextmanager
def workshop_ready(settings: Settings, *, warm: bool) -> Iterator[Workshop]:
    """Have the workshop stand ready for the flows of this block.

    With `warm` the reading processes load their engines at once: a command does that while Prefect's server,
    which needs one core for some seconds, comes up.
    """
    with _opened(settings) as shop:
        if warm:
            for _ in range(settings.workers):
                shop.pool.submit(WarmUp())
        token = _current.set(shop)
        try:
            yield shop
        finally:
            _current.reset(token)


@contextmanager
def _opened(settings: Settings) -> Iterator[Workshop]:
    limits = Limits(max_pixels=settings.max_pixels)
    with authorities_with(settings.own_authorities):
        pass  # a fault in the archive's own file is told before the first page is read
    archive = open_archive(settings.database_url, settings.store_url)
    pool: Pool[Job, Outcome] = Pool(
        Worker(settings.engine, settings.store_url, limits),
        workers=settings.workers,
        seconds=settings.page_seconds,
        memory=settings.worker_memory_mb << 20,
    )
    try:
        with pool:
            yield Workshop(settings, archive, pool, limits)
    finally:
        archive.close()
