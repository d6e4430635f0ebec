"""Text layers: read with boxes in the image's pixels, or refused with the reason."""

from __future__ import annotations

import io

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ocr.engines.layerquality import LayerChar, LayerFacts, objection
from ocr.engines.pdfiumlayer import pdfium_facts
from ocr.engines.textlayer import Refusal, read_text_layer, text_layer_step
from ocr.geometry import Direction
from ocr.line import Role
from ocr.page import PageText

PARAGRAPH = [
    "为规范海关管理，便利企业通关，现公告如下：",
    "一、本公告自二○○五年四月二十五日起施行。",
    "特此公告。",
]


def pdf(
    content: str,
    *,
    rotate: int = 0,
    crop: tuple[int, int, int, int] | None = None,
    cmap: str = "UniGB-UCS2-H",
    picture: bool = False,
) -> bytes:
    """A PDF of one A4 page (595 × 842 pt). Fonts: /F1 Song with Unicode codes, /F2 Helvetica, /F3 meaningless."""
    document = pikepdf.new()
    descendant = pikepdf.Dictionary(
        Type=pikepdf.Name.Font,
        Subtype=pikepdf.Name.CIDFontType0,
        BaseFont=pikepdf.Name("/STSong-Light"),
        CIDSystemInfo=pikepdf.Dictionary(Registry="Adobe", Ordering="GB1", Supplement=2),
        FontDescriptor=document.make_indirect(
            pikepdf.Dictionary(
                Type=pikepdf.Name.FontDescriptor,
                FontName=pikepdf.Name("/STSong-Light"),
                Flags=4,
                FontBBox=[0, -200, 1000, 900],
                ItalicAngle=0,
                Ascent=880,
                Descent=-120,
                CapHeight=880,
                StemV=93,
            )
        ),
        DW=1000,
    )
    song = pikepdf.Dictionary(
        Type=pikepdf.Name.Font,
        Subtype=pikepdf.Name.Type0,
        BaseFont=pikepdf.Name("/STSong-Light"),
        Encoding=pikepdf.Name("/" + cmap),
        DescendantFonts=[document.make_indirect(descendant)],
    )
    latin = pikepdf.Dictionary(
        Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name("/Helvetica")
    )
    meaningless = pikepdf.Dictionary(
        Type=pikepdf.Name.Font,
        Subtype=pikepdf.Name.Type0,
        BaseFont=pikepdf.Name("/Nothing"),
        Encoding=pikepdf.Name("/Identity-H"),
        DescendantFonts=[
            document.make_indirect(
                pikepdf.Dictionary(
                    Type=pikepdf.Name.Font,
                    Subtype=pikepdf.Name.CIDFontType2,
                    BaseFont=pikepdf.Name("/Nothing"),
                    CIDSystemInfo=pikepdf.Dictionary(Registry="Adobe", Ordering="Identity", Supplement=0),
                    DW=1000,
                )
            )
        ],
    )
    fonts = pikepdf.Dictionary()
    for name, font in (("/F1", song), ("/F2", latin), ("/F3", meaningless)):
        fonts[name] = document.make_indirect(font)
    resources = pikepdf.Dictionary(Font=fonts)
    if picture:
        image = document.make_stream(b"\xff" * 100)
        for key, value in (("Width", 10), ("Height", 10), ("BitsPerComponent", 8)):
            image[f"/{key}"] = value
        image["/Type"], image["/Subtype"] = pikepdf.Name.XObject, pikepdf.Name.Image
        image["/ColorSpace"] = pikepdf.Name.DeviceGray
        resources["/XObject"] = pikepdf.Dictionary(Im=image)
    page = pikepdf.Dictionary(
        Type=pikepdf.Name.Page,
        MediaBox=[0, 0, 595, 842],
        Resources=resources,
        Contents=document.make_stream(content.encode("latin-1")),
    )
    if rotate:
        page["/Rotate"] = rotate
    if crop:
        page["/CropBox"] = list(crop)
    document.pages.append(pikepdf.Page(document.make_indirect(page)))
    sink = io.BytesIO()
    document.save(sink)
    return sink.getvalue()


def song(text: str, x: float, y: float, size: float = 12) -> str:
    return f"BT /F1 {size} Tf {x} {y} Td <{text.encode('utf-16-be').hex()}> Tj ET\n"


def read(data: bytes, width: int = 1190, height: int = 1684) -> PageText:
    found = read_text_layer(data, 0, width, height)
    assert isinstance(found, PageText), found
    return found


def refusal(data: bytes, page: int = 0) -> str:
    found = read_text_layer(data, page, 1190, 1684)
    assert isinstance(found, Refusal), found
    return found.reason


def body(top: float = 700) -> str:
    return "".join(song(line, 72, top - 24 * k) for k, line in enumerate(PARAGRAPH))


