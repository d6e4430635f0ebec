import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.fold import codes_of, fingerprint, fold, text_of

GAZETTE = "海關總税務司署通令第二○Ｏ0o号年乾裡ＡaＺ１é，。\n ﹙\ud800\U0002f800"


@given(st.text() | st.text(GAZETTE))
@settings(deadline=None, derandomize=True)
def test_the_fold_keeps_length_and_is_idempotent(text: str) -> None:
    folded = fold(text)
    assert len(folded) == len(text)
    assert fold(folded) == folded


def test_every_character_alone_keeps_its_length_and_is_folded_once() -> None:
    everything = "\n".join(chr(n) for n in range(0x110000))
    folded = fold(everything)
    assert len(folded) == len(everything)
    assert fold(folded) == folded


@pytest.mark.parametrize(
    ("printed", "modern"),
    [
        ("海關總稅務司署訓令關字第九六五號", "海关总税务司署训令关字第九六五号"),
        ("臺灣裡面後來於此準備", "台湾里面后来于此准备"),
        ("瞭解乾燥", "了解干燥"),
        ("靑淸敎旣卽強戶", "青清教既即强户"),
        ("歩毎徳値關関", "步每德值关关"),
        ("Ｃｕｓｔｏｍｓ　２０１９", "customs 2019"),
        ("Société CAFÉ", "societe cafe"),
        ("〔2019〕", "［2019］"),
        ("署「關」稅", "署「关」税"),
    ],
)
def test_what_a_reader_takes_for_the_same_becomes_one(printed: str, modern: str) -> None:
    assert fold(printed) == fold(modern)


@pytest.mark.parametrize("zero", "○〇零0０OＯoｏ")
def test_the_zero_of_a_year_in_every_print(zero: str) -> None:
    assert fold(f"二{zero}{zero}五年") == "二〇〇五年"


@pytest.mark.parametrize("text", ["2005年", "CO2", "O型", "第10号", "bo年"])
def test_a_zero_or_o_of_its_own_stays(text: str) -> None:
    assert "〇" not in fold(text)


@pytest.mark.parametrize("word", ["予以", "余额", "欠税", "艺", "缶"])
def test_simplified_words_are_not_turned_into_others_by_variant_tables(word: str) -> None:
    assert fold(word) == word


@given(st.text())
@settings(deadline=None, derandomize=True)
def test_codes_are_characters(text: str) -> None:
    assert text_of(codes_of(text)) == text


def test_the_fingerprint_names_this_fold() -> None:
    assert len(fingerprint()) == 16
    assert fingerprint() == fingerprint()
