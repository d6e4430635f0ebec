"""What readers do to the words of English document numbers (Inspecror General's CircuIar Nc. 12), undone.

Only the few words such a number is made of come into question, and only where they stand in it: before No. and
figures, or in brackets behind them. A word that is as near to two of them stays.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from rapidfuzz.distance import Levenshtein

from ocr.grammar.rewriting import Rewritten, rewrite, rule

_KINDS = ("Circular", "Notice", "Notification", "Order", "Despatch", "Memorandum")
_LEADS = ("Inspector General's", "Customs")
_SERIES = ("First Series", "Second Series", "Third Series", "Fourth Series", "New Series")
_LONG = 8
"""Words of so many letters may differ in two, shorter ones in one."""
_FIGURE = r"[0-9lIOS|]{1,3},?[0-9lIOS|]{0,3}(?![A-Za-z])"
_KIND_WORD = "(?:Circular|Notice|Notification|Order|Despatch|Memorandum)"
_SUSPECT = re.compile(rf"[NWM][oº°0ecaO]s?[.,:]?\s{{0,3}}{_FIGURE}")


def mended_english(text: str) -> Rewritten:
    """`text` with the damaged words of English numbers set right. Time is linear in its length."""
    given = Rewritten.of(text)
    return rewrite(given, _RULES) if _SUSPECT.search(text) else given


def _nearest(words: Sequence[str]) -> Callable[[str], str | None]:
    def mend(printed: str) -> str | None:
        if printed.lower().rstrip("s") in (word.lower().rstrip("s") for word in words):
            return None
        most = 2 if len(printed) >= _LONG else 1
        ranked = sorted((Levenshtein.distance(printed.lower(), word.lower()), word) for word in words)
        (nearest, word), *others = ranked
        if nearest > most or (others and others[0][0] == nearest):
            return None
        return word

    return mend


_RULES = (
    rule("number-sign", rf"(?<=[A-Za-z] )(?P<bad>N[ecaO0]|[WM]o)(?=[.,:]\s{{0,2}}{_FIGURE})", "No"),
    rule(
        "word",
        rf"(?<![A-Za-z])(?P<bad>[A-Za-z01|]{{5,13}})(?=,?\s{{1,3}}No[.,:]?\s{{0,3}}{_FIGURE})",
        _nearest(_KINDS),
    ),
    rule("word", rf"(?<![A-Za-z])(?P<bad>[A-Za-z01|]{{6,8}})(?=\s{_KIND_WORD}s?,?\s{{1,3}}No)", _nearest(_LEADS[1:])),
    rule(
        "word",
        rf"(?<![A-Za-z])(?P<bad>[A-Za-z01|]{{8,10}}[\s-][A-Za-z01|]{{6,8}}['’\s]{{0,2}}[sa])(?=\s{_KIND_WORD}s?,?\s{{1,3}}No)",
        _nearest(_LEADS[:1]),
    ),
    rule("word", rf"(?<![A-Za-z])(?P<bad>[Il1]\.\s?[CG6]\.)(?=\s{_KIND_WORD},?\s{{1,3}}No)", "I.G."),
    rule("word", r"(?<=[0-9] [(\[])(?P<bad>[A-Za-z0-9]{3,7}\s[A-Za-z0-9]{5,7})(?=[)\]])", _nearest(_SERIES)),
)  # fmt: skip
