"""Corrections over the network: with a key, checked, on record, found at once."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from archive import Archive
from index.catalogued import put_in_index
from index.search import open_search
from index.web.app import create_app
from index.web.body_limit import LARGEST_BODY
from index.web.editors import Editors
from index.web.texts import catalogue_texts
from index.write import open_writer

KEY = "k" * 20
BEARER = {"Authorization": f"Bearer {KEY}"}
PATH = "/api/v1/notices/i1n1/corrections"
TITLE = {"kind": "field", "field": "title", "value": "关于獬豸的公告", "why": "seen on the page"}


@pytest.fixture
def editing(own_archive: Archive, own_index: Path) -> Iterator[TestClient]:
    with closing(open_search(own_index, catalogue_texts(own_archive))) as search:
        app = create_app(own_archive, search, editors=Editors({"王": "w" * 20, "李": KEY}), index=own_index)
        with TestClient(app) as client:
            yield client


def test_without_keys_the_network_changes_nothing(client: TestClient) -> None:
    answer = client.post(PATH, json=TITLE, headers=BEARER)
    assert answer.status_code == 403
    assert answer.json()["type"] == "/docs#problem-forbidden"
    assert client.get(PATH).json() == {"corrections": []}


@pytest.mark.parametrize(
    "header", ["", "Bearer", "Bearer wrong", f"Basic {KEY}", f"bearer {KEY}x", "Bearer \xe9"]
)
def test_a_wrong_key_is_refused(editing: TestClient, header: str) -> None:
    headers = {"Authorization": header.encode("latin-1").decode("latin-1")} if header.isascii() else {}
    answer = editing.post(PATH, json=TITLE, headers=headers)
    assert answer.status_code == 401
    assert answer.headers["www-authenticate"].startswith("Bearer")
    assert editing.get(PATH).json() == {"corrections": []}


def test_a_correction_is_shown_found_and_taken_back(editing: TestClient) -> None:
    before = editing.get("/api/v1/notices/i1n1").json()["title"]
    made = editing.post(PATH, json=TITLE, headers=BEARER)
    assert made.status_code == 201
    assert (made.json()["was"], made.json()["value"]) == (before, TITLE["value"])
    assert editing.get("/api/v1/notices/i1n1").json()["title"] == TITLE["value"]
    assert [item["id"] for item in editing.get("/api/v1/search?q=獬豸").json()["items"]] == ["i1n1"]
    undone = editing.post(f"/api/v1/corrections/{made.json()['id']}/undo", headers=BEARER)
    assert undone.status_code == 200
    assert undone.json()["undone"]
    assert editing.get("/api/v1/notices/i1n1").json()["title"] == before
    assert editing.get("/api/v1/search?q=獬豸").json()["total"] == 0
    (kept,) = editing.get(PATH).json()["corrections"]
    assert kept == undone.json()
    assert "李" not in editing.get(PATH).text, "who corrected is not for the public"


def test_the_page_says_what_people_corrected(editing: TestClient) -> None:
    before = editing.get("/api/v1/notices/i1n1").json()["title"]
    assert "人工更正" not in editing.get("/zh-hans/notices/i1n1").text
    editing.post(PATH, json=TITLE, headers=BEARER)
    page = editing.get("/zh-hans/notices/i1n1").text
    assert "人工更正" in page
    assert f'标题 <span class="printed">机器识读为 <q lang="zh-Hans">{before}</q>' in page
    (corrected,) = editing.get("/api/v1/notices/i1n1").json()["corrected"]
    assert (corrected["field"], corrected["read"]) == ("title", before)


def test_while_another_writer_is_at_work_it_is_kept_for_the_next_run(
    editing: TestClient, own_archive: Archive, own_index: Path
) -> None:
    with open_writer(own_index):
        assert editing.post(PATH, json=TITLE, headers=BEARER).status_code == 201
    assert editing.get("/api/v1/notices/i1n1").json()["title"] == TITLE["value"]
    assert editing.get("/api/v1/search?q=獬豸").json()["total"] == 0
    put_in_index(own_archive, own_index, ["i1n1"])
    assert editing.get("/api/v1/search?q=獬豸").json()["total"] == 1


def test_relations_and_heads(editing: TestClient) -> None:
    added = {
        "kind": "relation",
        "verdict": "added",
        "relation": "amends",
        "target": "海关总署公告1999年第1号",
        "why": "x",
    }
    assert editing.post(PATH, json=added, headers=BEARER).status_code == 201
    targets = [item["target"] for item in editing.get("/api/v1/notices/i1n1").json()["relations"]]
    assert added["target"] in targets
    begins = {"kind": "begins", "page": "i1p1", "box": [1, 2, 3, 4], "why": "x"}
    answer = editing.post(PATH, json=begins, headers=BEARER).json()
    assert (answer["field"], answer["page"], answer["box"]) == ("begins", "i1p1", [1, 2, 3, 4])
    assert answer["cut_again"]


@pytest.mark.parametrize(
    "wrong",
    [
        {},
        {"kind": "field"},
        {**TITLE, "kind": "nonsense"},
        {**TITLE, "field": "nonsense"},
        {**TITLE, "value": 7},
        {**TITLE, "field": "date", "value": "2009-02-30"},
        {**TITLE, "why": "  "},
        {**TITLE, "more": 1},
        {"kind": "begins", "page": "i1p1", "box": [1, 2], "why": "x"},
        {"kind": "begins", "page": "i1p77", "box": [1, 2, 3, 4], "why": "x"},
        {"kind": "begins", "page": "i2p1", "box": [1, 2, 3, 4], "why": "x"},
        {"kind": "relation", "verdict": "rejected", "relation": "amends", "target": "没有", "why": "x"},
        {"kind": "continues", "why": "the first of its issue"},
    ],
)
def test_what_cannot_be_is_refused_and_nothing_changes(editing: TestClient, wrong: dict[str, object]) -> None:
    answer = editing.post(PATH, json=wrong, headers=BEARER)
    assert answer.status_code == 400
    assert answer.headers["content-type"] == "application/problem+json"
    assert editing.get(PATH).json() == {"corrections": []}


def test_what_is_not_held(editing: TestClient) -> None:
    assert editing.post("/api/v1/notices/i1n99/corrections", json=TITLE, headers=BEARER).status_code == 404
    assert editing.get("/api/v1/notices/i1n99/corrections").status_code == 404
    assert editing.post("/api/v1/corrections/99/undo", headers=BEARER).status_code == 404
    assert editing.post("/api/v1/corrections/x/undo", headers=BEARER).status_code == 400


def test_no_more_is_taken_than_a_correction_can_be(editing: TestClient) -> None:
    announced = editing.post(
        PATH, content=b"x" * (LARGEST_BODY + 1), headers={"Content-Type": "application/json"}
    )
    assert (announced.status_code, announced.json()["type"]) == (413, "/docs#problem-too-large")
    taken = 0

    def pieces() -> Iterator[bytes]:
        nonlocal taken
        for _ in range(3 * LARGEST_BODY // 2**20):
            taken += 2**20
            yield b"x" * 2**20

    endless = editing.post(PATH, content=pieces(), headers={"Content-Type": "application/json"})
    assert endless.status_code == 413


def test_what_is_no_json_is_told(editing: TestClient) -> None:
    for content in (b"{", b"\xb9\xd8", '{"kind":"\u5173"}'.encode("gbk")):
        answer = editing.post(PATH, content=content, headers={"Content-Type": "application/json", **BEARER})
        assert (answer.status_code, answer.json()["type"]) == (400, "/docs#problem-invalid-request")
