"""Our reader with the networks that RapidOCR's package carries (PP-OCRv6 small), run by ONNX Runtime.

Boxes are looked for on a small copy and scaled back; lines are recognised one by one from full-size crops.
"""

from __future__ import annotations

import math
from dataclasses import replace
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from itertools import pairwise
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

import cv2
import numpy as np
from numpy.typing import NDArray

from ocr.engines.dbnet import boxes_of
from ocr.errors import EngineFailed, EngineMissing
from ocr.imaging.image import Image
from ocr.imaging.inksize import print_size
from ocr.imaging.quads import Quad
from ocr.language.lost import with_lost
from ocr.page import NO_OVERRIDE, Override, PageText, Setting, Step
from ocr.reading.ctc import Glyph, decode
from ocr.reading.judge import judged
from ocr.reading.page import read_page
from ocr.reading.settings import READER_SETTINGS

if TYPE_CHECKING:
    from onnxruntime import InferenceSession

_PACKAGE = "rapidocr"
_DETECTOR = "PP-OCRv6_det_small.onnx"
_RECOGNISER = "PP-OCRv6_rec_small.onnx"
_REMEDY = "Install it with: pip install rapidocr==3.10.0 onnxruntime"

_DETECT_SIDE = 960.0
_DETECT_SIDE_MOST = 4000.0
"""Long side of the copy that boxes are looked for on, pixels: usually, and for sheets of small print."""

_TILE_SIDE = 960
_TILE_OVERLAP = 128
"""A copy larger than this goes through the detector in tiles that overlap by so much (six characters), pixels: what it
needs at once stays that of an ordinary page. Both are multiples of 32."""

_SMALL_PRINT = 6.0
_SMALL_PRINT_BLOBS = 4000
_SHOWN = 14.0
"""Print is small when its characters are under 6 pixels on the detector's copy and there are over 4,000; the copy is
then made so large that they are 14 pixels high: on a newspaper fold of 1939 the bag recall of characters was 84.0 % at
12 pixels, 85.4 % at 14, 84.6 % at 19."""

_READ_HEIGHT = 48
_SQUEEZE = 0.87
_LEAST_WIDTH = 160
"""Height of the recogniser's input, how much narrower crops are made than they are, and the least width it is fed with
(shorter crops are padded), pixels. On 24 drawn pages 0.85 instead of 1 changed 3 edits in 250 and took 12 % less time;
a width of 128 instead of 320 changed 4 and took 10 % less."""

SETTINGS: MappingProxyType[str, Setting] = MappingProxyType(
    {
        "detector": _DETECTOR,
        "recogniser": _RECOGNISER,
        "detect_side": _DETECT_SIDE,
        "squeeze": _SQUEEZE,
        "least_width": _LEAST_WIDTH,
        "detect_side_most": _DETECT_SIDE_MOST,
        "detect_shown": _SHOWN,
        "detect_tile": _TILE_SIDE,
        **READER_SETTINGS,
    }
)
"""Every setting that changes what is read."""


@cache
def rapid_step() -> Step:
    """Tool, version and settings, without loading a model. Raises `EngineMissing`."""
    try:
        return Step(_PACKAGE, version(_PACKAGE), SETTINGS)
    except PackageNotFoundError as error:
        raise EngineMissing("RapidOCR is not installed.", _REMEDY) from error


class RapidEngine:
    """An `Engine`: our reader with RapidOCR's networks on `threads` threads, loaded once."""

    def __init__(self, threads: int = 1) -> None:
        """Raises `EngineMissing` when a package or a model is not there; nothing is downloaded."""
        self._step = rapid_step()
        self._models = RapidModels(threads)

    @property
    def step(self) -> Step:
        return self._step

    def read(self, image: NDArray[np.uint8], override: Override = NO_OVERRIDE) -> PageText:
        """See `Engine.read`."""
        return judged(read_page(image, self._models, self._step, override))


