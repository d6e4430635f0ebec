"""Horizontal pages of the second family: other faces, sizes, spacing, columns, letterheads, notes and tables."""

from __future__ import annotations

from dataclasses import replace
from random import Random

from draw import varied_words as words
from draw.flow import Flow, Para, single
from draw.grids import CellText, Ruling, set_grid
from draw.look import Look
from draw.sheet import Rule, SealMark, Sheet
from draw.truth import FactKind
from draw.typeset import Align, Type
from draw.varied_faces import HORIZONTAL, picked
from draw.varied_text import Prose
from ocr.line import Role


def notice_page(rng: Random) -> Sheet:
    """A page of notices in one to three columns, with a letterhead, notes in the margin and a table now and then."""
    look = varied_look(rng, rng.choice((1, 1, 2, 2, 3)))
    flow = Flow(look, lambda sheet, number: None)
    prose = Prose(rng, ancient=False)
    if rng.random() < 0.5:
        _letterhead(flow, look, rng, prose)
    noted = look.columns == 1 and rng.random() < 0.4
    notice = 0
    while len(flow.sheets) == 1 and not (
        flow.column + 1 == look.columns and flow.y > flow.bottom - 7 * look.body.leading
    ):
        flow.notice = notice
        notice += 1
        _notice(flow, look, rng, prose, noted)
    sheet = flow.sheets[0]
    flow.sheets[1:] = []
    put_folio(sheet, look, rng)
    return sheet


def varied_look(rng: Random, columns: int) -> Look:
    size = {1: rng.uniform(10, 16), 2: rng.uniform(9, 12), 3: rng.uniform(9, 10)}[columns]
    body = Type(
        picked(rng, HORIZONTAL),
        size,
        size * rng.uniform(1.3, 2.0),
        tracking=rng.choice((0.0, 0.0, 0.04, 0.1)),
    )
    title = Type(picked(rng, HORIZONTAL), size * rng.uniform(1.15, 1.6), size * 2.1)
    side = rng.uniform(44, 96) if columns == 1 else rng.uniform(36, 58)
    return Look(
        body=body,
        title=title,
        number=replace(body, face=picked(rng, HORIZONTAL)),
        head=replace(body, size=9, leading=12),
        small=Type(body.face, max(7.5, size - 2.5), (size - 2.5) * 1.4),
        cell=Type(picked(rng, HORIZONTAL), max(8.5, size - 2), size * 1.3),
        columns=columns,
        margins=(side, rng.uniform(50, 96), rng.uniform(36, 80), rng.uniform(56, 96)),
        gutter=rng.uniform(14, 30),
        folio=rng.choice(("{}", "第 {} 页", "〔{}〕", "~ {} ~", "P.{}")),
        running_head="none",
        head_rule=False,
        gutter_rule=rng.random() < 0.3,
        red_head=False,
        indent=rng.choice((0.0, 2.0, 2.0)),
        black=picked(rng, HORIZONTAL),
    )


def _letterhead(flow: Flow, look: Look, rng: Random, prose: Prose) -> None:
    """The name of the office in red over the full width, a red rule under it, number and signer between."""
    name = f"{prose.pick(words.HARBOURS)}海关{rng.choice(('文件', '通告', '函', '业务通报'))}"
    full = look.page[0] - look.margins[0] - look.margins[2]
    size = min(32.0, full / (len(name) + 1) * 0.9)
    flow.banner(
        [
            Para(
                name,
                Type("song-bold", size, size * 1.5, red=True, tracking=0.08),
                Role.HEADING,
                Align.CENTRE,
                after=8,
            ),
        ]
    )
    y = flow.y + 2
    flow.sheet.rules.append(
        Rule(look.margins[0], y, look.page[0] - look.margins[2], y, rng.uniform(0.8, 2.4), red=True)
    )
    flow.y = flow.top = y + 14


def _notice(flow: Flow, look: Look, rng: Random, prose: Prose, noted: bool) -> None:
    body = look.body
    if flow.y > flow.top:
        flow.y += body.leading
    flow.reserve(look.title.leading * 2 + 4 * body.leading)
    flow.paragraph(
        Para(
            prose.number(),
            look.number,
            Role.HEADING,
            rng.choice((Align.CENTRE, Align.RIGHT)),
            fact=FactKind.NUMBER,
        )
    )
    flow.paragraph(Para(prose.title(), look.title, Role.HEADING, Align.CENTRE, after=body.leading * 0.3))
    for count in range(rng.randint(1, 4)):
        top = flow.y + body.leading
        marker = rng.choice((f"{words.LABELS[count]}、", f"（{count + 1}）", f"{count + 1}．", ""))
        flow.paragraph(Para(marker + prose.paragraph(rng.randint(1, 3)), body, indent=look.indent))
        if noted and rng.random() < 0.4 and len(flow.sheets) == 1:
            _margin_note(flow, look, prose.ware(), top)
    if rng.random() < 0.4:
        flow.paragraph(Para("注：" + prose.paragraph(1), look.small, indent=2.0, hanging=2.0))
    if rng.random() < 0.35 and flow.y < flow.bottom - 8 * look.cell.leading:
        _small_table(flow, look, rng, prose)
    flow.reserve(3 * body.leading)
    top = flow.y
    flow.paragraph(Para(f"{prose.pick(words.HARBOURS)}海关", body, align=Align.RIGHT, inset=1.0))
    flow.paragraph(Para(prose.day(), body, align=Align.RIGHT, inset=1.0, fact=FactKind.DATE))
    if rng.random() < 0.5 and len(flow.sheets) == 1:
        radius = min(40.0, flow.measure / 4)
        x = flow.x + flow.measure - radius - body.size
        flow.sheet.seals.append(
            SealMark(
                x,
                (top + flow.y) / 2,
                radius,
                "海关业务专用章样张",
                "（2）",
                rng.uniform(-30, 30),
                rng.uniform(0.5, 0.95),
            )
        )


def _margin_note(flow: Flow, look: Look, text: str, y: float) -> None:
    """A note in the left margin beside the paragraph just set, read after it; shortened to the room there is."""
    kind, room = Type(look.black, 7.5, 9.0), look.margins[0] - 22
    text = text[: max(2, int(room // 7.5))]
    flow.sheet.lines.append(single(text, kind, 14, y, room, Align.LEFT, Role.MARGINAL_NOTE, flow.block))


def _small_table(flow: Flow, look: Look, rng: Random, prose: Prose) -> None:
    heads = ("品名", "数量", "编号")
    cells = [CellText(0, at, text) for at, text in enumerate(heads)]
    for row in range(1, rng.randint(3, 7)):
        values = (prose.ware(), prose.fill("{num}{unit}"), prose.fill("{l}{l}{n4}"))
        cells += [CellText(row, at, text) for at, text in enumerate(values)]
    flow.y += look.cell.leading * 0.4
    set_grid(flow, cells, (0.4, 0.3, 0.3), look.cell, rng.choice(list(Ruling)), 1)


def put_folio(sheet: Sheet, look: Look, rng: Random) -> None:
    block = max(line.block for line in sheet.lines) + 1
    y = look.page[1] - look.margins[3] / 2
    left, measure = look.margins[0], look.page[0] - look.margins[0] - look.margins[2]
    align = rng.choice((Align.CENTRE, Align.RIGHT, Align.LEFT))
    text = look.folio.format(rng.randint(1, 480))
    sheet.lines.append(single(text, look.small, left, y, measure, align, Role.PAGE_NUMBER, block))
