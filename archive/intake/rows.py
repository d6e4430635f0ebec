"""What a manifest says, row by row, and which files a row speaks for."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from archive.records import IssueDescription

_WILD = re.compile(r"\*\*/|\*\*|\*|\?|\[[^]/]+\]")


@dataclass(frozen=True, slots=True)
class Row:
    """One row: `path` relative to the manifest, "/"-separated, in NFC; `line` counts from 1 in the file."""

    path: str
    line: int
    description: IssueDescription

    @property
    def is_glob(self) -> bool:
        """Whether `path` has ``*``, ``?`` or ``[…]`` in it (it may still be meant as it stands)."""
        return _WILD.search(self.path) is not None

    def globs(self, name: str) -> bool:
        """Whether `path`, as a glob, matches the file `name` (NFC) or a folder above it."""
        return _glob(self.path).fullmatch(name) is not None


def at_and_above(name: str) -> Iterator[str]:
    """`name` and the folders above it, from the inmost to ``.``, which stands for everything."""
    while name:
        yield name
        name = name.rpartition("/")[0]
    yield "."


def normal(name: str) -> str:
    """`name` in Unicode NFC: macOS writes é as two characters where others write one."""
    return unicodedata.normalize("NFC", name)


@lru_cache(maxsize=1024)
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
