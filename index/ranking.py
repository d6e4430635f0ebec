"""Which hits come first: BM25F over title, number, body and attachments; a notice's own number above all.

Robertson, Zaragoza, Taylor, "Simple BM25 extension to multiple weighted fields" (2004): the counts of a
phrase in the fields are weighted, corrected for length, added up, and saturated once. A phrase counts as
one term; where it is longer than two characters its count is that of its rarest pair.
"""

from __future__ import annotations

import math
from typing import Final

import numpy as np
from numpy.typing import NDArray

from index.candidates import Lookup
from index.schema import CITED_NUMBER, OWN_NUMBER
from index.tree import Node, Number, Phrase, wanted
from index.view import View

Scores = NDArray[np.float64]

_SATURATION: Final = 1.2  # k1
_WEIGHT: Final = {"title": 5.0, "number": 3.0, "body": 1.0, "attachments": 0.5}
_LENGTH: Final = {"title": 0.3, "number": 0.0, "body": 0.6, "attachments": 0.6}  # b: 0 ignores length
# Above anything BM25F can give (32 phrases of at most 25 each): first the number itself, then what it may be.
_SAME_NUMBER: Final = 2000.0
_THAT_NUMBER: Final = 1000.0
_CITES: Final = 8.0
_DECIMALS: Final = 6  # scores are keys of the cursor: rounded, so that equal means equal


def score(view: View, lookup: Lookup, root: Node) -> Scores:
    """Score every notice of the view, higher is better; only the scores of hits mean something."""
    scores = np.zeros(view.count, dtype=np.float64)
    for condition in dict.fromkeys(wanted(root)):
        if isinstance(condition, Number):
            scores += _CITES * lookup.mask_of(CITED_NUMBER, condition.key)
            scores += _THAT_NUMBER * lookup.mask_of(OWN_NUMBER, condition.key)
            scores += _SAME_NUMBER * lookup.mask_of(OWN_NUMBER, condition.key, same=True)
        phrase = condition.phrase if isinstance(condition, Number) else condition
        scores += _phrase_scores(view, lookup, phrase)
    return np.round(scores, _DECIMALS)


def _phrase_scores(view: View, lookup: Lookup, phrase: Phrase) -> Scores:
    weighted = np.zeros(view.count, dtype=np.float64)
    for found in lookup.found(phrase):
        if not len(found.ids):
            continue
        lengths = view.lengths[found.field]
        b = _LENGTH[found.field]
        mean = max(float(lengths.mean()), 1.0)
        weighted[found.ids] += _WEIGHT[found.field] * found.counts / (1 - b + b * lengths[found.ids] / mean)
    having = int(np.count_nonzero(weighted))
    rarity = math.log(1 + (view.count - having + 0.5) / (having + 0.5))
    saturated: Scores = rarity * weighted / (_SATURATION + weighted)
    return saturated
