"""Which pages are read, named so that any process can make them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from bench.readers import BenchPage
from bench.real_pages import real_names, real_page
from bench.sample_pages import sample_names, sample_pages
from draw import truth
from draw.page import draw_page
from draw.scan import SCANS, draw_scan
from draw.varied import draw_varied

STYLES = ("modern", "two_column", "vertical", "english")
"""The drawn styles that have targets."""


@dataclass(frozen=True, slots=True)
class PageKey:
    """One page. `kind` is drawn, varied, scan, sample or real; `name` the style, the style and the scan
    (``vertical, photo``), the issue, or the file; `seed` the page of a sample issue.
    """

    kind: str
    name: str
    seed: int = 0
    level: int = 0

    @property
    def row(self) -> str:
        """The row of the tables it counts in."""
        return f"{self.name}, level {self.level}" if self.kind in ("drawn", "varied") else self.name


@dataclass(frozen=True, slots=True)
class Sources:
    """Folders of pages that are not drawn; None: there are none."""

    samples: Path
    data: Path | None


def drawn_keys(styles: Sequence[str], levels: Sequence[int], first: int, pages: int) -> list[PageKey]:
    """`pages` pages of each style and level, seeds from `first`; all cells get their first page first."""
    return [
        PageKey("drawn", style, seed, level)
        for seed in range(first, first + pages)
        for style in styles
        for level in levels
    ]


def varied_keys(styles: Sequence[str], levels: Sequence[int], first: int, pages: int) -> list[PageKey]:
    """The same of the second family of pages, `draw.varied`."""
    return [
        PageKey("varied", style, seed, level)
        for seed in range(first, first + pages)
        for style in styles
        for level in levels
    ]


def scan_keys(first: int, pages: int, level: int) -> list[PageKey]:
    """`pages` scans of each kind, one column and vertical by turns."""
    return [
        PageKey("scan", f"{kind}, {style}", seed, level)
        for seed in range(first, first + pages)
        for kind in SCANS
        for style in ("modern", "vertical")
    ]


def sample_keys(sources: Sources) -> list[PageKey]:
    """Every page of every bundled sample."""
    folder = sources.samples
    return [
        PageKey("sample", name, at)
        for name in sample_names(folder)
        for at in range(len(truth.read(folder / "truth" / f"{name}.json").pages))
    ]


def real_keys(sources: Sources) -> list[PageKey]:
    """Every real page with a transcription."""
    return [PageKey("real", name) for name in real_names(sources.data)] if sources.data else []


def bench_page(key: PageKey, sources: Sources) -> BenchPage:
    """The page of `key`. Raises ValueError when there is no such page."""
    match key.kind:
        case "drawn":
            drawn = draw_page(key.name, key.seed, key.level)
        case "varied":
            drawn = draw_varied(key.name, key.seed, key.level)
        case "scan":
            kind, _, style = key.name.partition(", ")
            drawn = draw_scan(kind, style, key.seed, key.level)
        case "sample":
            return next(islice(sample_pages(sources.samples, key.name), key.seed, None))
        case "real" if sources.data is not None:
            return real_page(sources.data, key.name)
        case _:
            raise ValueError(f"there is no page {key}")
    return BenchPage(drawn.image, drawn.truth)
