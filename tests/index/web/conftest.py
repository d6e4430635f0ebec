"""A small archive with drawn pages, indexed, for the tests of the public face.

Every character is drawn as a filled square of known place and colour: no font is needed, and a test can
look for the pixels of one word.
"""

from __future__ import annotations

import datetime as dt
import io
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
import uvicorn
from fastapi import FastAPI
from PIL import Image, ImageDraw
from starlette.testclient import TestClient

from archive import Archive, open_archive
from archive.accession import record_blob
from archive.holdings import NewPage, add_pages, ensure_issue, get_issue
from archive.notice_records import Attachment, Clause, Evidence, Notice, Relation, Span
from archive.notices import all_notices, replace_notices
from archive.reading_codec import encode_reading
from archive.reading_types import Reading, ReadLine
from archive.readings import record_reading
from archive.records import IssueDescription, Step
from index.record import Indexable
from index.search import Search, open_search
from index.web.app import create_app
from index.web.serve import listen
from index.web.texts import catalogue_texts, source_text
from index.write import open_writer

READ = Step("squares", "1", {"size": 40})
CUT = Step("cutter", "1")
INK = (90, 90, 90)
BLUE = (0, 0, 255)
SIZE = 40
"""Side of a character's cell in pixels; its square fills all of it but 4 pixels at each side."""
HOSTILE = "<script>alert('告')</script>&\"'"


@dataclass
class Sheet:
    """A page being drawn. `blue` words stand out, so that a test can find them in a screenshot."""

    width: int = 1200
    height: int = 1700
    direction: str = "horizontal-tb"
    blue: str = ""
    lines: list[ReadLine] = field(default_factory=list)

    def write(self, text: str, x: int, y: int, role: str = "text") -> int:
        """Put a line (a column when the page is vertical) at a place; its number."""
        length = SIZE * len(text)
        if self.direction == "vertical-rl":
            box, start = (x, y, x + SIZE, y + length), y
        else:
            box, start = (x, y, x + length, y + SIZE), x
        bounds = tuple(start + SIZE * i for i in range(len(text) + 1))
        self.lines.append(ReadLine(text, box, 0.99, role, self.direction, bounds))
        return len(self.lines) - 1

    def image(self) -> bytes:
        """The page as PNG."""
        picture = Image.new("RGB", (self.width, self.height), (255, 255, 255))
        pen = ImageDraw.Draw(picture)
        for line in self.lines:
            found = line.text.find(self.blue) if self.blue else -1
            for i in range(len(line.text)):
                x0, y0, x1, y1 = line.span_box(i, i + 1)
                blue = found >= 0 and found <= i < found + len(self.blue)
                pen.rectangle((x0 + 4, y0 + 4, x1 - 5, y1 - 5), fill=BLUE if blue else INK)
        out = io.BytesIO()
        picture.save(out, "PNG")
        return out.getvalue()


def modern_pages() -> list[Sheet]:
    """Three horizontal pages: a notice over two pages with a table, and one that repeals another."""
    first, second, third = Sheet(blue="出口退税"), Sheet(), Sheet()
    first.write("海关总署文告", 480, 60, "running_head")
    first.write("关于调整部分商品出口退税率的公告", 280, 200, "heading")
    first.write("海关总署公告2005年第15号", 360, 280)
    first.write("为规范管理，现公告如下：", 180, 400)
    first.write("一、自五月一日起调整钢材的出口退税率，", 180, 460)
    second.write("其他商品不变。", 100, 100)
    second.write("二、特此公告。", 180, 160)
    second.write("税号", 100, 400, "table_cell")
    second.write("商品名称", 400, 400, "table_cell")
    second.write("7201", 100, 460, "table_cell")
    second.write("生铁", 400, 460, "table_cell")
    third.write(HOSTILE, 100, 100, "heading")
    third.write("海关总署公告2003年第82号同时废止。", 100, 200)
    return [first, second, third]


def vertical_page() -> Sheet:
    """A vertical traditional page."""
    page = Sheet(direction="vertical-rl")
    page.write("總稅務司署通令第三號", 1000, 200, "heading")
    page.write("各關稅務司一體遵照辦理此令", 900, 200)
    return page


