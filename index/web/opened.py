"""A notice opened with everything that is shown beside it: its issue, its pages, and their readings."""

from __future__ import annotations

import logging
from collections import OrderedDict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from threading import Lock

from archive import Archive
from archive.errors import FixityMismatch, NotHeld
from archive.holdings import get_issue, issue_pages
from archive.notice_records import Notice
from archive.notices import get_notice
from archive.reading_types import Reading
from archive.readings import get_derivatives, load_reading
from archive.records import Derivative, Issue, Page

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class OpenNotice:
    """`pages` in order, from the first the notice stands on to the last. `readings` by page id.

    The readings are those the notice was cut from, not the newest ones: its spans point into them.
    """

    notice: Notice
    issue: Issue
    pages: tuple[Page, ...]
    readings: Mapping[str, Reading]


class Readings:
    """Loads readings, and keeps the `most` most recently used ones. Safe between threads."""

    def __init__(self, archive: Archive, most: int = 256) -> None:
        self._archive = archive
        self._most = most
        self._held: OrderedDict[str, Reading] = OrderedDict()
        self._lock = Lock()

    def get(self, derivative: Derivative) -> Reading:
        """The reading. Raises NotHeld, FixityMismatch."""
        with self._lock:
            if derivative.sha256 in self._held:
                self._held.move_to_end(derivative.sha256)
                return self._held[derivative.sha256]
        reading = load_reading(self._archive.store, derivative)
        with self._lock:
            self._held[derivative.sha256] = reading
            while len(self._held) > self._most:
                self._held.popitem(last=False)
        return reading

    def by_page(self, derivatives: Iterable[Derivative]) -> dict[str, Reading]:
        """The readings by page id. One that is lost or damaged is logged and left out: the text still stands."""
        found: dict[str, Reading] = {}
        for derivative in derivatives:
            try:
                found[derivative.page_id] = self.get(derivative)
            except (NotHeld, FixityMismatch) as error:
                log.error("Reading %d of page %s: %s", derivative.id, derivative.page_id, error)
        return found


def open_notice(archive: Archive, readings: Readings, notice_id: str) -> OpenNotice:
    """The notice with all that stands around it. Raises NotHeld."""
    with archive.read() as connection:
        notice = get_notice(connection, notice_id)
        issue = get_issue(connection, notice.issue_id)
        pages = issue_pages(connection, notice.issue_id)
        derivatives = get_derivatives(connection, notice.readings)
    named = {*notice.pages, *(page for attachment in notice.attachments for page in attachment.pages)}
    places = [place for place, page in enumerate(pages) if page.id in named]
    shown = tuple(pages[min(places) : max(places) + 1]) if places else ()
    wanted = {page.id for page in shown}
    return OpenNotice(
        notice, issue, shown, readings.by_page(item for item in derivatives if item.page_id in wanted)
    )
