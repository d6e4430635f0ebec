"""Does a worker grow? Reads the same few pages again and again in a process of its own."""

from __future__ import annotations

import sys
import time
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context

import cv2
import numpy as np
import psutil

from bench.tables import table
from draw.page import draw_page
from ocr.engine import open_engine

LARGEST = 600
"""MB a worker wanted, at most."""

_STYLES = ("modern", "two_column", "vertical", "english")


@dataclass(frozen=True, slots=True)
class Endurance:
    """Resident memory of the process in MB after so many pages, its peak, CPU seconds of all the pages."""

    after: tuple[tuple[int, float], ...]
    peak: float
    cpu: float


def endure(pages: int, first_seed: int) -> Endurance:
    """Read `pages` pages, eight different ones by turns, in a new process of one thread."""
    with ProcessPoolExecutor(1, get_context("spawn")) as pool:
        files = pool.submit(_draw, first_seed).result()
    with ProcessPoolExecutor(1, get_context("spawn")) as pool:
        return pool.submit(_read_on, pages, files).result()


def _draw(first_seed: int) -> list[bytes]:
    """PNG files of the pages: drawn by another process and kept packed, so that the reader's memory is measured."""
    pages = [draw_page(style, first_seed, level).image for style in _STYLES for level in (1, 2)]
    return [cv2.imencode(".png", page)[1].tobytes() for page in pages]


def _read_on(pages: int, files: list[bytes]) -> Endurance:
    cv2.setNumThreads(1)
    engine = open_engine("rapidocr", threads=1)
    process = psutil.Process()
    step = max(1, min(50, pages // 5))
    marks: list[tuple[int, float]] = []
    peak, cpu = 0.0, 0.0
    for number in range(1, pages + 1):
        packed = np.frombuffer(files[number % len(files)], np.uint8)
        image = np.asarray(cv2.imdecode(packed, cv2.IMREAD_COLOR), np.uint8)
        before = time.process_time()
        engine.read(image)
        cpu += time.process_time() - before
        used = process.memory_info().rss / 1e6
        peak = max(peak, used)
        if number % step == 0 or number == pages:
            marks.append((number, used))
            print(f"endurance: {number}/{pages} pages, {used:.0f} MB", file=sys.stderr, flush=True)
    return Endurance(tuple(marks), max(peak, _high_water()), cpu)


def _high_water() -> float:
    """The most memory the process ever held, MB (Linux), 0 where the system does not tell."""
    try:
        with open("/proc/self/status", encoding="ascii") as file:
            lines = [line.split() for line in file]
    except OSError:
        return 0.0
    return next((int(words[1]) / 1e3 for words in lines if words[:1] == ["VmHWM:"]), 0.0)


def endurance_table(found: Endurance) -> str:
    """Memory by pages read."""
    heads = ["pages read", *(str(count) for count, _ in found.after), "peak", "target"]
    row = ["MB", *(f"{used:.0f}" for _, used in found.after), f"{found.peak:.0f}", f"≤ {LARGEST}"]
    return table(heads, [row])
