"""The query language: what a researcher types, read into a tree.

    关税 税则          both phrases: a run of Chinese characters is a phrase, blanks mean AND
    "customs notice"  a phrase of words
    关税 OR 税则        either; AND binds tighter, and may be left out
    关税 -税则          without; also NOT
    公告2019年第170号   the notice with that number in any spelling, and those that cite it
    8471.3000         the tariff code however it is printed (84713000, 8471.30.00)

A query is never refused: what cannot be understood is left out, and a message says so.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final, Literal

from index.analysis import tokens
from index.fold import fold
from index.numbers import number_key
from index.tariff_codes import code_spellings
from index.tree import And, Everything, Node, Not, Nothing, Number, Or, Phrase

MAX_CHARACTERS: Final = 400
MAX_PHRASES: Final = 32
MAX_PHRASE_TOKENS: Final = 64

Code = Literal[
    "query-too-long",
    "too-many-phrases",
    "phrase-too-long",
    "unclosed-quote",
    "operator-alone",
    "nothing-to-search",
    "index-behind",
]


@dataclass(frozen=True, slots=True)
class Message:
    """Something the searcher should know. `code` is stable, for translation; `text` is plain English."""

    code: Code
    text: str


@dataclass(frozen=True, slots=True)
class Parsed:
    """A query as understood."""

    root: Node
    messages: tuple[Message, ...]


_Operator = Literal["AND", "OR", "NOT"]


@dataclass(frozen=True, slots=True)
class _Item:
    kind: Literal["words"] | _Operator
    text: str = ""


_QUOTE: Final = '"“”„‟〝〞＂'
_ITEM: Final = re.compile(
    rf"(?P<minus>[-－−](?=[^\s]))?(?:[{_QUOTE}](?P<quoted>[^{_QUOTE}]*)(?P<close>[{_QUOTE}])?|(?P<plain>[^\s{_QUOTE}]+))"
)
_OPERATORS: Final[dict[str, _Operator]] = {
    "AND": "AND",
    "OR": "OR",
    "NOT": "NOT",
    "＆": "AND",
    "&": "AND",
    "|": "OR",
    "｜": "OR",
}


def parse(q: str) -> Parsed:
    """Read a query. An empty one matches everything; one without a word in it matches nothing."""
    messages: list[Message] = []
    if len(q) > MAX_CHARACTERS:
        messages.append(
            Message("query-too-long", f"Only the first {MAX_CHARACTERS} characters were searched for.")
        )
        q = q[:MAX_CHARACTERS]
    if not q.strip():
        return Parsed(Everything(), tuple(messages))
    whole = _number(q)
    if whole is not None:
        return Parsed(whole, tuple(messages))
    items = _items(q, messages)
    root = _either(items, messages)
    if root is None:
        messages.append(Message("nothing-to-search", "The query has no word or character to search for."))
        return Parsed(Nothing(), tuple(messages))
    return Parsed(root, tuple(messages))


def _items(q: str, messages: list[Message]) -> list[_Item]:
    items: list[_Item] = []
    phrases = 0
    for found in _ITEM.finditer(q):
        quoted, plain = found["quoted"], found["plain"]
        if found["minus"]:
            items.append(_Item("NOT"))
        if quoted is not None and found["close"] is None:
            messages.append(
                Message("unclosed-quote", "A quotation mark was not closed; the rest is one phrase.")
            )
        operator = None if quoted is not None else _OPERATORS.get(plain)
        if operator is not None:
            items.append(_Item(operator))
            continue
        text = plain if quoted is None else quoted
        if not tokens(fold(text)):
            if items and items[-1].kind == "NOT":
                items.pop()
            continue
        phrases += 1
        if phrases > MAX_PHRASES:
            messages.append(
                Message("too-many-phrases", f"Only the first {MAX_PHRASES} words were searched for.")
            )
            break
        items.append(_Item("words", text))
    return items


def _either(items: list[_Item], messages: list[Message]) -> Node | None:
    groups: list[list[_Item]] = [[]]
    for item in items:
        if item.kind == "OR":
            groups.append([])
        else:
            groups[-1].append(item)
    nodes = [node for group in groups if (node := _all(group, messages)) is not None]
    if len(groups) > 1 and len(nodes) < len(groups):
        messages.append(Message("operator-alone", "OR needs something on both sides; it was left out."))
    if not nodes:
        return None
    return nodes[0] if len(nodes) == 1 else Or(tuple(nodes))


def _all(items: list[_Item], messages: list[Message]) -> Node | None:
    parts: list[Node] = []
    negated = False
    dangling = bool(items) and (items[0].kind == "AND" or items[-1].kind in ("AND", "NOT"))
    for before, item in zip([None, *items], items, strict=False):
        if item.kind == "NOT":
            negated = not negated
        elif item.kind == "AND":
            dangling = dangling or (before is not None and before.kind != "words")
        else:
            node = _words(item.text, messages)
            parts.append(Not(node) if negated else node)
            negated = False
    if dangling:
        messages.append(
            Message("operator-alone", "AND and NOT need something beside them; they were left out.")
        )
    if not parts:
        return None
    if all(isinstance(part, Not) for part in parts):
        parts.insert(0, Everything())
    return parts[0] if len(parts) == 1 else And(tuple(parts))


def _words(text: str, messages: list[Message]) -> Node:
    number = _number(text)
    if number is not None:
        return number
    spelled = code_spellings(fold(text.strip()))
    return Or(tuple(map(Phrase, spelled))) if spelled else _phrase(text, messages)


def _number(text: str) -> Number | None:
    key = number_key(text.strip(_QUOTE + " "))
    if key is None:
        return None
    return Number(key, _phrase(text, []))


def _phrase(text: str, messages: list[Message]) -> Phrase:
    found = tuple(tokens(fold(text)))
    if len(found) > MAX_PHRASE_TOKENS:
        messages.append(
            Message("phrase-too-long", f"Only the first {MAX_PHRASE_TOKENS} characters of a phrase count.")
        )
    return Phrase(found[:MAX_PHRASE_TOKENS])
