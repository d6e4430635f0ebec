"""Which characters go wrong, where: what was printed, what was read, how often."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bench.alignment import aligned
from bench.matching import Match, ReadLine
from bench.rates import flat
from draw.truth import PageTruth

MOST_A_PAGE = 400
"""Of a page that was read badly, the mistakes kept."""


@dataclass(frozen=True, slots=True)
class Mistake:
    """`printed` was read as `read` (one may be empty) in the print `around`, the place marked by ｢ ｣."""

    printed: str
    read: str
    around: str


def mistakes(
    page: PageTruth, lines: Sequence[ReadLine], found: Sequence[Match], latin: bool
) -> tuple[Mistake, ...]:
    """The edits of every match, in its order. Print that was not read at all is one mistake, read as ``""``."""
    out: list[Mistake] = []
    for match in found:
        printed = flat([page.lines[t].text for t in match.truths], latin)
        read = flat([lines[r].text for r in match.reads], latin)
        if printed == read:
            continue
        if not read:
            out.append(Mistake(printed[:20], "", "a line that was not found"))
            continue
        if not printed:
            out.append(Mistake("", read[:20], "where nothing is printed"))
            continue
        place = 0
        for t, r in aligned(printed, read):
            place = t + 1 if t is not None else place
            was, now = printed[t] if t is not None else "", read[r] if r is not None else ""
            if was != now:
                start = t if t is not None else place
                around = f"{printed[max(0, start - 5) : start]}｢{was}｣{printed[place : place + 5]}"
                out.append(Mistake(was, now, around))
    return tuple(out[:MOST_A_PAGE])


def profile_table(rows: Iterable[tuple[str, Sequence[Mistake]]], most: int = 25) -> str:
    """The most frequent mistakes: how often, in which rows (label and mistakes each), two examples."""
    counts: Counter[tuple[str, str]] = Counter()
    where: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    examples: dict[tuple[str, str], list[str]] = defaultdict(list)
    for label, found in rows:
        for mistake in found:
            key = (mistake.printed, mistake.read)
            counts[key] += 1
            where[key][label] += 1
            if len(examples[key]) < 2 and mistake.around not in examples[key]:
                examples[key].append(mistake.around)
    lines = ["| printed | read | times | where | examples |", "|---|---|---|---|---|"]
    for key, count in counts.most_common(most):
        places = ", ".join(f"{label} {times}" for label, times in where[key].most_common(4))
        shown = " · ".join(_safe(text) for text in examples[key])
        lines.append(f"| {_safe(key[0]) or '–'} | {_safe(key[1]) or '–'} | {count} | {places} | {shown} |")
    total = sum(counts.values())
    lines.append(f"\n{total} mistakes in all, of {len(counts)} kinds.")
    return "\n".join(lines)


def _safe(text: str) -> str:
    return text.replace("|", "\\|").replace(" ", "␣")
