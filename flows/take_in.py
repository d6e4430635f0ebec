"""Taking files in: nothing lost, nothing twice. Masters go to the store, issues and pages to the catalogue.

A killed run leaves blobs that nothing points to yet, and no half issue: each issue is registered in one
transaction, with the outcome of its files. Running again finds what is missing.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Sequence
from concurrent.futures import Future, ThreadPoolExecutor, as_completed
from dataclasses import dataclass, replace
from pathlib import Path

from sqlalchemy.engine import Connection

from archive import Archive
from archive.accession import finish_batch, kept_paths, last_outcome, record_blob, record_file, start_batch
from archive.errors import FixityMismatch
from archive.holdings import (
    NewPage,
    add_pages,
    describe_held,
    ensure_issue,
    issue_pages,
    reorder_pages,
)
from archive.intake.group import IssuePlan, group, told_key
from archive.intake.manifest import Manifest
from archive.intake.names import natural_key
from archive.intake.probe import Probe
from archive.intake.survey import FoundFile, Skipped, Survey
from archive.records import SourceFile
from archive.store import sha256_of
from flows.errors import FlowError, PoolClosed
from flows.pool import Pool
from flows.progress import Report
from flows.work import Job, KeepFile, Outcome, Refusal, unreadable

FINAL = frozenset({"empty", "unsupported", "damaged", "encrypted"})
"""Refusals that the same bytes would meet again: not tried a second time. A limit can be raised."""


@dataclass(frozen=True, slots=True)
class TakenIn:
    """What became of a batch. `issue_ids` are those that files of this batch belong to."""

    batch_id: int
    files: tuple[SourceFile, ...]
    issue_ids: tuple[str, ...]
    pages_added: int

    def with_status(self, status: str) -> tuple[SourceFile, ...]:
        """The files of one status: ``kept``, ``duplicate`` or ``failed``."""
        return tuple(file for file in self.files if file.status == status)


def take_in(
    archive: Archive,
    survey: Survey,
    manifest: Manifest | None,
    pool: Pool[Job, Outcome],
    report: Report,
    source: str,
) -> TakenIn:
    """Take in the files of a survey. `source` is what the user named, kept with the batch."""
    with archive.write() as connection:
        batch_id = start_batch(connection, source)
    hashes = _hash(survey.files, report)
    fresh: list[tuple[FoundFile, str]] = []
    settled: list[SourceFile] = []
    first_with: dict[str, FoundFile] = {}
    copies: list[tuple[FoundFile, str]] = []
    with archive.read() as connection:
        for file in survey.files:
            digest = hashes[file]
            if isinstance(digest, Refusal):
                settled.append(_failed(batch_id, file, "", digest))
                continue
            before = last_outcome(connection, digest)
            if before is not None and (before.status == "kept" or before.code in FINAL):
                settled.append(_again(batch_id, file, before))
            elif digest in first_with:
                copies.append((file, digest))
            else:
                first_with[digest] = file
                fresh.append((file, digest))
    _mend(archive, settled, survey.files)
    probes, refused = _keep(batch_id, fresh, pool, report)
    fate = {file.sha256: file for file in refused}
    for file, digest in copies:  # a copy of a file that was refused is refused too, and not "already held"
        settled.append(
            _again(batch_id, file, fate[digest])
            if digest in fate
            else _source_file(batch_id, file, digest, "duplicate", first_with[digest].name)
        )
    settled += [_unreadable_folder(batch_id, folder) for folder in survey.closed]
    plans = group(probes, manifest)
    if manifest is not None:
        _describe_held(archive, survey.files, settled, manifest)
    issue_ids: list[str] = []
    added = 0
    for plan in plans:
        with archive.write() as connection:
            issue_id, count = _register(connection, batch_id, plan)
        issue_ids.append(issue_id)
        added += count
    with archive.write() as connection:
        for outcome in (*settled, *refused):
            record_file(connection, outcome)
        finish_batch(connection, batch_id)
    kept = [
        _source_file(batch_id, file, found.sha256, "kept", media=found.media_type) for file, found in probes
    ]
    files = sorted((*kept, *settled, *refused), key=lambda file: natural_key(file.name))
    return TakenIn(batch_id, tuple(files), tuple(issue_ids), added)


def _hash(files: Sequence[FoundFile], report: Report) -> dict[FoundFile, str | Refusal]:
    report.begin("checking files 核对文件", len(files), "files")
    hashes: dict[FoundFile, str | Refusal] = {}

    def one(file: FoundFile) -> tuple[FoundFile, str | Refusal]:
        try:
            return file, sha256_of(file.path)
        except OSError as error:
            return file, unreadable(error)

    with ThreadPoolExecutor(2) as threads:
        for file, digest in threads.map(one, files):
            hashes[file] = digest
            report.advance()
    return hashes


def _keep(
    batch_id: int, fresh: Sequence[tuple[FoundFile, str]], pool: Pool[Job, Outcome], report: Report
) -> tuple[list[tuple[FoundFile, Probe]], list[SourceFile]]:
    report.begin("taking files in 收入文件", len(fresh), "files")
    waiting: dict[Future[Outcome], tuple[int, str]] = {
        pool.submit(KeepFile(file.path)): (position, digest) for position, (file, digest) in enumerate(fresh)
    }
    found: dict[int, Probe] = {}
    refused: dict[int, SourceFile] = {}
    for future in as_completed(waiting):
        position, digest = waiting[future]
        file = fresh[position][0]
        try:
            outcome = future.result()
        except PoolClosed:
            raise
        except FlowError as error:
            outcome = Refusal("crashed", error.reason, error.remedy)
        if isinstance(outcome, Probe):
            found[position] = outcome
        elif isinstance(outcome, Refusal):
            refused[position] = _failed(batch_id, file, digest, outcome)
        report.advance()
    return [(fresh[at][0], found[at]) for at in sorted(found)], [refused[at] for at in sorted(refused)]


def _register(connection: Connection, batch_id: int, plan: IssuePlan) -> tuple[str, int]:
    issue_id = ensure_issue(connection, plan.key, plan.description, plan.called)
    for file, found in {file: found for file, found, _ in plan.pages}.items():
        record_blob(connection, found.sha256, found.size, found.media_type)
        record_file(connection, _source_file(batch_id, file, found.sha256, "kept", media=found.media_type))
    new = [
        NewPage(
            sha256=found.sha256,
            frame=frame.index,
            width=frame.width,
            height=frame.height,
            dpi=frame.dpi,
            kind=frame.kind,
            media_type=found.media_type,
            source_name=file.name,
            trouble=frame.trouble.reason if frame.trouble else "",
        )
        for file, found, frame in plan.pages
    ]
    added = add_pages(connection, issue_id, new)
    held = issue_pages(connection, issue_id)
    if len(held) > len(added):  # scans added later stand where their names put them
        # By full path: the name inside a batch depends on which folder was named in that batch.
        paths = kept_paths(connection, {page.sha256 for page in held})
        held.sort(key=lambda page: (natural_key(paths[page.sha256]), page.frame))
        reorder_pages(connection, issue_id, [page.id for page in held])
    return issue_id, len(added)


def _describe_held(
    archive: Archive, files: Sequence[FoundFile], settled: Sequence[SourceFile], manifest: Manifest
) -> None:
    """A manifest may come after its scans: issues held already take over what it says of them."""
    masters = {file.name: file.sha256 for file in settled if file.status == "duplicate"}
    with archive.write() as connection:
        for file in files:
            told = manifest.describe(manifest.name_of(file))
            if told is not None and file.name in masters:
                describe_held(connection, masters[file.name], told, told_key(told))


def _mend(archive: Archive, settled: Sequence[SourceFile], files: Sequence[FoundFile]) -> None:
    """Put back every master that the store lost or that was damaged there: here it is again."""
    paths = {file.name: file.path for file in files}
    for held in settled:
        if held.status == "duplicate":
            with contextlib.suppress(OSError, FixityMismatch):  # the file itself is in trouble; ours stays
                archive.store.put_file(paths[held.name], held.sha256)


def _unreadable_folder(batch_id: int, folder: Skipped) -> SourceFile:
    return SourceFile(
        batch_id=batch_id,
        name=folder.name,
        path=_written(folder.path),
        size=0,
        sha256="",
        media_type="",
        status="failed",
        code="unreadable",
        reason=f"It is {folder.reason}.",
        remedy="Check its permissions, then run the command again.",
    )


def _written(path: Path) -> str:
    """A path as text that can be stored; different paths give different texts, whatever bytes are in them."""
    escaped = os.fsencode(path).replace(b"\\", b"\\\\")
    return escaped.decode("utf-8", "backslashreplace")


def _source_file(
    batch_id: int, file: FoundFile, sha256: str, status: str, duplicate_of: str = "", media: str = ""
) -> SourceFile:
    return SourceFile(
        batch_id=batch_id,
        name=file.name,
        path=_written(file.path),
        size=file.size,
        sha256=sha256,
        media_type=media,
        status=status,
        duplicate_of=duplicate_of,
    )


def _failed(batch_id: int, file: FoundFile, sha256: str, refusal: Refusal) -> SourceFile:
    outcome = _source_file(batch_id, file, sha256, "failed")
    return replace(outcome, code=refusal.code, reason=refusal.reason, remedy=refusal.remedy)


def _again(batch_id: int, file: FoundFile, before: SourceFile) -> SourceFile:
    if before.status == "kept":
        return _source_file(
            batch_id,
            file,
            before.sha256,
            "duplicate",
            f"batch {before.batch_id}: {before.name}",
            before.media_type,
        )
    return _failed(batch_id, file, before.sha256, Refusal(before.code, before.reason, before.remedy))


def manifest_beside(paths: Sequence[Path]) -> Path | None:
    """The ``manifest.csv`` of the one folder that was named, if it has one."""
    folders = [path for path in paths if path.is_dir()]
    if len(paths) == 1 and folders and (folders[0] / "manifest.csv").is_file():
        return folders[0] / "manifest.csv"
    return None
