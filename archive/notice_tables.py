"""Tables of attachments, as the formats and pages that show them need to know them."""

from __future__ import annotations

from collections.abc import Sequence


def names_columns(table: Sequence[Sequence[str]]) -> bool:
    """Whether the first row is a head: every cell filled, none with a digit, and rows below it."""
    first = table[0] if table else ()
    return len(table) > 1 and all(cell and not any(c.isdigit() for c in cell) for cell in first)
