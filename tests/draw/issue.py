"""Draws a whole issue: pages, and the truth of its notices."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from draw import layouts
from draw.laid import Laid
from draw.notice import Appendix, Notice
from draw.page import DrawnPage, draw_sheet, resolution
from draw.truth import AttachmentTruth, IssueTruth, NoticeTruth, PageTruth


@dataclass(frozen=True, slots=True)
class DrawnIssue:
    """Page images in order (H × W × 3 RGB, 8 bit), their truth, and the layout they were drawn from."""

    images: tuple[NDArray[np.uint8], ...]
    truth: IssueTruth
    laid: Laid
    dpi: int


def draw_issue(style: str, seed: int, level: int, pages: int = 6, dpi: int | None = None) -> DrawnIssue:
    """An issue of about `pages` pages; arguments as of `page.draw_page`. All its pages are held in
    memory.
    """
    laid = layouts.lay_out(style, seed, pages)
    drawn = list(draw_sheets(laid, f"{style}:{seed}", level, resolution(level, dpi)))
    truth = issue_truth(laid, style, seed, level, tuple(page.truth for page in drawn))
    return DrawnIssue(tuple(page.image for page in drawn), truth, laid, resolution(level, dpi))


def draw_sheets(laid: Laid, key: str, level: int, dpi: int) -> Iterator[DrawnPage]:
    """The pages of a layout, drawn one by one: what an issue too long for memory is written from."""
    for at, sheet in enumerate(laid.sheets):
        yield draw_sheet(
            sheet, f"{key}:{at}", level, dpi, laid.sheets[at ^ 1] if at ^ 1 < len(laid.sheets) else None
        )


def issue_truth(laid: Laid, style: str, seed: int, level: int, pages: tuple[PageTruth, ...]) -> IssueTruth:
    """The truth of an issue whose pages are `pages`."""
    notices = tuple(_notice(notice, at, pages) for at, notice in enumerate(laid.notices))
    return IssueTruth(style, seed, level, laid.series, laid.title, laid.number, laid.date, pages, notices)


def _notice(notice: Notice, at: int, pages: tuple[PageTruth, ...]) -> NoticeTruth:
    on = [count for count, page in enumerate(pages) if any(line.notice == at for line in page.lines)]
    return NoticeTruth(
        title=notice.title if notice.show_title or notice.tail else "",
        doc_number=notice.doc_number,
        doc_number_printed=notice.number_printed,
        kind=notice.kind,
        issuers=notice.issuers,
        date=notice.signed.isoformat(),
        date_printed=notice.date_printed,
        effective_date=notice.effective.isoformat() if notice.effective else None,
        pages=(on[0], on[-1]),
        text=notice.text,
        attachments=tuple(_attachment(item) for item in notice.appendices),
        cites=notice.cites,
        relations=notice.relations,
    )


def _attachment(item: Appendix) -> AttachmentTruth:
    text = "\n".join(part.replace("\u3000", "") for part in item.paragraphs)
    return AttachmentTruth(item.title, text, item.table)
