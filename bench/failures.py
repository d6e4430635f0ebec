"""What went wrong with single notices, and which of them are the worst."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Failure:
    """`what` is wrong of `notice` (style, seed, level, number); `harm` weighs it: 10 a notice lost, 1 a wrong field."""

    notice: str
    what: str
    harm: float


def worst(failures: Iterable[Failure], most: int) -> list[str]:
    """The notices that suffer most, the worst first: everything that is wrong of each, in a line."""
    by_notice: dict[str, list[Failure]] = defaultdict(list)
    for failure in failures:
        by_notice[failure.notice].append(failure)
    ranked = sorted(by_notice.items(), key=lambda item: (-sum(f.harm for f in item[1]), item[0]))
    return [
        f"{notice}: {'; '.join(f.what for f in sorted(found, key=lambda f: -f.harm))}"
        for notice, found in ranked[:most]
    ]
