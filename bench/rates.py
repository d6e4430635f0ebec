"""Character error rates: what was read against what is printed.

An error rate is the Levenshtein distance (insertions, deletions, substitutions, each 1) divided by the
characters of the truth; above 1 when more is read than is printed.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

_NOT_LATIN = re.compile(r"[\u2e80-\u9fff\uf900-\ufaff\U00020000-\U000323af]")
_LEADERS = re.compile(r"[.…·]{2,}|…")

_TWINS = {
    "-": "‐‑‒–—―─−﹘﹣",
    "~": "〜∼",
    '"': "“”„‟〝〞〃",
    "'": "‘’‚‛′",
    "·": "•・‧∙⋅",
    "。": "｡",
    "、": "､",
    "「": "｢﹁",
    "」": "｣﹂",
    "『": "﹃",
    "』": "﹄",
    "〔": "﹝︹",
    "〕": "﹞︺",
    "(": "︵",
    ")": "︶",
    "〈": "︿",
    "〉": "﹀",
    "《": "︽",
    "》": "︾",
    "〇": "○◯",
}
"""Characters that differ in width, direction or code point, and not in what they say."""


@dataclass(frozen=True, slots=True)
class Errors:
    """`edits` on `characters` of truth; sums over pages are sums of both."""

    edits: int = 0
    characters: int = 0

    def __add__(self, other: Errors) -> Errors:
        return Errors(self.edits + other.edits, self.characters + other.characters)

    @property
    def rate(self) -> float | None:
        """Edits a character of truth, 0 or more; None when the truth has no characters."""
        return self.edits / self.characters if self.characters else None


NONE = Errors()
"""No text, no errors: where sums begin."""


def edit_distance(a: str, b: str) -> int:
    """Levenshtein distance of `a` and `b`.

    The bit-parallel algorithm of Myers (1999) in the form of Hyyrö (2003), a row of the matrix in one Python
    integer: 3,000 × 3,000 characters take some milliseconds.
    """
    if a == b:
        return 0
    if not a or not b:
        return len(a) + len(b)
    last = 1 << (len(a) - 1)
    every = (1 << len(a)) - 1
    places: dict[str, int] = {}
    for index, char in enumerate(a):
        places[char] = places.get(char, 0) | 1 << index
    plus, minus, distance = every, 0, len(a)
    for char in b:
        equal = places.get(char, 0)
        diagonal = (((equal & plus) + plus) ^ plus) | equal | minus
        rises = minus | (every & ~(diagonal | plus))
        falls = plus & diagonal
        if rises & last:
            distance += 1
        elif falls & last:
            distance -= 1
        rises = rises << 1 | 1
        plus = every & (falls << 1 | ~(diagonal | rises))
        minus = every & rises & diagonal
    return distance


def is_latin(text: str) -> bool:
    """Whether words of `text` are set apart by spaces: under one in ten characters is Chinese."""
    return 10 * len(_NOT_LATIN.findall(text)) < len(text)


def flat(lines: Sequence[str], latin: bool) -> str:
    """The text of `lines` in their order, as it is compared.

    Chinese: every white space is left out, lines follow each other directly. Latin: a line ends a word, runs of
    white space are one space; hyphens at line ends stay, as printed. A row of leader dots, which the truth writes
    ``……`` however long it is, becomes one ``…`` however it was read.
    """
    words = [word for line in lines for word in line.split()]
    return _LEADERS.sub("…", (" " if latin else "").join(words))


def fold(text: str) -> str:
    """`text` with characters that differ only in form made equal.

    Full-width ASCII (U+FF01..FF5E) becomes half width, `_TWINS` become their key (curly quotes straight, all
    dashes "-", ○ 〇, vertical forms of brackets upright), leader dots of all forms one "…".
    """
    return _LEADERS.sub("…", text.translate(_fold_table()))


def letters(text: str) -> str:
    """The letters, Chinese characters, digits and numerals of `text`, folded; no punctuation, symbols or spaces."""
    return "".join(char for char in fold(text) if unicodedata.category(char)[0] in "LN")


@cache
def _fold_table() -> dict[int, str]:
    wide = {code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}
    return wide | {ord(char): key for key, chars in _TWINS.items() for char in chars}


def bag_recall(truth: str, read: str) -> Errors:
    """Characters of `truth` that `read` lacks, counted without any order: 1 - rate is the recall of the bag."""
    missing = Counter(truth) - Counter(read)
    return Errors(missing.total(), len(truth))


def errors(truth: str, read: str) -> Errors:
    """What it takes to make `truth` of `read`."""
    return Errors(edit_distance(truth, read), len(truth))


def errors_of(pairs: Iterable[tuple[str, str]]) -> Errors:
    """The sum of `errors` over pairs of truth and reading."""
    return sum((errors(truth, read) for truth, read in pairs), NONE)
