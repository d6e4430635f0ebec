"""What a line says: the formulas by which notices begin, proceed and end.

Form (centred, indented) is not judged here; `ocr.cut.heads.assemble` weighs both.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from ocr.cut.fields.signers import is_signer
from ocr.cut.heads.head_marks import masthead, part_number
from ocr.grammar.attachment_heads import attachment_head
from ocr.grammar.dates.find import PrintedDate, dates_on_line, whole_date
from ocr.grammar.issuers.authorities import current_file
from ocr.grammar.issuers.authority_names import AuthorityFile
from ocr.grammar.issuers.find import PrintedIssuer
from ocr.grammar.numbers.find import NumberInText, whole_number
from ocr.grammar.numbers.worn_number import worn_number

_S = r"[ \t\u3000]{0,4}"
_N = "0-9０-９一二三四五六七八九十百千廿卅〇○零"
_TITLE_END = re.compile(
    r"(?:公告|通告|通知|决定|批复|复函|函|令|办法|规定|细则|规则|条例|目录|解释|意见|裁定|說明|说明|由|事|案)[）)》〉]?$"
)
_ITEM = re.compile(
    rf"(?:第[{_N}]{{1,5}}[章节節条條编編]|[一二三四五六七八九十]{{1,3}}[、．.，]|[（(][{_N}]{{1,3}}[)）]|[0-9０-９]{{1,2}}[．.、](?![0-9])"
    r"|[①-⑳]|一、)"
)
_CHAPTER = re.compile(rf"第{_S}[{_N}]{{1,5}}{_S}[章节節编編](?:{_S}.{{1,20}})?$")
_CLOSING = re.compile(r"(?:特此(?:公告|通告|通知|函复|批复|决定|通報|佈告)|此令|此[佈布]|合行令仰|等因奉此)")
_LIST = re.compile(
    rf"附{_S}(?:[件錄录表]{_S}(?:[：:]|[{_N}]{{1,2}}{_S}[：:．.])|[：:])|(?:Enclosures?|Appendices|Annexes){_S}:"
)
_ADDRESSEE = re.compile(
    r"(?:各|广东分署|广东省|天津|上海|驻|.{0,30}(?:海关|特派办|分署|关税司|各单位|院校|協會|协会|公司|委员会|厅|局|部|署))[^。；]{0,80}[：:]$"
    r"|令.{0,24}(?:司|關|局|署|處|長)$|(?:The|To)\s.{0,60}(?:Commissioners?|Harbour Master|Deputy).{0,60}$"
)
_OPENING = re.compile(
    r"(?:现|現)(?:将|就|予以?)?.{0,24}(?:公告|通知|公布|通告|通报)如下"
    r"|^(?:根据|为了?|依据|按照|经|鉴于|近日|查|案查|照得|兹|茲|自|现|奉)"
    r"|^(?:(?:It|Notice|NOTICE) is hereby|With reference|Referring|In continuation|Whereas|WHEREAS)\b"
    r"|^(?:SIRS?|I (?:beg|have|append|am))\b"
)
_PROMULGATION = re.compile(
    r"[（(](?:.{0,60}(?:公布|发布|通过|修改|修正|施行|实施|印发)|.{0,4}(?:19|20)[0-9]{2}年.{1,12}日.{2,30}第.{1,5}号).{0,200}"
)
CONTENTS_HEAD = re.compile(rf"(?:总{_S})?目{_S}[录錄次]$|contents$", re.IGNORECASE)
CONTENTS_ENTRY = re.compile(
    r"(?:…{1,}|[.·．•・。]{3,}|⋯{1,}|—{3,})[\s….·．•・。⋯]{0,200}[（(]?\d{0,4}[)）]?$"
)
TERMINAL = "。！？!?；;：:.”’」』"


@dataclass(frozen=True, slots=True)
class Marks:
    """What one line says, by wording alone.

    `number` is the document number the line consists of (a 公告 or 令 may lack its issuer). `part` tells that it is
    only 第N号 or YYYY年第N号, whose heading stands on a line above. `masthead` is the 文种 of a line made of
    issuers and a 文种 (中华人民共和国海关总署公告), ``""`` otherwise; `issuers` are those of a masthead or of a line
    that holds nothing else.
    """

    number: NumberInText | None
    part: bool
    masthead: str
    issuers: tuple[PrintedIssuer, ...]
    date: PrintedDate | None
    item: bool
    chapter: bool
    closing: bool
    addressee: bool
    opening: bool
    signer: bool
    list_head: bool
    attachment: bool
    promulgation: bool
    title_end: bool


def read_marks(text: str) -> Marks:
    """Marks of one line (blanks at its ends aside)."""
    return _marks(text.strip(), current_file())


@lru_cache(maxsize=4096)
def _marks(text: str, _bodies: AuthorityFile) -> Marks:
    """Kept for each authority file: which names a line holds depends on it."""
    kind, issuers = masthead(text)
    short = len(text) <= 48
    return Marks(
        number=(whole_number(text) or worn_number(text)) if len(text) <= 72 else None,
        part=short and part_number(text) is not None,
        masthead=kind,
        issuers=issuers,
        date=whole_date(text) if short else None,
        item=_ITEM.match(text) is not None,
        chapter=_CHAPTER.match(text) is not None,
        closing=short and _CLOSING.match(text) is not None,
        addressee=_ADDRESSEE.match(text) is not None,
        opening=_OPENING.search(text) is not None,
        signer=short and is_signer(text),
        list_head=_LIST.match(text) is not None,
        attachment=(head := attachment_head(text)) is not None and not head.loose,
        promulgation=_PROMULGATION.match(text) is not None,
        title_end=_TITLE_END.search(text) is not None,
    )


def dates_in(text: str) -> tuple[PrintedDate, ...]:
    """Dates in a line, for signatures that put issuer and date on one line."""
    return dates_on_line(text) if len(text) <= 80 else ()
