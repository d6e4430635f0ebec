"""The strip above the picture: which page, how sure, and what the colours mean."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from PIL import Image, ImageDraw

from archive.picture.fonts import load_font
from archive.picture.palette import (
    FAINT,
    GRADES,
    INK,
    LEAF,
    MISSED,
    ORDER,
    PAPER,
    PICTURE,
    SEAL,
    TABLE,
    Colour,
)
from archive.reading_types import Reading

_SIZE = 15
_ROW = 26
_MARGIN = 14


@dataclass(frozen=True, slots=True)
class _Entry:
    colour: Colour
    english: str
    chinese: str
    mark: str = "box"


def legend(reading: Reading, width: int, caption: str, font: Path | None) -> Image.Image:
    """A strip `width` pixels wide, as high as its entries need; only what is on the page is explained."""
    small = load_font(font, _SIZE)
    rows: list[list[tuple[int, _Entry, str]]] = [[]]
    left = _MARGIN
    for entry in _entries(reading):
        label = f"{entry.english} {entry.chinese}".strip() if font else entry.english
        taken = 26 + int(small.getlength(label)) + 22
        if rows[-1] and left + taken > width - _MARGIN:
            rows.append([])
            left = _MARGIN
        rows[-1].append((left, entry, label))
        left += taken
    heads = _fitting([caption, _summary(reading, chinese=font is not None)], width, font)
    strip = Image.new("RGB", (width, _MARGIN + _ROW * (len(heads) + len(rows)) + _MARGIN // 2), PAPER)
    draw = ImageDraw.Draw(strip)
    top = _MARGIN - 4
    for number, text in enumerate(heads):
        draw.text((_MARGIN, top), text, font=small, fill=INK if number == 0 else FAINT)
        top += _ROW
    for row in rows:
        for x, entry, label in row:
            _mark(draw, x, top + 1, entry)
            draw.text((x + 26, top - 1), label, font=small, fill=INK)
        top += _ROW
    draw.line((0, strip.height - 1, width, strip.height - 1), fill=(200, 200, 200))
    return strip


def _entries(reading: Reading) -> Iterator[_Entry]:
    for number, grade in enumerate(GRADES):
        name = ("confidence", "置信度") if number == 0 else ("", "")
        yield _Entry(grade.colour, f"{name[0]} {grade.label}".strip(), name[1])
    if any(line.doubts for line in reading.lines):
        yield _Entry(GRADES[-1].colour, "character in doubt", "存疑字", "bar")
    yield _Entry(ORDER, "reading order", "阅读顺序", "arrow")
    present: list[tuple[bool, _Entry]] = [
        (bool(reading.tables), _Entry(TABLE, "table, row:column", "表 行:列")),
        (bool(reading.seals), _Entry(SEAL, "seal", "印章", "ring")),
        (bool(reading.pictures), _Entry(PICTURE, "picture", "图")),
        (bool(reading.missed), _Entry(MISSED, "print not read", "未识别", "hatch")),
        (len(reading.leaves) > 1, _Entry(LEAF, "leaf", "叶")),
    ]
    yield from (entry for there, entry in present if there)


def _summary(reading: Reading, *, chinese: bool) -> str:
    told = [
        ("lines", "行", str(len(reading.lines))),
        ("characters", "字", f"{sum(len(line.text) for line in reading.lines):,}"),
        ("confidence", "置信度", f"{reading.confidence:.2%}"),
    ]
    if reading.expected_error is not None:
        told.append(("expected error", "预计错误率", f"{reading.expected_error:.2%}"))
    told.append(("", "", f"{reading.step.tool} {reading.step.version}"))
    return "   ".join(
        f"{english} {hans if chinese else ''}".strip() + f" {value}" if english else value
        for english, hans, value in told
    )


def _fitting(texts: list[str], width: int, font: Path | None) -> list[str]:
    """`texts` without the empty ones, shortened where they are wider than the strip."""
    small = load_font(font, _SIZE)
    fitted = []
    for text in filter(None, texts):
        short = text
        while len(short) > 1 and small.getlength(short) > width - 2 * _MARGIN:
            short = short[:-2].rstrip() + ("…" if font else ".")
        fitted.append(short)
    return fitted


def _mark(draw: ImageDraw.ImageDraw, x: int, y: int, entry: _Entry) -> None:
    box = (x, y, x + 18, y + 15)
    tint = tuple((value + 3 * 255) // 4 for value in entry.colour)
    if entry.mark == "ring":
        draw.rounded_rectangle(box, 5, outline=entry.colour, width=2)
    elif entry.mark == "bar":
        draw.line((x, y + 12, x + 18, y + 12), fill=entry.colour, width=4)
    elif entry.mark == "arrow":
        draw.line((x, y + 8, x + 12, y + 8), fill=entry.colour, width=2)
        draw.polygon(((x + 18, y + 8), (x + 10, y + 3), (x + 10, y + 13)), fill=entry.colour)
    else:
        draw.rectangle(box, fill=None if entry.mark == "hatch" else tint, outline=entry.colour, width=2)
        if entry.mark == "hatch":
            for step in (5, 10, 15):
                draw.line((x + step - 4, y + 15, x + step + 4, y), fill=entry.colour)
