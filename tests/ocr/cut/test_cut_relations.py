import time
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ocr.cut.acts.relations import find_citations, find_relations

OWN = "海关总署公告2024年第1号"
SIGNED = date(2024, 1, 15)


def told(text: str) -> list[tuple[str, str, str]]:
    found = find_relations(text, OWN, "海关总署", SIGNED)
    assert all(r.evidence in text for r in found)
    return [(r.kind, r.target, r.scope) for r in found]


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
        ("《征税办法》（海关总署令第125号）已于2009年9月1日起停止执行。", []),
        ("海关总署公告2019年第5号与本公告不一致的，以本公告为准。", []),
        ("按照海关总署公告2019年第5号规定停止执行减免税政策。", []),
        ("海关总署公告2003年第27号公布停止执行的商品清单。", []),
        ("海关总署公告2010年第5号与本公告不一致的停止执行。", []),
        ("海关总署公告2010年第5号废止后，企业应当申报。", []),
        (
            "海关总署公告2010年第5号停止执行，旧的单证一律作废。",
            [("suspends", "海关总署公告2010年第5号", "")],
        ),
        (
            "海关总署公告2010年第5号、2011年第6号附件3和2012年第7号第二条同时废止。",
            [
                ("repeals", "海关总署公告2010年第5号", ""),
                ("repeals_in_part", "海关总署公告2011年第6号", "附件3"),
                ("repeals_in_part", "海关总署公告2012年第7号", "第二条"),
            ],
        ),
    ],
)
def test_what_a_sentence_says_of_a_number(text: str, relations: list[tuple[str, str, str]]) -> None:
    assert told(text) == relations


@pytest.mark.parametrize(
    ("text", "relations"),
    [
        (
            "《海关总署关于加工贸易保证金台帐的通知》同时废止。",
            [("repeals", "海关总署关于加工贸易保证金台帐的通知", "")],
        ),
        (
            "现决定废止《关于联网核查系统的公告》（1999年1月3日发布）和《关于推广核查系统的通知》（署通〔1998〕622号）。",
            [("repeals", "关于联网核查系统的公告", ""), ("repeals", "署通〔1998〕622号", "")],
        ),
        (
            "废止1992年9月1日公布实施的《审定进出口货物完税价格办法》中第七条第3项。",
            [("repeals_in_part", "审定进出口货物完税价格办法", "第七条第3项")],
        ),
        (
            "海关总署决定对《暂时进口货物监管办法》第三条进行修改。",
            [("amends", "暂时进口货物监管办法", "第三条")],
        ),
        ("旧版《海关稽查证》同时作废。", []),
        ("根据《中华人民共和国海关法》，现公告如下。", []),
        ("企业应当对《进口货物报关单》有关项目调整如下。", []),
    ],
)
def test_a_target_without_a_number_is_its_title(text: str, relations: list[tuple[str, str, str]]) -> None:
    assert told(text) == relations


