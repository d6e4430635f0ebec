"""A text set right at some places that remembers where each of its characters stood before."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Repair:
    """``original[start:end]`` was read as something else by `rule`; an empty range: something was put in there."""

    rule: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Rewritten:
    """`text`, of which character i stands at ``origins[i]`` of the original (or was put in before it).

    `origins` has one entry more than `text`, the original's length, and never falls.
    """

    text: str
    origins: tuple[int, ...]
    repairs: tuple[Repair, ...] = ()

    @classmethod
    def of(cls, text: str) -> Rewritten:
        """`text` as it is."""
        return cls(text, tuple(range(len(text) + 1)))

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where ``text[start:end]`` stands in the original."""
        if end == start:
            return self.origins[start], self.origins[start]
        last = self.origins[end - 1]
        put_in = self.origins[end] == last
        return self.origins[start], last if put_in else last + 1

    def rules_within(self, start: int, end: int) -> tuple[str, ...]:
        """The rules that set something right between `start` and `end` of the original, each once."""
        return tuple(dict.fromkeys(r.rule for r in self.repairs if start <= r.start and r.end <= end))


@dataclass(frozen=True, slots=True)
class Rule:
    """Where `pattern` matches, its group ``bad`` becomes what `mend` says of the match (None: leave it as it is)."""

    name: str
    pattern: re.Pattern[str]
    mend: Callable[[re.Match[str]], str | None]


def rule(name: str, pattern: str, mend: Callable[[str], str | None] | str) -> Rule:
    """A rule whose `mend` looks at what was bad alone, or is what stands there."""
    compiled = re.compile(pattern)
    if isinstance(mend, str):
        return Rule(name, compiled, lambda _: mend)
    return Rule(name, compiled, lambda match: mend(match["bad"]))


def rewrite(given: Rewritten, rules: Iterable[Rule]) -> Rewritten:
    """`given` after all `rules`, each applied to what the ones before it left. Linear where their patterns are."""
    for rule in rules:
        given = _apply(given, rule)
    return given


def _apply(given: Rewritten, rule: Rule) -> Rewritten:
    parts: list[str] = []
    origins: list[int] = []
    repairs = list(given.repairs)
    done = 0
    for match in rule.pattern.finditer(given.text):
        start, end = match.span("bad")
        wanted = rule.mend(match)
        if start < done or wanted is None or wanted == match["bad"]:
            continue
        parts += (given.text[done:start], wanted)
        origins += given.origins[done:start]
        origins += _places(match["bad"], wanted, given.origins[start : end + 1])
        repairs.append(Repair(rule.name, *given.span(start, end)))
        done = end
    if not parts:
        return given
    return Rewritten("".join(parts) + given.text[done:], (*origins, *given.origins[done:]), tuple(repairs))


def _places(was: str, now: str, origins: tuple[int, ...]) -> list[int]:
    """An origin for each character of `now`: side by side when as many, else by the characters both share."""
    if len(was) == len(now):
        return list(origins[:-1])
    found: list[int] = []
    at = 0
    for mark in now:
        place = was.find(mark, at)
        at = place if place >= 0 else at
        found.append(origins[min(at, len(was))])
        at = min(at + 1, len(was))
    return found
