"""Attachments that list what a notice ends: 废止的文件目录, as lines or as a table."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date

from ocr.cut.acts.mention import INSTRUMENT
from ocr.cut.acts.relations import find_relations
from ocr.cut.acts.repeal_lists import ENDED, PIECE, VERB, head_day, item_relations, relation
from ocr.grammar.numbers.find import find_numbers
from ocr.grammar.scopes import SCOPE
from ocr.section import Attachment, Relation

_ENDING = "|".join(verb for verb in ENDED if verb != "修改")
_LIST = "目录|清单|名单|一览表"
_LISTED = re.compile(
    rf"(?P<verb>{_ENDING})(?:[、和及与或](?:{VERB}|宣布失效))?(?:的)?[^。，]{{0,24}}?"
    rf"(?:{_LIST}|公告|通知|文件|规章|规定|通告)"
    rf"|(?P<changed>修改)的[^。，]{{0,24}}?(?:{_LIST})"
    rf"|(?:公告|通知|文件|规章|规定|通告)[^。，]{{0,6}}(?P<after>{VERB})[^。，]{{0,4}}(?:{_LIST})"
)
_SPEAKS = re.compile(VERB)
_NAMES = "(?:目录|名单|清单|名称|文件名称|文件目录|标准名称|废止目录|详)?见附件"
_SOME = r"(?:部分|下列|以下|以前|第.批|[0-9一二三四五六七八九十百]+[件项个份部])"
_SEE = re.compile(
    rf"(?P<verb>{VERB})[（(]{_NAMES}(?P<one>\d{{0,2}})"
    rf"|(?P<before>{_ENDING})(?:的)?{_SOME}[^。，；]{{0,30}}?[（(]{_NAMES}(?P<two>\d{{0,2}})"
    rf"|{_SOME}[^。，；]{{0,12}}?(?P<those>{_ENDING})的[^。；]{{0,30}}?[（(]{_NAMES}(?P<three>\d{{0,2}})"
    rf"|{_SOME}[^。，；]{{0,20}}?[（(]{_NAMES}(?P<four>\d{{0,2}})[）)][^。，；]{{0,8}}?(?P<after>{_ENDING})"
)
"""What a text says of the documents that an attachment lists: 对3件文件予以废止（目录见附件1）."""
_SHORT_NUMBER = re.compile(r"(?:公告)?[〔（(]?(?:19|20)\d\d[〕）)]?年?第?\d{1,4}号")


_FORCE = re.compile(r"本[^。，；\n]{1,12}自[^。；\n]{2,30}?起?(?:施行|实施|执行|生效)")
"""What only a rule says of itself: an attachment with it is the rule that the notice publishes."""
_ACTS = ("repeals", "repeals_in_part", "replaces", "suspends", "expires", "amends")


def annexed_relations(
    attachments: Sequence[Attachment], own: str, issuer: str, signed: date | None
) -> tuple[Relation, ...]:
    """What rules printed as attachments do to others: 第三十条 本办法自…起施行。…同时废止. Their bases are left out."""
    return tuple(
        relation
        for attachment in attachments
        if _FORCE.search(attachment.text)
        for relation in find_relations(attachment.text, own, issuer, signed)
        if relation.kind in _ACTS
    )


def attachment_relations(
    attachments: Sequence[Attachment], text: str, own: str, issuer: str, signed: date | None
) -> tuple[Relation, ...]:
    """What becomes of the instruments that attachments list, by their titles or by what `text` says of them (见附件1).

    Evidence is the line or the cell with the number, else with the title.
    """
    found: list[Relation] = []
    for count, attachment in enumerate(attachments, start=1):
        kind, head = _announced(attachment.title, text, count, len(attachments))
        if not kind:
            continue
        day = head_day(head, issuer, signed)
        for line in attachment.text.split("\n"):
            for piece in PIECE.findall(line):
                found += item_relations(piece, kind, own, issuer, day)
        found += _rows(attachment, kind, own, issuer, day)
    return tuple(dict.fromkeys(found))


def _announced(title: str, text: str, count: int, of: int) -> tuple[str, str]:
    """What becomes of the items of attachment `count`, and the sentence that says so; ``("", "")`` if it lists none."""
    listed = _LISTED.search(title)
    kind = ENDED[listed["verb"] or listed["changed"] or listed["after"]] if listed else ""
    for sentence in filter(_SPEAKS.search, re.split("[。\n]", text)):
        for see in _SEE.finditer(sentence):
            number = see["one"] or see["two"] or see["three"] or see["four"] or ""
            if number == str(count) or (not number and of == 1):
                return ENDED[see["verb"] or see["before"] or see["those"] or see["after"]], sentence
        if kind and "附件" in sentence:
            return kind, sentence
    return kind, ""


def _rows(attachment: Attachment, kind: str, own: str, issuer: str, day: date | None) -> Iterator[Relation]:
    """An instrument a row: the cell with its number, else the one with its title."""
    rows = attachment.table or ()
    heads = rows[0] if rows else ()
    numbers = _column(heads, "文号|字号|编号|号码|令号|公告号")
    titles = _column(heads, "名称|标题|题名|文件名|规章|规定")
    scopes = _column(heads, "内容|条款|部分|范围|备注|说明")
    annual = "公告" in attachment.title or "公告" in "".join(heads)
    for row in rows:
        cell, target = _number_cell(row, numbers, issuer, annual or "公告" in "".join(row))
        if not target and titles is not None and row is not heads and titles < len(row):
            cell, target = row[titles], row[titles].strip("《》")
            target = target if INSTRUMENT.search(target) else ""
        scope = SCOPE.match(row[scopes]) if scopes is not None and scopes < len(row) else None
        if target and target != own:
            yield relation(kind, target, scope.group() if scope else "", cell, day)


def _column(heads: Sequence[str], words: str) -> int | None:
    return next((at for at, head in enumerate(heads) if re.search(words, head)), None)


def _number_cell(row: Sequence[str], column: int | None, issuer: str, annual: bool) -> tuple[str, str]:
    """The cell of a row with a document number, and the number; the column of numbers first."""
    order = sorted(range(len(row)), key=lambda at: at != column)
    for at in order:
        found = find_numbers(row[at], issuer)
        if not found and annual and _SHORT_NUMBER.fullmatch(row[at].strip()):
            found = find_numbers(f"公告{row[at].strip().removeprefix('公告')}", issuer)
        if found:
            return row[at], str(found[0].number)
    return "", ""
