"""Composes modern notices: one instrument from a grammar of clauses, with its facts as truth."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from random import Random

from draw import clauses, words
from draw.clauses import Cited
from draw.matters import MATTERS
from draw.notice import Notice
from draw.numbers import DEPARTMENTS, Number
from draw.numerals import arabic_date, chinese_date, with_units

OFFICE = "海关总署"


def compose(rng: Random, signed: date, sequence: int, short: bool = False) -> Notice:
    """A notice of the day `signed`; `sequence` is its number within the year."""
    roll = rng.random()
    if roll < 0.1 and not short:
        return _order(rng, signed, sequence)
    if roll < 0.25:
        return _letter(rng, signed, sequence)
    return _announcement(rng, signed, sequence, short)


def _printed(rng: Random, day: date) -> str:
    return arabic_date(day) if rng.random() < 0.6 else chinese_date(day, rng.choice("○○○〇0"))


def _announcement(rng: Random, signed: date, sequence: int, short: bool) -> Notice:
    matter = rng.choice(MATTERS)(rng, signed, short)
    number = Number("公告", signed.year, sequence)
    partners = rng.sample(words.PARTNERS, rng.choice((1, 1, 2))) if rng.random() < 0.15 else []
    issuers = (OFFICE, *partners)
    if partners:
        heads = " ".join(issuers) + "公告" if rng.random() < 0.5 else "、".join(issuers) + "联合公告"
        number_lines: tuple[str, ...] = (heads, f"{signed.year}年第{sequence}号")
    elif rng.random() < 0.5:
        wide = str.maketrans("0123456789", "０１２３４５６７８９")
        number_lines = (number.canonical.translate(wide) if rng.random() < 0.1 else number.canonical,)
    else:
        head = rng.choice(("中华人民共和国海关总署公告", "海关总署公告"))
        number_lines = (head, f"{signed.year}年第{sequence}号")
    effect, effective = clauses.effect(rng, signed, "本公告")
    repeal, repealed = clauses.repeal(rng, signed.year)
    body = [matter.opening, *matter.items]
    closing = effect + repeal
    if rng.random() < 0.4 and len(matter.items) > 1:
        closing = f"{with_units(len(matter.items) + 1)}、{closing}"
    body += [closing, "特此公告。", *clauses.attachment_list(rng, matter.appendices)]
    return _with_citations(
        Notice(
            title=f"关于{matter.title}的公告",
            doc_number=number.canonical,
            number_lines=number_lines,
            kind="公告",
            issuers=issuers,
            signed=signed,
            date_printed=_printed(rng, signed),
            effective=effective,
            body=tuple(body),
            signers=issuers,
            show_title=rng.random() < 0.92,
            appendices=matter.appendices,
        ),
        (*matter.cited, *repealed),
    )


def _letter(rng: Random, signed: date, sequence: int) -> Notice:
    matter = rng.choice(MATTERS)(rng, signed, True)
    opening, close = rng.choice(("〔〕", "〔〕", "[]", "（）"))
    middle = rng.choice(("", "", "第"))
    letter = rng.choice(("", "", "字"))
    number = Number(f"署{rng.choice(DEPARTMENTS)}{letter}", signed.year, sequence + 100)
    printed = f"{number.system}{opening}{signed.year}{close}{middle}{number.number}号"
    effect, effective = clauses.effect(rng, signed, "本通知")
    repeal, repealed = clauses.repeal(rng, signed.year)
    opening_text = matter.opening.replace("现将有关事项公告如下", "现将有关事项通知如下").replace(
        "现公告如下", "现通知如下"
    )
    kind = "通知"
    body = (
        opening_text,
        *(item.replace("本公告", "本通知") for item in matter.items),
        effect + repeal,
        rng.choice(("特此通知。", "以上请遵照执行。执行中遇到的问题，请及时报告总署。")),
        *clauses.attachment_list(rng, matter.appendices),
    )
    return _with_citations(
        Notice(
            title=f"{rng.choice(('海关总署', ''))}关于{matter.title}的{kind}",
            doc_number=number.canonical,
            number_lines=(printed,),
            kind=kind,
            issuers=(OFFICE,),
            signed=signed,
            date_printed=_printed(rng, signed),
            effective=effective,
            body=body,
            addressee=rng.choice(
                (
                    "广东分署，天津、上海特派办，各直属海关：",
                    "广东分署，各直属海关、院校：",
                    f"{rng.choice(words.PORTS)}、{rng.choice(words.PORTS)}海关：",
                )
            ),
            signers=(OFFICE,),
            number_first=rng.random() < 0.7,
            appendices=matter.appendices,
        ),
        (*matter.cited, *repealed),
    )


def _order(rng: Random, signed: date, sequence: int) -> Notice:
    number = Number("令", 0, 100 + sequence)
    subject = f"中华人民共和国海关{rng.choice(words.MODES)}{rng.choice(('货物', '企业', '单证'))}管理办法"
    effective = date(signed.year + (signed.month > 10), (signed.month + 1) % 12 + 1, 1)
    start = arabic_date(effective)
    repeal, repealed = clauses.repeal(rng, signed.year, always=True)
    articles = clauses.articles(rng, subject, start)
    if rng.random() < 0.4:
        day = arabic_date(signed)
        return Notice(
            title=subject,
            doc_number=number.canonical,
            number_lines=(),
            kind="令",
            issuers=(OFFICE,),
            signed=signed,
            date_printed=day,
            effective=effective,
            body=articles,
            promulgated=f"（{day}{number.canonical}公布\u3000自{start}起施行）",
        )
    promulgation = (
        f"《{subject}》已于{arabic_date(signed - timedelta(days=rng.randint(2, 20)))}经海关总署署务会议"
        f"审议通过，现予公布，自{start}起施行。{repeal}"
    )
    chief = f"署长　{words.person(rng)}"
    return _with_citations(
        Notice(
            title=subject,
            doc_number=number.canonical,
            number_lines=("中华人民共和国海关总署令", f"第{number.number}号"),
            kind="令",
            issuers=(OFFICE,),
            signed=signed,
            date_printed=_printed(rng, signed),
            effective=effective,
            body=(promulgation,),
            signers=(chief,),
            sealed=False,
            show_title=False,
            tail=articles,
        ),
        repealed,
    )


def _with_citations(notice: Notice, cited: tuple[Cited, ...]) -> Notice:
    order = sorted(cited, key=lambda item: notice.text.find(item.relation.evidence))
    cites = tuple(dict.fromkeys(item.number.canonical for item in order))
    return replace(notice, cites=cites, relations=tuple(item.relation for item in order))
