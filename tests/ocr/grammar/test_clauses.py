"""Clauses: trees that are printed and found again, and print that only looks like a clause."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ocr.grammar.clauses import Clause, Level, cited_clause, find_clauses

_ONES = "一二三四五六七八九"


def numeral(number: int) -> str:
    tens, ones = divmod(number, 10)
    return (_ONES[tens - 1] if tens > 1 else "") + ("十" if tens else "") + (_ONES[ones - 1] if ones else "")


LABELS = {
    Level.CHAPTER: lambda n: f"第{numeral(n)}章　",
    Level.ARTICLE: lambda n: f"第{numeral(n)}条　",
    Level.HEAD: lambda n: f"{numeral(n)}、",
    Level.ITEM: lambda n: f"（{numeral(n)}）",
    Level.POINT: lambda n: f"{n}．",
    Level.SUBPOINT: lambda n: f"（{n}）",
}


@dataclass(frozen=True)
class Node:
    words: str
    children: tuple[Node, ...] = ()


WORDS = st.text("关税征收货物进出口企业申报办理检疫监管", min_size=2, max_size=6)
TREES = st.recursive(
    st.builds(Node, WORDS),
    lambda inner: st.builds(Node, WORDS, st.lists(inner, max_size=12).map(tuple)),
    max_leaves=30,
)


def printed(
    nodes: tuple[Node, ...], levels: tuple[Level, ...], count: int = 0
) -> tuple[list[str], list[str]]:
    """Paragraphs, and the anchors they should get; articles are numbered through."""
    lines: list[str] = []
    anchors: list[str] = []
    for number, node in enumerate(nodes, start=1):
        own = f"{levels[0]}_{number}"
        lines.append(LABELS[levels[0]](number) + node.words + "：")
        anchors.append(own)
        if len(levels) > 1:
            deeper, below = printed(node.children, levels[1:])
            lines += deeper
            anchors += [f"{own}__{anchor}" for anchor in below]
    return lines, anchors


@given(
    st.lists(TREES, max_size=25).map(tuple),
    st.sampled_from(
        [
            (Level.HEAD, Level.ITEM, Level.POINT, Level.SUBPOINT),
            (Level.HEAD, Level.POINT, Level.SUBPOINT),
            (Level.ARTICLE, Level.ITEM, Level.POINT),
            (Level.POINT, Level.SUBPOINT),
        ]
    ),
)
def test_a_printed_tree_is_found_again(nodes: tuple[Node, ...], levels: tuple[Level, ...]) -> None:
    lines, anchors = printed(nodes, levels)
    text = "\n".join(["现公告如下：", *lines, "特此公告。"])
    assert [clause.anchor for clause in find_clauses(text)] == anchors


@given(st.text("第一二三十条章节款项（）()、．.1２9\n。；：附件特此公告①之本办法自施行 　", max_size=200))
def test_clauses_nest_and_have_anchors_of_their_own(text: str) -> None:
    clauses = find_clauses(text)
    assert len({clause.anchor for clause in clauses}) == len(clauses)
    path: list[Clause] = []
    for clause in clauses:
        assert 0 <= clause.start < clause.end <= len(text)
        assert text[clause.start : clause.end].startswith(clause.label)
        assert clause.depth <= len(path)
        del path[clause.depth :]
        assert all(outer.start <= clause.start and clause.end <= outer.end for outer in path)
        path.append(clause)


LAW = """第一章　总则
第一条　为了规范管理，制定本办法。
第二条　有下列情形之一的，不予放行：
（一）未申报的；
（二）不符合第一条规定的。
前款所称放行，由海关决定。
第二条之一　第二条第二款另有规定的，从其规定。
第二章　附则
第三条　本办法自2019年1月1日起施行。"""


def test_articles_are_numbered_through_chapters_and_have_paragraphs() -> None:
    anchors = [clause.anchor for clause in find_clauses(LAW)]
    assert anchors == [
        "chp_1", "art_1", "art_2", "art_2__para_1", "art_2__para_1__item_1", "art_2__para_1__item_2",
        "art_2__para_2", "art_2-1", "chp_2", "art_3",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("reference", "anchor"),
    [
        ("第二条第一款第（二）项", "art_2__para_1__item_2"),
        ("第二条第（二）项", "art_2__para_1__item_2"),
        ("第二条第二款", "art_2__para_2"),
        ("第二条之一", "art_2-1"),
        ("第三条第一款", "art_3"),
        ("第3条", "art_3"),
        ("第九条", None),
        ("附件2", None),
    ],
)
def test_a_reference_finds_its_clause(reference: str, anchor: str | None) -> None:
    found = cited_clause(find_clauses(LAW), reference)
    assert (found.anchor if found else None) == anchor


@pytest.mark.parametrize(
    ("text", "anchors"),
    [
        ("一、甲；二、乙。第五条、第六条不适用。", ["head_1", "head_2"]),
        ("第五条规定的企业，自2019年起办理。", []),
        ("符合（一）、（二）的，准予放行。", []),
        ("名录发布的一、二、三类病种。", []),
        ("一、甲。\n三、丙。", ["head_1", "head_3"]),
        ("二、乙。\n三、丙。", ["head_2", "head_3"]),
        ("一、甲：\n附件：1．目录\n2．名单", ["head_1"]),
        ("一、甲。\n本公告自2019年1月1日起施行。\n一、乙。", ["head_1", "head_1~2"]),
    ],
)
def test_what_opens_a_clause_and_what_only_looks_so(text: str, anchors: list[str]) -> None:
    assert [clause.anchor for clause in find_clauses(text)] == anchors


def test_a_long_text_takes_linear_time() -> None:
    text = "\n".join(
        f"{number % 90 + 1}．关税（{_ONES[number % 9]}）货物；①申报。" for number in range(20_000)
    )
    assert find_clauses(text)
