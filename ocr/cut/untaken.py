"""Pages and leaves from which nothing was taken for a notice: each is named, so that nothing is lost unseen."""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence
from functools import reduce

from ocr.cut.frontmatter import PageKind
from ocr.geometry import Box
from ocr.page import PageText
from ocr.section import Finding

_OUTERMOST = 2
"""Covers and imprints are printed on both sides of the outermost leaves."""


def untaken_pages(
    pages: Sequence[PageText], kinds: Mapping[int, PageKind], has_entries: Container[int]
) -> tuple[Finding, ...]:
    """A finding for each of `pages` without text, and for each whose text is no notice's without a visible reason.

    `kinds` has the pages whose text is more than running heads and page numbers; `has_entries` those on which an entry
    of the contents was read.
    """
    found: list[Finding] = []
    for number, page in enumerate(pages):
        if number not in kinds:
            found += _textless(number, page)
            continue
        found += [
            Finding(
                "page-without-text",
                f"One of {len(page.leaves)} leaves was taken for blank.",
                number,
                leaf.box,
            )
            for leaf in page.leaves
            if leaf.blank and len(page.leaves) > 1
        ]
        outermost = min(number, len(pages) - 1 - number) < _OUTERMOST
        if kinds[number] is PageKind.COVER and not outermost:
            found.append(
                Finding("page-without-notice", f"Taken for an imprint: {_start(page)}", number, _around(page))
            )
        if kinds[number] is PageKind.CONTENTS and number not in has_entries:
            found.append(
                Finding(
                    "page-without-notice",
                    f"Taken for contents, but no entry was read: {_start(page)}",
                    number,
                    _around(page),
                )
            )
    return tuple(found)


def _textless(number: int, page: PageText) -> list[Finding]:
    if page.missed:
        said = f"{len(page.missed)} places look like print and were not read."
        return [Finding("print-not-read", said, number, page.missed[0])]
    if any(line.text for line in page.lines):
        said = f"Only running heads and page numbers were read: {_start(page)}"
        return [Finding("page-without-text", said, number)]
    if page.pictures:
        return [Finding("page-without-text", "A picture, and no text.", number, page.pictures[0])]
    return [Finding("page-without-text", "Nothing was read: taken for blank.", number)]


def _start(page: PageText) -> str:
    text = next(line.text for line in page.lines if line.text)
    return text if len(text) <= 30 else text[:30] + "…"


def _around(page: PageText) -> Box:
    return reduce(Box.union, (line.box for line in page.lines if line.text))
