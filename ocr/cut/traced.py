"""Text that remembers where each of its characters was read."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ocr.section import Span


@dataclass(frozen=True, slots=True)
class Piece:
    """``text[start:start + length]`` stands at ``pages[page].lines[line].text[offset:offset + length]``."""

    start: int
    length: int
    page: int
    line: int
    offset: int


@dataclass(frozen=True, slots=True)
class Traced:
    """`text` with the pieces of print it was made of, rising and not overlapping.

    Characters between pieces (newlines between paragraphs, blanks between English lines) are not printed.
    """

    text: str = ""
    pieces: tuple[Piece, ...] = ()

    @classmethod
    def of_line(cls, text: str, page: int, line: int) -> Traced:
        """A whole line of a page."""
        return cls(text, (Piece(0, len(text), page, line, 0),) if text else ())

    def cut(self, start: int, end: int) -> Traced:
        """The part ``text[start:end]``, as slicing understands non-negative bounds."""
        pieces = []
        first = max(0, bisect_right(self.pieces, start, key=lambda p: p.start) - 1)
        for piece in self.pieces[first:]:
            if piece.start >= end:
                break
            low, high = max(start, piece.start), min(end, piece.start + piece.length)
            if low < high:
                shift = low - piece.start
                pieces.append(Piece(low - start, high - low, piece.page, piece.line, piece.offset + shift))
        return Traced(self.text[start:end], tuple(pieces))

    def strip(self, marks: str = " \t\u3000") -> Traced:
        """Without `marks` at both ends."""
        start = len(self.text) - len(self.text.lstrip(marks))
        return self.cut(start, max(start, len(self.text.rstrip(marks))))

    def spans(self, field: str) -> Iterator[Span]:
        """Where the characters of this text, as the value of `field`, were read."""
        for p in self.pieces:
            yield Span(field, p.start, p.start + p.length, p.page, p.line, p.offset)


def join(parts: Iterable[Traced], glue: str = "") -> Traced:
    """All parts in order with `glue` between them."""
    texts: list[str] = []
    pieces: list[Piece] = []
    at = 0
    for part in parts:
        if texts:
            at += len(glue)
        pieces += [Piece(p.start + at, p.length, p.page, p.line, p.offset) for p in part.pieces]
        texts.append(part.text)
        at += len(part.text)
    return Traced(glue.join(texts), tuple(pieces))
