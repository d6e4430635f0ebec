"""The second family of pages: drawn by other habits than `page.draw_page`, so that nothing is tuned to those.

Other faces, sizes, spacing and layouts, other words, metal type and a hand press; the damage is the same.
"""

from __future__ import annotations

from collections.abc import Callable
from random import Random

from draw import metal
from draw.newspaper import newspaper_page
from draw.page import DrawnPage, draw_sheet, resolution
from draw.raster import Inked
from draw.sheet import Sheet
from draw.varied_english import port_page
from draw.varied_page import notice_page
from draw.varied_tariff import tariff_page
from draw.varied_vertical import gazette_page

_PAGES: dict[str, Callable[[Random], Sheet]] = {
    "notices": notice_page,
    "tariff": tariff_page,
    "gazette": gazette_page,
    "newspaper": newspaper_page,
    "port": port_page,
}

VARIED = tuple(_PAGES)
"""Chinese notices and tariff tables; vertical notices; articles and advertisements of a newspaper; English notices."""


def draw_varied(style: str, seed: int, level: int, dpi: int | None = None) -> DrawnPage:
    """A page of `style` (one of `VARIED`), damage `level` 0..3, at `dpi` (None: 300, or 200 at level 3).

    Equal arguments give equal pages on one machine; another has other faces perhaps. At level 0 type and press are
    faultless. Raises ValueError for an unknown style or level.
    """
    if style not in _PAGES:
        raise ValueError(f"no style {style!r}: there are {', '.join(VARIED)}")
    sheet, back = (_PAGES[style](Random(f"varied:{style}:{seed}:{side}")) for side in ("front", "back"))
    same_paper = (back.width, back.height) == (sheet.width, sheet.height)
    rng = Random(f"press:{style}:{seed}")
    press = metal.pick(rng) if level else metal.Press()
    dots = resolution(level, dpi)

    def printed(page: Inked) -> Inked:
        return metal.pressed(page, press, dots, seed) if level else page

    return draw_sheet(
        metal.loosened(sheet, press, rng), f"varied:{style}:{seed}", level, dots, back if same_paper else None,
        press=printed,
    )  # fmt: skip
