"""ALTO: valid by its schema, in its own terms, and read back without loss."""

from __future__ import annotations

import os
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from lxml import etree

from archive.errors import Damaged, TooLarge, Unsupported
from archive.formats import PageSource, from_alto, to_alto
from archive.formats.xml import MAX_BYTES
from archive.reading_types import ReadCell, ReadDoubt, ReadGrid, Reading, ReadLine
from archive.records import Step
from made_readings import HOSTILE, SOUND, SOURCE, readings

NS = {"a": "http://www.loc.gov/standards/alto/ns-v4#"}
WRITTEN = etree.XMLSchema(etree.parse(Path(__file__).parents[2] / "resources" / "alto" / "written.xsd"))
"""What this project writes of ALTO 4.4, stricter than the standard."""

STANDARD = Path(os.environ.get("WENGAO_TEST_DATA", "/nonexistent")) / "alto-4-4.xsd"
"""The schema of the Library of Congress, CC BY-SA 4.0."""

thorough = settings(
    deadline=None,
    derandomize=True,
    max_examples=30,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
STEP = Step("rapidocr", "3.10.0", {"layout": 2})


def page(*lines: ReadLine, **more: object) -> Reading:
    return replace(Reading("i7p2", 1000, 1400, "horizontal-tb", lines, STEP, 0.9), **more)


def line(text: str, box: tuple[int, int, int, int] = (100, 100, 200, 120), **more: object) -> ReadLine:
    return replace(ReadLine(text, box, 0.9, "text", "horizontal-tb"), **more)


def written(reading: Reading) -> etree._Element:
    return etree.fromstring(to_alto(reading, SOURCE))


def as_alto_carries(reading: Reading) -> Reading:
    """What `archive.formats.alto` says it cannot carry, taken out of a reading that has only sound characters."""

    def carried(line: ReadLine) -> ReadLine:
        told = tuple(
            line.confidence if char == " " else share
            for char, share in zip(line.text, line.confidences, strict=bool(line.confidences))
        )
        return replace(
            line,
            confidences=told if line.text.strip(" ") else (),
            doubts=tuple(doubt for doubt in line.doubts if line.text[doubt.at] != " "),
        )

    return replace(reading, lines=tuple(carried(line) for line in reading.lines))


@thorough
@given(readings())
def test_a_reading_comes_back_as_it_was(reading: Reading) -> None:
    assert from_alto(to_alto(reading, SOURCE)) == as_alto_carries(reading)


@thorough
@given(readings(SOUND + HOSTILE))
def test_whatever_was_read_the_file_is_valid_and_keeps_every_place(reading: Reading) -> None:
    data = to_alto(reading, SOURCE)
    WRITTEN.assertValid(etree.fromstring(data))
    back = from_alto(data)
    for before, after in zip(reading.lines, back.lines, strict=True):
        assert after.text == "".join("\ufffd" if char in HOSTILE else char for char in before.text)
        assert (after.bounds, after.middles, after.thickness) == (
            before.bounds,
            before.middles,
            before.thickness,
        )


@pytest.mark.skipif(not STANDARD.exists(), reason="no alto-4-4.xsd in WENGAO_TEST_DATA")
@thorough
@given(readings(SOUND + HOSTILE))
def test_the_file_is_valid_by_the_schema_of_the_standard(reading: Reading) -> None:
    standard_schema().assertValid(written(reading))


@cache
def standard_schema() -> etree.XMLSchema:
    """The standard's schema; of XLink, which it imports from the network, only the group that it names."""

    class Offline(etree.Resolver):
        def resolve(self, url: str, public_id: str | None, context: object) -> object:
            if not url.endswith("xlink.xsd"):
                return None
            stand_in = (
                '<schema xmlns="http://www.w3.org/2001/XMLSchema" targetNamespace="http://www.w3.org/1999/xlink">'
                '<attributeGroup name="simpleLink"/></schema>'
            )
            return self.resolve_string(stand_in, context)

    parser = etree.XMLParser(no_network=True)
    parser.resolvers.add(Offline())
    return etree.XMLSchema(etree.parse(STANDARD, parser))


def test_equal_readings_give_equal_bytes() -> None:
    reading = page(line("一"))
    assert to_alto(reading, SOURCE) == to_alto(replace(reading), SOURCE)


def test_the_file_says_of_which_image_it_is_and_what_read_it() -> None:
    root = written(page(remarks=("Text layer refused.",)))
    told = {
        name: root.findtext(f".//a:{name}", None, NS)
        for name in ("fileName", "MeasurementUnit", "softwareName")
    }
    assert told == {"fileName": SOURCE.file_name, "MeasurementUnit": "pixel", "softwareName": "rapidocr"}
    named = {e.get("fileIdentifierLocation"): e.text for e in root.iterfind(".//a:fileIdentifier", NS)}
    assert named == {"sha256": "a" * 64, "frame": "1"}
    assert root.findtext(".//a:processingStepSettings", None, NS) == '{"layout": 2}'
    assert root.findtext(".//a:processingStepDescription", None, NS) == "Text layer refused."
    assert root.find(".//a:Page", NS).get("PHYSICAL_IMG_NR") == "2"


def test_a_chinese_line_is_one_string_and_latin_words_are_set_apart() -> None:
    root = written(page(line("根据海关法"), line("Customs Notice No. 2")))
    found = [
        [(etree.QName(part).localname, part.get("CONTENT")) for part in element]
        for element in root.iterfind(".//a:TextLine", NS)
    ]
    space = ("SP", None)
    assert found[0] == [("String", "根据海关法")]
    assert found[1] == [
        *(("String", "Customs"), space),
        *(("String", "Notice"), space),
        *(("String", "No."), space),
        ("String", "2"),
    ]


def test_characters_have_their_boxes_probabilities_and_rivals() -> None:
    told = line(
        "一日",
        bounds=(100, 150, 200),
        confidences=(0.999, 0.64),
        doubts=(ReadDoubt(1, (("曰", 0.31), ("", 0.05), ("too long", 0.01))),),
    )
    glyphs = written(page(told)).findall(".//a:Glyph", NS)
    assert [glyph.get("CONTENT") for glyph in glyphs] == ["一", "日"]
    assert [glyph.get("GC") for glyph in glyphs] == ["0.999", "0.64"]
    assert [(g.get("HPOS"), g.get("VPOS"), g.get("WIDTH"), g.get("HEIGHT")) for g in glyphs] == [
        ("100", "100", "50", "20"),
        ("150", "100", "50", "20"),
    ]
    variants = [(v.get("CONTENT"), v.get("VC")) for v in glyphs[1]]
    assert variants == [("曰", "0.31"), ("", "0.05")]
    assert written(page(told)).find(".//a:String", NS).get("CC") == "0 3"


@pytest.mark.parametrize(
    ("way", "turn", "falls", "expected"),
    [
        ("horizontal-tb", 0, False, "ltr"),
        ("horizontal-tb", 0, True, "rtl"),
        ("horizontal-tb", 180, True, "ltr"),
        ("horizontal-tb", 90, True, "ltr"),
        ("horizontal-tb", 270, False, "ltr"),
        ("vertical-rl", 0, False, "ttb"),
        ("vertical-rl", 0, True, "btt"),
        ("vertical-rl", 180, True, "ttb"),
        ("vertical-rl", 90, False, "ttb"),
        ("vertical-rl", 270, True, "ttb"),
    ],
)
def test_direction_is_that_of_the_upright_line(way: str, turn: int, falls: bool, expected: str) -> None:
    """A page scanned on its side changes ROTATION, not BASEDIRECTION; a head set right to left changes the latter."""
    bounds = (200, 150, 100) if falls else (100, 150, 200)
    told = line("文告", (100, 100, 200, 200), direction=way, turn=turn, bounds=bounds)
    root = written(page(told))
    assert root.find(".//a:TextLine", NS).get("BASEDIRECTION") == expected
    assert root.find(".//a:TextBlock", NS).get("ROTATION", "0") == str(turn)


def test_a_leaning_line_has_its_outline_and_stands_on_its_baseline() -> None:
    told = line("文告", (100, 95, 200, 131), bounds=(100, 150, 200), middles=(105, 110, 120), thickness=21)
    element = written(page(told)).find(".//a:TextLine", NS)
    assert element.get("BASELINE") == "100,115.5 150,120.5 200,130.5"
    assert element.find("a:Shape/a:Polygon", NS).get("POINTS") == (
        "100,94.5 150,99.5 200,109.5 200,130.5 150,120.5 100,115.5"
    )


@pytest.mark.parametrize(
    ("way", "turn", "bounds", "expected"),
    [
        ("horizontal-tb", 0, (100, 200), "100,140 200,140"),
        ("horizontal-tb", 180, (200, 100), "200,100 100,100"),
        ("horizontal-tb", 90, (140, 100), "200,140 200,100"),
        ("horizontal-tb", 270, (100, 140), "100,100 100,140"),
        ("vertical-rl", 0, (100, 140), "150,100 150,140"),
        ("vertical-rl", 180, (140, 100), "150,140 150,100"),
    ],
)
def test_characters_stand_on_the_foot_of_the_line_or_on_the_middle_of_a_column(
    way: str, turn: int, bounds: tuple[int, int], expected: str
) -> None:
    """The foot of what lies on its left side, turned by 90 degrees counter-clockwise, is at its right."""
    told = line("一", (100, 100, 200, 140), direction=way, turn=turn, bounds=bounds)
    assert written(page(told)).find(".//a:TextLine", NS).get("BASELINE") == expected


def test_furniture_stands_in_the_margins_and_the_order_is_told() -> None:
    """PrintSpace excludes running heads and page numbers (schema); the number at the foot is read last."""
    root = written(
        page(
            line("海关总署文告", (100, 20, 300, 40), role="running_head", block=0),
            line("一", (100, 100, 900, 120), block=1),
            line("二", (100, 130, 900, 150), block=1),
            line("旁注", (10, 130, 60, 150), role="marginal_note", block=2),
            line("3", (500, 1350, 520, 1370), role="page_number", block=3),
        )
    )
    spaces = {
        etree.QName(space).localname: [e.get("CONTENT") for e in space.iterfind(".//a:String", NS)]
        for space in root.find(".//a:Page", NS)
    }
    assert spaces == {
        "TopMargin": ["海关总署文告"],
        "LeftMargin": ["旁注"],
        "BottomMargin": ["3"],
        "PrintSpace": ["一", "二"],
    }
    order = [reference.get("REF") for reference in root.iterfind(".//a:ElementRef", NS)]
    assert order == ["block_0", "block_1", "block_2", "block_3"]
    assert root.find(".//a:Page", NS).get("PRINTED_IMG_NR") == "3"


def test_a_table_is_a_composed_block_of_its_cells() -> None:
    lines = tuple(line(text, role="table_cell") for text in ("税则号列", "税率", "0101", "10%"))
    cells = tuple(ReadCell(n // 2, n % 2, 1, 1, (n,)) for n in range(4))
    root = written(page(*lines, tables=(ReadGrid((50, 50, 400, 300), 2, 2, cells),)))
    table = root.find(".//a:ComposedBlock", NS)
    assert (table.get("TYPE"), table.get("HPOS"), table.get("WIDTH")) == ("table", "50", "350")
    assert [e.get("CONTENT") for e in table.iterfind("a:TextBlock/a:TextLine/a:String", NS)] == [
        "税则号列",
        "税率",
        "0101",
        "10%",
    ]
    labels = [tag.get("LABEL") for tag in root.iterfind(".//a:StructureTag", NS)]
    assert labels[0] == "rows=2 columns=2"
    assert labels[4] == "row=1 column=1 rows=1 columns=1"


def test_a_file_of_another_program_gives_what_it_has() -> None:
    foreign = b"""<alto xmlns="http://www.loc.gov/standards/alto/ns-v4#"><Layout>
    <Page ID="P1" PHYSICAL_IMG_NR="1" WIDTH="800" HEIGHT="600.0"><PrintSpace><TextBlock ID="b">
    <TextLine HPOS="10" VPOS="20.4" WIDTH="100" HEIGHT="18" BASELINE="10 36 110 36">
    <String CONTENT="Customs" WC="0.5"/><SP/><String CONTENT="Notice"/>
    </TextLine></TextBlock></PrintSpace></Page></Layout></alto>"""
    reading = from_alto(foreign)
    assert (reading.width, reading.height, reading.direction) == (800, 600, "horizontal-tb")
    (only,) = reading.lines
    assert (only.text, only.box, only.role, only.bounds) == ("Customs Notice", (10, 20, 110, 38), "text", ())


ENTITIES = (
    b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/hostname">]>'
    b'<alto xmlns="http://www.loc.gov/standards/alto/ns-v4#"><Layout><Page ID="&x;"/></Layout></alto>'
)


@pytest.mark.parametrize(
    ("data", "error"),
    [
        (b"", Damaged),
        (b"<alto", Damaged),
        (b"<html/>", Unsupported),
        (to_alto(page(), SOURCE).replace(b"<MeasurementUnit>pixel", b"<MeasurementUnit>mm10"), Unsupported),
        (to_alto(page(line("x")), SOURCE).replace(b'HPOS="100"', b'HPOS="left"'), Damaged),
        (to_alto(page(line("x")), SOURCE).replace(b'{"layout": 2}', b"{layout"), Damaged),
        (ENTITIES, Damaged),
        (b" " * (MAX_BYTES + 1), TooLarge),
    ],
    ids=["empty", "cut", "html", "unit", "number", "settings", "entity", "huge"],
)
def test_what_is_not_such_a_file_is_refused(data: bytes, error: type[Exception]) -> None:
    with pytest.raises(error):
        from_alto(data)


def test_an_empty_page_of_one_pixel() -> None:
    reading = Reading("i1p1", 1, 1, "vertical-rl", (), Step("null", "1"), 1.0)
    assert from_alto(to_alto(reading, PageSource("a.png", ""))) == reading
