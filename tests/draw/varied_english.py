"""English pages of the second family: port notices and returns, in one or two columns."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from random import Random

from draw import varied_words_english as words
from draw.flow import Flow, Para, single
from draw.grids import CellText, Ruling, set_grid
from draw.look import Look
from draw.numerals import english_date
from draw.sheet import Sheet
from draw.truth import FactKind
from draw.typeset import Align, Type
from ocr.line import Role

_FACES = ("serif", "typewriter", "song", "song-bold", "hei")


def port_page(rng: Random) -> Sheet:
    """Notices one after the other, each with its number, title, paragraphs, sometimes a return, and its date."""
    columns = rng.choice((1, 1, 2))
    look = _look(rng, columns)
    flow = Flow(look, lambda sheet, number: None)
    year, notice = rng.randint(1898, 1947), 0
    while len(flow.sheets) == 1 and not (
        flow.column + 1 == columns and flow.y > flow.bottom - 8 * look.body.leading
    ):
        flow.notice = notice
        notice += 1
        _notice(flow, look, rng, year)
    sheet = flow.sheets[0]
    block = max(line.block for line in sheet.lines) + 1
    text = look.folio.format(rng.randint(1, 400))
    sheet.lines.append(
        single(text, look.small, 0, look.page[1] - 36, look.page[0], Align.CENTRE, Role.PAGE_NUMBER, block)
    )
    return sheet


def _look(rng: Random, columns: int) -> Look:
    face = rng.choice(_FACES)
    size = rng.uniform(8.5, 10) if columns == 2 else rng.uniform(9.5, 13)
    body = Type(face, size, size * rng.uniform(1.2, 1.9), tracking=rng.choice((0.0, 0.0, 0.02)))
    margin = rng.uniform(40, 60) if columns == 2 else rng.uniform(58, 100)
    bold = rng.choice(("serif-bold", "song-bold", face))
    return Look(
        body=body, title=Type(bold, size + rng.uniform(0, 3), size * 1.8), number=replace(body, face=bold),
        head=body, small=replace(body, size=max(8.0, size - 2)), cell=replace(body, size=size - 1, tracking=0.0),
        columns=columns, margins=(margin, rng.uniform(50, 90), margin, 76.0), gutter=rng.uniform(18, 28),
        folio=rng.choice(("{}", "( {} )", "Page {}.")), running_head="none", head_rule=False, gutter_rule=False,
        red_head=False, indent=rng.choice((0.0, 1.5, 2.5)),
    )  # fmt: skip


def _notice(flow: Flow, look: Look, rng: Random, year: int) -> None:
    body = look.body
    if flow.y > flow.top:
        flow.y += 1.5 * body.leading
    flow.reserve(7 * body.leading)
    side = rng.choice((Align.CENTRE, Align.LEFT))
    flow.paragraph(
        Para(
            _filled(rng, rng.choice(words.NUMBERS), year),
            look.number,
            Role.HEADING,
            side,
            fact=FactKind.NUMBER,
        )
    )
    title = Para(
        _filled(rng, rng.choice(words.TITLES), year), look.title, Role.HEADING, Align.CENTRE, after=4.0
    )
    flow.paragraph(title)
    align = rng.choice((Align.JUSTIFY, Align.LEFT))
    for count, text in enumerate(rng.sample(words.SENTENCES, rng.randint(1, 3)), 1):
        marker = rng.choice((f"{count}. ", f"({'abc'[count - 1]}) ", "", "§ "))
        flow.paragraph(
            Para(marker + _filled(rng, text, year), body, align=align, indent=look.indent, after=3.0)
        )
    if rng.random() < 0.4 and flow.y < flow.bottom - 10 * look.cell.leading:
        _return(flow, look, rng)
    flow.reserve(2 * body.leading)
    day = english_date(date(year, rng.randint(1, 12), rng.randint(1, 28)))
    flow.paragraph(Para(f"Custom House, {day}.", body, align=Align.RIGHT, fact=FactKind.DATE, fact_text=day))


def _return(flow: Flow, look: Look, rng: Random) -> None:
    """A table of goods, quantities and sums."""
    cells = [CellText(0, at, text) for at, text in enumerate(words.HEADS)]
    for row in range(1, rng.randint(4, 9)):
        values = (
            rng.choice(words.WARES).capitalize(),
            rng.choice(("Piculs", "Pieces", "Gallons", "Tons")),
            f"{rng.randint(1, 99)},{rng.randint(100, 999)}",
            f"{rng.randint(100, 9999):,}",
            f"{rng.randint(1, 99)}.{rng.randint(100, 999)}",
        )
        cells += [
            CellText(row, at, text, align=Align.LEFT if at == 0 else Align.RIGHT if at > 1 else Align.CENTRE)
            for at, text in enumerate(values)
        ]
    flow.y += look.cell.leading / 2
    set_grid(flow, cells, (0.34, 0.15, 0.17, 0.18, 0.16), look.cell, rng.choice(list(Ruling)), 1)


def _filled(rng: Random, text: str, year: int) -> str:
    """`text` with its slots filled, each anew."""
    out, rest = "", text
    while "{" in rest:
        before, _, after = rest.partition("{")
        slot, _, rest = after.partition("}")
        out += before + _slot(rng, slot, year)
    return out + rest


def _slot(rng: Random, slot: str, year: int) -> str:
    if slot[0] == "n":
        return str(rng.randint(10 ** (int(slot[1:]) - 1), 10 ** int(slot[1:]) - 1))
    ware = rng.choice(words.WARES)
    return {
        "ware": ware,
        "Ware": ware[0].upper() + ware[1:],
        "harbour": rng.choice(words.HARBOURS),
        "vessel": rng.choice(words.VESSELS),
        "surname": _surname(rng),
        "initials": ".".join(rng.choices("ABCDEFGHJLMPRSTW", k=2)) + ".",
        "sum": f"{rng.randint(1, 99)}.{rng.randint(0, 9)}{rng.randint(0, 9)}{rng.randint(0, 9)}",
        "day": english_date(date(year, 1, rng.randint(1, 28))).split()[0],
        "d1": str(rng.randint(1, 9)),
        "roman": rng.choice(("II", "IV", "VI", "IX", "XI", "XIV")),
        "letter": rng.choice("ABCDEFGH"),
        "year": str(year),
    }[slot]


def _surname(rng: Random) -> str:
    """A name that is in no list."""
    parts = rng.choices(("Hal", "Wes", "Brad", "Cor", "Dun", "Fen", "Mar", "Thorn", "Kil", "Ash"), k=1)
    return parts[0] + rng.choice(("combe", "wick", "ley", "ston", "bury", "gate", "by", "worth", "mere"))
