"""Characters of two forms are of one form on a page."""

from __future__ import annotations

from ocr.geometry import Box
from ocr.language.choose import page_models
from ocr.language.forms import one_form
from ocr.line import Doubt, Line

OLD = "案准財政部訓令開查該關所報進口貨物應照稅則徵稅並將驗放數量價值及商號名稱列表呈報"
NEW = "根据海关法规定现将有关事项公告如下进口货物应当按照税则缴纳关税并报送数量价值"


def line(text: str, at: int = -1, other: str = "", share: float = 0.0) -> Line:
    sure = tuple(1.0 - share if k == at else 1.0 for k in range(len(text)))
    doubts = (Doubt(at, ((other, share),)),) if at >= 0 else ()
    return Line(text, Box(0, 0, 20 * len(text), 20), 0.99, confidences=sure, doubts=doubts)


def forms(*lines: Line) -> list[str]:
    whole = [line(OLD), *lines]
    return [one.text for one in one_form(whole, page_models(whole))[1:]]


def test_the_places_of_a_page_say_together_which_form_its_fount_has() -> None:
    wavering = [line("偽造", 0, "僞", share) for share in (0.1, 0.3, 0.45)]
    assert forms(*wavering, line("僞造", 0, "偽", 0.4)) == ["偽造"] * 4
    kept = [line("僞造", 0, "偽", share) for share in (0.05, 0.1, 0.05)]
    assert forms(*kept, line("偽造", 0, "僞", 0.4)) == ["僞造"] * 4


def test_the_script_of_the_page_counts_at_every_place() -> None:
    assert forms(*[line("税則", 0, "稅", 0.3) for _ in range(3)]) == ["稅則"] * 3


def test_a_form_that_was_not_seen_is_not_put_there() -> None:
    seen = [line("偽造", 0, "僞", 0.1) for _ in range(4)]
    assert forms(*seen, line("僞造"))[-1] == "僞造"


def test_a_character_that_stands_once_is_left() -> None:
    assert forms(line("爲加強監管", 0, "為", 0.45)) == ["爲加強監管"]


def test_a_page_of_both_scripts_is_left() -> None:
    mixed = [line(OLD), line(NEW), line("税則", 0, "稅", 0.3), line("税則", 0, "稅", 0.3)]
    assert [one.text for one in one_form(mixed, page_models(mixed))[2:]] == ["税則", "税則"]
