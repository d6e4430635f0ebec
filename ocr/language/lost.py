"""Characters that a CTC recogniser nearly gave: over the blank between two others, a mark had a share."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from ocr.reading.ctc import Glyph

LEAST_LOST = 0.05
"""A character that was not read is an alternative from this probability on."""

MOST_LOST = 2
"""So many at one place."""


def with_lost(
    glyphs: Sequence[Glyph], scores: NDArray[np.floating], characters: Sequence[str]
) -> list[Glyph]:
    """`glyphs`, as `ocr.reading.ctc.decode` made them of `scores`, with what was nearly read between them.

    `scores`: ``(steps, classes)`` of probabilities, class 0 the blank. A lost character is an alternative of two
    characters to the glyph before it, to the first glyph when it stands before that: 税 may be 税，.
    """
    result = list(glyphs)
    if not result:
        return result
    for place, char, probability in _lost(scores, characters):
        home = next((i for i in range(place - 1, -1, -1) if not result[i].char.isspace()), None)
        if home is None:
            home = next((i for i in range(len(result)) if not result[i].char.isspace()), None)
            if home is None:
                return result
            text = char + result[home].char
        else:
            text = result[home].char + char
        result[home] = replace(result[home], others=(*result[home].others, (text, probability)))
    return result


def _lost(scores: NDArray[np.floating], characters: Sequence[str]) -> Iterator[tuple[int, str, float]]:
    """How many glyphs stand before a lost character, the character, its probability; in reading order."""
    best = scores.argmax(axis=1)
    starts = np.flatnonzero(np.concatenate(([True], best[1:] != best[:-1])))
    ends = np.append(starts[1:], len(best))
    fired = 0
    for start, end in zip(starts.tolist(), ends.tolist(), strict=True):
        if best[start] != 0:
            fired += 1
            continue
        open_steps = start + np.flatnonzero(scores[start:end, 0] <= 1.0 - LEAST_LOST)
        if not len(open_steps):
            continue
        most = scores[open_steps].max(axis=0)
        # What fires before or behind the blank has its shoulders there.
        beside = {0, *(int(best[at]) for at in (start - 1, end) if 0 <= at < len(best))}
        found = [int(k) for k in np.flatnonzero(most >= LEAST_LOST) if int(k) not in beside]
        found = [k for k in found if not characters[k].isspace()]
        for k in sorted(found, key=lambda k: -float(most[k]))[:MOST_LOST]:
            yield fired, characters[k], float(most[k])
