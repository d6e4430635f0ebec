"""Document numbers: one instrument, its canonical number and the spellings it is printed in."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

DEPARTMENTS = ("法", "税", "监", "通", "货", "统", "加", "岸", "科", "教", "税发", "通发", "监发", "厅", "调")


@dataclass(frozen=True, slots=True)
class Number:
    """A number: `system` is 公告, 令 or the 署-letters (署法, 署加发字); `year` is 0 for 令, which has none."""

    system: str
    year: int
    number: int

    @property
    def canonical(self) -> str:
        if self.system == "公告":
            return f"海关总署公告{self.year}年第{self.number}号"
        if self.system == "令":
            return f"海关总署令第{self.number}号"
        return f"{self.system}〔{self.year}〕{self.number}号"

    def cited(self, rng: Random) -> str:
        """One of the spellings it is cited by in running text."""
        if self.system == "公告":
            return rng.choice((self.canonical, self.canonical, f"中华人民共和国{self.canonical}"))
        if self.system == "令":
            return rng.choice((self.canonical, f"中华人民共和国{self.canonical}"))
        return rng.choice(
            (
                self.canonical,
                f"{self.system}〔{self.year}〕第{self.number}号",
                f"{self.system}〔{self.year}〕{self.number}号",
            )
        )


def announcement(rng: Random, first: int, last: int) -> Number:
    """A 海关总署公告 of the years `first` to `last`."""
    return Number("公告", rng.randint(first, last), rng.randint(1, 96))


def order(rng: Random) -> Number:
    """A 海关总署令, older than any that `compose_modern` issues (their numbers begin above 100)."""
    return Number("令", 0, rng.randint(61, 99))


def letter(rng: Random, first: int, last: int) -> Number:
    """A 署-number."""
    return Number(f"署{rng.choice(DEPARTMENTS)}", rng.randint(first, last), rng.randint(11, 980))


def older(rng: Random, year: int) -> Number:
    """An earlier instrument for a notice of `year` to cite."""
    pick = rng.random()
    if pick < 0.6 and year > 2002:
        return announcement(rng, 2001, year - 1)
    if pick < 0.8:
        return order(rng)
    return letter(rng, 1994, max(1996, min(year - 1, 2012)))
