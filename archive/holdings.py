"""What we hold: issues and their pages."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass

import sqlalchemy as sa
from sqlalchemy.engine import Connection, RowMapping

from archive.errors import NotHeld
from archive.records import Issue, IssueDescription, Page
from archive.tables import issues, pages

IDS_AT_A_TIME = 500
"""Ids in one question: both databases limit its parameters (SQLite: 32,766)."""

_ISSUE_ID = re.compile(r"i([1-9][0-9]{0,9})")
_PAGE_ID = re.compile(r"i[1-9][0-9]{0,9}p[1-9][0-9]{0,9}")


def issue_serial(issue_id: str) -> int:
    """The number inside an issue id: ``i7`` → 7. Raises NotHeld for anything else (``i07`` is no id)."""
    match = _ISSUE_ID.fullmatch(issue_id)
    if match is None or int(match[1]) >= 1 << 31:
        raise _no_issue(issue_id)
    return int(match[1])


def ensure_issue(connection: Connection, key: str, told: IssueDescription, called: str = "") -> str:
    """The id of the issue with this key, made when new. A known one takes over every field that is told.

    `called` is the title of a new issue of which no title is told.
    """
    serial = connection.execute(sa.select(issues.c.serial).where(issues.c.key == key)).scalar()
    if serial is None:
        values = {**asdict(told), "title": told.title or called, "key": key}
        result = connection.execute(sa.insert(issues).values(next_notice=1, cut_fingerprint="", **values))
        return f"i{result.inserted_primary_key[0]}"  # type: ignore[index]
    _take_over(connection, serial, told)
    return f"i{serial}"


def describe_held(connection: Connection, sha256: str, told: IssueDescription, key: str | None) -> None:
    """Let the issues that hold pages of this master take over every field that is told.

    With `key`, what is handed in under that key from now on joins the issue, unless another one has it.
    """
    holding = sa.select(pages.c.issue).where(pages.c.sha256 == sha256).distinct()
    for serial in [row.issue for row in connection.execute(holding)]:
        _take_over(connection, serial, told)
        if key and connection.execute(sa.select(issues.c.serial).where(issues.c.key == key)).first() is None:
            connection.execute(sa.update(issues).where(issues.c.serial == serial).values(key=key))


def _take_over(connection: Connection, serial: int, told: IssueDescription) -> None:
    values = {name: value for name, value in asdict(told).items() if value}
    if values:
        connection.execute(sa.update(issues).where(issues.c.serial == serial).values(values))


@dataclass(frozen=True, slots=True)
class NewPage:
    """A page to be added; fields as in `archive.records.Page`."""

    sha256: str
    frame: int
    width: int
    height: int
    dpi: float | None
    kind: str
    media_type: str
    source_name: str
    trouble: str = ""


def add_pages(connection: Connection, issue_id: str, new: Sequence[NewPage]) -> list[str]:
    """Append pages to an issue; their ids in order. A master frame that is already a page is left out.

    The masters' blobs must be recorded. Raises NotHeld when there is no such issue.
    """
    serial = issue_serial(get_issue(connection, issue_id).id)
    held = connection.execute(sa.select(sa.func.count()).where(pages.c.issue == serial)).scalar_one()
    added: list[str] = []
    for page in new:
        same = sa.select(pages.c.id).where(pages.c.sha256 == page.sha256, pages.c.frame == page.frame)
        if connection.execute(same).first() is not None:
            continue
        sequence = held + len(added) + 1
        page_id = f"{issue_id}p{sequence}"
        connection.execute(
            sa.insert(pages).values(
                id=page_id,
                issue=serial,
                sequence=sequence,
                sha256=page.sha256,
                frame=page.frame,
                width=page.width,
                height=page.height,
                dpi=page.dpi,
                kind=page.kind,
                media_type=page.media_type,
                source_name=page.source_name,
                trouble=page.trouble,
            )
        )
        added.append(page_id)
    return added


def reorder_pages(connection: Connection, issue_id: str, order: Sequence[str]) -> None:
    """Number the issue's pages 1, 2, 3 … in the given order of page ids; the ids themselves stay.

    Raises ValueError unless `order` names every page of the issue once.
    """
    if sorted(order) != sorted(page.id for page in issue_pages(connection, issue_id)):
        raise ValueError(f"the order given for {issue_id} does not name each of its pages once")
    for sequence, page_id in enumerate(order, start=1):
        connection.execute(sa.update(pages).where(pages.c.id == page_id).values(sequence=sequence))


def get_issue(connection: Connection, issue_id: str) -> Issue:
    """The issue. Raises NotHeld."""
    row = (
        connection.execute(sa.select(issues).where(issues.c.serial == issue_serial(issue_id)))
        .mappings()
        .first()
    )
    if row is None:
        raise _no_issue(issue_id)
    return _issue(row)


def list_issues(connection: Connection, *, after: int = 0, limit: int | None = None) -> list[Issue]:
    """Issues in the order they were first taken in, those with a serial above `after`."""
    query = sa.select(issues).where(issues.c.serial > after).order_by(issues.c.serial).limit(limit)
    return [_issue(row) for row in connection.execute(query).mappings()]


def get_page(connection: Connection, page_id: str) -> Page:
    """The page. Raises NotHeld."""
    found = get_pages(connection, [page_id])
    if page_id not in found:
        raise NotHeld(
            f"There is no page {page_id!r}.", "Page ids look like i7p12; `wengao export pages` lists them."
        )
    return found[page_id]


def issue_pages(connection: Connection, issue_id: str) -> list[Page]:
    """The pages of an issue in order."""
    query = sa.select(pages).where(pages.c.issue == issue_serial(issue_id)).order_by(pages.c.sequence)
    return [_page(row) for row in connection.execute(query).mappings()]


def get_pages(connection: Connection, page_ids: Iterable[str]) -> dict[str, Page]:
    """The pages with these ids; unknown ids are left out."""
    wanted = [page_id for page_id in page_ids if _PAGE_ID.fullmatch(page_id)]
    found: dict[str, Page] = {}
    for start in range(0, len(wanted), IDS_AT_A_TIME):
        query = sa.select(pages).where(pages.c.id.in_(wanted[start : start + IDS_AT_A_TIME]))
        found.update((row["id"], _page(row)) for row in connection.execute(query).mappings())
    return found


def _issue(row: RowMapping) -> Issue:
    return Issue(
        id=f"i{row['serial']}",
        key=row["key"],
        series=row["series"],
        title=row["title"],
        number=row["number"],
        date=row["date"],
        archival_no=row["archival_no"],
        rights=row["rights"],
    )


def _page(row: RowMapping) -> Page:
    values = {name: value for name, value in row.items() if name != "issue"}
    return Page(issue_id=f"i{row['issue']}", **values)


def _no_issue(issue_id: str) -> NotHeld:
    return NotHeld(
        f"There is no issue {issue_id!r}.",
        "Issue ids look like i7; `wengao export pages` names them.",
    )
