"""Tariff codes in the tables of attachments that cannot be right: read wrong, or printed wrong."""

from __future__ import annotations

from collections.abc import Sequence

from ocr.geometry import Box
from ocr.grammar.tariff.tariff_table import DoubtfulCode, TariffTable, read_tariff_table
from ocr.page import PageText
from ocr.section import Finding, Section

NAMED = 5
"""Codes that a finding names; of more the number is told."""


def tariff_findings(sections: Sequence[Section], pages: Sequence[PageText]) -> tuple[Finding, ...]:
    """One finding (``tariff-code-doubtful``) for each table with such codes, at the first of them."""
    found = []
    for section in sections:
        for number, attachment in enumerate(section.attachments):
            table = read_tariff_table(attachment.table or (), attachment.head_rows, section.date)
            if table is not None and table.doubts:
                first = table.doubts[0]
                field = f"attachments.{number}.table.{first.row}.{first.column}"
                page, box = _place(section, field, pages)
                found.append(
                    Finding(
                        "tariff-code-doubtful", _told(table), attachment.pages[0] if page < 0 else page, box
                    )
                )
    return tuple(found)


def _told(table: TariffTable) -> str:
    named = "; ".join(_one(doubtful) for doubtful in table.doubts[:NAMED])
    more = len(table.doubts) - NAMED
    return f"{len(table.doubts)} of {len(table.lines)} tariff codes: {named}" + (
        f" … and {more} more" if more > 0 else ""
    )


def _one(doubtful: DoubtfulCode) -> str:
    return f"row {doubtful.row + 1} {doubtful.printed} ({doubtful.reason})"


def _place(section: Section, field: str, pages: Sequence[PageText]) -> tuple[int, Box | None]:
    """Page and box of the print of a field; page -1 when it is not known."""
    for span in section.spans:
        if span.field == field:
            line = pages[span.page].lines[span.line]
            return span.page, line.span_box(span.offset, span.offset + span.end - span.start)
    return -1, None
