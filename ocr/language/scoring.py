"""The likeliest reading of a line: what the recogniser saw, weighed with what the language expects."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import exp

from ocr.language.alternatives import Choice, Option
from ocr.language.model import LanguageModel
from ocr.language.ways import Models, Way, ways_at

WEIGHT = 0.15
"""Weight of a natural logarithm of the language's probability beside the recogniser's."""

CHARACTER_BONUS = 3.0
"""What a character is expected to cost, natural logarithm: without it the shorter reading always wins."""

LEAST_GAIN = 0.3
"""The weighed logarithm must rise by this much."""

MOST_SAY = 3.0
"""The language says at most this much (natural logarithm) for or against one change: what the recogniser holds
20 times likelier stays, whatever the words. Names and rare words are seen by no model."""

_BEAM = 8


@dataclass(frozen=True, slots=True)
class _Path:
    text: str
    changes: tuple[tuple[int, str], ...]
    seen: float
    said: float


def decide(
    text: str, options: Mapping[int, Sequence[Option]], before: str, models: Models, vertical: bool
) -> dict[int, Choice]:
    """The choices at `options` (by index of `text`, what was read first) that make `text` likelier.

    `before`: what stands before the line, ``""`` when that is not known.
    """
    choices: dict[int, Choice] = {}
    model = models.script
    admitted = {at: ways_at(text, at, options, before, models, vertical) for at in options}
    doubtful = sorted(at for at, here in admitted.items() if len(here) > 1)
    for start, end in _clusters(doubtful, model.reach, len(text)):
        lead = (before + text[:start])[-model.reach :]
        paths = [_Path("", (), 0.0, 0.0)]
        for at in range(start, end):
            here = admitted.get(at) or (Way(text[at], 0.0),)
            paths = _best([_longer(path, at, n, way, lead, model)
                           for path in paths for n, way in enumerate(here)])  # fmt: skip
        read = next(path for path in paths if not path.changes)
        weighed = {path: _gain(path, read) for path in paths}
        best = max(paths, key=lambda path: weighed[path])
        if weighed[best] < LEAST_GAIN:
            continue
        total = sum(exp(min(gain, 50.0)) for gain in weighed.values())
        for at, chosen in best.changes:
            agree = sum(
                exp(min(gain, 50.0)) for path, gain in weighed.items() if (at, chosen) in path.changes
            )
            choices[at] = Choice(chosen, min(1.0, agree / total))
    return choices


def _clusters(places: Sequence[int], reach: int, length: int) -> Iterator[tuple[int, int]]:
    """Spans that hold all places that influence each other, with `reach` characters behind the last."""
    start = end = -1
    for at in places:
        if start >= 0 and at < end:
            end = min(length, at + reach + 1)
            continue
        if start >= 0:
            yield start, end
        start, end = at, min(length, at + reach + 1)
    if start >= 0:
        yield start, end


def _longer(path: _Path, at: int, n: int, way: Way, lead: str, model: LanguageModel) -> _Path:
    said = path.said
    if way.text:
        said += model.log_text((lead + path.text)[-model.reach :], way.text)
        said += CHARACTER_BONUS * len(way.text)
    changes = path.changes if n == 0 else (*path.changes, (at, way.text))
    return _Path(path.text + way.text, changes, path.seen + way.odds, said)


def _best(paths: Sequence[_Path]) -> list[_Path]:
    """The likeliest of `paths`, and always the one that changes nothing."""
    ranked = sorted(paths, key=lambda path: -(path.seen + WEIGHT * path.said))[:_BEAM]
    return ranked if any(not p.changes for p in ranked) else [*ranked, *(p for p in paths if not p.changes)]


def _gain(path: _Path, read: _Path) -> float:
    most = MOST_SAY * len(path.changes)
    return path.seen - read.seen + min(max(WEIGHT * (path.said - read.said), -most), most)
