import time

import pytest

from ocr.cut.relations import find_citations, find_relations

OWN = "海关总署公告2024年第1号"


@pytest.mark.parametrize(
    ("text", "relations"),
    [
        ("海关总署公告2019年第5号同时废止。", [("repeals", "海关总署公告2019年第5号", "")]),
        ("署法〔2000〕745号停止执行。", [("suspends", "署法〔2000〕745号", "")]),
        (
            "海关总署公告2015年第57号、2016年第52号和2017年第26号同时废止。",
            [("repeals", f"海关总署公告{y}年第{n}号", "") for y, n in ((2015, 57), (2016, 52), (2017, 26))],
        ),
        (
            "海关总署公告2021年第86号附件2、4、8、9同时废止。",
            [("repeals_in_part", "海关总署公告2021年第86号", "附件2、4、8、9")],
        ),
        ("将海关总署令第198号第五条修改为“企业应当申报。”", [("amends", "海关总署令第198号", "第五条")]),
        (
            "根据《海关法》以及海关总署公告2009年第76号的有关规定，现公告如下",
            [("based_on", "海关总署公告2009年第76号", "")],
        ),
        ("海关总署公告2010年第15号同时失效。", [("expires", "海关总署公告2010年第15号", "")]),
        (
            "2005年1月4日海关总署令第124号公布、根据2010年11月26日海关总署令第198号修改的《征税办法》和海关总署令第184号公布的《担保办法》同时废止。",
            [("repeals", "海关总署令第124号", ""), ("repeals", "海关总署令第184号", "")],
        ),
        ("按照海关总署公告2009年第76号执行。", []),
        ("现将部分已失效的规定，按海关总署令第158号公布。", []),
        ("海关总署公告2019年第5号继续有效，其他规定由各海关另行研究后决定是否同时废止。", []),
    ],
)
def test_what_a_sentence_says_of_a_number(text: str, relations: list[tuple[str, str, str]]) -> None:
    found = find_relations(text, OWN, "海关总署")
    assert [(r.kind, r.target, r.scope) for r in found] == relations
    assert all(r.evidence in text for r in found)


def test_the_evidence_is_the_clause() -> None:
    (relation,) = find_relations(
        "一、事项。海关总署公告2019年第5号附件1同时废止。特此公告。", OWN, "海关总署"
    )
    assert relation.evidence == "海关总署公告2019年第5号附件1同时废止"


def test_citations_in_order_without_repeats_and_without_its_own_number() -> None:
    text = f"{OWN}修订海关总署令第9号、署税〔1992〕第746号和海关总署令第9号，另见2012年第57号公告。"
    assert find_citations(text, OWN, "海关总署") == (
        "海关总署令第9号",
        "署税〔1992〕746号",
        "海关总署公告2012年第57号",
    )


def test_hostile_sentences_take_linear_time() -> None:
    started = time.process_time()
    find_relations("根据海关总署公告2019年第5号公布《" * 3000, OWN, "海关总署")
    assert time.process_time() - started < 5.0
