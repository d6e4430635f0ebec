"""Lays out a modern issue, in one column or two: cover, contents, notices with their attachments."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from random import Random

from draw import compose_modern, cover
from draw.appendices import Again, again_of, set_appendix
from draw.flow import Flow, Para, fitted, single
from draw.laid import Laid
from draw.look import Look, born_digital, pick
from draw.notice import Notice
from draw.notice_text import body_para, title_lines
from draw.sheet import Rule, SealMark, Sheet
from draw.truth import FactKind
from draw.typeset import Align
from ocr.line import Role

SERIES = "海关总署文告"


def lay_out(style: str, seed: int, pages: int, front: bool = True) -> Laid:
    """An issue of about `pages` pages, cover and contents among them if `front`."""
    rng = Random(f"{style}:{seed}")
    look = pick(rng, 2 if style == "two_column" else 1)
    if style == "born_digital":
        look = born_digital(look)
    year, month = rng.randint(2003, 2024), rng.randint(1, 12)
    volume = (year - 2002) * 12 + month
    number = f"{year}年第{month}期"
    head = f"{SERIES}　{number}"

    def furnish(sheet: Sheet, page: int) -> None:
        _running_head(sheet, look, head, page)

    flow = Flow(look, furnish)
    again = again_of(Random(f"{style}:{seed}:again"))  # of its own: it leaves all else as it was
    notices: list[Notice] = []
    starts: list[int] = []
    sequence = (month - 1) * 8 + rng.randint(1, 6)
    signed = date(year, month, rng.randint(1, 9))
    room = max(1, pages - (1 if style == "two_column" else 2)) if front else pages
    if style == "two_column":
        flow.banner(cover.banner(look, number, volume))
    while len(flow.sheets) < room or (flow.y < flow.bottom * 0.6 and flow.column + 1 == look.columns):
        notice = compose_modern.compose(rng, signed, sequence, short=len(flow.sheets) + 1 >= room)
        sequence += rng.choice((1, 1, 1, 2))
        signed = date(year, month, min(28, signed.day + rng.randint(0, 4)))
        flow.notice = len(notices)
        starts.append(_set_notice(flow, look, rng, notice, again))
        notices.append(notice)
        if len(flow.sheets) > room:
            break
    for page, sheet in enumerate(flow.sheets, 1):
        _folio(sheet, look, page)
        if look.gutter_rule and look.columns == 2:
            x = look.page[0] / 2
            top = min((line.glyphs[0].y for line in sheet.lines if line.block > 1), default=look.margins[1])
            sheet.rules.append(Rule(x, max(look.margins[1], top - look.body.leading), x, flow.bottom, 0.5))
    sheets = list(flow.sheets)
    if front:
        contents = cover.contents(look, notices, starts)
        covers = [] if style == "two_column" else [cover.cover(look, year, month, volume)]  # it has a banner
        sheets = [*covers, *contents, *sheets]
    return Laid(SERIES, f"{SERIES}{number}", number, f"{year}-{month:02d}-10", tuple(sheets), tuple(notices))


def _running_head(sheet: Sheet, look: Look, text: str, page: int) -> None:
    left, top, right, _ = look.margins
    measure = look.page[0] - left - right
    if look.running_head != "none":
        side = {"left": Align.LEFT, "right": Align.RIGHT}.get(
            look.running_head, Align.RIGHT if page % 2 else Align.LEFT
        )
        sheet.lines.append(single(text, look.head, left, top - 24, measure, side, Role.RUNNING_HEAD, 0))
    if look.head_rule:
        sheet.rules.append(Rule(left, top - 16, look.page[0] - right, top - 16, 0.7))


def _folio(sheet: Sheet, look: Look, page: int) -> None:
    left, _, right, bottom = look.margins
    block = max((line.block for line in sheet.lines), default=0) + 1
    measure = look.page[0] - left - right
    line = single(
        look.folio.format(page), look.small, left, look.page[1] - bottom / 2, measure, Align.CENTRE,
        Role.PAGE_NUMBER, block,
    )  # fmt: skip
    sheet.lines.append(line)


def _set_notice(flow: Flow, look: Look, rng: Random, notice: Notice, again: Again) -> int:
    """Sets `notice` and returns the page (from 1) it starts on."""
    body = look.body
    if flow.y > flow.top:
        flow.y += body.leading * rng.choice((1.0, 1.5, 2.0))
    flow.reserve(look.title.leading * 2 + body.leading * 4)
    start = len(flow.sheets)
    red = look.red_head and rng.random() < 0.8
    heads = [
        Para(
            text,
            replace(look.title, red=red, size=look.title.size + 2) if count == 0 and len(notice.number_lines) > 1
            else look.number,
            Role.HEADING, Align.CENTRE, after=body.leading * 0.2, fact=FactKind.NUMBER,
        )
        for count, text in enumerate(notice.number_lines)
    ]  # fmt: skip
    titles = [
        Para(row, look.title, Role.HEADING, Align.CENTRE) for row in _title_rows(notice, look, flow.measure)
    ]
    for para in [*heads, *titles] if notice.number_first else [*titles, *heads]:
        flow.paragraph(fitted(para, flow.measure))
    if notice.promulgated:
        told = notice.doc_number
        flow.paragraph(
            Para(notice.promulgated, body, align=Align.CENTRE, fact=FactKind.NUMBER, fact_text=told)
        )
    flow.y += body.leading * 0.5
    if notice.addressee:
        flow.paragraph(Para(notice.addressee, body))
    for text in notice.body:
        flow.paragraph(body_para(text, look))
    if notice.signers:
        _signature(flow, look, rng, notice)
    if notice.tail:
        flow.reserve(look.title.leading + body.leading * 3)
        flow.y += body.leading
        for row in title_lines(notice.title, look.title, flow.measure):
            flow.paragraph(Para(row, look.title, Role.HEADING, Align.CENTRE))
        flow.y += body.leading * 0.5
        for text in notice.tail:
            flow.paragraph(body_para(text, look))
    for appendix in notice.appendices:
        set_appendix(flow, look, appendix, again)
    return start


def _title_rows(notice: Notice, look: Look, measure: float) -> list[str]:
    return title_lines(notice.title, look.title, measure) if notice.show_title and not notice.tail else []


def _signature(flow: Flow, look: Look, rng: Random, notice: Notice) -> None:
    body = look.body
    lines = [*notice.signers, notice.date_printed]
    flow.y += body.leading
    flow.reserve(body.leading * (len(lines) + 1))
    top = flow.y
    for count, text in enumerate(lines):
        inset = 2.0 if count + 1 < len(lines) else 1.0
        fact = FactKind.DATE if count + 1 == len(lines) else None
        flow.paragraph(Para(text, body, align=Align.RIGHT, inset=inset, fact=fact))
    if notice.sealed:
        names = [name for name in notice.signers if len(name) > 1]
        radius = 44.0 if look.columns == 1 else 36.0
        right = flow.x + flow.measure - radius - 1.5 * body.size
        for count, name in enumerate(names):
            ring = "海关总署文告样张专用" if name == compose_modern.OFFICE else f"{name}样张专用"
            x = right - count * radius * 1.9 + rng.uniform(-6, 6)
            y = (top + flow.y) / 2 - body.leading * 0.2 + rng.uniform(-5, 5)
            flow.sheet.seals.append(
                SealMark(x, y, radius, ring, "样张", rng.uniform(-12, 12), rng.uniform(0.6, 0.95))
            )
    flow.y += body.leading
