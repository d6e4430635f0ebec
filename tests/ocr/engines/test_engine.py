"""The seam: engines by name, their steps, the null engine, and what is missing said with its remedy."""

from __future__ import annotations

import subprocess
import sys

import numpy as np
import pytesseract
import pytest

from ocr.engine import ENGINES, Engine, engine_step, open_engine
from ocr.engines import tesseract
from ocr.engines.null import NullEngine
from ocr.errors import EngineMissing, UnreadableImage
from ocr.geometry import Box, Direction
from ocr.line import Line


def test_the_null_engine_is_an_engine() -> None:
    engine: Engine = open_engine("null")
    page = engine.read(np.zeros((30, 20, 3), np.uint8))
    assert (page.width, page.height, page.lines, page.confidence) == (20, 30, (), 1.0)
    assert page.step == engine_step("null")


def test_the_null_engine_gives_the_lines_it_was_given() -> None:
    line = Line("海關", Box(0, 0, 10, 20), 0.5, direction=Direction.VERTICAL)
    page = NullEngine((line,)).read(np.zeros((30, 20), np.uint8))
    assert page.lines == (line,)
    assert page.direction is Direction.VERTICAL
    assert page.confidence == 0.5


@pytest.mark.parametrize("call", [open_engine, engine_step])
def test_an_unknown_name_lists_the_known_ones(call: object) -> None:
    with pytest.raises(EngineMissing, match="rapidocr, tesseract, null"):
        call("paddle")  # type: ignore[operator]


@pytest.mark.parametrize("name", ENGINES)
def test_steps_come_without_loading_an_engine(name: str) -> None:
    code = (
        "import sys; from ocr.engine import engine_step; step = engine_step(sys.argv[1]);"
        "assert step.version; assert 'onnxruntime' not in sys.modules; print(step.tool)"
    )
    done = subprocess.run([sys.executable, "-c", code, name], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == name


def test_missing_trained_data_names_the_debian_package(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pytesseract, "get_languages", lambda: ["eng", "chi_sim"])
    with pytest.raises(EngineMissing, match="apt install tesseract-ocr-chi-tra-vert"):
        tesseract.tesseract_step.__wrapped__()


def test_a_missing_program_names_the_debian_packages(monkeypatch: pytest.MonkeyPatch) -> None:
    def gone() -> None:
        raise pytesseract.TesseractNotFoundError

    monkeypatch.setattr(pytesseract, "get_tesseract_version", gone)
    with pytest.raises(EngineMissing, match="apt install tesseract-ocr tesseract-ocr-chi-sim"):
        tesseract.tesseract_step.__wrapped__()


@pytest.mark.engine
@pytest.mark.parametrize("name", ENGINES)
def test_every_engine_refuses_what_is_no_page(name: str) -> None:
    engine = open_engine(name)
    with pytest.raises(UnreadableImage):
        engine.read(np.zeros((10, 10), np.float64))  # type: ignore[arg-type]


@pytest.mark.engine
@pytest.mark.parametrize("name", ENGINES)
@pytest.mark.parametrize("shape", [(1, 1), (3, 4000), (4000, 3), (200, 300, 3)], ids=str)
def test_every_engine_takes_odd_sizes_and_blank_paper(name: str, shape: tuple[int, ...]) -> None:
    page = open_engine(name).read(np.full(shape, 240, np.uint8))
    assert page.lines == ()
    assert page.confidence == 1.0
