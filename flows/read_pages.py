"""Reading pages: lease from the ledger, hand to the pool, keep what comes back.

A task takes `CHUNK` pages; two are in hand at a time, so that the pool never runs dry between them.
"""

from __future__ import annotations

import logging
import socket
import threading
import uuid
from collections.abc import Collection, Iterator
from concurrent.futures import Future, as_completed
from contextlib import contextmanager
from dataclasses import dataclass

import psutil

from archive import Archive, ledger
from archive.errors import CatalogueUnusable
from archive.holdings import get_pages
from archive.overrides import AS_JUDGED, get_overrides
from archive.readings import record_reading, record_step
from archive.records import Step
from flows.errors import FlowError, PoolClosed, StorageFailed, WorkFailed
from flows.join import override
from flows.pool import Pool
from flows.progress import Report
from flows.work import STORAGE, Job, Outcome, PageRead, ReadPage, Refusal

CHUNK = 25
LEASE_SECONDS = 120.0
RENEW_SECONDS = 30.0

log = logging.getLogger("wengao")


@dataclass(frozen=True, slots=True)
class ChunkDone:
    """How many pages were leased (0: nothing is left to do), and how many of them were read."""

    leased: int
    read: int


def owner_name() -> str:
    """Names this process so that others can tell whether it still lives: host, pid, start time, a nonce."""
    process = psutil.Process()
    return f"{socket.gethostname()}/{process.pid}/{process.create_time():.2f}/{uuid.uuid4().hex[:6]}"


def is_dead(owner: str) -> bool:
    """Whether the owner was a process of this machine that is gone. Of other machines nothing is known."""
    host, pid, created, _ = owner.rsplit("/", 3)
    if host != socket.gethostname():
        return False
    try:
        return abs(psutil.Process(int(pid)).create_time() - float(created)) > 1.0
    except psutil.NoSuchProcess:
        return True


def enrol(archive: Archive, plan: Step, issue_ids: Collection[str] | None = None) -> int:
    """Enter new pages into the ledger, free the leases of dead processes; the number of pages left to do.

    `plan` is what `flows.work.reading_step` says; it is put on record, the ledger refers to it by its key.
    """
    step = plan.key
    with archive.write() as connection:
        record_step(connection, plan)
        ledger.enrol(connection, step, issue_ids)
        ledger.release_dead(
            connection, step, [name for name in ledger.owners(connection, step) if is_dead(name)]
        )
        states = ledger.counts(connection, step, issue_ids)
    return states.get("pending", 0) + states.get("leased", 0)


@contextmanager
def renewing(archive: Archive, step: str, owner: str) -> Iterator[None]:
    """Keep the leases of `owner` alive while the block lasts."""
    over = threading.Event()

    def renew() -> None:
        while not over.wait(RENEW_SECONDS):
            try:
                with archive.write() as connection:
                    ledger.renew(connection, step, owner, LEASE_SECONDS)
            except CatalogueUnusable as error:  # busy for long; the leases hold until the next try
                log.warning("leases were not renewed: %s", error.reason)

    thread = threading.Thread(target=renew, name="renew-leases", daemon=True)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()


def read_chunk(
    archive: Archive,
    step: str,
    owner: str,
    pool: Pool[Job, Outcome],
    report: Report,
    issue_ids: Collection[str] | None = None,
) -> ChunkDone:
    """Lease a chunk of pages, read them, and keep what comes back.

    Raises PoolClosed when the command is being stopped, StorageFailed when nothing can be kept; pages that
    were not done are given back then, without blame.
    """
    with archive.write() as connection:
        leased = ledger.lease(connection, step, owner, CHUNK, LEASE_SECONDS, issue_ids)
        pages = get_pages(connection, leased)
        told = get_overrides(connection, {page.issue_id for page in pages.values()})
    left = set(leased)
    read = 0
    try:
        waiting = {}
        for page_id in leased:
            page = pages[page_id]
            waiting[pool.submit(ReadPage(page, override(told.get(page.issue_id, AS_JUDGED))))] = page_id
        for future in as_completed(waiting):
            page_id = waiting[future]
            read += _keep_outcome(archive, step, page_id, future)
            left.remove(page_id)
            report.advance()
    except BaseException:
        with archive.write() as connection:
            ledger.hand_back(connection, sorted(left), step, blame=False)
        raise
    return ChunkDone(len(leased), read)


def _keep_outcome(archive: Archive, step: str, page_id: str, future: Future[Outcome]) -> bool:
    """Put the outcome of a page on record; whether it was read."""
    try:
        outcome = future.result()
    except WorkFailed as error:
        log.error("page %s: %s\n%s", page_id, error.reason, error.traceback)
        outcome = Refusal("unexpected", error.reason, error.remedy)
    except PoolClosed:
        raise
    except FlowError as error:  # died or timed out: perhaps not the page's fault, so it is tried again
        log.warning("page %s: %s", page_id, error.reason)
        with archive.write() as connection:
            ledger.hand_back(connection, [page_id], step, blame=True)
        return False
    if isinstance(outcome, Refusal) and outcome.code == STORAGE:
        raise StorageFailed(outcome.reason, outcome.remedy)
    with archive.write() as connection:
        if isinstance(outcome, Refusal):
            ledger.give_up(connection, page_id, step, outcome.code, outcome.reason, outcome.remedy)
        elif isinstance(outcome, PageRead):
            record_reading(
                connection,
                page_id,
                outcome.sha256,
                outcome.size,
                outcome.step,
                outcome.confidence,
                outcome.expected_error,
            )
            ledger.settle(connection, page_id, step, outcome.seconds)
    return isinstance(outcome, PageRead)
