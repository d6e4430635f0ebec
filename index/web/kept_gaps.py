"""What is missing and what does not fit, made anew only when a notice or an issue changed."""

from __future__ import annotations

import threading
from dataclasses import dataclass

from archive import Archive
from archive.holdings import list_issues
from archive.outlines import Outline, all_outlines
from archive.records import Issue
from archive.statements import statements_version
from index.discrepancies import Discrepancy, discrepancies
from index.missing import Missing, missing
from index.web.standings import KeptStandings


@dataclass(frozen=True, slots=True)
class Gaps:
    """What follows from the notices and issues of one moment."""

    discrepancies: tuple[Discrepancy, ...]
    missing: Missing
    missing_with_others: Missing


class KeptGaps:
    """The present `Gaps`, for all threads."""

    def __init__(self, archive: Archive, standings: KeptStandings) -> None:
        self._archive = archive
        self._standings = standings
        self._lock = threading.Lock()
        self._seen: tuple[str, tuple[Issue, ...]] = ("", ())
        self._gaps = Gaps((), Missing((), ()), Missing((), ()))

    def present(self) -> Gaps:
        """Those of now."""
        standings, _ = self._standings.present()
        with self._archive.read() as connection:
            issues = tuple(list_issues(connection))
            seen = statements_version(connection), issues
            with self._lock:
                if seen != self._seen:
                    outlines: list[Outline] = list(all_outlines(connection))
                    self._gaps = Gaps(
                        tuple(discrepancies(outlines, standings)),
                        missing(outlines, issues),
                        missing(outlines, issues, others=True),
                    )
                    self._seen = seen
                return self._gaps
