"""Downloads of a notice: Akoma Ntoso, GB/T 33480, tables as CSV; and the links to them."""

from __future__ import annotations

import csv
import io
import re

import pytest
from lxml import etree
from starlette.testclient import TestClient

from archive import Archive
from archive.formats.gongwen import schema
from archive.notice_files import NOTICE_FORMATS, export_notice_files

NOTICE = "/api/v1/notices/i1n1"


@pytest.mark.parametrize("form", NOTICE_FORMATS)
def test_a_download_is_the_file_of_the_export(client: TestClient, archive: Archive, form: str) -> None:
    answer = client.get(f"{NOTICE}/{form}")
    first = next(export_notice_files(archive, NOTICE_FORMATS[form]))
    assert answer.content == first.data
    assert answer.headers["content-type"].split(";")[0] == NOTICE_FORMATS[form].media_type
    assert first.name.endswith(re.findall(r'filename="([^"]+)"', answer.headers["content-disposition"])[0])


def test_core_elements_hold_to_the_schema(client: TestClient) -> None:
    assert schema().validate(etree.fromstring(client.get(f"{NOTICE}/gbt33480").content))


def test_what_other_notices_do_is_told(client: TestClient) -> None:
    """i1n2 repeals the number of a notice that is not held; of i1n1 nobody says anything."""
    assert b"passiveModifications" not in client.get(f"{NOTICE}/akn").content
    assert "/akn/cn/act/海关总署公告/2003/82" in client.get("/api/v1/notices/i1n2/akn").text


def test_a_table_is_csv_with_or_without_a_mark(client: TestClient) -> None:
    plain = client.get(f"{NOTICE}/attachments/1/table")
    assert plain.headers["content-type"] == "text/csv; charset=utf-8"
    rows = list(csv.reader(io.StringIO(plain.text, newline="")))
    assert rows[0] == ["税号", "商品名称"]
    marked = client.get(f"{NOTICE}/attachments/1/table", params={"bom": "1"})
    assert marked.content == b"\xef\xbb\xbf" + plain.content


@pytest.mark.parametrize("number", ["0", "01", "9", "x", "-1", "1" * 30])
def test_no_such_table_is_a_404(client: TestClient, number: str) -> None:
    answer = client.get(f"{NOTICE}/attachments/{number}/table")
    assert answer.status_code == 404
    assert answer.json()["remedy"]


@pytest.mark.parametrize("path", ["/api/v1/notices/i1n99/akn", "/api/v1/notices/x/gbt33480"])
def test_no_such_notice_is_a_404(client: TestClient, path: str) -> None:
    assert client.get(path).status_code == 404


def test_a_wrong_mark_is_refused(client: TestClient) -> None:
    assert client.get(f"{NOTICE}/attachments/1/table", params={"bom": "yes"}).status_code == 400


def test_the_page_of_a_notice_links_to_all(client: TestClient) -> None:
    page = client.get("/zh-hans/notices/i1n1").text
    for path in (f"{NOTICE}/akn", f"{NOTICE}/gbt33480", f"{NOTICE}/attachments/1/table?bom=1"):
        assert f'href="{path}" download' in page
        assert client.get(path).status_code == 200
