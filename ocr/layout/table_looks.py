"""The rules of a table told from creases of the sheet and from rules on its back, by what they look like across."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np

from ocr.imaging.rule_look import WIDE, Look

_DARKER = 1.5
_STRUCK = 2
"""A crease is no darker than so many times the rules, and goes through so many rows of print; one that goes through
fewer may hide a rule."""

_SOFT = 0.4
_SOFTER = 0.6
"""A rule on the back of the sheet is softer than the rules of the table (depth over the square of the width), than the
first share of their median wherever it runs, than the second where print goes across it: measured 0.2-0.5 for the back,
from 0.5 for the front."""


_THIN = 2.4
"""Rules no wider than so many pixels (0.4 mm on A4) are not soft: what shows through the sheet is blurred by it."""

_FAINT = 0.35
_NO_RULE = 0.1
"""What print goes across is no rule when it is so much fainter than the rules of the table, either; nor is the
faintest."""

_GAP = 2.5
_DEEPER = 3.5
_FEWEST = 3
"""The rules of a table on the back are so many times softer than the softest of the front, which has so many at least,
and so many times fainter: measured gaps 2.6-6, depths 3.6-8 times."""


def printed_on_front(looks: Sequence[Look | None], struck: Sequence[tuple[int, int]]) -> list[bool]:
    """Which of the rules of a table are printed on this side of the sheet.

    `struck`: how many boxes of print each goes through, and how many of them do not show it.
    """
    back = _on_back(looks, struck)
    known = [
        look
        for look, through in zip(looks, back, strict=True)
        if look is not None and look.width <= WIDE and not through
    ]
    if not known:
        return [True] * len(looks)
    sharpness = float(np.median([look.sharpness for look in known]))
    depth = float(np.median([look.depth for look in known]))
    found = []
    for look, (through, unruled), behind in zip(looks, struck, back, strict=True):
        if look is None or behind:
            found.append(look is None)
            continue
        crease = look.width > WIDE and look.depth < _DARKER * depth and through >= _STRUCK
        soft = look.width > _THIN and look.sharpness < (_SOFTER if unruled else _SOFT) * sharpness
        faint = look.depth < (_FAINT if unruled else _NO_RULE) * depth
        found.append(not (crease or faint or (soft and look.width <= WIDE)))
    return found


def _on_back(looks: Sequence[Look | None], struck: Sequence[tuple[int, int]]) -> list[bool]:
    """Which rules are those of a table on the back of the sheet: all that are softer than a wide gap between soft and
    sharp ones, if they are far fainter, too, and print goes across some of them.

    They can be as many as those of the front, so that no median tells them.
    """
    none = [False] * len(looks)
    values = sorted(
        look.sharpness for look in looks if look is not None and look.depth > 0 and look.width <= WIDE
    )
    gaps = [(high / low, high) for low, high in pairwise(values) if low > 0]
    if not gaps or max(gaps)[0] < _GAP:
        return none
    least = max(gaps)[1]
    soft = [look is not None and look.width <= WIDE and look.sharpness < least for look in looks]
    front = [
        look.depth for look in looks if look is not None and look.width <= WIDE and look.sharpness >= least
    ]
    behind = [look.depth for look, below in zip(looks, soft, strict=True) if look is not None and below]
    crossed = any(below and unruled for below, (_, unruled) in zip(soft, struck, strict=True))
    if len(front) < _FEWEST or not crossed or float(np.median(front)) < _DEEPER * float(np.median(behind)):
        return none
    return soft
