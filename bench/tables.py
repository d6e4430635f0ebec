"""The tables of the reading benchmark, as Markdown, with the targets beside."""

from __future__ import annotations

import statistics
from collections.abc import Callable, Iterable, Mapping, Sequence

from bench.rates import NONE, Errors
from bench.result import PageResult
from bench.shares import NONE_SEEN, Share

Row = Mapping[str, Sequence[PageResult]]
"""The results of a row of pages, by reader."""

Rows = Mapping[str, Row]
"""By label, in order."""

TARGETS: dict[str, tuple[float, float, float, float]] = {
    "modern": (0.15, 0.15, 0.5, 1.0),
    "two_column": (0.2, 0.2, 0.8, 1.5),
    "vertical": (1.5, 1.5, 2.5, 5.0),
    "english": (0.05, 0.05, 0.2, 1.0),
}
"""Strict error wanted, % by level 0..3."""

FASTEST = 1.7
"""CPU seconds a page wanted, at most, mean over the styles."""


def table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A Markdown table."""
    lines = ["| " + " | ".join(heads) + " |", "|---" * len(heads) + "|"]
    lines += ["| " + " | ".join(row) + " |" for row in rows]
    return "\n".join(lines)


def percent(rate: float | None) -> str:
    """A rate of 0..1 in %, – for none."""
    if rate is None:
        return "–"
    return f"{100 * rate:.2f}" if rate < 0.0995 else f"{100 * rate:.0f}"


def total(results: Iterable[PageResult], measure: Callable[[PageResult], Errors]) -> Errors:
    """The errors of all the pages together."""
    return sum((measure(result) for result in results), NONE)


def strict_table(rows: Rows, titles: Mapping[str, str], targets: Mapping[str, float]) -> str:
    """Strict error of every row and reader beside its target; ✓ or ✗ tells whether ours meets it."""
    out = []
    for label, row in rows.items():
        cells = []
        for name in titles:
            results = row[name]
            rate = total(results, lambda result: result.strict).rate
            mark = ""
            if name == "ours" and label in targets and rate is not None:
                mark = " ✓" if 100 * rate <= targets[label] else " ✗"
            gave_up = sum(bool(result.gave_up) for result in results)
            cells.append(percent(rate) + mark + (f" ({gave_up} given up)" if gave_up else ""))
        first = next(iter(row.values()))
        size = total(first, lambda result: result.strict).characters
        target = f"≤ {targets[label]:g}" if label in targets else "–"
        out.append([label, str(len(first)), f"{size:,}", target, *cells])
    return table(["page", "pages", "characters", "target", *titles.values()], out)


def measures_table(
    rows: Rows, titles: Mapping[str, str], measures: Sequence[Callable[[PageResult], Errors]]
) -> str:
    """Several error rates of every row and reader, in one cell each."""
    return table(
        ["page", *titles.values()],
        (
            [label, *(" / ".join(percent(total(row[name], one).rate) for one in measures) for name in titles)]
            for label, row in rows.items()
        ),
    )


Pick = Callable[[PageResult], Share | None]


def _right(result: PageResult) -> Share | None:
    return result.cells.right if result.cells else None


def _placed(result: PageResult) -> Share | None:
    return result.cells.placed if result.cells else None


FIELD_ROWS: tuple[tuple[str, tuple[int, ...], float | None, Pick], ...] = (
    ("document numbers, clean to medium", (0, 1, 2), 99.5, lambda result: result.fields.numbers),
    ("document numbers, heavy", (3,), 95, lambda result: result.fields.numbers),
    (
        "document numbers, forms of characters folded, all",
        (0, 1, 2, 3),
        None,
        lambda result: result.fields.folded_numbers,
    ),
    ("dates under seals, clean and light", (0, 1), None, lambda result: result.fields.sealed_dates),
    ("dates under seals, medium", (2,), 95, lambda result: result.fields.sealed_dates),
    ("dates under seals, heavy", (3,), 85, lambda result: result.fields.sealed_dates),
    ("table cells right and in place, clean and light", (0, 1), 99, _right),
    ("table cells right and in place, medium", (2,), 95, _right),
    ("table cells right and in place, heavy", (3,), None, _right),
    ("table cells in place, clean and light", (0, 1), None, _placed),
    ("table cells in place, medium", (2,), None, _placed),
    ("table cells in place, heavy", (3,), None, _placed),
)


def share(shares: Iterable[Share | None]) -> str:
    """``98.1 % (52/53)``; – of nothing, or of a reader that cannot tell."""
    known = [one for one in shares if one is not None]
    whole = sum(known, NONE_SEEN)
    return f"{100 * whole.rate:.1f} % ({whole.right}/{whole.total})" if whole.rate is not None else "–"


def fields_table(results: Mapping[str, Sequence[tuple[int, PageResult]]], titles: Mapping[str, str]) -> str:
    """Numbers, dates and cells read exactly, by reader; `results` with the level of each page."""
    out = []
    for label, levels, target, pick in FIELD_ROWS:
        cells = [share(pick(result) for level, result in results[name] if level in levels) for name in titles]
        out.append([label, "–" if target is None else f"≥ {target:g} %", *cells])
    return table(["what", "target", *titles.values()], out)


def speed_table(rows: Rows, titles: Mapping[str, str], styles: Sequence[str]) -> str:
    """CPU seconds a page by style: mean (median), and pages a minute of one core; pages given up do not count."""
    out = []
    for style in (*styles, "all"):
        chosen = [row for label, row in rows.items() if style in (label.split(",")[0], "all")]
        cells = []
        for name in titles:
            cpu = [result.cpu for row in chosen for result in row[name] if not result.gave_up]
            if not cpu:
                cells.append("–")
                continue
            mean = statistics.mean(cpu)
            mark = ""
            if name == "ours" and style == "all":
                mark = " ✓" if mean <= FASTEST else " ✗"
            cells.append(f"{mean:.2f} ({statistics.median(cpu):.2f}), {60 / max(mean, 0.001):.0f}/min{mark}")
        out.append([style, f"≤ {FASTEST}" if style == "all" else "–", *cells])
    return table(["pages", "target", *titles.values()], out)


def scans_table(rows: Rows, titles: Mapping[str, str]) -> str:
    """Strict error of kinds of scan; pages of paper found; what was read on blank ones."""
    out = []
    for label, row in rows.items():
        cells = []
        for name in titles:
            strict = total(row[name], lambda result: result.strict)
            blank = not strict.characters
            cells.append(f"{strict.edits} characters" if blank else percent(strict.rate))
        leaves = share(result.leaves for result in row.get("ours", ()))
        out.append([label, *cells, leaves])
    return table(["scan", *titles.values(), "leaves right (ours)"], out)


def real_table(rows: Rows, titles: Mapping[str, str]) -> str:
    """Bag recall, strict error in the order of the transcription, seconds of CPU, of real pages."""
    out = []
    for label, row in rows.items():
        cells = []
        for name in titles:
            bag, strict = total(row[name], lambda r: r.bag), total(row[name], lambda r: r.strict)
            recall = None if bag.rate is None else 1 - bag.rate
            cpu = sum(result.cpu for result in row[name])
            cells.append(f"{percent(recall)} / {percent(strict.rate)} / {cpu:.1f}")
        size = total(next(iter(row.values())), lambda result: result.strict).characters
        out.append([label, f"{size:,}", *cells])
    return table(["page", "characters", *titles.values()], out)
