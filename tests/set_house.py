"""Printing houses whose habits differ, and the notices they set: lines to be put on pages, with what they say."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from random import Random

from ocr.line import Role
from set_heads import FORMS, Form
from set_words import ADDRESSEES, OFFICES, Matter, articles, chinese, rule_articles, wrapped

CENTRED, RIGHT = -1.0, -2.0
"""Indents that are no lengths; a line at the right stands `House.right` ems from the edge."""


@dataclass(slots=True)
class Piece:
    """A line to be set: `indent` in ems, `size` against the text, `above` lines of blank over it."""

    text: str
    indent: float = 0.0
    part: str = "body"
    size: float = 1.0
    above: float = 0.0
    role: Role = Role.TEXT
    notice: int = -1


@dataclass(frozen=True, slots=True)
class SetNotice:
    """What a cut should find; `day` None: no date is printed."""

    form: str
    number: str
    title: str
    issuers: tuple[str, ...]
    day: date | None
    text: str


@dataclass(frozen=True, slots=True)
class House:
    """Habits of a printing house; lengths in ems, `leading` and `between` (blank over a notice) in lines."""

    columns: int
    measure: int
    em: int
    leading: float
    indent: int
    head_size: float
    title_size: float
    title_measure: float
    marked: bool
    between: float
    ornament: str
    fresh_page: bool
    right: float
    signature: str
    arabic: bool
    running: str
    rubrics: bool
    forms: tuple[str, ...]


def throw_house(rng: Random, forms: tuple[str, ...]) -> House:
    """A house by dice; it uses up to four of `forms`."""
    columns, big = rng.choice((1, 1, 2)), rng.choice((1.0, 1.0, 1.2, 1.5))
    return House(
        columns=columns,
        measure=rng.randint(19, 24) if columns == 2 else rng.randint(28, 42),
        em=rng.choice((18, 24, 42, 50)),
        leading=rng.choice((1.35, 1.6, 1.9)),
        indent=rng.choice((2, 2, 2, 0)),
        head_size=big,
        title_size=rng.choice((1.0, big)),
        title_measure=rng.choice((0.5, 0.7, 0.9)),
        marked=rng.random() < 0.7,
        between=rng.choice((0.0, 0.6, 1.0, 2.0)),
        ornament=rng.choice(("", "", "* * *", "———————")),
        fresh_page=rng.random() < 0.25,
        right=rng.choice((2.0, 4.0)),
        signature=rng.choice(("two lines", "two lines", "one line", "date alone", "none")),
        arabic=rng.random() < 0.5,
        running=rng.choice(("", "marked", "unmarked")),
        rubrics=rng.random() < 0.3,
        forms=tuple(rng.sample(forms, min(len(forms), rng.choice((1, 2, 4))))),
    )


def set_notice(
    rng: Random, house: House, day: date, count: int, matter: Matter
) -> tuple[SetNotice, list[Piece]]:
    """A notice of the day `day` with the number `count`, about `matter`."""
    name = rng.choice(house.forms)
    form = FORMS[name]
    joint = ("海关总署", *rng.sample(OFFICES, rng.randint(1, 2)))
    issuers = joint if name in ("stacked", "joint") else ("海关总署",)
    filled = {
        "year": str(day.year), "n": str(count), "day": chinese(day), "joint": " ".join(joint),
        "date": f"{day.year}年{day.month}月{day.day}日", "state": rng.choice(("", "中华人民共和国")),
    }  # fmt: skip
    title = f"关于{matter.what}的{form.kind}" if not form.rule else f"中华人民共和国海关{matter.what}管理办法"
    title = title if form.titled else ""
    lines = _head(house, form, title, issuers, filled)
    body = _body(rng, form, matter, title)
    promulgation = [lines[-1].text] if form.rule == "under" else []
    for text in body:
        lines += [Piece(*line) for line in wrapped(text, house.indent, house.measure)]
    signed = form.rule != "under" and name != "dated"
    signature = _signature(house, form, issuers, day) if signed else []
    lines += signature
    if form.rule == "after":
        lines += _title(house, title, 1.0)
        body += rule_articles()
        for text in rule_articles():
            lines += [Piece(*line) for line in wrapped(text, house.indent, house.measure)]
    elif rng.random() < 0.3 and form.kind != "令":
        lines += _attachment(rng, house, matter)
    dated = bool(signature) or not signed
    text = "\n".join((*promulgation, *body))
    return SetNotice(name, form.number.format(**filled), title, issuers, day if dated else None, text), lines


def _head(
    house: House, form: Form, title: str, issuers: tuple[str, ...], filled: dict[str, str]
) -> list[Piece]:
    role = Role.HEADING if house.marked else Role.TEXT
    lines: list[Piece] = []
    for line in form.lines:
        mark = line[0] if line[0] in "-<>" else ""
        text = line[len(mark) :].format(**filled)
        size = 1.0 if mark else house.head_size
        indent = {"<": 0.0, ">": RIGHT}.get(mark, CENTRED)
        if line == "TITLE":
            lines += _title(house, title, 0.5 if lines else 0.0)
        else:
            names = issuers if line == "NAMES" else (text,)
            lines += [Piece(text, indent, "head", size, role=role) for text in names]
    return lines


def _title(house: House, title: str, above: float) -> list[Piece]:
    room = max(8, int(house.measure * house.title_measure / house.title_size))
    role = Role.HEADING if house.marked else Role.TEXT
    return [
        Piece(title[at : at + room], CENTRED, "head", house.title_size, 0.0 if at else above, role)
        for at in range(0, len(title), room)
    ]


def _body(rng: Random, form: Form, matter: Matter, title: str) -> list[str]:
    if form.kind == "令":
        if form.rule == "under":
            return rule_articles()
        return [f"《{title or '海关行政处罚办法'}》已经审议通过，现予公布，自发布之日起施行。"]
    letter = form.kind == "通知"
    body = [ADDRESSEES] if letter else []
    body += [matter.opening.replace("公告", form.kind), *articles(rng, matter)]
    return [*body, f"特此{form.kind}。"] if rng.random() < 0.7 else body


def _signature(house: House, form: Form, issuers: tuple[str, ...], day: date) -> list[Piece]:
    printed = f"{day.year}年{day.month}月{day.day}日" if house.arabic else chinese(day)
    names = ["署长　　牟新生"] if form.kind == "令" else list(issuers)
    style = "two lines" if form.kind == "令" else house.signature
    texts = {"none": [], "date alone": [printed], "one line": [*names[:-1], f"{names[-1]}　{printed}"]}
    return [Piece(text, RIGHT, "sign") for text in texts.get(style, [*names, printed])]


def _attachment(rng: Random, house: House, matter: Matter) -> list[Piece]:
    role = Role.HEADING if house.marked else Role.TEXT
    lines = [Piece(rng.choice(("附件", "附件：", "附件1")), 0.0, "attachment", above=1.0)]
    lines.append(Piece(f"{matter.what}表"[: house.measure - 6], CENTRED, "attachment", role=role))
    for text in articles(rng, matter)[:2]:
        lines += [Piece(*line, "attachment") for line in wrapped(text, house.indent, house.measure)]
    return lines
