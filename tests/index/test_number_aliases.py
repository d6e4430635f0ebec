"""Every spelling of a document number leads to its notice: typed, printed and canonical forms meet."""

from __future__ import annotations

import itertools

import pytest

from index.fold import fold
from index.numbers import find_numbers, number_key
from spellings import SPELLINGS

OF_ONE = {canonical: [p for p, c in SPELLINGS if c == canonical] for _, canonical in SPELLINGS}


@pytest.mark.parametrize(("printed", "canonical"), SPELLINGS)
def test_each_spelling_meets_its_canonical_form(printed: str, canonical: str) -> None:
    one, other = number_key(printed), number_key(canonical)
    assert one is not None
    assert other is not None
    assert one.meets(other)
    assert other.meets(one)


@pytest.mark.parametrize("canonical", [c for c, spellings in OF_ONE.items() if len(spellings) > 1])
def test_all_spellings_of_one_number_meet_each_other(canonical: str) -> None:
    for one, other in itertools.combinations(OF_ONE[canonical], 2):
        a, b = number_key(one), number_key(other)
        assert a is not None
        assert b is not None
        assert a.meets(b), (one, other)


@pytest.mark.parametrize(("one", "other"), list(itertools.combinations(sorted(OF_ONE), 2)))
def test_different_numbers_do_not_meet(one: str, other: str) -> None:
    if {one, other} in SAME_BUT_FOR_WHAT_IS_LEFT_OUT:
        return
    a, b = number_key(one), number_key(other)
    assert a is not None
    assert b is not None
    assert not a.meets(b)


SAME_BUT_FOR_WHAT_IS_LEFT_OUT = [
    {"訓令關字第965號", "關字第965號"},
    {"財政部關務署訓令關字第965號", "訓令關字第965號"},
    {"財政部關務署訓令關字第965號", "關字第965號"},
    {"通令第4374號", "總稅務司署通令第4374號"},
    {"通令第4374號", "海關總稅務司署通令第4374號"},
    {"總稅務司署通令第4374號", "海關總稅務司署通令第4374號"},
    {"Circular No. 4374 (Second Series)", "I.G. Circular No. 4374 (Second Series)"},
]
"""Canonical forms of what can be one notice: an issuer that is not printed is not put in."""


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("署税〔2000〕5号", "署税发〔2000〕5号"),
        ("海关总署令第5号", "財政部關務署令第5號"),
        ("海关总署公告2019年第5号", "关务署公告2019年第5号"),
        ("Circular No. 12", "Notice No. 12"),
        ("Circular No. 12 (Second Series)", "Circular No. 12 (First Series)"),
    ],
)
def test_what_looks_alike_and_is_not_the_same(one: str, other: str) -> None:
    a, b = number_key(one), number_key(other)
    assert a is not None
    assert b is not None
    assert not a.meets(b)
    assert not b.meets(a)


@pytest.mark.parametrize(
    ("printed", "canonical"), [(p, c) for p, c in SPELLINGS if "号" in p and "（2004年" not in p]
)
def test_a_cited_spelling_leads_to_the_notice(printed: str, canonical: str) -> None:
    own = [number_key(canonical), number_key(printed)]  # what the index keeps of a notice
    found = [key for _, _, key in find_numbers(fold(f"根据{printed}的规定"))]
    assert any(key.meets(wanted) for key in found for wanted in own if wanted is not None), found
