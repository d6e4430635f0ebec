"""Shares of things that are right or wrong as a whole."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Share:
    """`right` of `total`; sums over pages are sums of both."""

    right: int = 0
    total: int = 0

    def __add__(self, other: Share) -> Share:
        return Share(self.right + other.right, self.total + other.total)

    @property
    def rate(self) -> float | None:
        """0..1, None of nothing."""
        return self.right / self.total if self.total else None


NONE_SEEN = Share()
"""Nothing to be right or wrong: where sums begin."""
