"""A page photographed by hand: perspective, uneven light, something it lies on."""

from __future__ import annotations

from dataclasses import replace

import cv2
import numpy as np
from numpy.typing import NDArray

from draw.carry import Points, carried
from draw.page import DrawnPage
from draw.truth import LeafTruth
from ocr.geometry import Box

Picture = NDArray[np.uint8]


def photographed(page: DrawnPage, rng: np.random.Generator) -> DrawnPage:
    """`page` seen by a camera that is not square to it, in the light of a window or lamp, on a table."""
    height, width = page.image.shape[:2]
    frame_height, frame_width = round(height * 1.06), round(width * rng.uniform(1.08, 1.2))
    corners = _corners(width, height, frame_width, frame_height, rng)
    flat = np.array([(0, 0), (width, 0), (width, height), (0, height)], np.float32)
    matrix = cv2.getPerspectiveTransform(flat, corners.astype(np.float32)).astype(np.float64)
    size = (frame_width, frame_height)
    paper = cv2.warpPerspective(page.image, matrix, size, flags=cv2.INTER_AREA)
    mask = np.asarray(cv2.warpPerspective(np.full((height, width), 255, np.uint8), matrix, size), np.uint8)
    image = np.where(mask[..., None] > 127, paper, _table(frame_height, frame_width, mask, rng))
    image = _lit(np.asarray(image, np.uint8), rng)
    sigma = float(rng.uniform(0.4, 0.9)) * page.truth.dpi / 300
    image = np.asarray(cv2.GaussianBlur(image, (0, 0), sigma), np.uint8)
    noise = np.tile(rng.normal(0, 4, (512, 512)), (frame_height // 512 + 1, frame_width // 512 + 1))
    noise = noise[:frame_height, :frame_width, None]
    image = np.clip(image.astype(np.float32) + noise, 0, 255).astype(np.uint8)

    def forward(points: Points) -> Points:
        lifted = np.concatenate([points, np.ones((len(points), 1))], axis=1) @ matrix.T
        return np.asarray(lifted[:, :2] / lifted[:, 2:])

    shrink = float(np.sqrt(_area(corners) / (width * height)))
    truth = carried(page.truth, forward, frame_width, frame_height, round(page.truth.dpi * shrink))
    low, high = corners.min(axis=0), corners.max(axis=0)
    box = Box(int(low[0]), int(low[1]), int(np.ceil(high[0])), int(np.ceil(high[1])))
    return DrawnPage(image, replace(truth, leaves=(LeafTruth(box, 0, truth.direction, False),)))


def _corners(
    width: int, height: int, frame_width: int, frame_height: int, rng: np.random.Generator
) -> Points:
    """Where the corners of the page lie in the frame: a shrunk rectangle, turned a little, drawn in unevenly."""
    shrink = min(0.96 * frame_width / width, 0.95 * frame_height / height) * 0.98
    half = np.array([width, height]) * shrink / 2
    square = np.array([(-1, -1), (1, -1), (1, 1), (-1, 1)], float) * half
    tilt, swing = rng.uniform(-0.045, 0.045, 2)
    pinch = 1.0 + tilt * np.sign(square[:, 1]) + swing * np.sign(square[:, 0])
    square *= (pinch / pinch.max())[:, None]
    angle = np.radians(rng.uniform(-2.0, 2.0))
    cos, sin = np.cos(angle), np.sin(angle)
    turned = square @ np.array([[cos, sin], [-sin, cos]])
    turned += np.array([frame_width, frame_height]) / 2
    overshoot = np.maximum(2.0 - turned.min(axis=0), 0)
    turned += overshoot
    limit = np.array([frame_width, frame_height]) - 2.0
    return np.asarray(np.minimum(turned, limit))


def _area(corners: Points) -> float:
    x, y = corners[:, 0], corners[:, 1]
    return float(abs(np.dot(x, np.roll(y, -1)) - np.dot(y, np.roll(x, -1))) / 2)


def _table(height: int, width: int, mask: Picture, rng: np.random.Generator) -> Picture:
    """A table top with a grain, and the shadow of the sheet on it."""
    colour = np.array(
        ((92, 64, 44), (60, 62, 66), (128, 112, 92), (40, 58, 48))[int(rng.integers(4))], np.float32
    )
    strands = rng.normal(0, 1, (height // 3 + 1, max(2, width // 60))).astype(np.float32)
    grain = cv2.resize(strands, (width, height), interpolation=cv2.INTER_CUBIC)
    shade = cv2.GaussianBlur(mask, (0, 0), width / 90).astype(np.float32) / 255
    top = (colour + 9 * grain[..., None]) * (1 - 0.6 * shade[..., None])
    return np.clip(top, 0, 255).astype(np.uint8)


def _lit(image: Picture, rng: np.random.Generator) -> Picture:
    """Light that falls off from one side, and the shadow of whoever holds the camera."""
    height, width = image.shape[:2]
    y, x = np.mgrid[0:1:64j, 0:1:64j]
    angle = rng.uniform(0, 2 * np.pi)
    ramp = np.cos(angle) * (x - 0.5) + np.sin(angle) * (y - 0.5)
    light = 0.92 + rng.uniform(0.1, 0.32) * ramp
    centre = rng.uniform(0.2, 0.8, 2)
    blot = np.exp(-(((x - centre[0]) / 0.3) ** 2 + ((y - centre[1]) / 0.25) ** 2))
    light -= rng.uniform(0.0, 0.22) * blot
    full = cv2.resize(light.astype(np.float32), (width, height), interpolation=cv2.INTER_CUBIC)
    tint = np.array([1.0, rng.uniform(0.95, 1.0), rng.uniform(0.84, 0.98)], np.float32)
    return np.asarray(np.clip(image * full[..., None] * tint, 0, 255), np.uint8)
