"""The model: what it says of text, of text it has not seen, and how it is packed."""

from __future__ import annotations

import importlib.util
import sys
from importlib.resources import files
from math import exp, log
from pathlib import Path
from types import ModuleType

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ocr.language.model import SCRIPTS, UNSEEN_TYPES, notice_model, packed, read_model
from ocr.language.symbols import symbol_text


@pytest.fixture(scope="module")
def training() -> ModuleType:
    path = Path(__file__).parents[3] / "scripts" / "train_language.py"
    spec = importlib.util.spec_from_file_location("train_language", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["train_language"] = module
    spec.loader.exec_module(module)
    return module


def test_what_follows_a_context_adds_up_to_one(training: ModuleType) -> None:
    text = "海關總署令第一號海關總署公告海關監管海關" * 3
    model = read_model(training.train([text], (1, 1, 1), rarest=1))
    for context in ("", "海", "海關", "第一", "總海"):
        total = sum(exp(model.log_probability(context, char)) for char in set(text))
        unseen = UNSEEN_TYPES * exp(model.log_probability(context, "鑫"))
        assert total + unseen == pytest.approx(1.0, abs=0.06)  # logarithms are kept in steps of 1/16


def test_trained_text_is_expected_and_pruned_text_backs_off(training: ModuleType) -> None:
    texts = ["海關總署公告" * 20, "總理公告"]
    full = read_model(training.train(texts, (1, 1, 1), rarest=1))
    assert full.log_probability("海關", "總") > log(0.8)
    assert full.has_seen("理公告")
    pruned = read_model(training.train(texts, (1, 2, 2), rarest=1))
    assert not pruned.has_seen("理公")
    assert pruned.has_seen("署公")
    assert pruned.log_probability("總理", "公") == pytest.approx(pruned.log_probability("", "公"), abs=0.8)


def test_seams_between_texts_are_no_ngrams(training: ModuleType) -> None:
    model = read_model(training.train(["海關", "總署"] * 5, (1, 1, 1), rarest=1))
    assert model.has_seen("海關")
    assert not model.has_seen("關總")


def test_training_tells_what_is_missing(training: ModuleType, tmp_path: Path) -> None:
    with pytest.raises(SystemExit, match=r"no \.txt file"):
        training.main([str(tmp_path / "out.npz"), str(tmp_path)])


def test_training_from_folders(
    training: ModuleType, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "a.txt").write_text("海关总署公告 2005年\n第45号" * 9, encoding="utf-8")
    assert training.main([str(tmp_path / "out.npz"), str(tmp_path), "--held-out", str(tmp_path)]) == 0
    assert "perplexity" in capsys.readouterr().out
    model = read_model((tmp_path / "out.npz").read_bytes())
    assert model.has_seen("公告20")  # blanks are left out, digits are one symbol
    assert model.has_seen("公告99")


def test_shipped_models_are_small_and_know_their_script() -> None:
    sizes = [files("ocr.language").joinpath("data", f"{script}.npz").read_bytes() for script in SCRIPTS]
    assert sum(map(len, sizes)) < 2_000_000
    simplified, traditional = notice_model("simplified"), notice_model("traditional")
    assert simplified.log_text("海关", "总署") > simplified.log_text("海关", "息着") + 5
    assert traditional.log_text("關稅稅", "則") > traditional.log_text("關稅稅", "側") + 3
    assert traditional.knows("稅")
    assert not simplified.knows("稅")
    assert sum(order.keys.nbytes for order in simplified.orders) < 4_000_000
    assert notice_model("simplified") is simplified


def test_unknown_script_is_refused() -> None:
    with pytest.raises(ValueError, match="choose one of simplified, traditional"):
        notice_model("cursive")


def test_forms_of_a_character_are_one() -> None:
    model = notice_model("simplified")
    for left, right in (("，", ","), ("（", "("), ("3", "8"), ("〇", "○")):
        assert model.log_probability("海关", left) == model.log_probability("海关", right)


@given(st.text(max_size=20), st.text(max_size=5))
def test_any_text_has_a_probability(context: str, text: str) -> None:
    model = notice_model("traditional")
    assert len(symbol_text(text)) == len(text)
    said = model.log_text(context, text)
    assert said <= 0.0
    assert said > -60.0 * (len(text) + 1)


@given(st.lists(st.integers(0, 2**52 - 1), unique=True, min_size=1, max_size=50))
def test_packed_keys_come_back(keys: list[int]) -> None:
    rising = np.array(sorted(keys), dtype=np.uint64)
    planes = np.ascontiguousarray(packed(rising).T).view(">u8").reshape(-1)
    assert np.array_equal(np.cumsum(planes, dtype=np.uint64), rising)
