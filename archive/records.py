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


@dataclass(frozen=True, slots=True)
class Span:
    """``field_text[start:end]`` stands at ``lines[line].text[offset:]`` of that page's reading."""

    field: str
    start: int
    end: int
    page_id: str
    line: int
    offset: int


@dataclass(frozen=True, slots=True)
class Attachment:
    """A 附件 of a notice. `pages` are page ids, first and last; `table` rows of cells, or None."""

    title: str
    text: str
    pages: tuple[str, str]
    table: tuple[tuple[str, ...], ...] | None = None


@dataclass(frozen=True, slots=True)
class Relation:
    """What a notice says of another: `kind` as in ``repeals``, `target` a canonical number or a title."""

    kind: str
    target: str
    scope: str
    evidence: str


@dataclass(frozen=True, slots=True)
class Clause:
    """A 章, 条, 款, 项 or 一、 of a notice: ``text[start:end]`` with its label and the clauses within it.

    `anchor` (``art_5__para_2``) is unique in the notice; `level` is its last part's name; `depth` 0 for a clause
    in no other.
    """

    level: str
    label: str
    depth: int
    start: int
    end: int
    anchor: str


@dataclass(frozen=True, slots=True)
class Evidence:
    """The print a field rests on, and the rule that read it."""

    field: str
    value: str
    printed: str
    rule: str
    page_id: str
    box: BoxList


@dataclass(frozen=True, slots=True)
class Notice:
    """A notice, cut from the readings of its issue's pages. Fields the pages do not give are empty.

    `signature` is who signed (署名), a line each, as printed. `expiry_date` is the last day of force by the
    notice's own words.
    `pages` are page ids, first and last. `readings` are the derivative ids its spans point into.
    `disclosure` is 主动公开, 依申请公开, 不予公开 or empty. `step` cut it. `revision` changes whenever
    anything a reader could see changes, its issue's series, title, number, date and archival number included;
    the index compares it.
    """

    id: str
    issue_id: str
    sequence: int
    title: str
    doc_number: str
    doc_number_printed: str
    kind: str
    issuers: tuple[str, ...]
    date: dt.date | None
    date_printed: str
    effective_date: dt.date | None
    expiry_date: dt.date | None
    pages: tuple[str, str]
    text: str
    signature: str
    attachments: tuple[Attachment, ...]
    cites: tuple[str, ...]
    relations: tuple[Relation, ...]
    clauses: tuple[Clause, ...]
    spans: tuple[Span, ...]
    evidence: tuple[Evidence, ...]
    confidence: float
    disclosure: str
    readings: tuple[int, ...]
    step: Step
    revision: str = ""


@dataclass(frozen=True, slots=True)
class Finding:
    """Something about an issue that a person should look at."""

    issue_id: str
    code: str
    message: str
    page_id: str
    box: BoxList | None = None


def as_json(value: Any) -> str:
    """Compact JSON with sorted keys: equal values give equal bytes. Chinese stays readable."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
