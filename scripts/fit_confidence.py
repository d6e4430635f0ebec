"""Fits ocr/reading/trust.py: how often a character is right, and what tells of a page's errors.

    PYTHONPATH=tests:. python scripts/fit_confidence.py [--seeds 5] [--first-seed 500] [--pages FOLDER]…
        [--cache FOLDER] [--output ocr/reading/trust.py]

Draws pages of all styles and degrees of damage (seeds that no benchmark uses), takes those of every FOLDER that others
drew (``NAME.png`` and ``NAME.json``, see `confidence_pages.pages_in`), reads them, lays what was read beside what is
printed, fits, and says how well the numbers do: Spearman's rank correlation of the expected with the true error, by
the numbers in force, in the sample, on halves of the seeds judged by each other, and on each family judged by the
others; and how honest the probabilities of characters are on seeds they were not fitted on. `--cache` keeps the
readings: delete it when the reader has changed. `--output` puts the numbers into that file, in place of all after the
line `# Fitted`.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterable, Sequence
from itertools import chain
from pathlib import Path

import numpy as np
from confidence_fit import Sample, fit, numbers, said, sample, trusts_of
from confidence_pages import drawn_pages, pages_in

from bench.calibration import EDGES, bin_names, spearman
from ocr.geometry import Direction
from ocr.reading.trust import TRUST, WEIGHTS

_MARK = "# Fitted"

Said = Sequence[tuple[Sample, float]]


def crossed(samples: Sequence[Sample], group: Callable[[Sample], object]) -> Said:
    """Every page with its expected error, each group of pages judged by numbers fitted on the others."""
    found: list[tuple[Sample, float]] = []
    for one in sorted({str(group(page)) for page in samples}):
        inside = [page for page in samples if str(group(page)) == one]
        outside = [page for page in samples if str(group(page)) != one]
        if outside:
            found += zip(inside, said(inside, *fit(outside)), strict=True)
    return found


def ranks(title: str, found: Said) -> str:
    """A line: how well the pages of each family and style are ranked, and what share of errors is said and true."""

    def shown(name: str, some: Said) -> str:
        rank = spearman([value for _, value in some], [page.true for page, _ in some])
        mean = (100 * float(np.mean(values)) for values in zip(*((v, p.true) for p, v in some), strict=True))
        told = "said {:.2f} % true {:.2f} %".format(*mean)
        return f"  {name:32} {len(some):4} pages  Spearman {'–' if rank is None else f'{rank:.3f}'}  {told}\n"

    families = sorted({page.page.family for page, _ in found})
    result = f"{title}\n{shown('all', found)}"
    for family in families:
        own = [(page, value) for page, value in found if page.page.family == family]
        result += shown(family, own)
        for style in sorted({page.page.style for page, _ in own}):
            result += shown(f"  {style}", [(p, v) for p, v in own if p.page.style == style])
    return result


def honesty(samples: Sequence[Sample]) -> str:
    """Characters by their probability on seeds that it was not fitted on: how many, what was said, what was right."""
    likely, right = [], []
    for odd in (0, 1):
        inside = [page for page in samples if page.page.seed % 2 == odd]
        trust = trusts_of([page for page in samples if page.page.seed % 2 != odd])
        for page in inside:
            for way in Direction:
                likely.append(trust[way].shares_right(page.rows[way]))
                right.append(page.right[way])
    sure, good = np.concatenate(likely), np.concatenate(right)
    at = np.searchsorted(EDGES, sure, side="right")
    result = "characters by probability: count, mean said, share right\n"
    for number, name in enumerate(bin_names()):
        inside_bin = at == number
        if inside_bin.any():
            said_mean, true_mean = sure[inside_bin].mean(), good[inside_bin].mean()
            result += f"  {name:16} {inside_bin.sum():8,}  {said_mean:.4f}  {true_mean:.4f}\n"
    return result


def report(samples: Sequence[Sample]) -> str:
    """How well pages are ranked, how honest characters are, and the numbers for `ocr.reading.trust`."""
    trust, weights = fit(samples)
    in_force = list(zip(samples, said(samples, TRUST, WEIGHTS), strict=True))
    result = ranks("by the numbers in force", in_force)
    result += ranks("in the sample", list(zip(samples, said(samples, trust, weights), strict=True)))
    result += ranks(
        "halves of the seeds judged by each other", crossed(samples, lambda page: page.page.seed % 2)
    )
    if len({page.page.family for page in samples}) > 1:
        result += ranks("each family judged by the others", crossed(samples, lambda page: page.page.family))
    return result + honesty(samples)


def fitted(samples: Sequence[Sample]) -> str:
    """What follows the line `# Fitted` in ocr/reading/trust.py, that line included."""
    count = sum(len(right) for page in samples for right in page.right.values())
    return f"{_MARK} on {count:,} characters of {len(samples)} pages\n{numbers(*fit(samples))}"


def written(path: Path, text: str) -> None:
    """Puts `text` in place of all from the line `# Fitted` on; raises ValueError when `path` has none."""
    head, mark, _ = path.read_text("utf-8").partition(f"\n{_MARK}")
    if not mark:
        raise ValueError(f"{path}: no line {_MARK!r} to put the numbers at")
    path.write_text(f"{head}\n{text}", "utf-8")


def main(arguments: Iterable[str] | None = None) -> None:
    """Fit, report, and print or write the numbers."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--seeds", type=int, default=5, help="seeds of each style drawn here, 0 for none")
    parser.add_argument("--first-seed", type=int, default=500)
    parser.add_argument(
        "--pages", type=Path, action="append", default=[], help="folder of pages drawn elsewhere"
    )
    parser.add_argument("--cache", type=Path, help="folder for the readings")
    parser.add_argument("--output", type=Path, help="file to put the numbers into")
    options = parser.parse_args(None if arguments is None else list(arguments))
    seeds = range(options.first_seed, options.first_seed + options.seeds)
    folders = (pages_in(folder, options.cache) for folder in options.pages)
    samples = [sample(page) for page in chain(drawn_pages(seeds, options.cache), *folders)]
    if not samples:
        parser.error("no pages: give --seeds or --pages")
    sys.stdout.write(report(samples))
    text = fitted(samples)
    if options.output:
        written(options.output, text)
    else:
        sys.stdout.write(text)


if __name__ == "__main__":
    main()
