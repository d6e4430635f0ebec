"""The pages for people: what stands on them, that it is escaped, and that nothing breaks them."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from urllib.parse import quote

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from starlette.testclient import TestClient

LANGUAGES = ("zh-hans", "zh-hant", "en")
PATHS = (
    "/",
    "/?q=公告",
    "/?q=没有这样的词",
    "/?from=never",
    "/notices/i1n1?q=出口退税",
    "/notices/i1n2",
    "/notices/i2n1",
    "/issues",
    "/issues/i1",
    "/issues/i3",
    "/pages/i1p1",
    "/pages/i3p1",
    "/notices/i9n9",
)
VOID = {"meta", "link", "input", "img", "br", "hr", "rect"}


class Checker(HTMLParser):
    """Collects ids, links to them, and what the Content-Security-Policy would block; checks nesting."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.ids: list[str] = []
        self.anchors: list[str] = []
        self.links: list[str] = []
        self.outside: list[str] = []
        self.inline: list[str] = []
        self.labels: set[str] = set()
        self.inputs: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag not in VOID:
            self.open.append(tag)
        if "id" in given:
            self.ids.append(given["id"])
        for name in ("href", "src", "action"):
            target = given.get(name, "")
            if target.startswith("#"):
                self.anchors.append(target[1:])
            elif target.startswith("/") and not target.startswith("//"):
                self.links.append(target)
            elif target and given.get("rel") != "canonical":
                self.outside.append(target)
        self.inline += [name for name in given if name.startswith("on") or name == "style"]
        if tag == "style" or (tag == "script" and "src" not in given):
            self.inline.append(tag)
        if tag == "label":
            self.labels.add(given["for"])
        if tag in {"input", "select"} and given.get("type") != "hidden":
            self.inputs.append(given["id"])

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.open.pop()

    def handle_endtag(self, tag: str) -> None:
        assert self.open, f"</{tag}> closes nothing"
        assert self.open.pop() == tag


def check(html: str) -> Checker:
    checker = Checker()
    checker.feed(html)
    checker.close()
    assert checker.open == []
    return checker


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("path", PATHS)
def test_every_page_is_sound(client: TestClient, language: str, path: str) -> None:
    answer = client.get(f"/{language}{path}")
    assert answer.status_code == (404 if "i9" in path else 400 if "never" in path else 200)
    page = check(answer.text)
    assert len(page.ids) == len(set(page.ids)), "an id stands twice"
    assert set(page.anchors) <= set(page.ids), "a link leads to no place on the page"
    assert page.inline == []
    assert page.outside == []
    assert set(page.inputs) <= page.labels, "a field has no label"
    tag = {"zh-hans": "zh-Hans", "zh-hant": "zh-Hant", "en": "en"}[language]
    assert f'<html lang="{tag}">' in answer.text
    assert answer.headers["content-language"] == tag
    assert answer.text.count("<h1") == 1


@pytest.mark.parametrize("path", ["/", "/?q=公告", "/notices/i1n2", "/issues", "/issues/i1", "/pages/i1p1"])
def test_no_link_is_broken(client: TestClient, path: str) -> None:
    for link in set(check(client.get(f"/en{path}").text).links):
        assert client.get(link.replace("&amp;", "&")).status_code == 200, link


def test_security_headers_stand_on_everything(client: TestClient) -> None:
    for path in ("/", "/zh-hans/", "/api/v1/search", "/static/wengao.css", "/nothing", "/docs"):
        headers = client.get(path).headers
        assert "script-src 'self'" in headers["content-security-policy"]
        assert "unsafe" not in headers["content-security-policy"]
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["x-frame-options"] == "DENY"


@pytest.mark.parametrize(
    ("accepted", "language"),
    [
        ("", "zh-hans"),
        ("en-US,en;q=0.9", "en"),
        ("zh-TW,zh;q=0.9,en;q=0.8", "zh-hant"),
        ("fr, zh-CN;q=0.5, en;q=0.4", "zh-hans"),
        ("de;q=1, en;q=0, zh-Hant-HK;q=0.1", "zh-hant"),
        ("zh;q=nonsense, en;q=0.2", "en"),
        (",;;q=,", "zh-hans"),
    ],
)
def test_the_start_is_in_the_language_the_browser_wants(
    client: TestClient, accepted: str, language: str
) -> None:
    answer = client.get("/", headers={"Accept-Language": accepted})
    assert (answer.status_code, answer.headers["location"]) == (302, f"/{language}/")
    assert answer.headers["vary"] == "Accept-Language"


def test_the_language_switch_stays_on_the_page(client: TestClient) -> None:
    page = client.get("/zh-hans/notices/i1n1?q=出口退税").text
    assert f'href="/en/notices/i1n1?q={quote("出口退税")}"' in page
    assert client.get("/en").headers["location"] == "/en/"
    assert client.get("/fr/").status_code == 404


def test_hostile_text_is_shown_as_text(client: TestClient) -> None:
    for path in ("/en/?q=废止", "/en/notices/i1n2", "/en/issues/i1", "/en/pages/i1p3"):
        page = client.get(path).text
        assert "<script>alert" not in page
        assert "&lt;script&gt;alert" in page


