"""A search by issuer that takes in the bodies before and after it, by whatever name they are printed."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from starlette.datastructures import QueryParams

from index.errors import CursorInvalid
from index.request import Request
from index.search import open_search
from index.web.query import SearchQuery

LINES = {"商务部": ("商务部", "外经贸部", "對外貿易部"), "财政部": ("财政部", "財政部")}


def test_the_line_of_an_issuer_is_found_by_all_its_names(shelf, notice: Callable) -> None:
    shelf.put(
        notice("i1n1", issuers=("商务部",)),
        notice("i1n2", issuers=("海关总署", "外经贸部")),
        notice("i1n3", issuers=("對外貿易部",)),
        notice("i1n4", issuers=("财政部",)),
        notice("i1n5", issuers=("海关总署",)),
    )
    search = open_search(shelf.path, shelf.catalogue.texts, lambda name: LINES.get(name, (name,)))

    def found(*issuers: str, succession: bool) -> set[str]:
        return {hit.id for hit in search.search(Request(issuers=issuers, succession=succession)).items}

    assert found("商务部", succession=False) == {"i1n1"}
    assert found("商务部", succession=True) == {"i1n1", "i1n2", "i1n3"}
    assert found("商务部", "财政部", succession=True) == {"i1n1", "i1n2", "i1n3", "i1n4"}
    assert found("税务总局", succession=True) == set()
    assert found(succession=True) == {"i1n1", "i1n2", "i1n3", "i1n4", "i1n5"}
    answer = search.search(Request(issuers=("商务部",), succession=True, size=2))
    assert answer.total == 3
    following = search.search(Request(issuers=("商务部",), succession=True, size=2, cursor=answer.next))
    assert len({hit.id for hit in (*answer.items, *following.items)}) == 3
    with pytest.raises(CursorInvalid):
        search.search(Request(issuers=("商务部",), size=2, cursor=answer.next))
    search.close()


def test_without_an_authority_file_names_are_themselves(shelf, notice: Callable) -> None:
    shelf.put(notice("i1n1", issuers=("商务部",)), notice("i1n2", issuers=("外经贸部",)))
    answer = shelf.open().search(Request(issuers=("商务部",), succession=True))
    assert [hit.id for hit in answer.items] == ["i1n1"]


@pytest.mark.parametrize(("given", "meant"), [("true", True), ("1", True), ("", False), ("false", False)])
def test_the_parameter_in_an_address(given: str, meant: bool) -> None:
    query, faults = SearchQuery.read(QueryParams([("issuer", "商务部"), ("succession", given)]))
    assert not faults
    assert query.succession is meant
    again, _ = SearchQuery.read(QueryParams(query.address("/").partition("?")[2]))
    assert again == query
    assert query.in_line(not meant).succession is not meant


def test_another_value_is_a_fault() -> None:
    _, faults = SearchQuery.read(QueryParams([("succession", "perhaps")]))
    assert [fault.name for fault in faults] == ["succession"]
