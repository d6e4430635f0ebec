"""The list of attachments against those that are printed: each entry must have one, each one an entry."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ocr.cut.contents.reconcile import alike
from ocr.grammar.attachment_heads import attachment_head
from ocr.grammar.attachment_lists import Announced, announced
from ocr.section import Attachment, Finding, Section

_SAME_TITLE = 0.72
_EQUAL_TITLE = 0.97
_NAMED = re.compile("附[ \u3000]{0,3}[件錄录表圖图]|[Aa]ppendix|[Aa]nnex|[Ee]nclos")


def attachment_findings(sections: Sequence[Section]) -> tuple[Finding, ...]:
    """Every disagreement, for a person to look at: ``attachment-not-printed``, ``attachment-not-announced`` and
    ``attachment-title-differs``.
    """
    return tuple(finding for section in sections for finding in _of_notice(section))


def _of_notice(section: Section) -> Iterator[Finding]:
    listed = announced(section.text)
    name = section.doc_number or section.title[:40]
    partner = _partners(listed, section.attachments)
    for number, entry in enumerate(listed):
        if number not in partner and entry.printed and entry.title:
            yield Finding("attachment-not-printed", f"{name}: {_said(entry)}", section.pages[1])
    told = {printed: entry for entry, printed in partner.items()}
    for at, attachment in enumerate(section.attachments):
        if at in told:
            entry = listed[told[at]]
            if attachment.title and entry.title and alike(entry.title, attachment.title) < _EQUAL_TITLE:
                said = f"{name}: {entry.title} / {attachment.title}"
                yield Finding("attachment-title-differs", said, attachment.pages[0])
        elif not _within_another(section.attachments, at) and (listed or not _NAMED.search(section.text)):
            said = f"{name}: {attachment.label} {attachment.title}".rstrip()
            yield Finding("attachment-not-announced", said, attachment.pages[0])


def _partners(listed: Sequence[Announced], printed: Sequence[Attachment]) -> dict[int, int]:
    """Which attachment each entry names: by its title, then by its number, then the only one left."""
    found: dict[int, int] = {}

    def free() -> tuple[list[int], list[int]]:
        return (
            [at for at in range(len(listed)) if at not in found],
            [at for at in range(len(printed)) if at not in found.values()],
        )

    for entry in free()[0]:
        ranked = [
            (alike(listed[entry].title, printed[at].title), -at)
            for at in free()[1]
            if listed[entry].title and printed[at].title
        ]
        if ranked and max(ranked)[0] >= _SAME_TITLE:
            found[entry] = -max(ranked)[1]
    for entry in free()[0]:
        same = [
            at for at in free()[1] if listed[entry].number and _number(printed[at]) == listed[entry].number
        ]
        if same:
            found[entry] = same[0]
    entries, attachments = free()
    if len(entries) == len(attachments) == 1 and not (
        listed[entries[0]].number and _number(printed[attachments[0]])
    ):
        found[entries[0]] = attachments[0]
    return found


def _number(attachment: Attachment) -> int:
    head = attachment_head(attachment.label)
    return head.number if head else 0


def _within_another(attachments: Sequence[Attachment], at: int) -> bool:
    """附表1 or 附录 that stands behind 附件1 belongs to that one, which need not announce it here."""
    own = attachments[at].label
    return own[:2] != "附件" and any(other.label[:2] == "附件" for other in attachments[:at])


def _said(entry: Announced) -> str:
    return f"{entry.number}. {entry.title}" if entry.number else entry.title
