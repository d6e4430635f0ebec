"""The logarithms of a whole text at once are those of its characters one by one."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ocr.language.model import SCRIPTS, notice_model
from ocr.language.surprise import log_probabilities

TEXT = st.text(st.sampled_from("海关总署公告第一号為令，。年2024ab□ "), max_size=30)


@settings(deadline=None, derandomize=True)
@given(TEXT, st.sampled_from(SCRIPTS), st.sets(st.integers(0, 29)))
def test_logarithms_are_those_of_the_model(text: str, script: str, starts: set[int]) -> None:
    model = notice_model(script)
    after = log_probabilities(model, text, sorted(starts))
    assert len(after) == len(text)
    for at, char in enumerate(text):
        begin = max((start for start in starts if start <= at), default=0)
        assert after[at] == pytest.approx(model.log_probability(text[begin:at], char))
