"""What is known of a file before its pages are read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from archive.errors import Refused

Kind = Literal["scan", "born_digital"]


@dataclass(frozen=True, slots=True)
class Frame:
    """One page of a file.

    `index` counts from 0 as the file does: directories of a TIFF, pages of a PDF, 0 otherwise.
    `width` × `height` are the pixels `archive.intake.raster` will give, upright; 0 when unknown.
    `dpi` is the resolution; None when the file does not say or says what cannot be true.
    `kind` is ``born_digital`` for a PDF page of visible text or drawing, else ``scan``.
    `trouble` says why this page cannot be taken in, though others of its file may; None when all is well.
    """

    index: int
    width: int
    height: int
    dpi: float | None
    kind: Kind = "scan"
    trouble: Refused | None = None

    def __reduce__(self) -> tuple[object, ...]:
        # Frames cross processes; an exception whose constructor takes two arguments does not by itself.
        trouble = self.trouble and (type(self.trouble), self.trouble.reason, self.trouble.remedy)
        return _unpickled, (self.index, self.width, self.height, self.dpi, self.kind, trouble)


def _unpickled(
    index: int,
    width: int,
    height: int,
    dpi: float | None,
    kind: Kind,
    trouble: tuple[type[Refused], str, str] | None,
) -> Frame:
    return Frame(index, width, height, dpi, kind, trouble and trouble[0](trouble[1], trouble[2]))


@dataclass(frozen=True, slots=True)
class Probe:
    """What a file is. `sha256` in lower-case hex, `size` in bytes; `frames` is never empty.

    `remarks` are short English sentences that a person should know.
    """

    media_type: str
    sha256: str
    size: int
    frames: tuple[Frame, ...]
    remarks: tuple[str, ...] = ()


def true_dpi(dpi: float | None) -> float | None:
    """`dpi`, or None for values that say nothing.

    1, 25.4 and 72 are what programs write when they do not know (docs: design, facts on reading); below
    30 no print can be read, above 4,800 no scanner scans.
    """
    if dpi is None or not 30.0 <= dpi <= 4800.0 or abs(dpi - 72.0) < 0.5:
        return None
    return round(float(dpi), 2)
