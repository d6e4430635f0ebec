"""Words of the notices that `set_house` sets, and how a paragraph breaks into lines."""

from __future__ import annotations

from datetime import date
from random import Random
from typing import NamedTuple

OFFICES = (
    "商务部",
    "国家税务总局",
    "财政部",
    "农业农村部",
    "公安部",
    "国家外汇管理局",
    "国家发展和改革委员会",
)
ADDRESSEES = "广东分署，天津、上海特派办，各直属海关、院校："

_ITEMS = (
    "进出口货物收发货人应当如实申报货物的品名、规格、数量和成交价格，并对申报内容的真实性承担法律责任。",
    "自2009年4月1日起，各直属海关停止受理纸质单证，企业可以登录中国电子口岸办理有关手续。",
    "保税区、出口加工区和保税物流园区比照执行，其他海关特殊监管区域另行通知。",
    "海关总署公告2004年第26号同时废止，此前规定与本公告不一致的以本公告为准。",
    "企业申请办理备案手续，应当向所在地主管海关提交备案申请表和营业执照复印件。",
    "有关进口货物的完税价格按照《中华人民共和国海关审定进出口货物完税价格办法》审定。",
)
_RULE = (
    "第一条　为了规范海关管理，根据《中华人民共和国海关法》，制定本办法。",
    "第二条　本办法适用于进出境货物、物品的申报、查验和放行。",
    "第三条　本办法自发布之日起施行。",
)


class Matter(NamedTuple):
    """What a notice is about, and how it opens."""

    what: str
    opening: str


MATTERS = (
    Matter("调整部分商品进口关税税率", "为适应经济发展需要，经国务院批准，现就有关事项公告如下："),
    Matter("进口对苯二酚继续征收反倾销税", "根据《中华人民共和国反倾销条例》的规定，现将有关事项公告如下："),
    Matter("取消和调整行政审批项目", "根据《中华人民共和国行政许可法》，现公告如下："),
    Matter("加工贸易保税货物内销缓税利息征收", "为规范内销征税行为，海关总署决定调整征收办法，现公告如下："),
    Matter("启用新版进出口货物报关单格式", "经商有关部门，海关总署决定启用新版进出口货物报关单。现予公告。"),
    Matter("暂时进出境展览用品监管和通关便利措施", "近日，部分企业提出咨询。现将有关规定公告如下："),
)


def articles(rng: Random, matter: Matter) -> list[str]:
    """One to four items, numbered in one way."""
    marks = rng.choice(("一二三四", "1234", "    "))
    stop = {"一": "、", "1": "."}.get(marks[0], "")
    items = rng.sample(_ITEMS, rng.randint(1, 4))
    return [f"{mark.strip()}{stop}{item}" for mark, item in zip(marks, items, strict=False)]


def rule_articles() -> list[str]:
    """The articles of a rule."""
    return list(_RULE)


_DIGITS = "○一二三四五六七八九"


def chinese(day: date) -> str:
    """二○○九年三月十日."""
    year = "".join(_DIGITS[int(mark)] for mark in str(day.year))
    return f"{year}年{_small(day.month)}月{_small(day.day)}日"


def _small(number: int) -> str:
    tens, ones = divmod(number, 10)
    return ("", "十", "二十", "三十")[tens] + (_DIGITS[ones] if ones else "")


def ems(text: str) -> float:
    """The room a text takes: half an em for a Latin letter or figure, one for any other sign."""
    return sum(0.5 if mark.isascii() else 1.0 for mark in text)


def wrapped(text: str, indent: float, measure: int) -> list[tuple[str, float]]:
    """The lines of a paragraph with their indents; no mark begins a line, it hangs at the end of the last."""
    lines: list[tuple[str, float]] = []
    line = ""
    for mark in text:
        full = ems(line + mark) > measure - indent
        if full and not (mark in "，。；：、）》" and ems(line) <= measure - indent):
            lines.append((line, indent))
            line, indent = "", 0.0
        line += mark
    return [*lines, (line, indent)]
