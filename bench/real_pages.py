"""Real pages with a transcription, outside the project: English pages and a newspaper fold of 1939.

The folder holds ``english_pages/*.tif`` with ``.txt`` (or ``.gold.txt``) beside them, and ``jingbao_1939/*.jpg``
with ``.xml``. Transcriptions do not say where lines stand.
"""

from __future__ import annotations

import xml.etree.ElementTree as ET
from pathlib import Path

from archive.intake.probe import probe
from archive.intake.raster import page_reader
from bench.readers import BenchPage
from draw.truth import LineTruth, PageTruth
from ocr.geometry import Box, Direction
from ocr.line import Role

_UNKNOWN_DPI = 300
_ROTATED_OF = "phototest"  # two files hold this page turned; its text is theirs


def real_names(data: Path) -> list[str]:
    """Paths below `data` of the images that have a transcription."""
    found = [
        *data.glob("english_pages/*.tif"),
        *data.glob("english_pages/*.png"),
        *data.glob("jingbao_1939/*.jpg"),
    ]
    return sorted(str(path.relative_to(data)) for path in found if _transcript(path) is not None)


def real_page(data: Path, name: str) -> BenchPage:
    """The image ``data/name`` and its transcription, as a truth whose lines have no boxes.

    Raises ValueError when it has no transcription.
    """
    path = data / name
    transcript = _transcript(path)
    if transcript is None:
        raise ValueError(f"{path} has no transcription beside it")
    if transcript.suffix == ".xml":
        lines, direction = newspaper_lines(transcript.read_text(encoding="utf-8")), Direction.VERTICAL
    else:
        lines = [line for line in transcript.read_text(encoding="utf-8").splitlines() if line.strip()]
        direction = Direction.HORIZONTAL
    item = probe(path)
    with page_reader(path, item.media_type) as reader:
        image = reader.raster(0).pixels
    height, width = image.shape[:2]
    box = Box(0, 0, width, height)
    corners = ((0.0, 0.0), (float(width), 0.0), (float(width), float(height)), (0.0, float(height)))
    truths = tuple(LineTruth(line, box, corners, Role.TEXT, None, 0) for line in lines)
    return BenchPage(image, PageTruth(width, height, _UNKNOWN_DPI, direction, truths, ()), placed=False)


def newspaper_lines(xml: str) -> list[str]:
    """The lines of a transcription in the ECPO schema: text between ``<lb/>``, in the order of the file."""
    root = ET.fromstring(xml)
    lines = []
    for paragraph in root.iter("p"):
        parts = [paragraph.text or ""]
        for child in paragraph:
            if child.tag == "lb":
                lines.append("".join(parts))
                parts = []
            else:
                parts.append("".join(child.itertext()))
            parts.append(child.tail or "")
        lines.append("".join(parts))
    return [" ".join(line.split()) for line in lines if line.strip()]


def _transcript(image: Path) -> Path | None:
    stem = _ROTATED_OF if image.stem.startswith(_ROTATED_OF) else image.stem
    for suffix in (".xml", ".txt", ".gold.txt"):
        path = image.with_name(stem + suffix)
        if path.is_file():
            return path
    return None
