"""Seals without colour are found by their shape, and nothing else is taken for one."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import cv2
import numpy as np
import pytest

from draw.page import draw_sheet, full_sheets
from draw.seal import draw_seal
from draw.sheet import SealMark, Sheet
from ocr.geometry import Box
from ocr.imaging.seal_fit import fit_oval
from ocr.imaging.seal_lift import lift_seals
from ocr.imaging.seal_trace import trace_seals

DPI = 150
ROUND = SealMark(380.0, 420.0, 44.0, "海关总署文告样张专用", "样张", angle=4.0, strength=0.85)
SQUARE = SealMark(300.0, 500.0, 36.0, "關務公報樣張之印", angle=2.0, strength=0.85, square=True)


@cache
def sheet() -> Sheet:
    return replace(full_sheets("modern", 11)[0], seals=[])


@cache
def scan(*seals: SealMark) -> np.ndarray:
    """A page in grey with `seals` on it."""
    image = draw_sheet(replace(sheet(), seals=list(seals)), "traced", 0, DPI).image
    return np.asarray(cv2.cvtColor(image, cv2.COLOR_RGB2GRAY), np.uint8)


def bitonal(grey: np.ndarray) -> np.ndarray:
    return np.where(grey < 150, 0, 255).astype(np.uint8)


def box_of(mark: SealMark) -> Box:
    scale = DPI / 72
    x, y, r = mark.x * scale, mark.y * scale, mark.radius * scale * (0.95 if mark.square else 1.0)
    return Box(round(x - r), round(y - r), round(x + r), round(y + r))


def share(a: Box, b: Box) -> float:
    return a.overlap(b) / (a.area + b.area - a.overlap(b))


@pytest.mark.parametrize("mark", [ROUND, SQUARE, replace(SQUARE, angle=6.0)])
@pytest.mark.parametrize("two_tones", [False, True])
def test_a_seal_over_print_is_found_where_it_is(mark: SealMark, two_tones: bool) -> None:
    page = bitonal(scan(mark)) if two_tones else scan(mark)
    (seal,) = trace_seals(page)
    assert seal.is_square == mark.square
    if abs(mark.angle) < 5:
        assert share(seal.outline.box, box_of(mark)) > 0.85
    assert 0.75 < seal.frame < 0.98


def test_seals_that_overlap_are_two() -> None:
    second = replace(ROUND, x=ROUND.x + 62, y=ROUND.y + 26)
    seals = trace_seals(scan(ROUND, second))
    found = [share(seal.outline.box, box_of(mark)) for seal, mark in zip(seals, (ROUND, second), strict=True)]
    assert min(found) > 0.85


def test_an_oval_seal_is_found() -> None:
    plane = np.zeros((400, 400), np.uint8)
    draw_seal(plane, replace(ROUND, x=96, y=96), DPI / 72)
    oval = cv2.resize(plane, (520, 400))
    page = scan().copy()
    window = page[700:1100, 500:1020]
    window[:] = np.minimum(window, 255 - oval)
    (seal,) = trace_seals(page)
    long, short = sorted(seal.outline.half, reverse=True)
    assert 1.2 < long / short < 1.4


def marked(draw: str) -> np.ndarray:
    page = scan().copy()
    x, y = 620, 800
    if draw == "circled numbers":
        for k in range(12):
            cv2.circle(page, (120, 300 + 80 * k), 16, 0, 2, cv2.LINE_AA)
            cv2.putText(page, str(k), (112, 308 + 80 * k), cv2.FONT_HERSHEY_SIMPLEX, 0.7, 0, 2)
    elif draw == "large zeros":
        for k in range(5):
            cv2.circle(page, (260 + 150 * k, y), 50, 0, 9, cv2.LINE_AA)
    elif draw == "emblem":
        cv2.circle(page, (x, y), 90, 0, -1, cv2.LINE_AA)
        cv2.circle(page, (x, y), 70, 255, 4, cv2.LINE_AA)
        cv2.circle(page, (x, y), 30, 255, -1, cv2.LINE_AA)
    elif draw == "circle diagram":
        cv2.circle(page, (x, y), 100, 0, 2, cv2.LINE_AA)
        for k in range(7):
            end = x + round(98 * np.cos(k)), y + round(98 * np.sin(k))
            cv2.line(page, (x, y), end, 0, 2, cv2.LINE_AA)
    elif draw == "table":
        for k in range(9):
            cv2.line(page, (150, 500 + 70 * k), (1100, 500 + 70 * k), 0, 3)
            cv2.line(page, (150 + 118 * k, 500), (150 + 118 * k, 1060), 0, 3)
    elif draw == "boxed heading":
        cv2.rectangle(page, (400, 300), (760, 400), 0, 6)
    elif draw == "stain":
        ring = np.zeros(page.shape, np.float32)
        cv2.circle(ring, (x, y), 120, 1.0, 14)
        page = (
            np.asarray(page - 45 * cv2.GaussianBlur(ring, (0, 0), 9), np.float32)
            .clip(0, 255)
            .astype(np.uint8)
        )
    return page


@pytest.mark.parametrize(
    "draw",
    [
        "nothing",
        "circled numbers",
        "large zeros",
        "emblem",
        "circle diagram",
        "table",
        "boxed heading",
        "stain",
    ],
)
def test_what_is_no_seal(draw: str) -> None:
    page = marked(draw)
    assert trace_seals(page) == ()
    assert trace_seals(bitonal(page)) == ()


@pytest.mark.parametrize("shape", [(1, 1), (299, 2000), (600, 400)])
def test_small_and_empty_pages_have_no_seals(shape: tuple[int, int]) -> None:
    assert trace_seals(np.full(shape, 255, np.uint8)) == ()
    assert trace_seals(np.zeros(shape, np.uint8)) == ()


def test_on_grey_the_seal_goes_and_print_under_it_stays() -> None:
    page, bare = scan(ROUND), scan()
    clean, erased = lift_seals(page, trace_seals(page))
    assert erased == ()
    window = box_of(ROUND)
    part = (slice(window.y0, window.y1), slice(window.x0, window.x1))
    print_under, paper_under = bare[part] < 60, bare[part] > 250
    assert print_under.sum() > 500
    assert np.mean(clean[part][print_under] < 110) > 0.95
    assert np.mean(page[part][paper_under] < 200) > 0.15
    assert np.mean(clean[part][paper_under] < 200) < 0.01
    outside = np.ones(page.shape, bool)
    outside[window.y0 - 10 : window.y1 + 10, window.x0 - 10 : window.x1 + 10] = False
    assert np.array_equal(clean[outside], page[outside])


def test_in_two_tones_frame_and_star_go_and_the_page_keeps_its_letters() -> None:
    page = bitonal(scan(ROUND))
    clean, erased = lift_seals(page, trace_seals(page))
    assert len(erased) == 1
    inked = erased[0].outline.unrolled((clean < 128).astype(np.uint8), np.array([0.02, 0.1, 0.96]))
    assert inked.mean() < 0.02
    assert np.mean(clean != page) < 0.02


def test_a_page_without_seals_comes_back_as_it_is() -> None:
    page = scan()
    clean, erased = lift_seals(page, ())
    assert clean is page
    assert erased == ()


@pytest.mark.parametrize(
    "points",
    [
        [[1, 3], [3, 3], [2, 3], [2, 3], [1, 3], [2, 0]],
        [[1, 0], [2, 3], [3, 0], [2, 0], [2, 0], [1, 0]],
    ],
)
def test_points_on_which_the_fit_does_not_converge_are_no_oval(points: list[list[int]]) -> None:
    """OpenCV raises on every third order of these; a page of the benchmark was lost to it."""
    assert fit_oval(np.array(points, dtype=np.float64), 1, 50) is None
