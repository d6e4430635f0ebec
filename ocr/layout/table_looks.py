"""The rules of a table told from creases of the sheet and from rules on its back, by what they look like across."""

from __future__ import annotations

from collections.abc import Sequence

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


def printed_on_front(looks: Sequence[Look | None], struck: Sequence[tuple[int, int]]) -> list[bool]:
    """Which of the rules of a table are printed on this side of the sheet.

    `struck`: how many boxes of print each goes through, and how many of them do not show it.
    """
    known = [look for look in looks if look is not None and look.width <= WIDE]
    if not known:
        return [True] * len(looks)
    sharpness = float(np.median([look.sharpness for look in known]))
    depth = float(np.median([look.depth for look in known]))
    found = []
    for look, (through, unruled) in zip(looks, struck, strict=True):
        if look is None:
            found.append(True)
            continue
        crease = look.width > WIDE and look.depth < _DARKER * depth and through >= _STRUCK
        soft = look.width > _THIN and look.sharpness < (_SOFTER if unruled else _SOFT) * sharpness
        faint = look.depth < (_FAINT if unruled else _NO_RULE) * depth
        found.append(not (crease or faint or (soft and look.width <= WIDE)))
    return found
