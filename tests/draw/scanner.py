"""What scanners and fax machines make of a page: black borders, two tones, greys, JPEG blocks."""

from __future__ import annotations

from dataclasses import replace

import cv2
import numpy as np
from numpy.typing import NDArray

from draw.carry import Points, carried
from draw.page import DrawnPage
from draw.spread import shadowed
from draw.truth import LeafTruth
from ocr.geometry import Box, Direction

Picture = NDArray[np.uint8]


def bordered(page: DrawnPage, neighbour: Picture, rng: np.random.Generator) -> DrawnPage:
    """`page` on the black of an open scanner lid, askew, with the edge of the `neighbour` page beside it.

    What is seen of the neighbour is no part of the truth.
    """
    truth = page.truth
    dpi = truth.dpi
    strip = round(rng.uniform(0.1, 1.3) * dpi)
    after = bool(rng.random() < 0.5)
    edge = neighbour[:, :strip] if after else neighbour[:, -strip:]
    parts = [page.image, edge] if after else [edge, page.image]
    start = 0 if after else strip
    seam = truth.width if after else strip
    sheet = shadowed(np.concatenate(parts, axis=1), seam, dpi, rng)
    left, top, right, bottom = (round(side * dpi) for side in rng.uniform(0.05, 0.9, 4))
    width, height = sheet.shape[1] + left + right, sheet.shape[0] + top + bottom
    turn = cv2.getRotationMatrix2D((width / 2, height / 2), float(rng.uniform(-1.2, 1.2)), 1.0)
    matrix = turn @ np.array([[1.0, 0.0, left], [0.0, 1.0, top], [0.0, 0.0, 1.0]])
    black = tuple(int(value) for value in rng.integers(2, 40, 1)) * 3
    image = np.asarray(
        cv2.warpAffine(sheet, matrix, (width, height), flags=cv2.INTER_LINEAR, borderValue=black), np.uint8
    )
    grain = np.abs(rng.normal(0, 4, (256, 256))).astype(np.uint8)
    tiled = np.tile(grain, (height // 256 + 1, width // 256 + 1))[:height, :width]
    image = np.asarray(cv2.add(image, cv2.merge([tiled] * 3)), np.uint8)

    def forward(points: Points) -> Points:
        return np.asarray((points + np.array([start, 0.0])) @ matrix[:, :2].T + matrix[:, 2])

    moved = carried(truth, forward, width, height, dpi)
    corners = forward(
        np.array([(0, 0), (truth.width, 0), (truth.width, truth.height), (0, truth.height)], float)
    )
    return DrawnPage(image, replace(moved, leaves=(_leaf(corners, moved.direction, width, height),)))


def _leaf(corners: Points, direction: Direction, width: int, height: int) -> LeafTruth:
    low, high = np.floor(corners.min(axis=0)).astype(int), np.ceil(corners.max(axis=0)).astype(int)
    box = Box(max(0, int(low[0])), max(0, int(low[1])), min(width, int(high[0])), min(height, int(high[1])))
    return LeafTruth(box, 0, direction, False)


def greyed(page: DrawnPage) -> DrawnPage:
    """`page` scanned in grey, H × W."""
    return replace(page, image=np.asarray(cv2.cvtColor(page.image, cv2.COLOR_RGB2GRAY), np.uint8))


def faxed(page: DrawnPage, rng: np.random.Generator) -> DrawnPage:
    """`page` in black and white, H × W of 0 and 255, by one threshold, after noise, with specks of its own.

    CCITT G4 keeps such an image as it is. Red seals come out black.
    """
    grey = cv2.cvtColor(page.image, cv2.COLOR_RGB2GRAY).astype(np.float32)
    grain = np.asarray(rng.normal(0, 12, size=grey.shape), np.float32)
    grey = cv2.GaussianBlur(grey, (0, 0), 0.5) + grain
    paper = float(np.percentile(grey[::8, ::8], 75))
    ink = float(np.percentile(grey[::8, ::8], 1))
    cut = ink + (paper - ink) * float(rng.uniform(0.45, 0.65))
    image = np.full(grey.shape, 255, np.uint8)
    image[grey <= cut] = 0
    height, width = page.truth.height, page.truth.width
    for _ in range(int(rng.integers(20, 200))):
        x, y = int(rng.integers(0, width - 3)), int(rng.integers(0, height - 3))
        image[y : y + int(rng.integers(1, 3)), x : x + int(rng.integers(1, 4))] = 0
    for _ in range(int(rng.integers(0, 3))):  # lines the transmission lost
        image[int(rng.integers(0, height)), :] = 255
    return replace(page, image=image)


def squeezed(page: DrawnPage, quality: int) -> DrawnPage:
    """`page` after a JPEG of `quality` 1..100 with halved colour, its blocks and ringing included."""
    done, data = cv2.imencode(
        ".jpg", cv2.cvtColor(page.image, cv2.COLOR_RGB2BGR), [cv2.IMWRITE_JPEG_QUALITY, quality]
    )
    if not done:
        raise ValueError(f"no JPEG of quality {quality}")
    decoded = np.asarray(cv2.imdecode(data, cv2.IMREAD_COLOR), np.uint8)
    image = cv2.cvtColor(decoded, cv2.COLOR_BGR2RGB)
    return replace(page, image=np.asarray(image, np.uint8))
