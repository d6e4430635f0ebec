"""The catalogue's tables (SQLAlchemy Core). Rows leave this package only as `archive.records`."""

from __future__ import annotations

from datetime import UTC, datetime

from sqlalchemy import (
    JSON,
    BigInteger,
    Column,
    Date,
    DateTime,
    Float,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
)
from sqlalchemy.engine import Dialect
from sqlalchemy.types import TypeDecorator

SCHEMA_VERSION = 4
"""Raised with every change to this file that an existing database would notice."""

metadata = MetaData()


class Instant(TypeDecorator[datetime]):
    """A moment with its zone. SQLite would give it back without one, PostgreSQL in the server's."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """To UTC."""
        return None if value is None else value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """In UTC, zone included."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


catalogue = Table(
    "catalogue",
    metadata,
    Column("schema_version", Integer, nullable=False),
)

batches = Table(
    "batch",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("source", Text, nullable=False),
    Column("started", Instant, nullable=False),
    Column("finished", Instant),
)

blobs = Table(
    "blob",
    metadata,
    Column("sha256", String(64), primary_key=True),
    Column("size", BigInteger, nullable=False),
    Column("media_type", Text, nullable=False),
    Column("created", Instant, nullable=False),
)

source_files = Table(
    "source_file",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("batch_id", ForeignKey("batch.id"), nullable=False),
    Column("name", Text, nullable=False),
    Column("path", Text, nullable=False),
    Column("size", BigInteger, nullable=False),
    Column("sha256", String(64), nullable=False, index=True),
    Column("media_type", Text, nullable=False),
    Column("status", String(16), nullable=False),
    Column("code", String(32), nullable=False),
    Column("reason", Text, nullable=False),
    Column("remedy", Text, nullable=False),
    Column("duplicate_of", Text, nullable=False),
    UniqueConstraint("batch_id", "path"),
)

issues = Table(
    "issue",
    metadata,
    Column("serial", Integer, primary_key=True),
    Column("key", Text, nullable=False, unique=True),
    Column("series", Text, nullable=False),
    Column("title", Text, nullable=False),
    Column("number", Text, nullable=False),
    Column("date", Date),
    Column("archival_no", Text, nullable=False),
    Column("rights", Text, nullable=False),
    Column("next_notice", Integer, nullable=False),
    Column("cut_fingerprint", String(64), nullable=False),
    sqlite_autoincrement=True,  # or SQLite gives the serial of a deleted last row to the next issue
)

pages = Table(
    "page",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("issue", ForeignKey("issue.serial"), nullable=False, index=True),
    Column("sequence", Integer, nullable=False),
    Column("sha256", ForeignKey("blob.sha256"), nullable=False),
    Column("frame", Integer, nullable=False),
    Column("width", Integer, nullable=False),
    Column("height", Integer, nullable=False),
    Column("dpi", Float),
    Column("kind", String(16), nullable=False),
    Column("media_type", Text, nullable=False),
    Column("source_name", Text, nullable=False),
    Column("trouble", Text, nullable=False),
    UniqueConstraint("sha256", "frame"),
)

reading_overrides = Table(
    "reading_override",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("issue", ForeignKey("issue.serial"), nullable=False, index=True),
    Column("direction", String(16)),
    Column("turn", Integer),
    Column("leaves", Integer),
    Column("columns", Integer),
    Column("made", Instant, nullable=False),
)

steps = Table(
    "step",
    metadata,
    Column("key", String(16), primary_key=True),
    Column("tool", Text, nullable=False),
    Column("version", Text, nullable=False),
    Column("settings", JSON, nullable=False),
)

derivatives = Table(
    "derivative",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("page_id", ForeignKey("page.id"), nullable=False),
    Column("kind", String(16), nullable=False),
    Column("sha256", ForeignKey("blob.sha256"), nullable=False),
    Column("step", ForeignKey("step.key"), nullable=False),
    Column("confidence", Float, nullable=False),
    Column("expected_error", Float),
    Column("created", Instant, nullable=False),
    Index("derivative_by_page", "page_id", "kind", "id"),
)

notices = Table(
    "notice",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("issue", ForeignKey("issue.serial"), nullable=False, index=True),
    Column("sequence", Integer, nullable=False),
    Column("title", Text, nullable=False),
    Column("doc_number", Text, nullable=False, index=True),
    Column("doc_number_printed", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("issuers", JSON, nullable=False),
    Column("date", Date, index=True),
    Column("date_printed", Text, nullable=False),
    Column("date_edtf", Text, nullable=False, server_default=""),
    Column("addressee", Text, nullable=False, server_default=""),
    Column("effective_date", Date),
    Column("expiry_date", Date),
    Column("first_page", ForeignKey("page.id"), nullable=False),
    Column("last_page", ForeignKey("page.id"), nullable=False),
    Column("text", Text, nullable=False),
    Column("signature", Text, nullable=False, server_default=""),
    Column("attachments", JSON, nullable=False),
    Column("cites", JSON, nullable=False),
    Column("relations", JSON, nullable=False),
    Column("clauses", JSON, nullable=False, server_default="[]"),
    Column("spans", JSON, nullable=False),
    Column("evidence", JSON, nullable=False),
    Column("corrected", JSON, nullable=False, server_default="[]"),
    Column("as_read", JSON(none_as_null=True)),
    Column("confidence", Float, nullable=False),
    Column("disclosure", Text, nullable=False),
    Column("readings", JSON, nullable=False),
    Column("step", ForeignKey("step.key"), nullable=False),
    Column("revision", String(64), nullable=False),  # of this row; Notice.revision adds the issue's part
)

corrections = Table(
    "correction",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("issue", ForeignKey("issue.serial"), nullable=False, index=True),
    Column("notice", Text, nullable=False, index=True),
    Column("kind", String(16), nullable=False),
    Column("field", Text, nullable=False),
    Column("was", JSON),
    Column("read", JSON),
    Column("value", JSON),
    Column("page_id", ForeignKey("page.id"), nullable=False),
    Column("box", JSON),
    Column("who", Text, nullable=False),
    Column("why", Text, nullable=False),
    Column("made", Instant, nullable=False),
    Column("undone", Instant),
    Column("undone_by", Text, nullable=False),
    sqlite_autoincrement=True,  # or SQLite gives the id of a deleted last row to the next correction
)

tombstones = Table(
    "tombstone",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("issue", ForeignKey("issue.serial"), nullable=False, index=True),
    Column("doc_number", Text, nullable=False),
    Column("title", Text, nullable=False),
    Column("page_id", ForeignKey("page.id"), nullable=False),
    Column("digest", String(64), nullable=False),
    Column("vanished", Instant, nullable=False),
    Column("reason", String(16), nullable=False),
    Column("continued_by", String(32), nullable=False),
)

findings = Table(
    "finding",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("issue", ForeignKey("issue.serial"), nullable=False, index=True),
    Column("code", String(64), nullable=False),
    Column("message", Text, nullable=False),
    Column("page_id", ForeignKey("page.id"), nullable=False),
    Column("box", JSON),
)

page_work = Table(
    "page_work",
    metadata,
    Column("page_id", ForeignKey("page.id"), primary_key=True),
    Column("step", String(16), primary_key=True),
    Column("state", String(16), nullable=False),
    Column("owner", Text, nullable=False),
    Column("leased_until", Float, nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("code", String(32), nullable=False),
    Column("reason", Text, nullable=False),
    Column("remedy", Text, nullable=False),
    Column("seconds", Float, nullable=False),
    Index("page_work_by_state", "step", "state"),
)
