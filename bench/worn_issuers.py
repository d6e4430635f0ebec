"""How often a worn name is told as its own body's, as nobody's, or as another's.

    PYTHONPATH=tests python -m bench.worn_issuers [--times 6] [--seed 5] [--out tables.md]

Every name of the authority file is damaged in the ways of bad print and bad reading, each as many times as asked for,
and read as a signature would be. “Another's by letter”: the damage made the very name of another body, which no
reader can tell from it.
"""

from __future__ import annotations

import argparse
import random
from collections import Counter
from collections.abc import Callable, Mapping
from pathlib import Path

from bench.tables import percent, table
from ocr.grammar.issuers.authorities import authorities, current_file
from ocr.grammar.issuers.authority import AuthorityKind
from ocr.grammar.issuers.issuer_lines import split_issuers
from ocr.grammar.issuers.lookalikes import alike
from ocr.grammar.issuers.worn_cost import UNSURE, Doubts

COMMON = "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说"
"""The most frequent characters of Chinese: what a reader sees where there is a blot."""
REMNANTS = "口品回日目"
"""What the frame of a seal reads as."""
Damage = Callable[[str, random.Random], tuple[str, Doubts]]


def _put(name: str, at: int, mark: str) -> str:
    return name[:at] + mark + name[at + 1 :]


def _alike(name: str, rng: random.Random) -> tuple[str, Doubts]:
    at = rng.randrange(len(name))
    others = [mark for mark in _MARKS if alike(mark, name[at])]
    return (_put(name, at, rng.choice(others)) if others else name), {}


def _two_alike(name: str, rng: random.Random) -> tuple[str, Doubts]:
    return _alike(_alike(name, rng)[0], rng)


def _blot(name: str, rng: random.Random) -> tuple[str, Doubts]:
    return _put(name, rng.randrange(len(name)), rng.choice(COMMON)), {}


def _unsure_blot(name: str, rng: random.Random) -> tuple[str, Doubts]:
    at = rng.randrange(len(name))
    return _put(name, at, rng.choice(COMMON)), {at: frozenset({UNSURE})}


def _doubted(name: str, rng: random.Random) -> tuple[str, Doubts]:
    at = rng.randrange(len(name))
    return _put(name, at, rng.choice(COMMON)), {at: frozenset({name[at], rng.choice(COMMON)})}


def _lost(name: str, rng: random.Random) -> tuple[str, Doubts]:
    return _put(name, rng.randrange(len(name)), ""), {}


def _remnant(name: str, rng: random.Random) -> tuple[str, Doubts]:
    mark = rng.choice(REMNANTS)
    return rng.choice((mark + name, name + mark)), {}


DAMAGES: Mapping[str, Damage] = {
    "a look-alike for one character": _alike,
    "look-alikes for two": _two_alike,
    "any character for one": _blot,
    "the same, the reader unsure there": _unsure_blot,
    "the same, the true one among its doubts": _doubted,
    "a character lost": _lost,
    "a trace of a seal before or after": _remnant,
}
_MARKS = sorted(
    {mark for body in authorities() for name in body.printed for mark in name} | set("暑忌夫律忖诲")
)


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--times", type=int, default=6, help="damages of each kind a name (6)")
    parser.add_argument("--seed", type=int, default=5, help="of the damage (5)")
    parser.add_argument("--out", type=Path, help="write the table here, too")
    options = parser.parse_args()
    rng = random.Random(options.seed)
    names = [body.name for body in authorities() if body.kind is not AuthorityKind.HOUSE]
    rows = []
    for kind, damage in DAMAGES.items():
        counts = Counter(_told(name, *damage(name, rng)) for name in names for _ in range(options.times))
        del counts["sound"]
        total = counts.total()
        shares = (
            f"{percent(counts[what] / total)} ({counts[what]})" for what in ("own", "none", "other", "letter")
        )
        rows.append([kind, str(total), *shares])
    text = table(
        ["damage", "names", "told, %", "nobody's, %", "another's, %", "another's by letter, %"], rows
    )
    print(text)
    if options.out:
        options.out.write_text(text + "\n", encoding="utf-8")


def _told(name: str, printed: str, doubts: Doubts) -> str:
    if printed == name:
        return "sound"
    found = split_issuers(printed, doubts)
    if not found:
        return "none"
    bodies = current_file().by_spelling
    own = {body.id for body in bodies[name]}
    if len(found) == 1 and own & {body.id for body in bodies.get(found[0].name, ())}:
        return "own"
    return "other" if any(issuer.worn for issuer in found) else "letter"


if __name__ == "__main__":
    main()
