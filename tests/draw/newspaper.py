"""Newspaper-like pages: articles in tiers, vertical, with heads from right to left and horizontal advertisements."""

from __future__ import annotations

from random import Random

from draw import varied_words_old as words
from draw.columns import Frame, Hand, Marking, fill, put_head
from draw.sheet import Rule, Sheet
from draw.typeset import Type
from draw.varied_faces import VERTICAL, picked
from draw.varied_text import Prose
from ocr.geometry import Direction
from ocr.line import Role


def newspaper_page(rng: Random) -> Sheet:
    """Two or three bands of articles, each from right to left; an article has a head across, then tiers of columns."""
    sheet = Sheet(728.5, 1031.8, direction=Direction.VERTICAL)
    prose = Prose(rng, ancient=True)
    face = picked(rng, VERTICAL)
    size = rng.uniform(9.5, 11.5)
    body = Hand(
        Type(face, size, size * rng.uniform(1.3, 1.6)),
        rng.choice((Marking.CORNER, Marking.CENTRE, Marking.CENTRE)),
    )
    left, right, top, bottom = 46.0, sheet.width - 46.0, 74.0, sheet.height - 46.0
    text = prose.day() + prose.fill("　{harbour}商報　第{digit}版").replace("　", "")
    put_head(sheet, text, Type(face, 11, 14), left, top - 18, right - left, True, Role.RUNNING_HEAD, None, 0)
    sheet.rules.append(Rule(left, top - 10, right, top - 10, 1.0))
    bands = rng.choice((2, 3))
    height = (bottom - top) / bands
    block, article = 1, 0
    for band in range(bands):
        x = right
        while x - left > 120:
            width = min(x - left, rng.uniform(130, 300))
            if x - width - left < 120:
                width = x - left
            y0, y1 = top + band * height + 6, top + (band + 1) * height - 6
            if rng.random() < 0.2:
                block = _advertisement(sheet, rng, prose, (x - width, y0, x, y1), block)
            else:
                block = _article(sheet, rng, prose, body, (x - width, y0, x, y1), article, block)
            article += 1
            x -= width
            if x - left > 1:
                sheet.rules.append(Rule(x, y0, x, y1, 0.4))
        if band:
            sheet.rules.append(Rule(left, top + band * height, right, top + band * height, 0.6))
    return sheet


def _article(
    sheet: Sheet,
    rng: Random,
    prose: Prose,
    body: Hand,
    place: tuple[float, float, float, float],
    number: int,
    block: int,
) -> int:
    """One article within `place` (x0, y0, x1, y1); returns the next block."""
    x0, y0, x1, y1 = place[0] + 6, place[1], place[2] - 6, place[3]
    title = prose.title()
    size = min(rng.uniform(14, 22), (x1 - x0) / len(title) * 0.95)
    width = len(title) * size * 1.05
    start = x1 - width if rng.random() < 0.5 else (x0 + x1 - width) / 2
    face = picked(rng, ("ming-bold", *VERTICAL))
    put_head(
        sheet,
        title,
        Type(face, size, size),
        start,
        y0 + size,
        width,
        rng.random() < 0.85,
        Role.HEADING,
        number,
        block,
    )
    y0 += size * 1.5
    tiers = max(1, round((y1 - y0) / rng.uniform(110, 190)))
    height = (y1 - y0) / tiers
    for tier in range(tiers):
        frame = Frame(x0, y0 + tier * height + 3, x1, y0 + (tier + 1) * height - 4)
        block += 1
        while frame.x - frame.left >= body.kind.leading:
            fill(sheet, frame, body, prose.paragraph(rng.randint(2, 5)), Role.TEXT, number, block, indent=1.0)
        if tier + 1 < tiers:
            sheet.rules.append(Rule(x0, frame.bottom + 3, x1, frame.bottom + 3, 0.25))
    return block + 1


def _advertisement(
    sheet: Sheet, rng: Random, prose: Prose, place: tuple[float, float, float, float], block: int
) -> int:
    """A framed advertisement: large words across, from right to left, one below the other."""
    x0, y0, x1, y1 = place[0] + 8, place[1] + 2, place[2] - 8, place[3] - 2
    for rule in ((x0, y0, x1, y0), (x0, y1, x1, y1), (x0, y0, x0, y1), (x1, y0, x1, y1)):
        sheet.rules.append(Rule(*rule, 1.4))
    y = y0 + 8
    while True:
        text = rng.choice(
            (
                prose.name(2) + rng.choice(("洋行", "商號", "公司")),
                rng.choice(words.ADVERTISEMENTS),
                prose.ware(),
            )
        )
        size = min(rng.uniform(14, 34), (x1 - x0 - 16) / len(text) * 0.9)
        if y + size * 1.2 > y1 - 6:
            return block + 1
        width = len(text) * size * 1.08
        put_head(
            sheet,
            text,
            Type(picked(rng, ("ming-bold", *VERTICAL)), size, size),
            (x0 + x1 - width) / 2,
            y + size,
            width,
            True,
            Role.TEXT,
            None,
            block,
        )
        y += size * rng.uniform(1.4, 2.0)
