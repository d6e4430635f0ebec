"""The hits of a query, exactly: candidates that the index leaves open are decided by their texts."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from index.candidates import Lookup
from index.matching import phrase_test
from index.texts import FoldedTexts
from index.tree import And, Everything, Node, Not, Nothing, Number, Or, Phrase
from index.view import Mask, View

_Decision = Callable[[int, str], bool]
"""Takes a notice's number in the view, and its folded text."""


def verified_hits(view: View, lookup: Lookup, texts: FoldedTexts, root: Node, allowed: Mask) -> Mask:
    """Mark the notices that match `root`, among the `allowed` ones. One without a text is no hit."""
    candidates = lookup.candidates(root)
    hits: Mask = candidates.sure & allowed
    undecided = np.flatnonzero(candidates.maybe & ~candidates.sure & allowed).tolist()
    if not undecided:
        return hits
    decide = _decision(root, lookup)
    for n, text in texts.of([view.records[number] for number in undecided]):
        number = undecided[n]
        if text is not None and decide(number, text):
            hits[number] = True
    return hits


def _decision(node: Node, lookup: Lookup) -> _Decision:
    match node:
        case Everything() | Nothing():
            answer = isinstance(node, Everything)
            return lambda _, __: answer
        case And(parts) | Or(parts):
            join = all if isinstance(node, And) else any
            decisions = [_decision(part, lookup) for part in parts]
            return lambda number, text: join(decide(number, text) for decide in decisions)
        case Not(part):
            inner = _decision(part, lookup)
            return lambda number, text: not inner(number, text)
        case Phrase() | Number():
            candidates = lookup.candidates(node)
            maybe, sure = candidates.maybe, candidates.sure
            in_text = phrase_test(node.phrase if isinstance(node, Number) else node)
            return lambda number, text: bool(sure[number] or (maybe[number] and in_text(text)))
