"""Dates that a person should look at: mended, or known in part."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ocr.section import Finding, Section


def date_findings(sections: Sequence[Section]) -> tuple[Finding, ...]:
    """``date-mended`` and ``date-in-part``, at the date's print."""
    return tuple(finding for section in sections for finding in _of_notice(section))


def _of_notice(section: Section) -> Iterator[Finding]:
    if not section.date_printed:
        return
    name = section.doc_number or section.title[:40]
    evidence = next((item for item in section.evidence if item.field == "date"), None)
    page, box = (evidence.page, evidence.box) if evidence else (section.pages[1], None)
    if section.date is None:
        known = section.date_edtf or "–"
        yield Finding("date-in-part", f"{name}: {section.date_printed} → {known}", page, box)
    elif section.date_edtf.endswith("?"):
        yield Finding("date-mended", f"{name}: {section.date_printed} → {section.date}", page, box)
