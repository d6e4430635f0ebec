"""How large a file may be before it is refused unread."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds that a hostile or mistaken file is held to; all inclusive.

    They are checked against what a file's header announces, before anything is decoded.

    - `max_file_bytes`: bytes of one file. 4 GiB is the end of classic TIFF.
    - `max_pixels`: width × height of one page. 300 million is an A1 sheet at 600 dpi (279 million),
      larger than any gazette; a page of that size takes 0.9 GB when decoded in colour.
    - `max_side`: pixels along one side of a page. 65,500 is the most that a JPEG derivative can hold.
    - `max_pages`: pages (PDF) or frames (TIFF) of one file.
    - `render_dpi`: resolution at which born-digital PDF pages are rendered.
    - `max_rendered_pixels`: width × height of a rendered PDF page. 80 million is A1 at 300 dpi; larger
      pages are rendered at a lower resolution.
    - `min_rendered_dpi`: a PDF page that would have to be rendered below this is refused: nothing on it
      could be read (the largest sheet PDF 1.7 allows, 200 inches square, still gets 44 dpi).
    """

    max_file_bytes: int = 4 * 1024**3
    max_pixels: int = 300_000_000
    max_side: int = 65_500
    max_pages: int = 5_000
    render_dpi: float = 300.0
    max_rendered_pixels: int = 80_000_000
    min_rendered_dpi: float = 36.0
