"""Old and new forms of one character: a fount has one of them, so all of a page say together which it is.

稅 and 税, 內 and 内, 為 and 爲 are one character each in two forms that differ by a stroke or two; the recogniser
wavers between them from one place to the next.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import exp, log
from typing import NamedTuple

from ocr.language.alternatives import Choice, options_at, with_choices
from ocr.language.ways import Models
from ocr.line import Line

_PAIRS = (
    "稅税 內内 為爲 偽僞 眾衆 說説 脫脱 閱閲 銳鋭 戶户 產産 錄録 祿禄 溫温 黃黄 別别 沒没 換换 戾戻 歲歳 "
    "即卽 既旣 真眞 強强 鎮鎭 教敎 清淸 青靑 尚尙 吳吴 呂吕 宮宫 虛虚 郎郞 冊册 卻却 裡裏 啟啓 群羣 峰峯 決决 況况"
)
_STANDARD = frozenset(pair[0] for pair in _PAIRS.split())
_STANDARD_GAIN = 0.7
"""The first form of a pair, that of standard traditional texts, is this much likelier (natural logarithm) at each place
of a page but one: many founts draw the old form for it. A character that stands once is left as it was read."""

_OTHER = {pair[at]: pair[1 - at] for pair in _PAIRS.split() for at in (0, 1)}

MOST_HABIT = 4.0
"""The other places of a page say at most this much (natural logarithm) about one place."""

_MOST_EACH = 3.0
_LEAST = 0.01
"""Each place says at most this much, and no form counts for less likely than this."""


class _Place(NamedTuple):
    """Line and index of a character, and how much likelier the first form of its pair stands there."""

    line: int
    at: int
    odds: float


def one_form(lines: Sequence[Line], models: Models) -> list[Line]:
    """`lines` of a page with each doubtful character of two forms in the one that the page speaks for.

    Only forms that the recogniser saw at a place are put there. `models` are those of the script of the page.
    """
    found: dict[str, list[_Place]] = {}
    for number, line in enumerate(lines):
        options = options_at(line)
        for at, char in enumerate(line.text):
            other = _OTHER.get(char)
            if other is None:
                continue
            likely = {option.text: option.probability for option in options.get(at, ())}
            read = likely.get(char, line.confidences[at] if line.confidences else line.confidence)
            odds = log(max(read, _LEAST) / max(likely.get(other, 0.0), _LEAST))
            first = min(char, other)
            odds = min(max(odds, -_MOST_EACH), _MOST_EACH) * (1 if char == first else -1)
            found.setdefault(first, []).append(_Place(number, at, odds))
    choices: dict[int, dict[int, Choice]] = {}
    for first, places in found.items():
        script = models.script_gain(_OTHER[first], first)
        if script is None:
            continue
        lead = script + _STANDARD_GAIN * ((first in _STANDARD) - (_OTHER[first] in _STANDARD))
        total = sum(place.odds + lead for place in places)
        for place in places:
            habit = min(max(total - place.odds - lead, -MOST_HABIT), MOST_HABIT)
            gain = place.odds + script + habit
            form = first if gain > 0 else _OTHER[first]
            line = lines[place.line]
            seen = [option.text for option in options_at(line).get(place.at, ())]
            if form != line.text[place.at] and form in seen:
                choices.setdefault(place.line, {})[place.at] = Choice(form, 1.0 / (1.0 + exp(-abs(gain))))
    return [with_choices(line, choices[k]) if k in choices else line for k, line in enumerate(lines)]
