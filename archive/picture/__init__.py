"""A picture of what was read, drawn over the page."""

from archive.picture.drawing import draw_reading
from archive.picture.fonts import find_font

__all__ = ["draw_reading", "find_font"]
