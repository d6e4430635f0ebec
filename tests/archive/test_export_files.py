"""A file a page: every page of the chosen issues, named by issue and order, its newest reading."""

from __future__ import annotations

import pytest

from archive import Archive
from archive.errors import NotHeld
from archive.export_files import FILE_FORMATS, count_pages, export_files
from archive.formats import from_alto, from_hocr
from archive.holdings import reorder_pages
from archive.reading_codec import encode_reading
from archive.reading_types import Reading, ReadLine
from archive.readings import record_reading
from archive.records import Step

STEP = Step("rapidocr", "3.10.0")
LINES = (
    ReadLine("海关总署文告", (10, 5, 90, 15), 0.9, "running_head", "horizontal-tb", block=0),
    ReadLine("根据《海", (10, 20, 90, 30), 0.9, "text", "horizontal-tb", block=1),
    ReadLine("关法》，", (10, 32, 90, 42), 0.9, "text", "horizontal-tb", block=1),
)


def keep(archive: Archive, page_id: str, lines: tuple[ReadLine, ...] = LINES) -> Reading:
    reading = Reading(page_id, 100, 100, "horizontal-tb", lines, STEP, 0.9)
    data = encode_reading(reading)
    sha256 = archive.store.put(data)
    with archive.write() as connection:
        record_reading(connection, page_id, sha256, len(data), STEP, 0.9)
    return reading


@pytest.fixture
def readings(archive: Archive, hold) -> dict[str, Reading]:  # type: ignore[no-untyped-def]
    """Two issues of two pages; the second page of the first has not been read, its first one twice."""
    hold(2, "first")
    hold(2, "second")
    keep(archive, "i1p1", LINES[:1])
    return {page_id: keep(archive, page_id) for page_id in ("i1p1", "i2p1", "i2p2")}


def test_every_page_has_a_name_and_those_read_a_file(archive: Archive, readings: dict[str, Reading]) -> None:
    files = list(export_files(archive, FILE_FORMATS["alto"]))
    assert [(file.page_id, file.name, file.data is None) for file in files] == [
        ("i1p1", "i1/0001.xml", False),
        ("i1p2", "i1/0002.xml", True),
        ("i2p1", "i2/0001.xml", False),
        ("i2p2", "i2/0002.xml", False),
    ]
    assert count_pages(archive) == 4
    assert {file.page_id: from_alto(file.data) for file in files if file.data} == readings


def test_hocr_and_text_too(archive: Archive, readings: dict[str, Reading]) -> None:
    (file, _) = export_files(archive, FILE_FORMATS["hocr"], ["i1"])
    assert file.name == "i1/0001.hocr"
    assert from_hocr(file.data or b"") == readings["i1p1"]
    (file, _) = export_files(archive, FILE_FORMATS["text"], ["i1"])
    assert (file.name, file.data) == ("i1/0001.txt", "根据《海关法》，\n".encode())


def test_names_follow_the_order_of_the_pages_not_their_ids(
    archive: Archive, readings: dict[str, Reading]
) -> None:
    with archive.write() as connection:
        reorder_pages(connection, "i2", ["i2p2", "i2p1"])
    names = {file.page_id: file.name for file in export_files(archive, FILE_FORMATS["text"], ["i2"])}
    assert names == {"i2p2": "i2/0001.txt", "i2p1": "i2/0002.txt"}


def test_an_unknown_issue_is_said_before_the_first_file(
    archive: Archive, readings: dict[str, Reading]
) -> None:
    with pytest.raises(NotHeld, match="'i3'"):
        next(export_files(archive, FILE_FORMATS["alto"], ["i1", "i3"]))
    with pytest.raises(NotHeld, match="'i3'"):
        count_pages(archive, ["i3"])
