"""Taking in: batches, the outcome of each file, and what is known of bytes that come again."""

from __future__ import annotations

import itertools
from datetime import UTC, datetime, timedelta

import pytest
import sqlalchemy as sa
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy.exc import IntegrityError

from archive import Archive
from archive.accession import (
    batch_files,
    failed_files,
    finish_batch,
    last_outcome,
    list_batches,
    record_blob,
    record_file,
    start_batch,
)
from archive.records import SourceFile
from archive.tables import blobs

numbers = itertools.count()


def file(batch_id: int, name: str, sha256: str, status: str, code: str = "") -> SourceFile:
    return SourceFile(batch_id, name, f"/scans/{name}", 3_000_000_000, sha256, "image/tiff", status, code)


def test_a_batch_begins_and_ends(archive: Archive) -> None:
    before = datetime.now(UTC)
    with archive.write() as connection:
        first = start_batch(connection, "/掃描/一九五一")
        second = start_batch(connection, "/scans/2")
        finish_batch(connection, first)
        batches = list_batches(connection)
        assert list_batches(connection, [second]) == batches[1:]
    assert [(batch.id, batch.source) for batch in batches] == [
        (first, "/掃描/一九五一"),
        (second, "/scans/2"),
    ]
    assert batches[0].finished is not None
    assert before <= batches[0].started <= batches[0].finished <= datetime.now(UTC)
    assert batches[0].started.utcoffset() == timedelta(0)
    assert batches[1].finished is None


def test_files_come_back_as_they_were_recorded(archive: Archive) -> None:
    with archive.write() as connection:
        batch_id = start_batch(connection, "x")
        kept = file(batch_id, "第一期/001.tif", "a" * 64, "kept")
        failed = SourceFile(
            batch_id, "b.pdf", "/b.pdf", 0, "", "", "failed", "empty", "It has no bytes.", "Scan."
        )
        again = SourceFile(
            batch_id, "c", "/c", 1, "a" * 64, "image/tiff", "duplicate", duplicate_of=kept.name
        )
        for one in (kept, failed, again):
            record_file(connection, one)
        assert batch_files(connection, batch_id) == [kept, failed, again]
        assert batch_files(connection, batch_id, "failed") == [failed]
        assert batch_files(connection, batch_id + 1) == []


def test_a_path_has_one_outcome_in_a_batch(archive: Archive) -> None:
    def twice() -> None:
        with archive.write() as connection:
            batch_id = start_batch(connection, "x")
            record_file(connection, file(batch_id, "a", "a" * 64, "kept"))
            record_file(connection, file(batch_id, "a", "a" * 64, "duplicate"))

    with pytest.raises(IntegrityError):
        twice()


def test_a_blob_is_recorded_once_and_may_be_larger_than_4_gib(archive: Archive) -> None:
    with archive.write() as connection:
        record_blob(connection, "a" * 64, 5 << 30, "image/tiff")
        record_blob(connection, "a" * 64, 5 << 30, "image/tiff")
        rows = connection.execute(sa.select(blobs)).all()
    assert [(row.sha256, row.size) for row in rows] == [("a" * 64, 5 << 30)]
    assert rows[0].created.utcoffset() == timedelta(0)


@settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture],
    max_examples=40,
    deadline=None,
    derandomize=True,
)
@given(st.lists(st.sampled_from(["kept", "duplicate", "failed"]), max_size=6))
def test_the_outcome_that_counts_for_bytes(archive: Archive, statuses: list[str]) -> None:
    """A kept file if there is one, else the latest failure; a duplicate says nothing new."""
    sha256 = f"{next(numbers):064}"
    with archive.write() as connection:
        batch_id = start_batch(connection, "x")
        files = [
            file(batch_id, f"{sha256}-{n}", sha256, status, f"code-{n}") for n, status in enumerate(statuses)
        ]
        for one in files:
            record_file(connection, one)
        outcome = last_outcome(connection, sha256)
    kept = [one for one in files if one.status == "kept"]
    failed = [one for one in files if one.status == "failed"]
    assert outcome == next(iter([*reversed(kept), *reversed(failed)]), None)


def test_what_still_needs_a_person(archive: Archive) -> None:
    with archive.write() as connection:
        first = start_batch(connection, "first")
        for name in ("mended", "still bad", "never mended"):
            record_file(connection, file(first, name, name, "failed", "damaged"))
        second = start_batch(connection, "second")
        record_file(connection, file(second, "mended", "new bytes", "kept"))
        record_file(connection, file(second, "still bad", "worse bytes", "failed", "empty"))
        needing = failed_files(connection)
    assert [(one.name, one.batch_id, one.code) for one in needing] == [
        ("never mended", first, "damaged"),
        ("still bad", second, "empty"),
    ]
