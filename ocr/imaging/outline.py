"""From the outline of a sheet to its four sides."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray


def four_sides(outline: NDArray[np.float64], size: tuple[int, int]) -> NDArray[np.float64] | None:
    """The quadrilateral, ``(4, 2)``, that `outline` is but for rounded corners and waves; None when it is none."""
    hull = outline.astype(np.float32).reshape(-1, 1, 2)
    area = float(cv2.contourArea(hull))
    perimeter = float(cv2.arcLength(hull, True))
    for share in (0.01, 0.02, 0.03, 0.05):
        found = cv2.approxPolyDP(hull, share * perimeter, True).reshape(-1, 2)
        if len(found) == 4:
            break
    else:
        return None
    edges = _fitted(outline, found.astype(np.float64))
    if edges is None:
        return None
    drawn = float(cv2.contourArea(edges.astype(np.float32)))
    # A sheet with a torn or covered corner still is one; a round light patch is not.
    if not 0.96 * drawn <= area <= 1.04 * drawn:
        return None
    slack = 0.03 * max(size)
    if (edges < -slack).any() or (edges > np.array(size) + slack).any():
        return None
    return edges


def _fitted(outline: NDArray[np.float64], corners: NDArray[np.float64]) -> NDArray[np.float64] | None:
    """`corners` moved to where straight lines through the sides of `outline` meet, in the order of a quad."""
    middle = corners.mean(axis=0)
    turn = np.arctan2(*(corners - middle).T[::-1])
    corners = corners[np.argsort(turn)]  # clockwise on the image, because y runs down
    start = int(np.argmin(corners.sum(axis=1)))
    corners = np.roll(corners, -start, axis=0)
    dense = _dense(outline)
    lines = []
    for k in range(4):
        a, b = corners[k], corners[(k + 1) % 4]
        length = float(np.linalg.norm(b - a))
        if length < 8:
            return None
        along = (dense - a) @ (b - a) / length
        normal = np.array([-(b - a)[1], (b - a)[0]]) / length
        across = np.abs((dense - a) @ normal)
        near = dense[(along > 0.08 * length) & (along < 0.92 * length) & (across < 0.03 * length + 2)]
        if len(near) < 5:
            near = np.array([a, b])
        vx, vy, x, y = cv2.fitLine(near.astype(np.float32), cv2.DIST_HUBER, 0, 0.01, 0.01).ravel().tolist()
        lines.append(np.cross([x, y, 1.0], [x + vx, y + vy, 1.0]))
    met = [np.cross(lines[k - 1], lines[k]) for k in range(4)]
    if any(abs(point[2]) < 1e-9 for point in met):
        return None
    return np.array([point[:2] / point[2] for point in met])


def _dense(outline: NDArray[np.float64]) -> NDArray[np.float64]:
    """Points along `outline` about two pixels apart."""
    nexts = np.roll(outline, -1, axis=0)
    parts = []
    for a, b in zip(outline, nexts, strict=True):
        count = max(1, int(np.linalg.norm(b - a) / 2))
        parts.append(a + (b - a) * (np.arange(count) / count)[:, None])
    return np.concatenate(parts)
