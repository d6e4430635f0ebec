"""What a flow works with: settings, the open archive, the pool of readers."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from archive import Archive, open_archive
from archive.intake.limits import Limits
from flows.pool import Pool
from flows.settings import Settings, read_settings
from flows.work import Job, Outcome, Worker


@dataclass(frozen=True, slots=True)
class Workshop:
    """Everything open that a flow needs."""

    settings: Settings
    archive: Archive
    pool: Pool[Job, Outcome]
    limits: Limits


@contextmanager
def open_workshop(home: str | None) -> Iterator[Workshop]:
    """Open archive and pool for the settings of this process; closed when the block ends.

    The pool starts no process before the first job. Raises SettingsInvalid, CatalogueUnusable.
    """
    settings = read_settings(Path(home) if home else None)
    limits = Limits(max_pixels=settings.max_pixels)
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
