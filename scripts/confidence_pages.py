"""The pages that confidence is fitted on: drawn here or elsewhere, read once, kept in a cache."""

from __future__ import annotations

import json
import pickle
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import chain
from pathlib import Path

import numpy as np
from PIL import Image

from draw.page import draw_page
from draw.varied import VARIED, draw_varied
from ocr.engines.rapid import RapidModels, rapid_step
from ocr.page import PageText, Step
from ocr.reading.models import Models
from ocr.reading.page import read_page

STYLES = ("modern", "two_column", "vertical", "english")

DRAWN = "drawn"
"""The family of the pages of `draw`."""


@dataclass(frozen=True, slots=True, eq=False)
class ReadPage:
    """A page whose lines of print are known, in reading order, and what was read, not judged yet.

    `family`: who drew it. `latin`: its words are set apart by spaces.
    """

    name: str
    family: str
    style: str
    seed: int
    latin: bool
    printed: tuple[str, ...]
    text: PageText


def drawn_pages(seeds: Iterable[int], cache: Path | None) -> Iterator[ReadPage]:
    """Pages of all styles of `draw` at every level, read."""
    reader = _Reader(cache)
    for seed in seeds:
        for level, style in ((level, style) for level in range(4) for style in chain(STYLES, VARIED)):
            name = f"{DRAWN}-{style}-{level}-{seed}"
            yield reader.kept(name) or _drawn(reader, name, style, seed, level)


def _drawn(reader: _Reader, name: str, style: str, seed: int, level: int) -> ReadPage:
    page = (draw_page if style in STYLES else draw_varied)(style, seed, level)
    printed = tuple(line.text for line in page.truth.lines)
    return reader.read(page.image, name, DRAWN, style, seed, style == "english", printed)


def pages_in(folder: Path, cache: Path | None) -> Iterator[ReadPage]:
    """Pages that others drew, read: ``NAME.png`` beside ``NAME.json``, an object with `style`, `latin` (are words set
    apart by spaces?) and `lines`, objects with `text`, in reading order. A number at the end of NAME is the seed.

    Raises ValueError naming the file that has no such object.
    """
    reader = _Reader(cache)
    for path in sorted(folder.glob("*.json")):
        name = f"{folder.name}-{path.stem}"
        kept = reader.kept(name)
        if kept:
            yield kept
            continue
        truth = json.loads(path.read_text("utf-8"))
        try:
            printed = tuple(str(line["text"]) for line in truth["lines"])
            style, latin = str(truth["style"]), bool(truth["latin"])
        except (KeyError, TypeError) as error:
            raise ValueError(f"{path}: no page with style, latin and lines of text ({error!r})") from error
        with Image.open(path.with_suffix(".png")) as image:
            pixels = np.array(image.convert("RGB"))
        end = path.stem.rpartition("-")[2]
        seed = int(end) if end.isdecimal() else 0
        yield reader.read(pixels, name, folder.name, style, seed, latin, printed)


class _Reader:
    """Reads pages and keeps them in `cache`, a folder that holds what this script wrote (pickles), when there is one.

    The models are loaded when the first page is read.
    """

    def __init__(self, cache: Path | None) -> None:
        self._cache = cache
        self._models: Models | None = None
        if cache:
            cache.mkdir(parents=True, exist_ok=True)

    def kept(self, name: str) -> ReadPage | None:
        """The page of that name in the cache."""
        path = self._cache / f"{name}.pickle" if self._cache else None
        if path is None or not path.exists():
            return None
        found = pickle.loads(path.read_bytes())
        return found if isinstance(found, ReadPage) else None

    def read(
        self,
        image: np.ndarray,
        name: str,
        family: str,
        style: str,
        seed: int,
        latin: bool,
        printed: tuple[str, ...],
    ) -> ReadPage:
        """The page, read and kept."""
        if self._models is None:
            self._models = RapidModels()
        # The step's settings cannot be pickled, and nothing here asks for them.
        text = read_page(image, self._models, rapid_step())
        text = replace(text, step=Step("cache", "", {}))
        page = ReadPage(name, family, style, seed, latin, printed, text)
        if self._cache:
            (self._cache / f"{name}.pickle").write_bytes(pickle.dumps(page))
        sys.stderr.write(".")
        sys.stderr.flush()
        return page
