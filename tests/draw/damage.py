"""What years and scanners do to a page: paper, bleed-through, specks, folds, skew, curl, blur, noise.

The geometry is one smooth map, known in both directions: the image is pulled through it, and the corners
of the truth boxes are pushed through it, so truth stays exact.
"""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from draw.raster import Inked, Plane

Picture = NDArray[np.uint8]
Points = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Damage:
    """How much of each. Angles in degrees, lengths in points, tones in grey values of 255."""

    skew: float = 0.0
    curl: float = 0.0
    blur: float = 0.0
    noise: float = 0.0
    paper: tuple[int, int, int] = (255, 255, 255)
    ink_tone: int = 0
    mottle: float = 0.0
    shade: float = 0.0
    bleed: float = 0.0
    wear: float = 0.0
    specks: int = 0
    fold: float = 0.0


def pick(level: int, rng: np.random.Generator) -> Damage:
    """A damage of `level`: 0 clean, 1 light, 2 medium, 3 heavy. Raises ValueError for another level."""
    sign = rng.choice((-1.0, 1.0))
    if level == 0:
        return Damage()
    if level == 1:
        return Damage(
            skew=sign * rng.uniform(0.05, 0.5), blur=rng.uniform(0.3, 0.6), noise=rng.uniform(2, 5),
            paper=_paper(rng, 246, 3), ink_tone=int(rng.integers(15, 45)), mottle=2.0, specks=int(rng.integers(0, 12)),
        )  # fmt: skip
    if level == 2:
        return Damage(
            skew=sign * rng.uniform(0.6, 2.5), blur=rng.uniform(0.5, 0.9), noise=rng.uniform(5, 9),
            paper=_paper(rng, 232, 22), ink_tone=int(rng.integers(40, 75)), mottle=5.0, shade=rng.uniform(15, 40),
            bleed=rng.uniform(0.08, 0.2), wear=rng.uniform(0.1, 0.3), specks=int(rng.integers(40, 160)),
        )  # fmt: skip
    if level == 3:
        return Damage(
            skew=sign * rng.uniform(0.4, 2.0), curl=rng.uniform(3, 9), blur=rng.uniform(0.6, 0.9),
            noise=rng.uniform(8, 13), paper=_paper(rng, 205, 38), ink_tone=int(rng.integers(80, 110)), mottle=8.0,
            shade=rng.uniform(30, 60), bleed=rng.uniform(0.1, 0.25), wear=rng.uniform(0.2, 0.45),
            specks=int(rng.integers(120, 320)), fold=rng.uniform(25, 60),
        )  # fmt: skip
    raise ValueError(f"damage level {level} is not within 0..3")


def _paper(rng: np.random.Generator, tone: int, yellow: int) -> tuple[int, int, int]:
    tint = rng.uniform(0.5, 1.0) * yellow
    return (tone, int(tone - tint * 0.35), int(tone - tint))


@dataclass(frozen=True, slots=True)
class Warp:
    """The map of a flat page to the scanned one: curl first, then rotation about the centre."""

    width: int
    height: int
    skew: float
    curl: float  # pixels

    def forward(self, points: Points) -> Points:
        """Where points (N × 2, x and y) of the flat page lie on the scan."""
        x, y = points[:, 0], points[:, 1] + self._lift(points[:, 0])
        cos, sin = np.cos(np.radians(self.skew)), np.sin(np.radians(self.skew))
        dx, dy = x - self.width / 2, y - self.height / 2
        return np.stack([self.width / 2 + cos * dx - sin * dy, self.height / 2 + sin * dx + cos * dy], axis=1)

    def _lift(self, x: NDArray[np.float64]) -> NDArray[np.float64]:
        return np.asarray(self.curl * np.cos(np.pi * x / self.width) ** 3)

    def pull(self, picture: Picture, border: tuple[int, int, int]) -> Picture:
        """The scan of the flat `picture`."""
        if not self.skew and not self.curl:
            return picture
        cos, sin = np.cos(np.radians(self.skew)), np.sin(np.radians(self.skew))
        dx = np.arange(self.width, dtype=np.float32)[None, :] - np.float32(self.width / 2)
        dy = np.arange(self.height, dtype=np.float32)[:, None] - np.float32(self.height / 2)
        x = np.float32(cos) * dx + np.float32(sin) * dy + np.float32(self.width / 2)
        y = np.float32(cos) * dy - np.float32(sin) * dx + np.float32(self.height / 2)
        if self.curl:
            table = self._lift(np.arange(-100, self.width + 100, dtype=np.float64)).astype(np.float32)
            y -= table[np.clip(x, -99, self.width + 98).astype(np.int32) + 100]
        out = cv2.remap(picture, x, y, cv2.INTER_LINEAR, borderMode=cv2.BORDER_CONSTANT, borderValue=border)
        return np.asarray(out, dtype=np.uint8)