@pytest.fixture(scope="session")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    """The archive: issue i1 (modern, three pages, two notices), i2 (vertical), i3 (not read, damaged)."""
    home = tmp_path_factory.mktemp("held")
    opened = open_archive(f"sqlite:///{home}/catalogue.sqlite", str(home / "store"))
    fill(opened)
    yield opened
    opened.close()


@pytest.fixture
def own_archive(tmp_path: Path) -> Iterator[Archive]:
    """Like `archive`, for tests that change it."""
    opened = open_archive(f"sqlite:///{tmp_path}/catalogue.sqlite", str(tmp_path / "store"))
    fill(opened)
    yield opened
    opened.close()


@pytest.fixture
def own_index(own_archive: Archive, tmp_path: Path) -> Path:
    """Its notices, indexed."""
    write_index(own_archive, tmp_path / "index")
    return tmp_path / "index"


@pytest.fixture(scope="session")
def search(archive: Archive, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Search]:
    """The same notices, indexed."""
    path = tmp_path_factory.mktemp("index") / "index"
    write_index(archive, path)
    opened = open_search(path, catalogue_texts(archive))
    yield opened
    opened.close()


@pytest.fixture(scope="session")
def app(archive: Archive, search: Search) -> FastAPI:
    """The application over both."""
    return create_app(archive, search)


@pytest.fixture(scope="session")
def client(app: FastAPI) -> Iterator[TestClient]:
    """Asks the application without a network; errors of the server are answers, not exceptions."""
    with TestClient(app, raise_server_exceptions=False, follow_redirects=False) as opened:
        yield opened


@pytest.fixture(scope="session")
def address(app: FastAPI) -> Iterator[str]:
    """The application served on a free port of this machine; where."""
    listener = listen("127.0.0.1", 0)
    server = uvicorn.Server(uvicorn.Config(app, log_level="warning"))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{listener.getsockname()[1]}"
    server.should_exit = True
    thread.join(10)
    listener.close()


def write_index(archive: Archive, path: Path) -> None:
    """Index every notice of the archive."""
    with archive.read() as connection, open_writer(path) as writer:
        for notice in all_notices(connection):
            texts = source_text(notice)
            writer.put(
                Indexable(
                    id=notice.id,
                    title=notice.title,
                    doc_number=notice.doc_number,
                    doc_number_printed=notice.doc_number_printed,
                    kind=notice.kind,
                    issuers=notice.issuers,
                    series=get_issue(connection, notice.issue_id).series,
                    date=notice.date,
                    text=notice.text,
                    attachments=texts.attachments,
                    issue_id=notice.issue_id,
                    revision=notice.revision,
                )
            )


def fill(archive: Archive) -> None:
    """Put the three issues in."""
    with archive.write() as connection:
        modern = ensure_issue(
            connection,
            "modern",
            IssueDescription(
                title="海关总署文告 2005年第4期",
                series="海关总署文告",
                number="2005年第4期",
                date=dt.date(2005, 5, 10),
            ),
        )
        old = ensure_issue(connection, "old", IssueDescription(title="總稅務司署通令集", series="通令"))
        unread = ensure_issue(connection, "unread", IssueDescription(title="未读", rights="public domain"))
    pages, readings = keep(archive, modern, modern_pages())
    replace(archive, modern, modern_notices(pages, readings))
    pages, readings = keep(archive, old, [vertical_page()])
    replace(archive, old, [vertical_notice(pages, readings)])
    sha256 = archive.store.put(b"II*\0 not a TIFF after all")
    with archive.write() as connection:
        record_blob(connection, sha256, 25, "image/tiff")
        page = NewPage(
            sha256, 0, 800, 1200, None, "scan", "image/tiff", "unread/1.tif", "Its strips are missing."
        )
        add_pages(connection, unread, [page])


def keep(archive: Archive, issue_id: str, sheets: list[Sheet]) -> tuple[list[str], list[int]]:
    """Store drawn pages with their readings; page ids and derivative ids."""
    page_ids, readings = [], []
    for number, sheet in enumerate(sheets, start=1):
        image = sheet.image()
        sha256 = archive.store.put(image)
        with archive.write() as connection:
            record_blob(connection, sha256, len(image), "image/png")
            name = f"{issue_id}/{number}.png"
            page = NewPage(sha256, 0, sheet.width, sheet.height, 150.0, "scan", "image/png", name)
            page_ids += add_pages(connection, issue_id, [page])
        reading = Reading(
            page_ids[-1], sheet.width, sheet.height, sheet.direction, tuple(sheet.lines), READ, 0.99
        )
        data = encode_reading(reading)
        stored = archive.store.put(data)
        with archive.write() as connection:
            readings.append(record_reading(connection, page_ids[-1], stored, len(data), READ, 0.99))
    return page_ids, readings