def test_lines_of_a_layer_with_boxes_in_pixels() -> None:
    page = read(pdf(body()))
    assert [line.text for line in page.lines] == PARAGRAPH
    first = page.lines[0]
    assert first.box.x0 == pytest.approx(144, abs=2)
    assert first.box.x1 == pytest.approx(2 * (72 + 12 * len(PARAGRAPH[0])), abs=2)
    assert first.box.y0 < 2 * (842 - 700) < first.box.y1 + 4
    assert first.span_box(4, 6).x0 == pytest.approx(144 + 2 * 12 * 4, abs=2)
    assert page.confidence == 1.0
    assert page.step == text_layer_step()


@pytest.mark.parametrize(("rotate", "size"), [(90, (1684, 1190)), (180, (1190, 1684)), (270, (1684, 1190))])
def test_a_turned_page_is_read_as_it_is_shown(rotate: int, size: tuple[int, int]) -> None:
    turn = {90: "0 1 -1 0 595 0 cm\n", 180: "-1 0 0 -1 595 842 cm\n", 270: "0 -1 1 0 0 842 cm\n"}[rotate]
    page = read(pdf(turn + body(500), rotate=rotate), *size)
    assert [line.text for line in page.lines] == PARAGRAPH
    assert page.lines[0].box.x0 == pytest.approx(144, abs=3)


def test_boxes_count_from_the_crop_box_and_what_is_outside_is_left_out() -> None:
    outside = song("裁掉的字", 10, 30)
    page = read(pdf(body() + outside, crop=(60, 100, 560, 800)), 1000, 1400)
    assert [line.text for line in page.lines] == PARAGRAPH
    assert page.lines[0].box.x0 == pytest.approx(24, abs=2)
    assert page.lines[0].box.y1 == pytest.approx(2 * 100, abs=12)


def test_justification_is_no_space_and_latin_words_keep_theirs() -> None:
    spread = (
        "BT /F1 14 Tf 200 760 Td 4 Tc <" + "第一章 总\u3000则".encode("utf-16-be").hex() + "> Tj 0 Tc ET\n"
    )
    latin = "BT /F2 12 Tf 72 400 Td (Customs Notice No. 12) Tj ET\n"
    texts = [line.text for line in read(pdf(spread + body() + latin)).lines]
    assert texts[0] == "第一章总则"
    assert texts[-1] == "Customs Notice No. 12"


def test_two_columns_are_read_one_after_the_other() -> None:
    left = [f"左栏第{k}行的文字写满这一栏为止" for k in "一二三四五六七八"]
    right = [f"右栏第{k}行的文字写满这一栏为止" for k in "一二三四五六七八"]
    content = "".join(
        song(a, 60, 700 - 20 * k) + song(b, 330, 700 - 20 * k)
        for k, (a, b) in enumerate(zip(left, right, strict=True))
    )
    assert [line.text for line in read(pdf(content)).lines] == left + right


def test_cells_of_a_ruled_table_are_parted_and_read_by_row() -> None:
    rules = "".join(f"100 {y} m 400 {y} l S\n" for y in (400, 430, 460, 490))
    rules += "".join(f"{x} 400 m {x} 490 l S\n" for x in (100, 210, 400))
    cells = [("税则号列", "商品名称及其备注"), ("01012100", "改良种用马"), ("01013010", "改良种用驴")]
    content = "".join(
        song(a, 110, 470 - 30 * k) + song(b, 214, 470 - 30 * k) for k, (a, b) in enumerate(cells)
    )
    lines = read(pdf(rules + body() + content)).lines
    cell_texts = [line.text for line in lines if line.role is Role.TABLE_CELL]
    assert cell_texts == [text for row in cells for text in row]


def test_vertical_columns_run_from_right_to_left() -> None:
    columns = [
        "海關總稅務司署通令第四三七四號",
        "令各關稅務司",
        "案奉財政部訓令內開自應照辦除分令外合行令仰遵照",
    ]
    content = "".join(
        song(char, 480 - 30 * k, 750 - 14 * n)
        for k, text in enumerate(columns)
        for n, char in enumerate(text)
    )
    page = read(pdf(content))
    assert page.direction is Direction.VERTICAL
    assert [line.text for line in page.lines] == columns
    assert page.lines[0].span_box(1, 2).y0 > page.lines[0].box.y0


def test_pages_without_text_and_files_that_are_no_pdf_are_refused() -> None:
    assert refusal(pdf("")) == "no text layer"
    assert "cannot be opened" in refusal(b"")
    assert "cannot be opened" in refusal(b"%PDF-1.7 and then nothing")
    assert "no page 2" in refusal(pdf(body()), 1)
    assert "no page" in refusal(pdf(body()), -1)


