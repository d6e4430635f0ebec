"""What can go wrong while reading.

OcrError
├── EngineMissing     the engine, or data it needs, is not installed
├── EngineFailed      the engine gave up on this page
├── UnreadableImage   the array passed in is not a page image
└── AuthoritiesInvalid  a file of issuing bodies contradicts itself or cannot be read
"""

from __future__ import annotations


class OcrError(Exception):
    """Base of all errors of `ocr`. `remedy` says what to do about it, in one sentence."""

    def __init__(self, reason: str, remedy: str) -> None:
        super().__init__(f"{reason} {remedy}")
        self.reason = reason
        self.remedy = remedy

    def __reduce__(self) -> tuple[object, ...]:
        """Errors cross process boundaries: made again from what they were made of."""
        return type(self), (self.reason, self.remedy)


class EngineMissing(OcrError):
    """The engine, or data it needs, is not installed."""


class EngineFailed(OcrError):
    """The engine gave up on this page; other pages may still be read."""


class UnreadableImage(OcrError):
    """The array passed in is not an 8-bit grey or RGB page image."""


class AuthoritiesInvalid(OcrError):
    """An authority file cannot be read, or its rows contradict each other."""
