"""What may stand at each place of a line, and the line with other choices."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from math import log

from ocr.line import Doubt, Line

_LEAST = 1e-6
"""No probability counts as less."""


@dataclass(frozen=True, slots=True)
class Option:
    """`text` may stand at a place: one character, none, or two where a character beside it was nearly lost.

    `probability` (0..1) is the recogniser's.
    """

    text: str
    probability: float

    def odds(self, read: Option) -> float:
        """How much likelier this is than `read` by the recogniser, natural logarithm."""
        return log(max(self.probability, _LEAST)) - log(max(read.probability, _LEAST))


@dataclass(frozen=True, slots=True)
class Choice:
    """`text` shall stand at a place, and is right with `probability` (0..1)."""

    text: str
    probability: float


def options_at(line: Line) -> dict[int, tuple[Option, ...]]:
    """By index of the character: what may stand there, what was read first. Only doubtful places are listed."""
    found: dict[int, tuple[Option, ...]] = {}
    for doubt in line.doubts:
        char = line.text[doubt.at]
        read = line.confidences[doubt.at] if line.confidences else 0.0
        # What was lost beside the character does not compete with it.
        rivals = sum(p for text, p in doubt.others if len(text) < 2)
        found[doubt.at] = (
            Option(char, min(1.0, max(read, 1.0 - rivals))),
            *(Option(text, p) for text, p in doubt.others if p > 0.0 and _stands(text, char)),
        )
    return found


def _stands(text: str, char: str) -> bool:
    """Is `text` one character at most, or `char` with one beside it?"""
    return len(text) < 2 or (len(text) == 2 and char in text)


def with_choices(line: Line, choices: Mapping[int, Choice]) -> Line:
    """`line` with the characters at the indices of `choices` replaced by their texts.

    What stood there becomes the likeliest of the others. The place of a character that is taken out falls to its
    neighbours; one that is put in takes the half of its neighbour's place that it stands at, or less where that
    is wider than a character.
    """
    changed = {at: choice for at, choice in choices.items() if choice.text != line.text[at]}
    if not changed or not "".join(_texts(line, changed)):
        return line
    doubts = {doubt.at: doubt.others for doubt in line.doubts}
    chars: list[str] = []
    confidences: list[float] = []
    ends: list[int] = []  # of the new characters, in halves of a character of the old line
    new_doubts: list[Doubt] = []
    for at, read in enumerate(line.text):
        sure = line.confidences[at] if line.confidences else line.confidence
        choice = changed.get(at)
        others = _others(read, choice, doubts.get(at, ()))
        if choice is not None and not choice.text:
            if ends:
                ends[-1] += 1
            continue
        text = choice.text if choice else read
        for place, char in enumerate(text):
            last = place == len(text) - 1
            put_in = len(text) > 1 and char != read
            probability = choice.probability if choice and (put_in or len(text) == 1) else sure
            rivals = (("", round(1.0 - probability, 4)),) if put_in else others
            if rivals:
                new_doubts.append(Doubt(len(chars), rivals))
            chars.append(char)
            confidences.append(probability)
            ends.append(2 * at + (2 if last else 1))
    return replace(
        line,
        text="".join(chars),
        confidence=min(1.0, sum(confidences) / len(confidences)),
        bounds=_stops(line.bounds, ends),
        middles=_stops(line.middles, ends),
        confidences=tuple(confidences) if line.confidences else (),
        doubts=tuple(new_doubts),
    )


def _texts(line: Line, changed: Mapping[int, Choice]) -> list[str]:
    return [changed[at].text if at in changed else char for at, char in enumerate(line.text)]


def _others(
    read: str, choice: Choice | None, others: tuple[tuple[str, float], ...]
) -> tuple[tuple[str, float], ...]:
    """The rivals of what now stands where `read` stood."""
    if choice is None:
        return others
    rest = [(text, p) for text, p in others if text != choice.text and len(text) < 2]
    if len(choice.text) < 2:
        rest.append((read, round(1.0 - choice.probability, 4)))
    return tuple(sorted(rest, key=lambda other: -other[1]))


def _stops(stops: Sequence[int], ends: Sequence[int]) -> tuple[int, ...]:
    """`stops` at the start and at `ends`, half characters; between the halves where characters went."""
    if not stops:
        return ()
    halves = [stops[0]]
    for end in ends:
        whole, half = divmod(end, 2)
        halves.append(round((stops[whole] + stops[whole + 1]) / 2) if half else stops[whole])
    halves[-1] = stops[-1]
    return tuple(halves)
