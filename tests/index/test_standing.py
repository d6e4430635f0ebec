"""How a notice stands on a day: from what others say of it, whenever they arrive."""

from __future__ import annotations

import datetime as dt
import random
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.notice_records import Relation
from index.numbers import number_key
from index.standing import Contradiction, Standings, Status
from index.targets import Act
from index.titles import title_key

DAYS = st.dates(dt.date(1990, 1, 1), dt.date(2030, 1, 1))


def act(notice_id: str, number: str, day: dt.date | None, *relations: tuple[str, str, str]) -> Act:
    key = number_key(number)
    assert key is not None
    return Act(
        notice_id,
        (key,),
        day,
        None,
        tuple(Relation(kind, target, scope, "…") for kind, target, scope in relations),
    )


OLD = act("i1n1", "海关总署公告2003年第82号", dt.date(2003, 12, 1))


def standing(day: dt.date, *others: Act) -> Status:
    return Standings([OLD, *others]).on("i1n1", day).status


@pytest.mark.parametrize(
    ("kind", "scope", "status"),
    [
        ("repeals", "", Status.REPEALED),
        ("replaces", "", Status.REPEALED),
        ("expires", "", Status.EXPIRED),
        ("suspends", "", Status.SUSPENDED),
        ("repeals_in_part", "附件2", Status.PARTLY_REPEALED),
        ("amends", "第三条", Status.AMENDED),
    ],
)
def test_a_relation_works_from_the_day_its_notice_takes_effect(kind: str, scope: str, status: Status) -> None:
    new = act("i2n1", "海关总署公告2009年第5号", dt.date(2009, 3, 1), (kind, "公告〔2003〕82号", scope))
    assert standing(dt.date(2003, 11, 30), new) is Status.NOT_YET
    assert standing(dt.date(2003, 12, 1), new) is Status.IN_FORCE
    assert standing(dt.date(2009, 2, 28), new) is Status.IN_FORCE
    assert standing(dt.date(2009, 3, 1), new) is status
    assert Standings([OLD, new]).on("i2n1", dt.date(2010, 1, 1)).status is Status.IN_FORCE


def test_the_heaviest_effect_decides_and_all_are_named() -> None:
    amends = act(
        "i2n1", "海关总署公告2005年第1号", dt.date(2005, 1, 1), ("amends", "海关总署公告2003年第82号", "")
    )
    repeals = act(
        "i3n1", "海关总署公告2007年第1号", dt.date(2007, 1, 1), ("repeals", "海关总署公告2003年第82号", "")
    )
    now = Standings([repeals, amends, OLD]).on("i1n1", dt.date(2008, 1, 1))
    assert now.status is Status.REPEALED
    assert [effect.source for effect in now.because] == ["i3n1", "i2n1"]


def test_a_notice_ends_by_its_own_words() -> None:
    own = replace(OLD, last=dt.date(2004, 5, 31))
    assert Standings([own]).on("i1n1", dt.date(2004, 5, 31)).status is Status.IN_FORCE
    assert Standings([own]).on("i1n1", dt.date(2004, 6, 1)).status is Status.EXPIRED


def test_a_target_that_is_not_held_waits() -> None:
    new = act(
        "i2n1", "海关总署公告2009年第5号", dt.date(2009, 3, 1), ("repeals", "海关总署公告2003年第82号", "")
    )
    assert [relation.target for _, relation in Standings([new]).unresolved] == ["海关总署公告2003年第82号"]
    assert Standings([new, OLD]).unresolved == []


def test_contradictions_are_told() -> None:
    a = act(
        "i1n1", "海关总署公告2003年第1号", dt.date(2003, 1, 1), ("repeals", "海关总署公告2003年第2号", "")
    )
    b = act(
        "i1n2", "海关总署公告2003年第2号", dt.date(2003, 1, 1), ("repeals", "海关总署公告2003年第1号", "")
    )
    assert Contradiction("end-each-other", ("i1n1", "i1n2")) in Standings([a, b]).contradictions()
    early = act(
        "i2n1", "海关总署公告2002年第9号", dt.date(2002, 1, 1), ("amends", "海关总署公告2003年第82号", "")
    )
    assert Standings([OLD, early]).contradictions() == [
        Contradiction("acts-on-a-younger-notice", ("i2n1", "i1n1"))
    ]


def test_a_notice_without_a_date_is_unknown_until_it_is_ended() -> None:
    undated = act("i1n1", "海关总署公告2003年第82号", None)
    new = act(
        "i2n1", "海关总署公告2009年第5号", dt.date(2009, 3, 1), ("repeals", "海关总署公告2003年第82号", "")
    )
    standings = Standings([undated, new])
    assert standings.on("i1n1", dt.date(2009, 2, 28)).status is Status.UNKNOWN
    assert standings.on("i1n1", dt.date(2009, 3, 1)).status is Status.REPEALED


KINDS = st.sampled_from(["repeals", "amends", "repeals_in_part", "expires", "based_on"][:4])


@given(
    st.lists(
        st.tuples(DAYS, st.lists(st.tuples(KINDS, st.integers(1, 8)), max_size=3)), min_size=1, max_size=8
    ),
    st.integers(),
    st.lists(DAYS, min_size=2, max_size=2).map(sorted),
)
def test_order_of_arrival_does_not_matter_and_what_ended_stays_ended(
    drawn: list[tuple[dt.date, list[tuple[str, int]]]], seed: int, days: list[dt.date]
) -> None:
    acts = [
        act(
            f"i1n{n}",
            f"海关总署公告2003年第{n}号",
            day,
            *((kind, f"海关总署公告2003年第{target}号", "") for kind, target in relations),
        )
        for n, (day, relations) in enumerate(drawn, start=1)
    ]
    shuffled = random.Random(seed).sample(acts, len(acts))
    one, other = Standings(acts), Standings(shuffled)
    for item in acts:
        before, after = (one.on(item.id, day).status for day in days)
        assert [before, after] == [other.on(item.id, day).status for day in days]
        if before is Status.REPEALED:
            assert after is Status.REPEALED


def test_a_relation_works_from_the_day_that_it_names() -> None:
    ends = Relation("repeals", "海关总署公告2003年第82号", "", "自2010年1月1日起停止执行", "2010-01-01")
    new = replace(act("i2n1", "海关总署公告2009年第5号", dt.date(2009, 3, 1)), relations=(ends,))
    assert standing(dt.date(2009, 12, 31), new) is Status.IN_FORCE
    assert standing(dt.date(2010, 1, 1), new) is Status.REPEALED


def test_a_title_means_the_one_notice_that_has_it() -> None:
    titled = replace(OLD, title=title_key("关于进境物品归类的公告"))
    ends = Relation("repeals", "海关总署关于进境物品归类的公告", "", "…")
    new = replace(act("i2n1", "海关总署公告2009年第5号", dt.date(2009, 3, 1)), relations=(ends,))
    found = Standings([titled, new])
    assert found.on("i1n1", dt.date(2009, 3, 1)).status is Status.REPEALED
    assert not found.unresolved

    twin = replace(titled, id="i1n2")
    assert Standings([titled, twin, new]).unresolved == [("i2n1", ends)]

    younger = replace(titled, day=dt.date(2015, 1, 1))
    assert Standings([younger, new]).unresolved == [("i2n1", ends)]
