"""Readings in the formats that other programs take: ALTO 4.4, hOCR 1.2, plain text. Notices: `akn`, `gongwen`."""

from archive.formats.alto import to_alto
from archive.formats.alto_parse import from_alto
from archive.formats.hocr import to_hocr
from archive.formats.hocr_parse import from_hocr
from archive.formats.plain import to_text
from archive.formats.source import PageSource

__all__ = ["PageSource", "from_alto", "from_hocr", "to_alto", "to_hocr", "to_text"]