def apply(
    page: Inked, damage: Damage, dpi: int, rng: np.random.Generator, back: Plane | None
) -> tuple[Picture, Warp]:
    """The scan of an inked page (H × W × 3 RGB) and the map its truth goes through.

    `back` is the black ink of the page on the other side, which shows through.
    """
    height, width = page.black.shape
    warp = Warp(width, height, damage.skew, damage.curl * dpi / 72)
    black = _wear(page.black, damage, rng)
    if damage.specks:
        _specks(black, damage.specks, dpi, rng)
    sheet = _sheet(height, width, damage, dpi, rng, back)
    picture = _print(sheet, black, page, damage.ink_tone)
    picture = warp.pull(picture, damage.paper)
    if damage.blur:
        sigma = damage.blur * dpi / 200
        picture = np.asarray(cv2.GaussianBlur(picture, (0, 0), sigma), dtype=np.uint8)
    if damage.noise:
        tile = rng.normal(0, damage.noise, (512, 512)).astype(np.int16)
        noise = np.tile(tile, (height // 512 + 1, width // 512 + 1))[:height, :width]
        picture = np.asarray(
            cv2.add(picture, cv2.merge([noise, noise, noise]), dtype=cv2.CV_8U), dtype=np.uint8
        )
    return picture, warp


def _print(sheet: Picture, black: Plane, page: Inked, tone: int) -> Picture:
    """Prints the planes onto the paper: ink multiplies what is under it."""
    planes = []
    for channel, (head, seal) in enumerate(((205, 222), (25, 60), (30, 62))):
        ground = sheet[:, :, channel]
        for ink, colour in ((page.red, head), (black, tone), (page.seal, seal)):
            if ink.any():
                keep = cv2.subtract(
                    np.full_like(ink, 255), cv2.multiply(ink, np.full_like(ink, 255 - colour), scale=1 / 255)
                )
                ground = np.asarray(cv2.multiply(ground, keep, scale=1 / 255), dtype=np.uint8)
        planes.append(ground)
    return np.asarray(cv2.merge(planes), dtype=np.uint8)


def _smooth(height: int, width: int, cell: int, rng: np.random.Generator) -> NDArray[np.float32]:
    """Smooth noise of about -1..1, its hills `cell` pixels wide."""
    small = rng.normal(0, 0.5, (height // cell + 2, width // cell + 2)).astype(np.float32)
    return np.asarray(cv2.resize(small, (width, height), interpolation=cv2.INTER_CUBIC), dtype=np.float32)


def _wear(black: Plane, damage: Damage, rng: np.random.Generator) -> Plane:
    """Ink that did not take: faint patches."""
    if not damage.wear:
        return black.copy()
    height, width = black.shape
    keep = 1.0 - damage.wear * np.clip(_smooth(height // 4, width // 4, 12, rng) + 0.2, 0, 1)
    full = cv2.resize(keep.astype(np.float32), (width, height), interpolation=cv2.INTER_LINEAR)
    return np.asarray(cv2.multiply(black, full, dtype=cv2.CV_8U), dtype=np.uint8)


def _specks(black: Plane, count: int, dpi: int, rng: np.random.Generator) -> None:
    height, width = black.shape
    for _ in range(count):
        x, y = int(rng.integers(0, width)), int(rng.integers(0, height))
        radius = max(1, round(float(rng.exponential(0.35)) * dpi / 72))
        cv2.circle(black, (x, y), min(radius, dpi // 40), int(rng.integers(90, 255)), -1, cv2.LINE_AA)


def _sheet(
    height: int, width: int, damage: Damage, dpi: int, rng: np.random.Generator, back: Plane | None
) -> Picture:
    """The paper: tone, stains, shadow to one side, folds, the other side showing through."""
    if damage.paper == (255, 255, 255):
        return np.full((height, width, 3), 255, np.uint8)
    tone = np.zeros((height // 4, width // 4), np.float32)
    if damage.mottle:
        tone += damage.mottle * _smooth(*tone.shape, max(8, dpi // 8), rng)
    if damage.shade:
        ramp = np.linspace(0, 1, tone.shape[1], dtype=np.float32) ** 2 * rng.uniform(0.5, 1)
        fall = np.linspace(0, 1, tone.shape[0], dtype=np.float32) ** 2 * rng.uniform(0, 0.7)
        ramp = ramp[::-1] if rng.random() < 0.5 else ramp
        tone -= damage.shade * (ramp[None, :] + fall[:, None])
    if damage.fold:
        _fold(tone, damage.fold, rng)
    full = cv2.resize(tone, (width, height), interpolation=cv2.INTER_LINEAR)
    if damage.bleed and back is not None:
        ghost = cv2.GaussianBlur(cv2.flip(back, 1), (0, 0), 1.4 * dpi / 200)
        full = cv2.addWeighted(full, 1.0, ghost.astype(np.float32), -damage.bleed, 0)
    return np.asarray(cv2.merge([np.clip(full + tint, 0, 255).astype(np.uint8) for tint in damage.paper]))


def _fold(tone: NDArray[np.float32], depth: float, rng: np.random.Generator) -> None:
    """A dark crease with a light edge, across or down the middle of the sheet."""
    across = bool(rng.random() < 0.6)
    length = tone.shape[0] if across else tone.shape[1]
    at = int(length * rng.uniform(0.42, 0.58))
    away = np.abs(np.arange(length) - at).astype(np.float32)
    crease = -depth * np.exp(-((away / 2.0) ** 2)) - depth * 0.3 * np.exp(-away / (length * 0.03))
    tone += crease[:, None] if across else crease[None, :]
