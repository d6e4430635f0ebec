"""How well notices are cut: drawn issues through the whole pipeline, and read without a fault.

    PYTHONPATH=tests python -m bench.notices [--issues 3] [--pages 4] [--jobs 2] [--cache FOLDER] [--out tables.md] …

Draws issues of seeds that nothing was tuned on, reads every page with our reader, cuts them, and prints a table of
goals for each level, and the worst failures. The column "as printed" is a cut of the truth itself: what is lost
there is the cutter's own. "plain rules" is what a user would write without us (`bench.plain_cut`), on the
same readings of all levels, or on the truth with `--only-cut`. With `--cache` readings are kept, and a second run
only cuts.
"""

from __future__ import annotations

import argparse
import os
import pickle
import sys
from collections.abc import Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

from archive.reading_codec import decode_reading, encode_reading
from bench.cache import made_by
from bench.failures import worst
from bench.notice_scores import Scores, scores_of
from bench.plain_cut import plain_cut
from bench.real_texts import real_report
from bench.shares import Share
from bench.tables import percent, table
from draw.issue import draw_issue
from draw.printed import as_printed
from flows import join
from ocr.cut import cut
from ocr.page import PageText

STYLES = ("modern", "two_column", "vertical", "english")
FIRST_SEED = 76_000
WORST = 10
PLAIN = "plain rules"
TARGETS = {
    "notices, F1": (0.99, 0.95), "doc_number": (0.99, 0.95), "issuers": (0.99, 0.95), "date": (0.99, 0.92),
    "attachments": (0.98, 0.92), "table cells": (0.98, 0.92), "cited numbers, precision": (0.99, 0.97),
    "cited numbers, recall": (0.98, 0.92), "relations, precision": (0.98, 0.95), "relations, recall": (0.95, 0.88),
}  # fmt: skip
"""Least share, up to medium damage and heavy."""
MOST = {"title error": (0.005, 0.02), "body error beyond reading": (0.003, 0.01)}
"""Largest error, up to medium damage and heavy."""


def main() -> None:
    """Print the tables."""
    options = _options()
    for name in ("OMP_NUM_THREADS", "OMP_THREAD_LIMIT"):
        os.environ[name] = "1"
    keys = [
        (style, seed, level, options.pages)
        for level in options.levels
        for style in options.styles
        for seed in range(options.first_seed, options.first_seed + options.issues)
    ]
    groups: dict[str, Scores] = {PLAIN: Scores(), "as printed": Scores()}
    cells: dict[tuple[str, int], Scores] = {}
    with ProcessPoolExecutor(options.jobs, get_context("spawn")) as pool:
        done = pool.map(_measure, keys, [options.cache] * len(keys), [options.only_cut] * len(keys))
        for count, ((style, _, level, _), (plain, printed, read)) in enumerate(
            zip(keys, done, strict=True), 1
        ):
            groups[PLAIN].add(plain)
            groups["as printed"].add(printed)
            if read is not None:
                groups.setdefault(f"level {level}", Scores()).add(read)
                cells.setdefault((style, level), Scores()).add(read)
            print(f"{count}/{len(keys)} issues", file=sys.stderr, flush=True)
    text = _report(groups) + _by_style(cells)
    if options.data:
        text += "\nReal notices:\n\n" + real_report(options.data)
    print(text)
    if options.out:
        options.out.write_text(text, encoding="utf-8")


def _measure(
    key: tuple[str, int, int, int], cache: Path | None, only_cut: bool
) -> tuple[Scores, Scores, Scores | None]:
    style, seed, level, count = key
    kept = cache / f"{style}-{seed}-{level}-{count}-{made_by('ours')}.pickle" if cache else None
    if kept is not None and kept.is_file():
        truth, stored = pickle.loads(kept.read_bytes())
        pages = [join.page_text(decode_reading(data)) for data in stored]
    else:
        issue = draw_issue(style, seed, level, pages=count, dpi=60 if only_cut else None)
        truth = issue.truth
        pages = [] if only_cut else _read(issue.images)
        if kept is not None and not only_cut:
            kept.parent.mkdir(parents=True, exist_ok=True)
            stored = [encode_reading(join.reading("", page)) for page in pages]
            kept.write_bytes(pickle.dumps((truth, stored)))
    printed = as_printed(truth)
    seen = pages or printed
    plain = scores_of(truth, seen, plain_cut(seen))
    return (
        plain,
        scores_of(truth, printed, cut(printed)),
        scores_of(truth, pages, cut(pages)) if pages else None,
    )