def replace(archive: Archive, issue_id: str, notices: list[Notice]) -> None:
    """Make these the notices of an issue."""
    with archive.write() as connection:
        replace_notices(connection, issue_id, notices, [], "drawn")


def modern_notices(pages: list[str], readings: list[int]) -> list[Notice]:
    """What a cutter would find on `modern_pages`."""
    body = "为规范管理，现公告如下：\n一、自五月一日起调整钢材的出口退税率，其他商品不变。\n二、特此公告。"
    table = (("税号", "商品名称"), ("7201", "生铁"))
    first = notice(
        title="关于调整部分商品出口退税率的公告",
        text=body,
        expiry_date=dt.date(2005, 10, 31),
        pages=(pages[0], pages[1]),
        readings=readings[:2],
        attachments=(Attachment("附件：税率表", "税号\t商品名称\n7201\t生铁", (pages[1], pages[1]), table),),
        clauses=(Clause("head", "一、", 0, 13, 40, "head_1"), Clause("head", "二、", 0, 40, 47, "head_2")),
        spans=(
            Span("title", 0, 16, pages[0], 1, 0),
            Span("doc_number", 0, 15, pages[0], 2, 0),
            Span("text", 0, 12, pages[0], 3, 0),
            Span("text", 13, 32, pages[0], 4, 0),
            Span("text", 32, 39, pages[1], 0, 0),
            Span("text", 40, 47, pages[1], 1, 0),
            Span("attachments.0.text", 0, 2, pages[1], 2, 0),
            Span("attachments.0.text", 3, 7, pages[1], 3, 0),
            Span("attachments.0.text", 8, 12, pages[1], 4, 0),
            Span("attachments.0.text", 13, 15, pages[1], 5, 0),
        ),
    )
    second = notice(
        title=HOSTILE,
        text="海关总署公告2003年第82号同时废止。",
        pages=(pages[2], pages[2]),
        readings=readings[2:],
        doc_number="海关总署公告2004年第3号",
        date=dt.date(2004, 1, 9),
        cites=("海关总署公告2003年第82号",),
        relations=(Relation("repeals", "海关总署公告2003年第82号", "", "海关总署公告2003年第82号同时废止"),),
        spans=(Span("title", 0, len(HOSTILE), pages[2], 0, 0), Span("text", 0, 21, pages[2], 1, 0)),
    )
    return [first, second]


def vertical_notice(pages: list[str], readings: list[int]) -> Notice:
    """What a cutter would find on `vertical_page`."""
    return notice(
        title="",
        text="各關稅務司一體遵照辦理此令",
        pages=(pages[0], pages[0]),
        readings=readings,
        doc_number="總稅務司署通令第3號",
        kind="通令",
        issuers=("總稅務司署",),
        date=None,
        effective_date=None,
        expiry_date=None,
        date_printed="",
        spans=(Span("text", 0, 13, pages[0], 1, 0),),
    )


def notice(**given: object) -> Notice:
    """A notice with the given fields, the others as in 2005."""
    values: dict[str, object] = {
        "id": "",
        "issue_id": "",
        "sequence": 0,
        "doc_number": "海关总署公告2005年第15号",
        "doc_number_printed": "海关总署公告2005年第15号",
        "kind": "公告",
        "issuers": ("海关总署",),
        "date": dt.date(2005, 4, 25),
        "date_printed": "二○○五年四月二十五日",
        "effective_date": dt.date(2005, 5, 1),
        "expiry_date": None,
        "attachments": (),
        "signature": "海关总署",
        "cites": (),
        "relations": (),
        "clauses": (),
        "evidence": (Evidence("kind", "公告", "公告", "heading", "i1p1", (1, 2, 3, 4)),),
        "confidence": 0.9,
        "disclosure": "",
        "step": CUT,
        **given,
    }
    values["readings"] = tuple(given["readings"])  # type: ignore[call-overload]
    return Notice(**values)  # type: ignore[arg-type]
