"""The day a notice takes effect, where no clause of its own text names one.

即日起，允许… is how notices that permit something say that they work at once. A notice that only publishes a rule
(现予以发布) works when the rule printed behind its signature does: 第十七条 本裁量基准自2024年1月1日起施行.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from ocr.cut.traced import Traced
from ocr.grammar.dates.effect import find_effect

_AT_ONCE = re.compile(r"(?<![^，。；：\n、])自?即日起(?=[，,])|即日起生效")
_PUBLISHES = re.compile(r"(?:现|予以|予)[^。，]{0,40}(?:发布|公布|印发)")
_OWN = "本"


def read_late_effective(
    text: Traced, annexed: Sequence[Traced], signed: date | None
) -> tuple[date, Traced, str] | None:
    """The day, the words that tell it, and the rule (``"at-once"``, ``"annexed-rule"``); None when nothing tells.

    `annexed` are the texts printed behind the signature, `signed` the day the notice was signed.
    """
    if signed is not None and (once := _AT_ONCE.search(text.text)):
        return signed, text.cut(*once.span()), "at-once"
    if not _PUBLISHES.search(text.text):
        return None
    for source in annexed:
        found = find_effect(source.text, None)
        if found is not None and source.text.startswith(_OWN, found.start):
            return found.day, source.cut(found.start, found.end), "annexed-rule"
    return None
