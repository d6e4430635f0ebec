"""Names of files: made harmless to show and store, and sorted the way people number pages."""

from __future__ import annotations

import os
import re
import unicodedata

_DIGITS = re.compile(r"(\d+)")
_HIDDEN_CATEGORIES = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})
"""Control and format characters (line feeds, bidirectional overrides), lone surrogates, line separators."""

NaturalKey = tuple[tuple[tuple[int, int, str], ...], ...]


def safe_name(relative: str) -> str:
    """`relative`, a path with "/" separators as the file system gave it, as text that can do no harm.

    Control and format characters, backslashes, and all but ASCII in a component that is no UTF-8 are written
    as ``%`` and two hex digits for each of their bytes; a component ``.`` or ``..`` becomes ``%2E`` or
    ``%2E%2E``; empty components vanish, so the result is never absolute. Everything else stays as it is on
    disk, ``%`` and Unicode normal form included. The result can always be encoded as UTF-8.
    """
    return "/".join(_safe_component(part) for part in relative.split("/") if part)


def _safe_component(part: str) -> str:
    if part in {".", ".."}:
        return "%2E" * len(part)
    # In a name that is no UTF-8 (GBK out of an old ZIP archive), what looks like a letter is one by chance.
    foreign = any("\udc80" <= char <= "\udcff" for char in part)
    return "".join(
        _escaped(char) if _is_harmful(char) or (foreign and not char.isascii()) else char for char in part
    )


def _is_harmful(char: str) -> bool:
    return char == "\\" or (not char.isalnum() and unicodedata.category(char) in _HIDDEN_CATEGORIES)


def _escaped(char: str) -> str:
    # os.fsencode turns the surrogate of an undecodable byte back into that byte.
    try:
        raw = os.fsencode(char)
    except UnicodeEncodeError:  # a surrogate that stands for no byte: cannot come from a file system
        raw = char.encode("utf-8", "surrogatepass")
    return "".join(f"%{byte:02X}" for byte in raw)


def natural_key(name: str) -> NaturalKey:
    """Sort key under which ``page2`` comes before ``page10``, folder by folder.

    Runs of decimal digits of any script (full-width ones too) compare as numbers of any length, the rest
    case-folded; names that only differ in zeros, case or script of digits keep one fixed order.
    """
    return (*(_component_key(part) for part in name.split("/")), ((2, 0, name),))


def _component_key(part: str) -> tuple[tuple[int, int, str], ...]:
    return tuple(
        _number_key(piece) if piece.isdecimal() else (1, 0, piece.casefold())
        for piece in _DIGITS.split(part)
        if piece
    )


def _number_key(digits: str) -> tuple[int, int, str]:
    plain = "".join(str(unicodedata.decimal(digit)) for digit in digits).lstrip("0")
    return (0, len(plain), plain)
