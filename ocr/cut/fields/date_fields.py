"""The days of a notice: when it was signed and when it takes effect."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from ocr.cut.parts import Parts
from ocr.cut.stream import Row
from ocr.cut.traced import Traced, join
from ocr.grammar.dates.effect import find_effect
from ocr.grammar.dates.find import Calendar, PrintedDate, dates_on_line, find_dates, whole_date

_OF_THE_REPUBLIC = re.compile("民[國国]|[國關務號總稅財會處實廳為]")
"""Words and forms of characters of the Republic's orders."""


def read_date(parts: Parts, likely_year: int | None = None) -> tuple[PrintedDate, Traced, str] | None:
    """The date of signing: under the signature, else that of promulgation (2024年10月28日…令第272号公布).

    It may be known in part only (`PrintedDate.edtf`). `likely_year`, that of the notice's number, helps with a year
    that was read in part. The rule is ``"signature"``, ``"signature-mended"`` when a
    character was not read as what it must be, or ``"promulgation"``.
    """
    if parts.date is not None:
        line = parts.date.traced
        doubts = _doubts(parts.date)
        whole = whole_date(line.text, doubts, likely_year)
        found = whole if whole is not None else dates_on_line(line.text, doubts, likely_year)[-1]
        if likely_year and found.value and found.value.year != likely_year:
            found = _of_year(line.text, found, doubts, likely_year)
        if found.calendar is Calendar.REPUBLIC and "民" not in found.printed and not _of_the_republic(parts):
            found = replace(found, value=None, edtf="")
        return found, line.cut(found.start, found.end), "signature-mended" if found.repaired else "signature"
    source = join(row.traced for row in parts.promulgation)
    for found in find_dates(source.text):
        after = source.text[found.end : found.end + 40]
        if re.search(r"公布|发布|通过|令", after) and not source.text[: found.start].endswith("自"):
            return found, source.cut(found.start, found.end), "promulgation"
    return None


def _of_year(text: str, found: PrintedDate, doubts: Mapping[int, str], year: int) -> PrintedDate:
    """`found`, or where the reader thought of another sign by which it is of `year`, that of the number, that date."""
    for at, others in doubts.items():
        if found.start <= at < found.end:
            for other in others:
                for item in find_dates(text[:at] + other + text[at + 1 :]):
                    if (
                        item.value
                        and item.value.year == year
                        and (item.start, item.end) == (found.start, found.end)
                    ):
                        return replace(found, value=item.value, edtf=f"{item.value}?", repaired=True)
    return found


def _doubts(row: Row) -> dict[int, str]:
    """For places in the row's text the other characters that the reader thought of."""
    found: dict[int, str] = {}
    for piece in row.traced.pieces:
        if piece.line == row.line and piece.page == row.page:
            for doubt in row.source.doubts:
                at = doubt.at - piece.offset
                if 0 <= at < piece.length:
                    found[piece.start + at] = "".join(other for other, _ in doubt.others if len(other) == 1)
    return found


def _of_the_republic(parts: Parts) -> bool:
    rows = (*parts.number, *parts.title, *parts.body, *parts.signers)
    return any(_OF_THE_REPUBLIC.search(row.text) for row in rows)


def read_effective(parts: Parts, text: Traced, dated: PrintedDate | None) -> tuple[date, Traced, str] | None:
    """The day the notice takes effect, from its own words; None when they do not tell it.

    `dated` is its date of signing: words like 自发布之日起 rest on it, and when it is one of the Republic, a year
    without 民國 (自三十三年九月一日起) is, too.
    """
    signed = dated.value if dated else None
    republic = dated is not None and dated.calendar is Calendar.REPUBLIC
    promulgation = join(row.traced for row in parts.promulgation)
    for source in (promulgation, text):
        found = find_effect(source.text, signed, republic=republic)
        if found is not None:
            rule = (
                found.rule.replace("effect-clause", "promulgation") if source is promulgation else found.rule
            )
            return found.day, source.cut(found.start, found.end), rule
    return None
