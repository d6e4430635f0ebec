"""What a manifest says, row by row, and which files a row speaks for."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date

_WILD = re.compile(r"\*\*/|\*\*|\*|\?|\[[^]/]+\]")


@dataclass(frozen=True, slots=True)
class IssueDescription:
    """What a manifest says of an issue, as written there. Unknown fields are empty.

    `archival_no` is the 档号; `date` the day of issue.
    """

    series: str = ""
    title: str = ""
    number: str = ""
    date: date | None = None
    archival_no: str = ""
    rights: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """One row: `path` relative to the manifest, "/"-separated, in NFC; `line` counts from 1 in the file."""

    path: str
    line: int
    description: IssueDescription

    def covers(self, name: str) -> int:
        """How closely the row speaks for the file `name` (NFC): 0 not at all; more is closer.

        The file itself comes before a folder, a deeper folder before a higher one, any of them before a
        glob, a longer glob before a shorter.
        """
        if name == self.path:
            return 3_000_000
        if self.path == "." or name.startswith(self.path + "/"):
            return 2_000_000 + len(self.path)
        if _WILD.search(self.path) and _glob(self.path).fullmatch(name):
            return 1_000_000 + len(self.path)
        return 0


def normal(name: str) -> str:
    """`name` in Unicode NFC: macOS writes é as two characters where others write one."""
    return unicodedata.normalize("NFC", name)


def _glob(pattern: str) -> re.Pattern[str]:
    """`*`, `?` and `[…]` within one folder, `**` across folders; a folder that matches stands for its files."""
    parts, at = [], 0
    for wild in _WILD.finditer(pattern):
        parts.append(re.escape(pattern[at : wild.start()]))
        parts.append(_wild(wild.group()))
        at = wild.end()
    parts.append(re.escape(pattern[at:]))
    return re.compile("".join(parts) + "(?:/.*)?", re.DOTALL)


def _wild(token: str) -> str:
    known = {"**/": "(?:.*/)?", "**": ".*", "*": "[^/]*", "?": "[^/]"}
    if token in known:
        return known[token]
    inside = token[1:-1]
    negated = inside.startswith("!")
    return f"[{'^' if negated else ''}{re.escape(inside[negated:]).replace(re.escape('-'), '-')}]"