def _read(images: Sequence[object]) -> list[PageText]:
    from ocr.engine import open_engine  # noqa: PLC0415 - loads the networks, once a process

    global _engine  # noqa: PLW0603
    _engine = _engine or open_engine("rapidocr", threads=1)
    return [_engine.read(image) for image in images]  # type: ignore[attr-defined]


_engine: object | None = None


def _report(groups: dict[str, Scores]) -> str:
    rows = []
    for name in ("notices, F1", *(n for n in TARGETS if n != "notices, F1"), "effective date", *MOST):
        rows.append([name, _target(name), *(_cell(name, scores, group) for group, scores in groups.items())])
    heads = ["what", "target (heavy)", *groups]
    failed = [failure for name, scores in groups.items() if name != PLAIN for failure in scores.wrong]
    told = [f"The {WORST} worst of {len({f.notice for f in failed})} notices with a failure:", ""]
    return "\n".join([table(heads, rows), "", *told, *(f"- {line}" for line in worst(failed, WORST)), ""])


def _by_style(cells: Mapping[tuple[str, int], Scores]) -> str:
    """The main figures of each style and level."""
    named = ("notices, F1", "doc_number", "issuers", "date", "title error", "attachments", "table cells")
    rows = [
        [style, str(level), *(_cell(name, scores, f"level {level}") for name in named)]
        for (style, level), scores in sorted(cells.items())
    ]
    return "\n" + table(["style", "level", *named], rows) + "\n" if rows else ""


def _target(name: str) -> str:
    if name in TARGETS:
        return f"≥ {percent(TARGETS[name][0])} ({percent(TARGETS[name][1])}) %"
    return f"≤ {percent(MOST[name][0])} ({percent(MOST[name][1])}) %" if name in MOST else "–"


def _cell(name: str, scores: Scores, group: str) -> str:
    heavy = group.endswith("3")
    if name in MOST:
        body = (scores.bodies.rate or 0.0) - (scores.reading.rate or 0.0)
        value = scores.titles.rate if name == "title error" else max(0.0, body)
        good = value is not None and value <= MOST[name][heavy]
        return f"{percent(value)} {'✓' if good else '✗'}"
    share = scores.fields.get(name, Share())
    value = scores.f1 if name == "notices, F1" else share.rate
    counted = (
        f"{scores.found.right}/{scores.found.total}"
        if name == "notices, F1"
        else f"{share.right}/{share.total}"
    )
    if name not in TARGETS:
        return f"{percent(value)} ({counted})"
    good = value is not None and value >= TARGETS[name][heavy]
    return f"{percent(value)} ({counted}) {'✓' if good else '✗'}"


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    add = parser.add_argument
    add("--issues", type=int, default=3, help="issues a style and level (3)")
    add("--pages", type=int, default=4, help="pages an issue, about (4)")
    add("--styles", type=lambda value: tuple(value.split(",")), default=STYLES, help="comma-separated")
    add(
        "--levels",
        type=lambda value: tuple(map(int, value.split(","))),
        default=(0, 1, 2, 3),
        help="damage, 0..3",
    )
    add("--first-seed", type=int, default=FIRST_SEED, help=f"of the issues ({FIRST_SEED})")
    add("--only-cut", action="store_true", help="cut the truth alone: nothing is read")
    add("--jobs", type=int, default=2, help="processes of one thread each (2)")
    add("--cache", type=Path, help="folder that keeps readings between runs")
    add("--data", type=Path, help="folder of real notices (see bench.real_texts), measured as well")
    add("--out", type=Path, help="write the tables here, too")
    return parser.parse_args()


if __name__ == "__main__":
    main()
