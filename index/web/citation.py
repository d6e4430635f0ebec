"""One line that says where a notice stands, to be copied into a footnote."""

from __future__ import annotations

from index.web.date_words import date_words
from index.web.i18n import Language
from index.web.opened import OpenNotice


def citation(opened: OpenNotice, language: Language, permanent: str) -> str:
    """Issuer, number, title, date; series, issue and pages; the permanent address. What is unknown is left out.

    Pages are counted in the issue as it is held (1 is the first image), since printed page numbers may be
    missing or start anew.
    """
    notice, issue = opened.notice, opened.issue
    sequence = {page.id: page.sequence for page in opened.pages}
    first, last = (sequence.get(page_id) for page_id in notice.pages)
    places = ""
    if first and last:
        places = (
            language.gettext("page %(number)s", number=first)
            if first == last
            else language.gettext("pages %(first)s–%(last)s", first=first, last=last)
        )
    where = [issue.series, issue.title, "" if issue.number in issue.title else issue.number]
    named = language.gettext("“%(words)s”", words=notice.title) if notice.title else ""
    parts = [
        "、".join(notice.issuers),
        notice.doc_number or notice.doc_number_printed,
        named,
        date_words(language, notice.date, notice.date_edtf) or notice.date_printed,
        *(part for part in dict.fromkeys(where) if part),
        places,
        permanent,
    ]
    return language.gettext(", ").join(part for part in parts if part) + language.gettext(".")
