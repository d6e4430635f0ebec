"""What a user would do without us: a handful of plain regular expressions over the text of a notice."""

from __future__ import annotations

import datetime as dt
import re

_NUMBER = re.compile(
    r"海关总署令\s*第\d+号|(?:海关总署)?公告\s*\d{4}年第\d+号|海关总署\d{4}年第\d+号公告|公告[〔（(]\d{4}[）)〕]\d+号"
)
_DATE = re.compile(r"(\d{4})年(\d{1,2})月(\d{1,2})日")
_EFFECT = re.compile(r"自(\d{4}年\d{1,2}月\d{1,2}日)起(?:正式)?(?:施行|实施|执行|生效)")
_AT_ONCE = re.compile(r"自(?:本公告)?(?:发布|公布|印发)之日起(?:施行|实施|执行|生效)")
_CITED = re.compile(
    r"[\u4e00-\u9fff]{2,12}令第\d+号|[\u4e00-\u9fff]{2,12}公告\d{4}年第\d+号|[\u4e00-\u9fff]{2,12}\d{4}年第\d+号公告"
    r"|[\u4e00-\u9fff]{1,8}〔\d{4}〕第?\d+号"
)
_VERBS = {
    "repeals": re.compile(r"废止"),
    "suspends": re.compile(r"停止执行"),
    "expires": re.compile(r"失效"),
    "amends": re.compile(r"修改|修订"),
}


def number(text: str) -> str:
    """The first number of the text."""
    found = _NUMBER.search(text)
    return found.group() if found else ""


def signed(text: str) -> dt.date | None:
    """The last date of the text."""
    found = _DATE.findall(text)
    return _day(found[-1]) if found else None


def effective(text: str) -> dt.date | None:
    """The date of 自…起施行; the last date of the text for 自发布之日起施行."""
    if found := _EFFECT.search(text):
        return _day(_DATE.findall(found.group(1))[0])
    return signed(text) if _AT_ONCE.search(text) else None


def issuers(text: str) -> tuple[str, ...]:
    """The words between 特此公告。 or the last full stop and the last date."""
    dates = list(_DATE.finditer(text))
    if not dates:
        return ()
    lead = text[: dates[-1].start()]
    return tuple(re.split(r"[。；]|\.[a-z]{3,4}", lead)[-1].split())


def relations(text: str) -> set[tuple[str, str]]:
    """(kind, number as printed): a number and a verb in one sentence; 根据 before the number is a basis."""
    found = set()
    for sentence in text.split("。"):
        for cited in _CITED.finditer(sentence):
            printed = re.sub(r"^.*?(?:根据|依据|和|及|、)", "", cited.group())
            kind = next((kind for kind, verb in _VERBS.items() if verb.search(sentence, cited.end())), "")
            if not kind and "根据" in sentence[: cited.start() + 4]:
                kind = "based_on"
            if kind:
                found.add((kind, printed))
    return found


def _day(parts: tuple[str, ...]) -> dt.date | None:
    try:
        return dt.date(*map(int, parts))
    except ValueError:
        return None
