"""The alphabet of the language model: characters that it must not tell apart share a symbol."""

from __future__ import annotations

UNKNOWN = 0
"""The symbol of every character the training text does not have."""

DIGIT, LETTER = "0", "a"

_FORMS = {
    "-": "‐‑‒–—―─−﹘﹣",
    '"': "“”„〝〞",
    "'": "‘’‚′",
    "·": "•・‧∙⋅",
    "〇": "○◯",
    "〔": "﹝",
    "〕": "﹞",
}
_OLD = "爲卽眞啓裏衆羣强鎭旣吿敎淸靑尙敍峯决况鈎"
_NEW = "為即真啟裡眾群強鎮既告教清青尚敘峰決況鉤"
"""Forms of one character, place by place: old founts have the first, standard traditional texts the second."""

_TABLE = (
    {code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}
    | {ord(char): key for key, chars in _FORMS.items() for char in chars}
    | {ord(old): new for old, new in zip(_OLD, _NEW, strict=True)}
    | {ord(digit): DIGIT for digit in "0123456789０１２３４５６７８９"}
    | {code: LETTER for first in ("A", "a", "Ａ", "ａ") for code in range(ord(first), ord(first) + 26)}
)


def symbol_text(text: str) -> str:
    """`text` in the model's alphabet, as long as before.

    One symbol for all digits and one for all Latin letters: which of them stands there is no matter of language.
    Full and half width, dashes, round zeros, old and new forms are one: which of them is printed is a matter of
    the page.
    """
    return text.translate(_TABLE)


def share(char: str) -> int:
    """How many characters share the symbol of `char` evenly: 10 digits, 52 letters, else 1."""
    symbol = char.translate(_TABLE)
    return 10 if symbol == DIGIT else 52 if symbol == LETTER else 1
