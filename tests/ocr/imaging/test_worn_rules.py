"""Worn rules: traced where they fade, hanging together with sure ones, and told from print and creases."""

from __future__ import annotations

import cv2
import numpy as np

from ocr.imaging.rule_look import WIDE, look_across
from ocr.imaging.rules import find_rules, levelled_copy
from ocr.imaging.worn_rules import worn_rules

NO_PRINT = np.zeros((0, 4))
XS, YS = (100, 400, 700, 1000), (200, 260, 320, 380, 440)


def paper(seed: int = 1) -> np.ndarray:
    noise = np.random.default_rng(seed).normal(0, 3, (1600, 1200))
    return np.clip(200 + noise, 0, 255)


def table(faint: int = 9) -> np.ndarray:
    """A table whose rules fade to `faint` grey levels under the paper on their right half."""
    page = paper()
    for y in YS:
        page[y : y + 2, XS[0] : 550] -= 70
        page[y : y + 2, 550 : XS[-1]] -= faint
    for x in XS:
        page[YS[0] : YS[-1], x : x + 2] -= 70 if x < 550 else faint
    return np.clip(page, 0, 255).astype(np.uint8)


def test_faded_halves_of_rules_are_traced() -> None:
    grey = table()
    rules = find_rules(grey, 0.0)
    worn = worn_rules(levelled_copy(grey, 0.0)[0], rules, NO_PRINT)
    assert worn is not None
    for y in YS:
        before = rules.flat[y - 2 : y + 4, 560:990].any(axis=0).mean()
        after = worn.rules.flat[y - 2 : y + 4, 560:990].any(axis=0).mean()
        assert before < 0.5
        assert after > 0.9
    assert worn.rules.upright[210:430, XS[-1] - 2 : XS[-1] + 4].any(axis=1).mean() > 0.9


def test_rows_of_print_are_no_rules_where_their_boxes_are_known() -> None:
    grey = table()
    for x in range(420, 690, 6):
        cv2.line(grey, (x, 290), (x + 4, 290), 40, 2)  # a row of strokes, as of the figure 8
    rules = find_rules(grey, 0.0)
    boxes = np.array([[410.0, 272.0, 696.0, 308.0]])
    traced, told = (worn_rules(levelled_copy(grey, 0.0)[0], rules, known) for known in (NO_PRINT, boxes))
    assert traced is not None
    assert told is not None
    assert traced.rules.flat[285:296, 430:680].any()
    assert not told.rules.flat[285:296, 430:680].any()


def test_a_crease_over_the_whole_sheet_is_kept_apart() -> None:
    grey = table().astype(np.float64)
    away = np.abs(np.arange(1600) - 900)
    grey -= (60 * np.exp(-((away / 4.0) ** 2)))[:, None]
    page = np.clip(grey, 0, 255).astype(np.uint8)
    worn = worn_rules(levelled_copy(page, 0.0)[0], find_rules(page, 0.0), NO_PRINT)
    assert worn is not None
    assert worn.creases.flat[890:911].any()
    assert not worn.rules.flat[880:921].any()
    assert worn.rules.flat[YS[0] - 2 : YS[0] + 4].any()


def test_what_touches_no_sure_rule_is_left_out() -> None:
    grey = table()
    grey[1200:1202, 100:1000] -= 9
    worn = worn_rules(levelled_copy(grey, 0.0)[0], find_rules(grey, 0.0), NO_PRINT)
    assert worn is not None
    assert not worn.rules.flat[1190:1212].any()


def test_a_page_without_rules_both_ways_has_no_worn_ones() -> None:
    grey = np.clip(paper(), 0, 255).astype(np.uint8)
    assert worn_rules(levelled_copy(grey, 0.0)[0], find_rules(grey, 0.0), NO_PRINT) is None


def test_the_look_of_rules_and_creases() -> None:
    grey = paper()
    grey[300:302] -= 60
    away = np.abs(np.arange(1600) - 700)
    grey -= (40 * np.exp(-((away / 4.0) ** 2)))[:, None]
    page = np.clip(grey, 0, 255).astype(np.uint8)
    everywhere = np.ones(1200, dtype=np.bool_)
    rule, crease = look_across(page, everywhere, 301.0), look_across(page, everywhere, 700.0)
    assert rule is not None
    assert crease is not None
    assert 50 < rule.depth < 70
    assert rule.width < 4
    assert crease.width > WIDE
    assert look_across(page, np.zeros(1200, dtype=np.bool_), 300.0) is None
