"""RapidOCR (PP-OCRv6 small), tuned for gazette pages. Its private names are used here and nowhere else.

Red seals are taken out; boxes are looked for on a small copy and scaled back; the corners of tall boxes are put in
order; boxes are cut at gutters, table rules and wide blanks; each is cropped from the full-size page and recognised
alone.
"""

from __future__ import annotations

import logging
import math
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from types import MappingProxyType
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from ocr.engines.ctc import Glyph, decode, stops
from ocr.engines.spacing import kept
from ocr.errors import EngineFailed, EngineMissing
from ocr.imaging.image import Image, check_image
from ocr.imaging.inksize import contrast, ink_size, print_size
from ocr.imaging.leftover import leftover_quads
from ocr.imaging.quads import Quad, bounding_box, crop, order_corners, pad_ends, sides
from ocr.imaging.rules import find_rules
from ocr.imaging.seal import take_out_seals
from ocr.imaging.skew import page_skew
from ocr.layout.arrange import LAYOUT_REVISION, Piece, arrange, gutter_hints, page_direction
from ocr.layout.splitting import LONGEST_COLUMN, LONGEST_LINE, cut_quads, level_boxes, parts_of
from ocr.layout.tables import find_tables
from ocr.page import Direction, Line, PageText, Setting, Step, mean_confidence

_PACKAGE = "rapidocr"
_DETECTOR = "PP-OCRv6_det_small.onnx"
_RECOGNISER = "PP-OCRv6_rec_small.onnx"
_REMEDY = "Install it with: pip install rapidocr==3.10.0 onnxruntime"

SETTINGS: MappingProxyType[str, Setting] = MappingProxyType(
    {
        "detector": _DETECTOR,
        "recogniser": _RECOGNISER,
        "detect_side": 960,
        "detect_side_most": 2080,
        "end_padding": 0.2,
        "longest_column": LONGEST_COLUMN,
        "longest_line": LONGEST_LINE,
        "least_confidence": 0.5,
        "least_leftover": 0.8,
        "least_contrast": 0.5,
        "sure_confidence": 0.97,
        "mirror_under": 0.9,
        "mirror_gain": 0.05,
        "layout": LAYOUT_REVISION,
    }
)
"""Every setting that changes what is read. `detect_side`: long side of the copy that boxes are looked for on,
pixels. `end_padding`: in line heights. `longest_column`: columns longer than this many thicknesses are read in
parts. `least_confidence`: lines under it are noise (0..1)."""

_TALL = 1.5
"""A box this many times as high as wide is a column."""

_SMALL_PRINT = 6.0
_SMALL_PRINT_BLOBS = 4000
_SHOWN = 10.0
"""Print is small when its characters are under 6 pixels on the detector's copy and there are over 4,000; the copy
is then made so large that they are 10 pixels high."""

_READ_HEIGHT = 48
_LEAST_WIDTH = 320
"""Height of the recogniser's input and the least width it is fed with (shorter crops are padded), pixels."""


@cache
def rapid_step() -> Step:
    """Tool, version and settings, without loading a model. Raises `EngineMissing`."""
    try:
        return Step(_PACKAGE, version(_PACKAGE), SETTINGS)
    except PackageNotFoundError as error:
        raise EngineMissing("RapidOCR is not installed.", _REMEDY) from error


