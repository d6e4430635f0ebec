"""Names made harmless, and the order people number pages in."""

from __future__ import annotations

import os
import random
from urllib.parse import unquote_to_bytes

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.intake.names import natural_key, safe_name

ON_DISK = st.binary(min_size=1, max_size=40).map(lambda raw: os.fsdecode(raw.replace(b"\x00", b"")))
"""Any name a Linux file system can hold, undecodable bytes included; "/" parts it into folders."""


@given(ON_DISK)
def test_safe_names_can_do_no_harm(name: str) -> None:
    safe = safe_name(name)
    safe.encode("utf-8")
    assert not safe.startswith("/")
    assert "\\" not in safe
    assert all(part not in {"", ".", ".."} for part in safe.split("/")) or safe == ""
    assert safe.isprintable() or all(char.isprintable() or char.isspace() or ord(char) > 127 for char in safe)


@given(ON_DISK.filter(lambda name: "%" not in name))
def test_what_was_escaped_can_be_read_back(name: str) -> None:
    parts = [part for part in os.fsencode(name).split(b"/") if part]
    assert unquote_to_bytes(safe_name(name)) == b"/".join(parts)


@given(ON_DISK)
def test_a_safe_name_is_safe(name: str) -> None:
    assert safe_name(safe_name(name)) == safe_name(name)


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("文告/2005年 第4期/001.tif", "文告/2005年 第4期/001.tif"),
        ("100%20.tif", "100%20.tif"),
        ("a\nb.tif", "a%0Ab.tif"),
        ("..\\x.tif", "..%5Cx.tif"),
        ("../../etc/passwd", "%2E%2E/%2E%2E/etc/passwd"),
        ("/etc/passwd", "etc/passwd"),
        (os.fsdecode("文告.tif".encode("gb18030")), "%CE%C4%B8%E6.tif"),
        ("gazette\u202efit.exe", "gazette%E2%80%AEfit.exe"),
        ("...", "..."),
    ],
)
def test_names_that_were_met(name: str, safe: str) -> None:
    assert safe_name(name) == safe


def test_pages_are_ordered_as_they_are_numbered() -> None:
    ordered = [
        "1/p10.tif",
        "2/p1.tif",
        "10/p1.tif",
        "page1.tif",
        "Page2.tif",
        "page2a.tif",
        "page10.tif",
        "page０11.tif",
        "第2页.tif",
        "第10页.tif",
    ]
    shuffled = ordered[:]
    random.Random(3).shuffle(shuffled)
    assert sorted(shuffled, key=natural_key) == ordered


@given(
    st.text(max_size=5),
    st.integers(0, 10**30),
    st.integers(0, 10**30),
    st.integers(0, 3),
    st.text(max_size=5),
)
def test_numbers_are_ordered_by_value(before: str, low: int, high: int, zeros: int, after: str) -> None:
    before, after = before.rstrip("0123456789"), after.lstrip("0123456789")
    if (before and before[-1].isdecimal()) or (after and after[0].isdecimal()) or low == high:
        return
    low, high = min(low, high), max(low, high)
    assert natural_key(f"{before}{'0' * zeros}{low}{after}") < natural_key(f"{before}{high}{after}")


@given(st.lists(st.text(max_size=12), max_size=8))
def test_the_order_is_total_and_does_not_depend_on_the_start(names: list[str]) -> None:
    backwards = names[::-1]
    assert sorted(names, key=natural_key) == sorted(backwards, key=natural_key)
