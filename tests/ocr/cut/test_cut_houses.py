"""Whole issues in the habits of many printing houses: every form of head, clean and worn."""

from __future__ import annotations

from collections import Counter

import pytest

from ocr.cut import cut
from ocr.section import Section
from set_heads import FORMS
from set_issue import SetIssue, set_issue
from set_worn import worn


def _ends(section: Section) -> tuple[tuple[int, int], tuple[int, int]]:
    places = [(span.page, span.line) for span in section.spans]
    return min(places), max(places)


def _scores(issue: SetIssue) -> Counter[str]:
    """How many notices were found from first line to last, and how many of these have the right fields."""
    found = {_ends(section): section for section in cut(issue.pages).sections if section.spans}
    scores = Counter(notices=len(issue.notices), cut=len(found))
    for at, notice in enumerate(issue.notices):
        section = found.get(issue.ends(at))
        if section is None:
            continue
        scores["right"] += 1
        scores["number"] += section.doc_number == notice.number
        scores["title"] += section.title == notice.title
        scores["date"] += section.date == notice.day
        scores["text"] += section.text.replace("\n", "") == notice.text.replace("\n", "")
    return scores


@pytest.mark.parametrize("form", FORMS)
def test_every_form_of_head_in_several_houses(form: str) -> None:
    for seed in (11, 12, 13):
        scores = _scores(set_issue(seed, (form,)))
        assert scores == dict.fromkeys(scores, scores["notices"]), (seed, scores)


def test_houses_that_mix_their_forms() -> None:
    scores = sum((_scores(set_issue(seed)) for seed in (*range(100, 140), 500, 536, 606)), Counter[str]())
    assert scores["right"] >= 0.99 * scores["notices"]
    assert scores["cut"] <= 1.01 * scores["notices"]
    for field in ("number", "title", "date", "text"):
        assert scores[field] >= 0.98 * scores["right"], (field, scores)


def test_heads_are_told_when_one_character_of_a_hundred_is_misread() -> None:
    scores = sum((_scores(worn(set_issue(seed), seed, 0.01)) for seed in range(100, 130)), Counter[str]())
    assert scores["right"] >= 0.9 * scores["notices"], scores
    assert scores["cut"] <= 1.02 * scores["notices"]
