"""The piece of a notice that shows best why it was found; plain text with places, no markup."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from index.matching import Highlight
from index.record import SourceText

LENGTH: Final = 120  # characters
_BEFORE: Final = 24  # characters shown before the first hit
_SENTENCE_ENDS: Final = "。；！？\n"


@dataclass(frozen=True, slots=True)
class Snippet:
    """``text`` is characters `start` to `end` of a field, with blanks for line breaks, so that places agree.

    `highlights` are (start, end) within `text`. `field` as in `Highlight`; empty when there is no text.
    """

    field: str
    start: int
    end: int
    text: str
    highlights: tuple[tuple[int, int], ...]


def make_snippet(source: SourceText, highlights: Sequence[Highlight], length: int = LENGTH) -> Snippet:
    """Cut about `length` characters around the most hits: of the text if it has any, else of an attachment."""
    texts = dict(source.fields())
    fields = [name for name in texts if name not in ("title", "doc_number")]
    field = next((name for name in fields if any(h.field == name for h in highlights)), None)
    if field is None:
        field = next((name for name in fields if texts[name]), "")
    text = texts.get(field, "")
    spans = [(h.start, h.end) for h in highlights if h.field == field]
    start = _start(text, spans, length)
    end = min(len(text), start + length)
    inside = tuple((max(s, start) - start, min(e, end) - start) for s, e in spans if s < end and e > start)
    return Snippet(field, start, end, text[start:end].replace("\n", " ").replace("\r", " "), inside)


def _start(text: str, spans: list[tuple[int, int]], length: int) -> int:
    if not spans or len(text) <= length:
        return 0
    best, most = spans[0][0], 0
    last = 0
    for first, (start, _) in enumerate(spans):
        while last < len(spans) and spans[last][1] <= start + length - _BEFORE:
            last += 1
        if last - first > most:
            best, most = start, last - first
    earliest = max(0, best - _BEFORE)
    sentence = max(text.rfind(mark, earliest, best) for mark in _SENTENCE_ENDS)
    return min(sentence + 1 if sentence >= 0 else earliest, max(0, len(text) - length))
