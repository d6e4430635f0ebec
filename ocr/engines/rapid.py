"""RapidOCR's networks (PP-OCRv6 small). Its private names are used here and nowhere else.

Boxes are looked for on a small copy and scaled back; lines are recognised one by one from full-size crops.
"""

from __future__ import annotations

import logging
import math
from dataclasses import replace
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from types import MappingProxyType
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from ocr.errors import EngineFailed, EngineMissing
from ocr.imaging.image import Image
from ocr.imaging.inksize import print_size
from ocr.imaging.quads import Quad, order_corners
from ocr.page import NO_OVERRIDE, Override, PageText, Setting, Step
from ocr.reading.ctc import Glyph, decode
from ocr.reading.page import read_page
from ocr.reading.settings import READER_SETTINGS

_PACKAGE = "rapidocr"
_DETECTOR = "PP-OCRv6_det_small.onnx"
_RECOGNISER = "PP-OCRv6_rec_small.onnx"
_REMEDY = "Install it with: pip install rapidocr==3.10.0 onnxruntime"

_DETECT_SIDE = 960.0
_DETECT_SIDE_MOST = 2080.0
"""Long side of the copy that boxes are looked for on, pixels: usually, and for sheets of small print."""

_SMALL_PRINT = 6.0
_SMALL_PRINT_BLOBS = 4000
_SHOWN = 10.0
"""Print is small when its characters are under 6 pixels on the detector's copy and there are over 4,000; the copy
is then made so large that they are 10 pixels high."""

_READ_HEIGHT = 48
_LEAST_WIDTH = 320
"""Height of the recogniser's input and the least width it is fed with (shorter crops are padded), pixels."""

SETTINGS: MappingProxyType[str, Setting] = MappingProxyType(
    {
        "detector": _DETECTOR,
        "recogniser": _RECOGNISER,
        "detect_side": _DETECT_SIDE,
        "detect_side_most": _DETECT_SIDE_MOST,
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
    """An `Engine`: our reader with RapidOCR's networks on `threads` threads, loaded once, 580 MB
    resident (970 MB after a newspaper fold)."""

    def __init__(self, threads: int = 1) -> None:
        """Raises `EngineMissing` when the package or one of its models is not there; nothing is downloaded."""
        self._step = rapid_step()
        self._models = RapidModels(threads)

    @property
    def step(self) -> Step:
        return self._step

    def read(self, image: NDArray[np.uint8], override: Override = NO_OVERRIDE) -> PageText:
        """See `Engine.read`."""
        return read_page(image, self._models, self._step, override)


class RapidModels:
    """`Models`: RapidOCR's detector and recogniser."""

    def __init__(self, threads: int = 1) -> None:
        """Raises `EngineMissing` when the package or one of its models is not there; nothing is downloaded."""
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

    def detect(self, grey: Image) -> list[Quad]:
        """See `Models.detect`: found on a small copy and scaled back."""
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

    def recognise(self, cut: Image) -> list[Glyph]:
        """See `Models.recognise`."""
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
    if max(grey.shape) <= 3 * _DETECT_SIDE:
        return _DETECT_SIDE
    size, count = print_size(grey)
    shown = size * _DETECT_SIDE / max(grey.shape)
    if count < _SMALL_PRINT_BLOBS or shown >= _SMALL_PRINT:
        return _DETECT_SIDE
    return float(min(_DETECT_SIDE_MOST, _DETECT_SIDE * _SHOWN / max(shown, 1.0)))
