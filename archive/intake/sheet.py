"""How a PDF page becomes pixels: its scan taken out as it is, or the page rendered. One decision, one place."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any, Literal

from archive.errors import Damaged, TooLarge
from archive.intake.content import (
    Content,
    PlacedImage,
    characters,
    content,
    fill_is_black,
    has_visible_annotations,
    is_text,
)
from archive.intake.frames import Kind, true_dpi
from archive.intake.limits import Limits
from archive.intake.placement import Rect, Turn
from archive.intake.strict import RESCAN, check_size

Opacity = Literal["opaque", "stencil", "doubtful"]
"""Whether an image hides what is under it, is a one-colour stencil, or has (or may have) a mask or odd colours."""

COVERING = 0.9
"""A scan is one image that covers at least this part of the page, and lies on it with as much of itself."""

PICTURE_PAGE = 0.5
"""A page without visible text, of which images cover at least this part, is a scan in pieces."""

STAMP_CHARACTERS = 100
"""Visible text over a scan of at most this length is a stamp, header or footer; more makes the scan a backdrop."""

_ALIKE = 0.05
"""Across and down, the resolution of a scan may differ by this part; a fax of 204 × 98 dpi is rendered instead."""

_SCAN_DPI = (150.0, 600.0)
"""Between these a page of scans in pieces is rendered, as close to the finest piece as they allow."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page of `width` × `height` pixels at `dpi`.

    With `scan` its pixels are those of this image, turned by `turn` (and inverted when it is a `stencil`,
    whose pixels say where black goes). Without, it is rendered at `dpi`; `reason` says why, in a phrase.
    `images` are all images of a page that is a scan. `blank`: nothing at all is drawn on it.
    """

    kind: Kind
    width: int
    height: int
    dpi: float | None
    reason: str = ""
    scan: PlacedImage | None = None
    turn: Turn | None = None
    stencil: bool = False
    images: tuple[PlacedImage, ...] = ()
    blank: bool = False


def sheet(page: Any, limits: Limits, opacity: Callable[[PlacedImage], Opacity]) -> Sheet:
    """What to do with `page` (an open `pypdfium2.PdfPage`); `opacity` tells how its images let through.

    Raises TooLarge when an image on it, or the page itself, is beyond `limits`, Damaged when it has no extent.
    """
    box: Rect = page.get_bbox()
    across, down = page.get_width(), page.get_height()
    if not (math.isfinite(across) and math.isfinite(down) and across > 0 and down > 0):
        raise Damaged(f"The page measures {across:g} × {down:g} points.", RESCAN)
    drawn = content(page)
    for image in drawn.images:
        if image.placement.width * image.placement.height:
            check_size(image.placement.width, image.placement.height, limits)
    covering = _covering(drawn, box)
    if covering is None:
        return _without_scan(drawn, box, across, down, limits)
    opaque = opacity(covering)
    over = list(drawn.visible_after(covering.order if opaque == "opaque" else -1))
    if _length(over, page) > STAMP_CHARACTERS:
        return _rendered("born_digital", across, down, limits.render_dpi, limits, "text over a picture")
    turn = covering.placement.turn(page.get_rotation())
    reason = "something is drawn over the scan" if over else _why_not(covering, opaque, drawn, page, turn)
    if reason or turn is None:
        return replace(_rendered("scan", across, down, _finest(drawn), limits, reason), images=drawn.images)
    width, height = covering.placement.width, covering.placement.height
    if turn.swap:
        width, height = height, width
    dpi = true_dpi(covering.placement.dpi[0])
    stencil = opaque == "stencil"
    return Sheet("scan", width, height, dpi, "", covering, turn, stencil, images=drawn.images)


def _covering(drawn: Content, box: Rect) -> PlacedImage | None:
    """The last image drawn that covers the page; what comes before it cannot be seen."""
    for image in reversed(drawn.images):
        of_page, of_image = image.placement.share_of(box)
        if of_page >= COVERING and of_image >= COVERING and image.placement.width > 1:
            return image
    return None


def _why_not(scan: PlacedImage, opaque: Opacity, drawn: Content, page: Any, turn: Turn | None) -> str:
    """Why the pixels of `scan` are not the page, as an English phrase; "" when they are."""
    horizontal, vertical = scan.placement.dpi
    if len(drawn.images) > 1:
        return "several images on the page"
    if opaque == "doubtful" or (opaque == "stencil" and not fill_is_black(scan.handle)):
        return "the scan is masked, coloured in, or of an odd colour space"
    if turn is None:
        return "the scan lies slanted on the page"
    if abs(horizontal - vertical) > _ALIKE * max(horizontal, vertical):
        return f"the scan has {horizontal:.0f} × {vertical:.0f} dpi"
    if has_visible_annotations(page):
        return "there are stamps or remarks on the page"
    return ""


def _without_scan(drawn: Content, box: Rect, across: float, down: float, limits: Limits) -> Sheet:
    marks = drawn.visible_after(-1)
    if drawn.images and not any(is_text(mark) for mark in marks):
        covered = sum(image.placement.share_of(box)[0] for image in drawn.images)
        if covered >= PICTURE_PAGE:
            rendered = _rendered("scan", across, down, _finest(drawn), limits, "no image covers the page")
            return replace(rendered, images=drawn.images)
    rendered = _rendered("born_digital", across, down, limits.render_dpi, limits, "born digital")
    return replace(rendered, blank=not drawn.images and not drawn.others)


def _finest(drawn: Content) -> float:
    return max(max(image.placement.dpi) for image in drawn.images)


def _length(over: list[Any], page: Any) -> int:
    texts = [mark for mark in over if is_text(mark)]
    if not texts:
        return 0
    text_page = page.get_textpage()
    try:
        return sum(characters(mark, text_page) for mark in texts)
    finally:
        text_page.close()


def _rendered(kind: Kind, across: float, down: float, dpi: float, limits: Limits, reason: str) -> Sheet:
    if kind == "scan":
        dpi = min(max(dpi, _SCAN_DPI[0]), _SCAN_DPI[1])
    most = 72.0 * math.sqrt(limits.max_rendered_pixels / (across * down))
    longest = 72.0 * limits.max_side / max(across, down)
    if min(most, longest) < limits.min_rendered_dpi:
        raise TooLarge(
            f"The page measures {across / 72 * 0.0254:,.2f} × {down / 72 * 0.0254:,.2f} metres.",
            "Check the size of the page in the program that made the PDF.",
        )
    dpi = min(dpi, most, longest)
    width, height = max(1, math.floor(across * dpi / 72 + 0.5)), max(1, math.floor(down * dpi / 72 + 0.5))
    return Sheet(kind, width, height, round(dpi, 2), reason)
