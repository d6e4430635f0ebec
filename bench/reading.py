"""How well and how fast pages are read: ours beside bare RapidOCR and bare Tesseract, on the same pages.

    PYTHONPATH=tests python -m bench.reading [--pages 10] [--jobs 2] [--cache FILE] [--out tables.md] …

Draws pages with known truth, of seeds that nothing was tuned on, lets every engine read each page in turn, and prints
Markdown tables with the targets beside. A long run can be stopped with Ctrl-C: the tables then tell what is known, and
with `--cache` the same command goes on where it stopped.
"""

from __future__ import annotations

import argparse
import os
from collections.abc import Callable, Sequence
from pathlib import Path

from bench.cache import Cache
from bench.endurance import endure
from bench.pages import STYLES, PageKey, Sources, drawn_keys, real_keys, sample_keys, scan_keys, varied_keys
from bench.readers import READERS, TITLES
from bench.report import Measured, report
from bench.run import missing_readers, run
from draw.varied import VARIED

FIRST_SEED = 70_000
FIRST_SCAN = 80_000
DEFAULT_READERS = ("ours", "rapidocr", "tesseract")
SCAN_READERS = ("ours", "rapidocr")


def main() -> None:
    """Print the tables."""
    options = _options()
    left_out = missing_readers(options.engines)
    readers = [name for name in options.engines if name not in left_out]
    if not readers:
        raise SystemExit("\n".join(left_out.values()))
    sources = Sources(options.samples, options.data)
    some = [name for name in readers if name in SCAN_READERS]
    groups: list[tuple[list[PageKey], list[str]]] = [
        (drawn_keys(options.styles, options.levels, options.first_seed, options.pages), readers),
        (varied_keys(VARIED, options.levels, options.first_scan, options.varied), some),
        (scan_keys(options.first_scan, options.scans, 1), some),
        (sample_keys(sources) if options.with_samples else [], readers),
        (real_keys(sources), some),
    ]
    cache = Cache(options.cache)
    whole = True
    for keys, names in groups:
        whole = whole and run(keys, names, cache, options.jobs, sources)
    endurance = endure(options.endless, options.first_seed) if options.endless and whole else None
    measured = Measured(
        cache, [(keys, names) for keys, names in groups if keys], TITLES, left_out, endurance, whole
    )
    text = report(measured, options.first_seed, options.first_scan)
    print(text)
    if options.out:
        options.out.write_text(text, encoding="utf-8")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    add = parser.add_argument
    add("--pages", type=int, default=10, help="drawn pages a style and level (10); 0: none")
    add("--styles", type=_listed(STYLES), default=STYLES, help="comma-separated")
    add("--levels", type=_levels, default=(0, 1, 2, 3), help="damage, comma-separated, 0..3")
    add("--engines", type=_listed(READERS), default=DEFAULT_READERS, help=", ".join(READERS))
    add("--varied", type=int, default=2, help="pages of the second family a style and level (2)")
    add("--scans", type=int, default=2, help="scans a kind and style (2)")
    add("--with-samples", action="store_true", help="every page of the bundled samples, too")
    add("--samples", type=Path, default=Path("samples"), help="folder with issues/, truth/")
    told = os.environ.get("WENGAO_TEST_DATA")
    add("--data", type=Path, default=Path(told) if told else None,
        help="folder with english_pages/, jingbao_1939/; default: $WENGAO_TEST_DATA")  # fmt: skip
    add("--endless", type=int, default=0, help="read so many pages in one process and watch its memory")
    add("--first-seed", type=int, default=FIRST_SEED, help=f"of drawn pages ({FIRST_SEED})")
    add("--first-scan", type=int, default=FIRST_SCAN, help=f"seed of scans and varied pages ({FIRST_SCAN})")
    add("--jobs", type=int, default=2, help="processes of one thread each (2)")
    add("--cache", type=Path, help="file that keeps results between runs")
    add("--out", type=Path, help="write the tables here, too")
    return parser.parse_args()


def _listed(known: Sequence[str]) -> Callable[[str], tuple[str, ...]]:
    """A parser of comma-separated names among `known`."""

    def parse(value: str) -> tuple[str, ...]:
        chosen = tuple(value.split(","))
        for item in chosen:
            if item not in known:
                raise argparse.ArgumentTypeError(f"{item!r} is not one of {', '.join(known)}")
        return chosen

    return parse


def _levels(value: str) -> tuple[int, ...]:
    return tuple(int(item) for item in _listed(("0", "1", "2", "3"))(value))


if __name__ == "__main__":
    main()
