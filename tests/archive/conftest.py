"""An open, empty archive for each test, on SQLite and, when WENGAO_TEST_POSTGRES_URL names one, on PostgreSQL."""

from __future__ import annotations

import os
import subprocess
import sys
import uuid
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Protocol

import pytest
import sqlalchemy as sa

from archive import Archive, open_archive
from archive.accession import record_blob
from archive.holdings import NewPage, add_pages, ensure_issue
from archive.notice_records import Notice
from archive.records import IssueDescription, Step

POSTGRES_URL = os.environ.get("WENGAO_TEST_POSTGRES_URL", "")
"""``postgresql+psycopg://user@host/database``; every test makes, and drops, a schema of its own in it."""


@pytest.fixture(params=["sqlite", "postgresql"] if POSTGRES_URL else ["sqlite"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The URL of a new, empty database."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path}/catalogue.sqlite"
        return
    server = sa.create_engine(POSTGRES_URL, isolation_level="AUTOCOMMIT")
    schema = f"test_{uuid.uuid4().hex[:12]}"
    with server.connect() as connection:
        connection.exec_driver_sql(f"CREATE SCHEMA {schema}")
    yield f"{POSTGRES_URL}?options=-csearch_path%3D{schema}"
    with server.connect() as connection:
        connection.exec_driver_sql(f"DROP SCHEMA {schema} CASCADE")
    server.dispose()


@pytest.fixture
def archive(database_url: str, tmp_path: Path) -> Iterator[Archive]:
    """A new, empty archive."""
    opened = open_archive(database_url, str(tmp_path / "store"))
    yield opened
    opened.close()


class Hold(Protocol):
    """Makes an issue with new pages; the pages' ids. `troubles` has one entry a page, "" for a sound one."""

    def __call__(
        self, count: int = 3, key: str = "issue", *, troubles: tuple[str, ...] = ()
    ) -> list[str]: ...


@pytest.fixture
def hold(archive: Archive) -> Hold:
    """Issues with pages, made in one line."""

    def make(count: int = 3, key: str = "issue", *, troubles: tuple[str, ...] = ()) -> list[str]:
        with archive.write() as connection:
            issue_id = ensure_issue(connection, key, IssueDescription(title=f"title of {key}"))
            new = []
            for number in range(count):
                sha256 = uuid.uuid4().hex * 2
                record_blob(connection, sha256, 10, "image/png")
                trouble = troubles[number] if troubles else ""
                name = f"{key}/{number:03}.png"
                new.append(NewPage(sha256, 0, 2480, 3508, 300.0, "scan", "image/png", name, trouble))
            return add_pages(connection, issue_id, new)

    return make


@pytest.fixture
def new_notice() -> Callable[..., Notice]:
    """Notices with few fields given; the others are empty."""

    def make(page_id: str, **fields: Any) -> Notice:
        values: dict[str, Any] = {
            "id": "",
            "issue_id": page_id.split("p", maxsplit=1)[0],
            "sequence": 0,
            "pages": (page_id, page_id),
            "date": None,
            "effective_date": None,
            "expiry_date": None,
            "confidence": 1.0,
            "step": Step("cut", "1"),
        }
        for name in (
            "title",
            "doc_number",
            "doc_number_printed",
            "kind",
            "date_printed",
            "text",
            "signature",
            "disclosure",
        ):
            values[name] = ""
        for name in (
            "issuers",
            "attachments",
            "cites",
            "relations",
            "clauses",
            "spans",
            "evidence",
            "readings",
        ):
            values[name] = ()
        return Notice(**{**values, **fields})

    return make


@pytest.fixture
def run_together() -> Callable[..., list[str]]:
    """Runs a script in several Python processes at once; what each printed. Fails when one of them fails.

    The script gets `arguments` in ``sys.argv[1:]``. Each process prints a line when it has imported what it
    needs and starts with ``input()``, so that all begin together.
    """

    def run(script: str, processes: int, *arguments: str) -> list[str]:
        started = [
            subprocess.Popen(
                [sys.executable, "-c", script, *arguments],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                text=True,
            )
            for _ in range(processes)
        ]
        try:
            for process in started:
                assert process.stdout is not None
                process.stdout.readline()
            for process in started:
                assert process.stdin is not None
                process.stdin.write("go\n")
                process.stdin.flush()
            ends = [process.communicate(timeout=60) for process in started]
        finally:
            for process in started:
                process.kill()
        for process, (_, errors) in zip(started, ends, strict=True):
            assert process.returncode == 0, errors
        return [printed for printed, _ in ends]

    return run
