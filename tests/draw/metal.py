"""What metal type and a hand press do to print: letters out of line, swollen or starved strokes, rough edges."""

from __future__ import annotations

from dataclasses import dataclass, replace
from random import Random

import cv2
import numpy as np
from numpy.typing import NDArray

from draw.raster import Inked, Plane
from draw.sheet import SetLine, Sheet


@dataclass(frozen=True, slots=True)
class Press:
    """How bad type and press are, each from 0 (faultless) to about 1 (bad).

    `swell`: strokes starved (-1) or clogged (1); `rough` ragged edges; `patchy` uneven ink; `loose` letters off
    their line.
    """

    swell: float = 0.0
    rough: float = 0.0
    patchy: float = 0.0
    loose: float = 0.0


def pick(rng: Random) -> Press:
    """A press as gazettes met it, most of them fair."""
    bad = rng.uniform(0.2, 1.0)
    return Press(
        rng.uniform(-0.7, 1.0) * bad,
        rng.uniform(0, 1.2) * bad,
        rng.uniform(0, 1.0) * bad,
        rng.uniform(0, 0.7),
    )


def loosened(sheet: Sheet, press: Press, rng: Random) -> Sheet:
    """`sheet` with its letters set a little out of place, by at most 5 % of an em."""
    reach = 0.05 * press.loose

    def moved(line: SetLine) -> SetLine:
        glyphs = tuple(
            replace(
                item,
                x=item.x + rng.uniform(-reach, reach) * item.size,
                y=item.y + rng.uniform(-reach, reach) * item.size,
            )
            for item in line.glyphs
        )
        return replace(line, glyphs=glyphs)

    return replace(sheet, lines=[moved(line) for line in sheet.lines])


def pressed(page: Inked, press: Press, dpi: int, seed: int) -> Inked:
    """`page` as the press printed it. The boxes of lines are kept: strokes grow by half a point at most."""
    rng = np.random.default_rng([seed, 67])
    return replace(page, black=_plane(page.black, press, dpi, rng), red=_plane(page.red, press, dpi, rng))


def _plane(plane: Plane, press: Press, dpi: int, rng: np.random.Generator) -> Plane:
    if not plane.any():
        return plane
    spread = 0.25 * dpi / 72  # a quarter of a point: what ink creeps under pressure
    soft = cv2.GaussianBlur(plane, (0, 0), max(0.4, spread * (0.5 + 0.5 * abs(press.swell)))).astype(
        np.float32
    )
    even = 128.0 - 70.0 * press.swell
    ragged = even + 90.0 * press.rough * _noise(plane.shape, max(2, round(0.35 * dpi / 72)), rng)
    cut = np.clip(ragged, 40, 215)  # bare paper stays bare
    sharp = np.clip((soft - cut) * 5 + 128, 0, 255)
    hold = 1.0 - 0.6 * press.patchy * np.clip(_noise(plane.shape, max(4, dpi // 12), rng) + 0.3, 0, 1)
    hold = hold - 0.5 * press.patchy * np.clip(_noise(plane.shape, max(2, dpi // 90), rng), 0, 1)
    return np.asarray(np.clip(sharp * hold, 0, 255), np.uint8)


def _noise(shape: tuple[int, ...], cell: int, rng: np.random.Generator) -> NDArray[np.float32]:
    """Smooth noise of about -1..1, its hills `cell` pixels wide; the pattern repeats every 1,024 pixels."""
    size = 1024 // cell + 2
    small = np.asarray(rng.normal(0, 0.5, size=(size, size)), np.float32)
    tile = np.asarray(cv2.resize(small, (1024, 1024), interpolation=cv2.INTER_LINEAR), np.float32)
    height, width = shape[:2]
    return np.tile(tile, (height // 1024 + 1, width // 1024 + 1))[:height, :width]
