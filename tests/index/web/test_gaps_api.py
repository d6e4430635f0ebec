"""``/missing`` and ``/discrepancies`` against a real archive."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from starlette.testclient import TestClient

from archive import Archive
from archive.notices import issue_notices, replace_notices

NUMBERS = ("海关总署公告2005年第1号", "海关总署公告2005年第4号", "海关总署公告2005年第4号")


@pytest.fixture
def numbered(archive: Archive) -> Iterator[list[str]]:
    """Three notices of the first issue with a gap and a double; afterwards all is as it was."""
    with archive.write() as connection:
        before = issue_notices(connection, "i1")
        third = replace(before[-1], title="关于另一件的公告", text="另一件。")
        given = [
            replace(n, doc_number=number, date=None)
            for n, number in zip((*before[:2], third), NUMBERS, strict=True)
        ]
        ids = replace_notices(connection, "i1", given, [], "numbered")
    yield ids
    with archive.write() as connection:
        replace_notices(connection, "i1", before, [], "as it was")


def get(client: TestClient, path: str, status: int = 200, **params: str) -> dict[str, Any]:
    answer = client.get(f"/api/v1{path}", params=params)
    assert answer.status_code == status, answer.text
    found: dict[str, Any] = answer.json()
    return found


def test_gaps_and_doubles_are_told(client: TestClient, numbered: list[str]) -> None:
    found = {series["series"]: series for series in get(client, "/missing")["numbers"]}
    series = found["海关总署公告2005年第…号"]
    assert (series["missing"], series["held"], series["last"]) == ([[2, 3]], 2, 4)
    told = get(client, "/discrepancies", code="number-twice")
    assert told["total"] == 1
    assert set(told["items"][0]["notices"]) <= set(numbered)
    assert told["counts"]["number-left-out"] == 1


def test_they_are_given_in_pieces(client: TestClient, numbered: list[str]) -> None:
    del numbered
    everything = get(client, "/discrepancies")
    pieces: list[dict[str, Any]] = []
    piece = get(client, "/discrepancies", size="1")
    while True:
        pieces += piece["items"]
        if piece["next"] is None:
            break
        piece = get(client, "/discrepancies", size="1", cursor=piece["next"])
    assert pieces == everything["items"]
    assert everything["total"] == len(pieces) > 1


def test_what_changes_is_seen_at_once(archive: Archive, client: TestClient, numbered: list[str]) -> None:
    del numbered
    assert get(client, "/discrepancies", code="number-twice")["total"] == 1
    with archive.write() as connection:
        held = issue_notices(connection, "i1")
        apart = [replace(n, doc_number=f"海关总署公告2005年第{at}号") for at, n in enumerate(held, 1)]
        replace_notices(connection, "i1", apart, [], "numbered anew")
    assert get(client, "/discrepancies", code="number-twice")["total"] == 0


def test_only_those_of_an_issue(client: TestClient, numbered: list[str]) -> None:
    for item in get(client, "/discrepancies", issue="i1")["items"]:
        assert any(notice.startswith("i1n") for notice in item["notices"])
    assert set(numbered)
    get(client, "/discrepancies", 404, issue="i999")


def test_what_cannot_be_asked_is_a_problem(client: TestClient) -> None:
    assert get(client, "/discrepancies", 400, code="no-such")["errors"][0]["name"] == "code"
    assert get(client, "/discrepancies", 400, size="0")["errors"][0]["name"] == "size"
    assert get(client, "/missing", 400, others="perhaps")["errors"][0]["name"] == "others"
