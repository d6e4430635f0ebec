"""A file a notice, a CSV file a table: named by issue and notice, nothing left out."""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Callable

import pytest
from lxml import etree

from archive import Archive
from archive.errors import NotHeld
from archive.notice_files import NOTICE_FORMATS, TABLE_FIELDS, export_notice_files, export_tables
from archive.notice_records import Attachment, Notice, Relation
from archive.notices import replace_notices
from archive.row_text import BOM, unguarded

Hold = Callable[..., list[str]]
Make = Callable[..., Notice]

TABLE = (("税则号列", "税率"), ("0101.1000", "=10%"), ("0102", ""))


@pytest.fixture
def filled(archive: Archive, hold: Hold, new_notice: Make) -> Archive:
    """Two issues: the first has two notices, one of two attachments; the second repeals one of them."""
    first, second = hold(2, "first")[0], hold(1, "second")[0]
    pages = (first, first)
    table = Attachment("税率表", "", pages, TABLE)
    old = new_notice(
        first,
        title="甲",
        doc_number="海关总署令第89号",
        date=dt.date(2003, 1, 2),
        attachments=(Attachment("说明", "一段。", pages), table),
    )
    new = new_notice(second, title="丙", relations=(Relation("repeals", "海关总署令第89号", "", "同时废止"),))
    with archive.write() as connection:
        replace_notices(connection, "i1", [old, new_notice(first, title="乙")], [], "x")
        replace_notices(connection, "i2", [new], [], "x")
    return archive


@pytest.mark.parametrize("name", NOTICE_FORMATS)
def test_every_notice_is_a_well_formed_file(filled: Archive, name: str) -> None:
    form = NOTICE_FORMATS[name]
    found = list(export_notice_files(filled, form))
    assert [file.name for file in found] == [
        f"i1/i1n1{form.ending}",
        f"i1/i1n2{form.ending}",
        f"i2/i2n1{form.ending}",
    ]
    assert all(
        title in "".join(etree.fromstring(f.data).itertext())
        for f, title in zip(found, "甲乙丙", strict=True)
    )
    assert list(export_notice_files(filled, form, ["i2"])) == found[2:]
    with pytest.raises(NotHeld):
        next(export_notice_files(filled, form, ["i9"]))


def test_a_file_tells_what_notices_of_other_issues_do(filled: Archive) -> None:
    first, _, last = export_notice_files(filled, NOTICE_FORMATS["akn"])
    work = "/akn/cn/act/海关总署令/2003/89"
    assert "passiveModifications" in first.data.decode()
    # The year of the number is known from the notice that is held, and so the repeal names the same work.
    assert f'<FRBRuri value="{work}"/>' in first.data.decode()
    assert f'<destination href="{work}"/>' in last.data.decode()


@pytest.mark.parametrize("lead", ["", BOM])
def test_every_table_is_a_file_and_listed(filled: Archive, lead: str) -> None:
    table, listed = export_tables(filled, lead=lead)
    assert (table.name, listed.name) == ("i1/i1n1-2.csv", "tables.csv")
    text = table.data.decode()
    assert text.startswith(lead)
    rows = list(csv.reader(io.StringIO(text.removeprefix(BOM), newline="")))
    assert rows[1] == ["0101.1000", "'=10%"]
    assert tuple(tuple(map(unguarded, row)) for row in rows) == TABLE
    (row,) = csv.DictReader(io.StringIO(listed.data.decode().removeprefix(BOM), newline=""))
    assert tuple(row) == TABLE_FIELDS
    assert row == {
        "file": "i1/i1n1-2.csv",
        "notice": "i1n1",
        "doc_number": "海关总署令第89号",
        "notice_title": "甲",
        "date": "2003-01-02",
        "attachment": "2",
        "attachment_title": "税率表",
        "first_page": "i1p1",
        "last_page": "i1p1",
        "rows": "3",
        "columns": "2",
    }


def test_without_a_table_the_list_is_empty(filled: Archive) -> None:
    (listed,) = export_tables(filled, ["i2"])
    assert listed.data.decode() == ",".join(TABLE_FIELDS) + "\r\n"
