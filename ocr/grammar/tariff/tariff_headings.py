"""Which headings (品目) the tariff has: whether a code can exist at all."""

from __future__ import annotations

from datetime import date

HS_IN_FORCE = date(1992, 1, 1)
"""China's tariff is built on the Harmonized System from that day; before, on the Brussels nomenclature."""

_LAST_HEADING = dict(
    enumerate(
        (6, 10, 9, 10, 11, 4, 14, 14, 10, 8, 9, 14, 2, 4, 22, 5, 4, 6, 5, 9, 6, 9, 9, 4, 30, 21, 16, 53, 42, 6,
         5, 15, 7, 7, 7, 6, 7, 27, 26, 17, 15, 6, 4, 21, 4, 2, 7, 23, 11, 7, 13, 12, 11, 8, 16, 9, 5, 11, 11, 6,
         17, 17, 10, 6, 7, 3, 4, 15, 14, 20, 18, 29, 26, 19, 8, 16, 0, 6, 7, 7, 13, 15, 11, 87, 49, 9, 16, 7, 8, 33,
         14, 9, 7, 6, 8, 20, 6, 99),
        start=1,
    )
)  # fmt: skip
"""The last heading of each chapter in any edition of the HS from 1992 to 2022; 77 is kept free. No limit is known for
chapter 98, of the Chinese customs statistics (特殊交易品及未分类商品). All 8,809 codes of the customs' catalogue of
2025 (申报目录) exist by this table, and reach the end of each chapter but 89."""


def doubt(digits: str, day: date | None = None) -> str:
    """Why no code of a notice of that day can begin so; empty when it may exist. `day` None: today's nomenclature."""
    chapter, heading = int(digits[:2]), int(digits[2:4])
    if day is not None and day < HS_IN_FORCE:
        return "" if 1 <= chapter <= 99 and heading else f"no chapter {digits[:2]} or heading 00"
    last = _LAST_HEADING.get(chapter, 0)
    if not last:
        return f"no chapter {digits[:2]}"
    return "" if 1 <= heading <= last else f"no heading {digits[:4]}: chapter {digits[:2]} ends at {last:02}"
