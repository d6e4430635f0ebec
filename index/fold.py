"""One fold, the same for texts and queries: characters that a reader takes for the same become one.

The fold keeps lengths: character *i* of the folded text is character *i* of the text, so that a hit in
the one is a highlight in the other. (NFKC does not: it turns ㈠ into three characters.) It goes
traditional → simplified, variants → standard, full width → half width, upper → lower case, accents off,
and ○ 零 Ｏ → 〇; between Chinese numerals also 0 and O → 〇 (二OO五年: the zero of a year is printed in six
ways). It is idempotent.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from functools import cache
from importlib.resources import files
from typing import Final

import numpy as np
from numpy.typing import NDArray

SIZE: Final = 0x110000
_ZEROS: Final = "○零〇◯⚪"
# The look behind stands after the first zero: in front, it would be tried at every character (80 µs a notice).
_NUMERAL_ZERO: Final = re.compile(
    "[0o](?<=[〇一二三四五六七八九十百千廿卅][0o])[0o]{0,2}(?=[〇一二三四五六七八九年月日号])"
)
# Where one character has one compatibility equivalent: Latin, radicals, full and half width, ideographs.
_COMPATIBLE: Final = (
    range(0xC0, 0x250),
    range(0x370, 0x530),
    range(0x1E00, 0x2000),
    range(0x2E80, 0x2FE0),
    range(0xF900, 0xFB00),
    range(0xFE30, 0xFE70),
    range(0xFF01, 0xFFEF),
    range(0x2F800, 0x2FA20),
)
# Marks that print and recognition mix up; they matter only where text is shown, but then folded text is one.
_MARKS: Final = (
    "“”„‟〝〞＂«»‘’‚‛′`´﹝〔［【〖﹞〕］】〗〈《〉》—–―‒−‐‑﹘﹣～〜·•‧∙・●、，。；：！？（）\u3000\u00a0_"
)
_PLAIN_MARKS: Final = '"""""""""' + "'''''''" + "[[[[[]]]]]<<>>---------~~······,,.;:!?()  -"


def _fold_one(character: str, table: dict[str, str]) -> str:
    plain = unicodedata.normalize("NFKD", character)
    base = plain[0] + "".join(c for c in plain[1:] if not unicodedata.combining(c))
    folded = base if len(base) == 1 else character
    lower = folded.lower()
    folded = lower if len(lower) == 1 else folded
    return table.get(folded, folded)


@cache
def _table() -> NDArray[np.uint32]:
    """For each code point the code point it folds to."""
    lines = files("index.data").joinpath("fold.tsv").read_text("utf-8").splitlines()
    pairs = dict(line.split("\t") for line in lines)
    codes = np.arange(SIZE, dtype=np.uint32)
    for source, target in pairs.items():
        codes[ord(source)] = ord(target)
    for numbers in (range(0x41, 0x5B), *_COMPATIBLE):
        for number in numbers:
            codes[number] = ord(_fold_one(chr(number), pairs))
    for mark, plain in zip(_MARKS, _PLAIN_MARKS, strict=True):
        codes[ord(mark)] = ord(plain)
    for zero in _ZEROS:
        codes[ord(zero)] = ord("〇")
    while not np.array_equal(codes, again := codes[codes]):
        codes = again
    codes.setflags(write=False)
    return codes


def codes_of(text: str) -> NDArray[np.uint32]:
    """Give the code points of a text, one number a character."""
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)


def text_of(codes: NDArray[np.uint32]) -> str:
    """Give the text of code points; the reverse of `codes_of`."""
    return codes.tobytes().decode("utf-32-le", "surrogatepass")


def fold(text: str) -> str:
    """Fold a text. The result has the same length; ``fold(fold(text)) == fold(text)``."""
    folded = text_of(_table()[codes_of(text)])
    return _NUMERAL_ZERO.sub(lambda found: "〇" * len(found[0]), folded)


@cache
def fingerprint() -> str:
    """Name this version of the fold: it changes when the tables, the rules or Python's Unicode data do."""
    digest = hashlib.sha256(_table().tobytes())
    digest.update(_NUMERAL_ZERO.pattern.encode())
    return digest.hexdigest()[:16]
