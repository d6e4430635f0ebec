"""What the archive keeps, as values. Rows of `archive.tables` become these, and nothing else leaves.

Ids are short, readable, and never used again: issue ``i7``, its pages ``i7p12``, its notices ``i7n3``.
Pixel coordinates are those of the page's master image set upright, origin top left.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

BoxList = tuple[int, int, int, int]
"""``(x0, y0, x1, y1)`` in pixels of the page, half-open, origin top left."""


@dataclass(frozen=True, slots=True)
class Batch:
    """One hand-in: what was given to one `wengao ingest`."""

    id: int
    source: str
    started: dt.datetime
    finished: dt.datetime | None


@dataclass(frozen=True, slots=True)
class SourceFile:
    """One file of a batch and what became of it.

    `name` is its path inside the batch, `path` where it lay (no path comes twice in a batch). `status` is
    ``kept``, ``duplicate`` (its bytes were already held: `duplicate_of` says where) or ``failed`` (`code`,
    `reason`, `remedy` say why and what to do).
    `sha256` is empty when the bytes could not be read.
    """

    batch_id: int
    name: str
    path: str
    size: int
    sha256: str
    media_type: str
    status: str
    code: str = ""
    reason: str = ""
    remedy: str = ""
    duplicate_of: str = ""


@dataclass(frozen=True, slots=True)
class Blob:
    """Bytes under their SHA-256 (lower-case hex). `size` in bytes."""

    sha256: str
    size: int
    media_type: str


@dataclass(frozen=True, slots=True)
class IssueDescription:
    """What is said of an issue, by a manifest for one, as written there. Unknown fields are empty.

    `archival_no` is the 档号; `date` the day of issue.
    """

    series: str = ""
    title: str = ""
    number: str = ""
    date: dt.date | None = None
    archival_no: str = ""
    rights: str = ""


@dataclass(frozen=True, slots=True)
class Issue:
    """An issue of a gazette, or the folder or file that stands for one until a manifest says more.

    `key` is what makes two hand-ins the same issue. `archival_no` is the 档号. Unknown fields are empty.
    """

    id: str
    key: str
    series: str
    title: str
    number: str
    date: dt.date | None
    archival_no: str
    rights: str


@dataclass(frozen=True, slots=True)
class Page:
    """A page: frame `frame` (from 0) of the master `sha256`. `sequence` counts from 1 within the issue.

    `width` × `height` in pixels, upright; of its rendering when born digital. `dpi` None: unknown.
    `kind` is ``scan`` or ``born_digital``. `source_name` is the master's path inside its batch.
    """

    id: str
    issue_id: str
    sequence: int
    sha256: str
    frame: int
    width: int
    height: int
    dpi: float | None
    kind: str
    media_type: str
    source_name: str
    trouble: str = ""


@dataclass(frozen=True, slots=True)
class Step:
    """Which tool, in which version, with which settings. `key` is equal for equal steps."""

    tool: str
    version: str
    settings: Mapping[str, str | int | float | bool] = field(default_factory=dict)

    def __post_init__(self) -> None:
        # A copy, and a plain dict: `asdict` cannot copy a read-only mapping.
        object.__setattr__(self, "settings", dict(self.settings))

    @property
    def key(self) -> str:
        """First 16 hex digits of the SHA-256 of tool, version and settings."""
        text = json.dumps([self.tool, self.version, dict(self.settings)], sort_keys=True, ensure_ascii=False)
        return hashlib.sha256(text.encode()).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class Derivative:
    """Something made from a page by a step, and kept as a blob. `kind` is ``reading`` so far."""

    id: int
    page_id: str
    kind: str
    sha256: str
    step: Step
    confidence: float
    created: dt.datetime


def as_json(value: Any) -> str:
    """Compact JSON with sorted keys: equal values give equal bytes. Chinese stays readable."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
