"""Choosing among the recogniser's alternatives on a whole page."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from enum import StrEnum
from functools import partial

from ocr.engines.spacing import is_cjk
from ocr.geometry import Direction
from ocr.language.alternatives import Choice, Option, options_at, with_choices
from ocr.language.figures import decide_figures
from ocr.language.forms import one_form
from ocr.language.latin import decide_latin
from ocr.language.marks import decide_narrow, decide_pairs, decide_width, habits
from ocr.language.model import notice_model
from ocr.language.scoring import decide
from ocr.language.sequences import decide_sequences
from ocr.language.stops import mend_stops
from ocr.language.ways import Models
from ocr.language.zeros import one_zero
from ocr.line import Line, Role


class Rule(StrEnum):
    """What may speak for an alternative."""

    WIDTH = "width"
    WORDS = "words"
    FORMS = "forms"
    PAIRS = "pairs"
    LATIN = "latin"
    FIGURES = "figures"
    SEQUENCES = "sequences"
    STOPS = "stops"


ALL_RULES = frozenset(Rule)

LEAST_TELLING = 20
LEAST_RATIO = 2
"""A page is of one script when so many of its characters are of that script alone, and so many times as many as of the
other. (Drawn pages: 17 to 60 times; a newspaper fold of 1939: 11 times; worn drawn newspapers, whose small
characters the recogniser takes for simplified ones: 2.3 and 4.4 times, 125 of 1,300 edits less with 2 than with 8.)"""

_Decide = Callable[[str, Mapping[int, Sequence[Option]]], dict[int, Choice]]
_LINE_RULES: tuple[tuple[Rule, _Decide], ...] = (
    (Rule.PAIRS, decide_pairs),
    (Rule.LATIN, decide_latin),
    (Rule.FIGURES, decide_figures),
)


def choose(lines: Sequence[Line], rules: frozenset[Rule] = ALL_RULES) -> tuple[Line, ...]:
    """`lines` of a page, in reading order, with those of the recogniser's own alternatives that language speaks for.

    Nothing else changes: every character was read, or is among the `doubts` of its line; what was read before
    becomes a doubt. An alternative of two characters puts in one that was nearly lost. `rules`: what may speak.
    """
    chinese = any(is_chinese(line.text) for line in lines)
    models = page_models(lines) if chinese and Rule.WORDS in rules else None
    if models and Rule.FORMS in rules:
        lines = one_form(lines, models)
    lines = one_zero(lines)
    width: _Decide = partial(decide_width, seen=habits(lines)) if chinese else decide_narrow
    done: list[Line] = []
    for line in lines:
        done.append(_chosen(line, _before(done, line), models, width, rules))
    if Rule.SEQUENCES in rules:
        options = {at: options_at(line) for at, line in enumerate(done) if line.doubts}
        for at, choices in decide_sequences(done, options).items():
            done[at] = with_choices(done[at], choices)
    return tuple(mend_stops(done) if chinese and Rule.STOPS in rules else done)


def _chosen(line: Line, before: str, models: Models | None, width: _Decide, rules: frozenset[Rule]) -> Line:
    """`line` after the rules that look at one line; `before` stands before it."""
    if Rule.WIDTH in rules:
        line = _decided(line, width)
    if models and line.doubts and is_chinese(line.text):
        vertical = line.direction is Direction.VERTICAL
        line = with_choices(line, decide(line.text, options_at(line), before, models, vertical))
    for rule, decide_line in _LINE_RULES:
        if rule in rules:
            line = _decided(line, decide_line)
    return line


def page_models(lines: Sequence[Line]) -> Models:
    """The models for the script that most characters of `lines` that tell are of.

    A character tells when only one of the models knows it.
    """
    simplified, traditional = notice_model("simplified"), notice_model("traditional")
    text = "".join(line.text for line in lines)
    only = [
        sum(text.count(char) for char in set(text) if a.knows(char) and not b.knows(char))
        for a, b in ((simplified, traditional), (traditional, simplified))
    ]
    pure = max(only) >= LEAST_TELLING and max(only) >= LEAST_RATIO * min(only)
    if only[1] > only[0]:
        return Models(traditional, simplified, pure)
    return Models(simplified, traditional, pure)


def is_chinese(text: str) -> bool:
    """Are at least half of the characters of `text` set in the Chinese em square?"""
    return bool(text) and 2 * sum(map(is_cjk, text)) >= len(text)


def _decided(line: Line, rule: _Decide) -> Line:
    return with_choices(line, rule(line.text, options_at(line))) if line.doubts else line


def _before(done: Sequence[Line], line: Line) -> str:
    """The text that `line` goes on from: that of the line before it in the same block, or none."""
    last = done[-1] if done else None
    return last.text if last and line.role is last.role is Role.TEXT and last.block == line.block else ""
