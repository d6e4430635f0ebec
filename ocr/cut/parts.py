"""A notice's lines taken apart: head, body, signature, what follows it, attachments."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ocr.cut.attached.attachment_runs import AttachmentRun, find_attachments
from ocr.cut.fields.signature import dateline, signature_lines, signers_and_day
from ocr.cut.heads.start import Start
from ocr.cut.heads.title_form import full_line_of_title
from ocr.cut.marks import read_marks
from ocr.cut.paragraphs import paragraphs
from ocr.cut.stream import Row
from ocr.grammar.attachment_lists import announced

_SURE = 0.93
"""Below this a few characters after a signature are taken for what a seal left, not for text."""


@dataclass(frozen=True, slots=True)
class Parts:
    """The lines of one notice by their part.

    `number` masthead and number; `title`; `promulgation` the bracketed line under a rule's title; `body` up to the
    signature; `signers` and `dates` the signature; `tail_title` and `tail` a rule that follows the signature of
    its 令, and a list of attachments there; `attachments` one run of lines each, heading line first.
    """

    number: tuple[Row, ...]
    title: tuple[Row, ...]
    promulgation: tuple[Row, ...]
    body: tuple[Row, ...]
    signers: tuple[Row, ...]
    date: Row | None
    tail_title: tuple[Row, ...]
    tail: tuple[Row, ...]
    attachments: tuple[AttachmentRun, ...]


def take_apart(rows: Sequence[Row], start: Start, end: int, ruling: bool) -> Parts:
    """Parts of the notice whose head is `start` and whose last line is ``end - 1``.

    `ruling` says that a rule may follow the signature (the notice is a 令).
    """
    at = start.body
    promulgation: list[Row] = []
    while at < end and (promulgation or read_marks(rows[at].text).promulgation):
        promulgation.append(rows[at])
        at += 1
        if "".join(row.text for row in promulgation).rstrip()[-1] in "）)" or len(promulgation) > 12:
            break
    opening = tuple(rows[i] for i in start.day) or dateline(rows, at, end)
    at += len(opening) - len(start.day)
    first, last = signature_lines(rows, at, end)
    signers, date_row = signers_and_day(rows[first:last])
    if opening and date_row is None:
        date_row = opening[-1]
    listed = announced(paragraphs(rows[at:first]).text) if at < first else ()
    attached = find_attachments(rows, last, end, bool(date_row), listed)
    after = rows[last : attached.begin]
    after = _sound(after) if first < last else after
    tail_title, tail = _tail(after, ruling)
    unlabelled: tuple[AttachmentRun, ...] = ()
    if tail_title and not ruling:
        # Without 附件 over it, but titled and after the signature: an attachment all the same.
        unlabelled, tail_title, tail = (AttachmentRun((*tail_title, *tail)),), (), ()
    return Parts(
        number=tuple(rows[i] for i in start.number),
        title=tuple(rows[i] for i in start.title),
        promulgation=tuple(promulgation),
        body=(*(rows[i] for i in start.addressee), *rows[at:first]),
        signers=(*opening, *signers),
        date=date_row,
        tail_title=tail_title,
        tail=(*tail, *attached.listed),
        attachments=(*unlabelled, *attached.runs),
    )


def _sound(rows: Sequence[Row]) -> Sequence[Row]:
    """What follows a signature, unless it is only the few ill-read characters that a seal leaves behind."""
    ill_read = all(row.source.confidence < _SURE and len(row.text) <= 16 for row in rows)
    return () if ill_read and len(rows) <= 4 else rows


def _tail(rows: Sequence[Row], ruling: bool) -> tuple[tuple[Row, ...], tuple[Row, ...]]:
    """What stands between signature and attachments: a title (centred) and the text under it."""
    body = 0
    while body < len(rows) and (rows[body].heading or rows[body].centred or full_line_of_title(rows, body)):
        marks = read_marks(rows[body].text)
        if marks.chapter or (marks.item and not rows[body].heading):
            break
        body += 1
    if body == 0 and not ruling:
        return (), tuple(rows)
    return tuple(rows[:body]), tuple(rows[body:])
