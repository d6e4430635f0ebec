"""What is not held though it ought to exist."""

from __future__ import annotations

import datetime as dt
from itertools import count

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.outlines import Outline
from archive.records import Issue
from index.missing import Missing, missing

_ids = count(1)


def notice(number: str, *cites: str) -> Outline:
    return Outline(f"i1n{next(_ids)}", "i1", "", None, "", number, (), None, cites)


def issue(number: str = "", title: str = "", series: str = "海关总署文告") -> Issue:
    at = next(_ids)
    return Issue(f"i{at}", f"k{at}", series, title, number, dt.date(2005, 4, 10), "", "")


def numbers(*held: Outline, others: bool = False) -> dict[str, tuple[tuple[int, int], ...]]:
    return {item.series: item.missing for item in missing(held, [], others=others).numbers}


def runs(*issues: Issue) -> dict[tuple[str, str], tuple[tuple[int, int], ...]]:
    return {(run.series, run.within): run.missing for run in missing([], issues).issues}


def test_a_series_of_a_year_begins_with_one_and_ends_with_the_last_known() -> None:
    a = notice("海关总署公告2019年第3号", "海关总署公告2019年第9号")
    found = missing([a, notice("海关总署公告2019年第5号")], [])
    (series,) = found.numbers
    assert series.series == "海关总署公告2019年第…号"
    assert (series.year, series.held, series.first, series.last) == (2019, 2, 1, 9)
    assert series.missing == ((1, 2), (4, 4), (6, 9))
    assert series.count == 7
    assert [(cited.number, cited.by) for cited in series.cited] == [("海关总署公告2019年第9号", (a.id,))]


def test_a_series_counted_through_begins_with_the_first_known() -> None:
    assert numbers(notice("海关总署令第61号"), notice("海关总署令第64号")) == {"海关总署令第…号": ((62, 63),)}


def test_spellings_of_one_series_are_one() -> None:
    assert numbers(notice("海关总署公告2019年第1号"), notice("海关总署公告2019年第2號")) == {
        "海关总署公告2019年第…号": ()
    }


def test_of_a_series_that_is_only_cited_only_the_citations_are_known() -> None:
    held = notice("海关总署公告2019年第1号", "署税〔1992〕746号", "署税〔1992〕748号")
    assert numbers(held)["署税〔1992〕…号"] == ((746, 746), (748, 748))


def test_other_issuers_are_left_out_unless_wanted() -> None:
    held = (notice("商务部公告2019年第3号"), notice("I.G. Circular No. 4374 (Second Series)"))
    assert numbers(*held) == {"I.G. Circular No. … (Second Series)": ()}
    assert numbers(*held, others=True)["商务部公告2019年第…号"] == ((1, 2),)


@pytest.mark.parametrize(
    ("issues", "wanted"),
    [
        ([issue("2005年第4期"), issue("2005年第1期")], {("海关总署文告", "2005年"): ((2, 3),)}),
        ([issue(title="海关总署文告 2005年第2期")], {("海关总署文告", "2005年"): ((1, 1),)}),
        (
            [issue("2005年第2期（总第74期）")],
            {("海关总署文告", "2005年"): ((1, 1),), ("海关总署文告", "总第"): ((1, 73),)},
        ),
        ([issue("第六卷第三期", series="關務公報")], {("關務公報", "6卷"): ((1, 2),)}),
        ([issue("二〇〇五年第二期")], {("海关总署文告", "2005年"): ((1, 1),)}),
        ([issue("Vol. II"), issue("")], {}),
        ([issue("Vol. 12, No. 3", series="Gazette")], {("Gazette", "12卷"): ((1, 2),)}),
    ],
)
def test_issues_that_lack(
    issues: list[Issue], wanted: dict[tuple[str, str], tuple[tuple[int, int], ...]]
) -> None:
    assert runs(*issues) == wanted


def test_a_year_of_which_nothing_is_held_is_named() -> None:
    found = missing([], [issue("2003年第1期"), issue("2005年第1期")])
    assert [(run.within, run.held) for run in found.issues] == [("2003年", 1), ("2005年", 1), ("2004年", 0)]


def test_an_issue_held_twice_is_told() -> None:
    (run,) = missing([], [issue("2003年第1期"), issue("2003年第1期")]).issues
    assert run.twice == (1,)


@given(st.sets(st.integers(1, 300), min_size=1))
def test_held_and_missing_make_up_all(held: set[int]) -> None:
    (series,) = missing([notice(f"海关总署公告2019年第{n}号") for n in held], []).numbers
    absent = {n for low, high in series.missing for n in range(low, high + 1)}
    assert absent | held == set(range(1, max(held) + 1))
    assert not absent & held
    assert series.count == len(absent)


def test_a_misread_number_of_nine_places_costs_nothing() -> None:
    found = missing([notice("海关总署公告2019年第999999999号")], [])
    assert isinstance(found, Missing)
    assert found.numbers[0].missing == ((1, 999_999_998),)
