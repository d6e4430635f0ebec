"""Between characters that differ by the end of one stroke the words decide, though the recogniser was nearly sure."""

from __future__ import annotations

import pytest

from ocr.geometry import Box
from ocr.language.choose import choose
from ocr.line import Doubt, Line


def line(text: str, at: int, sure: float, other: str, chance: float) -> Line:
    confidences = [0.999] * len(text)
    confidences[at] = sure
    return Line(
        text,
        Box(0, 0, 40 * len(text), 40),
        sum(confidences) / len(text),
        confidences=tuple(confidences),
        doubts=(Doubt(at, ((other, chance),)),),
    )


@pytest.mark.parametrize(
    ("read", "at", "other", "printed"),
    [
        ("关干调整部分进出口商品监管要求的公告", 1, "于", "关于调整部分进出口商品监管要求的公告"),
        ("海关总署关干公布商品归类决定的公告", 5, "于", "海关总署关于公布商品归类决定的公告"),
        ("若干意见的通知", 1, "于", "若干意见的通知"),
        ("关于调整部分进出口商品监管要求的公告", 1, "干", "关于调整部分进出口商品监管要求的公告"),
    ],
)
def test_the_words_decide_between_twins(read: str, at: int, other: str, printed: str) -> None:
    (chosen,) = choose([line(read, at, 0.98, other, 0.06)])

    assert chosen.text == printed


def test_other_characters_stay_as_the_recogniser_was_sure_of_them() -> None:
    (chosen,) = choose([line("关于谟整部分进出口商品的公告", 2, 0.98, "调", 0.03)])

    assert chosen.text == "关于谟整部分进出口商品的公告"
