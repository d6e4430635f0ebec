"""The numbers of ocr/reading/trust.py from pages that were read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import astuple, dataclass, fields

import numpy as np
from confidence_labels import right_characters
from confidence_pages import ReadPage
from numpy.typing import NDArray

from bench.rates import errors, flat
from ocr.geometry import Direction
from ocr.language.surprise import Logs
from ocr.page import PageText
from ocr.reading.evidence import EVIDENCE, Rows, evidence, expected_by_language
from ocr.reading.judge import Clues, clues, expected_error, trusted
from ocr.reading.trust import Trust, Weights

Values = NDArray[np.float64]
Trusts = Mapping[Direction, Trust]

_PULL = 2.0
_FEWEST = 1000
_HEAVY = 0.7
_ROUNDS_OF_NEWTON, _ROUNDS = 40, 3000


@dataclass(frozen=True, slots=True, eq=False)
class Sample:
    """A page: what its characters show, which of them are `right` (by direction), and its errors in reading order."""

    page: ReadPage
    language: Logs | None
    rows: Mapping[Direction, Rows]
    right: Mapping[Direction, Values]
    edits: int
    characters: int

    @property
    def true(self) -> float:
        """Edits a character of print."""
        return self.edits / max(1, self.characters)


def sample(page: ReadPage) -> Sample:
    """What `page` teaches."""
    lines = page.text.lines
    strict = errors(flat(page.printed, page.latin), flat([line.text for line in lines], page.latin))
    language = expected_by_language(lines)
    seen: dict[Direction, list[Rows]] = {way: [np.zeros((0, len(EVIDENCE)))] for way in Direction}
    right: dict[Direction, list[Values]] = {way: [np.zeros(0)] for way in Direction}
    marks = right_characters(page.printed, lines)
    for line, rows, good in zip(lines, evidence(lines, language), marks, strict=True):
        known = ~np.isnan(good) if len(rows) else np.zeros(0, dtype=np.bool_)
        seen[line.direction].append(rows[known])
        right[line.direction].append(good[: len(known)][known])
    return Sample(
        page,
        language,
        {way: np.concatenate(found) for way, found in seen.items()},
        {way: np.concatenate(found) for way, found in right.items()},
        strict.edits,
        strict.characters,
    )


def trusts_of(samples: Sequence[Sample]) -> dict[Direction, Trust]:
    """Trust by direction; that of the other direction where `samples` hold too little of one."""
    found = {
        way: _trust(
            np.concatenate([s.rows[way] for s in samples]), np.concatenate([s.right[way] for s in samples])
        )
        for way in Direction
    }
    known = [trust for trust in found.values() if trust]
    return {way: trust or known[0] for way, trust in found.items()}


def _trust(rows: Rows, right: Values) -> Trust | None:
    """The logistic model of `rows`: a higher probability speaks for a character, all other evidence against it.

    What would speak the other way is left out: the sample has too few cases of it.
    """
    if len(rows) < _FEWEST:
        return None
    speaks = np.array([1.0] + [-1.0] * (len(EVIDENCE) - 1))
    used = np.ones(len(EVIDENCE), dtype=np.bool_)
    while True:
        w = _logistic(rows[:, used], right)
        against = used.copy()
        against[used] = w[1:] * speaks[used] < 0
        if not against.any():
            break
        used &= ~against
    weights = np.zeros(len(EVIDENCE))
    weights[used] = w[1:]
    return Trust(round(float(w[0]), 2), tuple(round(float(value), 2) for value in weights))


def _logistic(rows: Rows, right: Values) -> Values:
    """Constant and weights: Newton's method, a slight pull of the weights to nothing."""
    x = np.column_stack([np.ones(len(rows)), rows])
    pull = np.diag([1e-6] + [_PULL] * rows.shape[1])
    w = np.zeros(x.shape[1])
    w[0] = 3.0
    for _ in range(_ROUNDS_OF_NEWTON):
        likely = 1 / (1 + np.exp(-x @ w))
        bend = (x * (likely * (1 - likely))[:, None]).T @ x + pull
        w = w + np.linalg.solve(bend, x.T @ (right - likely) - pull @ w)
    return np.asarray(w)


def clues_of(one: Sample, trust: Trusts) -> Clues:
    """The clues of a page whose characters are trusted by `trust`."""
    text = one.page.text
    parts = {name: getattr(text, name) for name in PageText.__slots__}
    lines = trusted(text.lines, one.language, trust)
    return clues(PageText(**(parts | {"lines": lines})))


def weights_of(told: Sequence[Clues], edits: Sequence[int]) -> Weights:
    """Weights of 0 and more by which the clues make up `edits`: Poisson's likelihood, multiplicative steps."""
    names = [field.name for field in fields(Weights)]
    table = np.array([[float(getattr(one, name)) for name in names] for one in told])
    true = np.array(edits, float)
    weigh = ((1.0 + true) ** -_HEAVY)[:, None]  # a page that is all wrong must not outweigh the others
    w = np.full(len(names), 0.5)
    for _ in range(_ROUNDS):
        expected = table @ w + 1e-3
        w *= ((table * weigh * (true / expected)[:, None]).sum(0) + 1e-9) / ((table * weigh).sum(0) + 1e-9)
    return Weights(*(round(float(value), 3) for value in w))


def fit(samples: Sequence[Sample]) -> tuple[dict[Direction, Trust], Weights]:
    """Trust by direction, and the weights."""
    trust = trusts_of(samples)
    return trust, weights_of([clues_of(one, trust) for one in samples], [one.edits for one in samples])


def said(samples: Sequence[Sample], trust: Trusts, weights: Weights) -> list[float]:
    """The expected error of each page."""
    return [expected_error(clues_of(one, trust), weights) for one in samples]


def numbers(trust: Trusts, weights: Weights) -> str:
    """`TRUST` and `WEIGHTS` as they stand in ocr/reading/trust.py."""
    rows = "".join(
        f"        Direction.{way.name}: Trust({one.constant}, {one.weights}),\n" for way, one in trust.items()
    )
    return (
        "TRUST: Mapping[Direction, Trust] = MappingProxyType(\n    {\n" + rows + "    }\n)\n\n"
        f"WEIGHTS = Weights{astuple(weights)}\n"
    )
