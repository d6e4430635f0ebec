"""Readings as bytes: compressed JSON, the same bytes for equal readings."""

from __future__ import annotations

import gzip
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

from archive.reading_types import ReadCell, ReadDoubt, ReadGrid, Reading, ReadLeaf, ReadLine
from archive.records import BoxList, Step, as_json

READING_MEDIA_TYPE = "application/vnd.wengao.reading+json+gzip"


def encode_reading(reading: Reading) -> bytes:
    """The bytes a reading is kept as. Equal readings give equal bytes (no time stamp inside)."""
    return gzip.compress(as_json(asdict(reading)).encode(), compresslevel=6, mtime=0)


def decode_reading(data: bytes) -> Reading:
    """The inverse of `encode_reading`. Fields that an older reading lacks have their defaults."""
    value: dict[str, Any] = json.loads(gzip.decompress(data))
    changed: dict[str, Any] = {
        "lines": tuple(_line(line) for line in value["lines"]),
        "step": Step(**value["step"]),
        "remarks": tuple(value["remarks"]),
        "leaves": tuple(ReadLeaf(**{**leaf, "box": _box(leaf["box"])}) for leaf in value.get("leaves", ())),
        "tables": tuple(_grid(grid) for grid in value.get("tables", ())),
    }
    for name in ("seals", "pictures", "missed"):
        changed[name] = tuple(_box(box) for box in value.get(name, ()))
    return Reading(**{**value, **changed})


def _line(value: Mapping[str, Any]) -> ReadLine:
    changed: dict[str, Any] = {"box": _box(value["box"])}
    for name in ("bounds", "middles", "confidences"):
        changed[name] = tuple(value.get(name, ()))
    changed["doubts"] = tuple(
        ReadDoubt(doubt["at"], tuple((text, share) for text, share in doubt["others"]))
        for doubt in value.get("doubts", ())
    )
    return ReadLine(**{**value, **changed})


def _grid(value: Mapping[str, Any]) -> ReadGrid:
    cells = tuple(ReadCell(**{**cell, "lines": tuple(cell["lines"])}) for cell in value["cells"])
    return ReadGrid(_box(value["box"]), value["rows"], value["columns"], cells)


def _box(value: Sequence[int]) -> BoxList:
    x0, y0, x1, y1 = value
    return (x0, y0, x1, y1)
