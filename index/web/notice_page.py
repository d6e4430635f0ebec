"""The page of a notice: its text beside its page images, the places of the query marked in both."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import quote

from fastapi import Request
from fastapi.responses import HTMLResponse

from archive.notice_records import Attachment, Clause, Notice
from archive.notice_tables import names_columns
from archive.notices import issue_notices
from archive.records import BoxList
from archive.script import language_of
from index.standing import Status
from index.web.boxes import regions
from index.web.citation import citation
from index.web.corrected_view import corrected_fields
from index.web.date_words import date_words
from index.web.hits import NoticeHit, notice_hits
from index.web.i18n import Language
from index.web.marked import MarkedRange, Run, cell_ranges, paragraph_anchors, paragraphs, runs
from index.web.opened import OpenNotice, open_notice
from index.web.query import SearchQuery, words
from index.web.render import Pages
from index.web.site import Site
from index.web.texts import attachment_body, table_begins


@dataclass(frozen=True, slots=True)
class FieldView:
    """A field with its name; `printed` as it stands on the page, when that says more."""

    name: str
    value: str
    lang: str = ""
    printed: str = ""


@dataclass(frozen=True, slots=True)
class BoxView:
    """A place of the query on a page. `opens`: the first box of its hit, where links lead to."""

    hit: int
    box: BoxList
    opens: bool
    text: str


@dataclass(frozen=True, slots=True)
class PageView:
    """A page image with what is drawn over it, in pixels of ``width`` × ``height``."""

    id: str
    sequence: int
    width: int
    height: int
    regions: tuple[BoxList, ...]
    boxes: tuple[BoxView, ...]

    @property
    def hits(self) -> bool:
        """Whether anything was found on this page."""
        return bool(self.boxes)


@dataclass(frozen=True, slots=True)
class AttachmentView:
    """An attachment in pieces, paragraphs with the anchors of their clauses.

    `headed`: the first row of its table names the columns.
    """

    title: tuple[Run, ...]
    paragraphs: tuple[tuple[tuple[str, ...], tuple[Run, ...]], ...]
    table: tuple[tuple[tuple[Run, ...], ...], ...] | None
    headed: bool


@dataclass(frozen=True, slots=True)
class Reference:
    """Another notice that this one speaks of; `href` searches for it."""

    label: str
    target: str
    href: str
    scope: str = ""
    evidence: str = ""


def notice_page(
    site: Site, pages: Pages, request: Request, language: Language, notice_id: str
) -> HTMLResponse:
    """The page of a notice. Raises NotHeld."""
    opened = open_notice(site.archive, site.readings, notice_id)
    notice = opened.notice
    q = words(request.query_params.get("q", ""))
    hits = notice_hits(opened, q)
    permanent = f"{site.public_url or str(request.base_url).rstrip('/')}/{language.code}/notices/{notice.id}"
    before, after = _neighbours(site, notice)
    query = SearchQuery(q=q)
    here = f"/{language.code}/notices/"
    return pages.page(
        request,
        language.code,
        "notice.html",
        section="search",
        notice=notice,
        issue=opened.issue,
        text_lang=language_of(notice.title + notice.text),
        q=q,
        quoted=language.gettext("“%(words)s”", words=q),
        hits=hits,
        title=runs(notice.title, _marks(hits, "title")),
        body=_with_anchors(notice.text, notice.clauses, _marks(hits, "text")),
        attachments=[_attachment(item, n, hits) for n, item in enumerate(notice.attachments)],
        pages=_pages(opened, hits),
        fields=_fields(notice, _standing(site, notice, language), language),
        relations=_relations(notice, language),
        cites=_cites(notice, language),
        corrected=corrected_fields(notice, language),
        citation=citation(opened, language, permanent),
        permanent=permanent,
        back=query.address(f"/{language.code}/") if q else "",
        before=query.address(here + before) if before else "",
        after=query.address(here + after) if after else "",
        tool=", ".join(sorted({f"{r.step.tool} {r.step.version}" for r in opened.readings.values()}))
        or f"{notice.step.tool} {notice.step.version}",
        confidence=f"{round(100 * notice.confidence)} %",
    )


def _marks(hits: Sequence[NoticeHit], field: str) -> list[MarkedRange]:
    return [
        MarkedRange(hit.start, hit.end, number)
        for number, hit in enumerate(hits, start=1)
        if hit.field == field
    ]


def _with_anchors(
    text: str, clauses: Sequence[Clause], marks: Sequence[MarkedRange]
) -> tuple[tuple[tuple[str, ...], tuple[Run, ...]], ...]:
    """Each paragraph with the anchors of the clauses that begin in it."""
    anchors = paragraph_anchors(text, [(clause.start, clause.anchor) for clause in clauses])
    return tuple(zip(anchors, paragraphs(text, marks), strict=True))


def _attachment(attachment: Attachment, number: int, hits: Sequence[NoticeHit]) -> AttachmentView:
    body = attachment_body(attachment)
    marks = _marks(hits, f"attachments.{number}.text")
    table = None
    begins = table_begins(attachment)
    if attachment.table is not None:
        places = cell_ranges(body, attachment.table, begins or 0)
        table = tuple(
            tuple(
                runs(body, marks, *place) if place else runs(cell, ())
                for cell, place in zip(row, row_places, strict=True)
            )
            for row, row_places in zip(attachment.table, places, strict=True)
        )
    return AttachmentView(
        title=runs(attachment.title, _marks(hits, f"attachments.{number}.title")),
        paragraphs=_with_anchors(attachment.text, attachment.clauses, marks)
        if table is None or begins is not None
        else (),
        table=table,
        headed=attachment.table is not None and names_columns(attachment.table),
    )


def _pages(opened: OpenNotice, hits: Sequence[NoticeHit]) -> list[PageView]:
    areas = regions(opened.notice.spans, opened.readings)
    boxes: dict[str, list[BoxView]] = {}
    for number, hit in enumerate(hits, start=1):
        text = _hit_text(opened.notice, hit)
        for position, (page_id, box) in enumerate(hit.boxes):
            boxes.setdefault(page_id, []).append(BoxView(number, box, position == 0, text))
    views = []
    for page in opened.pages:
        reading = opened.readings.get(page.id)
        views.append(
            PageView(
                id=page.id,
                sequence=page.sequence,
                width=reading.width if reading else page.width,
                height=reading.height if reading else page.height,
                regions=areas.get(page.id, ()),
                boxes=tuple(boxes.get(page.id, ())),
            )
        )
    return views


def _hit_text(notice: Notice, hit: NoticeHit) -> str:
    parts = hit.field.split(".")
    if parts[0] != "attachments":
        return str(getattr(notice, hit.field))[hit.start : hit.end]
    attachment = notice.attachments[int(parts[1])]
    whole = attachment.title if parts[2] == "title" else attachment_body(attachment)
    return whole[hit.start : hit.end]


def _standing(site: Site, notice: Notice, language: Language) -> str:
    """How the notice stands today, as far as the notices held here tell; empty when nothing does."""
    _ = language.gettext
    standings, statements = site.standings.present()
    if notice.id not in statements:
        return ""
    labels = {
        Status.NOT_YET: _("not yet in force"),
        Status.IN_FORCE: _("in force"),
        Status.AMENDED: _("amended"),
        Status.PARTLY_REPEALED: _("partly repealed"),
        Status.SUSPENDED: _("suspended"),
        Status.EXPIRED: _("expired"),
        Status.REPEALED: _("repealed"),
    }
    found = standings.on(notice.id, dt.datetime.now(tz=dt.UTC).date())
    label = labels.get(found.status, "")
    by = [statements[effect.source] for effect in found.because if effect.source in statements]
    names = "、".join(dict.fromkeys(source.doc_number or source.title for source in by))
    return _("%(status)s (%(notices)s)", status=label, notices=names) if names else label


def _fields(notice: Notice, standing: str, language: Language) -> list[FieldView]:
    _ = language.gettext
    lang = language_of(notice.title + notice.text)
    number = notice.doc_number or notice.doc_number_printed
    number_printed = notice.doc_number_printed if notice.doc_number_printed != number else ""
    day = date_words(language, notice.date, notice.date_edtf)
    fields = [
        FieldView(_("Number"), number, lang, number_printed),
        FieldView(_("Issuer"), "、".join(notice.issuers), lang),
        FieldView(_("Date"), day, "", notice.date_printed if notice.date_printed != day else ""),
        FieldView(_("In force from"), language.date(notice.effective_date)),
        FieldView(_("In force until"), language.date(notice.expiry_date)),
        FieldView(_("Status today"), standing),
        FieldView(_("Disclosure"), notice.disclosure, lang),
    ]
    return [field for field in fields if field.value or field.printed]


def _relations(notice: Notice, language: Language) -> list[Reference]:
    _ = language.gettext
    names = {
        "repeals": _("repeals"),
        "repeals_in_part": _("repeals in part"),
        "amends": _("amends"),
        "replaces": _("replaces"),
        "suspends": _("suspends"),
        "expires": _("lets expire"),
        "based_on": _("is based on"),
        "forwards": _("forwards"),
        "interprets": _("interprets"),
    }
    return [
        Reference(
            names.get(item.kind, item.kind),
            item.target,
            _search_for(item.target, language),
            item.scope,
            item.evidence,
        )
        for item in notice.relations
    ]


def _cites(notice: Notice, language: Language) -> list[Reference]:
    told = {relation.target for relation in notice.relations}
    return [
        Reference("", number, _search_for(number, language)) for number in notice.cites if number not in told
    ]


def _search_for(target: str, language: Language) -> str:
    return f"/{language.code}/?q={quote(target)}"


def _neighbours(site: Site, notice: Notice) -> tuple[str, str]:
    """The ids of the notices before and after this one in its issue, empty where there is none."""
    with site.archive.read() as connection:
        ids = [item.id for item in issue_notices(connection, notice.issue_id)]
    here = ids.index(notice.id) if notice.id in ids else -1
    if here < 0:
        return "", ""
    return ids[here - 1] if here else "", ids[here + 1] if here + 1 < len(ids) else ""
