"""What is known of a date, as one writes it in a language: a day, a month, a year, or the days it lies between."""

from __future__ import annotations

import datetime as dt
import re

from babel.dates import format_interval, format_skeleton

from index.web.i18n import Language

_MONTH = re.compile(r"(?P<year>\d{4})-(?P<month>\d\d)(?:-XX)?[?~%]?")
_YEAR = re.compile(r"(?P<year>\d{4})(?:-XX-XX)?[?~%]?")
_BETWEEN = re.compile(r"(?P<first>\d{4}-\d\d-\d\d)/(?P<last>\d{4}-\d\d-\d\d)")


def date_words(language: Language, day: dt.date | None, edtf: str) -> str:
    """`day` if it is known, with a question mark when `edtf` calls it uncertain; else what `edtf` tells.

    Empty when nothing is known. Of EDTF (level 1) only what the cut writes is put into words; the rest is given as
    it stands (195X).
    """
    doubt = " ?" if edtf.endswith(("?", "~", "%")) else ""
    if day is not None:
        return language.date(day) + doubt
    if match := _MONTH.fullmatch(edtf):
        month = dt.date(int(match["year"]), int(match["month"]), 1)
        return format_skeleton("yMMMM", month, locale=language.locale) + doubt
    if match := _YEAR.fullmatch(edtf):
        return format_skeleton("y", dt.date(int(match["year"]), 1, 1), locale=language.locale) + doubt
    if match := _BETWEEN.fullmatch(edtf):
        first, last = dt.date.fromisoformat(match["first"]), dt.date.fromisoformat(match["last"])
        return format_interval(first, last, "yMMMd", locale=language.locale)
    return edtf
