"""Series of document numbers: those that are counted through, by issuer and kind, most of them anew each year."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from archive.outlines import Outline
from index.numbers import NumberKey, number_key

_CANONICAL = re.compile(r"(?P<before>.*?)(?P<serial>[0-9]{1,9})(?P<after>[^0-9]*)", re.DOTALL)
"""In every canonical form the last run of figures is the number itself."""
_OURS = re.compile(
    "海关|海關|[关關]務署|关务署|^[署关關]|[訓训通]令|稅務司|税务司|Customs|^I\\.G\\.|^Circular",
    re.IGNORECASE,
)

Runs = tuple[tuple[int, int], ...]
"""Runs of whole numbers, first and last of each, rising."""


@dataclass(slots=True)
class Series:
    """The numbers of one issuer, kind and year (None: counted through), as far as notices held here tell.

    `held` gives for each number the notices that have it, `cited` for numbers that no notice here has those that
    cite it. `before` and `after` are what stands around the number in print.
    """

    key: NumberKey
    before: str
    after: str
    held: dict[int, list[Outline]] = field(default_factory=dict)
    cited: dict[int, list[str]] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """海关总署公告2019年第…号."""
        return f"{self.before}…{self.after}"

    @property
    def ours(self) -> bool:
        """Is it of the customs, and so meant to be complete? Of others only what they issued jointly is printed."""
        return _OURS.search(self.before) is not None

    @property
    def last(self) -> int:
        """The highest number known, held or cited."""
        return max((*self.held, *self.cited), default=0)

    def number(self, serial: int) -> str:
        """The canonical form of a number of the series."""
        return f"{self.before}{serial}{self.after}"


def all_series(outlines: Iterable[Outline]) -> list[Series]:
    """Every series that a notice held here has or cites, by stem and year. Linear in notices and citations."""
    seen = _Seen()
    cited: list[tuple[Series, int, str]] = []
    for outline in outlines:
        if found := seen.place(outline.doc_number):
            series, serial = found
            series.held.setdefault(serial, []).append(outline)
        cited += [(*place, outline.id) for number in outline.cites if (place := seen.place(number))]
    for series, serial, notice_id in cited:
        if serial not in series.held:
            series.cited.setdefault(serial, []).append(notice_id)
    return sorted(
        (series for series in seen.series.values() if series.held or series.cited),
        key=lambda series: (series.key.stem, series.key.year or 0),
    )


def gaps(numbers: Iterable[int]) -> Iterator[tuple[int, int]]:
    """The runs that lack between rising numbers: 1, 2, 5 → (3, 4). Linear in how many are given, not in their size."""
    for low, high in pairwise(numbers):
        if high - low > 1:
            yield low + 1, high - 1


class _Seen:
    """Series by key; what stands around a number is parsed once, however many numbers share it."""

    def __init__(self) -> None:
        self.series: dict[tuple[str, int | None], Series] = {}
        self._around: dict[tuple[str, str], Series | None] = {}

    def place(self, doc_number: str) -> tuple[Series, int] | None:
        """The series of a canonical number, and the number in it; None when it is none."""
        parts = _CANONICAL.fullmatch(doc_number)
        if parts is None:
            return None
        around = parts["before"], parts["after"]
        if around not in self._around:
            self._around[around] = self._named(*around)
        series = self._around[around]
        return None if series is None else (series, int(parts["serial"]))

    def _named(self, before: str, after: str) -> Series | None:
        key = number_key(f"{before}1{after}")
        if key is None:
            return None
        return self.series.setdefault((key.stem, key.year), Series(key, before, after))
