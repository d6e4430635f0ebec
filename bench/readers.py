"""The engines that are measured side by side, each as its users would run it, with one thread."""

from __future__ import annotations

import logging
import os
import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from importlib.metadata import version
from typing import Protocol

import cv2
import numpy as np
import pytesseract
from numpy.typing import NDArray
from PIL import Image
from rapidocr import RapidOCR

from bench.matching import ReadLine
from bench.rates import is_latin
from draw.truth import PageTruth
from ocr.engine import open_engine
from ocr.geometry import Box, Direction
from ocr.page import Grid, Leaf, PageText

TITLES = {
    "ours": "wengao, rapidocr",
    "ours-tesseract": "wengao, tesseract",
    "rapidocr": f"bare RapidOCR {version('rapidocr')}",
    "tesseract": "bare Tesseract",
}
"""Column headings: program, its version, what is not its default."""

READERS = tuple(TITLES)


@dataclass(frozen=True, slots=True, eq=False)
class BenchPage:
    """A page to read. `image` is H × W grey or H × W × 3 RGB, 8 bit; `layer` what its PDF's text layer says, if good.

    Boxes of `truth` are in pixels of an image as large as `truth` says, which may be another resolution.
    """

    image: NDArray[np.uint8]
    truth: PageTruth
    layer: PageText | None = None
    placed: bool = True
    """Does the truth say where its lines stand?"""

    @property
    def latin(self) -> bool:
        return is_latin("".join(line.text for line in self.truth.lines))

    @property
    def dpi(self) -> int:
        """Dots per inch of `image`."""
        return round(self.truth.dpi * int(self.image.shape[1]) / self.truth.width)


@dataclass(frozen=True, slots=True)
class ReadPage:
    """What a reader makes of a page: lines in the order it gives them, and what else it tells; None: it cannot tell.

    `tables` hold indices into `lines`; boxes in pixels of the image.
    """

    lines: tuple[ReadLine, ...]
    tables: tuple[Grid, ...] | None = None
    leaves: tuple[Leaf, ...] | None = None
    confidence: float | None = None
    expected_error: float | None = None


class Reader(Protocol):
    """Reads a page into lines."""

    def read(self, page: BenchPage) -> ReadPage: ...


class Ours:
    """An engine of `ocr.engine`; PDF pages by their text layer when there is a good one, as `wengao ingest` does."""

    def __init__(self, name: str) -> None:
        self._engine = open_engine(name, threads=1)

    def read(self, page: BenchPage) -> ReadPage:
        text = page.layer or self._engine.read(page.image)
        lines = tuple(ReadLine(line.text, line.box, line.confidence, line.confidences) for line in text.lines)
        return ReadPage(lines, text.tables, text.leaves, text.confidence, text.expected_error)


class BareRapid:
    """RapidOCR with its defaults, in its own line order."""

    def __init__(self) -> None:
        cv2.setNumThreads(1)
        logging.getLogger("RapidOCR").addFilter(lambda record: False)
        self._engine = RapidOCR(
            params={
                "Global.log_level": "critical",
                "EngineConfig.onnxruntime.intra_op_num_threads": 1,
                "EngineConfig.onnxruntime.inter_op_num_threads": 1,
            }
        )

    def read(self, page: BenchPage) -> ReadPage:
        colour = cv2.COLOR_GRAY2BGR if page.image.ndim == 2 else cv2.COLOR_RGB2BGR
        found = self._engine(cv2.cvtColor(page.image, colour))
        if found.txts is None or found.boxes is None:
            return ReadPage(())
        return ReadPage(
            tuple(ReadLine(text, _around(quad)) for text, quad in zip(found.txts, found.boxes, strict=True))
        )


class BareTesseract:
    """pytesseract with the languages a user would pick for the page.

    One call of `image_to_data`: the same words in the same order as `image_to_string`, and their boxes.
    """

    def read(self, page: BenchPage) -> ReadPage:
        language, mode = "chi_sim+eng", ""
        if page.truth.direction is Direction.VERTICAL:
            language, mode = "chi_tra_vert", " --psm 5"
        elif page.latin:
            language = "eng"
        words = pytesseract.image_to_data(
            Image.fromarray(page.image),
            lang=language,
            config=f"--dpi {page.dpi}{mode}",
            output_type=pytesseract.Output.DICT,
        )
        lines: dict[tuple[int, int, int], list[str]] = {}
        boxes: dict[tuple[int, int, int], Box] = {}
        for i, text in enumerate(words["text"]):
            key = (words["block_num"][i], words["par_num"][i], words["line_num"][i])
            if words["level"][i] == _LINE:
                x, y = words["left"][i], words["top"][i]
                boxes[key] = Box(x, y, x + words["width"][i], y + words["height"][i])
            elif words["level"][i] == _WORD:
                lines.setdefault(key, []).append(str(text))
        return ReadPage(tuple(ReadLine(" ".join(parts), boxes[key]) for key, parts in lines.items()))


_LINE, _WORD = 4, 5
"""Levels of Tesseract's TSV output."""


def open_reader(name: str) -> Reader:
    """The reader called `name`, one of READERS. Raises `ocr.errors.EngineMissing`."""
    # Tesseract takes four threads a page unless it is told otherwise, and only so.
    os.environ["OMP_THREAD_LIMIT"] = "1"
    match name:
        case "ours":
            return Ours("rapidocr")
        case "ours-tesseract":
            return Ours("tesseract")
        case "rapidocr":
            return BareRapid()
        case "tesseract":
            return BareTesseract()
    raise ValueError(f"there is no reader {name!r}: choose among {', '.join(READERS)}")


def timed(reader: Reader, page: BenchPage) -> tuple[ReadPage, float, float]:
    """What was read, seconds on the wall clock, seconds of CPU (this process and those it started and waited for)."""
    wall, before = time.perf_counter(), os.times()
    read = reader.read(page)
    after, wall = os.times(), time.perf_counter() - wall
    return read, wall, sum(after[:4]) - sum(before[:4])


def scaled(lines: Sequence[ReadLine], page: BenchPage) -> list[ReadLine]:
    """`lines` with boxes in pixels of the truth."""
    x, y = page.truth.width / page.image.shape[1], page.truth.height / page.image.shape[0]
    if x == y == 1:
        return list(lines)
    return [
        replace(
            line,
            box=Box(
                round(line.box.x0 * x), round(line.box.y0 * y), round(line.box.x1 * x), round(line.box.y1 * y)
            ),
        )
        for line in lines
    ]


def _around(quad: NDArray[np.float32]) -> Box:
    x0, y0 = np.floor(quad.min(axis=0)).astype(int).tolist()
    x1, y1 = np.ceil(quad.max(axis=0)).astype(int).tolist()
    return Box(x0, y0, x1, y1)
