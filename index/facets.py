"""Filters, and how many hits fall under each year, kind, issuer and series."""

from __future__ import annotations

from collections import Counter
from typing import Final

import numpy as np

from index.request import Request
from index.view import Labels, Mask, View

Facet = tuple[tuple[str, int], ...]
NAMES: Final = ("year", "kind", "issuer", "series")


def filter_mask(view: View, request: Request) -> Mask:
    """Mark the notices that pass the request's filters; an undated notice passes no range of dates."""
    mask = view.live.copy()
    if request.date_from is not None:
        mask &= view.days >= request.date_from.toordinal()
    if request.date_to is not None:
        mask &= (view.days <= request.date_to.toordinal()) & (view.days > 0)
    if request.kinds:
        mask &= view.kinds.mask(request.kinds)
    if request.series:
        mask &= view.series.mask(request.series)
    if request.issuers:
        chosen = set(request.issuers)
        together = [name for name in view.issuers.names if chosen & set(name.split("\n"))]
        mask &= view.issuers.mask(together)
    return mask


def count_facets(view: View, hits: Mask) -> dict[str, Facet]:
    """Count all hits under each facet: years from the latest, the others from the most frequent."""
    return {
        "year": _years(view, hits),
        "kind": _ordered(_labels(view.kinds, hits)),
        "issuer": _ordered(_issuers(view.issuers, hits)),
        "series": _ordered(_labels(view.series, hits)),
    }


def _years(view: View, hits: Mask) -> Facet:
    counts = np.bincount(view.years[hits])
    return tuple((str(year), int(counts[year])) for year in np.flatnonzero(counts)[::-1].tolist() if year)


def _labels(labels: Labels, hits: Mask) -> Counter[str]:
    counts = np.bincount(labels.codes[hits], minlength=len(labels.names)).tolist()
    return Counter({name: count for name, count in zip(labels.names, counts, strict=True) if name and count})


def _issuers(combinations: Labels, hits: Mask) -> Counter[str]:
    issuers: Counter[str] = Counter()
    for names, count in _labels(combinations, hits).items():
        for name in set(names.split("\n")) - {""}:
            issuers[name] += count
    return issuers


def _ordered(counts: Counter[str]) -> Facet:
    return tuple(sorted(counts.items(), key=lambda item: (-item[1], item[0])))
