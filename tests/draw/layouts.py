"""The styles of gazette that can be drawn, each with what lays it out."""

from __future__ import annotations

from draw import english, modern, vertical
from draw.laid import Laid

STYLES = ("modern", "two_column", "vertical", "english")
"""The styles a scan can have. `born_digital` is `modern` in faces that a text-layer PDF embeds well."""


def lay_out(style: str, seed: int, pages: int, front: bool = True) -> Laid:
    """An issue of about `pages` pages; `front`: with cover and contents, where the style has them.

    Raises ValueError for a style that is not in STYLES.
    """
    if style in ("modern", "two_column", "born_digital"):
        return modern.lay_out(style, seed, pages, front)
    if style == "vertical":
        return vertical.lay_out(seed, pages)
    if style == "english":
        return english.lay_out(seed, pages)
    raise ValueError(f"no style {style!r}: there are {', '.join(STYLES)}")