class RapidModels:
    """`Models`: RapidOCR's detector and recogniser."""

    def __init__(self, threads: int = 1) -> None:
        """Raises `EngineMissing` when a package or a model is not there; nothing is downloaded."""
        try:
            import onnxruntime  # noqa: PLC0415 - only when wanted
            from onnxruntime.capi import onnxruntime_pybind11_state as state  # noqa: PLC0415
        except ImportError as error:
            raise EngineMissing(f"ONNX Runtime cannot be loaded ({error}).", _REMEDY) from error
        cv2.setNumThreads(threads)
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        options.inter_op_num_threads = 1
        options.log_severity_level = 4
        # A pattern is remembered for each shape of input, and every line has its own: memory would creep.
        options.enable_mem_pattern = False
        self._failures: tuple[type[Exception], ...] = (state.Fail, state.RuntimeException)
        self._detector = _session(_DETECTOR, options)
        self._recogniser = _session(_RECOGNISER, options)
        # What the detector needs for a page is given back after it: 370 MB stay instead of 530.
        self._shrinking = onnxruntime.RunOptions()
        self._shrinking.add_run_config_entry("memory.enable_memory_arena_shrinkage", "cpu:0")
        known = self._recogniser.get_modelmeta().custom_metadata_map["character"].splitlines()
        self._characters = ["", *known, " "]

    def detect(self, grey: Image) -> list[Quad]:
        """See `Models.detect`: found on a small copy, tile by tile when that is large, and scaled back."""
        height, width = grey.shape
        scale = _detect_side(grey) / max(height, width)
        # The network takes multiples of 32; never enlarge beyond twice: noise becomes text.
        small = [max(32, round(side * min(scale, 2.0) / 32) * 32) for side in (width, height)]
        how = cv2.INTER_AREA if scale < 1 else cv2.INTER_CUBIC
        copy = np.asarray(cv2.resize(grey, (small[0], small[1]), interpolation=how), dtype=np.uint8)
        ratio = np.array([width / small[0], height / small[1]], dtype=np.float32)
        return [quad * ratio for quad in boxes_of(self._likely(copy))]

    def _likely(self, copy: Image) -> NDArray[np.float32]:
        """How likely each pixel of ``copy``, sides in 32s, is text. Tiles meet in the middle of their overlap."""
        found = np.empty(copy.shape, dtype=np.float32)
        for y0, y1, top in _tiles(copy.shape[0]):
            for x0, x1, left in _tiles(copy.shape[1]):
                tile = copy[y0:y1, x0:x1].astype(np.float32) / 127.5 - 1.0
                batch = np.ascontiguousarray(np.broadcast_to(tile, (1, 3, *tile.shape)))
                likely = self._run("detector", self._detector, batch, self._shrinking)[0, 0]
                found[y0 + top : y1, x0 + left : x1] = likely[top:, left:]
        return found

    def recognise(self, cut: Image) -> list[Glyph]:
        """See `Models.recognise`."""
        height, width = cut.shape
        needed = max(1, math.ceil(_SQUEEZE * _READ_HEIGHT * width / height))
        fed = max(_LEAST_WIDTH, needed)
        batch = np.zeros((1, 3, _READ_HEIGHT, fed), dtype=np.float32)
        # Small print keeps its strokes: 10 of 223 errors less in 185 columns of a newspaper fold of 1939.
        how = cv2.INTER_CUBIC if height < _READ_HEIGHT else cv2.INTER_LINEAR
        sized = cv2.resize(cut, (needed, _READ_HEIGHT), interpolation=how)
        batch[0, :, :, :needed] = sized.astype(np.float32) / 127.5 - 1.0
        scores = self._run("recogniser", self._recogniser, batch)[0]
        glyphs = with_lost(decode(scores, self._characters), scores, self._characters)
        return [replace(glyph, middle=min(1.0, glyph.middle * fed / needed)) for glyph in glyphs]

    def _run(
        self, what: str, session: InferenceSession, batch: NDArray[np.float32], options: Any = None
    ) -> NDArray[np.float32]:
        try:
            result: NDArray[np.float32] = session.run(None, {session.get_inputs()[0].name: batch}, options)[0]
        except self._failures as error:
            last = str(error).strip().splitlines()[-1] if str(error).strip() else type(error).__name__
            raise EngineFailed(
                f"RapidOCR's {what} gave up on this page ({last}).",
                "Read the page with the engine tesseract, or scan it again.",
            ) from error
        return result


def _session(name: str, options: Any) -> InferenceSession:
    """A network of RapidOCR's package, loaded. Raises `EngineMissing`."""
    import onnxruntime  # noqa: PLC0415

    spec = find_spec(_PACKAGE)
    if spec is None or spec.origin is None:
        raise EngineMissing("RapidOCR is not installed.", _REMEDY)
    model = Path(spec.origin).parent / "models" / name
    if not model.is_file():
        raise EngineMissing(f"RapidOCR's model {name} is not in {model.parent}.", _REMEDY)
    return onnxruntime.InferenceSession(str(model), options, providers=["CPUExecutionProvider"])


def _tiles(side: int) -> list[tuple[int, int, int]]:
    """Tiles along a `side` of so many pixels: start, end, and how much of the start belongs to the tile before."""
    count = max(1, math.ceil((side - _TILE_OVERLAP) / (_TILE_SIDE - _TILE_OVERLAP)))
    if count == 1:
        return [(0, side, 0)]
    last = side - _TILE_SIDE
    starts = [round(last * number / (count - 1) / 32) * 32 for number in range(count)]
    shared = [0, *(before + _TILE_SIDE - start for before, start in pairwise(starts))]
    return [(start, start + _TILE_SIDE, both // 2) for start, both in zip(starts, shared, strict=True)]


def _detect_side(grey: Image) -> float:
    """Long side of the detector's copy, in pixels: larger for a sheet of small print.

    On the usual copy the characters of a newspaper fold of 1939 are 5 pixels high and its columns are
    not found. Those of gazette pages are 9-14, and grain of bad scans makes many tiny blobs: so it takes
    a large sheet full of blobs.
    """
    if max(grey.shape) <= 3 * _DETECT_SIDE:
        return _DETECT_SIDE
    size, count = print_size(grey)
    shown = size * _DETECT_SIDE / max(grey.shape)
    if count < _SMALL_PRINT_BLOBS or shown >= _SMALL_PRINT:
        return _DETECT_SIDE
    return float(min(_DETECT_SIDE_MOST, _DETECT_SIDE * _SHOWN / max(shown, 1.0)))
