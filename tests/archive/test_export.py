"""Exports: rows with the promised fields, and files that other programs read back."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable
from dataclasses import fields, replace

import pytest

from archive import Archive
from archive.errors import FixityMismatch, NotHeld
from archive.export import PAGE_FIELDS, count_notices, export_notices, export_pages, page_row
from archive.exported_notice import NOTICE_FIELDS, notice_of, notice_row
from archive.holdings import ensure_issue, get_issue
from archive.notice_records import Attachment, Clause, Corrected, Evidence, Notice, Relation, Span
from archive.notices import issue_notices, replace_notices
from archive.reading_codec import encode_reading
from archive.reading_types import Reading, ReadLine
from archive.readings import record_reading
from archive.records import Issue, IssueDescription, Page, Step
from archive.row_text import to_csv, to_jsonl

Hold = Callable[..., list[str]]
Make = Callable[..., Notice]

PROMISED_NOTICE = """
    id series issue sequence title doc_number doc_number_printed kind issuers date date_printed date_edtf
    addressee effective_date
    expiry_date pages text signature attachments cites relations clauses confidence disclosure corrected provenance
"""
PROMISED_PAGE = """
    id issue sequence image_sha256 source_name frame width height direction lines engine confidence
"""

ISSUE = Issue("i7", "key", "海关总署文告", "第3期", "3", dt.date(2003, 3, 10), "G1", "")
STEP = Step("cut", "1", {"grammar": "modern"})
READING = Reading(
    page_id="i7p2",
    width=2480,
    height=3508,
    direction="vertical-rl",
    lines=(
        ReadLine("海關總稅務司署", (100, 40, 130, 500), 0.98765, "running_head", "vertical-rl"),
        ReadLine("一", (90, 40, 99, 60), 1.0, "table_cell", "vertical-rl", (40, 60), block=1),
    ),
    step=Step("rapidocr", "3.10.0"),
    confidence=0.99994,
)
PAGE = Page("i7p2", "i7", 2, "a" * 64, 1, 2500, 3600, 300.0, "scan", "image/tiff", "文告/3.tif")


@pytest.fixture
def full_notice(new_notice: Make) -> Notice:
    """A notice with something in every field."""
    return new_notice(
        "i7p2",
        id="i7n3",
        sequence=2,
        title="关于“甲”的公告",
        doc_number="海关总署公告2003年第82号",
        doc_number_printed="２００３年第８２号",
        kind="公告",
        issuers=("海关总署", "农业农村部"),
        date=dt.date(2003, 12, 1),
        date_printed="二○○三年十二月一日",
        date_edtf="2003-12-01",
        addressee="各直属海关",
        effective_date=dt.date(2004, 1, 1),
        expiry_date=dt.date(2006, 12, 31),
        pages=("i7p2", "i7p3"),
        text="一、甲。\n二、乙。",
        signature="海关总署",
        attachments=(
            Attachment(
                "说明", "甲", ("i7p3", "i7p3"), None, "附件1", (Clause("head", "", 0, 0, 1, "att_1__head_1"),)
            ),
            Attachment(
                "",
                "",
                ("i7p3", "i7p4"),
                (("税则号列", "税率"), ("0101.1000", "")),
                "附件2",
                (),
                1,
                ((1, 0, 1, 2),),
            ),
        ),
        cites=("海关总署令2001年第89号",),
        relations=(
            Relation(
                "repeals_in_part", "海关总署公告2001年第1号", "附件2", "同时废止", "2004-02-01", ("att_2",)
            ),
        ),
        clauses=(Clause("head", "一、", 0, 0, 5, "head_1"),),
        spans=(Span("title", 0, 3, "i7p2", 0, 0),),
        evidence=(Evidence("date", "2003-12-01", "二○○三年", "signature", "i7p3", (1, 2, 3, 4)),),
        confidence=0.87654,
        disclosure="主动公开",
        readings=(11, 12),
        step=STEP,
        revision="f" * 64,
        corrected=(Corrected("title", "关于“乙”的公告", 5),),
    )


def test_the_fields_are_the_promised_ones() -> None:
    """Written out once more, so that nobody renames one by accident."""
    assert list(NOTICE_FIELDS) == PROMISED_NOTICE.split()
    assert list(PAGE_FIELDS) == PROMISED_PAGE.split()


def test_a_notice_row_says_everything_in_plain_values(full_notice: Notice) -> None:
    row = notice_row(ISSUE, full_notice)
    assert tuple(row) == NOTICE_FIELDS
    assert row == json.loads(json.dumps(row))
    assert row == {
        "id": "i7n3",
        "series": "海关总署文告",
        "issue": {"id": "i7", "title": "第3期", "number": "3", "date": "2003-03-10"},
        "sequence": 2,
        "title": "关于“甲”的公告",
        "doc_number": "海关总署公告2003年第82号",
        "doc_number_printed": "２００３年第８２号",
        "kind": "公告",
        "issuers": ["海关总署", "农业农村部"],
        "date": "2003-12-01",
        "date_printed": "二○○三年十二月一日",
        "date_edtf": "2003-12-01",
        "addressee": "各直属海关",
        "effective_date": "2004-01-01",
        "expiry_date": "2006-12-31",
        "pages": ["i7p2", "i7p3"],
        "text": "一、甲。\n二、乙。",
        "signature": "海关总署",
        "attachments": [
            {
                "title": "说明",
                "text": "甲",
                "pages": ["i7p3", "i7p3"],
                "label": "附件1",
                "clauses": [
                    {
                        "level": "head",
                        "label": "",
                        "depth": 0,
                        "start": 0,
                        "end": 1,
                        "anchor": "att_1__head_1",
                    }
                ],
            },
            {
                "title": "",
                "text": "",
                "pages": ["i7p3", "i7p4"],
                "table": [["税则号列", "税率"], ["0101.1000", ""]],
                "label": "附件2",
                "clauses": [],
                "head_rows": 1,
                "merged": [[1, 0, 1, 2]],
            },
        ],
        "cites": ["海关总署令2001年第89号"],
        "relations": [
            {
                "kind": "repeals_in_part",
                "target": "海关总署公告2001年第1号",
                "scope": "附件2",
                "evidence": "同时废止",
                "date": "2004-02-01",
                "parts": ["att_2"],
            }
        ],
        "clauses": [
            {"level": "head", "label": "一、", "depth": 0, "start": 0, "end": 5, "anchor": "head_1"},
        ],
        "confidence": 0.87654,
        "disclosure": "主动公开",
        "corrected": [{"field": "title", "read": "关于“乙”的公告", "correction": 5}],
        "provenance": {
            "step": {"tool": "cut", "version": "1", "settings": {"grammar": "modern"}},
            "readings": [11, 12],
            "evidence": [
                {
                    "field": "date",
                    "value": "2003-12-01",
                    "printed": "二○○三年",
                    "rule": "signature",
                    "page_id": "i7p3",
                    "box": [1, 2, 3, 4],
                }
            ],
            "spans": [
                {"field": "title", "start": 0, "end": 3, "page_id": "i7p2", "line": 0, "offset": 0},
            ],
            "revision": "f" * 64,
        },
    }


def test_nothing_that_is_kept_of_a_notice_is_missing_from_its_row(full_notice: Notice) -> None:
    """Each field of a notice is given here and comes back: one that is added and not exported fails."""
    for field in fields(Notice):
        assert getattr(full_notice, field.name), f"give the notice of this test a {field.name}"
    assert {field.name for field in fields(Attachment)} == set(
        notice_row(ISSUE, full_notice)["attachments"][1]
    )
    (line,) = to_jsonl([notice_row(ISSUE, full_notice)])
    assert notice_of(json.loads(line)) == full_notice
    for name in ("date", "effective_date", "expiry_date"):
        without = replace(full_notice, **{name: None})
        assert notice_of(json.loads(json.dumps(notice_row(ISSUE, without)))) == without


def test_what_the_pages_do_not_give_is_empty_or_null(new_notice: Make) -> None:
    row = notice_row(Issue("i7", "k", "", "t", "", None, "", ""), new_notice("i7p1"))
    assert tuple(row) == NOTICE_FIELDS
    assert [name for name, value in row.items() if value is None] == ["date", "effective_date", "expiry_date"]
    assert row["issue"]["date"] is None
    assert row["doc_number"] == row["kind"] == row["text"] == ""
    assert row["issuers"] == row["attachments"] == row["cites"] == row["relations"] == []


def test_a_page_row_has_all_lines_and_the_size_of_the_master() -> None:
    row = page_row(PAGE, READING)
    assert tuple(row) == PAGE_FIELDS
    assert row == json.loads(json.dumps(row))
    assert row == {
        "id": "i7p2",
        "issue": "i7",
        "sequence": 2,
        "image_sha256": "a" * 64,
        "source_name": "文告/3.tif",
        "frame": 1,
        "width": 2500,
        "height": 3600,
        "direction": "vertical-rl",
        "lines": [
            {
                "text": "海關總稅務司署",
                "box": [100, 40, 130, 500],
                "confidence": 0.9877,
                "role": "running_head",
            },
            {"text": "一", "box": [90, 40, 99, 60], "confidence": 1.0, "role": "table_cell"},
        ],
        "engine": "rapidocr 3.10.0",
        "confidence": 0.9999,
    }


def test_a_page_that_was_not_read_has_its_row_too() -> None:
    row = page_row(PAGE, None)
    assert tuple(row) == PAGE_FIELDS
    assert (row["lines"], row["engine"], row["confidence"], row["direction"]) == ([], None, None, None)


def test_chinese_stays_readable_in_both(full_notice: Notice) -> None:
    row = notice_row(ISSUE, full_notice)
    for written in ("".join(to_jsonl(iter([row]))), "".join(to_csv(iter([row]), NOTICE_FIELDS))):
        assert "海关总署公告2003年第82号" in written
        assert "税则号列" in written
        assert "二○○三年十二月一日" in written


@pytest.fixture
def filled(archive: Archive, hold: Hold, new_notice: Make) -> Archive:
    """Two issues of two pages; a page of the first was read twice, the second issue has no notice."""
    first = hold(2, "first")
    hold(2, "second")
    for step in (Step("tesseract", "5.3"), READING.step):
        data = encode_reading(Reading(first[0], 10, 10, "horizontal-tb", READING.lines, step, 0.5))
        sha256 = archive.store.put(data)
        with archive.write() as connection:
            record_reading(connection, first[0], sha256, len(data), step, 0.5)
    with archive.write() as connection:
        ensure_issue(connection, "first", IssueDescription(title="first", series="文告"))
        cut = [new_notice(first[0], title=title) for title in ("甲", "乙")]
        replace_notices(connection, "i1", cut, [], "x")
    return archive


def test_all_notices_are_exported_in_order(filled: Archive) -> None:
    rows = list(export_notices(filled))
    with filled.read() as connection:
        issue = get_issue(connection, "i1")
        expected = [notice_row(issue, notice) for notice in issue_notices(connection, "i1")]
    assert rows == expected
    assert [(row["title"], row["series"], row["sequence"]) for row in rows] == [
        ("甲", "文告", 1),
        ("乙", "文告", 2),
    ]
    assert list(export_notices(filled, ["i2"])) == []
    assert list(export_notices(filled, ["i1"])) == rows
    assert [notice_of(row) for row in rows] == list(_notices(filled))
    assert (count_notices(filled), count_notices(filled, ["i2"]), count_notices(filled, ["i1"])) == (2, 0, 2)


def _notices(archive: Archive) -> list[Notice]:
    with archive.read() as connection:
        return issue_notices(connection, "i1")


def test_all_pages_are_exported_with_their_newest_reading(filled: Archive) -> None:
    rows = list(export_pages(filled))
    assert [(row["id"], row["engine"]) for row in rows] == [
        ("i1p1", "rapidocr 3.10.0"),
        ("i1p2", None),
        ("i2p1", None),
        ("i2p2", None),
    ]
    assert [line["text"] for line in rows[0]["lines"]] == ["海關總稅務司署", "一"]
    assert [row["id"] for row in export_pages(filled, ["i2", "i1"])] == ["i2p1", "i2p2", "i1p1", "i1p2"]


def test_an_unknown_issue_is_said_before_the_first_row(filled: Archive) -> None:
    for export in (export_notices, export_pages):
        with pytest.raises(NotHeld, match="'i3'"):
            next(export(filled, ["i1", "i3"]))


def test_a_damaged_reading_stops_the_export_of_pages(filled: Archive, hold: Hold) -> None:
    data = encode_reading(READING)
    sha256 = filled.store.put(data)
    with filled.write() as connection:
        record_reading(connection, "i2p1", sha256, len(data), READING.step, 0.5)
    with filled.store.local_path(sha256) as path:
        path.write_bytes(data[:-1])
    with pytest.raises(FixityMismatch, match=sha256):
        list(export_pages(filled))
