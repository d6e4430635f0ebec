"""Standing and comparison over the API, against a real archive."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

from starlette.testclient import TestClient

from archive import Archive
from archive.notice_records import Relation
from archive.notices import issue_notices, replace_notices

API = "/api/v1/notices"


def get(client: TestClient, path: str, status: int = 200, **params: str) -> dict[str, Any]:
    answer = client.get(API + path, params=params)
    assert answer.status_code == status, answer.text
    return answer.json()


def test_a_notice_is_in_force_from_its_day_on(client: TestClient) -> None:
    assert get(client, "/i1n1/standing", on="2005-04-30")["status"] == "not_yet_in_force"
    assert get(client, "/i1n1/standing", on="2005-05-01")["status"] == "in_force"
    assert get(client, "/i1n1/standing", on="2005-11-01")["status"] == "expired"
    assert get(client, "/i1n1/standing")["on"] == dt.datetime.now(tz=dt.UTC).date().isoformat()


def test_a_relation_that_arrives_later_is_seen_at_once(client: TestClient, archive: Archive) -> None:
    assert get(client, "/i1n1/standing", on="2005-06-01")["effects"] == []
    with archive.write() as connection:
        first, second, *rest = issue_notices(connection, "i1")
        ends = Relation("repeals", first.doc_number, "", "同时废止")
        changed = replace(second, date=dt.date(2005, 5, 20), effective_date=None, relations=(ends,))
        replace_notices(connection, "i1", [first, changed, *rest], [], "cut again")
    told = get(client, "/i1n1/standing", on="2005-06-01")
    assert told["status"] == "repealed"
    assert [(e["kind"], e["day"], e["notice"]["id"]) for e in told["effects"]] == [
        ("repeals", "2005-05-20", "i1n2")
    ]
    earlier = get(client, "/i1n1/standing", on="2005-05-10")
    assert (earlier["status"], len(earlier["later"])) == ("in_force", 1)


def test_wrong_days_and_notices_are_problems(client: TestClient) -> None:
    assert get(client, "/i1n1/standing", 400, on="05/01/2005")["errors"][0]["name"] == "on"
    assert "i9n9" in get(client, "/i9n9/standing", 404)["detail"]
    assert "i9n9" in get(client, "/i1n1/compared-with/i9n9", 404)["detail"]


def test_two_notices_side_by_side(client: TestClient) -> None:
    same = get(client, "/i1n1/compared-with/i1n1")
    assert {clause["change"] for clause in same["clauses"]} == {"same"}
    told = get(client, "/i1n1/compared-with/i1n2")
    text = get(client, "/i1n1")["text"]
    old = "".join(clause["old"]["text"] for clause in told["clauses"] if clause["old"])
    assert "".join(old.split()) == "".join(text.split())
