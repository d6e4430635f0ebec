"""Results of pages kept in a file, so that a long measurement can be taken up again."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import asdict
from functools import cache
from importlib.metadata import version
from pathlib import Path

from bench.pages import PageKey
from bench.readers import READERS
from bench.result import PageResult, from_json, to_json

_ROOT = Path(__file__).parents[1]
_OURS = ("ours", "ours-tesseract")
_MEASURING = (
    "alignment", "calibration", "cells", "error_profile", "fields", "matching", "pages", "rates", "readers",
    "real_pages", "result", "sample_pages", "shares",
)  # fmt: skip


class Cache:
    """Results by page and reader; a line of JSON each, appended as they come.

    A result counts only while the code that made it is the same: the drawing, the comparing and (for our own
    readers) the reading. `path` None keeps them in memory alone.
    """

    def __init__(self, path: Path | None) -> None:
        self._path = path
        self._results: dict[tuple[PageKey, str], PageResult] = {}
        for reader in READERS:
            made_by(reader)  # now: the code on disk may be another when the first result comes
        if path is None or not path.is_file():
            return
        for line in path.read_text(encoding="utf-8").splitlines():
            try:
                raw = json.loads(line)
            except json.JSONDecodeError:
                continue  # the line that was being written when the run was stopped
            if raw["made_by"] == made_by(raw["reader"]):
                self._results[PageKey(**raw["page"]), raw["reader"]] = from_json(raw["result"])

    def get(self, page: PageKey, reader: str) -> PageResult | None:
        return self._results.get((page, reader))

    def add(self, page: PageKey, reader: str, result: PageResult) -> None:
        """Keep `result`, in the file too."""
        self._results[page, reader] = result
        if self._path is None:
            return
        row = {"page": asdict(page), "reader": reader, "made_by": made_by(reader), "result": to_json(result)}
        self._path.parent.mkdir(parents=True, exist_ok=True)
        with self._path.open("a", encoding="utf-8") as file:
            file.write(json.dumps(row, ensure_ascii=False) + "\n")


@cache
def made_by(reader: str) -> str:
    """A fingerprint of the code that a result of `reader` rests on."""
    digest = hashlib.sha256()
    for name in ("rapidocr", "onnxruntime", "numpy"):
        digest.update(f"{name} {version(name)} ".encode())
    for path in _sources(reader):
        digest.update(path.relative_to(_ROOT).as_posix().encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


def _sources(reader: str) -> Iterable[Path]:
    yield from (_ROOT / "bench" / f"{name}.py" for name in _MEASURING)
    yield from sorted((_ROOT / "tests" / "draw").glob("*.py"))
    if reader in _OURS:
        yield from sorted(
            path
            for path in (_ROOT / "ocr").rglob("*")
            if path.is_file() and path.suffix != ".pyc" and _ROOT / "ocr" / "cut" not in path.parents
        )
