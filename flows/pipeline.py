"""The Prefect flows: ``ingest``, ``process``, ``reprocess`` and ``reindex``, and the nightly run that is made of them.

A flow run is a batch (or a night); a task is a chunk of pages or one stage. A page is a row of the ledger and
not a task: recording a task costs Prefect more than a page costs us to look up. What the tasks do stands in
plain functions of the modules beside this one; here only their order is decided.
"""

from __future__ import annotations

import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from prefect import flow, task
from prefect.cache_policies import NO_CACHE
from prefect.futures import PrefectFuture
from prefect.task_runners import TaskRunner, ThreadPoolTaskRunner

from archive import ledger
from archive.holdings import get_issue
from archive.intake.manifest import read_manifest
from archive.intake.survey import Skipped, survey
from archive.ledger import PageFailure
from archive.overrides import ReadingOverride, set_override
from archive.records import Step
from flows import cut_issues as cutting
from flows import read_pages as reading
from flows import take_in as intake
from flows import update_index as indexing
from flows.cut_issues import CutDone
from flows.progress import Report, current_report
from flows.take_in import TakenIn
from flows.update_index import IndexDone
from flows.work import reading_step
from flows.workshop import Workshop, open_workshop

IN_HAND = 2
"""Chunks leased at a time: the second keeps the pool busy while the last pages of the first are read."""

# Prefect's own annotation: a runner of one kind of future where any kind is asked for.
_runner: TaskRunner[PrefectFuture[Any]] = ThreadPoolTaskRunner(max_workers=IN_HAND)  # type: ignore[assignment]

take_in = task(intake.take_in).with_options(name="take-in", cache_policy=NO_CACHE)
read_chunk = task(reading.read_chunk).with_options(name="read-pages", cache_policy=NO_CACHE)
cut_issues = task(cutting.cut_issues).with_options(name="cut-issues", cache_policy=NO_CACHE)
update_index = task(indexing.update_index).with_options(name="update-index", cache_policy=NO_CACHE)


@dataclass(frozen=True, slots=True)
class Processed:
    """What reading, cutting and indexing did. `pages_elsewhere`: leased by another process just now.

    Seconds are wall time.
    """

    pages_read: int
    pages_elsewhere: int
    failures: tuple[PageFailure, ...]
    cut: CutDone
    index: IndexDone
    reading_seconds: float
    cutting_seconds: float
    indexing_seconds: float


@dataclass(frozen=True, slots=True)
class Ingested:
    """What a batch came to. `skipped`: passed over (system files, links); `unmatched`: rows of the manifest
    that speak for no file. `manifest`: the one that was followed, or empty."""

    taken: TakenIn
    skipped: tuple[Skipped, ...]
    unmatched: tuple[str, ...]
    processed: Processed
    intake_seconds: float
    manifest: str = ""


@flow(name="ingest", task_runner=_runner, validate_parameters=False)
def ingest(paths: list[str], manifest: str | None = None, home: str | None = None) -> Ingested:
    """Take in files and folders, then read, cut and index whatever is not yet."""
    found = survey([Path(path) for path in paths])
    beside = Path(manifest) if manifest else intake.manifest_beside([Path(path) for path in paths])
    described = read_manifest(beside) if beside else None
    report = current_report()
    with open_workshop(home) as shop:
        begun = time.monotonic()
        taken = take_in(shop.archive, found, described, shop.pool, report, ", ".join(paths))
        intake_seconds = round(time.monotonic() - begun, 2)
        names = [described.name_of(file) for file in found.files] if described else []
        unmatched = tuple(row.path for row in described.unmatched(names)) if described else ()
        processed = _process(shop, report, retry_failed=False)
    return Ingested(taken, found.skipped, unmatched, processed, intake_seconds, str(beside or ""))


@flow(name="process", task_runner=_runner, validate_parameters=False)
def process(home: str | None = None, *, retry_failed: bool = False) -> Processed:
    """Read every page that the present engine has not read, cut and index what changed."""
    with open_workshop(home) as shop:
        return _process(shop, current_report(), retry_failed=retry_failed)


@flow(name="reprocess", task_runner=_runner, validate_parameters=False)
def reprocess(
    issue_ids: list[str], override: ReadingOverride | None = None, home: str | None = None
) -> Processed:
    """Read the pages of these issues again, from now on as `override` says (None: as was said before)."""
    with open_workshop(home) as shop:
        plan = reading_step(shop.settings.engine)
        with shop.archive.write() as connection:
            for issue_id in issue_ids:
                get_issue(connection, issue_id)
                if override is not None:
                    set_override(connection, issue_id, override)
            ledger.enrol(connection, plan.key, issue_ids)
            ledger.read_again(connection, plan.key, issue_ids)
        return _process(shop, current_report(), retry_failed=False)


@flow(name="reindex", validate_parameters=False)
def reindex(home: str | None = None, *, rebuild: bool = False) -> IndexDone:
    """Bring the index up to the catalogue; with `rebuild` make it anew from nothing."""
    with open_workshop(home) as shop:
        return update_index(shop.archive, Path(shop.settings.index_url), current_report(), rebuild)


@flow(name="nightly", task_runner=_runner)
def nightly(home: str | None = None) -> None:
    """What the night does: read again what a newer engine or rule would read otherwise. Idempotent."""
    with open_workshop(home) as shop:
        _process(shop, current_report(), retry_failed=False)


def _process(shop: Workshop, report: Report, *, retry_failed: bool) -> Processed:
    plan = reading_step(shop.settings.engine)
    step = plan.key
    if retry_failed:
        with shop.archive.write() as connection:
            ledger.retry_failed(connection, step)
    begun = time.monotonic()
    pages_read, elsewhere = _read(shop, plan, report)
    read = time.monotonic()
    cut = cut_issues(shop.archive, report, step, shop.settings.own_authorities)
    was_cut = time.monotonic()
    index = update_index(shop.archive, Path(shop.settings.index_url), report, False)
    indexed = time.monotonic()
    with shop.archive.read() as connection:
        failures = ledger.failures(connection, step)
    return Processed(
        pages_read=pages_read,
        pages_elsewhere=elsewhere,
        failures=tuple(failures),
        cut=cut,
        index=index,
        reading_seconds=round(read - begun, 2),
        cutting_seconds=round(was_cut - read, 2),
        indexing_seconds=round(indexed - was_cut, 2),
    )


def _read(shop: Workshop, plan: Step, report: Report) -> tuple[int, int]:
    step = plan.key
    owner = reading.owner_name()
    done = 0
    with reading.renewing(shop.archive, step, owner):
        while left := reading.enrol(shop.archive, plan):
            report.begin("reading 识别", left, "pages")
            tasks = [
                read_chunk.submit(shop.archive, step, owner, shop.pool, report)
                for _ in range(-(-left // reading.CHUNK))
            ]
            try:
                chunks = [item.result() for item in tasks]
            except BaseException:
                shop.pool.close()  # else the chunks in hand would be read to their end before we can leave
                raise
            done += sum(chunk.read for chunk in chunks)
            if not any(chunk.leased for chunk in chunks):
                return done, left
    return done, 0
