"""What modern notices are about: tariff rates, quarantine, modes of supervision, systems, lists."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from random import Random

from draw import clauses, words
from draw.clauses import Cited
from draw.notice import Appendix
from draw.numerals import arabic_date, with_units


@dataclass(frozen=True, slots=True)
class Matter:
    """A subject: title (without the 的公告), opening, numbered items, attachments, what it cites."""

    title: str
    opening: str
    items: tuple[str, ...]
    appendices: tuple[Appendix, ...] = ()
    cited: tuple[Cited, ...] = ()


def _opening(rng: Random, signed: date, aim: str) -> tuple[str, tuple[Cited, ...]]:
    text, cited = clauses.basis(rng, signed.year)
    return text + aim + rng.choice(("现公告如下：", "现将有关事项公告如下：")), cited


def _numbered(sentences: list[str]) -> tuple[str, ...]:
    return tuple(f"{with_units(count)}、{sentence}" for count, sentence in enumerate(sentences, 1))


def _rows(rng: Random, short: bool) -> int:
    return rng.randint(4, 7) if short else rng.randint(6, 22)


def tariff(rng: Random, signed: date, short: bool) -> Matter:
    """Rates of duty, with a table of tariff lines."""
    goods = rng.sample(words.GOODS, _rows(rng, short))
    opening, cited = _opening(rng, signed, f"决定对{goods[0]}、{goods[1]}等商品的进出口关税税率进行调整，")
    kind = rng.choice(("最惠国税率", "暂定税率", "协定税率", "出口税率", "特惠税率"))
    items = [
        f"对{goods[0]}（税则号列：{words.tariff_line(rng)}）实施进口{kind}，税率由{rng.randint(6, 30)}%"
        f"调整为{rng.randint(0, 5)}%。",
        f"对{goods[2]}、{goods[3]}等{len(goods)}项商品实施{kind}，具体商品范围和税率见附件。",
        "进出口货物收发货人及其代理人申报时，应当按照调整后的商品编号填报，商品名称、规格型号应当完整、"
        "规范。",
    ]
    head: tuple[str, ...] = ("税则号列", "商品名称", rng.choice(("税率（%）", "暂定税率（%）", "税率")))
    rows: list[tuple[str, ...]] = [
        (words.tariff_line(rng), item, str(rng.choice((0, 1, 2, 3, 5, 6, 8, 10, 12, 15, 25))))
        for item in goods
    ]
    if rng.random() < 0.4:
        head = ("序号", *head)
        rows = [(str(count), *row) for count, row in enumerate(rows, 1)]
    appendix = Appendix("附件", f"{rng.choice(words.COUNTRIES)}原产货物{kind}表", table=(head, *rows))
    place = rng.choice(("部分商品", f"{goods[0]}等商品"))
    return Matter(f"调整{place}进出口{kind}", opening, _numbered(items), (appendix,), cited)


def quarantine(rng: Random, signed: date, short: bool) -> Matter:
    """Requirements for plants or animals imported from a country."""
    goods, land = rng.choice(words.GOODS), rng.choice(words.COUNTRIES)
    opening, cited = _opening(rng, signed, f"允许符合相关要求的{land}{goods}进口，")
    pests = rng.sample(words.PESTS, 3)
    items = [
        f"允许进境的商品名称为{goods}，英文名称{land}方另行提供，应当产自经中方注册登记的企业。",
        f"{goods}不得携带{pests[0][0]}（{pests[0][1]}）、{pests[1][0]}（{pests[1][1]}）以及土壤、"
        "枝叶和杂质。",
        f"每一集装箱应当随附一份官方植物检疫证书，注明“{goods}符合议定书要求，"
        "不带中方关注的检疫性有害生物”。",
        f"冷处理温度不高于{rng.randint(0, 3)}.{rng.randint(0, 9)}℃，持续{rng.randint(12, 40)}天以上；"
        f"熏蒸处理应当在{rng.choice(words.PORTS)}口岸进行。",
        f"如发现{pests[2][0]}或者检出{rng.choice(words.DISEASES)}病原，该批货物作退回、"
        "销毁或者检疫处理，并暂停相关企业注册资格。",
    ]
    if short:
        items = items[:3]
    return Matter(f"进口{land}{goods}检验检疫要求", opening, _numbered(items), (), cited)


def mode(rng: Random, signed: date, short: bool) -> Matter:
    """A mode of supervision and how to declare under it."""
    name, zone = rng.choice(words.MODES), rng.choice(words.ZONES)
    opening, cited = _opening(rng, signed, f"决定在{zone}开展{name}业务，")
    ports, papers = rng.sample(words.PORTS, 6), rng.sample(words.PAPERS, 4)
    items = [
        f"增列海关监管方式代码“{rng.randint(1000, 9999)}”，全称“{zone}{name}”，简称“{name}”。",
        f"{'、'.join(ports)}等{rng.randint(7, 30)}个口岸自{arabic_date(signed)}起试点，"
        f"试点期限为{rng.choice((6, 12, 24))}个月。",
        f"企业应当通过国际贸易“单一窗口”申报，并上传{papers[0]}、{papers[1]}；"
        f"海关验核{papers[2]}和{papers[3]}正本后办理放行手续。"
        "（一）货物到港前申报的，应当取得提运单或者载货清单数据；（二）货物到港后申报的，"
        f"应当自运输工具申报进境之日起{rng.randint(7, 14)}日内办理。",
        f"单票货物完税价格不超过{rng.randint(2, 50)}00元人民币，毛重不超过{rng.randint(20, 999)}千克的，"
        "可以集中申报。",
        "对存在侵权、走私等违法行为的企业，海关将下调其信用等级，并取消试点资格。",
    ]
    return Matter(f"{zone}{name}监管有关事项", opening, _numbered(items[: 3 if short else 5]), (), cited)


def system(rng: Random, signed: date, short: bool) -> Matter:
    """A computer system goes into use."""
    name, other = rng.sample(words.SYSTEMS, 2)
    opening, cited = _opening(rng, signed, f"海关总署决定启用{name}，")
    items = [
        f"自{arabic_date(signed)}{rng.randint(0, 23)}时起，{name}正式启用，原{other}的相关功能同时关闭。",
        f"企业可以凭IC卡登录，查询{rng.choice(words.PAPERS)}、{rng.choice(words.PAPERS)}的办理状态，"
        f"技术支持电话：010-{rng.randint(60000000, 69999999)}。",
        f"切换期间因故障无法申报的，可以向{rng.choice(words.PORTS)}海关或者{rng.choice(words.CORRIDORS)}"
        "提出书面说明，经核实后不予计征滞报金。",
    ]
    return Matter(f"启用{name}", opening, _numbered(items[: 2 if short else 3]), (), cited)


def roster(rng: Random, signed: date, short: bool) -> Matter:
    """A list of enterprises, as a table of names that were never printed before."""
    goods = rng.choice(words.GOODS)
    opening, cited = _opening(
        rng, signed, (f"经审核，{words.company(rng)}等企业符合出口{goods}注册登记条件，")
    )
    items = [
        f"准予附件所列企业注册登记，有效期{rng.choice((3, 5))}年。"
        f"企业应当在有效期届满{rng.choice((30, 60, 90))}日前申请延续。",
        f"注销{words.company(rng)}（法定代表人：{words.person(rng)}）的出口{goods}备案资格。",
    ]
    if rng.random() < 0.3:
        names = "、".join(words.person(rng) for _ in range(rng.randint(4, 12)))
        items.append(f"撤销{names}等人的报关人员备案。")
    head = ("序号", "企业名称", "注册编号")
    rows = [
        (
            str(count),
            words.company(rng),
            f"{rng.randint(1100, 6500)}{rng.choice('ABDEFHKMNPRSTWXY')}{rng.randint(100, 999)}",
        )
        for count in range(1, _rows(rng, short) + 1)
    ]
    appendix = Appendix("附件", f"出口{goods}注册登记企业名单", table=(head, *rows))
    return Matter(f"公布出口{goods}注册登记企业名单", opening, _numbered(items), (appendix,), cited)


def outbreak(rng: Random, signed: date, short: bool) -> Matter:
    """Import is stopped because of a disease."""
    land, disease = rng.choice(words.COUNTRIES), rng.choice(words.DISEASES)
    clause, cited = clauses.basis(rng, signed.year)
    opening = (
        f"近日，{land}向世界动物卫生组织通报，该国发生{disease}疫情。为防止疫情传入我国，{clause}现公告如下："
    )
    items = [
        f"禁止直接或者间接从{land}输入相关动物及其产品（源于{rng.choice(words.GOODS)}的未经加工产品）。",
        f"禁止寄递或者携带来自{land}的有关产品入境。一经发现，一律作退回或者销毁处理。",
        f"途经我国的来自{land}的船舶、航空器、铁路列车等运输工具，其泔水、"
        "动植物性废弃物应当在海关监督下作除害处理，不得擅自抛弃。",
    ]
    return Matter(f"防止{land}{disease}传入我国", opening, _numbered(items[: 2 if short else 3]), (), cited)


def forms(rng: Random, signed: date, short: bool) -> Matter:
    """Formats of papers change; two attachments, one of text and one a table."""
    paper = rng.choice(words.PAPERS)
    opening, cited = _opening(rng, signed, f"海关总署对《{paper}》的格式及填制规范作了修订，")
    items = [
        f"修订后的《{paper}》为A4纸幅，一式{rng.choice('二三四')}联，适用于{rng.choice(words.MODES)}货物。",
        f"“经停港”“境内目的地”等{rng.randint(3, 12)}个栏目为必填项，"
        f"“备注”栏由{rng.choice(words.CORRIDORS)}核定后填写。",
    ]
    fields = rng.sample(words.PAPERS + words.MODES, 5 if short else 8)
    rule = Appendix(
        "附件1",
        f"{paper}填制规范",
        tuple(
            f"{count}.{item}栏：填报{rng.choice(words.GOODS)}的"
            f"{rng.choice(('数量', '毛重', '总价', '币制', '原产国', '最终目的国'))}，不得空缺；"
            "没有内容的，填报“无”。"
            for count, item in enumerate(fields[:3], 1)
        ),
    )
    table = Appendix(
        "附件2",
        f"{paper}栏目代码表",
        table=(("代码", "栏目名称"), *((f"{rng.randint(10, 99)}", item) for item in fields)),
    )
    return Matter(f"修订{paper}格式", opening, _numbered(items), (rule, table), cited)


MATTERS: tuple[Callable[[Random, date, bool], Matter], ...] = (
    tariff, tariff, quarantine, mode, system, roster, outbreak, forms,
)  # fmt: skip
