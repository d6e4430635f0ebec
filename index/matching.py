"""A query against one text: whether it matches, and where. The index's answers mean exactly this."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from index.analysis import is_character, phrase_pattern
from index.fold import fold
from index.numbers import find_numbers, number_key
from index.query import parse
from index.record import SourceText
from index.tree import And, Everything, Node, Not, Nothing, Number, Or, Phrase, wanted


@dataclass(frozen=True, slots=True)
class Highlight:
    """Characters `start` to `end` (end excluded) of a field of the notice's own text.

    `field`: ``"title"``, ``"doc_number"``, ``"text"`` or ``"attachments.N"`` (N counts from 0).
    """

    field: str
    start: int
    end: int


def phrase_test(phrase: Phrase) -> Callable[[str], bool]:
    """Give the test whether a folded text has the phrase."""
    search = phrase_pattern(phrase.tokens).search
    if not all(map(is_character, phrase.tokens)):
        return lambda folded: search(folded) is not None
    # Most texts have the phrase without a mark or blank inside, which the plain search finds faster.
    plain = "".join(phrase.tokens)
    return lambda folded: plain in folded or search(folded) is not None


def matches(node: Node, source: SourceText) -> bool:  # noqa: PLR0911 - one for each kind of node
    """Tell whether a notice matches, by its text alone."""
    match node:
        case Everything():
            return True
        case Nothing():
            return False
        case Phrase():
            return any(map(phrase_test(node), (fold(text) for _, text in source.fields())))
        case Number(key, phrase):
            own = number_key(source.doc_number)
            if own is not None and own.meets(key):
                return True
            cited = (
                cited
                for name, text in source.fields()
                if name != "doc_number"
                for _, _, cited in find_numbers(fold(text))
            )
            return any(other.meets(key) for other in cited) or matches(phrase, source)
        case And(parts):
            return all(matches(part, source) for part in parts)
        case Or(parts):
            return any(matches(part, source) for part in parts)
        case Not(part):
            return not matches(part, source)


def find_spans(node: Node, source: SourceText) -> tuple[Highlight, ...]:
    """Find where the wanted phrases and numbers stand, field by field, in order, none overlapping."""
    conditions = tuple(dict.fromkeys(wanted(node)))
    return tuple(
        Highlight(name, start, end)
        for name, text in source.fields()
        for start, end in _merge(_spans(conditions, name, text))
    )


def find_hits(q: str, source: SourceText) -> tuple[Highlight, ...]:
    """Find every hit of a query within one notice, for marking them on its page."""
    return find_spans(parse(q).root, source)


def _spans(conditions: tuple[Phrase | Number, ...], name: str, text: str) -> Iterator[tuple[int, int]]:
    folded = fold(text)
    for condition in conditions:
        phrase = condition.phrase if isinstance(condition, Number) else condition
        for found in phrase_pattern(phrase.tokens).finditer(folded):
            yield found.span()
        if not isinstance(condition, Number):
            continue
        if name == "doc_number":
            own = number_key(text)
            if own is not None and own.meets(condition.key):
                yield 0, len(text)
        for start, end, key in find_numbers(folded):
            if key.meets(condition.key):
                yield start, end


def _merge(spans: Iterator[tuple[int, int]]) -> list[tuple[int, int]]:
    merged: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if merged and start < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged
