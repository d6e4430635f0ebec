"""The catalogue: opened, made, refused; and what a transaction promises while others write."""

from __future__ import annotations

import sqlite3
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import DBAPIError, IntegrityError

from archive import Archive, ArchiveError, open_archive
from archive.accession import start_batch
from archive.errors import CatalogueUnusable
from archive.tables import SCHEMA_VERSION, batches, catalogue, issues, source_files

PROCESS = """
import sys
import sqlalchemy as sa
from archive import open_archive
from archive.tables import issues
"""


def sources(archive: Archive) -> list[str]:
    with archive.read() as connection:
        return list(connection.scalars(sa.select(batches.c.source).order_by(batches.c.id)))


def test_opening_makes_the_catalogue_and_its_folder(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/var/deep/catalogue.sqlite"
    open_archive(url, str(tmp_path)).close()
    assert (tmp_path / "var/deep/catalogue.sqlite").exists()


def test_what_was_written_is_there_after_opening_again(database_url: str, tmp_path: Path) -> None:
    first = open_archive(database_url, str(tmp_path))
    with first.write() as connection:
        start_batch(connection, "/scans/1951")
    first.close()
    second = open_archive(database_url, str(tmp_path))
    assert sources(second) == ["/scans/1951"]
    second.close()


@pytest.mark.parametrize("version", [0, SCHEMA_VERSION + 1])
def test_another_schema_is_refused_and_left_alone(database_url: str, tmp_path: Path, version: int) -> None:
    archive = open_archive(database_url, str(tmp_path))
    with archive.write() as connection:
        connection.execute(sa.update(catalogue).values(schema_version=version))
        connection.execute(sa.schema.DropTable(source_files))
    with pytest.raises(
        CatalogueUnusable, match=rf"has schema {version}, .* knows {SCHEMA_VERSION}\. Use the"
    ):
        open_archive(database_url, str(tmp_path))
    with archive.read() as connection:
        assert source_files.name not in sa.inspect(connection).get_table_names()
    archive.close()


def test_a_file_that_is_no_database_is_refused_and_left_alone(tmp_path: Path) -> None:
    file = tmp_path / "catalogue.sqlite"
    file.write_text("series,issue,date\n" * 100)
    with pytest.raises(CatalogueUnusable, match="is not a wengao catalogue") as refused:
        open_archive(f"sqlite:///{file}", str(tmp_path / "store"))
    assert "Point WENGAO_DATABASE_URL at" in refused.value.remedy
    assert isinstance(refused.value, ArchiveError)
    assert file.read_text() == "series,issue,date\n" * 100


def test_the_database_of_something_else_is_refused_and_left_alone(tmp_path: Path) -> None:
    file = tmp_path / "bookmarks.sqlite"
    other = sqlite3.connect(file)
    other.execute("CREATE TABLE page (url TEXT)")
    other.commit()
    with pytest.raises(CatalogueUnusable, match="holds other tables"):
        open_archive(f"sqlite:///{file}", str(tmp_path))
    assert other.execute("SELECT name FROM sqlite_master").fetchall() == [("page",)]
    other.close()


@pytest.mark.parametrize(
    ("url", "message"),
    [
        ("sqlite:///{folder}", "unable to open database file"),
        ("sqlite:///{folder}/file/sub/catalogue.sqlite", "cannot be made"),
        ("catalogue.sqlite", "is not the URL of a database"),
        ("", "is not the URL of a database"),
        ("mysql://server/wengao", "cannot live in mysql"),
        ("postgresql+nothing://server/wengao", "driver .* is missing"),
    ],
)
def test_a_url_that_leads_nowhere_is_refused(tmp_path: Path, url: str, message: str) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(CatalogueUnusable, match=message):
        open_archive(url.format(folder=tmp_path), str(tmp_path / "store"))


def test_a_password_is_not_shown(tmp_path: Path) -> None:
    with pytest.raises(CatalogueUnusable) as refused:
        open_archive("postgresql+nothing://wengao:secret@server/wengao", str(tmp_path))
    assert "secret" not in str(refused.value)


def test_a_block_that_raises_writes_nothing(archive: Archive) -> None:
    def interrupted() -> None:
        with archive.write() as connection:
            start_batch(connection, "lost")
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        interrupted()
    assert sources(archive) == []


def test_rows_point_at_rows_that_exist(archive: Archive) -> None:
    row = {column.name: "" for column in source_files.c if column.name != "id"}
    with pytest.raises(IntegrityError), archive.write() as connection:
        connection.execute(sa.insert(source_files).values(row | {"batch_id": 7, "size": 0}))


def test_reading_sees_one_state_while_others_write(archive: Archive) -> None:
    count = sa.select(sa.func.count()).select_from(batches)
    with archive.write() as connection:
        start_batch(connection, "first")
    with archive.read() as reader:
        assert reader.scalar(count) == 1
        with archive.write() as connection:
            start_batch(connection, "second")
        assert reader.scalar(count) == 1
    assert sources(archive) == ["first", "second"]


def test_reading_does_not_wait_for_a_writer(archive: Archive) -> None:
    with archive.write() as connection:
        start_batch(connection, "not yet committed")
        assert sources(archive) == []


def test_reading_can_change_nothing(archive: Archive) -> None:
    with pytest.raises((CatalogueUnusable, DBAPIError), match=r"read.?only"), archive.read() as connection:
        start_batch(connection, "by mistake")
    with archive.write() as connection:
        start_batch(connection, "on purpose")
    assert sources(archive) == ["on purpose"]


def test_a_writer_waits_for_its_turn_before_it_looks(archive: Archive) -> None:
    """Look, then insert: the second looks when the first is done."""
    looked = threading.Event()

    def insert_once() -> None:
        with archive.write() as connection:
            if not connection.execute(sa.select(batches)).first():
                looked.set()
                time.sleep(0.1)
                start_batch(connection, "only one")

    second = threading.Thread(target=insert_once)
    first = threading.Thread(target=insert_once)
    first.start()
    assert looked.wait(10)
    second.start()
    first.join()
    second.join()
    assert sources(archive) == ["only one"]


def test_a_writer_whose_turn_does_not_come_says_so(
    database_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("archive.catalogue.BUSY_SECONDS", 1)
    archive = open_archive(database_url, str(tmp_path))
    with archive.write():
        with pytest.raises(CatalogueUnusable, match=r"lock.* no other process keeps"), archive.write():
            pass
        assert sources(archive) == []
    archive.close()


def test_a_new_catalogue_waits_for_a_process_that_is_making_it(tmp_path: Path) -> None:
    """SQLite does not wait, whatever the timeout, when it switches to WAL: five of six processes failed."""
    file = tmp_path / "catalogue.sqlite"
    other = sqlite3.connect(file, isolation_level=None, check_same_thread=False)
    other.execute("BEGIN IMMEDIATE")
    end = threading.Timer(0.2, other.rollback)
    end.start()
    open_archive(f"sqlite:///{file}", str(tmp_path)).close()
    end.join()
    assert other.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    other.close()


def test_processes_that_read_and_then_write_lose_no_update(
    archive: Archive, database_url: str, tmp_path: Path, run_together: Callable[..., list[str]]
) -> None:
    """With deferred transactions a third of these failed at once: "database is locked"."""
    with archive.write() as connection:
        values = {column.name: "" for column in issues.c if isinstance(column.type, sa.Text | sa.String)}
        connection.execute(sa.insert(issues).values(values | {"next_notice": 0}))
    script = f"""{PROCESS}
archive = open_archive(*sys.argv[1:])
print("ready", flush=True)
input()
for _ in range(100):
    with archive.write() as connection:
        number = connection.scalar(sa.select(issues.c.next_notice))
        connection.execute(sa.update(issues).values(next_notice=number + 1))
archive.close()
"""
    run_together(script, 2, database_url, str(tmp_path))
    with archive.read() as connection:
        assert connection.scalar(sa.select(issues.c.next_notice)) == 200


def test_processes_open_a_new_archive_at_once(
    database_url: str, tmp_path: Path, run_together: Callable[..., list[str]]
) -> None:
    script = f"""{PROCESS}
print("ready", flush=True)
input()
archive = open_archive(*sys.argv[1:])
with archive.read() as connection:
    print(connection.execute(sa.select(issues)).all())
archive.close()
"""
    assert run_together(script, 4, database_url, str(tmp_path)) == ["[]\n"] * 4
