"""Composes English notices of the Maritime Customs: Inspector General's Circulars and Customs Notices."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

from draw import words_english as words
from draw.notice import Notice
from draw.numerals import english_date
from draw.truth import RelationTruth


def compose(rng: Random, signed: date, sequence: int, circular: bool) -> Notice:
    """A Circular (`circular`) or a Customs Notice of the day `signed`."""
    good = rng.choice(words.GOODS)
    points = [_fill(rng, text, good) for text in rng.sample(words.POINTS, rng.randint(2, 5))]
    old = sequence - rng.randint(10, 90)
    relations: list[RelationTruth] = []
    name, port = rng.choice(words.NAMES), rng.choice(words.PORTS)
    if circular:
        printed = f"Inspector General's Circular No. {sequence} (Second Series)"
        number = f"I.G. Circular No. {sequence} (Second Series)"
        target = f"I.G. Circular No. {old}"
        clause = f"Inspector General's Circular No. {old} is hereby cancelled"
        opening = _fill(rng, rng.choice(words.OPENINGS), good)
        body = ["SIR,", f"1.—{opening}", *(f"{at}.—{text}" for at, text in enumerate(points, 2))]
        effective, start = _start(rng, signed)
        body.append(f"{len(points) + 2}.—These instructions take effect from {start}.")
        if rng.random() < 0.6:
            body[-1] += f" {clause}."
            relations.append(RelationTruth("repeals", target, "", clause))
        body.append("I am, Sir, Your obedient Servant,")
        signers = (name, "Inspector General.")
        lines, kind, issuer = (printed,), "circular", "Inspectorate General of Customs"
        addressee = rng.choice(
            ("The Commissioners of Customs.", f"The Commissioner of Customs, {port.upper()}.")
        )
        title = rng.choice((f"{good}: duty treatment of", f"{good}: new procedure for the release of"))
    else:
        number = f"Customs Notice No. {sequence}"
        target = f"Customs Notice No. {old}"
        clause = f"{target} is hereby withdrawn"
        effective, start = _start(rng, signed)
        body = [
            f"It is hereby notified for the information of the public that, on and after {start}, the "
            "following rules will be in force at this port:",
            *(f"({chr(96 + at)}) {text}" for at, text in enumerate(points, 1)),
        ]
        if rng.random() < 0.6:
            body.append(f"{clause}.")
            relations.append(RelationTruth("repeals", target, "", clause))
        signers = (name, "Commissioner of Customs.")
        lines, kind, issuer = (number,), "notice", f"Custom House, {port}"
        addressee, title = "", rng.choice((f"Importation of {good}", f"Examination of {good} at {port}"))
    return Notice(
        title=title, doc_number=number, number_lines=lines, kind=kind, issuers=(issuer,), signed=signed,
        date_printed=english_date(signed), effective=effective, body=tuple(body), addressee=addressee,
        signers=signers, cites=tuple(item.target for item in relations), relations=tuple(relations),
    )  # fmt: skip


def _start(rng: Random, signed: date) -> tuple[date, str]:
    day = signed + timedelta(days=rng.randint(4, 45))
    return day, f"the {english_date(day)}"


def _fill(rng: Random, text: str, good: str) -> str:
    first, second = rng.sample(words.PORTS, 2)
    return text.format(
        good=good, port=first, port2=second, rate=rng.choice((5, 7, 10, 12, 15, 20, 30)), less=rng.randint(2, 14),
        sum=f"Hk.Tls. {rng.randint(1, 9)},{rng.randint(0, 9)}00", months=rng.randint(2, 12),
    )  # fmt: skip
