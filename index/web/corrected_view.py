"""What a notice page says of corrections: which fields people set right, and what had been read there."""

from __future__ import annotations

from dataclasses import dataclass

from archive.notice_records import Notice
from index.web.i18n import Language

LONGEST = 60


@dataclass(frozen=True, slots=True)
class CorrectedView:
    """A corrected field by name, and what had been read (shortened; empty: nothing, or too much to show)."""

    name: str
    read: str


def corrected_fields(notice: Notice, language: Language) -> list[CorrectedView]:
    """The fields that people corrected, in the order of their corrections."""
    _ = language.gettext
    names = {
        "title": _("Title"),
        "text": _("Text"),
        "signature": _("Signature"),
        "doc_number": _("Number"),
        "doc_number_printed": _("Number"),
        "kind": _("Kind"),
        "date": _("Date"),
        "date_printed": _("Date"),
        "effective_date": _("In force from"),
        "expiry_date": _("In force until"),
        "issuers": _("Issuer"),
        "disclosure": _("Disclosure"),
        "relations": _("Other notices"),
    }
    found = []
    for item in notice.corrected:
        read = "、".join(item.read) if isinstance(item.read, list) else str(item.read or "")
        long = item.field == "text" or "\n" in read
        short = "" if long else read if len(read) <= LONGEST else read[:LONGEST] + "…"
        found.append(CorrectedView(names.get(item.field, _("Attachments")), short))
    return found
