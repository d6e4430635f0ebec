"""A notice as an Akoma Ntoso 3.0 document (OASIS LegalDocML, Akoma Ntoso Version 1.0, 29 August 2018): an ``act``.

Its anchors, numbers and relations are those of the other exports. The tests hold it against the standard's own schema.
"""

from __future__ import annotations

from lxml import etree

from archive.formats.akn_analysis import modification_marks
from archive.formats.akn_body import add_attached_text, add_body
from archive.formats.akn_identity import Surroundings, add_identification
from archive.formats.akn_meta import add_meta
from archive.formats.akn_xml import Element, add, root
from archive.notice_records import Attachment, Notice
from archive.notice_tables import names_columns

__all__ = ["Surroundings", "to_akn"]


def to_akn(notice: Notice, around: Surroundings) -> bytes:
    """The document, UTF-8. Equal notices give equal bytes."""
    document = root()
    act = add(document, "act", name=notice.kind or "notice", contains="originalVersion")
    marks = modification_marks(notice, around.known)
    add_meta(act, notice, around, marks)
    _preface(act, notice)
    add_body(act, notice, marks)
    _conclusions(act, notice)
    if notice.attachments:
        attachments = add(act, "attachments")
        for number, attachment in enumerate(notice.attachments, start=1):
            _attachment(attachments, notice, attachment, number, around)
    etree.cleanup_namespaces(document, keep_ns_prefixes=["wengao"])
    return bytes(etree.tostring(document, xml_declaration=True, encoding="UTF-8"))


def _preface(act: Element, notice: Notice) -> None:
    """Who issued it, its number as printed and its title; left out when none of them is known."""
    number = notice.doc_number_printed or notice.doc_number
    if not (notice.issuers or number or notice.title):
        return
    preface = add(act, "preface")
    if notice.issuers:
        line = add(preface, "p")
        for place, issuer in enumerate(notice.issuers, start=1):
            authority = add(line, "docAuthority", issuer, refersTo=f"#org_{place}")
            authority.tail = "、" if place < len(notice.issuers) else None
    if number:
        add(add(preface, "p"), "docNumber", number)
    if notice.title:
        add(add(preface, "p"), "docTitle", notice.title)


def _conclusions(act: Element, notice: Notice) -> None:
    """Who signed and when, as printed."""
    if not (notice.signature or notice.date_printed):
        return
    conclusions = add(act, "conclusions")
    for line in filter(None, notice.signature.split("\n")):
        add(add(conclusions, "p"), "signature", line)
    if notice.date_printed and notice.date:
        add(add(conclusions, "p"), "docDate", notice.date_printed, date=notice.date.isoformat())
    elif notice.date_printed:
        add(conclusions, "p", notice.date_printed)


def _attachment(
    parent: Element, notice: Notice, attachment: Attachment, number: int, around: Surroundings
) -> None:
    """A 附件 as a document of its own: a component of the notice, its table as an HTML table."""
    identity = f"att_{number}"
    element = add(parent, "attachment", eId=identity)
    if attachment.label:
        add(element, "num", attachment.label)
    if attachment.title:
        add(element, "heading", attachment.title)
    document = add(element, "doc", name="附件", contains="originalVersion")
    add_identification(add(document, "meta"), notice, around, identity, attachment.title)
    body = add(document, "mainBody")
    add_attached_text(body, attachment, f"{identity}__")
    if attachment.table:
        _table(body, attachment, f"{identity}__table_1")
    if not len(body):
        add(body, "p")


def _table(parent: Element, attachment: Attachment, identity: str) -> None:
    """Rows of cells; a merged cell once, with the rows and columns it covers; the rows that name columns as ``th``."""
    cells = attachment.table or ()
    heads = attachment.head_rows or int(names_columns(cells))
    spans = {(row, column): (rows, columns) for row, column, rows, columns in attachment.merged}
    covered = {
        (row + down, column + right)
        for (row, column), (rows, columns) in spans.items()
        for down in range(rows)
        for right in range(columns)
        if down or right
    }
    table = add(parent, "table", eId=identity)
    for number, row in enumerate(cells):
        line = add(table, "tr")
        for column, cell in enumerate(row):
            if (number, column) in covered and not cell:
                continue
            place = add(line, "th" if number < heads else "td")
            rows, columns = spans.get((number, column), (1, 1))
            if rows > 1:
                place.set("rowspan", str(rows))
            if columns > 1:
                place.set("colspan", str(columns))
            for text in cell.split("\n"):
                add(place, "p", text)
        if not len(line):
            add(add(line, "td"), "p")
