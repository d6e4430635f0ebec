"""Fits ocr/reading/trust.py: how often a character is right, and what tells of a page's errors.

    PYTHONPATH=tests:. python scripts/fit_confidence.py [--pages 3] [--first-seed 400]

Draws pages of both families, of every style and degree of damage (seeds that no benchmark uses), reads them, lays what
was read beside what is printed, and prints the numbers for `TRUST` and `WEIGHTS`, with Spearman's rank correlation of
the expected with the true error when the numbers are fitted on the pages of even seeds and counted on the odd, and the
other way round. A character that was lost counts against the one before it.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from unittest import mock

import numpy as np
from numpy.typing import NDArray

from bench.alignment import aligned
from bench.calibration import spearman
from bench.matching import ReadLine, matches
from bench.rates import errors, flat
from draw.page import draw_page
from draw.truth import PageTruth
from draw.varied import VARIED, draw_varied
from ocr.engines.rapid import RapidModels, rapid_step
from ocr.geometry import Direction
from ocr.page import PageText
from ocr.reading import judge
from ocr.reading.page import read_page
from ocr.reading.trust import LEAST, MOST, Trust, Weights

STYLES = ("modern", "two_column", "vertical", "english")

_MOST_WRONG = 0.4
"""A match with a larger share of wrong characters is a matter of layout, not of characters."""

_ROUNDS = 3000

Rows = NDArray[np.float64]
"""A character each: is it a mark, its probability, its line's mean probability, is it right."""


@dataclass(frozen=True, slots=True, eq=False)
class Sample:
    """A page that was drawn and read: its characters by direction, its edits, its length."""

    seed: int
    text: PageText
    rows: Mapping[Direction, Rows]
    edits: int
    characters: int


def sample(seed: int, style: str, truth: PageTruth, text: PageText) -> Sample:
    """What the page of `truth` and its reading `text`, not judged yet, teach."""
    latin = style == "english"
    strict = errors(
        flat([line.text for line in truth.lines], latin), flat([line.text for line in text.lines], latin)
    )
    found: dict[Direction, list[tuple[float, ...]]] = {direction: [] for direction in Direction}
    for direction, row in observed(truth, text):
        found[direction].append(row)
    rows = {direction: np.array(seen, float).reshape(-1, 4) for direction, seen in found.items()}
    return Sample(seed, text, rows, strict.edits, strict.characters)


def observed(truth: PageTruth, text: PageText) -> Iterator[tuple[Direction, tuple[float, ...]]]:
    """Direction and row of each character read on print."""
    for match in matches(truth, [ReadLine(line.text, line.box) for line in text.lines]):
        printed = "".join("".join(truth.lines[t].text.split()) for t in match.truths)
        if "…" in printed:
            continue
        chars = [
            (line, char, sure)
            for line in (text.lines[r] for r in match.reads)
            for char, sure in zip(line.text, judge.without_forms(line), strict=True)
            if not char.isspace()
        ]
        pairs = list(aligned(printed, "".join(char for _, char, _ in chars)))
        wrong = [False] * len(chars)
        last = 0
        for t, r in pairs:
            last = last if r is None else r
            if chars and (t is None or r is None or printed[t] != chars[r][1]):
                wrong[last] = True
        bad = sum(t is None or r is None or printed[t] != chars[r][1] for t, r in pairs)
        if bad <= _MOST_WRONG * len(printed):
            for (line, char, sure), missed in zip(chars, wrong, strict=True):
                mean = sum(line.confidences) / len(line.confidences)
                yield line.direction, (judge.is_mark(char), sure, mean, not missed)


def trust_of(rows: Rows) -> Trust:
    """The logistic model of `rows` (Newton's method, a slight pull of the last two to nothing)."""
    sure, doubt = np.clip(rows[:, 1], LEAST, MOST), np.clip(1.0 - rows[:, 2], LEAST, 0.5)
    x = np.column_stack([np.ones(len(rows)), np.log(sure / (1 - sure)), rows[:, 0], np.log(doubt)])
    pull = np.diag([1e-6, 1e-6, 1.0, 1.0])
    w = np.array([3.0, 0.0, 0.0, 0.0])
    for _ in range(60):
        likely = 1 / (1 + np.exp(-x @ w))
        bend = (x * (likely * (1 - likely))[:, None]).T @ x + pull
        w = w + np.linalg.solve(bend, x.T @ (rows[:, 3] - likely) - pull @ w)
    return Trust(*(round(float(value), 2) for value in w))


