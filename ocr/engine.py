"""The seam between the pipeline and whatever reads pages."""

from __future__ import annotations

from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from ocr.errors import EngineMissing
from ocr.page import NO_OVERRIDE, Override, PageText, Step

ENGINES = ("rapidocr", "tesseract", "null")
"""The names `open_engine` takes, the default first."""


class Engine(Protocol):
    """Reads one page image at a time. Engines never parallelise by themselves beyond the threads they
    were opened with, keep no state between pages, and are loaded once per process by the caller."""

    @property
    def step(self) -> Step:
        """Tool, version and every setting that changes the result."""
        ...

    def read(self, image: NDArray[np.uint8], override: Override = NO_OVERRIDE) -> PageText:
        """Read `image`, ``(height, width)`` grey or ``(height, width, 3)`` RGB, 8 bits a channel, any size.

        `override`: what a person said about the pages of this issue.

        Raises `UnreadableImage` when the array is no page image and `EngineFailed` when the engine gave up.
        """
        ...


def open_engine(name: str, threads: int = 1) -> Engine:
    """Load the engine called `name` (one of `ENGINES`) with `threads` threads for its numerical work.

    Raises `EngineMissing` when the name is unknown, or when the program or its data is not installed.
    """
    match name:
        case "rapidocr":
            from ocr.engines.rapid import RapidEngine  # noqa: PLC0415 - half a second of imports, only when wanted

            return RapidEngine(threads)
        case "tesseract":
            from ocr.engines.tesseract import TesseractEngine  # noqa: PLC0415

            return TesseractEngine(threads)
        case "null":
            from ocr.engines.null import NullEngine  # noqa: PLC0415

            return NullEngine()
    raise _unknown(name)


def engine_step(name: str) -> Step:
    """The `Step` that `open_engine(name)` would have, without loading any model.

    Raises `EngineMissing` like `open_engine`.
    """
    match name:
        case "rapidocr":
            from ocr.engines.rapid import rapid_step  # noqa: PLC0415

            return rapid_step()
        case "tesseract":
            from ocr.engines.tesseract import tesseract_step  # noqa: PLC0415

            return tesseract_step()
        case "null":
            from ocr.engines.null import NULL_STEP  # noqa: PLC0415

            return NULL_STEP
    raise _unknown(name)


def _unknown(name: str) -> EngineMissing:
    return EngineMissing(f"There is no engine called {name!r}.", f"Choose one of: {', '.join(ENGINES)}.")
