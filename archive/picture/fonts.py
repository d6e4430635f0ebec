"""A font with Chinese characters, where the system has one."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path

from PIL import ImageFont

Font = ImageFont.FreeTypeFont | ImageFont.ImageFont

FOLDERS = (
    "/usr/share/fonts",
    "/usr/local/share/fonts",
    "/Library/Fonts",
    "/System/Library/Fonts",
    "C:/Windows/Fonts",
)
NAMES = (
    "NotoSansCJK-Regular.ttc",
    "NotoSerifCJK-Regular.ttc",
    "SourceHanSansSC-Regular.otf",
    "wqy-microhei.ttc",
    "wqy-zenhei.ttc",
    "PingFang.ttc",
    "msyh.ttc",
    "simsun.ttc",
    "uming.ttc",
)
"""Best first: sans faces stay legible at label size; the last ones lack few characters, too."""


def find_font(folders: Iterable[str | Path] = FOLDERS) -> Path | None:
    """The first of `NAMES` that lies below one of `folders`, or None."""
    found: dict[str, Path] = {}
    for folder in folders:
        for path in sorted(Path(folder).rglob("*.[ot]t[cf]")):
            found.setdefault(path.name, path)
    return next((found[name] for name in NAMES if name in found), None)


@lru_cache(maxsize=256)
def load_font(path: Path | None, size: int) -> Font:
    """The font at `path`, or Pillow's own (Latin letters and digits only), `size` pixels high.

    Raises OSError when the file is no font.
    """
    if path is None:
        return ImageFont.load_default(max(1, size))
    return ImageFont.truetype(str(path), max(1, size))
