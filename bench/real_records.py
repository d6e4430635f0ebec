"""Real notices, outside the project: what the register says of them, and their text without the furniture of the web.

The folder holds ``full_2023_2024.jsonl`` (number, issuers and days of a register beside each text) and
``short_2001_2024.jsonl`` (texts alone). A text is one line.
"""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from ocr.grammar.dates.find import find_dates

_LINKS = re.compile(r"(?:公告)?(?:正文)?下载链接[：:]")
_VISITS = re.compile(r"浏览次数[：:]")
_FILE = re.compile(r"(?P<name>.+?)\.(?:docx?|pdf|wps|tif)")
_ACTS = re.compile(
    "废止|作废|失效|停止执行|停止实施|暂停执行|不再执行|不再适用|修改|修订|修正|代替|取代|替代|转发|推迟|延长|延期"
    "|补充|解除|为准"
)
"""What a notice may say of another; the choice for `choose` is wide, so that nothing is left out by it."""


@dataclass(frozen=True, slots=True)
class RealNotice:
    """A real notice: `file` (``full`` or ``short``) and `record` (its number there, or `text_id`) name it.

    `position` is its place in the file (`text_id` in ``short``), `title` that of the files offered for download, "" if
    there are none. `number`, `issuers`, `date` and `effective` are the register's; they are empty for ``short``, but
    `date`, which is then the last one of the text.
    """

    file: str
    record: str
    position: int
    text: str
    title: str
    number: str
    issuers: tuple[str, ...]
    date: dt.date | None
    effective: dt.date | None


def full_notices(data: Path) -> list[RealNotice]:
    """The notices with a register entry, in the order of the file. Raises OSError when the file is not there."""
    return [_full(row, count) for count, row in enumerate(_rows(data / "full_2023_2024.jsonl"))]


def short_notices(data: Path) -> list[RealNotice]:
    """The notices that are a text alone. Raises OSError when the file is not there."""
    return [_short(row) for row in _rows(data / "short_2001_2024.jsonl")]


def choose(notices: list[RealNotice], acting: int, others: int) -> list[RealNotice]:
    """Dated notices, evenly spaced in the order of their dates: so many that may act on others, so many of the rest."""
    dated = sorted((n for n in notices if n.date), key=_order)
    act = [n for n in dated if _ACTS.search(n.text)]
    rest = [n for n in dated if not _ACTS.search(n.text)]
    chosen = [*_spaced(act, acting), *_spaced(rest, others)]
    return sorted(chosen, key=_order)


def _order(notice: RealNotice) -> tuple[str, str, int]:
    return str(notice.date), notice.file, notice.position


def _spaced(notices: list[RealNotice], count: int) -> list[RealNotice]:
    """`count` of them, each from the middle of an equal part; all when there are fewer."""
    if len(notices) <= count:
        return notices
    return [notices[(2 * k + 1) * len(notices) // (2 * count)] for k in range(count)]


def _rows(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8") as lines:
        yield from (json.loads(line) for line in lines)


def _full(row: dict[str, str], position: int) -> RealNotice:
    whole = _VISITS.split(row["content"])[0]
    text, *links = _LINKS.split(whole, maxsplit=1)
    file = _FILE.match(links[0]) if links else None
    return RealNotice(
        "full",
        row["announcement_number"],
        position,
        text.strip(),
        file["name"] if file else "",
        row["announcement_number"],
        tuple(row["issuing_authority"].split()),
        _day(row.get("issue_date")),
        _day(row.get("effective_date")),
    )


def _short(row: dict[str, str]) -> RealNotice:
    text = row["text"].strip()
    found = find_dates(text[-40:])
    at_end = found and len(text[-40:]) - found[-1].end <= 2
    return RealNotice(
        "short",
        str(row["text_id"]),
        int(row["text_id"]),
        text,
        "",
        "",
        (),
        found[-1].value if at_end else None,
        None,
    )


def _day(value: str | None) -> dt.date | None:
    return dt.date.fromisoformat(value) if value else None
