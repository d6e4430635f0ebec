"""Old rule against new rule: what is told as changed is what was changed."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.notice_records import Clause
from index.clause_pairs import segments
from index.comparison import Change, ComparedClause, compare
from index.errors import RequestInvalid

ARTICLES = (
    "为了规范海关对保税货物的监管，根据海关法，制定本办法。",
    "企业应当在货物进境之日起十四日内向主管海关申报。",
    "主管海关可以派员核查企业的库存，企业应当予以配合。",
    "违反本办法的，由海关依照行政处罚实施条例处理。",
    "本办法自二〇〇五年五月一日起施行。",
)
_ONES = "一二三四五六七八九"


def law(articles: list[str] | tuple[str, ...]) -> tuple[str, list[Clause]]:
    """The articles as a text, numbered through, with their clauses."""
    text, clauses = "", []
    for count, article in enumerate(articles):
        label = f"第{_ONES[count]}条"
        start = len(text)
        text += f"{label} {article}\n"
        clauses.append(Clause("art", label, 0, start, len(text), f"art_{count + 1}"))
    return text, clauses


def told(compared: tuple[ComparedClause, ...]) -> list[tuple[str, str, str]]:
    return [
        (item.change.value, item.old.anchor if item.old else "", item.new.anchor if item.new else "")
        for item in compared
    ]


def test_an_article_put_in_shifts_numbers_and_changes_nothing_else() -> None:
    new = [*ARTICLES[:2], "企业遗失单证的，应当书面说明情况并申请补发。", *ARTICLES[2:]]
    compared = compare(*law(ARTICLES), *law(new))
    assert [item[0] for item in told(compared)] == [
        "same",
        "same",
        "added",
        "renumbered",
        "renumbered",
        "renumbered",
    ]
    text, new_text = law(ARTICLES)[0], law(new)[0]
    for item in compared[3:]:
        changes = [d for d in item.differences if not d.same]
        assert [(text[slice(*d.old)], new_text[slice(*d.new)]) for d in changes] in (
            [[("三", "四")], [("四", "五")], [("五", "六")]]
        )


def test_a_change_within_an_article_is_told_by_character() -> None:
    new = [
        *ARTICLES[:1],
        ARTICLES[1].replace("十四日", "三十日").replace("主管海关", "口岸海关"),
        *ARTICLES[2:],
    ]
    old_text, new_text = law(ARTICLES)[0], law(new)[0]
    compared = compare(*law(ARTICLES), *law(new))
    assert [item[0] for item in told(compared)] == ["same", "changed", "same", "same", "same"]
    changes = [d for d in compared[1].differences if not d.same]
    assert [(old_text[slice(*d.old)], new_text[slice(*d.new)]) for d in changes] == [
        ("十四", "三十"),
        ("主管", "口岸"),
    ]


def test_a_moved_article_is_told_as_moved() -> None:
    new = [ARTICLES[0], ARTICLES[3], ARTICLES[1], ARTICLES[2], ARTICLES[4]]
    assert "moved" in [item[0] for item in told(compare(*law(ARTICLES), *law(new)))]
    assert not {"added", "removed"} & {item[0] for item in told(compare(*law(ARTICLES), *law(new)))}


def test_script_and_width_are_no_difference() -> None:
    old, new = (
        law(["海关对进口货物征收关税（见附件），税率为10%。"]),
        law(["海關對進口貨物徵收關稅(見附件)，稅率為１０％。"]),
    )
    new_text = new[0].replace("第一条", "第一條")
    assert [item.change for item in compare(*old, new_text, new[1])] == [Change.SAME]


def test_text_around_the_articles_is_kept() -> None:
    text, clauses = law(ARTICLES[:2])
    shifted = [Clause(c.level, c.label, 0, c.start + 4, c.end + 4, c.anchor) for c in clauses]
    pieces = segments("序言。\n" + text + "特此公告。", shifted)
    assert [piece.anchor for piece in pieces] == ["", "art_1", "art_2", ""]


def test_texts_too_long_to_compare_are_refused() -> None:
    with pytest.raises(RequestInvalid, match="too long"):
        compare("表" * 130_000, (), "表", ())


def test_long_pieces_are_compared_by_paragraph() -> None:
    lines = [f"{count}号商品" for count in range(900)]
    old, new = "一、" + "\n".join(lines), "一、" + "\n".join([*lines[:400], "新增商品", *lines[400:]])
    (item,) = compare(
        old,
        [Clause("head", "一、", 0, 0, len(old), "head_1")],
        new,
        [Clause("head", "一、", 0, 0, len(new), "head_1")],
    )
    assert [new[slice(*d.new)] for d in item.differences if not d.same] == ["新增商品\n"]


TEXTS = st.lists(st.text("关税征收货物第一二条。\n ", max_size=20), max_size=6)


@given(TEXTS, TEXTS)
def test_every_character_of_both_is_told_once(old: list[str], new: list[str]) -> None:
    one, other = law(old), law(new)
    compared = compare(*one, *other)
    for text, side in ((one[0], "old"), (other[0], "new")):
        covered = sorted(
            (getattr(item, side).start, getattr(item, side).end) for item in compared if getattr(item, side)
        )
        assert all(a[1] <= b[0] for a, b in pairwise(covered))
        assert "".join(text[a:b] for a, b in covered).split() == text.split()
    for item in compared:
        if item.old and item.new:
            assert (
                "".join(one[0][slice(*d.old)] for d in item.differences)
                == one[0][item.old.start : item.old.end].rstrip()
            )
            assert (
                "".join(other[0][slice(*d.new)] for d in item.differences)
                == other[0][item.new.start : item.new.end].rstrip()
            )


@given(TEXTS)
def test_a_text_is_the_same_as_itself(text: list[str]) -> None:
    assert {item.change for item in compare(*law(text), *law(text))} <= {Change.SAME}
