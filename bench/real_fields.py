"""Fields read from real notices against the register.

Every notice with a register entry is set as pages (`bench.real_setting`), cut, and compared with its entry: once with
the head that the gazette prints (文种, issuers, number) and once with its title and text alone. What a text does not
hold is not counted, but told; so are five days where the register contradicts the text.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from bench import plain_rules
from bench.real_records import RealNotice
from bench.real_setting import set_notice
from bench.shares import NONE_SEEN, Share
from bench.tables import share, table
from index.numbers import number_key
from ocr.cut import cut
from ocr.section import Section

_EFFECT = re.compile(
    r"自(?:\d{4}年\d{1,2}月\d{1,2}日|本?(?:公告)?(?:发布|公布|印发)之日)起(?:正式)?(?:施行|实施|执行|生效)"
    r"|有效期自|即日起(?:生效|，)|自本公告发布之日起，"
)
_MEASURE = re.compile(r"自\d{4}年\d{1,2}月\d{1,2}日(?:零时|（含）)?起")
"""自2023年11月1日零时起，出入境人员免于…: for the register the day of effect in some notices, not in others."""
MISTAKEN_EFFECT = ("公告〔2024〕27号", "公告〔2024〕24号", "公告〔2024〕13号", "公告〔2023〕158号")
"""The register gives the day of signing, the text plainly another (自2024年4月15日起施行): counted as not held."""
MISTAKEN_DATE = ("公告〔2023〕169号",)
"""The register has 22 November 2023, the text 20 November."""


@dataclass(slots=True)
class FieldScores:
    """Of one field: right of the notices whose text holds it, by us and by the plain rules; `silent` hold none."""

    ours: Share = NONE_SEEN
    plain: Share = NONE_SEEN
    silent: int = 0
    wrong: list[str] = field(default_factory=list)

    def add(self, name: str, wanted: object, ours: object, plain: object) -> None:
        self.ours += Share(int(ours == wanted), 1)
        self.plain += Share(int(plain == wanted), 1)
        if ours != wanted:
            self.wrong.append(f"{name}: {wanted} → {ours}")


def fields_table(notices: Sequence[RealNotice]) -> str:
    """The shares of every field, ours beside those of the plain rules, and the failures."""
    scores: dict[str, FieldScores] = {}
    for notice in notices:
        _head(notice, scores)
        _text(notice, scores)
    rows = [[name, "≥ 98 %", share([s.ours]), share([s.plain]), str(s.silent)] for name, s in scores.items()]
    wrong = [f"- {name}: {line}" for name, s in scores.items() for line in s.wrong]
    heads = ["what", "target", "ours", "plain rules", "not in the text"]
    return "\n".join([table(heads, rows), "", "Failures:", "", *wrong])


def _head(notice: RealNotice, scores: dict[str, FieldScores]) -> None:
    """Number and issuers from a head as the gazette prints it; the plain rules get its lines as one text."""
    pages = set_notice(notice, headed=True)
    section = cut(pages).sections[0]
    printed = "\n".join(line.text for page in pages for line in page.lines)
    _add(scores, "number, under its head", notice, notice.number, section.doc_number, _plain_number(printed))
    found = plain_rules.issuers(printed)
    _add(scores, "issuers, under its head", notice, set(notice.issuers), set(section.issuers), set(found))


def _text(notice: RealNotice, scores: dict[str, FieldScores]) -> None:
    """The fields that the text alone holds."""
    section = cut(set_notice(notice, headed=False)).sections[0]
    held = notice.number.startswith("署令")
    _add(scores, "number, text alone", notice, notice.number if held else None, section.doc_number,
         _plain_number(notice.text))  # fmt: skip
    signed = re.search(r"特此|\.[a-z]{3,4}海关总署|。海关总署", notice.text[-160:])
    signers = set(notice.issuers) if signed and not held else None
    plain = set(plain_rules.issuers(notice.text))
    _add(scores, "issuers, text alone", notice, signers, set(section.issuers), plain)
    stated = notice.date if (held or _dated(notice)) and notice.number not in MISTAKEN_DATE else None
    _add(scores, "date", notice, stated, section.date, plain_rules.signed(notice.text))
    _effective(notice, section, scores)


def _effective(notice: RealNotice, section: Section, scores: dict[str, FieldScores]) -> None:
    """With an effect clause in the text, the register's day; without one no day but that of signing may be told."""
    clause, measure = _EFFECT.search(notice.text), _MEASURE.search(notice.text)
    plain = plain_rules.effective(notice.text)
    wanted = notice.effective if clause and notice.number not in MISTAKEN_EFFECT else None
    _add(scores, "effective date", notice, wanted, section.effective_date, plain)
    if not clause and notice.date:
        what = (
            "effective date, where only a measure has one"
            if measure
            else "no effective date told where none is"
        )
        told = section.effective_date or notice.date
        _add(scores, what, notice, notice.effective, told, plain or notice.date)


def _add(
    scores: dict[str, FieldScores], what: str, notice: RealNotice, wanted: object, ours: object, plain: object
) -> None:
    """One comparison; `wanted` None: the text does not hold it. Numbers are the same when their keys meet."""
    score = scores.setdefault(what, FieldScores())
    if wanted is None:
        score.silent += 1
        return
    if isinstance(wanted, str):
        ours = wanted if isinstance(ours, str) and _same_number(ours, wanted) else ours
        plain = wanted if isinstance(plain, str) and _same_number(plain, wanted) else plain
    score.add(notice.number, wanted, ours, plain)


def _same_number(one: str, other: str) -> bool:
    key, second = number_key(one), number_key(other)
    return key is not None and second is not None and key.meets(second)


def _plain_number(text: str) -> str:
    return plain_rules.number(text)


def _dated(notice: RealNotice) -> bool:
    """Does the text print the date of signing (under its names)? Judged by its print, not by what was read."""
    day = notice.date
    return day is not None and bool(
        re.search(rf"海关总署[\u4e00-\u9fff \u3000]*{day.year}年{day.month}月{day.day}日", notice.text)
        or re.search(r"特此公告。[^。]{0,80}海关总署[^。，]{0,40}\d{4}年\d{1,2}月\d{1,2}日", notice.text)
    )
