"""An id that was cited never leads nowhere: a notice that vanished says where to look, and comes back under its id."""

import pickle
from collections.abc import Callable, Sequence

import pytest

from archive import Archive
from archive.errors import Gone, NotHeld
from archive.notice_records import Notice
from archive.notices import get_notice, replace_notices
from archive.tombstones import MERGED, NOT_FOUND_AGAIN, Tombstone, issue_tombstones, tombstone

Hold = Callable[..., list[str]]
Make = Callable[..., Notice]
BODY = "一、甲。\n二、乙。\n三、丙丁。"


def put(archive: Archive, cut: Sequence[Notice], issue_id: str = "i1") -> list[str]:
    with archive.write() as connection:
        return replace_notices(connection, issue_id, cut, [], "fingerprint")


def stone(archive: Archive, notice_id: str) -> Tombstone | None:
    with archive.read() as connection:
        return tombstone(connection, notice_id)


def read(archive: Archive, notice_id: str) -> Notice:
    with archive.read() as connection:
        return get_notice(connection, notice_id)


@pytest.fixture
def two(new_notice: Make) -> tuple[Notice, Notice]:
    """The first runs on to the page on which the second begins."""
    first = new_notice("i1p1", pages=("i1p1", "i1p2"), doc_number="公告2003-1", title="关于甲", text="甲文")
    return first, new_notice("i1p2", doc_number="公告2003-2", title="关于乙", text=BODY)


def test_a_notice_that_became_part_of_another_names_it(
    archive: Archive, hold: Hold, new_notice: Make, two: tuple[Notice, Notice]
) -> None:
    hold(3)
    first, second = put(archive, two)
    merged = new_notice(
        "i1p1", pages=("i1p1", "i1p2"), doc_number="公告2003-1", title="关于甲", text=f"甲文\n关于乙\n{BODY}"
    )
    assert put(archive, [merged, new_notice("i1p3", title="关于丙")])[0] == first
    found = stone(archive, second)
    assert found is not None
    assert (found.reason, found.continued_by) == (MERGED, first)
    assert (found.doc_number, found.title, found.page_id, found.issue_id) == (
        "公告2003-2",
        "关于乙",
        "i1p2",
        "i1",
    )
    with pytest.raises(Gone, match=f"now stands in {first}") as caught:
        read(archive, second)
    assert caught.value.continued_by == first
    again = pickle.loads(pickle.dumps(caught.value))
    assert (str(again), again.continued_by) == (str(caught.value), first)


def test_a_notice_that_is_nowhere_any_more_says_where_it_stood(
    archive: Archive, hold: Hold, two: tuple[Notice, Notice]
) -> None:
    hold(3)
    _, second = put(archive, two)
    put(archive, two[:1])
    found = stone(archive, second)
    assert found is not None
    assert (found.reason, found.continued_by) == (NOT_FOUND_AGAIN, "")
    with pytest.raises(Gone, match="page i1p2 of issue i1"):
        read(archive, second)


def test_a_notice_that_comes_back_has_its_id_again(
    archive: Archive, hold: Hold, new_notice: Make, two: tuple[Notice, Notice]
) -> None:
    hold(3)
    ids = put(archive, two)
    put(archive, two[:1])
    assert put(archive, two) == ids
    assert stone(archive, ids[1]) is None
    assert read(archive, ids[1]).title == "关于乙"
    put(archive, two[:1])
    reread = new_notice("i1p2", doc_number="公告2003-2", title="关于乙的", text="读得更好")
    assert put(archive, [two[0], reread]) == ids  # by its number
    put(archive, two[:1])
    other = new_notice("i1p2", doc_number="公告2003-3", title="关于乙", text="别的")
    assert put(archive, [two[0], other])[1] not in ids  # another number: another notice
    assert stone(archive, ids[1]) is not None


def test_a_new_notice_elsewhere_gets_no_old_id(
    archive: Archive, hold: Hold, new_notice: Make, two: tuple[Notice, Notice]
) -> None:
    hold(3)
    ids = put(archive, two)
    put(archive, two[:1])
    assert put(archive, [two[0], new_notice("i1p3", title="关于乙", text=BODY)])[1] not in ids


def test_a_chain_of_vanished_notices_is_followed_to_the_living_one(
    archive: Archive, hold: Hold, new_notice: Make
) -> None:
    hold(3)
    parts = [
        new_notice("i1p1", doc_number=name, title=f"关于{name}", text=f"{name}之文") for name in "甲乙丙"
    ]
    a, b, c = put(archive, parts)
    pair = new_notice("i1p1", doc_number="乙", title="关于乙", text="乙之文\n关于丙\n丙之文")
    assert put(archive, [parts[0], pair]) == [a, b]
    whole = new_notice("i1p1", doc_number="甲", title="关于甲", text="甲之文\n关于乙\n乙之文\n关于丙\n丙之文")
    assert put(archive, [whole]) == [a]
    found = {item.id: item.continued_by for item in _stones(archive)}
    assert found == {b: a, c: a}


def _stones(archive: Archive) -> list[Tombstone]:
    with archive.read() as connection:
        return issue_tombstones(connection, "i1")


def test_an_id_that_never_was_is_not_held_and_nothing_more(archive: Archive, hold: Hold) -> None:
    hold(1)
    with pytest.raises(NotHeld) as caught:
        read(archive, "i1n7")
    assert not isinstance(caught.value, Gone)