class RapidEngine:
    """An `Engine`: RapidOCR's detector and recogniser on `threads` threads, models loaded once, 580 MB
    resident (970 MB after a newspaper fold)."""

    def __init__(self, threads: int = 1) -> None:
        """Raises `EngineMissing` when the package or one of its models is not there; nothing is downloaded."""
        self._step = rapid_step()
        # RapidOCR logs to the terminal through a logger of its own and sets its level itself.
        logging.getLogger("RapidOCR").addFilter(lambda record: False)
        try:
            import rapidocr  # noqa: PLC0415 - loads ONNX Runtime
            from rapidocr.inference_engine.onnxruntime.main import ONNXRuntimeError  # noqa: PLC0415
            from rapidocr.main import RapidOCR  # noqa: PLC0415
        except ImportError as error:
            raise EngineMissing(f"RapidOCR cannot be loaded ({error}).", _REMEDY) from error
        models = Path(rapidocr.__file__).parent / "models"
        for name in (_DETECTOR, _RECOGNISER):
            if not (models / name).is_file():
                raise EngineMissing(f"RapidOCR's model {name} is not in {models}.", _REMEDY)
        cv2.setNumThreads(threads)
        engine: Any = RapidOCR(
            params={
                "Global.log_level": "critical",
                # A path given is opened; a path left out may be downloaded.
                "Det.model_path": str(models / _DETECTOR),
                "Rec.model_path": str(models / _RECOGNISER),
                "Det.limit_type": "max",
                "Det.limit_side_len": 32_000,  # the copy we hand over has the right size already
                "EngineConfig.onnxruntime.intra_op_num_threads": threads,
                "EngineConfig.onnxruntime.inter_op_num_threads": 1,
                "EngineConfig.onnxruntime.enable_cpu_mem_arena": True,
            }
        )
        self._failure: type[Exception] = ONNXRuntimeError
        self._detector = engine._load_det_model()
        self._recogniser = engine._load_rec_model()
        self._characters: list[str] = self._recogniser.postprocess_op.character

    @property
    def step(self) -> Step:
        return self._step

    def read(self, image: NDArray[np.uint8]) -> PageText:
        """See `Engine.read`."""
        check_image(image)
        grey, seals = take_out_seals(image)
        height, width = grey.shape
        quads = self._detect(grey)
        skew = page_skew(quads)
        direction = page_direction([sides(quad) for quad in quads])
        rules = find_rules(grey, skew)
        # On vertical pages the rules between columns and tiers look like a table.
        tables = find_tables(rules) if direction is Direction.HORIZONTAL else ()
        cut = list(cut_quads(grey, quads, skew, direction, gutter_hints(rules, direction), tables))
        missed = leftover_quads(grey, quads, direction, seals)
        pieces = []
        faint = pale = 0
        looks = [_look(grey, quad, direction) for quad in [*cut, *missed]]
        median = float(np.median([dark for dark, _ in looks])) if looks else 0.0
        least = float(SETTINGS["least_contrast"]) * median
        for number, quad in enumerate([*cut, *missed]):
            line = self._line(grey, quad, direction)
            if line is None:
                continue
            if number >= len(cut) and line.confidence < float(SETTINGS["least_leftover"]):
                continue
            if line.confidence < float(SETTINGS["least_confidence"]):
                faint += 1
                continue
            dark, size = looks[number]
            pale_look = dark < least and line.confidence < float(SETTINGS["sure_confidence"])
            if pale_look or self._mirrored(grey, quad, line):
                pale += 1
                continue
            x0, y0, x1, y1 = level_boxes([quad], skew, (width, height))[0].tolist()
            pieces.append(Piece(line, (x0, y0, x1, y1), size))
        lines = arrange(pieces, direction, (width, height), rules, tables)
        remarks = []
        if faint:
            remarks.append(f"{faint} boxes read with confidence under 0.5 were left out")
        if pale:
            remarks.append(f"{pale} boxes were left out as print shining through from the back")
        return PageText(
            width, height, direction, lines, self._step, mean_confidence(lines), seals, tuple(remarks)
        )

    def _detect(self, grey: Image) -> list[Quad]:
        """Text boxes on the page, corners in order, found on a small copy and scaled back."""
        height, width = grey.shape
        scale = _detect_side(grey) / max(height, width)
        # The network takes multiples of 32; never enlarge beyond twice: noise becomes text.
        small = [max(32, round(side * min(scale, 2.0) / 32) * 32) for side in (width, height)]
        copy = cv2.resize(
            grey, (small[0], small[1]), interpolation=cv2.INTER_AREA if scale < 1 else cv2.INTER_CUBIC
        )
        try:
            found = self._detector(cv2.merge([copy, copy, copy])).boxes
        except self._failure as error:
            raise self._failed("detector", error) from error
        if found is None:
            return []
        ratio = np.array([width / small[0], height / small[1]], dtype=np.float32)
        return [order_corners(np.asarray(box, dtype=np.float32) * ratio) for box in found]

    def _line(self, grey: Image, quad: Quad, page: Direction) -> Line | None:
        """Read the text inside `quad`; None when there is none."""
        width, height = sides(quad)
        shape = height / max(width, 1.0)
        direction = Direction.VERTICAL if shape >= _TALL else Direction.HORIZONTAL
        glyphs = self._glyphs(grey, quad, direction)
        # A tall box may be one narrow character (a page number) or a short column: the surer reading wins.
        doubtful = 2.2 if page is Direction.VERTICAL else 4.0
        if _TALL <= shape < doubtful:
            upright = self._glyphs(grey, quad, Direction.HORIZONTAL)
            if _confidence(upright) > _confidence(glyphs):
                glyphs, direction = upright, Direction.HORIZONTAL
        glyphs = [glyphs[i] for i in kept("".join(glyph.char for glyph in glyphs))]
        if not glyphs:
            return None
        if len(glyphs) == 1 and shape > _TALL / 3:
            direction = page
        box = bounding_box(quad, grey.shape[1], grey.shape[0])
        low, high = (box.y0, box.y1) if direction is Direction.VERTICAL else (box.x0, box.x1)
        places = [low + (high - low) * glyph.middle for glyph in glyphs]
        return Line(
            "".join(glyph.char for glyph in glyphs),
            box,
            _confidence(glyphs),
            direction=direction,
            bounds=tuple(round(stop) for stop in stops(places, low, high)),
        )

    def _mirrored(self, grey: Image, quad: Quad, line: Line) -> bool:
        """Is `line` print of the back of the sheet? It reads better in a mirror."""
        if line.confidence >= float(SETTINGS["mirror_under"]) or len(line.text) < 3:
            return False
        turned = self._glyphs(grey, quad[[1, 0, 3, 2]], line.direction)
        return len(turned) >= 3 and _confidence(turned) > line.confidence + float(SETTINGS["mirror_gain"])

    def _glyphs(self, grey: Image, quad: Quad, direction: Direction) -> list[Glyph]:
        """Characters inside `quad`, their middles as fractions of its length along `direction`.

        With left and right corners exchanged the crop is a mirror image.
        """
        width, height = sides(quad)
        length, thick = (height, width) if direction is Direction.VERTICAL else (width, height)
        share = float(SETTINGS["end_padding"]) * thick / max(length, 1.0)
        cut = crop(grey, pad_ends(quad, direction, float(SETTINGS["end_padding"])))
        if direction is Direction.VERTICAL:
            cut = np.ascontiguousarray(np.rot90(cut))  # the top of the column comes to the left
        whole = cut.shape[1]
        glyphs: list[Glyph] = []
        for start, end in parts_of(cut, direction):
            for glyph in self._recognise(cut[:, start:end]):
                middle = (start + glyph.middle * (end - start)) / whole
                glyphs.append(replace(glyph, middle=middle * (1 + 2 * share) - share))
        return glyphs

    def _recognise(self, cut: Image) -> list[Glyph]:
        """Characters of one crop, ``(height, width)`` grey, text running to the right."""
        height, width = cut.shape
        needed = max(1, math.ceil(_READ_HEIGHT * width / height))
        fed = max(_LEAST_WIDTH, needed)
        batch = np.zeros((1, 3, _READ_HEIGHT, fed), dtype=np.float32)
        batch[0, :, :, :needed] = cv2.resize(cut, (needed, _READ_HEIGHT)).astype(np.float32) / 127.5 - 1.0
        try:
            scores = self._recogniser.session(batch)[0]
        except self._failure as error:
            raise self._failed("recogniser", error) from error
        glyphs = decode(scores, self._characters)
        return [replace(glyph, middle=min(1.0, glyph.middle * fed / needed)) for glyph in glyphs]

    def _failed(self, what: str, error: Exception) -> EngineFailed:
        last = str(error).strip().splitlines()[-1] if str(error).strip() else type(error).__name__
        return EngineFailed(
            f"RapidOCR's {what} gave up on this page ({last}).",
            "Read the page with the engine tesseract, or scan it again.",
        )


