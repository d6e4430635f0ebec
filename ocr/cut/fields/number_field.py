"""The number of a notice: from its head lines, else from the promulgation under its title."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from ocr.cut.heads.head_marks import part_number, sound_masthead
from ocr.cut.marks import read_marks
from ocr.cut.parts import Parts
from ocr.cut.stream import Row
from ocr.cut.traced import Traced, join
from ocr.grammar.issuers.find import PrintedIssuer, find_issuers, issuers_before
from ocr.grammar.issuers.issuer_lines import split_issuers
from ocr.grammar.numbers.find import DocNumber, NumberInText, NumberStyle, find_numbers


@dataclass(frozen=True, slots=True)
class NumberReading:
    """Document number of a notice: taken apart, as printed, and the issuers printed with it."""

    number: DocNumber
    printed: Traced
    issuers: tuple[PrintedIssuer, ...]
    rule: str


def read_number(parts: Parts) -> NumberReading | None:
    """The notice's own number: from its head lines, else from the promulgation under its title."""
    if parts.number:
        return _from_head(parts.number) or _by_title(parts)
    source = join(row.traced for row in parts.promulgation)
    for found in find_numbers(source.text):
        if found.number.kind in ("令", "公告"):
            return NumberReading(
                found.number, source.cut(found.start, found.end), (), _rule("number-in-promulgation", found)
            )
    return None


def _from_head(rows: Sequence[Row]) -> NumberReading | None:
    lines = [row.traced for row in rows]
    whole = join(lines)
    issuers = _head_issuers(rows)
    last = read_marks(rows[-1].text)
    if last.number is not None and (
        len(rows) == 1 or last.number.issuers or last.number.number.style is NumberStyle.LETTERED
    ):
        found = last.number
        number = _with_issuer(found.number, issuers)
        return NumberReading(
            number,
            lines[-1].cut(found.start, found.end),
            _placed(lines[-1], found),
            _rule("number-line", found),
        )
    # The heading says issuers and 文种, the number stands on the line below.
    packed = _packed(rows)
    for found in find_numbers(packed)[:1]:
        return NumberReading(
            _with_issuer(found.number, issuers), whole, issuers, _rule("number-under-masthead", found)
        )
    return None


def _by_title(parts: Parts) -> NumberReading | None:
    """2009年第69号 under a masthead that was not read, over a title that says 公告: the 文种 is known from there."""
    part = part_number(parts.number[-1].text)
    if part is None or not part["year"] or not "".join(row.text for row in parts.title).endswith("公告"):
        return None
    whole = join(row.traced for row in parts.number)
    issuers = _head_issuers(parts.number) or tuple(find_issuers(whole.text))
    lead = issuers[0].name if issuers else ""
    for found in find_numbers(f"{lead}公告{part['year']}年第{part['number']}号"):
        return NumberReading(found.number, whole, issuers, _rule("number-and-kind-of-title", found))
    return None


def _rule(name: str, found: NumberInText) -> str:
    """The rule for the evidence, with those that undid damage (``number-line+bracket``)."""
    return "+".join((name, *found.repairs))


def _with_issuer(number: DocNumber, issuers: Sequence[PrintedIssuer]) -> DocNumber:
    """The number with the first issuer of its masthead, if it was printed without one."""
    if number.issuer or not issuers or number.style not in (NumberStyle.ANNUAL, NumberStyle.SERIAL):
        return number
    return replace(number, issuer=issuers[0].name)


def _packed(rows: Sequence[Row]) -> str:
    """Masthead and number in one string without the blanks of letter-spaced print."""
    text = "".join(sound_masthead(row.text) for row in rows[:-1])
    part = part_number(rows[-1].text)
    if part is None:
        return text + rows[-1].text
    year = f"{part['year']}年" if part["year"] else ""
    mark = "號" if "號" in rows[-1].text else "号"
    return f"{text}{year}第{part['number']}{mark}"


def _head_issuers(rows: Sequence[Row]) -> tuple[PrintedIssuer, ...]:
    return tuple(issuer for row in rows for issuer in read_marks(row.text).issuers)


def _placed(line: Traced, found: NumberInText) -> tuple[PrintedIssuer, ...]:
    """The issuers printed with a number, with their places in its line."""
    kind = line.text.find(found.number.kind)
    before = issuers_before(line.text, kind if kind > 0 else found.end)
    worn = split_issuers(line.text[: max(0, kind)])
    if any(issuer.worn for issuer in worn):
        return worn
    return before or tuple(i for i in find_issuers(line.text[: found.end]))
