"""Writes text for the second family of pages: sentences out of slots, names out of any common character."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from random import Random

from draw import varied_words as modern
from draw import varied_words_old as old
from draw import words_traditional
from draw.numerals import arabic_date, chinese_date, positional, republic_date, with_units

_COMMON = "".join(
    bytes((row, cell)).decode("gb2312") for row in range(0xB0, 0xD8) for cell in range(0xA1, 0xFF)
    if (row, cell) < (0xD7, 0xFA)
)  # fmt: skip
"""The 3,755 characters of GB 2312 level 1: names are made of them, so that no word list knows them."""


class Prose:
    """Sentences, titles and numbers of one page; `ancient`: of the 1930s, in traditional characters."""

    def __init__(self, rng: Random, ancient: bool) -> None:
        self._rng = rng
        self._ancient = ancient
        self.year = rng.randint(1931, 1948) if ancient else rng.randint(1985, 2024)
        self.signed = date(self.year, rng.randint(1, 12), rng.randint(1, 28))

    def paragraph(self, sentences: int) -> str:
        """So many different sentences."""
        source = old.SENTENCES if self._ancient else modern.SENTENCES
        return "".join(self.fill(text) for text in self._rng.sample(source, min(sentences, len(source))))

    def title(self) -> str:
        return self.fill(self._rng.choice(old.TITLES if self._ancient else modern.TITLES))

    def number(self) -> str:
        return self.fill(self._rng.choice(old.NUMBERS if self._ancient else modern.NUMBERS))

    def day(self) -> str:
        """The date of the notice as printed."""
        if self._ancient:
            return republic_date(self.signed)
        return arabic_date(self.signed) if self._rng.random() < 0.5 else chinese_date(self.signed, "〇")

    def ware(self) -> str:
        if self._ancient:
            return self._rng.choice(old.WARES)
        return self._rng.choice(modern.WARES if self._rng.random() < 0.7 else modern.CHEMICALS)

    def name(self, size: int) -> str:
        """`size` characters that mean nothing together."""
        return "".join(self._rng.choices(words_traditional.COMMON if self._ancient else _COMMON, k=size))

    def fill(self, text: str) -> str:
        """`text` with its slots filled, each anew. Raises KeyError for a slot that there is not."""
        slots = _OLD if self._ancient else _NEW
        out, rest = "", text
        while "{" in rest:
            before, _, after = rest.partition("{")
            slot, _, rest = after.partition("}")
            out += before + slots[slot](self)
        return out + rest

    def digits(self, count: int) -> str:
        """A number of `count` digits."""
        return str(self._rng.randint(10 ** (count - 1), 10**count - 1))

    def pick(self, words: Sequence[str]) -> str:
        """One of `words`."""
        return self._rng.choice(words)

    def whole(self, low: int, high: int) -> int:
        """A number from `low` to `high`."""
        return self._rng.randint(low, high)


def _sum(prose: Prose) -> str:
    coin = prose.pick(("關平銀{}兩", "國幣{}元", "銀{}元", "法幣{}元"))
    return coin.format(with_units(prose.whole(2, 9999))) + prose.pick(("", "正", "五角", "八分"))


def _day(prose: Prose) -> str:
    return arabic_date(date(prose.year, prose.whole(1, 12), prose.whole(1, 28)))


_NEW: dict[str, Callable[[Prose], str]] = {
    **{f"n{count}": partial(lambda prose, count: prose.digits(count), count=count) for count in range(2, 8)},
    "ware": lambda prose: prose.pick(modern.WARES),
    "chem": lambda prose: prose.pick(modern.CHEMICALS),
    "harbour": lambda prose: prose.pick(modern.HARBOURS),
    "body": lambda prose: prose.pick(modern.BODIES),
    "unit": lambda prose: prose.pick(modern.UNITS),
    "abbr": lambda prose: prose.pick(modern.ABBREVIATIONS),
    "code": lambda prose: prose.fill(prose.pick(modern.CODES)),
    "ship": lambda prose: prose.name(2),
    "firm": lambda prose: (
        prose.name(prose.whole(2, 3)) + prose.pick(("实业有限公司", "报关行", "货运代理公司", "集团"))
    ),
    "person": lambda prose: prose.name(prose.whole(2, 3)),
    "tariff": lambda prose: f"{prose.digits(4)}.{prose.digits(4)}",
    "money": lambda prose: f"{prose.whole(1, 999_999):,}" + prose.pick(("", "万")),
    "num": lambda prose: prose.pick((f"{prose.whole(2, 9999):,}", str(prose.whole(2, 9999)))),
    "small": lambda prose: str(prose.whole(2, 60)),
    "d1": lambda prose: str(prose.whole(1, 9)),
    "d2": lambda prose: f"{prose.whole(1, 29):02d}",
    "month": lambda prose: str(prose.whole(1, 12)),
    "year": lambda prose: str(prose.year),
    "date": _day,
    "l": lambda prose: prose.pick("ABCDEFGHJKLMNPQRSTUVWXYZ"),
}

_OLD: dict[str, Callable[[Prose], str]] = {
    "ware": lambda prose: prose.pick(old.WARES),
    "harbour": lambda prose: prose.pick(old.HARBOURS),
    "office": lambda prose: prose.pick(old.OFFICES),
    "vessel": lambda prose: prose.pick(old.VESSELS),
    "unit": lambda prose: prose.pick(old.UNITS),
    "firm": lambda prose: prose.name(2) + prose.pick(("行", "號", "棧", "公司", "莊")),
    "person": lambda prose: prose.name(3),
    "sum": _sum,
    "num": lambda prose: with_units(prose.whole(2, 3999)),
    "positional": lambda prose: positional(prose.whole(11, 3999), "〇"),
    "small": lambda prose: with_units(prose.whole(2, 30)),
    "digit": lambda prose: with_units(prose.whole(1, 9)),
    "day": lambda prose: with_units(prose.whole(1, 28)),
    "month": lambda prose: with_units(prose.whole(1, 12)),
}
"""What fills the slots."""