def _detect_side(grey: Image) -> float:
    """Long side of the detector's copy, in pixels: larger for a sheet of small print.

    On the usual copy the characters of a newspaper fold of 1939 are 5 pixels high and its columns are
    not found. Those of gazette pages are 9-14, and grain of bad scans makes many tiny blobs: so it takes
    a large sheet full of blobs.
    """
    side = float(SETTINGS["detect_side"])
    if max(grey.shape) <= 3 * side:
        return side
    size, count = print_size(grey)
    shown = size * side / max(grey.shape)
    if count < _SMALL_PRINT_BLOBS or shown >= _SMALL_PRINT:
        return side
    return float(min(float(SETTINGS["detect_side_most"]), side * _SHOWN / max(shown, 1.0)))


def _look(grey: Image, quad: Quad, page: Direction) -> tuple[float, float]:
    """Contrast (grey levels) and thickness (pixels) of the print inside `quad`."""
    cut = crop(grey, quad)
    width, height = sides(quad)
    tall = height >= _TALL * width or (page is Direction.VERTICAL and height > width)
    return contrast(cut), ink_size(np.ascontiguousarray(cut.T) if tall else cut)


def _confidence(glyphs: Sequence[Glyph]) -> float:
    """Mean probability of the characters, 0..1; 0.0 without characters."""
    return sum(glyph.probability for glyph in glyphs) / len(glyphs) if glyphs else 0.0
