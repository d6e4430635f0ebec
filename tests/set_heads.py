"""How the heads of notices are set by many printing houses: form by form, as lines to be filled in."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Form:
    """The lines of a head in order, and what they say.

    A line is centred and of the house's size for heads; ``-`` before it sets it in the size of the text, ``<`` flush
    and ``>`` at the right (in the size of the text, too). TITLE stands for the lines of the title, NAMES for a line
    each of the joint issuers. `kind` is the 文种 of the title; `rule`: where a rule stands ("" none, "under" its title
    in the head, "after" the signature).
    """

    lines: tuple[str, ...]
    number: str = "海关总署公告{year}年第{n}号"
    kind: str = "公告"
    titled: bool = True
    rule: str = ""


_WHOLE = "海关总署公告{year}年第{n}号"
_STATE = "中华人民共和国海关总署"
_PART = "-{year}年第{n}号"
_ORDER = "海关总署令第{n}号"
_LETTER = "署监发〔{year}〕{n}号"

FORMS = {
    "whole": Form(("{state}" + _WHOLE, "TITLE")),
    "masthead": Form(("{state}海关总署公告", _PART, "TITLE")),
    "brackets": Form((_STATE + "公告", "-（{year}年第{n}号）", "TITLE")),
    "spaced": Form((_STATE, "公　　告", "-{year}年 第{n}号", "TITLE")),
    "stacked": Form(("NAMES", "公　告", _PART, "TITLE")),
    "joint": Form(("{joint}", "公　告", _PART, "TITLE")),
    "right": Form((_STATE + "公告", ">{year}年第{n}号", "TITLE")),
    "left": Form(("<" + _WHOLE, "TITLE")),
    "below": Form(("TITLE", "-" + _WHOLE)),
    "below-in-brackets": Form(("TITLE", f"-（{_WHOLE}）")),
    "square": Form((f"-【{_WHOLE}】", "TITLE")),
    "bracketed-year": Form(("-公告〔{year}〕{n}号", "TITLE")),
    "two-lines": Form(("海关总署", "-公告{year}年第{n}号", "TITLE")),
    "dated": Form(("-" + _WHOLE, "TITLE", "-（{day}）")),
    "untitled": Form((_STATE + "公告", _PART), titled=False),
    "red-head": Form(("海关总署文件", "-" + _LETTER, "TITLE"), _LETTER, "通知"),
    "letter": Form(("TITLE", "-" + _LETTER), _LETTER, "通知"),
    "order": Form((_STATE + "　令", "-第 {n} 号"), _ORDER, "令", titled=False),
    "order-and-rule": Form((_STATE + "令", "-第{n}号"), _ORDER, "令", rule="after"),
    "rule": Form(("TITLE", "-（{date}海关总署令第{n}号公布）"), _ORDER, "令", rule="under"),
}