@pytest.mark.parametrize(
    "q",
    [
        "<script>alert(1)</script>",
        '"><img src=x onerror=alert(1)>',
        "税" * 7_000,
        "a b " * 5_000,
        "\x00\x01\x1b[31m税\r\nSet-Cookie: a=b",
        '"' * 999,
        "(((((",
        "-" * 500,
        "AND OR NOT",
        "%s %(words)s {{ 7*7 }} {% raw %}",
        "\ufffd\uffff",
        "𠀀𠀀𠀀",
        "\u202eabc\u202c",
    ],
)
def test_a_hostile_query_gives_a_page(client: TestClient, q: str) -> None:
    for path in ("/en/", "/zh-hans/notices/i1n1"):
        answer = client.get(path, params={"q": q})
        assert answer.status_code == 200
        check(answer.text)
        assert "<script>alert(1)" not in answer.text
        assert "<img src=x" not in answer.text
        assert "7*7" not in q or "7*7" in answer.text
        assert "set-cookie" not in answer.headers


def test_bytes_that_are_no_text_give_a_page(client: TestClient) -> None:
    for path in ("/en/?q=%ff%fe%00&kind=%ed%a0%80", "/en/notices/%ff", "/en/issues?cursor=%00", "/%ff/"):
        assert client.get(path).status_code in {200, 404}


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.dictionaries(
        st.sampled_from(
            ["q", "from", "to", "kind", "issuer", "series", "sort", "size", "cursor", "trail", "utm_source"]
        ),
        st.text(max_size=30),
        max_size=5,
    )
)
def test_no_address_breaks_the_search_page(client: TestClient, params: dict[str, str]) -> None:
    safe = {name: value.encode("utf-8", "replace").decode() for name, value in params.items()}
    answer = client.get("/zh-hans/", params=safe)
    assert answer.status_code in {200, 400}
    check(answer.text)


def test_filters_are_links_that_can_be_taken_back(client: TestClient) -> None:
    page = client.get("/en/?q=公告").text
    add = re.search(r'<a href="([^"]+)"><span class="value">2005</span>', page)
    assert add
    narrowed = client.get(add[1].replace("&amp;", "&")).text
    assert "1 notice found" in narrowed
    remove = re.search(r'<a href="([^"]+)" aria-label="Remove the filter 2005"', narrowed)
    assert remove
    assert "2 notices found" in client.get(remove[1].replace("&amp;", "&")).text


def test_one_can_turn_the_pages_forth_and_back(client: TestClient) -> None:
    def turn(address: str) -> tuple[list[str], dict[str, str]]:
        page = client.get(address).text
        shown = re.findall(r'<h3><a href="/en/notices/(\w+)', page)
        links = re.findall(r'<a rel="(prev|next)" href="([^"]+)"', page)
        return shown, {name: link.replace("&amp;", "&") for name, link in links}

    first, links = turn("/en/?sort=date&size=1&to=2020")
    assert first == ["i1n2"]
    assert "prev" not in links
    second, links = turn(links["next"])
    assert (second, "next" in links) == (["i1n1"], False)
    assert turn(links["prev"])[0] == first


def test_an_empty_answer_gives_advice(client: TestClient) -> None:
    page = client.get("/en/?q=没有这样的词&from=2001").text
    assert "No notice matches" in page
    assert "search all years" in page


def test_what_a_notice_speaks_of_is_a_search(client: TestClient) -> None:
    page = client.get("/en/notices/i1n2").text
    link = re.search(r'repeals</span> <a href="([^"]+)"', page)
    assert link
    assert client.get(link[1]).status_code == 200
    assert page.count("海关总署公告2003年第82号</a>") == 1, "a cited number that is a relation stands once"


def test_the_standing_of_today_stands_on_the_page(client: TestClient) -> None:
    assert "今日效力</dt><dd>已失效" in client.get("/zh-hans/notices/i1n1").text
    assert "現行有效" in client.get("/zh-hant/notices/i1n2").text


def test_a_clause_can_be_linked(client: TestClient) -> None:
    html = client.get("/zh-hans/notices/i1n1").text
    clause = client.get("/api/v1/notices/i1n1").json()["clauses"][1]
    assert clause["anchor"] == "head_2"
    assert re.search(r'<p id="head_2">二、', html)


def test_a_table_is_a_table(client: TestClient) -> None:
    page = client.get("/en/notices/i1n1?q=生铁").text
    assert '<th scope="col">税号</th>' in page
    assert "<td>7201</td>" in page
    assert '<td><a class="hit" id="hit-1" href="#box-1"><mark>生铁</mark></a></td>' in page


def test_traditional_text_says_so(client: TestClient) -> None:
    page = client.get("/zh-hans/notices/i2n1").text
    assert '<article class="notice" lang="zh-Hant">' in page
    assert '<article class="notice" lang="zh-Hans">' in client.get("/en/notices/i1n1").text


def test_a_citation_names_the_place(client: TestClient) -> None:
    page = client.get("/en/notices/i1n1").text
    citation = re.search(r'id="citation">([^<]+)<', page)
    assert citation
    for part in (
        "海关总署公告2005年第15号",
        "25 April 2005",
        "pages 1–2",
        "http://testserver/en/notices/i1n1",
    ):
        assert part in citation[1]
