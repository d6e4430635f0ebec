"""Which pages make up which issue."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from archive.intake.frames import Frame, Probe
from archive.intake.manifest import IssueDescription, Manifest
from archive.intake.names import natural_key, safe_name
from archive.intake.survey import FoundFile

PlannedPage = tuple[FoundFile, Probe, Frame]


@dataclass(frozen=True, slots=True)
class IssuePlan:
    """An issue to be taken in: its pages in order, those with trouble included.

    `key` stays the same when more of the same issue is handed in later: the absolute path of its folder
    or file, or what the manifest says of it (series, number, date).
    """

    key: str
    description: IssueDescription
    pages: tuple[PlannedPage, ...]


def group(files: Sequence[tuple[FoundFile, Probe]], manifest: Manifest | None) -> tuple[IssuePlan, ...]:
    """Sort `files` into issues, both issues and pages in natural order of their names.

    Where the manifest names a series, number or date, files it says the same of are one issue. Elsewhere a
    file of several pages is an issue, and the single-page files of a folder (subfolders not counted) are
    one. An issue without a title is called by its folder or file, without ending.
    """
    plans: dict[str, IssuePlan] = {}
    for file, probe in sorted(files, key=lambda pair: natural_key(pair[0].name)):
        described = manifest.describe(manifest.name_of(file)) if manifest else None
        place = file.path if len(probe.frames) > 1 else file.path.parent
        key = _key(described, place)
        plan = plans.get(key)
        if plan is None:
            plan = IssuePlan(key, _titled(described or IssueDescription(), place, file), ())
        pages = tuple((file, probe, frame) for frame in probe.frames)
        plans[key] = replace(plan, pages=plan.pages + pages)
    return tuple(plans.values())


def _key(described: IssueDescription | None, place: Path) -> str:
    if described and (described.series or described.number or described.date):
        day = described.date.isoformat() if described.date else ""
        return "\t".join(("issue", described.series, described.number, day))
    return f"path\t/{safe_name(place.as_posix())}"


def _titled(description: IssueDescription, place: Path, file: FoundFile) -> IssueDescription:
    if description.title:
        return description
    name = place.stem if place == file.path else place.name
    return replace(description, title=safe_name(name))
