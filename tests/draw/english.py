"""Lays out English circulars and notices, one after the other, justified or ragged."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from random import Random

from draw import compose_english
from draw.flow import Flow, Para, fitted, single
from draw.laid import Laid
from draw.look import Look
from draw.notice import Notice
from draw.sheet import Sheet
from draw.truth import FactKind
from draw.typeset import Align, Type
from ocr.line import Role

SERIES = "Customs Circulars and Notices"


def _pick(rng: Random) -> tuple[Look, Align]:
    face = rng.choice(("song", "serif", "serif", "typewriter"))
    size = rng.choice((10.5, 11.0)) if face != "song" else rng.choice((12.0, 13.0))
    bold = {"song": "song-bold", "serif": "serif-bold", "typewriter": "typewriter"}[face]
    body = Type(face, size, size * rng.choice((1.35, 1.5)))
    look = Look(
        body=body, title=Type(bold, size + 1, size * 1.6), number=Type(bold, size + 3, (size + 3) * 1.6),
        head=Type(face, 9.0, 12.0), small=Type(face, 9.5, 13.0), cell=body, columns=1,
        margins=(80.0, 84.0, 80.0, 80.0), gutter=0.0, folio=rng.choice(("{}", "- {} -", "[{}]")),
        running_head=rng.choice(("outer", "right", "none")), head_rule=False, gutter_rule=False, red_head=False,
        indent=2.0,
    )  # fmt: skip
    return look, rng.choice((Align.JUSTIFY, Align.JUSTIFY, Align.LEFT))


def lay_out(seed: int, pages: int) -> Laid:
    """An English issue of about `pages` pages."""
    rng = Random(f"english:{seed}")
    look, align = _pick(rng)
    year = rng.randint(1912, 1948)
    head = SERIES.upper()

    def furnish(sheet: Sheet, page: int) -> None:
        if look.running_head == "none":
            return
        side = Align.RIGHT if page % 2 or look.running_head == "right" else Align.LEFT
        measure = look.page[0] - 160
        sheet.lines.append(single(head, look.head, 80, 60, measure, side, Role.RUNNING_HEAD, 0))

    flow = Flow(look, furnish)
    notices: list[Notice] = []
    signed = date(year, rng.randint(1, 10), rng.randint(1, 28))
    circulars, others = rng.randint(1900, 6900), rng.randint(101, 420)
    while len(flow.sheets) < pages or flow.y < flow.bottom * 0.6:
        circular = rng.random() < 0.6
        circulars, others = circulars + circular, others + (not circular)
        notice = compose_english.compose(rng, signed, circulars if circular else others, circular)
        signed += timedelta(days=rng.randint(1, 9))
        flow.notice = len(notices)
        notices.append(notice)
        _set_notice(flow, look, align, notice)
        if len(flow.sheets) > pages:
            break
    for page, sheet in enumerate(flow.sheets, 1):
        block = max((line.block for line in sheet.lines), default=0) + 1
        text = look.folio.format(page)
        sheet.lines.append(
            single(text, look.small, 0, 800, look.page[0], Align.CENTRE, Role.PAGE_NUMBER, block)
        )
    issued = max(notice.signed for notice in notices).isoformat()
    return Laid(SERIES, f"{SERIES}, {year}", str(year), issued, tuple(flow.sheets), tuple(notices))


def _set_notice(flow: Flow, look: Look, align: Align, notice: Notice) -> None:
    body = look.body
    if flow.y > flow.top:
        flow.y += 2 * body.leading
    flow.reserve(body.leading * 9)
    for line in notice.number_lines:
        flow.paragraph(
            fitted(
                Para(
                    line,
                    look.number,
                    Role.HEADING,
                    Align.CENTRE,
                    after=body.leading * 0.3,
                    fact=FactKind.NUMBER,
                ),
                flow.measure,
            )
        )
    flow.paragraph(Para(notice.title, look.title, Role.HEADING, Align.CENTRE, after=body.leading * 0.6))
    circular = notice.kind == "circular"
    if circular:
        place = Para(f"{notice.issuers[0].upper()},", body, align=Align.RIGHT)
        flow.paragraph(place)
        flow.paragraph(
            Para(
                f"SHANGHAI, {notice.date_printed}.",
                body,
                align=Align.RIGHT,
                after=body.leading,
                fact=FactKind.DATE,
                fact_text=notice.date_printed,
            )
        )
        flow.paragraph(Para(notice.addressee, body, align=Align.LEFT, after=body.leading * 0.5))
    for text in notice.body:
        close = text.startswith("I am, Sir")
        indent = 0.0 if text == "SIR," else look.indent
        flow.paragraph(
            Para(
                text, body, align=Align.CENTRE if close else align, indent=0.0 if close else indent, after=3.0
            )
        )
    flow.reserve(body.leading * 4)
    flow.y += body.leading * 0.6
    for text in notice.signers:
        flow.paragraph(Para(text, body, align=Align.RIGHT, inset=2.0))
    if not circular:
        small = replace(body, size=body.size - 0.5)
        flow.paragraph(Para(f"{notice.issuers[0].upper()},", small, align=Align.LEFT, before=6.0))
        flow.paragraph(
            Para(
                f"{notice.date_printed}.",
                small,
                align=Align.LEFT,
                indent=1.0,
                fact=FactKind.DATE,
                fact_text=notice.date_printed,
            )
        )
