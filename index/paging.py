"""Pages of hits, to the very end: a cursor says after which hit the next page starts.

Hits are in a total order (score or day, then day, then id), so a page after a given hit is always the same
for the same commit, and near it after another one; nothing is kept on the server.
"""

from __future__ import annotations

import base64
import hashlib
import json
import math
from bisect import bisect_right
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from index.errors import CursorInvalid
from index.ranking import Scores
from index.request import Request, Sort
from index.view import Mask, View

_REMEDY: Final = (
    "Take the cursor unchanged from the answer before, with the same query, or start without one."
)
_CHECK: Final = 8  # characters


@dataclass(frozen=True, slots=True)
class Place:
    """A hit's place in the order: its score (0 when sorted by date), day and id."""

    score: float
    day: int
    id: str


def order_of(request: Request) -> Sort:
    """Say which order a request gets: by relevance makes no sense without a query."""
    if request.sort == "relevance" and not request.q.strip():
        return "-date"
    return request.sort


def read_cursor(request: Request) -> Place | None:
    """Read the request's cursor; None without one. Raises CursorInvalid."""
    if request.cursor is None:
        return None
    try:
        raw = base64.urlsafe_b64decode(request.cursor.encode("ascii"))
        score, day, id_, check = json.loads(raw)
    except (ValueError, TypeError, RecursionError):
        raise CursorInvalid("The cursor cannot be read.", _REMEDY) from None
    numbers = isinstance(score, float) and math.isfinite(score) and type(day) is int and abs(day) < 2**31
    if not (numbers and isinstance(id_, str) and check == _check(request, score, day, id_)):
        raise CursorInvalid("The cursor is damaged, or belongs to another search.", _REMEDY)
    return Place(score, day, id_)


def write_cursor(request: Request, last: Place) -> str:
    """Write the cursor of the page after `last`."""
    row = [float(last.score), last.day, last.id, _check(request, float(last.score), last.day, last.id)]
    return base64.urlsafe_b64encode(json.dumps(row, separators=(",", ":")).encode()).decode("ascii")


def page(
    view: View, hits: Mask, scores: Scores, order: Sort, after: Place | None, size: int
) -> NDArray[np.intp]:
    """Give the next `size` hits after a place, in order; and one more if there are any."""
    numbers = np.flatnonzero(hits)
    first, second = _keys(view, numbers, scores, order)
    third = view.id_order[numbers]
    if after is not None:
        one, two, three = _keys_of(view, after, order)
        later = (first > one) | ((first == one) & ((second > two) | ((second == two) & (third > three))))
        numbers, first, second, third = numbers[later], first[later], second[later], third[later]
    wanted = size + 1
    if len(numbers) > wanted:
        bound = np.partition(first, wanted - 1)[wanted - 1]
        near = first <= bound
        numbers, first, second, third = numbers[near], first[near], second[near], third[near]
    return numbers[np.lexsort((third, second, first))][:wanted]


def place_of(view: View, number: int, scores: Scores, order: Sort) -> Place:
    """Give a hit's place in the order."""
    score = float(scores[number]) if order == "relevance" else 0.0
    return Place(score, int(view.days[number]), view.records[number].id)


def _keys(
    view: View, numbers: NDArray[np.intp], scores: Scores, order: Sort
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    days = view.days[numbers].astype(np.float64)
    if order == "relevance":
        return -scores[numbers], -days
    if order == "date":
        days[days == 0] = np.inf
        return days, np.zeros_like(days)
    return -days, np.zeros_like(days)


def _keys_of(view: View, place: Place, order: Sort) -> tuple[float, float, float]:
    # Between the numbers of the ids before and after it, should the notice itself be gone.
    before = bisect_right(view.sorted_ids, place.id) - 0.5
    if order == "relevance":
        return -place.score, -float(place.day), before
    if order == "date":
        return (float(place.day) or math.inf), 0.0, before
    return -float(place.day), 0.0, before


def _check(request: Request, score: float, day: int, id_: str) -> str:
    asked = (
        request.q.strip(),
        str(request.date_from),
        str(request.date_to),
        sorted(request.kinds),
        sorted(request.issuers),
        sorted(request.series),
        request.succession,
        order_of(request),
        score,
        day,
        id_,
    )
    return hashlib.sha256(json.dumps(asked).encode()).hexdigest()[:_CHECK]
