"""Tariff pages of the second family: a long table with a head of two levels and cells of several lines."""

from __future__ import annotations

from dataclasses import replace
from random import Random

from draw import varied_words as words
from draw.flow import Flow, Para
from draw.grids import CellText, Ruling, set_grid
from draw.sheet import Sheet
from draw.typeset import Align
from draw.varied_page import put_folio, varied_look
from draw.varied_text import Prose
from ocr.line import Role


def tariff_page(rng: Random) -> Sheet:
    """A page of tariff lines: a table with a head of two levels, long names over several lines, sums of money."""
    look = varied_look(rng, 1)
    flow = Flow(look, lambda sheet, number: None)
    prose = Prose(rng, ancient=False)
    flow.notice = 0
    flow.paragraph(Para(prose.title(), look.title, Role.HEADING, Align.CENTRE, after=6))
    ruling = rng.choice((Ruling.FULL, Ruling.FULL, Ruling.FULL, Ruling.THREE, Ruling.NONE))
    shares = (0.16, 0.36, 0.12, 0.12, 0.12, 0.12)
    grouped = ruling is Ruling.FULL and rng.random() < 0.75
    cells = _head(grouped)
    top = 2 if grouped else 1
    for row in range(top, 60):
        name = prose.ware() + (prose.fill("（{code}）") if rng.random() < 0.3 else "")
        if rng.random() < 0.3:
            name += f"，{prose.ware()}除外，不论是否{rng.choice(('冷冻', '漂白', '装配', '带壳', '浸渍'))}"
        values = (
            prose.fill("{tariff}"),
            name,
            prose.pick(words.UNITS),
            f"{rng.randint(11, 180)}",
            f"{rng.randint(0, 25)}.{rng.randint(0, 9)}",
            f"{rng.randint(1, 99)},{prose.digits(3)}",
        )
        aligns = (Align.CENTRE, Align.LEFT, Align.CENTRE, *[rng.choice((Align.CENTRE, Align.RIGHT))] * 3)
        cells += [
            CellText(row, at, text, align=align)
            for at, (text, align) in enumerate(zip(values, aligns, strict=True))
        ]
    kind = replace(look.cell, leading=look.cell.size * rng.uniform(1.2, 1.6))
    set_grid(flow, cells, shares, kind, ruling, top)
    sheet = flow.sheets[0]
    put_folio(sheet, look, rng)
    return sheet


def _head(grouped: bool) -> list[CellText]:
    heads = words.HEADS
    if not grouped:
        return [CellText(0, at, text) for at, text in enumerate(heads)]
    return [
        *(CellText(0, at, heads[at], rows=2) for at in (0, 1, 2)),
        CellText(0, 3, "税率（%）", columns=2),
        CellText(0, 5, "完税价格", rows=2),
        CellText(1, 3, "普通"),
        CellText(1, 4, "优惠"),
    ]
