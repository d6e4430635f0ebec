"""Pages of the second family: ink where the truth says, lines in order, tables and numbers told."""

from __future__ import annotations

import hashlib
from random import Random

import numpy as np
import pytest

from draw import varied_words, varied_words_old
from draw.metal import Press, pressed
from draw.raster import Inked
from draw.truth import FactKind
from draw.varied import VARIED, draw_varied
from draw.varied_text import Prose
from ocr.geometry import Direction
from ocr.line import Role

DPI = 56  # enough to look at boxes, and quick


@pytest.mark.parametrize("style", VARIED)
@pytest.mark.parametrize("level", [0, 2])
def test_every_line_box_holds_ink(style: str, level: int) -> None:
    page = draw_varied(style, 4, level, DPI)
    dark = page.image.min(axis=2)
    for line in page.truth.lines:
        x0, y0, x1, y1 = line.box
        part = dark[y0:y1, x0:x1]
        assert np.percentile(part, 95) - part.min() > (60 if level == 0 else 20), line.text


@pytest.mark.parametrize("style", VARIED)
def test_equal_seeds_draw_equal_pages_and_others_differ(style: str) -> None:
    first, second, other = (draw_varied(style, seed, 1, DPI) for seed in (5, 5, 6))
    assert hashlib.sha256(first.image).digest() == hashlib.sha256(second.image).digest()
    assert first.truth == second.truth
    assert other.truth != first.truth


@pytest.mark.parametrize("style", VARIED)
@pytest.mark.parametrize("seed", range(2))
def test_lines_stand_in_reading_order_within_a_block(style: str, seed: int) -> None:
    truth = draw_varied(style, seed, 0, DPI).truth
    assert [line.block for line in truth.lines] == sorted(line.block for line in truth.lines)
    for first, second in zip(truth.lines, truth.lines[1:], strict=False):
        if first.block != second.block or first.cell or Role.HEADING in (first.role, second.role):
            continue
        columns = first.box.height > first.box.width and second.box.height > second.box.width
        if truth.direction is Direction.VERTICAL and columns:
            assert second.box.x0 < first.box.x0, (first.text, second.text)
        elif truth.direction is Direction.HORIZONTAL:
            assert second.box.y0 > first.box.y0, (first.text, second.text)


@pytest.mark.parametrize("seed", [3, 4, 5])
def test_cells_of_a_tariff_fill_their_grid_without_overlap(seed: int) -> None:
    lines = draw_varied("tariff", seed, 0, DPI).truth.lines
    places = {line.cell for line in lines if line.cell is not None}
    taken = [
        (row, column)
        for cell in places
        for row in range(cell.row, cell.row + cell.rows)
        for column in range(cell.column, cell.column + cell.columns)
    ]
    rows = max(row for row, _ in taken) + 1
    assert rows > 8
    assert sorted(taken) == [(row, column) for row in range(rows) for column in range(6)]


def test_some_tables_have_spans_and_some_cells_have_several_lines() -> None:
    pages = [draw_varied("tariff", seed, 0, DPI) for seed in (3, 4, 6)]
    cells = [[line.cell for line in page.truth.lines if line.cell] for page in pages]
    assert any(cell.columns > 1 for page in cells for cell in page)
    assert any(cell.rows > 1 for page in cells for cell in page)
    assert any(len(set(page)) < len(page) for page in cells)


def test_numbers_and_dates_are_told() -> None:
    kinds = {
        fact.kind
        for style in ("notices", "gazette")
        for seed in range(3)
        for line in draw_varied(style, seed, 0, DPI).truth.lines
        for fact in line.facts
    }
    assert kinds == set(FactKind)


@pytest.mark.parametrize("ancient", [False, True])
def test_every_slot_is_filled(ancient: bool) -> None:
    words = varied_words_old if ancient else varied_words
    prose = Prose(Random(1), ancient)
    for text in (*words.SENTENCES, *words.TITLES, *words.NUMBERS):
        said = prose.fill(text)
        assert "{" not in said
        assert "}" not in said
    with pytest.raises(KeyError):
        prose.fill("{nothing}")


def test_a_faultless_press_keeps_the_print_and_a_clogged_one_swells_it() -> None:
    plane = np.zeros((200, 200), np.uint8)
    plane[50:150, 95:105] = 255
    page = Inked(plane, np.zeros_like(plane), np.zeros_like(plane), (), ())
    plain, clogged, starved = (pressed(page, Press(swell=swell), 300, 1).black for swell in (0.0, 1.0, -1.0))
    assert np.abs(plain.astype(int) - plane).mean() < 2
    assert (clogged > 128).sum() > (plain > 128).sum() > (starved > 128).sum() > 0


def test_an_unknown_style_is_refused() -> None:
    with pytest.raises(ValueError, match="no style"):
        draw_varied("papyrus", 1, 0, DPI)


def test_english_pages_are_english() -> None:
    text = "".join(line.text for line in draw_varied("port", 3, 0, DPI).truth.lines)
    assert all(char < "\u2200" for char in text)
    assert "|" not in text
    assert "{" not in text


def test_the_worst_press_leaves_bare_paper_bare() -> None:
    plane = np.zeros((300, 300), np.uint8)
    plane[50:60, 20:280] = 255
    page = Inked(plane, np.zeros_like(plane), np.zeros_like(plane), (), ())
    dirty = pressed(page, Press(swell=1.0, rough=1.2, patchy=1.0), 300, 1).black
    assert dirty[100:].max() == 0
    assert dirty[50:60].max() > 200
