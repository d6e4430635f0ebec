"""Vertical pages of the second family: marks in the middle or beside, 圈点, heads from right to left, tiers."""

from __future__ import annotations

from random import Random

from draw.columns import Frame, Hand, Marking, fill, put_column, put_head
from draw.sheet import Rule, SealMark, Sheet
from draw.truth import FactKind
from draw.typeset import Type
from draw.varied_faces import VERTICAL, picked
from draw.varied_text import Prose
from ocr.geometry import Direction
from ocr.line import Role

_FAIR = (Marking.CORNER, Marking.CENTRE, Marking.CENTRE, Marking.BESIDE, Marking.NONE)


def gazette_page(rng: Random) -> Sheet:
    """A page of notices in one to three tiers, framed or not, with a running head and a page number."""
    sheet = Sheet(*rng.choice(((595.28, 841.89), (515.9, 728.5))), direction=Direction.VERTICAL)
    tiers = rng.choice((1, 2, 2, 3))
    size = {1: rng.uniform(11, 16), 2: rng.uniform(10, 13), 3: rng.uniform(9, 10.5)}[tiers]
    hand = _hand(rng, size)
    head = Type(picked(rng, VERTICAL), size * rng.uniform(1.1, 1.5), size * 2.2)
    side, margin = rng.uniform(44, 78), rng.uniform(52, 90)
    gap = rng.uniform(9, 16)
    height = (sheet.height - 2 * margin - gap * (tiers - 1)) / tiers
    frames = [
        Frame(side, margin + at * (height + gap), sheet.width - side, margin + at * (height + gap) + height)
        for at in range(tiers)
    ]
    prose = Prose(rng, ancient=True)
    _running_head(sheet, rng, prose, margin, hand)
    at, notice = 0, 0
    while at < tiers:
        frame = frames[at]
        if frame.x - frame.left < 6 * hand.kind.leading:
            at += 1
            continue
        _notice(sheet, frame, rng, prose, hand, head, notice, 1 + at)
        notice += 1
    if rng.random() < 0.6:
        for frame in frames:
            edges = ((frame.left - 4, frame.top - 4, frame.right + 4, frame.bottom + 4),)
            for x0, y0, x1, y1 in edges:
                for rule in ((x0, y0, x1, y0), (x0, y1, x1, y1), (x0, y0, x0, y1), (x1, y0, x1, y1)):
                    sheet.rules.append(Rule(*rule, rng.choice((0.5, 1.2))))
    elif tiers > 1:
        sheet.rules += [
            Rule(side, frame.top - gap / 2, sheet.width - side, frame.top - gap / 2, 0.6)
            for frame in frames[1:]
        ]
    number = prose.fill("{positional}")
    small = Hand(Type(hand.kind.face, 9.0, 11.0), Marking.NONE)
    x = rng.choice((side - 24, sheet.width - side + 34))
    put_column(sheet, small, number, x, sheet.height - margin - 60, Role.PAGE_NUMBER, None, tiers + 1)
    return sheet


def _hand(rng: Random, size: float) -> Hand:
    kind = Type(picked(rng, VERTICAL), size, size * rng.uniform(1.35, 2.0))
    marking = rng.choice(_FAIR)
    if marking is Marking.BESIDE and kind.leading < 1.6 * size:
        kind = Type(kind.face, size, 1.6 * size)
    return Hand(kind, marking, dotted=rng.random() < 0.25 and marking is not Marking.BESIDE)


def _running_head(sheet: Sheet, rng: Random, prose: Prose, margin: float, hand: Hand) -> None:
    """Above the frame, horizontally, mostly from right to left as the age did."""
    text = prose.fill("{harbour}海關公報　第{num}期").replace("　", "")
    size = min(11.0, hand.kind.size)
    length = len(text) * size * 1.2
    put_head(
        sheet,
        text,
        Type(hand.kind.face, size, size * 1.5),
        (sheet.width - length) / 2,
        margin - 18,
        length,
        rng.random() < 0.8,
        Role.RUNNING_HEAD,
        None,
        0,
    )


def _notice(
    sheet: Sheet, frame: Frame, rng: Random, prose: Prose, hand: Hand, head: Type, notice: int, block: int
) -> None:
    titles = Hand(head, Marking.NONE)
    title = prose.title()
    if rng.random() < 0.35:
        _across(sheet, frame, title, head, rng, notice, block)
    else:
        fill(sheet, frame, titles, title, Role.HEADING, notice, block, indent=1.0)
    fill(sheet, frame, hand, prose.number(), Role.HEADING, notice, block, indent=3.0, fact=FactKind.NUMBER)
    for _ in range(rng.randint(1, 4)):
        fill(
            sheet,
            frame,
            hand,
            prose.paragraph(rng.randint(1, 3)),
            Role.TEXT,
            notice,
            block,
            indent=rng.choice((0.0, 1.0)),
        )
    if rng.random() < 0.3:
        small = Hand(Type(hand.kind.face, hand.kind.size * 0.75, hand.kind.leading * 0.8), hand.marking)
        fill(sheet, frame, small, f"附註{prose.paragraph(1)}", Role.TEXT, notice, block, indent=3.0)
    x = frame.x
    fill(sheet, frame, hand, prose.day(), Role.TEXT, notice, block, indent=4.0, fact=FactKind.DATE)
    if frame.x < x and rng.random() < 0.4:
        sheet.seals.append(
            SealMark(
                x - hand.kind.leading / 2,
                frame.top + 10 * hand.kind.size,
                rng.uniform(24, 38),
                "海關監督之樣張印",
                angle=rng.uniform(-6, 6),
                strength=rng.uniform(0.5, 0.95),
                square=True,
            )
        )
    frame.x -= hand.kind.leading * 0.5


def _across(sheet: Sheet, frame: Frame, title: str, head: Type, rng: Random, notice: int, block: int) -> None:
    """A head from right to left over a few columns' width, in rows one below the other."""
    size = head.size * 0.9
    room = max(2, int(min(len(title), 6, (frame.x - frame.left) / size / 1.15)))
    width = room * size * 1.15
    rows = [title[start : start + room] for start in range(0, len(title), room)]
    if frame.x - width < frame.left:
        return
    for count, text in enumerate(rows):
        y = frame.top + (count + 1) * size * 1.3
        put_head(
            sheet,
            text,
            Type(head.face, size, size),
            frame.x - len(text) * size * 1.15,
            y,
            len(text) * size * 1.15,
            True,
            Role.HEADING,
            notice,
            block,
        )
    frame.x -= width + size * 0.6
