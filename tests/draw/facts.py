"""Finds the facts of a notice in the broken lines of its print."""

from __future__ import annotations

from draw.truth import Fact, FactKind


def facts_of(text: str, kind: FactKind | None, told: str) -> tuple[Fact, ...]:
    """The fact `told` as far as it stands in `text`, one line of its paragraph: whole, its end or its beginning."""
    told = told.replace("\u3000", "").strip()
    if kind is None or not told or not text:
        return ()
    if told in text:
        start = text.index(told)
        return (Fact(kind, start, start + len(told)),)
    if text in told:
        return (Fact(kind, 0, len(text)),)
    for size in range(min(len(told), len(text)) - 1, 0, -1):
        if text.endswith(told[:size]):
            return (Fact(kind, len(text) - size, len(text)),)
        if text.startswith(told[-size:]):
            return (Fact(kind, 0, size),)
    return ()
