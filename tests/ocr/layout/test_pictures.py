"""Pictures are found whatever they are made of; headings, tables, frames, folds and shadows are none."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from ocr.geometry import Box
from ocr.imaging.quads import Quad
from ocr.layout.pictures import find_pictures, is_noise
from ocr.line import Line

PLACE = Box(400, 600, 900, 1000)


def quad_of(x0: float, y0: float, x1: float, y1: float) -> Quad:
    return np.array([[x0, y0], [x1, y0], [x1, y1], [x0, y1]], np.float32)


def page() -> tuple[np.ndarray, list[Quad]]:
    """Lines of small squares above and below an empty part, and their boxes."""
    image = np.full((1754, 1240), 245, np.uint8)
    quads = []
    for y in [*range(200, 560, 45), *range(1100, 1550, 45)]:
        for x in range(150, 1080, 32):
            cv2.rectangle(image, (x, y), (x + 23, y + 24), 30, 3)
        quads.append(quad_of(142, y - 6, 1090, y + 31))
    return image, quads


def painted(kind: str) -> np.ndarray:
    image, _ = page()
    rng = np.random.default_rng(7)
    x0, y0, x1, y1 = PLACE
    wide, tall = PLACE.width, PLACE.height
    if kind == "photograph":
        tones = rng.normal(110, 50, (8, 10)).astype(np.float32)
        image[y0:y1, x0:x1] = cv2.resize(tones, (wide, tall), interpolation=cv2.INTER_CUBIC).clip(10, 215)
    elif kind == "halftone":
        ys, xs = np.mgrid[:tall, :wide]
        screen = (np.cos(np.pi * (xs + ys) / 5) + np.cos(np.pi * (xs - ys) / 5)) / 4 + 0.5
        tone = cv2.resize(rng.uniform(0.3, 0.9, (6, 8)).astype(np.float32), (wide, tall))
        image[y0:y1, x0:x1] = np.where(screen < tone, 20, 245)
    elif kind == "drawing":
        for k in range(12):
            steps = np.arange(13)
            turns = 0.5 * k + 0.3 * steps
            points = np.stack(
                [
                    x0 + wide * (0.5 + 0.49 * np.cos(turns) * steps / 12),
                    y0 + tall * (0.5 + 0.49 * np.sin(turns) * steps / 12),
                ],
                axis=1,
            )
            cv2.polylines(image, [np.round(points).astype(np.int32)], False, 20, 3, cv2.LINE_AA)
        cv2.ellipse(
            image, ((x0 + x1) // 2, (y0 + y1) // 2), (wide // 2, tall // 2), 0, 0, 360, 20, 3, cv2.LINE_AA
        )
    elif kind == "emblem":
        cv2.circle(image, ((x0 + x1) // 2, (y0 + y1) // 2), tall // 2, 20, -1)
        cv2.circle(image, ((x0 + x1) // 2, (y0 + y1) // 2), tall // 3, 245, 8)
    return image


@pytest.mark.parametrize("kind", ["photograph", "halftone", "drawing", "emblem"])
@pytest.mark.parametrize("two_tones", [False, True])
def test_a_picture_is_found_where_it_is(kind: str, two_tones: bool) -> None:
    image, quads = painted(kind), page()[1]
    if two_tones:
        image = np.where(image < 130, 0, 255).astype(np.uint8)
    (found,) = find_pictures(image, quads, (), ())
    wide = PLACE if kind != "emblem" else Box(450, 600, 850, 1000)
    # The lightest parts at the edge of a photograph are as light as paper.
    assert found.overlap(wide) > 0.8 * found.area
    assert found.overlap(wide) > (0.5 if kind == "photograph" else 0.85) * wide.area


def test_a_seal_is_no_picture() -> None:
    assert find_pictures(painted("emblem"), page()[1], [Box(440, 590, 860, 1010)], ()) == ()


@pytest.mark.parametrize("kind", ["nothing", "table", "frame", "fold", "shadow", "stain", "border", "specks"])
def test_what_is_no_picture(kind: str) -> None:
    image, quads = page()
    x0, y0, x1, y1 = PLACE
    if kind == "table":
        for k in range(8):
            cv2.line(image, (x0, y0 + 55 * k), (x1, y0 + 55 * k), 20, 3)
            cv2.line(image, (x0 + 70 * k, y0), (x0 + 70 * k, y0 + 385), 20, 3)
    elif kind == "frame":
        cv2.rectangle(image, (x0, y0), (x1, y1), 20, 6)
    elif kind == "fold":
        image[798:803] = 140
    elif kind == "shadow":
        image = (image * np.linspace(1.0, 0.55, image.shape[1])[None]).astype(np.uint8)
    elif kind == "stain":
        cv2.circle(image, (650, 800), 150, 205, -1)
    elif kind == "border":
        image[:, :60] = 12
    elif kind == "specks":
        rng = np.random.default_rng(3)
        for x, y in rng.integers((0, 0), (1240, 1754), (300, 2)).tolist():
            cv2.circle(image, (x, y), int(rng.integers(1, 5)), 40, -1)
    assert find_pictures(image, quads, (), ()) == ()


def test_white_letters_on_black_are_text_and_so_is_a_large_heading() -> None:
    image, quads = page()
    cv2.rectangle(image, (300, 640), (940, 760), 20, -1)
    for x in range(330, 900, 80):
        cv2.rectangle(image, (x, 665), (x + 55, 735), 245, 6)
    heading = Line("海關總署公告", Box(305, 645, 935, 755), 0.98)
    assert find_pictures(image, [*quads, quad_of(305, 645, 935, 755)], (), [heading]) == ()
    for x in range(330, 900, 120):
        cv2.rectangle(image, (x, 820), (x + 90, 910), 20, 12)
    assert (
        find_pictures(
            image, [*quads, quad_of(305, 645, 935, 755), quad_of(320, 810, 940, 920)], (), [heading]
        )
        == ()
    )


def test_a_plate_without_any_print_is_a_picture() -> None:
    image = np.full((1754, 1240), 245, np.uint8)
    image[300:1400, 200:1040] = np.random.default_rng(1).integers(20, 160, (1100, 840))
    (found,) = find_pictures(image, [], (), ())
    assert found.overlap(Box(200, 300, 1040, 1400)) > 0.95 * 1100 * 840


@pytest.mark.parametrize("shape", [(1, 1), (5, 400), (1754, 1240)])
def test_empty_pages_have_no_pictures(shape: tuple[int, int]) -> None:
    assert find_pictures(np.full(shape, 255, np.uint8), [], (), ()) == ()


def test_only_well_read_labels_within_a_picture_are_text() -> None:
    inside = Box(500, 700, 560, 730)
    assert is_noise(Line("x7", inside, 0.6), [PLACE])
    assert is_noise(Line("一", inside, 0.99), [PLACE])
    assert not is_noise(Line("上海", inside, 0.97), [PLACE])
    assert not is_noise(Line("圖三", Box(500, 1005, 700, 1035), 0.6), [PLACE])
