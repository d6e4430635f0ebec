"""The cutter on the truth of drawn issues: what a perfect reader would see, so that every loss is the cutter's own."""

import pytest

from draw.issue import draw_issue
from draw.printed import as_printed
from ocr.cut import cut


@pytest.mark.parametrize("style", ["modern", "two_column", "vertical", "english"])
def test_every_field_of_every_notice(style: str) -> None:
    issue = draw_issue(style, 3, 0, pages=4, dpi=60).truth
    sections = cut(as_printed(issue)).sections
    assert len(sections) == len(issue.notices)
    for section, notice in zip(sections, issue.notices, strict=True):
        assert section.doc_number == notice.doc_number
        assert section.title == notice.title
        assert section.kind == notice.kind
        assert section.issuers == notice.issuers
        assert (section.date.isoformat() if section.date else None) == notice.date
        assert (
            section.effective_date.isoformat() if section.effective_date else None
        ) == notice.effective_date
        assert section.pages == notice.pages
        assert section.text.replace(" ", "") == notice.text.replace(" ", "")
        assert [a.title for a in section.attachments] == [a.title for a in notice.attachments]
        assert [a.table for a in section.attachments] == [a.table for a in notice.attachments]
        assert set(section.cites) == set(notice.cites)
        assert {(r.kind, r.target, r.scope, r.evidence) for r in section.relations} == {
            (r.kind, r.target, r.scope, r.evidence) for r in notice.relations
        }


@pytest.mark.parametrize(("style", "seed", "note"), [("two_column", 363, "续表"), ("modern", 306, "（续）")])
def test_tables_that_go_on_are_one(style: str, seed: int, note: str) -> None:
    issue = draw_issue(style, seed, 0, pages=3, dpi=60).truth
    assert any(line.text == note for page in issue.pages for line in page.lines)
    result = cut(as_printed(issue))
    for section, notice in zip(result.sections, issue.notices, strict=True):
        assert [(a.title, a.text, a.table) for a in section.attachments] == [
            (a.title, a.text, a.table) for a in notice.attachments
        ]
    told = [e.rule for s in result.sections for e in s.evidence if e.field.endswith(".table")]
    assert {"goes-on", "head-printed-again"} == set(told)
