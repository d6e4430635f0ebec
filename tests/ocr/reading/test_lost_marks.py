"""A mark that was not read is put in where its ink stands, and nowhere else."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from ocr.reading.ctc import Glyph
from ocr.reading.lost_marks import settle_lost

EM = 30
HEIGHT = 44
TOP, FOOT = 8, 36


def line(text: str, ink: str = "", tone: int = 60, noise: float = 0.0) -> tuple[np.ndarray, list[Glyph]]:
    """A crop of `text` where ``_`` is a square of paper with `ink`; glyphs of all but the squares."""
    cut = np.full((HEIGHT, len(text) * EM), 220, np.uint8)
    glyphs = []
    for at, char in enumerate(text):
        x = at * EM
        if char != "_":
            cv2.rectangle(cut, (x + 3, TOP), (x + EM - 4, FOOT), 40, 2)
            glyphs.append(Glyph(char, 0.99, (at + 0.5) / len(text)))
            continue
        match ink:
            case "comma":
                cv2.rectangle(cut, (x + 4, FOOT - 6), (x + 7, FOOT), tone, -1)
            case "closing":
                cv2.ellipse(cut, (x + 3, (TOP + FOOT) // 2), (6, 14), 0, -80, 80, tone, 2)
            case "middle":
                cv2.rectangle(cut, (x + 13, 20), (x + 16, 24), tone, -1)
    if noise:
        grain = np.random.default_rng(1).normal(0, noise, cut.shape)
        cut = np.clip(cut + grain, 0, 255).astype(np.uint8)
    return cut, glyphs


def settled(text: str, ink: str = "", tone: int = 60, noise: float = 0.0, **others: tuple[str, float]) -> str:
    cut, glyphs = line(text, ink, tone, noise)
    glyphs = [
        Glyph(g.char, g.probability, g.middle, (others[g.char],) if g.char in others else ()) for g in glyphs
    ]
    length = cut.shape[1]
    quad = np.array([[0, 0], [length, 0], [length, HEIGHT], [0, HEIGHT]], np.float32)
    return "".join(glyph.char for glyph in settle_lost(cut, quad, glyphs))


def test_a_comma_in_the_room_of_one() -> None:
    assert settled("切实密切配合_做好检疫", "comma") == "切实密切配合，做好检疫"


def test_a_pale_comma_in_grain() -> None:
    assert settled("切实密切配合_做好检疫", "comma", tone=140, noise=6) == "切实密切配合，做好检疫"


def test_which_stop_the_recogniser_says() -> None:
    assert settled("公告同时废止_特此公告", "comma", 止=("止。", 0.1)) == "公告同时废止。特此公告"


@pytest.mark.parametrize("noise", [0.0, 4.0, 10.0])
def test_white_stays_white(noise: float) -> None:
    assert settled("切实密切配合_做好检疫", noise=noise) == "切实密切配合做好检疫"


def test_ink_at_half_height_is_no_stop() -> None:
    assert settled("切实密切配合_做好检疫", "middle") == "切实密切配合做好检疫"


def test_a_bracket_closes_the_one_that_is_open() -> None:
    assert settled("根据〔有关规定_办理手续", "closing") == "根据〔有关规定〕办理手续"
    assert settled("（三_中华人民共和国", "middle") == "（三）中华人民共和国"


def test_a_head_is_set_off_by_an_em() -> None:
    assert settled("第三条_根据有关规定", "comma") == "第三条根据有关规定"


def test_lines_on_their_pitch_stay() -> None:
    assert settled("切实密切配合做好检疫") == "切实密切配合做好检疫"
