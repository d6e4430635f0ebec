import pytest

from index.titles import title_key


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("海关总署关于调整部分商品税率的公告", "关于调整部分商品税率的公告"),
        ("海关总署、财政部关于调整部分商品税率的公告", "關於調整部分商品稅率的公告"),
        ("《关于调整〈税则〉注释的公告》", "关于调整《税则》注释的公告"),
        ("关于调整 部分商品税率的公告", "关于调整部分商品税率的公告"),
    ],
)
def test_one_title_has_one_key(one: str, other: str) -> None:
    assert title_key(one) == title_key(other) != ""


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("海关总署转发国务院关于口岸管理的通知", "国务院关于口岸管理的通知"),
        ("关于废止关于口岸管理的通知的公告", "关于口岸管理的通知"),
        ("关于调整税率的公告", "关于调整费率的公告"),
    ],
)
def test_other_titles_have_other_keys(one: str, other: str) -> None:
    assert title_key(one) != title_key(other)


@pytest.mark.parametrize("short", ["", "公告", "《通知》"])
def test_a_bare_kind_names_no_notice(short: str) -> None:
    assert title_key(short) == ""
