"""English document numbers: I.G. Circular No. 4,374 (Second Series), Customs Notices Nos. 12 and 13."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ocr.grammar.numbers.docnumber import DocNumber, NumberStyle

_KIND = "Circu[l1I|]ar|Not[il1]f[il1]cation|Not[il1]ce|Order|Despatch|Memorandum"
_FIGURE = r"(?-i:[0-9lIOS|]{1,3},[0-9lIOS|]{3}(?![0-9])|[0-9lIOS|]{1,6})"
_SIGN = r"N[oº°0](?P<nos>s)?(?![A-Za-z])[.,:]{0,2}(?:['’`‘](?=[0-9]))?"
_HEAD = re.compile(
    r"(?<![A-Za-z])(?P<lead>(?:I\.?\s?G\.?|Inspector[\s-]General)(?:['’]s)?[\s'’.,]{1,3}|Customs\s{1,3})?"
    rf"(?P<kind>{_KIND})(?P<many>s)?\s{{0,3}}(?P<stray>[,.]|[TI|](?=N))?\s{{0,3}}{_SIGN}\s{{0,3}}(?P<figure>{_FIGURE})(?![0-9A-Za-z])",
    re.IGNORECASE,
)
_NEXT = re.compile(
    r"\s{0,2}(?:,\s{0,2}and|,|and|&)\s{0,2}(?P<sign>N[oº°0]s?\.?\s{0,2})?"
    rf"(?P<figure>{_FIGURE})(?![0-9A-Za-z])",
    re.IGNORECASE,
)
_SERIES = re.compile(
    r"\s{0,3}[\(\[,]?\s{0,2}(?P<series>(?:First|Second|Third|Fourth|New)\s{1,2}Series)\s?[\)\]]?",
    re.IGNORECASE,
)
_LETTERS = str.maketrans("lI|OS", "11105", ",")
_MOST = 30


@dataclass(frozen=True, slots=True)
class EnglishNumber:
    """The number at ``text[start:end]``. `elided`: its kind stands with one before it. `rules`: what was set right."""

    start: int
    end: int
    number: DocNumber
    elided: bool
    rules: tuple[str, ...]


def find_english(text: str) -> Iterator[EnglishNumber]:
    """All English document numbers in `text`, in order. Time is linear in its length.

    A list goes on without No. only after a plural (Circulars Nos. 12, 13 and 14): No. 12, 1934 may end with a year.
    """
    for head in _HEAD.finditer(text):
        items = [head, *_others(text, head)]
        end = items[-1].end()
        series = _SERIES.match(text, end)
        word = " ".join(part.capitalize() for part in series["series"].split()) if series else ""
        for item in items:
            figure = item["figure"].translate(_LETTERS)
            if not re.search("[0-9]", item["figure"]) or not figure.isdigit():
                continue
            last = item is items[-1]
            yield EnglishNumber(
                item.start() if item is head else item.start("sign" if item["sign"] else "figure"),
                series.end() if series and last else item.end(),
                _number(head, int(figure), word),
                item is not head,
                _rules(head, item),
            )


def _others(text: str, head: re.Match[str]) -> Iterator[re.Match[str]]:
    many = bool(head["many"] or head["nos"])
    at = head.end()
    for _ in range(_MOST):
        item = _NEXT.match(text, at)
        if item is None or not (many or item["sign"]):
            return
        yield item
        at = item.end()


def _number(head: re.Match[str], value: int, series: str) -> DocNumber:
    lead = re.sub(r"['’]s$", "", (head["lead"] or "").strip()).lower()
    kind = re.sub(
        "[1l|]", lambda m: "l" if head["kind"][m.start() - 1] == "u" else "i", head["kind"]
    ).capitalize()
    kind = f"Customs {kind}" if lead == "customs" else kind
    return DocNumber(
        NumberStyle.ENGLISH, "I.G." if lead.startswith("i") else "", kind, None, value, series, ""
    )


def _rules(head: re.Match[str], item: re.Match[str]) -> tuple[str, ...]:
    found = []
    if re.search("[lIOS|]", item["figure"]):
        found.append("numeral")
    if re.search(r"[01|]|(?<=u)I", head["kind"]) or (item is head and "N0" in item.group().upper()):
        found.append("number-sign")
    if head["stray"] and head["stray"] not in ",.":
        found.append("stray-sign")
    return tuple(found)
