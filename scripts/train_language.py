"""Counts sequences of characters in Chinese text and writes the language model that `ocr.language.model` reads.

    python scripts/train_language.py OUT.npz FOLDER... [--least 1 2 3 3] [--held-out FOLDER]

Every FOLDER holds ``.txt`` files (UTF-8). Only statistics are written, no text. Probabilities are interpolated
by Witten and Bell (IEEE Trans. Information Theory 37, 1991); then rare n-grams are left out and the back-off
weights of what is left are set so that the probabilities after each context sum to one.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from math import exp
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from ocr.language.model import BITS, STEP, LanguageModel, packed, read_model
from ocr.language.symbols import UNKNOWN, symbol_text

Keys = NDArray[np.uint64]
Floats = NDArray[np.float64]

LEAST = (1, 2, 3, 4)
"""N-grams of 1, 2, 3, 4 characters are kept when they were seen this often."""


@dataclass(frozen=True, slots=True, eq=False)
class _Level:
    """All n-grams of one length: rising keys, how often each was seen, its probability, is it kept."""

    keys: Keys
    counts: Floats
    chances: Floats
    kept: NDArray[np.bool_]


def read_texts(folders: Sequence[Path]) -> list[str]:
    """The texts of all ``.txt`` files in `folders`, without white space, in symbols."""
    paths = sorted(path for folder in folders for path in folder.rglob("*.txt"))
    return [symbol_text("".join(path.read_text(encoding="utf-8").split())) for path in paths]


def alphabet(texts: Sequence[str], least: int) -> str:
    """Symbols seen at least `least` times, the most frequent first; at most as many as a key has room for."""
    seen = Counter("".join(texts))
    ranked = sorted((symbol for symbol, n in seen.items() if n >= least), key=lambda s: (-seen[s], s))
    return "".join(ranked[: 2**BITS - 1])


def train(texts: Sequence[str], least: Sequence[int], rarest: int = 3) -> bytes:
    """The model of `texts` as a NumPy archive; `least` as `LEAST`. Symbols seen under `rarest` times are unknown."""
    symbols = alphabet(texts, rarest)
    numbers = {symbol: at for at, symbol in enumerate(symbols, 1)}
    order = len(least)
    # Zeros between the texts would count as unknown characters: n-grams over a seam are left out by `seams`.
    stream = np.array([numbers.get(s, UNKNOWN) for text in texts for s in text], dtype=np.uint64)
    ends = np.cumsum([len(text) for text in texts])
    levels: list[_Level] = []
    for n in range(1, order + 1):
        levels.append(_level(stream, ends, n, least[n - 1], levels, len(symbols) + 1))
    arrays: dict[str, NDArray[np.generic]] = {
        "symbols": np.frombuffer(symbols.encode("utf-8"), dtype=np.uint8),
        "orders": np.array([order], dtype=np.uint8),
    }
    for n, level in enumerate(levels, 1):
        arrays[f"planes{n}"] = packed(level.keys[level.kept])
        arrays[f"log_p{n}"] = _quantised(level.chances[level.kept])
        back = _back_off(level, levels[n], n) if n < order else np.ones(0)
        arrays[f"log_back{n}"] = _quantised(back)
    out = BytesIO()
    np.savez_compressed(out, allow_pickle=False, **arrays)
    return out.getvalue()


def _level(
    stream: Keys, ends: NDArray[np.int64], n: int, least: int, levels: Sequence[_Level], types: int
) -> _Level:
    keys = np.zeros(max(0, len(stream) - n + 1), dtype=np.uint64)
    for place in range(n):
        keys = keys << np.uint64(BITS) | stream[place : place + len(keys)]
    within = np.ones(len(keys), dtype=bool)
    for back in range(1, n):
        seam = ends - back
        within[seam[(seam >= 0) & (seam < len(keys))]] = False
    if n == 1:
        keys = np.concatenate([keys, np.arange(types, dtype=np.uint64)])  # each symbol seen at least once
        within = np.ones(len(keys), dtype=bool)
    unique, seen = np.unique(keys[within], return_counts=True)
    counts = seen.astype(np.float64)
    if not len(unique):  # every text is shorter than n
        return _Level(unique, counts, counts, np.zeros(0, dtype=bool))
    contexts = unique >> np.uint64(BITS)
    starts = np.flatnonzero(np.concatenate(([True], contexts[1:] != contexts[:-1])))
    sizes = np.diff(np.append(starts, len(unique)))
    total = np.repeat(np.add.reduceat(counts, starts), sizes)
    kinds = np.repeat(sizes, sizes).astype(np.float64)
    lower = np.full(len(unique), 1.0 / types)
    if n > 1:
        shorter = levels[-1]
        tail = unique & np.uint64((1 << BITS * (n - 1)) - 1)
        lower = shorter.chances[np.searchsorted(shorter.keys, tail)]
    chances = (counts + kinds * lower) / (total + kinds)
    # An n-gram with an unknown character tells nothing about any one character.
    known = np.ones(len(unique), dtype=bool)
    for place in range(n if n > 1 else 0):
        known &= (unique >> np.uint64(BITS * place) & np.uint64(2**BITS - 1)) != UNKNOWN
    return _Level(unique, counts, chances, known & (counts >= least) if n > 1 else known)


def _back_off(level: _Level, longer: _Level, n: int) -> Floats:
    """Weight of the shorter context for each kept n-gram of `level`, of length `n`, as the context of `longer`."""
    kept = longer.keys[longer.kept]
    # What follows the context without its oldest symbol is an n-gram of the same length as the context.
    lower = level.chances[np.searchsorted(level.keys, kept & np.uint64((1 << BITS * n) - 1))]
    home = np.searchsorted(level.keys, kept >> np.uint64(BITS))
    taken = np.bincount(home, weights=longer.chances[longer.kept], minlength=len(level.keys))
    left = np.bincount(home, weights=lower, minlength=len(level.keys))
    weights = np.clip(1.0 - taken, 1e-7, 1.0) / np.clip(1.0 - left, 1e-7, 1.0)
    return np.asarray(weights[level.kept])


def _quantised(chances: Floats) -> NDArray[np.uint8]:
    return np.clip(np.round(-np.log(np.maximum(chances, 1e-12)) / STEP), 0, 255).astype(np.uint8)


def perplexity(model: LanguageModel, texts: Sequence[str], most: int = 40_000) -> float:
    """Perplexity per character of at most `most` characters of `texts`, evenly taken from them."""
    portion = max(1, most // max(1, len(texts)))
    total = count = 0.0
    for text in texts:
        piece = text[:portion]
        total += model.log_text("", piece)
        count += len(piece)
    return exp(-total / max(1.0, count))


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("out", type=Path)
    parser.add_argument("folders", type=Path, nargs="+", metavar="FOLDER")
    parser.add_argument("--least", type=int, nargs="+", default=LEAST)
    parser.add_argument("--held-out", type=Path, metavar="FOLDER")
    options = parser.parse_args(arguments)
    texts = read_texts(options.folders)
    if not any(texts):
        sys.exit(f"There is no .txt file with text in {', '.join(map(str, options.folders))}.")
    data = train(texts, options.least)
    options.out.write_bytes(data)
    model = read_model(data)
    grams = ", ".join(f"{len(order.keys):,}" for order in model.orders)
    report = f"{sum(map(len, texts)):,} characters; n-grams kept: {grams}; {len(data):,} bytes\n"
    if options.held_out:
        held_out = read_texts([options.held_out])
        report += f"perplexity on {options.held_out}: {perplexity(model, held_out):.1f}\n"
    sys.stdout.write(report)
    return 0


if __name__ == "__main__":
    sys.exit(main())
