"""Media types by content."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.intake.sniff import foreign, sniff


@pytest.mark.parametrize(
    ("head", "media_type"),
    [
        (b"II*\x00\x08\x00\x00\x00", "image/tiff"),
        (b"MM\x00*\x00\x00\x00\x08", "image/tiff"),
        (b"II+\x00\x08\x00\x00\x00", "image/tiff"),
        (b"MM\x00+\x00\x08\x00\x00", "image/tiff"),
        (b"\xff\xd8\xff\xe0", "image/jpeg"),
        (b"\x89PNG\r\n\x1a\n", "image/png"),
        (b"\x00\x00\x00\x0cjP  \r\n\x87\n", "image/jp2"),
        (b"\xff\x4f\xff\x51", "image/jp2"),
        (b"%PDF-1.4", "application/pdf"),
        (b"\x00" * 1019 + b"%PDF-1.7", "application/pdf"),
        (b"\x00" * 1020 + b"%PDF-1.7", None),
        (b"GIF89a", None),
        (b"II", None),
        (b"", None),
    ],
)
def test_sniff(head: bytes, media_type: str | None) -> None:
    assert sniff(head) == media_type


@pytest.mark.parametrize(
    ("head", "phrase"),
    [
        ("海关总署公告".encode(), "plain text"),
        ("海关总署公告".encode("gb18030"), "plain text"),
        ("海关".encode("utf-16"), "plain text"),
        (("海" * 400).encode()[:1024], "plain text"),
        (b"GIF89a", "a GIF image"),
        (b"AT&TFORM\x00\x00", "a DjVu document"),
        (b"CAJ\x00", "a CAJ document of CNKI"),
        (b"PK\x03\x04", "a ZIP archive or an office document"),
        (b"\x00" * 1024, "nothing but zeros"),
        (b"\x01\x02\x03", "of no kind known here"),
    ],
)
def test_what_a_foreign_file_is_called(head: bytes, phrase: str) -> None:
    assert foreign(head) == phrase


@given(st.binary(max_size=1100))
def test_any_head_gets_an_answer(head: bytes) -> None:
    assert sniff(head) in {None, "image/tiff", "image/jpeg", "image/png", "image/jp2", "application/pdf"}
    assert foreign(head)
