"""Composes notices in the official style of the 1930s and 1940s, in traditional characters."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

from draw import words_traditional as words
from draw.notice import Notice
from draw.numerals import positional, republic_date, republic_year, with_units
from draw.truth import RelationTruth

MARKS = frozenset("，。、；：「」『』（）")


def compose(rng: Random, signed: date, sequence: int, marked: bool) -> Notice:
    """A notice of the day `signed`; without `marked` it has no punctuation at all."""
    office, kind, word, rank, to = rng.choice(words.OFFICES)
    if word == "渝關字" and not 1938 <= signed.year <= 1945:  # the capital was Chungking in those years only
        word = "京關字"
    number = f"{word}第{_number(rng, sequence)}號"
    canonical = f"{office}{kind}{word}第{sequence}號"
    goods = rng.sample(words.GOODS, 4)
    addressee = to.format(port=rng.choice(words.PORTS))
    subject = _subject(rng, goods, kind)
    paragraphs, relations = _body(rng, signed, goods, office, kind, addressee)
    name = _person(rng)
    notice_text = tuple(_plain(item, marked) for item in paragraphs)
    fixed = tuple(
        RelationTruth(item.kind, item.target, item.scope, _plain(item.evidence, marked)) for item in relations
    )
    return Notice(
        title=_plain(subject, marked),
        doc_number=canonical,
        number_lines=(f"{office}{kind}", number),
        kind=kind,
        issuers=(office,),
        signed=signed,
        date_printed=republic_date(signed),
        effective=None,
        body=notice_text,
        addressee=addressee,
        signers=(f"{rank}　{name}",),
        cites=tuple(dict.fromkeys(item.target for item in fixed)),
        relations=fixed,
    )


def _plain(text: str, marked: bool) -> str:
    """`text` without its marks, unless `marked`; the number of an item then stands apart by a space."""
    if marked:
        return text
    if text[0] in "一二三四五六七八九" and text[1:2] == "、":
        return f"{text[0]}\u3000{_plain(text[2:], marked)}"
    return "".join(char for char in text if char not in MARKS)


def _number(rng: Random, value: int) -> str:
    return with_units(value) if rng.random() < 0.5 else positional(value)


def _person(rng: Random) -> str:
    return rng.choice(words.SURNAMES) + rng.choice(words.NAMES) + rng.choice(words.NAMES)


def _firm(rng: Random) -> str:
    return (
        rng.choice(words.COMMON)
        + rng.choice(words.COMMON)
        + rng.choice(("號", "行", "公司", "洋行", "商號", "棧", "莊"))
    )


def _subject(rng: Random, goods: list[str], kind: str) -> str:
    if kind == "布告":
        return f"為布告{goods[0]}、{goods[1]}進口一律憑證驗放事"
    return rng.choice(
        (
            f"奉令轉飭進口{goods[0]}應憑許可證驗放仰遵照由",
            f"為運銷內地{goods[0]}、{goods[1]}請領免稅護照辦法仰知照由",
            f"關於{goods[0]}改徵從價稅一案令仰遵照並轉飭所屬一體遵照由",
            f"抄發{goods[0]}出口檢驗規則令仰遵照由",
            f"准咨查禁{goods[0]}走私請協助緝拿等由令仰遵照由",
        )
    )


def _body(
    rng: Random, signed: date, goods: list[str], office: str, kind: str, addressee: str
) -> tuple[list[str], list[RelationTruth]]:
    before = signed - timedelta(days=rng.randint(5, 40))
    source = rng.choice(words.MINISTRIES)
    letter = rng.choice(
        ("渝財字", "渝關字", "渝字") if 1938 <= before.year <= 1945 else ("京字", "總字", "商字", "滬字")
    )
    value = rng.randint(12, 4999)
    number = f"{letter}第{_number(rng, value)}號"
    when = f"{republic_year(before.year)}年{with_units(before.month)}月{with_units(before.day)}日"
    relations: list[RelationTruth] = []
    ports = rng.sample(words.PORTS, 3)
    rules = [
        f"凡進口{goods[0]}，每次在{with_units(rng.randint(2, 90))}擔以上者，應由報運商人呈驗許可證，"
        "方准報關。",
        f"{goods[1]}應照稅則第{positional(rng.randint(12, 672))}號徵稅，"
        f"每百斤徵國幣{with_units(rng.randint(2, 98))}元{with_units(rng.randint(1, 9))}角。",
        f"經{ports[0]}、{ports[1]}、{ports[2]}報運出口之{goods[2]}，准予免徵轉口稅，但以直接運往國外者為限。",
        f"違反本辦法私運{goods[3]}者，除將貨物充公外，並處以貨價{with_units(rng.randint(2, 5))}倍之罰鍰。",
        "各關應於每月終了後十日內，將驗放數量、價值及商號名稱，列表呈報備查。",
        f"{_firm(rng)}、{_firm(rng)}、{_firm(rng)}及{_firm(rng)}等{with_units(rng.randint(5, 40))}家，"
        "迭次違章，應自文到之日起停止其報關。",
        f"商人{_person(rng)}、{_person(rng)}（{_firm(rng)}經理）前具保結，准予註銷，"
        f"發還押款國幣{with_units(rng.randint(100, 9000))}元。",
        "遇有偽造、塗改、頂替證件情事，應即扣留貨物，並移送該管法院依法懲辦。",
    ]
    chosen = rng.sample(rules, rng.randint(2, 6))
    order = "奉" if source in ("財政部",) else "准"
    if kind == "布告":
        out = [
            f"查{goods[0]}等貨，關係民生，迭經明令管理在案。茲為便利商運，杜絕走私起見，"
            f"訂定辦法{with_units(len(chosen))}項，合行公布周知：",
            *_items(chosen),
        ]
    else:
        form = "訓令" if order == "奉" else "公函"
        opening = f"案{order}{source}{when}{number}{form}"
        relations.append(
            RelationTruth("forwards", (f"{source}{form}{letter}第{value}號"), "", opening + "開")
        )
        law = rng.choice(
            (
                "海關緝私條例",
                "國定進口稅則",
                "出口貨物結匯辦法",
                "戰時管理進口出口物品條例",
                "海關進口稅稅則暫行章程",
            )
        )
        quote = (
            f"查{goods[0]}一項，為軍民所需，前經本部依照{law}，令飭各關驗憑證件放行在案。"
            f"近據{ports[0]}呈報，有奸商冒用他人名義，影射販運，亟應嚴加取締，以裕稅收而維管制。"
        )
        out = [
            f"{opening}開：「{quote}」等{'因。奉此' if order == '奉' else '由。准此'}，自應照辦。"
            "茲規定辦法如左：",
            *_items(chosen),
        ]
    if rng.random() < 0.4:
        series, value = rng.choice(("關字", "政字", "滬字", "渝關字")), rng.randint(101, 980)
        clause = f"所有前頒{series}第{positional(value)}號訓令，應即廢止"
        relations.append(RelationTruth("repeals", f"{office}訓令{series}第{value}號", "", clause))
        out.append(f"{clause}，並將奉文日期具報。")
    tail = "通令" if "各關" in addressee else "令仰"
    out.append(
        "特此布告。" if kind == "布告" else f"除分行外，合行{tail}該稅務司遵照，並轉飭所屬一體遵照。此令。"
    )
    return out, relations


def _items(rules: list[str]) -> list[str]:
    return [f"{with_units(count)}、{rule}" for count, rule in enumerate(rules, 1)]
