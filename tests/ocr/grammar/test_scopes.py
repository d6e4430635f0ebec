import pytest
from hypothesis import given
from hypothesis import strategies as st

from ocr.grammar.scopes import SCOPE, scope_parts


@pytest.mark.parametrize(
    ("printed", "parts"),
    [
        ("附件2、4、8、9", ("att_2", "att_4", "att_8", "att_9")),
        ("附件", ("att",)),
        ("第五条第二款", ("art_5__para_2",)),
        ("第五条第一款、第二款和第九条", ("art_5__para_1", "art_5__para_2", "art_9")),
        ("第三条及附件", ("art_3", "att")),
        ("第三条至第六条", ("art_3", "art_4", "art_5", "art_6")),
        ("第三十八条第六项", ("art_38__item_6",)),
        ("第7条第3项", ("art_7__item_3",)),
        ("第二章", ("chp_2",)),
        ("第五条之一第二款", ("art_5-1__para_2",)),
        ("第十二、十三条", ("art_12", "art_13")),
        ("第三条第（二）项", ("art_3__item_2",)),
        ("有关乌克兰疫情的禁令", ()),
        ("", ()),
    ],
)
def test_parts_as_anchors(printed: str, parts: tuple[str, ...]) -> None:
    assert scope_parts(printed) == parts


@pytest.mark.parametrize(
    ("text", "scope"),
    [
        ("附件2、4、8、9同时废止", "附件2、4、8、9"),
        ("第三条有关原产于某国的规定", "第三条"),
        ("第五条修改为", "第五条"),
        ("第2024年", None),
    ],
)
def test_a_scope_ends_where_its_parts_end(text: str, scope: str | None) -> None:
    match = SCOPE.match(text)
    assert (match.group() if match else None) == scope


@given(st.text(alphabet="第五十条款项章附件12、和至（）Ａ", max_size=60))
def test_never_raises_and_never_gives_more_than_sixty_parts(text: str) -> None:
    parts = scope_parts(text)
    assert len(parts) <= 60
    assert len(set(parts)) == len(parts)


def test_a_huge_range_is_cut_short() -> None:
    assert len(scope_parts("第一条至第九百九十九条")) == 60
