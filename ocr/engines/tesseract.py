"""Tesseract through pytesseract: the second engine, for English, for systems without RapidOCR, and as an
independent check."""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import cache
from types import MappingProxyType
from typing import Any

import numpy as np
import pytesseract
from numpy.typing import NDArray
from pytesseract import pytesseract as runner

from ocr.engines.textchars import compose
from ocr.errors import EngineFailed, EngineMissing
from ocr.geometry import Direction
from ocr.imaging.image import Image, check_image, even_paper
from ocr.imaging.rules import find_rules
from ocr.imaging.seal import take_out_seals
from ocr.imaging.seal_lift import lift_seals
from ocr.imaging.seal_trace import boxes_of, trace_seals
from ocr.layout.arrange import LAYOUT_REVISION, arrange, gutter_hints
from ocr.layout.direction import ink_direction
from ocr.layout.table_search import find_tables
from ocr.page import NO_OVERRIDE, Override, PageText, Setting, Step, mean_confidence

SETTINGS: MappingProxyType[str, Setting] = MappingProxyType(
    {
        "horizontal": "chi_sim+eng",
        "vertical": "chi_tra_vert",
        "latin": "eng",
        "even_paper": True,
        "latin_share": 0.9,
        "layout": LAYOUT_REVISION,
    }
)
"""Every setting that changes what is read. `horizontal`, `vertical` and `latin` name trained data.
`latin_share`: a page with at least this share of Latin letters is read again as English."""

_PACKAGES = MappingProxyType(
    {
        "chi_sim": "tesseract-ocr-chi-sim",
        "chi_tra_vert": "tesseract-ocr-chi-tra-vert",
        "eng": "tesseract-ocr-eng",
    }
)
_TIMEOUT = 180
"""Longest run on one page, seconds. The slowest newspaper page measured takes 40."""

_MIN_SIDE, _MAX_SIDE = 8, 32_000
"""Sides of an image Tesseract takes, pixels: it refuses 32,768, and fails on slivers."""


@cache
def tesseract_step() -> Step:
    """Program, version and settings; runs the program twice, 20 ms each.

    Raises `EngineMissing` when the program or trained data is not installed, naming the Debian packages.
    """
    try:
        found = pytesseract.get_tesseract_version()
        languages = pytesseract.get_languages()
    except pytesseract.TesseractNotFoundError as error:
        packages = " ".join(["tesseract-ocr", *_PACKAGES.values()])
        raise EngineMissing("The program tesseract is not installed.", f"apt install {packages}") from error
    missing = [package for name, package in _PACKAGES.items() if name not in languages]
    if missing:
        raise EngineMissing(
            f"Tesseract lacks trained data ({', '.join(missing)}).", f"apt install {' '.join(missing)}"
        )
    return Step("tesseract", str(found), SETTINGS)


class TesseractEngine:
    """An `Engine`: one run of the program tesseract for a page (two for a Latin one)."""

    def __init__(self, threads: int = 1) -> None:
        """Raises `EngineMissing`, see `tesseract_step`."""
        self._step = tesseract_step()
        # pytesseract hands this mapping to the programs it starts; the process's own environment is left alone.
        runner.environ = {**os.environ, "OMP_THREAD_LIMIT": str(threads)}

    @property
    def step(self) -> Step:
        return self._step

    def read(self, image: NDArray[np.uint8], override: Override = NO_OVERRIDE) -> PageText:
        """See `Engine.read`."""
        check_image(image)
        height, width = image.shape[:2]
        if min(height, width) < _MIN_SIDE:
            return PageText(width, height, Direction.HORIZONTAL, (), self._step, 1.0)
        if max(height, width) > _MAX_SIDE:
            raise EngineFailed(
                f"Tesseract takes pages up to {_MAX_SIDE} pixels a side, this one has {width} × {height}.",
                "Scan at a lower resolution, or read the page with the engine rapidocr.",
            )
        grey, seals = take_out_seals(image)
        traced = trace_seals(grey)
        grey, _ = lift_seals(grey, traced)
        seals += boxes_of(traced, width, height)
        direction = override.direction or ink_direction(grey)
        rules = find_rules(grey, 0.0)
        tables = find_tables(rules) if direction is Direction.HORIZONTAL else ()
        paper = even_paper(grey)
        if direction is Direction.VERTICAL:
            words = _run(paper, str(SETTINGS["vertical"]), 5)
        else:
            words = _run(paper, str(SETTINGS["horizontal"]), 3)
            if _latin_share(words["text"]) >= float(SETTINGS["latin_share"]):
                words = _run(paper, str(SETTINGS["latin"]), 3)
        texts, boxes, sure, rows = _characters(words)
        hints = gutter_hints(rules, direction, override.columns)
        pieces = compose(texts, boxes, direction, (width, height), tables, hints, rows, sure)
        lines = arrange(pieces, direction, (width, height), rules, tables, override.columns)
        return PageText(width, height, direction, lines, self._step, mean_confidence(lines), seals)


def _run(grey: Image, languages: str, segmentation: int) -> Mapping[str, Sequence[Any]]:
    """Tesseract's table of words (``image_to_data``), a list for each column."""
    try:
        table: Mapping[str, Sequence[Any]] = pytesseract.image_to_data(
            grey,
            lang=languages,
            config=f"--psm {segmentation} --dpi 300",
            timeout=_TIMEOUT,
            output_type=pytesseract.Output.DICT,
        )
    except pytesseract.TesseractError as error:
        raise EngineFailed(
            f"Tesseract gave up on this page ({error.message}).",
            "Read it with the engine rapidocr, or scan it again.",
        ) from error
    except RuntimeError as error:  # what pytesseract raises when the time is over
        raise EngineFailed(
            f"Tesseract did not finish this page within {_TIMEOUT} s.",
            "Read it with the engine rapidocr, or cut the sheet into pages.",
        ) from error
    return table


def _latin_share(texts: Sequence[str]) -> float:
    """Share of ASCII letters among all letters; 0.0 when there are none."""
    letters = [char for text in texts for char in str(text) if char.isalpha()]
    return sum(char.isascii() for char in letters) / len(letters) if letters else 0.0


def _characters(
    words: Mapping[str, Sequence[Any]],
) -> tuple[list[str], NDArray[np.float64], list[float], list[list[int]]]:
    """Words of each line, their boxes, confidences (0..1), and which of them make up a line."""
    texts: list[str] = []
    boxes: list[tuple[float, float, float, float]] = []
    sure: list[float] = []
    rows: dict[tuple[int, int, int], list[int]] = defaultdict(list)
    for k, text in enumerate(words["text"]):
        word = str(text).strip()
        confidence = float(words["conf"][k])
        if not word or confidence < 0:
            continue
        left, top = float(words["left"][k]), float(words["top"][k])
        box = (left, top, left + float(words["width"][k]), top + float(words["height"][k]))
        rows[words["block_num"][k], words["par_num"][k], words["line_num"][k]].append(len(texts))
        texts.append(word)
        boxes.append(box)
        sure.append(min(1.0, confidence / 100))
    # Words stay in Tesseract's order: its boxes of Chinese words overlap, sorting by them swaps characters.
    return texts, np.array(boxes, dtype=np.float64).reshape(-1, 4), sure, list(rows.values())