@pytest.mark.parametrize(
    ("text", "kind", "target", "scope"),
    [
        (
            "自本公告发布之日起，解除海关总署、农业农村部2022年第30号公告中对南非羊毛的禁令。",
            "repeals_in_part", "海关总署公告2022年第30号", "对南非羊毛的禁令",
        ),
        (
            "海关总署公告2020年第31号（关于防止禽流感传入我国的公告）中有关乌克兰疫情的禁令不再执行。",
            "repeals_in_part", "海关总署公告2020年第31号", "有关乌克兰疫情的禁令",
        ),
        (
            "海关总署2005年第41号公告附件2《驻外使领馆名单》同时废止。",
            "repeals_in_part", "海关总署公告2005年第41号", "附件2",
        ),
        (
            "决定对海关总署2015年第59号公告（关于保税维修的公告）第十条进行修改。",
            "amends", "海关总署公告2015年第59号", "第十条",
        ),
        ("现对海关总署公告2023年第48号（关于猪肉的公告）有关事项补充如下：", "amends", "海关总署公告2023年第48号", ""),
        ("本公告代替海关总署公告2010年第3号。", "replaces", "海关总署公告2010年第3号", ""),
        ("海关总署公告2010年第3号由本公告取代。", "replaces", "海关总署公告2010年第3号", ""),
        (
            "现将《国务院关于口岸管理的通知》（国发〔2000〕5号）转发给你们，请遵照执行。",
            "forwards", "国发〔2000〕5号", "",
        ),
        ("案奉財政部三十三年六月一日渝財字第四一三○號訓令開", "forwards", "財政部訓令渝財字第4130號", ""),
        (
            "现就《进出口货物原产地管理办法》（海关总署令第200号公布）第十七条第二款有关“证明文件”适用事宜解释如下：",
            "interprets", "海关总署令第200号", "第十七条第二款",
        ),
        (
            "依据《检疫审批办法》（质检总局令第25号公布，根据海关总署令第238号修改），决定取消审批。",
            "based_on", "质检总局令第25号", "",
        ),
        ("Customs Notice No. 12 is hereby superseded.", "replaces", "Customs Notice No. 12", ""),
        ("This Circular supersedes I.G. Circular No. 4300.", "replaces", "I.G. Circular No. 4300", ""),
        ("In cancellation of Customs Notice No. 12, it is notified", "repeals", "Customs Notice No. 12", ""),
        ("I.G. Circular No. 4300 is hereby amended.", "amends", "I.G. Circular No. 4300", ""),
        ("關字第九六五號訓令著即廢止。", "repeals", "海关总署訓令關字第965號", ""),
        ("根據財政部訓令關字第九六五號，茲規定辦法如左。", "based_on", "財政部訓令關字第965號", ""),
        ("删去海关总署令第5号第十条。", "amends", "海关总署令第5号", "第十条"),
        ("在海关总署令第5号第三条后增加一款：", "amends", "海关总署令第5号", "第三条"),
        ("将海关总署公告2010年第5号第三条第（二）项修改为：", "amends", "海关总署公告2010年第5号", "第三条第（二）项"),
        ("海关总署公告2019年第5号有效期延长至2025年12月31日。", "amends", "海关总署公告2019年第5号", "有效期"),
        ("以本公告附件1代替海关总署公告2019年第5号附件2。", "replaces", "海关总署公告2019年第5号", "附件2"),
        ("海关总署公告2010年第5号附件2由本公告附件1代替。", "replaces", "海关总署公告2010年第5号", "附件2"),
    ],
)  # fmt: skip
def test_each_kind_of_relation(text: str, kind: str, target: str, scope: str) -> None:
    assert told(text) == [(kind, target, scope)]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("海关总署公告2019年第5号自2024年2月1日起停止执行。", date(2024, 2, 1)),
        ("自2024年3月1日起，海关总署公告2019年第5号同时废止。", date(2024, 3, 1)),
        ("现决定废止《某办法》（署法〔2000〕745号），该规范性文件自本公告发布之日起停止执行。", SIGNED),
        ("本公告自2024年4月1日起施行，海关总署公告2019年第5号同时废止。", None),
        ("海关总署公告2019年第5号同时废止。", None),
    ],
)
def test_the_day_from_which_it_works(text: str, day: date | None) -> None:
    (relation,) = find_relations(text, OWN, "海关总署", SIGNED)
    assert relation.date == day


def test_a_short_name_means_what_it_was_given_to() -> None:
    text = (
        "按照海关总署公告2018年第14号（关于预裁定的公告，以下简称14号公告）办理。"
        "对14号公告附件5中《决定书》格式予以修订。《综保区办法》（海关总署令第256号，以下简称《办法》）实施已久。将《办法》第五条修改为："
    )
    found = find_relations(text, OWN, "海关总署")
    assert [(r.kind, r.target, r.scope, r.parts) for r in found] == [
        ("amends", "海关总署公告2018年第14号", "附件5", ("att_5",)),
        ("amends", "海关总署令第256号", "第五条", ("art_5",)),
    ]


