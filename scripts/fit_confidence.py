"""Fits ocr/reading/trust.py: what share of characters is right at each probability of the recogniser.

    PYTHONPATH=tests:. python scripts/fit_confidence.py [--pages 3] [--first-seed 400] > ocr/reading/trust.py

Draws pages of every style and degree of damage (seeds that no benchmark uses), reads them, lays what was read beside
what is printed, and fits a rising function to "right or wrong" by probability (pool adjacent violators), a table a
direction. A character that was lost counts against the one before it.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from bench.alignment import aligned
from bench.matching import ReadLine, matches
from draw.page import DrawnPage, draw_page
from draw.varied import VARIED, draw_varied
from ocr.engines.rapid import RapidModels, rapid_step
from ocr.geometry import Direction
from ocr.line import Line
from ocr.reading.page import read_page

STYLES = ("modern", "two_column", "vertical", "english")
KNOTS = (0.0, 0.3, 0.5, 0.6, 0.7, 0.8, 0.85, 0.9, 0.94, 0.97, 0.985, 0.995, 0.999, 1.0)

HEAD = '''"""How often a character is right, by the recogniser's probability; made by `scripts/fit_confidence.py`."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from ocr.geometry import Direction

Table = tuple[tuple[float, ...], tuple[float, ...]]
"""Probabilities of the recogniser, rising, and the share of right characters at each."""
'''


def drawn(pages: int, first: int) -> Iterator[DrawnPage]:
    """The pages to learn from."""
    for seed in range(first, first + pages):
        for level in range(4):
            for style in STYLES:
                yield draw_page(style, seed, level)
            yield draw_varied(VARIED[(seed + level) % len(VARIED)], seed, level)


def observed(page: DrawnPage, lines: Sequence[Line]) -> Iterator[tuple[Direction, float, bool]]:
    """Direction, probability, and whether it is right, of each character read on print."""
    read = [ReadLine(line.text, line.box) for line in lines]
    for match in matches(page.truth, read):
        printed = "".join("".join(page.truth.lines[t].text.split()) for t in match.truths)
        if "…" in printed:
            continue
        chars = [
            (line.direction, char, sure)
            for line in (lines[r] for r in match.reads)
            for char, sure in zip(line.text, line.confidences, strict=True)
            if not char.isspace()
        ]
        wrong = [False] * len(chars)
        last = 0
        for t, r in aligned(printed, "".join(char for _, char, _ in chars)):
            last = last if r is None else r
            if chars and (t is None or r is None or printed[t] != chars[r][1]):
                wrong[last] = True
        yield from ((way, sure, not bad) for (way, _, sure), bad in zip(chars, wrong, strict=True))


def fitted(sure: NDArray[np.float64], right: NDArray[np.float64]) -> list[float]:
    """The rising function that fits best (pool adjacent violators), at `KNOTS`."""
    order = np.argsort(sure, kind="stable")
    blocks: list[list[float]] = []
    for x, y in zip(sure[order].tolist(), right[order].tolist(), strict=True):
        blocks.append([x, y, 1.0])
        while len(blocks) > 1 and blocks[-2][1] >= blocks[-1][1]:
            x1, y1, n1 = blocks.pop()
            x0, y0, n0 = blocks.pop()
            total = n0 + n1
            blocks.append([(x0 * n0 + x1 * n1) / total, (y0 * n0 + y1 * n1) / total, total])
    places = [block[0] for block in blocks]
    return np.interp(KNOTS, places, [block[1] for block in blocks]).tolist()


def main() -> None:
    """Fit and print the module."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--pages", type=int, default=3, help="seeds a style and level")
    parser.add_argument("--first-seed", type=int, default=400)
    options = parser.parse_args()
    models, step = RapidModels(), rapid_step()
    found: dict[Direction, list[tuple[float, bool]]] = {direction: [] for direction in Direction}
    for page in drawn(options.pages, options.first_seed):
        text = read_page(page.image, models, step)
        for direction, sure, right in observed(page, text.lines):
            found[direction].append((sure, right))
        sys.stderr.write(".")
        sys.stderr.flush()
    rows = []
    for direction, seen in found.items():
        values = fitted(np.array([s for s, _ in seen]), np.array([float(r) for _, r in seen]))
        shares = ", ".join(f"{value:.4f}" for value in values)
        rows.append(
            f"        # {len(seen):,} characters\n        Direction.{direction.name}: (_GIVEN, ({shares})),\n"
        )
    given = ", ".join(str(knot) for knot in KNOTS)
    sys.stdout.write(
        f"{HEAD}\n_GIVEN = ({given})\n\n"
        f"TRUST: Mapping[Direction, Table] = MappingProxyType(\n    {{\n{''.join(rows)}    }}\n)\n"
    )


if __name__ == "__main__":
    main()
