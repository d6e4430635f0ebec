"""Digits of full width are told by how far apart they stand."""

from __future__ import annotations

from ocr.reading.ctc import Glyph
from ocr.reading.wide_digits import settle_digits


def settled(text: str, digit: float, wide: str = "") -> str:
    """`text` with characters an em wide, digits `digit` em; those of `wide` stand where a full-width one would."""
    x, glyphs = 0.0, []
    for char in text:
        width = digit if char.isdigit() else 1.0
        glyphs.append(Glyph(char, 0.99, (x + width / 2) / 40))
        x += width
    return "".join(glyph.char for glyph in settle_digits(glyphs))


def test_full_width_by_pitch() -> None:
    assert settled("海关总署公告2004年第36号", 1.0) == "海关总署公告２００４年第３６号"
    assert settled("海关总署公告2004年第3号", 1.0) == "海关总署公告２００４年第３号"


def test_half_width_stays() -> None:
    for digit in (0.5, 0.55, 0.6, 0.75):
        assert settled("海关总署公告2004年第36号", digit) == "海关总署公告2004年第36号"


def test_too_little_to_tell_stays() -> None:
    assert settled("第36号", 1.0) == "第36号"  # no pitch of Chinese characters
    assert settled("海关总署公告第3号", 1.0) == "海关总署公告第3号"  # may be a digit set off by spaces
    assert settled("No. 2004", 1.0) == "No. 2004"


def test_coarse_places_of_small_print() -> None:
    # A running head of 200 dpi: characters at whole steps of the recogniser, here thousandths of the line.
    text = "海关总署文告 2006年第2期"
    places = (103, 191, 250, 338, 397, 456, 515, 574, 603, 662, 721, 750, 809, 868, 926)
    glyphs = [Glyph(char, 0.99, place / 1000) for char, place in zip(text, places, strict=True)]
    assert settle_digits(glyphs) == glyphs