def test_parts_with_titles_between_them() -> None:
    text = "对海关总署公告2011年第82号附件1《香港标准表》和附件2《澳门标准表》所列税号进行了修改。"
    (relation,) = find_relations(text, OWN, "海关总署")
    assert (relation.scope, relation.parts) == ("附件1《香港标准表》和附件2", ("att_1", "att_2"))


def test_each_number_of_a_list_has_its_own_part() -> None:
    text = "我署对海关总署公告2005年第37号附件1《水果清单》及海关总署公告2007年第6号附件《农产品清单》进行了调整。"
    assert told(text) == [
        ("amends", "海关总署公告2005年第37号", "附件1"),
        ("amends", "海关总署公告2007年第6号", "附件"),
    ]


def test_a_number_over_a_break_is_one_number() -> None:
    text = "根据《海关统计条例》以及海关总署公告\n2003年第24号的有关规定，现公告如下。"
    (relation,) = find_relations(text, OWN, "海关总署")
    assert relation.target == "海关总署公告2003年第24号"
    assert relation.evidence == "根据《海关统计条例》以及海关总署公告\n2003年第24号的有关规定"
    assert find_citations(text, OWN, "海关总署") == ("海关总署公告2003年第24号",)


@pytest.mark.parametrize(
    "text",
    [
        "根据2015年11月25日质检总局令第170号《关于修改〈检疫审批管理办法〉的决定》修正。",
        "根据海关总署令第198号第一次修正。",
        "有下列情况之一的，《检疫许可证》失效、废止或者终止使用：（一）《检疫许可证》有效期届满；（二）变更口岸。",
    ],
)
def test_history_and_certificates_say_nothing_of_others(text: str) -> None:
    assert told(text) == []


def test_several_rules_with_their_histories() -> None:
    text = (
        "2003年9月18日海关总署令第103号公布，并根据2010年11月26日海关总署令第198号、2018年5月29日海关总署令第240号修改的"
        "《申报管理规定》；2014年3月13日海关总署令第220号公布，并根据2018年4月28日海关总署令第238号修改的《撤销管理办法》同时废止。"
    )
    assert told(text) == [("repeals", "海关总署令第103号", ""), ("repeals", "海关总署令第220号", "")]


def test_what_is_quoted_is_not_said() -> None:
    text = "将第五条修改为：“海关总署公告2019年第5号同时废止。海关总署令第3号停止执行。”"
    assert told(text) == []


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


PIECES = st.sampled_from(
    [
        *(
            OWN,
            "海关总署公告2019年第5号",
            "署法〔2000〕745号",
            "《关于某事的通知》",
            "以下简称《办法》",
            "《办法》",
        ),
        *(
            "《",
            "》",
            "（",
            "）",
            "“",
            "”",
            "、",
            "和",
            "，",
            "；",
            "。",
            "\n",
            "原",
            "一、",
            "附件2、3",
            "第五条",
        ),
        *(
            "同时废止",
            "停止执行",
            "根据",
            "决定废止",
            "解除",
            "将",
            "修改为",
            "的禁令",
            "解释如下",
            "自2024年1月1日起",
        ),
        "下列文件予以废止：",
    ]
)


@given(st.lists(PIECES, max_size=40).map("".join))
@settings(max_examples=300, deadline=None)
def test_whatever_is_written_evidence_stands_in_the_text_and_none_is_about_itself(text: str) -> None:
    for relation in find_relations(text, OWN, "海关总署", SIGNED):
        assert relation.evidence
        assert relation.evidence in text
        assert relation.target != OWN
        assert relation.scope in text


@pytest.mark.parametrize(
    "piece",
    [
        "根据海关总署公告2019年第5号公布《",
        "海关总署公告2019年第5号、",
        "《关于某事的通知》（以下简称《办法》），",
        "（（“《",
        "下列文件予以废止：一、",
        "自2019年1月1日起海关总署令第5号",
    ],
)
def test_hostile_sentences_take_linear_time(piece: str) -> None:
    def seconds(count: int) -> float:
        started = time.process_time()
        find_relations(piece * count, OWN, "海关总署")
        return time.process_time() - started

    assert seconds(1500) < max(6.0 * seconds(500), 0.5)
