"""The search page and the API on an issuer with the bodies before and after it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from archive import Archive
from index.search import open_search
from index.web.app import create_app
from index.web.texts import catalogue_texts

LINE = ("海关总署", "總稅務司署")
PAGE = "/en/"


@pytest.fixture
def asked(own_archive: Archive, own_index: Path) -> Iterator[TestClient]:
    search = open_search(
        own_index, catalogue_texts(own_archive), lambda name: LINE if name in LINE else (name,)
    )
    with TestClient(create_app(own_archive, search)) as client:
        yield client
    search.close()


def test_the_page_offers_the_line_of_an_issuer_and_takes_it_back(asked: TestClient) -> None:
    offer = asked.get(PAGE, params={"issuer": "海关总署"}).text
    assert "succession=true" in offer
    assert 'name="succession"' not in offer
    whole = asked.get(PAGE, params={"issuer": "海关总署", "succession": "true"}).text
    assert '<input type="hidden" name="succession" value="true">' in whole
    assert "with the bodies before and after" in whole
    assert "總稅務司署" in whole
    assert "succession=true" not in asked.get(PAGE, params={"q": "税"}).text


def test_the_api_takes_in_the_line(asked: TestClient) -> None:
    def ids(**params: str) -> set[str]:
        answer = asked.get("/api/v1/search", params={"issuer": "海关总署", **params}).json()
        assert answer["total"] == len(answer["items"])
        return {item["id"] for item in answer["items"]}

    assert ids(succession="true") > ids()
    assert ids(succession="true") == set(ids()) | {"i2n1"}
    assert asked.get("/api/v1/search", params={"succession": "perhaps"}).status_code == 400