def broken(key: str, value: pikepdf.Object | None, **page: object) -> bytes:
    """The page of `body` with `key` of its dictionary exchanged, or taken out."""
    with pikepdf.open(io.BytesIO(pdf(body(), **page))) as document:  # type: ignore[arg-type]
        if value is None:
            del document.pages[0].obj[key]
        else:
            document.pages[0].obj[key] = value
        sink = io.BytesIO()
        document.save(sink)
    return sink.getvalue()


@pytest.mark.parametrize(
    ("key", "value"), [("/CropBox", pikepdf.Array([0, 0, pikepdf.Name("/no"), 1])), ("/Type", None)]
)
def test_a_layer_that_pdfplumber_cannot_read_is_read_with_pdfium(
    key: str, value: pikepdf.Object | None
) -> None:
    page = read(broken(key, value))
    good = read(pdf(body()))
    assert [line.text for line in page.lines] == PARAGRAPH
    assert page.step == text_layer_step("pypdfium2")
    assert "unreadable to pdfplumber" in page.remarks[0]
    for mine, theirs in zip(page.lines, good.lines, strict=True):
        assert mine.box == pytest.approx(theirs.box, abs=6)


def test_pdfium_sees_a_turned_page_as_it_is_shown() -> None:
    turned = "0 1 -1 0 595 0 cm\n" + body(500)
    facts, _ = pdfium_facts(pdf(turned, rotate=90), 0)
    first = next(char for char in facts.chars if char.text == "为")
    assert facts.size == pytest.approx((842, 595))
    assert (first.x0, first.points) == pytest.approx((72, 12), abs=2)


def test_an_encrypted_file_is_refused() -> None:
    with pikepdf.open(io.BytesIO(pdf(body()))) as document:
        sink = io.BytesIO()
        document.save(sink, encryption=pikepdf.Encryption(owner="a", user="b"))
    assert "cannot be opened" in refusal(sink.getvalue())


def test_text_over_a_scan_is_refused() -> None:
    scan = "q 595 0 0 842 0 0 cm /Im Do Q\n"
    assert "over a scan" in refusal(pdf(scan + body(), picture=True))
    logo = "q 60 0 0 60 500 780 cm /Im Do Q\n"
    assert len(read(pdf(logo + body(), picture=True)).lines) == 3


def test_glyphs_without_a_meaning_are_refused() -> None:
    content = "BT /F3 12 Tf 72 700 Td <" + "".join(f"{k:04x}" for k in range(40, 90)) + "> Tj ET\n"
    assert isinstance(read_text_layer(pdf(content), 0, 1190, 1684), Refusal)


@settings(max_examples=40, deadline=None)
@given(st.data())
def test_a_damaged_file_is_read_or_refused_never_a_crash(data: st.DataObject) -> None:
    sound = pdf(body())
    start = data.draw(st.integers(0, len(sound) - 1))
    length = data.draw(st.integers(1, 60))
    noise = data.draw(st.binary(min_size=0, max_size=60))
    damaged = sound[:start] + noise + sound[start + length :]
    assert isinstance(read_text_layer(damaged, 0, 100, 100), PageText | Refusal)


def chars(text: str, points: float = 12.0, step: float = 12.0) -> list[LayerChar]:
    per_row = 40
    return [
        LayerChar(c, 40 + step * (k % per_row), 40 + 20 * (k // per_row), 40 + step * (k % per_row) + points,
                  40 + 20 * (k // per_row) + points, points)
        for k, c in enumerate(text)
    ]  # fmt: skip


def facts(
    found: list[LayerChar], expected: int | None = None, pictures: float = 0.0, drawings: int = 0
) -> LayerFacts:
    return LayerFacts(found, (595, 842), len(found) if expected is None else expected, pictures, drawings)


TEXT = "根据《中华人民共和国海关法》，现将有关事项公告如下" * 4


def test_the_rule_names_what_is_wrong() -> None:
    assert objection(facts(chars(TEXT))) == ""
    assert "PDFium finds 1252" in objection(facts([], 1252))
    assert "not text" in objection(facts(chars(TEXT + "\ue000\ufffd\ue001")))
    assert objection(facts(chars(TEXT + "\uf0b7"))) == ""  # one bullet of a symbol font
    assert "wrong encoding" in objection(facts(chars("ÖÐ»ªÈËÃñ¹²ºÍ¹ú" * 8)))
    assert "no size" in objection(facts(chars(TEXT, points=0.5)))
    assert "on each other" in objection(facts(chars(TEXT, step=0.01)))
    assert "over a scan" in objection(facts(chars(TEXT), pictures=0.95))
    assert "only 3 characters" in objection(facts(chars("- 3 -".replace(" ", "")), drawings=900))
    assert objection(facts(chars("海关总署文告"))) == ""  # a title page
