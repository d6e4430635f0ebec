"""Notices cut from the read pages of an issue.

    lines of all pages as one stream (stream) ── what does a line say (marks) ──> heads, weighed (heads)
    lines of one notice (parts) ──> number, dates, issuers … (fields), text (paragraphs), attachments (attached),
    what it does to others (acts)
    the table of contents beside what was found (contents)

Every character of a text field can be traced to its line on the page (traced).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise

from ocr.cut.attached.attachment_findings import attachment_findings
from ocr.cut.attached.tariff_findings import tariff_findings
from ocr.cut.contents.entries import read_contents
from ocr.cut.contents.listed import with_listed, without_overruled
from ocr.cut.contents.reconcile import findings, matched
from ocr.cut.fields.date_findings import date_findings
from ocr.cut.fields.number_order import with_numbers_in_order
from ocr.cut.fields.split_dates import with_whole_dates
from ocr.cut.frontmatter import PageKind, is_banner, page_kinds
from ocr.cut.furniture import folios
from ocr.cut.heads.assemble import find_starts
from ocr.cut.heads.rubrics import rubrics_above
from ocr.cut.heads.rulings import Ruling, ruled
from ocr.cut.heads.start import Start
from ocr.cut.section import read_section
from ocr.cut.stream import Row, stream
from ocr.cut.untaken import untaken_pages
from ocr.geometry import Box
from ocr.grammar.issuers.authorities import current_file
from ocr.grammar.numbers.docnumber import DocNumber
from ocr.page import PageText, Step
from ocr.section import Cut, Finding, Section

__all__ = ["VERSION", "Ruling", "cut", "cut_step"]

VERSION = "6"
"""Raised whenever a rule changes, so that a better cut is told from the one before."""


def cut_step() -> Step:
    """The step that `cut` records."""
    own = current_file().digest
    return Step("wengao-cut", VERSION, {"authorities": own} if own else {})


def cut(pages: Sequence[PageText], rulings: Sequence[Ruling] = ()) -> Cut:
    """All notices on `pages` (one issue, in order) and what belongs to none; they begin where `rulings` say.

    Linear in the number of lines. Never raises on odd pages: what cannot be told stays empty, and text that belongs
    to no notice is reported (``text-outside-notices``), a ruling whose line is gone too
    (``correction-without-place``), or, when there is no notice at all, kept as one section
    without fields (``no-notice-found``), so that it can be searched all the same. Pages from which nothing was taken
    are reported (`ocr.cut.untaken`).
    """
    everything = with_whole_dates(stream(pages))
    kinds = page_kinds(everything)
    rows = tuple(row for row in everything if kinds[row.page] is PageKind.NOTICES)
    printed = find_starts(rows)
    starts, lost = ruled(rows, printed, rulings)
    entries = read_contents([row for row in everything if kinds[row.page] is PageKind.CONTENTS])
    sections = _sections(rows, starts, pages, {})
    pairs = matched(entries, sections)
    untaken = untaken_pages(pages, kinds, {entry.page for entry in entries})
    listed: dict[int, DocNumber | None] = {}
    if entries:
        as_printed = pairs if starts == printed else matched(entries, _sections(rows, printed, pages, {}))
        sought = without_overruled(pairs, as_printed, printed, starts)
        mended, _ = ruled(rows, with_listed(rows, starts, sections, entries, sought), rulings)
        if mended != starts:
            starts = mended
            sections = _sections(rows, starts, pages, {})
            pairs = matched(entries, sections)
        listed = {
            p.section: entries[p.entry].number for p in pairs if p.entry is not None and p.section is not None
        }
        sections = _sections(rows, starts, pages, listed)
    sections = with_numbers_in_order(sections, pages, listed)
    if not starts:
        return _nothing(rows or everything, pages, untaken)  # the rulings, too, had no line to stand on
    before = [row for row in rows[: rubrics_above(rows, starts[0].first, 0)] if not is_banner(row)]
    disagreeing = findings(entries, sections, pairs, folios(pages)) if entries else ()
    doubtful = (*tariff_findings(sections, pages), *date_findings(sections))
    found = (*map(_without_place, lost), *disagreeing, *attachment_findings(sections), *doubtful)
    return Cut(sections, (*untaken, *_outside(before), *found), cut_step())


def _sections(
    rows: Sequence[Row],
    starts: Sequence[Start],
    pages: Sequence[PageText],
    listed: Mapping[int, DocNumber | None],
) -> tuple[Section, ...]:
    """The notices that begin at `starts`; `listed` gives for some of them, by place, the number the contents name."""
    above = [rubrics_above(rows, start.first, before.body) for before, start in pairwise(starts)]
    ends = [*above, len(rows)][: len(starts)]
    return tuple(
        read_section(rows, start, end, pages, listed.get(count))
        for count, (start, end) in enumerate(zip(starts, ends, strict=True))
    )


def _outside(rows: Sequence[Row]) -> list[Finding]:
    """One finding a page for lines before the first notice."""
    found: dict[int, list[Row]] = {}
    for row in rows:
        found.setdefault(row.page, []).append(row)
    return [
        Finding(
            "text-outside-notices",
            f"{len(lines)} lines belong to no notice: {_start(lines)}",
            page,
            _around(lines),
        )
        for page, lines in found.items()
    ]


def _nothing(rows: Sequence[Row], pages: Sequence[PageText], untaken: tuple[Finding, ...]) -> Cut:
    if not rows:
        return Cut((), untaken, cut_step())
    finding = Finding(
        "no-notice-found", f"No notice begins on these pages; kept as one: {_start(rows)}", rows[0].page
    )
    section = read_section(rows, Start(0, 0, (), (), (), ()), len(rows), pages)
    return Cut((section,), (finding, *untaken), cut_step())


def _without_place(ruling: Ruling) -> Finding:
    said = "begins" if ruling.begins else "goes on"
    return Finding(
        "correction-without-place",
        f"A person said that a notice {said} here, where no line is read now; it was cut without this word.",
        ruling.page,
        ruling.box,
    )


def _start(rows: Sequence[Row]) -> str:
    text = rows[0].text
    return text if len(text) <= 30 else text[:30] + "…"


def _around(rows: Sequence[Row]) -> Box:
    box = rows[0].box
    for row in rows:
        box = box.union(row.box)
    return box
