"""What a measurement ran on, without names of machines or people."""

from __future__ import annotations

import os
import platform
from datetime import date
from importlib.metadata import version
from pathlib import Path

import pytesseract


def machine() -> str:
    """One line: day, processor, cores, load before the run, versions of what does the work."""
    load = os.getloadavg()[0]
    packages = ", ".join(f"{name} {version(name)}" for name in ("rapidocr", "onnxruntime", "numpy"))
    return (
        f"{date.today().isoformat()}, {os.cpu_count()} cores of {_processor()}, load {load:.1f} at the start, "
        f"Python {platform.python_version()}, {packages}, opencv {version('opencv-python-headless')}, "
        f"tesseract {_tesseract()}"
    )


def _tesseract() -> str:
    try:
        return str(pytesseract.get_tesseract_version())
    except pytesseract.TesseractNotFoundError:
        return "not installed"


def _processor() -> str:
    """The processor's model as the kernel tells it (Linux), else what Python knows."""
    try:
        told = Path("/proc/cpuinfo").read_text(encoding="utf-8")
    except OSError:
        told = ""
    for line in told.splitlines():
        if line.startswith("model name"):
            return line.partition(":")[2].strip()
    return platform.processor() or platform.machine()
