"""What does not fit across issues: told once, for the right notices, and quickly."""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Sequence
from itertools import count

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.notice_records import Relation
from archive.outlines import Outline
from archive.statements import Statement
from index.discrepancies import CODES, Discrepancy, discrepancies
from index.standing import Standings, act_of

_numbers = count(1)


def outline(number: str, day: dt.date | None = dt.date(2019, 6, 1), **fields: object) -> Outline:
    values: dict[str, object] = {
        "id": f"i1n{next(_numbers)}",
        "issue_id": "i1",
        "issue": "海关总署文告 2019年第6期",
        "issue_date": None,
        "title": f"关于{number}的公告",
        "doc_number": number,
        "issuers": ("海关总署",),
        "date": day,
        "cites": (),
    }
    return Outline(**(values | fields))  # type: ignore[arg-type]


def annual(serial: int, day: dt.date | None = dt.date(2019, 6, 1), **fields: object) -> Outline:
    return outline(f"海关总署公告2019年第{serial}号", day, **fields)


def found(outlines: Sequence[Outline], code: str = "") -> list[Discrepancy]:
    return [item for item in discrepancies(outlines, Standings(())) if code in ("", item.code)]


def test_a_number_left_out_between_two_that_are_held() -> None:
    held = [annual(69), annual(71), annual(72), annual(80)]
    one, more = found(held)
    assert (one.code, one.notices) == ("number-left-out", (held[0].id, held[1].id))
    assert one.message.startswith("海关总署公告2019年第70号: ")
    assert more.message.startswith("海关总署公告2019年第73号 – 海关总署公告2019年第79号")


def test_numbers_of_others_need_not_be_complete() -> None:
    assert found([outline("商务部公告2019年第3号"), outline("商务部公告2019年第30号")]) == []


def test_one_number_on_two_notices_whatever_its_spelling() -> None:
    held = [outline("海关总署公告2019年第5号"), outline("海关总署公告2019年第5號"), annual(6)]
    (twice,) = found(held)
    assert (twice.code, twice.notices) == ("number-twice", (held[0].id, held[1].id))


def test_fields_that_lack() -> None:
    lacking = outline("", None, title="", issuers=())
    codes = ["notice-without-number", "notice-without-title", "notice-without-issuer", "notice-without-date"]
    assert [(item.code, item.notices) for item in found([lacking])] == [
        (code, (lacking.id,)) for code in codes
    ]


def test_a_misread_date_breaks_the_order_of_the_numbers() -> None:
    held = [annual(n, dt.date(2019, n, 10)) for n in range(1, 13)]
    held[4] = annual(5, dt.date(2019, 11, 10))
    (odd,) = found(held)
    assert (odd.code, odd.notices) == ("date-out-of-order", (held[4].id,))
    assert "between 2019-04-10 and 2019-06-10" in odd.message


def test_numbers_may_be_given_out_some_days_out_of_order() -> None:
    assert (
        found(
            [annual(1, dt.date(2019, 3, 20)), annual(2, dt.date(2019, 3, 1)), annual(3, dt.date(2019, 3, 21))]
        )
        == []
    )


def test_a_date_in_another_year_than_its_number() -> None:
    (odd,) = found([annual(1, dt.date(2018, 1, 5))])
    assert odd.code == "date-not-in-number-year"
    assert (
        found(
            [outline("海关总署令第5号", dt.date(2003, 1, 1)), outline("海关总署令第6号", dt.date(2004, 1, 1))]
        )
        == []
    )


def test_a_notice_signed_after_its_issue_came_out() -> None:
    (odd,) = found([annual(1, dt.date(2019, 6, 11), issue_date=dt.date(2019, 6, 10))])
    assert odd.code == "date-after-issue"
    assert found([annual(1, dt.date(2019, 6, 10), issue_date=dt.date(2019, 6, 10))]) == []


def test_contradictions_between_relations_are_told() -> None:
    old, young = annual(1, dt.date(2019, 1, 1)), annual(2, dt.date(2019, 2, 1))
    ends = Relation("repeals", young.doc_number, "", "同时废止")
    statements = [
        Statement(o.id, o.title, o.doc_number, "", o.date, None, None, (ends,) if o is old else ())
        for o in (old, young)
    ]
    (odd,) = discrepancies([old, young], Standings(act_of(s) for s in statements))
    assert (odd.code, odd.notices) == ("acts-on-a-younger-notice", (old.id, young.id))


@given(
    st.lists(st.tuples(st.integers(1, 40), st.none() | st.dates(dt.date(2018, 12, 1), dt.date(2020, 2, 1))))
)
def test_each_is_told_once_with_a_known_code(drawn: list[tuple[int, dt.date | None]]) -> None:
    held = [annual(serial, day) for serial, day in drawn]
    told = found(held)
    assert len(set(told)) == len(told)
    assert [CODES.index(item.code) for item in told] == sorted(CODES.index(item.code) for item in told)
    serials = {serial for serial, _ in drawn}
    gaps = [s for s in range(min(serials, default=0), max(serials, default=0)) if s > 0 and s not in serials]
    assert bool(gaps) == any(item.code == "number-left-out" for item in told)


@pytest.mark.parametrize("serial", [999_999_999, 5])
def test_ten_thousand_notices_are_gone_through_in_a_second(serial: int) -> None:
    held = [
        outline(f"海关总署公告{2000 + n % 25}年第{n // 25 * 2 + 1}号", dt.date(2000 + n % 25, 1 + n % 12, 1))
        for n in range(10_000)
    ]
    held.append(annual(serial))
    started = time.process_time()
    discrepancies(held, Standings(()))
    assert time.process_time() - started < 1.5
