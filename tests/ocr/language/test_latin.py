"""Latin words and figures: what gives way, and what must stay."""

from __future__ import annotations

import pytest

from ocr.language.alternatives import Option
from ocr.language.latin import decide_latin


def decided(text: str, at: int, other: str, p: float) -> str:
    choices = decide_latin(text, {at: (Option(text[at], 1.0 - p), Option(other, p))})
    return "".join(choices[i].text if i in choices else char for i, char in enumerate(text))


@pytest.mark.parametrize(
    ("text", "at", "other", "wanted"),
    [
        ("14th 0ctober,", 5, "O", "14th October,"),
        ("omonel1a", 6, "l", "omonella"),
        ("（Omonel1a）以及", 7, "l", "（Omonella）以及"),
        ("0. M. Verrall", 0, "O", "O. M. Verrall"),
        ("H. 0. Smith", 3, "O", "H. O. Smith"),
        ("Hk.TIs. 58", 4, "l", "Hk.Tls. 58"),
        ("2O05年", 1, "0", "2005年"),
        ("17 March, 1921..", 15, "", "17 March, 1921."),
        ("Government:.", 11, "", "Government:"),
        (".SIR,", 0, "", "SIR,"),
        ("28° 45' N.", 6, "′", "28° 45′ N."),
        ('godown “A") has', 9, "”", "godown “A”) has"),
    ],
)
def test_mended(text: str, at: int, other: str, wanted: str) -> None:
    assert decided(text, at, other, 0.1) == wanted
    assert decided(text, at, other, 0.005) == text  # the recogniser has the last word


@pytest.mark.parametrize(
    ("text", "at", "other"),
    [
        ("8708.2910", 3, "B"),
        ("No. 10", 5, "O"),
        ("EV8859", 2, "B"),
        ("Z0Z8090", 1, "O"),
        ("1st May", 0, "l"),
        ("20th May", 1, "O"),
        ("GB/T 1002", 7, "O"),
        ("PO10", 1, "0"),
        ("0.5 per cent.", 0, "O"),
        ("at 0. The duty", 3, "O"),
        ("5 l. of oil", 2, "1"),
        ("etc.", 3, ""),
        ("from 2 to 5...", 13, ""),
        ("税率为10", 4, "O"),
        ("5' 6\" long", 1, "′"),
        ("5' 6\" long", 4, "”"),
    ],
)
def test_left_alone(text: str, at: int, other: str) -> None:
    assert decided(text, at, other, 0.45) == text
