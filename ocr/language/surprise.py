"""How little a whole page's text surprises a language model: the logarithms of all its characters at once."""

from __future__ import annotations

from collections.abc import Sequence
from math import log

import numpy as np
from numpy.typing import NDArray

from ocr.language.model import BITS, STEP, UNSEEN_TYPES, LanguageModel, Order
from ocr.language.symbols import UNKNOWN, share

Logs = NDArray[np.float64]
"""A natural logarithm of a probability for each character."""


def log_probabilities(model: LanguageModel, text: str, starts: Sequence[int] = ()) -> Logs:
    """Of each character of `text` after those before it.

    `starts`: indices of `text` where something new begins, which what stands before says nothing about. The first is
    what `LanguageModel.log_probability` gives for one character; a page of 2,000 takes some milliseconds.
    """
    if not text:
        return np.zeros(0)
    numbers = np.array(model.numbers(text), dtype=np.uint64)
    known = _since(len(text), starts)
    grams = _grams(numbers, len(model.orders))
    total = np.zeros(len(text))
    result = np.zeros(len(text))
    todo = np.ones(len(text), dtype=np.bool_)
    for length in range(len(model.orders) - 1, -1, -1):
        asked = np.flatnonzero(todo & (known >= length))
        found, at = _find(model.orders[length], grams[length][asked])
        hits = asked[found]
        result[hits] = total[hits] + _logs(model.orders[length].log_p, at[found])
        todo[hits] = False
        if length:
            rest = asked[~found]
            held, back = _find(model.orders[length - 1], grams[length - 1][rest - 1])
            total[rest[held]] += _logs(model.orders[length - 1].log_back, back[held])
    shared = np.array(
        [
            log(UNSEEN_TYPES if number == UNKNOWN else share(char))
            for char, number in zip(text, numbers.tolist(), strict=True)
        ]
    )
    return np.asarray(result - shared)


def _since(count: int, starts: Sequence[int]) -> NDArray[np.intp]:
    """How many characters before each belong to it."""
    places = np.arange(count)
    begins = np.zeros(count, dtype=np.intp)
    inside = [start for start in starts if start < count]
    begins[inside] = inside
    return places - np.maximum.accumulate(begins)


def _grams(numbers: NDArray[np.uint64], orders: int) -> list[NDArray[np.uint64]]:
    """Keys of the n-grams that end at each character, by length; those that begin before the text are of no use."""
    found = [numbers]
    for length in range(1, orders):
        before = np.zeros_like(numbers)
        before[length:] = numbers[:-length]
        found.append(found[-1] | before << np.uint64(BITS * length))
    return found


def _find(order: Order, keys: NDArray[np.uint64]) -> tuple[NDArray[np.bool_], NDArray[np.intp]]:
    """Which `keys` are kept, and where (nowhere in particular for the others)."""
    at = np.minimum(order.keys.searchsorted(keys), len(order.keys) - 1)
    return order.keys[at] == keys, at


def _logs(kept: bytes, at: NDArray[np.intp]) -> Logs:
    return -STEP * np.frombuffer(kept, dtype=np.uint8)[at].astype(np.float64)
