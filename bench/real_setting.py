"""A real text set again as lines of pages, the way a gazette prints a notice.

A text from the web is one line. It is broken where a paragraph plainly begins (一、 （一） 第三条 特此公告。 附件：)
and before the signature and its date; paragraphs run over lines of 30 characters and pages of 38 lines.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from bench.real_records import RealNotice
from ocr.grammar.issuers.find import issuers_before
from ocr.page import PageText
from set_lines import MEASURE, Sheet

_ON_A_PAGE = 38
_LIST_OF_ATTACHMENTS = 400
"""So many characters may stand between 特此公告。 and the signature."""
_MARK = (
    r"[一二三四五六七八九十]{1,3}、|（[一二三四五六七八九十]{1,3}）"
    r"|第[一二三四五六七八九十百]{1,4}[条章节][ \u3000\u00a0]"
)
_PARAGRAPH = re.compile(
    rf"(?<=[。；：])(?={_MARK}|特此(?:公告|通告|通知)|附件[0-9：:.]|(?:本|上述)(?:公告|办法|规定)[^。]{{0,6}}自)"
    r"|(?<=则)(?=第一条)|(?=第一章[ \u3000\u00a0]{0,3}总)|(?<=[.][a-z]{3})(?=[0-9][.])|(?<=[.][a-z]{4})(?=[0-9][.])"
)
_DATE = re.compile(
    r"(?:[0-9]{4}|[〇○零0０一二三四五六七八九]{4})年[0-9〇○一二三四五六七八九十]{1,2}月[0-9〇○一二三四五六七八九十]{1,3}日"
)
_TITLE = re.compile(
    r"第[一二三四五六七八九十]{1,3}[章节][^。，]{1,16}|[^。，；：]{4,30}(?:办法|规定|规则|细则|基准|规范)(?:（.{1,6}）)?"
)
_OWN_HEAD = re.compile(
    r"(?:中华人民共和国)?海关总署[\u4e00-\u9fff]{0,16}(?:公告)?[（(]?[0-9]{4}年[ ]?第[ ]?[0-9]{1,3}号[）)]?"
)
_PROMULGATED = re.compile(r"（[^（）]{10,80}?公布[^（）]{0,40}）")


def set_notice(notice: RealNotice, headed: bool) -> list[PageText]:
    """The pages of a notice. `headed`: with 文种, issuers and number over the title, as the gazette prints them."""
    sheets = [Sheet()]

    def sheet() -> Sheet:
        if len(sheets[-1].lines) >= _ON_A_PAGE:
            sheets.append(Sheet())
        return sheets[-1]

    text = notice.text
    if headed:
        for line in _masthead(notice):
            sheet().centre(line)
    elif own := _OWN_HEAD.match(text):
        sheet().centre(own.group())
        text = text[own.end() :]
    for start in range(0, len(notice.title), MEASURE - 6):
        sheet().centre(notice.title[start : start + MEASURE - 6])
    body, names, date, rest = _apart(text)
    for paragraph in (*_paragraphs(body), None, *_paragraphs(rest)):
        if paragraph is None:
            for line in (*_lines_of_names(names), date):
                if line:
                    sheet().right(line)
            continue
        if _TITLE.fullmatch(paragraph):
            sheet().centre(paragraph)
            continue
        sheet().put(paragraph[: MEASURE - 2], 2)
        for start in range(MEASURE - 2, len(paragraph), MEASURE):
            sheet().put(paragraph[start : start + MEASURE], 0)
    return [one.page() for one in sheets]


def _masthead(notice: RealNotice) -> Iterator[str]:
    number = re.fullmatch(r"(公告|署令)〔(\d{4})〕(\d+)号", notice.number)
    if number is None:
        return
    if number[1] == "署令":
        yield "中华人民共和国海关总署令"
        yield f"第{number[3]}号"
    else:
        yield " ".join(notice.issuers)
        yield "公告"
        yield f"{number[2]}年第{number[3]}号"


def _apart(text: str) -> tuple[str, str, str, str]:
    """Body, signing names, date, and what follows them: only attachments do."""
    if promulgated := _PROMULGATED.match(text):
        text = promulgated.group() + "\n" + text[promulgated.end() :]
    signed = None
    for date in _DATE.finditer(text):
        end = len(text[: date.start()].rstrip(" \u3000"))
        names = issuers_before(text, end)
        begin = names[0].start if names else end
        lead, after = text[:begin], text[date.end() :].lstrip("。 ")
        closed = "特此" in lead[-_LIST_OF_ATTACHMENTS:] and len(lead) > 20 and bool(names)
        if closed or not after:
            signed = (begin, date)
            break
    if signed is None:
        return text, "", "", ""
    begin, date = signed
    after = text[date.end() :].lstrip("。 ")
    return text[:begin], text[begin : date.start()].strip(), date.group(), after


def _lines_of_names(names: str) -> list[str]:
    """Names of a signature, as many on a line as fit beside each other."""
    lines: list[str] = []
    for name in names.split():
        if lines and len(lines[-1]) + len(name) < MEASURE - 6:
            lines[-1] += f" {name}"
        else:
            lines.append(name)
    return lines


def _paragraphs(text: str) -> list[str]:
    return [part.strip() for line in text.split("\n") for part in _PARAGRAPH.split(line) if part.strip()]