def clues(text: PageText, trust: Mapping[Direction, Trust]) -> list[float]:
    """What `Weights` weigh, of one page, and its characters."""
    found: list[float] = []
    with mock.patch.object(judge, "TRUST", trust):
        for n in range(4):
            with mock.patch.object(judge, "WEIGHTS", Weights(*(float(k == n) for k in range(4)))):
                found.append(judge.judged(PageText(**_parts(text))).expected_error or 0.0)
    read = sum(len(line.text) for line in text.lines)
    return [value * read for value in found] + [float(max(1, read))]


def _parts(text: PageText) -> dict[str, object]:
    """The fields of `text`, without what was missed."""
    return {name: getattr(text, name) for name in text.__slots__} | {"missed": ()}


def weights_of(features: Rows, edits: NDArray[np.float64]) -> NDArray[np.float64]:
    """Weights of 0 and more by which `features` make up `edits`: Poisson's likelihood, multiplicative steps."""
    weigh = (1.0 / (1.0 + edits))[:, None]  # a page that is all wrong must not outweigh the others
    w = np.full(features.shape[1], 0.5)
    for _ in range(_ROUNDS):
        expected = features @ w + 1e-3
        w *= ((features * weigh * (edits / expected)[:, None]).sum(0) + 1e-9) / (
            (features * weigh).sum(0) + 1e-9
        )
    return w


def fit(pages: Sequence[Sample]) -> tuple[dict[Direction, Trust], NDArray[np.float64]]:
    """Trust by direction, and the weights."""
    trust = {way: trust_of(np.concatenate([page.rows[way] for page in pages])) for way in Direction}
    table = np.array([clues(page.text, trust) for page in pages])
    return trust, weights_of(table[:, :4], np.array([float(page.edits) for page in pages]))


def crossed(pages: Sequence[Sample]) -> float | None:
    """Spearman's correlation of expected and true error, each half of the seeds judged by the other."""
    said: list[float] = []
    true: list[float] = []
    for odd in (0, 1):
        trust, w = fit([page for page in pages if page.seed % 2 != odd])
        for page in (page for page in pages if page.seed % 2 == odd):
            *found, read = clues(page.text, trust)
            said.append(float(np.dot(found, w)) / read)
            true.append(page.edits / max(1, page.characters))
    return spearman(said, true)


def report(pages: Sequence[Sample]) -> str:
    """The numbers for `ocr.reading.trust`."""
    trust, w = fit(pages)
    count = sum(len(rows) for page in pages for rows in page.rows.values())
    shown = "\n".join(f"Direction.{way.name}: {numbers}," for way, numbers in trust.items())
    return (
        f"# {count:,} characters of {len(pages)} pages, Spearman {crossed(pages)}\n{shown}\n"
        f"WEIGHTS = {Weights(*(round(float(value), 2) for value in w))}\n"
    )


def read_samples(seeds: Iterable[int]) -> Iterator[Sample]:
    """Pages of both families at every level, read."""
    models, step = RapidModels(), rapid_step()
    for seed, level in ((seed, level) for seed in seeds for level in range(4)):
        for style in chain(STYLES, VARIED):
            page = (draw_page if style in STYLES else draw_varied)(style, seed, level)
            yield sample(seed, style, page.truth, read_page(page.image, models, step))
            sys.stderr.write(".")
            sys.stderr.flush()


def main() -> None:
    """Fit and print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--pages", type=int, default=3, help="seeds a style and level")
    parser.add_argument("--first-seed", type=int, default=400)
    options = parser.parse_args()
    seeds = range(options.first_seed, options.first_seed + options.pages)
    sys.stdout.write(report(list(read_samples(seeds))))


if __name__ == "__main__":
    main()
