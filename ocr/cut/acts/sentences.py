"""What a sentence says of the instruments it mentions: repealed, amended, suspended … and which part of them.

All patterns run over marked sentences (`ocr.cut.acts.mentions`), on the words straight before or behind a list of
mentions.
"""

from __future__ import annotations

from ocr.cut.acts.act import Act
from ocr.cut.acts.acts_before import basis, before, sent
from ocr.cut.acts.acts_behind import changed, ended, explained, extended

REACH = 400
"""How far from a list its verb is looked for, in characters of the marked sentence: keeps hostile text linear."""


def acts_on(lead: str, words: str, bare: bool) -> list[Act]:
    """What is said of a list of mentions, `lead` and `words` being the marked text before and behind it.

    `bare` tells that none of them has a number: a title alone is believed only where the words leave no choice.
    """
    words, lead = words[:REACH], lead[-REACH:]
    for read in (before, explained, changed, extended, ended, sent):
        act = read(lead, words, bare)
        if act is not None:
            return [act]
    if not bare and (act := basis(lead, words)) is not None:
        return [act]
    return []
