"""The tariff lines of notices as rows: those of the tables of their attachments, and the codes their texts name."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from archive import Archive
from archive.export import notices_with_issues
from archive.notice_records import Attachment, Notice
from ocr.grammar.tariff.codes import TariffCode
from ocr.grammar.tariff.tariff_headings import doubt
from ocr.grammar.tariff.tariff_table import TariffLine, read_tariff_table
from ocr.grammar.tariff.tariff_text import find_codes

TARIFF_FIELDS = (
    "notice",
    "doc_number",
    "date",
    "attachment",
    "row",
    "code",
    "last_code",
    "code_printed",
    "part",
    "goods",
    "rates",
    "doubt",
)
"""Columns of ``wengao export tariff-lines``. `attachment` counts from 1, `row` of its table from 1, both None for a
code of the text; `code` is its digits, `last_code` those of the end of a range; `part`: the print restricts it (ex);
`rates` a pair of head and cell for each column of rates; `doubt` why it cannot be right."""


def export_tariff_lines(archive: Archive, issue_ids: Sequence[str] | None = None) -> Iterator[dict[str, Any]]:
    """Every code of every notice (of some issues) as `TARIFF_FIELDS`, by notice, text first. Raises NotHeld."""
    for _, notice in notices_with_issues(archive, issue_ids):
        yield from tariff_lines(notice)


def tariff_lines(notice: Notice) -> Iterator[dict[str, Any]]:
    """The codes of one notice."""
    for code in find_codes(notice.text):
        yield _row(notice, code, notice.text[code.start : code.end], doubt(code.digits, notice.date))
    for number, attachment in enumerate(notice.attachments, start=1):
        for code in find_codes(attachment.text):
            why = doubt(code.digits, notice.date)
            yield _row(notice, code, attachment.text[code.start : code.end], why, attachment=number)
        yield from _of_table(notice, attachment, number)


def _of_table(notice: Notice, attachment: Attachment, number: int) -> Iterator[dict[str, Any]]:
    cells = attachment.table or ()
    table = read_tariff_table(cells, attachment.head_rows, notice.date)
    if table is None:
        return
    why = {item.row: item.reason for item in table.doubts}
    for line in table.lines:
        printed = cells[line.row][table.column]
        for code in line.codes:
            yield _row(notice, code, printed, why.get(line.row, ""), attachment=number, line=line)


def _row(
    notice: Notice,
    code: TariffCode,
    printed: str,
    why: str,
    *,
    attachment: int | None = None,
    line: TariffLine | None = None,
) -> dict[str, Any]:
    return {
        "notice": notice.id,
        "doc_number": notice.doc_number,
        "date": notice.date.isoformat() if notice.date else None,
        "attachment": attachment,
        "row": line.row + 1 if line else None,
        "code": code.digits,
        "last_code": code.last,
        "code_printed": printed,
        "part": code.part,
        "goods": line.goods if line else "",
        "rates": [list(pair) for pair in line.rates] if line else [],
        "doubt": why,
    }
