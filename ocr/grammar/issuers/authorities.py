"""Bodies that issue notices: looked up by any of their names, and followed through their renamings.

The authority file of the package holds; in a block `with authorities_with(path):` that file's rows are added. An
archive's own file is a setting of the program, handed in at the start and valid for all that is cut in the block.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from pathlib import Path

from ocr.grammar.issuers.authority import Authority, AuthorityKind
from ocr.grammar.issuers.authority_merge import merged
from ocr.grammar.issuers.authority_names import STATE, AuthorityFile, spelling_key
from ocr.grammar.issuers.authority_rows import own_entries, shipped_entries

__all__ = [
    "Authority", "AuthorityFile", "AuthorityKind", "authorities", "authorities_with", "authority_of",
    "current_file", "line_of", "names_in_line",
]  # fmt: skip


@cache
def _shipped() -> AuthorityFile:
    return AuthorityFile.of(merged(shipped_entries()))


@cache
def _with_own(path: Path, content: str) -> AuthorityFile:
    """`content` names what the file held, so that one that was edited is read again."""
    return AuthorityFile.of(merged((*shipped_entries(), *own_entries(path))), content)


_current: ContextVar[AuthorityFile | None] = ContextVar("authority_file", default=None)


def current_file() -> AuthorityFile:
    """The file that holds here."""
    return _current.get() or _shipped()


@contextmanager
def authorities_with(path: Path | None) -> Iterator[AuthorityFile]:
    """In this block the rows of the CSV at `path` are added to the shipped ones (None: nothing is added).

    Raises AuthoritiesInvalid, naming file and line, when the file cannot be read or contradicts itself or the
    shipped one.
    """
    file = _shipped()
    if path is not None:
        entries = own_entries(path)
        content = hashlib.sha256(repr([entry.authority for entry in entries]).encode()).hexdigest()[:16]
        file = _with_own(path, content)
    token = _current.set(file)
    try:
        yield file
    finally:
        _current.reset(token)


def authorities() -> tuple[Authority, ...]:
    """All bodies, in the order of the file, those of the archive's own last."""
    return tuple(current_file().by_id.values())


def authority_of(name: str, day: dt.date | None = None) -> Authority | None:
    """The body called `name`: in simplified or traditional characters, short, or English; None if no body is.

    中华人民共和国 and 原 before it, blanks, and capitals of English names do not matter. Where one name was
    that of several bodies in turn, the one that existed on `day` is meant, without a `day` the latest.
    """
    file = current_file()
    wanted = spelling_key(name)
    for prefix in (*STATE, "原"):
        if wanted not in file.by_spelling:
            wanted = wanted.removeprefix(prefix)
    found = file.by_spelling.get(wanted) or file.by_spelling.get(wanted.translate(file.to_simplified), ())
    if day is not None and (then := [body for body in found if body.existed(day)]):
        found = tuple(then)
    return max(found, key=lambda body: body.sort_key, default=None)


def line_of(name: str, day: dt.date | None = None) -> tuple[Authority, ...]:
    """The body called `name` with all before and after it by succession, the oldest first; ``()`` if unknown.

    A body of several successors leads to all of them, and likewise back; but not down again by another branch:
    质检总局 became 市场监管总局 and 海关总署, and neither is in the line of the other.
    """
    own = authority_of(name, day)
    if own is None:
        return ()
    by_id = current_file().by_id
    members = {own.id, *_reached(own, by_id, forward=False), *_reached(own, by_id, forward=True)}
    order = {key: at for at, key in enumerate(by_id)}
    waiting = sorted(members, key=lambda key: (by_id[key].sort_key, order[key]))
    line: list[Authority] = []
    while waiting:  # the first by date whose predecessors all stand in the line
        ready = next(key for key in waiting if not set(by_id[key].predecessors) & set(waiting))
        waiting.remove(ready)
        line.append(by_id[ready])
    return tuple(line)


def names_in_line(name: str) -> tuple[str, ...]:
    """Every name, in any spelling, of the bodies in the line of `name`; itself first, and alone when unknown."""
    line = line_of(name)
    return tuple(
        dict.fromkeys(
            (name, *(one for b in line for one in (b.name, b.traditional, *b.short, b.english) if one))
        )
    )


def _reached(start: Authority, by_id: Mapping[str, Authority], *, forward: bool) -> set[str]:
    found: set[str] = set()
    waiting = [start.id]
    while waiting:
        body = by_id[waiting.pop()]
        further = set(body.successors if forward else body.predecessors) - found
        found |= further
        waiting += further
    return found
