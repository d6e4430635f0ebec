"""Opening the archive: the catalogue (a database) and the store (blobs), side by side."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy.engine import URL, Connection, Engine, make_url
from sqlalchemy.exc import DBAPIError, OperationalError, SQLAlchemyError

from archive.errors import CatalogueUnusable
from archive.migrations import MIGRATIONS, migrate
from archive.store import Store
from archive.tables import SCHEMA_VERSION, catalogue, metadata

BUSY_SECONDS = 30
"""How long a writer waits for its turn before it gives up."""

WRITERS_LOCK = 0x77656E67616F
"""The PostgreSQL advisory lock that writers take in turn: "wengao" as a number."""


@dataclass(frozen=True, slots=True)
class Archive:
    """An open archive. Functions of this package take the connection that `read` or `write` gives."""

    engine: Engine
    store: Store

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """A transaction: committed when the block ends, rolled back when it raises.

        Writers take turns, on either database: what the block reads stays true until it ends, so "look, then
        insert" needs no further lock. Keep it short, and touch no slow file inside. Raises CatalogueUnusable
        when the turn does not come within `BUSY_SECONDS`, the disk is full or the server is gone.
        """
        with _failing_clearly(self.engine.url), self.engine.connect() as connection:
            connection.execution_options(writing=True)
            with connection.begin():
                yield connection

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """A connection that sees one state of the catalogue from its first query on, and can change nothing.

        It neither waits for a writer nor holds one up. Raises CatalogueUnusable when the server is gone.
        """
        with _failing_clearly(self.engine.url), self.engine.connect() as connection:
            if connection.dialect.name == "postgresql":
                # Its default shows every statement another state.
                connection.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
            yield connection
            connection.rollback()

    def close(self) -> None:
        """Give back all database connections."""
        self.engine.dispose()


def open_archive(database_url: str, store_url: str) -> Archive:
    """Open the archive, making it when it is not there yet.

    `database_url` is a SQLAlchemy URL (``sqlite:////path/catalogue.sqlite`` or ``postgresql+psycopg://…``),
    `store_url` a folder or any fsspec URL. Raises CatalogueUnusable when the database cannot be
    opened, is something else's or belongs to a newer version, StoreUnusable when the store's URL is of no
    known kind.
    """
    store = Store(store_url)
    engine = _connect(database_url)
    archive = Archive(engine, store)
    try:
        _prepare(archive)
    except SQLAlchemyError as error:
        archive.close()
        cause = error.orig if isinstance(error, DBAPIError) else error
        raise _foreign(engine.url, f": {str(cause).strip()}") from error
    except CatalogueUnusable:
        archive.close()
        raise
    return archive


def _connect(database_url: str) -> Engine:
    try:
        url = make_url(database_url)
    except sa.exc.ArgumentError as error:
        raise CatalogueUnusable(
            f"{database_url!r} is not the URL of a database.",
            "WENGAO_DATABASE_URL looks like sqlite:////path/catalogue.sqlite.",
        ) from error
    backend = url.get_backend_name()
    if backend not in ("sqlite", "postgresql"):
        raise CatalogueUnusable(f"A catalogue cannot live in {backend}.", "Use SQLite or PostgreSQL.")
    if backend == "postgresql":
        try:
            engine = sa.create_engine(url, pool_pre_ping=True)
        except (ImportError, sa.exc.NoSuchModuleError) as error:
            raise CatalogueUnusable(
                f"The driver for {_shown(url)} is missing: {error}.",
                "Install psycopg and use a URL that begins with postgresql+psycopg://.",
            ) from error
    else:
        if url.database and url.database != ":memory:":
            _make_folder(Path(url.database).parent)
        engine = sa.create_engine(url, connect_args={"timeout": BUSY_SECONDS})
        sa.event.listen(engine, "connect", _sqlite_pragmas)
    sa.event.listen(engine, "begin", _begin)
    return engine


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise CatalogueUnusable(
            f"The folder {folder} cannot be made: {error.strerror}.",
            "Check WENGAO_DATABASE_URL and WENGAO_HOME.",
        ) from error


def _prepare(archive: Archive) -> None:
    with archive.read() as connection:
        there = sa.inspect(connection).get_table_names()
    if not there:
        with archive.write() as connection:  # another process may have been first: look again
            metadata.create_all(connection)
            if connection.execute(sa.select(catalogue.c.schema_version)).first() is None:
                connection.execute(sa.insert(catalogue).values(schema_version=SCHEMA_VERSION))
    elif catalogue.name not in there:
        raise _foreign(archive.engine.url, ", it holds other tables")
    with archive.read() as connection:
        version = connection.execute(sa.select(catalogue.c.schema_version)).scalar()
    if version in MIGRATIONS:
        with archive.write() as connection:
            version = migrate(connection)
    if version != SCHEMA_VERSION:
        raise CatalogueUnusable(
            f"The catalogue has schema {version}, this version of wengao knows {SCHEMA_VERSION}.",
            "Use the version of wengao that made it, or a newer one that can migrate it.",
        )


@contextmanager
def _failing_clearly(url: URL) -> Iterator[None]:
    try:
        yield
    except OperationalError as error:
        raise CatalogueUnusable(
            f"The catalogue {_shown(url)} cannot be used: {str(error.orig).strip()}.",
            "Check WENGAO_DATABASE_URL, that the folder can be written to, that the disk is not full and that no "
            "other process keeps the catalogue to itself; then run the command again.",
        ) from error


def _shown(url: URL) -> str:
    return url.render_as_string(hide_password=True)


def _foreign(url: URL, why: str) -> CatalogueUnusable:
    return CatalogueUnusable(
        f"{_shown(url)} is not a wengao catalogue{why}.",
        "Point WENGAO_DATABASE_URL at a wengao catalogue or at a new, empty database.",
    )


def _sqlite_pragmas(connection: sqlite3.Connection, _record: object) -> None:
    # The driver must not open transactions by itself (it would not do so before a SELECT), see _begin.
    connection.isolation_level = None
    connection.execute("PRAGMA synchronous=NORMAL")
    connection.execute("PRAGMA foreign_keys=ON")
    deadline = time.monotonic() + BUSY_SECONDS
    while True:
        # Switching to WAL does not wait for other connections as everything else does: when several
        # processes opened a new catalogue at once, five of six failed here.
        try:
            connection.execute("PRAGMA journal_mode=WAL")
            return
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY or time.monotonic() > deadline:
                raise
        time.sleep(0.02)


def _begin(connection: Connection) -> None:
    writing = connection.get_execution_options().get("writing", False)
    if connection.dialect.name == "sqlite":
        # A deferred transaction that reads and then writes fails at once, whatever the timeout, when
        # somebody else wrote in between (SQLITE_BUSY_SNAPSHOT): a writer queues before it reads.
        connection.exec_driver_sql(f"PRAGMA query_only={'OFF' if writing else 'ON'}")
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")
    elif writing:
        connection.exec_driver_sql(f"SET LOCAL lock_timeout = '{BUSY_SECONDS}s'")
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({WRITERS_LOCK})")
