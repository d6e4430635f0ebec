"""Values that a person gives for a field, as they are kept: what can be no value of it is refused."""

from __future__ import annotations

import datetime as dt
from typing import Any
from unicodedata import category

from archive.correction_records import DATE_FIELDS, FIELDS, LIST_FIELDS
from archive.errors import NotCorrectable

LONGEST = 2_000_000
"""Characters of a corrected text, at most: no notice is as long."""

DISCLOSURES = ("", "主动公开", "依申请公开", "不予公开")


def checked(field: str, value: Any) -> Any:
    """`value` for `field` as it is kept: ISO dates or None, lists of names without repeats, trimmed text.

    Raises NotCorrectable.
    """
    if field in DATE_FIELDS:
        try:
            return dt.date.fromisoformat(value).isoformat() if value else None
        except (TypeError, ValueError) as error:
            raise NotCorrectable(
                f"{value!r} is not a day of the calendar 日期无效.",
                "Write it as 2009-11-20, or leave it empty.",
            ) from error
    if field in LIST_FIELDS:
        names = [name.strip() for name in ([value] if isinstance(value, str) else value or [])]
        return [name for name in dict.fromkeys(names) if name]
    if not isinstance(value, str):
        raise NotCorrectable(f"{field} takes text 须为文字.", "Give it as text.")
    value = value.replace("\r\n", "\n")
    if len(value) > LONGEST:
        raise NotCorrectable(
            f"{field} would have {len(value):,} characters 文字过长.", f"Give {LONGEST:,} at most."
        )
    if _stands_on_a_line(field) and "\n" in value.strip():
        raise NotCorrectable(f"{field} stands on one line 不可分行.", "Give it without line breaks.")
    if field == "disclosure" and value not in DISCLOSURES:
        raise NotCorrectable(
            f"{value!r} is no disclosure attribute 公开属性无效.", "One of 主动公开, 依申请公开, 不予公开."
        )
    return value if field == "text" else value.strip()


def _stands_on_a_line(field: str) -> bool:
    """Can `field` not be of several lines? Texts, signatures and cells of tables can."""
    if field in FIELDS:
        return field not in ("text", "signature")
    return field.endswith(".title")


def refuse_unprintable(*values: Any) -> None:
    """Refuse what no page prints: control characters and halves of surrogate pairs (bytes that are no UTF-8).

    They would act on the terminal that lists them, or could not be stored. Raises NotCorrectable.
    """
    for value in values:
        if isinstance(value, dict):
            refuse_unprintable(*value.values())
        elif isinstance(value, (list, tuple)):
            refuse_unprintable(*value)
        elif isinstance(value, str) and any(category(c) in ("Cc", "Cs") and c not in "\n\t" for c in value):
            raise NotCorrectable(
                f"{value[:60]!r} holds characters that cannot be printed 含有不可打印的字符.",
                "Give it as plain text in UTF-8.",
            )
