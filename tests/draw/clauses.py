"""Clauses that recur in modern notices: legal basis, effect, repeal, list of attachments, articles."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from draw import words
from draw.notice import Appendix
from draw.numbers import Number, announcement, older
from draw.numerals import arabic_date, with_units
from draw.truth import RelationTruth


@dataclass(frozen=True, slots=True)
class Cited:
    """A number that the notice cites, and what it says about it."""

    number: Number
    relation: RelationTruth


def _cited(kind: str, number: Number, evidence: str, scope: str = "") -> Cited:
    return Cited(number, RelationTruth(kind, number.canonical, scope, evidence))


def basis(rng: Random, year: int) -> tuple[str, tuple[Cited, ...]]:
    """An opening such as 根据《…法》和海关总署令第N号，; a numbered basis is a relation."""
    law = "、".join(rng.sample(words.LAWS, rng.choice((1, 1, 2))))
    if rng.random() < 0.25 and year > 2002:
        number = older(rng, year)
        clause = f"根据{law}以及{number.cited(rng)}的有关规定"
        return f"{clause}，", (_cited("based_on", number, clause),)
    return rng.choice(
        (
            f"根据{law}及其实施条例的规定，",
            f"为进一步优化口岸营商环境，促进贸易安全与便利，根据{law}，",
            f"根据{law}和国家有关规定，经国务院批准，",
            f"为规范海关管理，方便企业通关，依据{law}等法律法规，",
        )
    ), ()


def effect(rng: Random, signed: date, what: str) -> tuple[str, date]:
    """The clause that tells from when the notice is in force, and that day."""
    if rng.random() < 0.45:
        return rng.choice(
            (f"{what}自发布之日起实施。", f"{what}自发布之日起施行。", f"{what}内容自公布之日起执行。")
        ), signed
    day = signed + timedelta(days=rng.randint(3, 60))
    if rng.random() < 0.5:
        day = date(day.year, day.month, 1) if date(day.year, day.month, 1) > signed else day
    return rng.choice((f"{what}自{arabic_date(day)}起施行。", f"上述规定自{arabic_date(day)}起实施。")), day


def repeal(rng: Random, year: int, always: bool = False) -> tuple[str, tuple[Cited, ...]]:
    """Sentences that repeal or amend earlier numbers; empty half of the time unless `always`."""
    roll = rng.random() * (0.5 if always else 1.0)
    if roll < 0.2:
        number = older(rng, year)
        end = rng.choice(("同时废止", "同时废止", "相应废止", "停止执行", "不再执行"))
        clause = f"{number.cited(rng)}{end}"
        kind = "suspends" if end == "停止执行" else "repeals"
        return f"{clause}。", (_cited(kind, number, clause),)
    if roll < 0.32 and year > 2005:
        years = sorted(rng.sample(range(2001, year), 3))
        several = [Number("公告", when, rng.randint(1, 90)) for when in years]
        rest = [f"{item.year}年第{item.number}号" for item in several[1:]]
        clause = f"{several[0].canonical}、{rest[0]}和{rest[1]}同时废止"
        return f"{clause}。", tuple(_cited("repeals", item, clause) for item in several)
    if roll < 0.42 and year > 2003:
        number = announcement(rng, 2002, year - 1)
        parts = sorted(rng.sample(range(1, 10), rng.choice((1, 2, 4))))
        scope = "附件" + "、".join(str(part) for part in parts)
        clause = f"{number.canonical}{scope}同时废止"
        return f"{clause}。", (_cited("repeals_in_part", number, clause, scope),)
    if roll < 0.5:
        number = older(rng, year)
        scope = f"第{with_units(rng.randint(2, 19))}条"
        clause = f"将{number.cited(rng)}{scope}修改为"
        limit = rng.choice((15, 30, 45, 60, 90))
        return f"{clause}“企业应当自货物放行之日起{limit}日内向海关办理核销手续。”", (
            _cited("amends", number, clause, scope),
        )
    return "", ()


def attachment_list(rng: Random, appendices: tuple[Appendix, ...]) -> list[str]:
    """The paragraphs of the list before the signature: 附件：1.… or 附件：…."""
    if not appendices:
        return []
    if len(appendices) == 1:
        return [f"附件：{appendices[0].title}{rng.choice(('', '.doc', '')) if rng.random() < 0.2 else ''}"]
    return [
        f"附件：{count}.{item.title}" if count == 1 else f"\u3000\u3000\u3000{count}.{item.title}"
        for count, item in enumerate(appendices, 1)
    ]


_RULES = (
    "海关对{mode}{thing}实施{measure}管理，企业应当如实申报，并对申报内容的真实性、"
    "准确性和完整性承担法律责任。",
    "{thing}的收发货人或者其代理人应当在{days}日内向{port}海关提交{paper}、{paper2}以及海关要求的其他单证。",
    "有下列情形之一的，海关不予受理：（一）{paper}不齐全或者无效的；（二）未按照规定缴纳滞纳金的；"
    "（三）法律、行政法规规定的其他情形。",
    "{port}、{port2}等口岸可以开展{mode}业务。其他口岸需要开展的，应当报海关总署批准。",
    "违反本办法规定，构成走私行为或者违反海关监管规定行为的，由海关依照有关规定予以处理；构成犯罪的，"
    "依法追究刑事责任。",
    "本办法所称{thing}，是指经海关注册登记，以{mode}方式进出境的{goods}、{goods2}及其零部件、附件。",
    "海关可以对企业的账簿、{paper}及有关电子数据进行稽查，企业应当予以配合，不得拒绝、拖延、隐瞒。",
    "税款担保金额以人民币计算，按照海关审定的完税价格{rate}%收取，不足壹佰元的免予征收。",
    "企业名称、地址、法定代表人发生变更的，应当自变更之日起{days}日内向所在地海关办理变更手续。",
    "海关工作人员应当忠于职守，秉公执法，不得徇私舞弊、玩忽职守，不得泄露企业的商业秘密。",
)


def articles(rng: Random, subject: str, start: str) -> tuple[str, ...]:
    """第一条 … of a regulation, with chapter headings (``\\f`` first) when it is long."""
    thing = subject.removeprefix("中华人民共和国海关").removesuffix("管理办法")
    rules = rng.sample(_RULES, rng.randint(5, len(_RULES)))
    sentences = [f"为了规范海关对{thing}的管理，根据{rng.choice(words.LAWS)}，制定本办法。"]
    sentences += [_fill(rng, rule, thing) for rule in rules]
    sentences.append(f"本办法由海关总署负责解释，自{start}起施行。")
    out: list[str] = []
    chaptered = len(sentences) > 8
    for count, sentence in enumerate(sentences, 1):
        if chaptered and count in (1, 3, len(sentences)):
            name = {1: ("第一章", "总　则"), 3: ("第二章", "监督管理")}.get(count, ("第三章", "附　则"))
            out.append(f"\f{name[0]}　{name[1]}")
        out.append(f"第{with_units(count)}条　{sentence}")
    return tuple(out)


def _fill(rng: Random, rule: str, thing: str) -> str:
    ports, papers, goods = rng.sample(words.PORTS, 2), rng.sample(words.PAPERS, 2), rng.sample(words.GOODS, 2)
    return rule.format(
        mode=rng.choice(words.MODES), thing=thing, days=rng.choice((3, 7, 10, 15, 30)), rate=rng.randint(2, 40),
        measure=rng.choice(("分类", "备案", "风险", "信用", "联网", "分级")), port=ports[0], port2=ports[1],
        paper=papers[0], paper2=papers[1], goods=goods[0], goods2=goods[1],
    )  # fmt: skip
