"""The core elements of an official document after GB/T 33480-2016 (党政机关电子公文元数据规范), 4.1 to 4.18, as XML.

The standard names and describes eighteen elements and prescribes no syntax for them: the one here is ours, defined by
`SCHEMA` (W3C XML Schema). Elements bear their names of the standard. Every one of them is there: what the page does not
print is an empty element with ``印刷="否"``, never left out. ``来源`` says what an element was filled from.

| element | filled from |
|---|---|
| 公文标识 | the IRI of the notice (`archive.formats.akn_iri`) |
| 文种 | the 文种 as printed |
| 份号 密级和保密期限 紧急程度 签发人 | a line of the text that gives them (份号：… 秘密★1年 特急 签发人：…) |
| 发文机关标志 | the issuers, in order |
| 发文字号 | the number as printed; its canonical form beside it (``规范形式``) |
| 标题 | the title |
| 主送机关 | the addressee |
| 附件说明 | the list 附件：1．… at the end of the text |
| 发文机关或签发人署名 | the signature |
| 成文日期 | the date; as printed beside it (``原文``) |
| 附注 | the last line of the text in brackets (此件公开发布) |
| 抄送机关 印发机关 印发日期 | the lines 抄送：… and …印发 |
| 发布层次 | an 附注 that names it (此件发至县团级、公开发布) |
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from importlib.resources import files

from lxml import etree

from archive.formats.akn_iri import work_iri
from archive.formats.gongwen_lines import imprint
from archive.formats.xml import xml_text
from archive.notice_records import Notice

NAMESPACE = "urn:wengao:gb-t-33480-2016"


def schema() -> etree.XMLSchema:
    """The schema of what `to_gongwen` writes: ``gongwen.xsd`` beside this file."""
    return etree.XMLSchema(etree.fromstring(files("archive.formats").joinpath("gongwen.xsd").read_bytes()))


@dataclass(frozen=True, slots=True)
class _Value:
    text: str
    source: str
    more: tuple[tuple[str, str], ...] = field(default=())


def to_gongwen(notice: Notice) -> bytes:
    """The eighteen elements of a notice, UTF-8. Equal notices give equal bytes."""
    root = etree.Element(f"{{{NAMESPACE}}}电子公文元数据", nsmap={None: NAMESPACE})
    root.set("标准", "GB/T 33480-2016")
    for name, values in _elements(notice):
        for value in values or [_Value("", "")]:
            element = etree.SubElement(root, f"{{{NAMESPACE}}}{name}")
            element.set("印刷", "是" if value.text else "否")
            if value.text:
                element.text = xml_text(value.text)
                element.set("来源", value.source)
            for key, more in value.more:
                element.set(key, xml_text(more))
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True))


def _elements(notice: Notice) -> Iterator[tuple[str, list[_Value]]]:
    """Each element in the order of the standard, with its values (none: not printed)."""
    lines = imprint(notice.text)

    def one(text: str, source: str, **more: str) -> list[_Value]:
        return [_Value(text, source, tuple((k, v) for k, v in more.items() if v))] if text else []

    def line(name: str) -> list[_Value]:
        return [_Value(text, "text") for text in lines.get(name, ())]

    number = notice.doc_number_printed or notice.doc_number
    day = notice.date.isoformat() if notice.date else ""
    yield (
        "公文标识",
        one(work_iri(notice.id, notice.doc_number, notice.date), "doc_number", 文告编号=notice.id),
    )
    yield "文种", one(notice.kind, "kind")
    yield "份号", line("份号")
    yield "密级和保密期限", line("密级和保密期限")
    yield "紧急程度", line("紧急程度")
    yield "发文机关标志", [_Value(name, "issuers") for name in notice.issuers if name]
    yield "发文字号", one(number, "doc_number", 规范形式=notice.doc_number)
    yield "签发人", line("签发人")
    yield "标题", one(notice.title, "title")
    yield "主送机关", one(notice.addressee, "addressee")
    yield "附件说明", line("附件说明")
    yield "发文机关或签发人署名", [_Value(text, "signature") for text in notice.signature.split("\n") if text]
    yield "成文日期", one(day or notice.date_printed, "date", 原文=notice.date_printed)
    for name in ("附注", "抄送机关", "印发机关", "印发日期", "发布层次"):
        yield name, line(name)
