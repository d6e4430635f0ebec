"""From folded text to what is looked up: characters, pairs of characters, whole words.

A folded text is a row of tokens: each Chinese character (also kana and hangul) is one, each run of other
letters and digits is one (``customs``, ``2019``, ``8517``). Marks and blanks between tokens do not count
(old print has none, and recognition loses them); a line break, tab or other control character between two
tokens keeps them apart. Terms of the index are the tokens, and the pairs of neighbouring characters.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import cache, lru_cache
from itertools import chain, pairwise
from typing import Final

import numpy as np
from numpy.typing import NDArray

from index.fold import SIZE, codes_of, text_of

# Scripts written without blanks between words: CJK and its extensions, kana, bopomofo, hangul.
CHARACTER: Final = (
    "\u3005-\u3007\u3021-\u3029\u3040-\u318f\u31a0-\u31bf\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff"
    "\uac00-\ud7af\uf900-\ufaff\U00020000-\U000323af"
)
BREAK: Final = "\x00-\x08\x09-\x0d\x1c-\x1f\x85\u2028\u2029"
_WORD_CHARACTER: Final = rf"[^\W_{CHARACTER}]"
_WORD: Final = re.compile(f"{_WORD_CHARACTER}+")
_TOKEN: Final = re.compile(f"[{CHARACTER}]|{_WORD_CHARACTER}+")
_IGNORED_RUN: Final = rf"[^{CHARACTER}{BREAK}\w]"
_IGNORED, _IS_CHARACTER, _KEEPS_APART = 0, 1, 2
_LONGEST_WORD: Final = 64  # characters; longer runs are noise (a barcode, a dotted rule read as letters)


@cache
def _classes() -> NDArray[np.uint8]:
    """Say for each code point whether it is ignored, a character, or keeps its neighbours apart."""
    everything = text_of(np.arange(0x323B0, dtype=np.uint32))
    classes = np.zeros(SIZE, dtype=np.uint8)
    for found in re.finditer(rf"[{CHARACTER}]+", everything):
        classes[found.start() : found.end()] = _IS_CHARACTER
    for pattern in (_WORD, re.compile(f"[{BREAK}]+")):
        for found in pattern.finditer(everything):
            classes[found.start() : found.end()] = _KEEPS_APART
    return classes


def tokens(folded: str) -> list[str]:
    """Split a folded text into its tokens, in order.

    >>> tokens("海关 customs 2019年")
    ['海', '关', 'customs', '2019', '年']
    """
    return _TOKEN.findall(folded)


def is_character(token: str) -> bool:
    """Tell a token that is one Chinese character from a word."""
    return len(token) == 1 and bool(_classes()[ord(token)] == _IS_CHARACTER)


def terms(folded: str) -> tuple[dict[str, int], int]:
    """Count the terms of a folded text; and say how many tokens it has, its length for ranking."""
    words = Counter(word[:_LONGEST_WORD] for word in _WORD.findall(folded))
    codes = codes_of(folded)
    classes = _classes()[codes]
    kept = classes != _IGNORED
    row = np.where(classes[kept] == _IS_CHARACTER, codes[kept], np.uint32(0x0A))
    runs = text_of(row).split("\n")
    characters = Counter("".join(runs))
    pairs = Counter(chain.from_iterable(map(str.__add__, run, run[1:]) for run in runs))
    return {**words, **characters, **pairs}, words.total() + characters.total()


def terms_of_phrase(phrase: tuple[str, ...]) -> tuple[str, ...]:
    """Give the terms which every text with this row of tokens has: its pairs and words; each once."""
    if len(phrase) == 1:
        return (phrase[0][:_LONGEST_WORD],)
    wanted: dict[str, None] = {}
    paired = [False] * len(phrase)
    for n, (one, other) in enumerate(pairwise(phrase)):
        if is_character(one) and is_character(other):
            wanted[one + other] = None
            paired[n] = paired[n + 1] = True
    for token, covered in zip(phrase, paired, strict=True):
        if not covered:
            wanted[token[:_LONGEST_WORD]] = None
    return tuple(wanted)


def is_exact(phrase: tuple[str, ...]) -> bool:
    """Tell whether the index alone answers for this phrase: one token, or one pair of characters."""
    if len(phrase) == 1:
        return len(phrase[0]) < _LONGEST_WORD
    return len(phrase) == 2 and all(map(is_character, phrase))


@lru_cache(maxsize=512)
def phrase_pattern(phrase: tuple[str, ...]) -> re.Pattern[str]:
    """Compile a row of tokens into the expression that finds it in folded text."""
    parts: list[str] = []
    for n, token in enumerate(phrase):
        word = not is_character(token)
        if n:
            parts.append(_IGNORED_RUN + ("+" if word and not is_character(phrase[n - 1]) else "*"))
        parts.append(rf"(?<!{_WORD_CHARACTER}){re.escape(token)}(?!{_WORD_CHARACTER})" if word else token)
    return re.compile("".join(parts))
