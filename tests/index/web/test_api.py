"""The JSON interface against a real archive and a real index."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from starlette.testclient import TestClient

from archive import Archive, open_archive
from archive.export import PAGE_FIELDS, export_notices, export_pages
from archive.exported_notice import NOTICE_FIELDS
from index.search import Search
from index.web.app import create_app
from index.web.images import WIDTHS

API = "/api/v1"


def get(client: TestClient, path: str, **params: object) -> dict[str, Any]:
    answer = client.get(API + path, params=params)
    assert answer.status_code == 200, answer.text
    return answer.json()


def problem(client: TestClient, path: str, status: int, /, **params: object) -> dict[str, Any]:
    answer = client.get(API + path, params=params)
    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"
    body = answer.json()
    assert body["status"] == status
    assert body["instance"] == API + path
    assert {"type", "title", "detail"} <= body.keys()
    return body


def test_a_search_answers_with_total_items_facets_and_places(client: TestClient) -> None:
    answer = get(client, "/search", q="出口退稅")
    assert answer["total"] == 1
    assert answer["next"] is None
    item = answer["items"][0]
    assert item["id"] == "i1n1"
    assert item["doc_number"] == "海关总署公告2005年第15号"
    assert item["date"] == "2005-04-25"
    assert item["issuers"] == ["海关总署"]
    assert (item["series"], item["issue"]) == ("海关总署文告", "i1")
    (mark,) = item["highlights"]
    assert item["snippet"][mark["start"] : mark["end"]] == "出口退税"
    assert answer["facets"] == {
        "year": [{"value": "2005", "count": 1}],
        "kind": [{"value": "公告", "count": 1}],
        "issuer": [{"value": "海关总署", "count": 1}],
        "series": [{"value": "海关总署文告", "count": 1}],
    }
    assert client.get(item["url"]).status_code == 200


def test_a_search_without_words_gives_everything_and_filters_narrow_it(client: TestClient) -> None:
    assert get(client, "/search")["total"] == 3
    assert [item["id"] for item in get(client, "/search", kind="通令")["items"]] == ["i2n1"]
    assert [item["id"] for item in get(client, "/search", issuer="總稅務司署")["items"]] == ["i2n1"]
    assert get(client, "/search", kind=["通令", "公告"])["total"] == 3
    assert get(client, "/search", series="没有")["total"] == 0
    assert [item["id"] for item in get(client, "/search", to="2004")["items"]] == ["i1n2"]
    from_april = {"from": "2005-04", "to": "2005-04"}
    assert [item["id"] for item in get(client, "/search", **from_april)["items"]] == ["i1n1"]
    assert get(client, "/search", **{"from": "2005-04-26"})["total"] == 0


def test_every_hit_comes_once_when_paged_to_the_end(client: TestClient) -> None:
    seen: list[str] = []
    cursor = ""
    for _ in range(5):
        answer = get(client, "/search", size=1, sort="date", **({"cursor": cursor} if cursor else {}))
        assert answer["total"] == 3
        seen += [item["id"] for item in answer["items"]]
        cursor = answer["next"]
        if not cursor:
            break
    assert seen == ["i1n2", "i1n1", "i2n1"]


@pytest.mark.parametrize(
    ("path", "params", "name"),
    [
        ("/search", {"status": "in-force"}, "status"),
        ("/search", {"exact": "1"}, "exact"),
        ("/notices/i1n1", {"Q": "税"}, "Q"),
        ("/coverage", {"x\r\ny": "1"}, "x y"),
    ],
)
def test_an_unknown_parameter_is_refused_by_name(
    client: TestClient, path: str, params: dict[str, str], name: str
) -> None:
    body = problem(client, path, 400, **params)
    assert body["type"] == "/docs#problem-unknown-parameter"
    assert [fault["name"] for fault in body["errors"]] == [name]
    assert name not in body.get("allowed", [])


def test_the_parameters_that_are_allowed_are_named(client: TestClient) -> None:
    body = problem(client, "/search", 400, fuzzy="1")
    allowed = ["q", "from", "to", "kind", "issuer", "series", "succession", "sort", "cursor", "size"]
    assert body["allowed"] == allowed


@pytest.mark.parametrize(
    ("params", "at_fault"),
    [
        ({"from": "2005-13"}, ["from"]),
        ({"from": "yesterday", "to": "2005-02-30"}, ["from", "to"]),
        ({"from": "2006", "to": "2005"}, ["to"]),
        ({"sort": "best"}, ["sort"]),
        ({"size": "0"}, ["size"]),
        ({"size": "101"}, ["size"]),
        ({"size": "９"}, ["size"]),
    ],
)
def test_each_wrong_parameter_is_named(
    client: TestClient, params: dict[str, str], at_fault: list[str]
) -> None:
    body = problem(client, "/search", 400, **params)
    assert body["type"] == "/docs#problem-invalid-request"
    assert [fault["name"] for fault in body["errors"]] == at_fault


@pytest.mark.parametrize("cursor", ["nonsense", "å", "W10=", "0" * 5000])
def test_a_cursor_of_no_search_is_refused(client: TestClient, cursor: str) -> None:
    assert problem(client, "/search", 400, q="税", cursor=cursor)["type"] == "/docs#problem-invalid-request"


@pytest.mark.parametrize(
    "path",
    ["/notices/i1n99", "/notices/x", "/issues/i99", "/issues/i0x", "/pages/i1p99", "/pages/i1p99/image"],
)
def test_what_is_not_held_is_a_404_with_a_remedy(client: TestClient, path: str) -> None:
    body = problem(client, path, 404)
    assert body["type"] == "/docs#problem-not-held"
    assert body["remedy"]


def test_no_route_and_no_other_method(client: TestClient) -> None:
    assert problem(client, "/nothing", 404)["type"] == "/docs#problem-no-route"
    answer = client.post(API + "/search")
    assert answer.status_code == 405
    assert answer.json()["type"] == "/docs#problem-method-not-allowed"
    assert "GET" in answer.headers["allow"]


def test_a_notice_is_its_export_row_with_regions(client: TestClient, archive: Archive) -> None:
    answer = get(client, "/notices/i1n1")
    row = json.loads(json.dumps(next(export_notices(archive, ["i1"]))))
    assert {name: answer[name] for name in NOTICE_FIELDS} == row
    assert answer["highlights"] == []
    assert [(region["page"], region["sequence"]) for region in answer["regions"]] == [
        ("i1p1", 1),
        ("i1p2", 2),
    ]
    assert answer["regions"][0]["boxes"] == [[180, 200, 960, 500]]
    assert (answer["regions"][0]["width"], answer["regions"][0]["height"]) == (1200, 1700)


def test_the_places_of_a_query_are_boxed(client: TestClient) -> None:
    answer = get(client, "/notices/i1n1", q="出口退税")
    assert [(mark["field"], mark["start"], mark["end"]) for mark in answer["highlights"]] == [
        ("title", 8, 12),
        ("text", 26, 30),
    ]
    assert answer["highlights"][0]["boxes"] == [{"page": "i1p1", "box": [600, 200, 760, 240]}]
    # 出口退税 are the characters 13 to 17 of a line that begins at x = 180, 40 pixels each.
    assert answer["highlights"][1]["boxes"] == [{"page": "i1p1", "box": [700, 460, 860, 500]}]


def test_a_hit_over_a_page_break_has_a_box_on_each_page(client: TestClient) -> None:
    (mark,) = get(client, "/notices/i1n1", q="退税率，其他商品")["highlights"]
    assert mark["boxes"] == [
        {"page": "i1p1", "box": [780, 460, 940, 500]},
        {"page": "i1p2", "box": [100, 100, 260, 140]},
    ]


def test_hits_in_an_attachment_count_in_its_own_text(client: TestClient) -> None:
    marks = get(client, "/notices/i1n1", q="生铁 OR 税率表")["highlights"]
    assert [(mark["field"], mark["start"], mark["end"]) for mark in marks] == [
        ("attachments.0.title", 3, 6),
        ("attachments.0.text", 13, 15),
    ]
    assert marks[0]["boxes"] == []
    assert marks[1]["boxes"] == [{"page": "i1p2", "box": [400, 460, 480, 500]}]


def test_a_vertical_line_is_boxed_downwards(client: TestClient) -> None:
    (mark,) = get(client, "/notices/i2n1", q="遵照")["highlights"]
    assert mark["boxes"] == [{"page": "i2p1", "box": [900, 480, 940, 560]}]


def test_a_page_is_its_export_row(client: TestClient, archive: Archive) -> None:
    answer = get(client, "/pages/i1p2")
    row = json.loads(json.dumps(list(export_pages(archive, ["i1"]))[1]))
    assert {name: answer[name] for name in PAGE_FIELDS} == row
    unread = get(client, "/pages/i3p1")
    assert (unread["lines"], unread["engine"], unread["confidence"]) == ([], None, None)


def test_issues_are_paged(client: TestClient) -> None:
    first = get(client, "/issues", size=2)
    assert (first["total"], [item["id"] for item in first["items"]], first["next"]) == (3, ["i1", "i2"], "i2")
    assert (first["items"][0]["page_count"], first["items"][0]["notice_count"]) == (3, 2)
    last = get(client, "/issues", size=2, cursor="i2")
    assert ([item["id"] for item in last["items"]], last["next"]) == (["i3"], None)
    assert problem(client, "/issues", 400, size="all")["errors"][0]["name"] == "size"
    assert problem(client, "/issues", 400, cursor="here")["errors"][0]["name"] == "cursor"


def test_an_issue_has_its_pages_and_notices(client: TestClient) -> None:
    answer = get(client, "/issues/i1")
    assert [page["id"] for page in answer["pages"]] == ["i1p1", "i1p2", "i1p3"]
    assert [notice["pages"] for notice in answer["notices"]] == [["i1p1", "i1p2"], ["i1p3", "i1p3"]]
    assert answer["pages"][0]["confidence"] == 0.99
    assert get(client, "/issues/i3")["pages"][0]["confidence"] is None


@pytest.mark.parametrize("width", WIDTHS)
def test_an_image_is_the_page_scaled_down_never_up(client: TestClient, width: int) -> None:
    answer = client.get(f"{API}/pages/i1p1/image", params={"width": width})
    assert answer.headers["content-type"] == "image/jpeg"
    assert answer.headers["cache-control"] == "public, max-age=31536000, immutable"
    image = Image.open(io.BytesIO(answer.content))
    shown = min(width, 1200)
    assert image.size == (shown, round(1700 * shown / 1200))
    red, _, blue = image.convert("RGB").getpixel((620 * shown // 1200, 220 * shown // 1200))
    assert blue > 200
    assert red < 60


def test_an_image_that_the_browser_has_is_not_sent_again(client: TestClient) -> None:
    path = f"{API}/pages/i1p1/image?width=400"
    etag = client.get(path).headers["etag"]
    again = client.get(path, headers={"If-None-Match": f'"other", W/{etag}'})
    assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", etag)
    assert client.get(path, headers={"If-None-Match": '"other"'}).status_code == 200
    other = client.get(f"{API}/pages/i1p1/image?width=1000").headers["etag"]
    assert other != etag


def test_an_image_has_few_widths_and_a_damaged_master_none(client: TestClient) -> None:
    assert problem(client, "/pages/i1p1/image", 400, width="401")["errors"][0]["name"] == "width"
    body = problem(client, "/pages/i3p1/image", 404)
    assert body["type"] == "/docs#problem-no-image"
    assert "i3p1" in body["detail"]


def test_coverage_counts_what_is_held(client: TestClient) -> None:
    assert get(client, "/coverage") == {
        "issues": 3,
        "pages": {"held": 5, "read": 4, "failed": 1, "waiting": 0},
        "notices": {
            "held": 3,
            "undated": 1,
            "by_year": [{"year": 2004, "notices": 1}, {"year": 2005, "notices": 1}],
        },
    }


def test_health_is_well(client: TestClient) -> None:
    answer = get(client, "/health")
    assert (answer["status"], answer["catalogue"], answer["index"]) == ("ok", "ok", "ok")


def test_health_says_when_the_catalogue_is_gone(search: Search, tmp_path: Path) -> None:
    broken = open_archive(f"sqlite:///{tmp_path}/c.sqlite", str(tmp_path / "store"))
    with broken.write() as connection:
        connection.exec_driver_sql("DROP TABLE issue")
    with TestClient(create_app(broken, search)) as client:
        answer = client.get(API + "/health")
        other = client.get(API + "/issues")
    broken.close()
    assert other.status_code == 503
    assert other.json()["type"] == "/docs#problem-unavailable"
    assert str(tmp_path) not in answer.text + other.text
    assert answer.status_code == 503
    assert answer.json()["catalogue"] == "unavailable"


def test_a_bug_tells_nothing_of_the_inside(archive: Archive) -> None:
    class Broken:
        def search(self, request: object) -> object:
            raise RuntimeError("secret of /srv/wengao")

    with TestClient(create_app(archive, Broken()), raise_server_exceptions=False) as client:  # type: ignore[arg-type]
        answer = client.get(API + "/search")
        page = client.get("/en/?q=x")
    assert answer.status_code == page.status_code == 500
    assert answer.headers["content-type"] == "application/problem+json"
    assert "secret" not in answer.text + page.text
    assert "Content-Security-Policy" in answer.headers
    assert page.headers["content-type"].startswith("text/html")


def test_head_is_get_without_a_body(client: TestClient) -> None:
    for path in (API + "/search", "/zh-hans/", API + "/pages/i1p1/image"):
        head = client.head(path)
        assert (head.status_code, head.content) == (200, b"")
        assert head.headers["content-type"] == client.get(path).headers["content-type"]


def test_other_sites_may_read_the_api_but_not_the_pages(client: TestClient) -> None:
    assert client.get(API + "/search").headers["access-control-allow-origin"] == "*"
    assert "access-control-allow-origin" not in client.get("/zh-hans/").headers
