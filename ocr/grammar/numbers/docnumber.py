"""A document number taken apart, and its canonical form."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

ANNUAL_KINDS = ("风险警示通告", "公告", "通告", "警示通报")
SERIAL_KINDS = (
    "通令", "訓令", "训令", "指令", "部令", "署令", "代電", "電令", "公函", "佈告", "布告", "批復", "指導令", "令",
)  # fmt: skip
"""The 文种 whose numbers start anew each year, and those that are numbered through."""


class NumberStyle(StrEnum):
    """How the canonical form is built."""

    ANNUAL = "annual"
    SERIAL = "serial"
    LETTERED = "lettered"
    ENGLISH = "english"


@dataclass(frozen=True, slots=True, order=True)
class DocNumber:
    """A document number taken apart.

    `kind` is the word before the number (公告, 令, 通令, 訓令, Circular); for LETTERED the 代字 (署法, 署货字).
    `year` is None for SERIAL and ENGLISH. `series` is the word of a Republican series (關字) or an English
    one (Second Series). `mark` is 号 or 號, ``""`` for ENGLISH.
    """

    style: NumberStyle
    issuer: str
    kind: str
    year: int | None
    number: int
    series: str = ""
    mark: str = "号"

    def __str__(self) -> str:
        """The canonical form; `parse_number` reads it back to an equal value."""
        if self.style is NumberStyle.ANNUAL:
            return f"{self.issuer}{self.kind}{self.year}年第{self.number}{self.mark}"
        if self.style is NumberStyle.LETTERED:
            return f"{self.kind}〔{self.year}〕{self.number}{self.mark}"
        if self.style is NumberStyle.ENGLISH:
            lead = f"{self.issuer} " if self.issuer else ""
            tail = f" ({self.series})" if self.series else ""
            return f"{lead}{self.kind} No. {self.number}{tail}"
        return f"{self.issuer}{self.kind}{self.series}第{self.number}{self.mark}"
