"""A correction carried through: the issue cut again where it must be, and the index brought up to date."""

from __future__ import annotations

import re
import time
from dataclasses import dataclass
from pathlib import Path

from archive import Archive
from archive.correction_records import Correction, CorrectionKind
from archive.errors import NotCorrectable
from archive.holdings import get_page
from archive.notices import get_notice, issue_notices
from archive.readings import current_readings, load_reading
from archive.records import BoxList
from flows.cut_issues import cut_issue
from flows.progress import Silent
from flows.update_index import update_index
from index.errors import IndexBusy

WAIT_SECONDS = 30.0
"""How long a correction waits for another writer to leave the index: another correction takes a second."""


@dataclass(frozen=True, slots=True)
class PrintedLine:
    """A line of a notice: its page (id, place in the issue), its text and its box there."""

    page_id: str
    sequence: int
    text: str
    box: BoxList


def carry_through(
    archive: Archive, index: Path, correction: Correction, wait: float = WAIT_SECONDS
) -> list[str]:
    """Cut the issue again if `correction` says where notices begin, bring the index up to date; the issue's notices.

    Raises IndexBusy when another process writes to the index for longer than `wait` seconds: the correction is kept,
    and indexed with the next run.
    """
    if correction.kind is CorrectionKind.HEAD:
        cut_issue(archive, correction.issue_id)
    _indexed(archive, index, wait)
    with archive.read() as connection:
        return [notice.id for notice in issue_notices(connection, correction.issue_id)]


def _indexed(archive: Archive, index: Path, wait: float) -> None:
    """Bring the index up to date, when it is free. Raises IndexBusy after `wait` seconds."""
    until = time.monotonic() + wait
    while True:
        try:
            update_index(archive, index, Silent())
        except IndexBusy:
            if time.monotonic() >= until:
                raise
            time.sleep(0.2)
        else:
            return


def find_line(archive: Archive, notice_id: str, text: str, page: int | None) -> PrintedLine:
    """The line of the notice that holds `text` (blanks do not count), on the page that is `page` in its issue if given.

    Raises NotHeld, NotCorrectable when none holds it, or several do.
    """
    wanted = re.sub(r"\s", "", text)
    lines = [line for line in _lines(archive, notice_id) if page is None or line.sequence == page]
    found = [line for line in lines if wanted and wanted in re.sub(r"\s", "", line.text)]
    whole = [line for line in found if re.sub(r"\s", "", line.text) == wanted]
    if len(whole) == 1 or len(found) == 1:
        return (whole or found)[0]
    if not found:
        raise NotCorrectable(
            f"No line of {notice_id} holds {text!r} 文中无此行.",
            "Give some characters of the line as they were read.",
        )
    places = "; ".join(f"page {line.sequence}: {line.text}" for line in found[:8])
    raise NotCorrectable(
        f"{len(found)} lines of {notice_id} hold {text!r} 有多行相符.",
        f"Give more of it, or --page: {places}.",
    )


def _lines(archive: Archive, notice_id: str) -> list[PrintedLine]:
    with archive.read() as connection:
        notice = get_notice(connection, notice_id)
        readings = current_readings(connection, notice.issue_id)
        pages = {span.page_id: get_page(connection, span.page_id) for span in notice.spans}
    places = sorted({(pages[span.page_id].sequence, span.page_id, span.line) for span in notice.spans})
    read = {
        page_id: load_reading(archive.store, readings[page_id]) for page_id in pages if page_id in readings
    }
    return [
        PrintedLine(page_id, sequence, read[page_id].lines[line].text, read[page_id].lines[line].box)
        for sequence, page_id, line in places
        if page_id in read and line < len(read[page_id].lines)
    ]
