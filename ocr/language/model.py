"""A character n-gram model with back-off, held in sorted arrays."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from io import BytesIO
from math import log

import numpy as np
from numpy.typing import NDArray

from ocr.language.symbols import UNKNOWN, share, symbol_text

BITS = 13
"""A symbol's number takes this many bits in a key; an n-gram's key is its symbols, the oldest highest."""

STEP = 0.0625
"""Logarithms are kept as whole multiples of this (natural logarithm), 0..255 below zero."""

UNSEEN_TYPES = 20_000
"""So many characters share the probability of those the training text does not have (the CJK Unified
Ideographs, U+4E00..U+9FFF, are 20,992)."""

SCRIPTS = ("simplified", "traditional")


@dataclass(frozen=True, slots=True, eq=False)
class Order:
    """The n-grams of one length: rising `keys` (uint64), `log_p` and `log_back` in units of -`STEP` (uint8).

    `log_back` is the weight of a shorter context after this n-gram; empty for the longest n-grams.
    """

    keys: NDArray[np.uint64]
    log_p: bytes
    log_back: bytes

    def find(self, key: int) -> int:
        """Index of the n-gram `key`, -1 when it is not kept."""
        at = int(self.keys.searchsorted(np.uint64(key)))
        return at if at < len(self.keys) and int(self.keys[at]) == key else -1


@dataclass(frozen=True, slots=True, eq=False)
class LanguageModel:
    """Probabilities of the next character. `symbols`: the alphabet; a symbol's number is its place plus 1."""

    symbols: str
    orders: tuple[Order, ...]
    _numbers: dict[str, int]

    @property
    def reach(self) -> int:
        """How many characters before one the model looks at."""
        return len(self.orders) - 1

    def numbers(self, text: str) -> list[int]:
        """The symbol numbers of `text`, `UNKNOWN` for characters outside the alphabet."""
        return [self._numbers.get(symbol, UNKNOWN) for symbol in symbol_text(text)]

    def knows(self, char: str) -> bool:
        """Is `char` in the alphabet?"""
        return symbol_text(char) in self._numbers

    def has_seen(self, text: str) -> bool:
        """Is `text`, at most ``reach + 1`` characters, among the kept n-grams?"""
        key = 0
        for number in self.numbers(text):
            key = key << BITS | number
        return self.orders[len(text) - 1].find(key) >= 0

    def log_probability(self, context: str, char: str) -> float:
        """Natural logarithm of the probability of `char` after `context`."""
        (number,) = self.numbers(char)
        return self._log_p(self.numbers(context[-self.reach :]), number) - log(
            UNSEEN_TYPES if number == UNKNOWN else share(char)
        )

    def log_text(self, context: str, text: str) -> float:
        """The same for the characters of `text` one after the other."""
        whole = context[-self.reach :] + text
        first = len(whole) - len(text)
        return sum(self.log_probability(whole[:at], whole[at]) for at in range(first, len(whole)))

    def _log_p(self, context: Sequence[int], number: int) -> float:
        # Back-off: p(w | h) if the n-gram is kept, else back(h) p(w | h without its oldest symbol).
        total = 0
        for start in range(len(context) + 1):
            key = 0
            for symbol in context[start:]:
                key = key << BITS | symbol
            length = len(context) - start
            at = self.orders[length].find(key << BITS | number)
            if at >= 0:
                return -STEP * (total + self.orders[length].log_p[at])
            if length and (back := self.orders[length - 1].find(key)) >= 0:
                total += self.orders[length - 1].log_back[back]
        raise AssertionError("every symbol is a unigram")


def read_model(data: bytes) -> LanguageModel:
    """The model that `model_bytes` of the training script packed as a NumPy archive."""
    with np.load(BytesIO(data)) as archive:
        symbols = str(archive["symbols"].tobytes().decode("utf-8"))
        count = int(archive["orders"][0])
        orders = tuple(
            Order(
                _unpacked(archive[f"planes{n}"]),
                archive[f"log_p{n}"].tobytes(),
                archive[f"log_back{n}"].tobytes(),
            )
            for n in range(1, count + 1)
        )
    return LanguageModel(symbols, orders, {symbol: at for at, symbol in enumerate(symbols, 1)})


def packed(keys: NDArray[np.uint64]) -> NDArray[np.uint8]:
    """Rising `keys` as the bytes of their differences, ``(8, n)``, highest byte first: mostly zeros."""
    steps = np.diff(keys, prepend=np.uint64(0)).astype(">u8")
    return np.ascontiguousarray(steps.view(np.uint8).reshape(-1, 8).T)


def _unpacked(planes: NDArray[np.uint8]) -> NDArray[np.uint64]:
    steps = np.ascontiguousarray(planes.T).view(">u8").reshape(-1)
    return np.cumsum(steps, dtype=np.uint64)


@cache
def notice_model(script: str) -> LanguageModel:
    """The model of notices in `script`, one of `SCRIPTS`; loaded once per process."""
    if script not in SCRIPTS:
        raise ValueError(f"there is no model of {script!r} script: choose one of {', '.join(SCRIPTS)}")
    return read_model(files("ocr.language").joinpath("data", f"{script}.npz").read_bytes())
