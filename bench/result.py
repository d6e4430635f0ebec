"""What one reader did on one page: everything the tables need, as a value that can be kept as JSON."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from typing import Any

from bench.calibration import NO_CALIBRATION, Calibration, calibration
from bench.cells import Cells, cells
from bench.error_profile import Mistake, mistakes
from bench.fields import NO_FIELDS, Fields
from bench.fields import fields as compare_fields
from bench.matching import matches
from bench.rates import NONE, Errors, bag_recall, errors, errors_of, flat, fold, letters
from bench.readers import BenchPage, ReadPage, scaled
from bench.shares import Share
from draw.truth import PageTruth
from ocr.geometry import Box
from ocr.page import Leaf

PROFILED = "ours"
"""The reader whose mistakes and confidences are looked at one by one."""


@dataclass(frozen=True, slots=True)
class PageResult:
    """Figures of one page.

    `bag`: characters missing without regard to order. `cells` is None for a reader that knows no tables, `leaves` (how
    many pages of paper were found, set upright and called blank as they are) None for one that knows none. Where the
    truth has no boxes, `by_line` and all that rests on it is empty.
    """

    strict: Errors = NONE
    folded: Errors = NONE
    letters: Errors = NONE
    by_line: Errors = NONE
    bag: Errors = NONE
    wall: float = 0.0
    cpu: float = 0.0
    gave_up: str = ""
    confidence: float | None = None
    expected_error: float | None = None
    fields: Fields = NO_FIELDS
    cells: Cells | None = None
    leaves: Share | None = None
    calibration: Calibration = NO_CALIBRATION
    mistakes: tuple[Mistake, ...] = ()


def result_of(name: str, page: BenchPage, read: ReadPage, wall: float, cpu: float) -> PageResult:
    """Compare what the reader called `name` read with the truth of `page`."""
    truth = page.truth
    printed = [line.text for line in truth.lines]
    latin = page.latin
    lines = scaled(read.lines, page)
    whole, said = flat(printed, latin), flat([line.text for line in lines], latin)
    base = PageResult(
        strict=errors(whole, said),
        folded=errors(fold(whole), fold(said)),
        letters=errors(letters(whole), letters(said)),
        bag=bag_recall(whole.replace(" ", ""), said.replace(" ", "")),
        wall=wall,
        cpu=cpu,
        confidence=read.confidence,
        expected_error=read.expected_error,
        leaves=leaves_right(truth, read.leaves) if read.leaves is not None and truth.leaves else None,
    )
    if not page.placed:
        return base
    found = matches(truth, lines)
    profiled = name == PROFILED
    return replace(
        base,
        by_line=errors_of(
            (
                flat([printed[t] for t in match.truths], latin),
                flat([lines[r].text for r in match.reads], latin),
            )
            for match in found
        ),
        fields=compare_fields(truth, lines, found, latin),
        cells=None if read.tables is None else cells(truth, lines, read.tables, latin),
        calibration=calibration(truth, lines, found) if profiled else NO_CALIBRATION,
        mistakes=mistakes(truth, lines, found, latin) if profiled else (),
    )


def leaves_right(truth: PageTruth, found: tuple[Leaf, ...]) -> Share:
    """How many pages of paper of the truth were found in their place, turned upright, and called blank if they are.

    A leaf is in its place when what both boxes share is 80 % of what they cover together. A reader that says nothing
    means one leaf that fills the image. With too many or too few, none counts as right.
    """
    full = Box(0, 0, truth.width, truth.height)
    got = found or (Leaf(full),)
    if len(got) != len(truth.leaves):
        return Share(0, len(truth.leaves))
    right = 0
    for one, other in zip(truth.leaves, got, strict=True):
        shared = one.box.overlap(other.box)
        placed = shared >= 0.8 * (one.box.area + other.box.area - shared)
        right += placed and one.blank == other.blank and (one.blank or one.turn == other.turn)
    return Share(right, len(truth.leaves))


def to_json(result: PageResult) -> dict[str, Any]:
    """`result` in types that JSON has."""
    return asdict(result)


def from_json(raw: Mapping[str, Any]) -> PageResult:
    """What `to_json` gave, through JSON."""
    values = dict(raw)
    for name in ("strict", "folded", "letters", "by_line", "bag"):
        values[name] = Errors(**raw[name])
    said = raw["fields"]
    values["fields"] = Fields(
        numbers=Share(**said["numbers"]),
        folded_numbers=Share(**said["folded_numbers"]),
        dates=Share(**said["dates"]),
        sealed_dates=Share(**said["sealed_dates"]),
        wrong=tuple((printed, read) for printed, read in said["wrong"]),
    )
    if raw["cells"] is not None:
        values["cells"] = Cells(**{name: Share(**share) for name, share in raw["cells"].items()})
    if raw["leaves"] is not None:
        values["leaves"] = Share(**raw["leaves"])
    values["calibration"] = Calibration(
        **{
            name: tuple((count, total, wrong) for count, total, wrong in counts)
            for name, counts in raw["calibration"].items()
        }
    )
    values["mistakes"] = tuple(Mistake(**item) for item in raw["mistakes"])
    return PageResult(**values)
