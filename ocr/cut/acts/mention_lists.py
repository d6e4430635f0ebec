"""Instruments named in a row, of which one thing is said: …第57号、…第52号和…第26号同时废止."""

from __future__ import annotations

import re
from dataclasses import replace

from ocr.cut.acts.mention import BARE, DATE, NUMBER, TITLE, Mention
from ocr.cut.acts.mentions import Marked
from ocr.grammar.issuers.find import find_issuers
from ocr.grammar.scopes import NUMERALS, SCOPE

_ISSUED = "(?:公布|发布|印发|颁布|下发)的?"
_UNIT = re.compile(
    rf"{DATE}?原?{NUMBER}{_ISSUED}(?:[、，；]?并?(?:先后)?(?:根据|经)[{DATE}{NUMBER}、，,和及以原]{{1,120}}(?:修改|修订|修正|补充)的?)?"
    rf"[{TITLE}{BARE}](?:[、和及与]{BARE})*"
    rf"|[{NUMBER}{TITLE}{BARE}](?:(?:中|所附)?的?(?P<own>{SCOPE.pattern}){BARE}?(?=(?:[、和及与]|以及){DATE}?原?[{NUMBER}{TITLE}]))?"
)
"""An instrument: …令第124号公布、根据…令第198号修改的《…办法》 is the one of the first number."""
_MARK = re.compile(f"[{NUMBER}{TITLE}{BARE}]")
_GAP = re.compile(
    rf"[、，,；;和与與及以并並原\s）)」”]*{DATE}?(?:[^，。；{NUMBER}{TITLE}{BARE}]{{0,40}}?(?:发布|印发|公布|下发|制定|颁布)的)?原?"
)
_BASED = re.compile(r"(?:根据|依据|按照|依照|参照)[^，。；]{0,200}$")
_WITHIN = re.compile(rf"附件[{NUMERALS}]{{0,3}}(?:中|所列|所附)?的?$|(?:中|内|所)(?:公布|发布|附|列)的?$")
"""What is titled behind these words is part of the instrument before them."""
Unit = tuple[int, int, Mention]
"""An instrument with its place in the marked sentence."""


def lists_of(marked: Marked) -> list[list[Unit]]:
    """Instruments that follow each other with nothing but 、 和 or 及 between, or with who issued the next one."""
    lists: list[list[Unit]] = []
    for match in _UNIT.finditer(marked.text):
        at = _MARK.search(marked.text, match.start())
        if at is None or (
            at.group() == BARE and _WITHIN.search(marked.text, max(0, at.start() - 12), at.start())
        ):
            continue
        mention = marked.mentions[at.start()]
        if match["own"]:
            mention = replace(mention, inner=match["own"])
        unit = (match.start(), match.end(), mention)
        if lists and _goes_on(marked.text, lists[-1], match.start()):
            lists[-1].append(unit)
        else:
            lists.append([unit])
    return lists


def _goes_on(text: str, units: list[Unit], start: int) -> bool:
    gap = text[units[-1][1] : start]
    if "，" in gap and _BASED.search(text[max(0, units[0][0] - 240) : units[0][0]]):
        return False
    if len(gap) <= 60 and _GAP.fullmatch(gap):
        return True
    return len(gap) <= 60 and not _SEPARATORS.sub("", _without_issuers(gap))


_SEPARATORS = re.compile(r"[、和与與及以并原\s]")


def _without_issuers(gap: str) -> str:
    for issuer in reversed(list(find_issuers(gap))):
        gap = gap[: issuer.start] + gap[issuer.end :]
    return gap
