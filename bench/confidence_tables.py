"""Tables of how honest the reader is about its own errors."""

from __future__ import annotations

from collections.abc import Sequence

from bench.calibration import NO_CALIBRATION, Counts, bin_names, spearman
from bench.rates import NONE
from bench.result import PageResult
from bench.tables import percent, table

RANKING = 0.9
"""Spearman's rank correlation wanted between the expected and the true error of pages."""


def ranking_table(results: Sequence[PageResult]) -> str:
    """How well what the reader says of a page ranks pages by their true error, strict and by line."""
    printed = [result for result in results if result.strict.rate is not None]
    rows = []
    for name, said in (
        ("expected error", [result.expected_error for result in printed]),
        (
            "1 - confidence",
            [None if result.confidence is None else 1 - result.confidence for result in printed],
        ),
    ):
        known = [(one, result) for one, result in zip(said, printed, strict=True) if one is not None]
        cells = []
        for errors in (
            [result.strict for _, result in known],
            [result.by_line for _, result in known],
        ):
            rho = spearman([one for one, _ in known], [error.rate or 0.0 for error in errors])
            cells.append("–" if rho is None else f"{rho:.3f}{_mark(name, rho)}")
        mean = sum(one for one, _ in known) / len(known) if known else None
        true = sum((result.strict for _, result in known), NONE).rate
        rows.append([name, str(len(known)), f"≥ {RANKING}", *cells, percent(mean), percent(true)])
    return table(
        [
            "said of a page",
            "pages",
            "target",
            "Spearman, strict",
            "Spearman, by line",
            "mean said, %",
            "true, %",
        ],
        rows,
    )


def _mark(name: str, rho: float) -> str:
    return "" if name != "expected error" else " ✓" if rho >= RANKING else " ✗"


def calibration_table(results: Sequence[PageResult]) -> str:
    """By bin of confidence: characters, what their confidence says is wrong, what is wrong."""
    whole = sum((result.calibration for result in results), NO_CALIBRATION)
    return table(
        [
            "confidence",
            "characters",
            "said wrong, %",
            "wrong, %",
            "in lines of it",
            "said wrong, %",
            "wrong, %",
        ],
        (
            [name, *_cells(whole.characters, at), *_cells(whole.lines, at)]
            for at, name in enumerate(bin_names())
        ),
    )


def _cells(counts: Counts, at: int) -> list[str]:
    count, confidence, wrong = counts[at]
    if not count:
        return ["0", "–", "–"]
    return [f"{count:,}", percent(1 - confidence / count), percent(wrong / count)]
