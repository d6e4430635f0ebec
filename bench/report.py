"""The report of the reading benchmark: what was measured, in Markdown."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bench.cache import Cache
from bench.confidence_tables import calibration_table, ranking_table
from bench.endurance import Endurance, endurance_table
from bench.error_profile import profile_table
from bench.machine import machine
from bench.pages import PageKey
from bench.result import PROFILED, PageResult
from bench.tables import (
    TARGETS,
    Rows,
    fields_table,
    measures_table,
    real_table,
    scans_table,
    speed_table,
    strict_table,
)

RULES = """\
Errors in %: Levenshtein distance over characters of truth, all pages of a row together. Truth is everything
printed: running heads, page numbers, table cells, lines under seals. Chinese pages are compared without any
white space, English ones with single spaces; a row of leader dots is one character everywhere.

- *Strict*: the whole page in reading order, every character as it is, so （ for ( is an error; the letters of a
  red seal, which are not in the truth, count as inserted.
- *By line*: every character as it is, each line compared with the print it lies on, so that reading order does not
  count, nor do seals. It can be the higher one: what was read where nothing is printed cannot stand in for a line that
  was missed.
- *Folded*: as strict, but full and half width, straight and curly quotes, all dashes, ○ and 〇, upright and vertical
  brackets are one character each.
- *Letters*: as folded, punctuation and symbols left out on both sides.

Tesseract gets the languages a user would pick (chi_sim+eng, chi_tra_vert with `--psm 5`, eng) and the true resolution.
One thread each, engines in turn on each page. Level 0 is clean, 1 light, 2 medium (seals, skew, bleed-through,
yellowed), 3 heavy (200 dpi, low contrast, fold, curl)."""


@dataclass(frozen=True, slots=True)
class Measured:
    """What is reported: groups of pages with the readers that read them, titles of readers, why some are left out.

    `whole` is False when the run was stopped: pages that no reader finished are then missing.
    """

    cache: Cache
    groups: Sequence[tuple[Sequence[PageKey], Sequence[str]]]
    titles: Mapping[str, str]
    left_out: Mapping[str, str]
    endurance: Endurance | None
    whole: bool


def report(measured: Measured, first_seed: int, first_scan: int) -> str:
    """All tables that there are pages for."""
    parts = [f"Machine: {machine()}.", RULES]
    parts += [f"Left out: {name}. {why}" for name, why in measured.left_out.items()]
    if not measured.whole:
        parts.append("**Stopped before the end: not all pages are in the tables.**")
    for keys, names in measured.groups:
        titles = {name: measured.titles[name] for name in names}
        known = [key for key in keys if all(measured.cache.get(key, name) for name in names)]
        rows = _rows(measured.cache, known, names)
        if not rows:
            continue
        match keys[0].kind:
            case "drawn":
                parts += _drawn(measured.cache, known, rows, titles, first_seed)
            case "varied":
                parts += _varied(measured.cache, known, rows, titles, first_scan)
            case "scan":
                parts += _scans(rows, titles, first_scan)
            case "sample":
                parts += _samples(rows, titles)
            case "real":
                parts += _real(rows, titles)
    if measured.endurance:
        found = measured.endurance
        parts += [
            "### Memory of a worker",
            f"Eight pages by turns in one process; {found.cpu / found.after[-1][0]:.2f} s of CPU a page.",
            endurance_table(found),
        ]
    return "\n\n".join(parts) + "\n"


def _rows(
    cache: Cache, keys: Sequence[PageKey], names: Sequence[str]
) -> dict[str, dict[str, list[PageResult]]]:
    rows: dict[str, dict[str, list[PageResult]]] = {}
    for key in keys:
        row = rows.setdefault(key.row, {name: [] for name in names})
        for name in names:
            result = cache.get(key, name)
            if result is not None:
                row[name].append(result)
    return rows


def _drawn(
    cache: Cache, keys: Sequence[PageKey], rows: Rows, titles: Mapping[str, str], first: int
) -> list[str]:
    styles = list(dict.fromkeys(key.name for key in keys))
    targets = {key.row: TARGETS[key.name][key.level] for key in keys}
    leveled = _leveled(cache, keys, titles)
    parts = [
        "### Drawn pages: characters read wrong",
        f"Seeds from {first}; 300 dpi, level 3 at 200 dpi. Strict, %:",
        strict_table(rows, titles, targets),
        "By line / folded / letters, %:",
        measures_table(rows, titles, (lambda r: r.by_line, lambda r: r.folded, lambda r: r.letters)),
        "### Drawn pages: numbers, dates, cells",
        "Read exactly: every character of the number (both lines of one that is printed on two), of the cell; of the "
        "date with ○ and 〇 equal. A cell is in place when it has its row, column and span, and all that was read "
        "on its print is in it.",
        fields_table(leveled, titles),
        "### Drawn pages: CPU seconds a page",
        "Mean (median), pages a minute of one core.",
        speed_table(rows, titles, styles),
    ]
    if PROFILED in titles:
        ours = [result for _, result in leveled[PROFILED]]
        profile = [
            (label, [m for result in row[PROFILED] for m in result.mistakes]) for label, row in rows.items()
        ]
        parts += [
            "### What the reader says of its own errors",
            ranking_table(ours),
            calibration_table(ours),
            "### Which characters, where",
            "By line; ␣ is a space, – nothing, ｢ ｣ mark the place.",
            profile_table(profile),
        ]
        wrong = [pair for result in ours for pair in result.fields.wrong]
        if wrong:
            shown = [f"- {printed} → {read or '(nothing)'}" for printed, read in wrong[:20]]
            parts += [f"Numbers and dates read wrong ({len(wrong)}), the first 20:", "\n".join(shown)]
    return parts


def _leveled(
    cache: Cache, keys: Sequence[PageKey], titles: Mapping[str, str]
) -> dict[str, list[tuple[int, PageResult]]]:
    """By reader, the level and the result of each page."""
    return {
        name: [(key.level, result) for key in keys if (result := cache.get(key, name))] for name in titles
    }


def _varied(
    cache: Cache, keys: Sequence[PageKey], rows: Rows, titles: Mapping[str, str], first: int
) -> list[str]:
    leveled = _leveled(cache, keys, titles)
    parts = [
        "### Pages of the second family",
        f"Other faces, sizes, spacing, layouts and words (`draw.varied`), seeds from {first}. Strict, %:",
        strict_table(rows, titles, {}),
        "By line / folded / letters, %:",
        measures_table(rows, titles, (lambda r: r.by_line, lambda r: r.folded, lambda r: r.letters)),
        fields_table(leveled, titles),
    ]
    if PROFILED in titles:
        parts.append(ranking_table([result for _, result in leveled[PROFILED]]))
    return parts


def _scans(rows: Rows, titles: Mapping[str, str], first: int) -> list[str]:
    return [
        "### Scans of all kinds",
        f"Light damage, seeds from {first}. Strict, %; on blank pages the characters read where there are none. "
        "Leaves right: pages of paper found in their place, turned upright, called blank when they are.",
        scans_table(rows, titles),
    ]


def _samples(rows: Rows, titles: Mapping[str, str]) -> list[str]:
    return [
        "### Bundled samples",
        "Every page of `samples/issues`. Where a PDF has a good text layer (born-digital), wengao takes that, the "
        "others read the page rendered at 300 dpi. Strict / by line / folded / letters, %:",
        measures_table(
            rows, titles, (lambda r: r.strict, lambda r: r.by_line, lambda r: r.folded, lambda r: r.letters)
        ),
    ]


def _real(rows: Rows, titles: Mapping[str, str]) -> list[str]:
    return [
        "### Real pages",
        "Against their transcriptions: characters found without regard to order, % / strict error in the order of the "
        "transcription, % / CPU seconds. Transcriptions leave out what stands in pictures.",
        real_table(rows, titles),
    ]
