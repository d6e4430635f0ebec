"""Small scans for tests: drawn here, a few kB each."""

from __future__ import annotations

from pathlib import Path

from PIL import Image, ImageDraw


def draw_scan(path: Path, label: str, size: tuple[int, int] = (300, 400)) -> Path:
    """A grey page with a word on it, written in the format of the file's name; `label` makes the bytes unique."""
    image = Image.new("L", size, 250)
    ImageDraw.Draw(image).text((40, 60), label, fill=10, font_size=28)
    path.parent.mkdir(parents=True, exist_ok=True)
    image.save(path, dpi=(150, 150))
    return path
