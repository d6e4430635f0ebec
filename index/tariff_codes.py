"""A tariff code in a query, in every way it may be printed: 84713000, 8471.3000, 8471.30.00."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

_CODE: Final = re.compile(
    r"([0-9]{4})[. ]?([0-9]{2})[. ]?([0-9]{2})(?:[. ]?([0-9]{2}))?|([0-9]{4})[. ]([0-9]{2})"
)


def code_spellings(folded: str) -> tuple[tuple[str, ...], ...]:
    """The rows of tokens in which the code that all of a folded query is can stand; none when it is no code.

    Eight or ten digits, or six with a mark between: six alone may be anything.

    Marks between tokens do not count (`index.analysis`), so 8471.3000 and 8471 3000 are one spelling.

    >>> code_spellings("8471.3000")
    (('84713000',), ('8471', '3000'), ('8471', '30', '00'))
    """
    found = _CODE.fullmatch(folded)
    if found is None:
        return ()
    return tuple(dict.fromkeys(_spellings([part for part in found.groups() if part])))


def _spellings(parts: list[str]) -> Iterator[tuple[str, ...]]:
    """`parts` are heading, subheading and what follows, as ``["8471", "30", "00"]``."""
    yield ("".join(parts),)
    yield (parts[0], "".join(parts[1:]))
    if len(parts) == 4:
        yield ("".join(parts[:3]), parts[3])
        yield (parts[0], "".join(parts[1:3]), parts[3])
    yield tuple(parts)
