"""Which pages make up which issue."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from archive.intake.frames import Frame, Probe
from archive.intake.manifest import Manifest
from archive.intake.names import natural_key, safe_name
from archive.intake.survey import FoundFile
from archive.records import IssueDescription

PlannedPage = tuple[FoundFile, Probe, Frame]


@dataclass(frozen=True, slots=True)
class IssuePlan:
    """An issue to be taken in: its pages in order, those with trouble included.

    `key` stays the same when more of the same issue is handed in later: the absolute path of its folder
    or file, or what the manifest says of it (series, number, date). `called` is the name of that folder or
    file without ending: its title when none is told.
    """

    key: str
    description: IssueDescription
    called: str
    pages: tuple[PlannedPage, ...]


def group(files: Sequence[tuple[FoundFile, Probe]], manifest: Manifest | None) -> tuple[IssuePlan, ...]:
    """Sort `files` into issues, both issues and pages in natural order of their names.

    Where the manifest names a series, number or date, files it says the same of are one issue. Elsewhere a
    file of several pages is an issue, and the single-page files of a folder (subfolders not counted) are
    one.
    """
    plans: dict[str, IssuePlan] = {}
    for file, probe in sorted(files, key=lambda pair: natural_key(pair[0].name)):
        described = manifest.describe(manifest.name_of(file)) if manifest else None
        place = file.path if len(probe.frames) > 1 else file.path.parent
        key = (described and told_key(described)) or f"path\t/{safe_name(place.as_posix())}"
        plan = plans.get(key)
        if plan is None:
            called = safe_name(place.stem if place == file.path else place.name)
            plan = IssuePlan(key, described or IssueDescription(), called, ())
        pages = tuple((file, probe, frame) for frame in probe.frames)
        plans[key] = replace(plan, pages=plan.pages + pages)
    return tuple(plans.values())


def told_key(described: IssueDescription) -> str | None:
    """The key of an issue whose series, number or date is told; None when none of them is."""
    if not (described.series or described.number or described.date):
        return None
    day = described.date.isoformat() if described.date else ""
    return "\t".join(("issue", described.series, described.number, day))
