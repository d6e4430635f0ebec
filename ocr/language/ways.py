"""What the model may choose among at one place, and how likely each is before it speaks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ocr.language.alternatives import Option
from ocr.language.model import LanguageModel

COLUMN_MARK_GAIN = 3.0
"""A punctuation mark nearly lost in a column, or taken for a sign of rows (’ for ，), is this much likelier (natural
logarithm) than it looks: the recogniser was taught rows, and turns a column on its side. Of marks it gave 0.1-0.5 in
columns 80 % were printed, in rows 15 %."""

SCRIPT_GAIN = 2.5
"""A page is printed in one script: the form of the other script is this much less likely (natural logarithm). The
recogniser was taught far more simplified than traditional text."""

TWINS = tuple(
    map(frozenset, ("于干", "千干", "千于", "末未", "己已", "已巳", "日曰", "人入", "土士", "天夭"))
)
TWIN_SHARE = 0.3
"""Characters that differ by the end of one stroke: in bold faces and Kai the recogniser takes one for the other at 0.94
to 0.985 (关干 for 关于 in titles of clean pages); what it holds against the other counts so much only."""

MARKS = frozenset("，。、；：？！「」『』（）《》〈〉〔〕")
"""Marks of Chinese punctuation."""

_NUMERALS = frozenset("〇○零一二三四五六七八九十百千廿卅")
"""Which of them stands there is no matter of language; see `ocr.language.sequences`."""


@dataclass(frozen=True, slots=True)
class Models:
    """The model of the script a page is printed in, and that of the other script.

    `pure`: the page has next to nothing of the other script.
    """

    script: LanguageModel
    other: LanguageModel
    pure: bool

    def script_gain(self, read: str, other: str) -> float | None:
        """How much likelier `other` is than `read` by the script of the page, natural logarithm; None when one of
        them is of the other script (税 beside 稅, 內 beside 内) on a page of both, where only the print can tell."""
        foreign = [self.other.knows(char) and not self.script.knows(char) for char in (read, other)]
        if not any(foreign):
            return 0.0
        return SCRIPT_GAIN * (foreign[0] - foreign[1]) if self.pure else None


@dataclass(frozen=True, slots=True)
class Way:
    """`text` may stand at a place: its `odds` (natural logarithm) against what was read, before the model speaks."""

    text: str
    odds: float


def _beside(
    text: str, options: Mapping[int, Sequence[Option]], before: str, at: int
) -> tuple[list[str], list[str]]:
    """What may stand before and behind the character at `at`."""
    left = [option.text[-1:] for option in options.get(at - 1, ())] or [(before + text[:at])[-1:]]
    right = [option.text[:1] for option in options.get(at + 1, ())] or [text[at + 1 : at + 2]]
    return [char for char in left if char], [char for char in right if char]


def ways_at(
    text: str,
    at: int,
    options: Mapping[int, Sequence[Option]],
    before: str,
    models: Models,
    vertical: bool,
) -> tuple[Way, ...]:
    """What may stand at place `at` of `text`, one of `options`; what was read first. `before` stands before `text`."""
    read, *others = options[at]
    beside = _beside(text, options, before, at)
    ways = [Way(read.text, 0.0)]
    for option in others:
        if len(option.text) > 1:
            put_in = option.text.replace(read.text, "", 1)
            # It does not compete with what was read beside it, but with nothing.
            odds = option.odds(Option("", 1.0 - option.probability))
            gain: float | None = COLUMN_MARK_GAIN if vertical and put_in in MARKS else 0.0
        else:
            odds = option.odds(read) * (TWIN_SHARE if {read.text, option.text} in TWINS else 1.0)
            gain = _gain_of(read.text, option.text, beside, models, vertical)
        if gain is not None:
            ways.append(Way(option.text, odds + gain))
    return tuple(ways)


def _gain_of(
    read: str, other: str, beside: tuple[list[str], list[str]], models: Models, vertical: bool
) -> float | None:
    """How much likelier (natural logarithm) `other` is than `read` by its kind; None when it must not be chosen."""
    if not other:
        # A blank beside a mark or a character means little: of 250 such places on drawn pages 3 were empty.
        # Signs that no notice prints are specks (5 of 8 were).
        return None if read.isalnum() or models.script.knows(read) else 0.0
    if other in MARKS:
        return COLUMN_MARK_GAIN if vertical and not read.isalnum() and read not in MARKS else 0.0
    if (read in _NUMERALS and other in _NUMERALS) or not _seen_beside(other, beside, models.script):
        return None
    return models.script_gain(read, other)


def _seen_beside(char: str, beside: tuple[list[str], list[str]], model: LanguageModel) -> bool:
    """Was `char` seen with a neighbour? In a name the model knows only which character is the more frequent one."""
    left, right = beside
    return any(model.has_seen(near + char) for near in left) or any(
        model.has_seen(char + near) for near in right
    )
