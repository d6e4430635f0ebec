"""Lines that open an attachment: 附件1, 附表二, 附：目录, Appendix No. 1, and those that say one goes on (续表).

Spellings are those of the notices of the General Administration of Customs 2001-2024, of the orders of the Republic
(附抄原函, 附表) and of the Maritime Customs' circulars (Enclosure No. 1, Appendix). Whether a line *stands* like a
heading is not judged here.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from ocr.grammar.numerals import parse_numeral

_S = r"[ \t\u3000\xa0]{0,4}"
_N = "0-9０-９一二三四五六七八九十百"
_WORD = rf"附{_S}(?:件|錄|录|表|圖|图|單|单)"
_ORDINAL = (
    rf"(?:之|第)?{_S}[（(〔]?{_S}(?P<ordinal>[{_N}]{{1,3}})"
    rf"(?P<sub>{_S}[-－—–之]{_S}[{_N}]{{1,2}})?(?:{_S}[)）〕])?(?:{_S}[号號])?"
)
_HAN = re.compile(
    rf"(?P<open>[\[【（(〔]?){_S}(?P<label>(?P<again>[续續]{_S})?(?:{_WORD}(?:{_S}{_ORDINAL})?|附(?={_S}[：:]|$)))"
    rf"(?P<close>{_S}[\]】）)〕])?(?P<goes_on>{_S}[（(〔]{_S}[续續]{_S}[)）〕])?(?P<gap>{_S})(?P<colon>[：:．.、]?)(?P<blank>{_S})(?P<title>.{{0,160}})$"
)
_LATIN = re.compile(
    r"[\[(]?\s{0,2}(?P<label>(?:appendix|annex|annexure|enclosure|inclosure|schedule)"
    r"(?:\s{1,2}(?:no\.?\s?)?(?P<ordinal>[0-9]{1,2}|[ivx]{1,5}|[a-z])(?![a-z0-9]))?)"
    r"(?P<colon>\s?[.:\-–—,]{0,2})(?P<in>\s?(?:in|to)\s(?:i\.?g\.?\s)?(?:circular|notice|despatch)\b.{0,40})?\s{0,2}[\])]?"
    r"(?P<blank>\s{0,4})(?P<title>.{0,160})$",
    re.IGNORECASE,
)
_COPY = re.compile(
    rf"(?P<label>附?抄{_S}(?:[录錄]|發|发|送)?{_S}原{_S}[呈函咨令電电文件訓训代][^，。；]{{0,16}})$"
)
_AGAIN = re.compile(
    rf"{_S}[（(\[【]{_S}(?:[续續]{_S}[表页頁]?|continued|cont'?d\.?){_S}[)）\]】]{_S}$", re.IGNORECASE
)
_GOES_ON = re.compile(
    rf"[（(\[【]?{_S}(?:[续續]{_S}(?:[上前]{_S})?(?:附{_S})?[表件]|[接续續]{_S}上{_S}[页頁表]|[续續]){_S}(?:[{_N}]{{1,3}})?"
    rf"{_S}[)）\]】]?{_S}[：:]?$",
)
_NO_TITLE = re.compile("[所列中的规規为為是和与與及或，、。；项項内內第至等将將在由按均可应應须須同]")
"""How no title begins: 附件1所列商品, 附件2、4同时废止."""
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "v": 5, "vi": 6, "vii": 7, "viii": 8, "ix": 9, "x": 10}


@dataclass(frozen=True, slots=True)
class AttachmentHead:
    """A line that may open an attachment.

    `label` as printed (附件1), without brackets, colon and 续; `number` its ordinal, 0 for none; `nested` a part of
    that one (附件1-2); `continued` says that it goes on; `loose`: nothing parts label and title (附件1税率表), so that
    only the form of the line can tell; ``text[start:end]`` is the title.
    """

    label: str
    number: int
    nested: bool
    continued: bool
    loose: bool
    start: int
    end: int


def attachment_head(text: str) -> AttachmentHead | None:
    """What `text`, one line, says as the head of an attachment; None for a sentence that happens to begin so."""
    text = text.rstrip()
    if copied := _COPY.match(text):
        return AttachmentHead("", 0, False, False, False, copied.start("label"), copied.end("label"))
    if not text or text[-1] in "。；，;,":
        return None
    again = _AGAIN.search(text)
    bare = text[: again.start()] if again else text
    match = _HAN.match(bare)
    if match is not None:
        return _han(match, again is not None)
    latin = _LATIN.match(bare)
    return _latin(latin, again is not None) if latin is not None else None


def goes_on(text: str) -> bool:
    """Does the line say only that a table goes on: 续表, （续）, 接上页, 续表1?"""
    return len(text) <= 16 and _GOES_ON.match(text.strip()) is not None


def _han(match: re.Match[str], again: bool) -> AttachmentHead | None:
    title, colon = match["title"], match["colon"]
    if match["open"] and not match["close"]:
        return None
    blank = bool(match["blank"] or match["gap"])
    parted = bool(colon or match["close"] or title.startswith("《") or (blank and match["ordinal"]))
    if title and not colon and (_NO_TITLE.match(title) or not (match["ordinal"] or match["close"] or blank)):
        return None
    if colon == "、" and match["ordinal"] and re.match(rf"[{_N}]", title):
        return None  # 附件2、4、8
    label = re.sub(rf"^[续續]{_S}", "", match["label"]).strip()
    continued = again or bool(match["again"] or match["goes_on"])
    loose = bool(title) and not parted
    return AttachmentHead(
        label, _number(match["ordinal"]), bool(match["sub"]), continued, loose, *match.span("title")
    )


def _latin(match: re.Match[str], again: bool) -> AttachmentHead | None:
    title = match["title"]
    printed = match["label"]
    capital = printed.split()[0].isupper() or printed.split()[0].istitle()
    if not capital or (not match["ordinal"] and title and not match["colon"].strip() and not match["in"]):
        return None
    if title and not match["colon"].strip() and not match["in"] and not title.isupper():
        return None
    ordinal = (match["ordinal"] or "").lower()
    number = _ROMAN.get(ordinal) or (
        int(ordinal) if ordinal.isdigit() else ord(ordinal) - ord("a") + 1 if len(ordinal) == 1 else 0
    )
    return AttachmentHead(printed.strip(), number, False, again, False, *match.span("title"))


def _number(printed: str | None) -> int:
    try:
        return parse_numeral(printed) if printed else 0
    except ValueError:
        return 0
