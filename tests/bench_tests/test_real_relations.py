import json
from datetime import date

from bench import plain_rules
from bench.real_records import RealNotice, choose
from bench.real_relations import TRUTH, RelationScores, compare
from bench.real_setting import set_notice
from ocr.cut import cut
from ocr.grammar.scopes import scope_parts
from ocr.section import Relation

KINDS = [
    "repeals",
    "repeals_in_part",
    "amends",
    "replaces",
    "suspends",
    "expires",
    "based_on",
    "forwards",
    "interprets",
]


def notice(record: int, day: str, text: str = "特此公告。", **more: object) -> RealNotice:
    values = {"title": "", "number": "", "issuers": (), "effective": None, **more}
    return RealNotice("short", str(record), record, text, date=date.fromisoformat(day), **values)  # type: ignore[arg-type]


def test_the_list_is_in_order_of_dates_and_well_formed() -> None:
    entries = json.loads(TRUTH.read_text(encoding="utf-8"))
    assert len(entries) == 100
    assert [e["date"] for e in entries] == sorted(e["date"] for e in entries)
    assert len({(e["file"], e["record"]) for e in entries}) == 100
    for relation in (r for e in entries for r in e["relations"]):
        assert relation["kind"] in KINDS
        assert relation["target"]
        assert not relation["date"] or date.fromisoformat(relation["date"])
        assert (relation["kind"] == "repeals_in_part") <= bool(relation["scope"])


def test_notices_are_chosen_evenly_from_those_that_may_act_and_the_rest() -> None:
    acting = [notice(n, f"20{n:02d}-01-01", "某公告同时废止。") for n in range(1, 21)]
    others = [notice(100 + n, f"20{n:02d}-02-01") for n in range(1, 11)]
    chosen = choose([*others, *acting], 4, 2)
    assert [n.record for n in chosen] == ["3", "103", "8", "108", "13", "18"]


def test_a_relation_is_right_by_kind_and_target_and_exact_by_scope_and_day() -> None:
    true = [
        {"kind": "repeals", "target": "公告2003年第5号", "scope": "", "date": "2004-01-01"},
        {"kind": "amends", "target": "关于甲的办法", "scope": "第五条", "date": ""},
    ]
    doubtful = [{"kind": "based_on", "target": "海关总署令第1号"}]
    read = [
        Relation("repeals", "海关总署公告2003年第5号", "", "…", date(2004, 1, 1)),
        Relation("based_on", "海关总署令第1号", "", "…"),
        Relation("suspends", "海关总署令第2号", "", "…"),
    ]
    scores = RelationScores()
    compare("one", true, doubtful, read, scores)
    assert (scores.precision["all"].right, scores.precision["all"].total) == (1, 2)
    assert (scores.recall["all"].right, scores.recall["all"].total) == (1, 2)
    assert (scores.exact.right, scores.exact.total) == (1, 1)
    assert len(scores.wrong) == 2


def test_a_text_of_one_line_is_set_as_a_notice() -> None:
    text = (
        "为便利通关，现公告如下：一、企业应当申报。二、本公告自2024年3月1日起施行。特此公告。"
        "海关总署 农业农村部2024年2月1日"
    )
    real = notice(
        1,
        "2024-02-01",
        text,
        title="关于便利通关的公告",
        number="公告〔2024〕9号",
        issuers=("海关总署", "农业农村部"),
    )
    (section,) = cut(set_notice(real, headed=True)).sections
    assert (section.doc_number, section.title) == ("海关总署公告2024年第9号", "关于便利通关的公告")
    assert section.issuers == ("海关总署", "农业农村部")
    assert (section.date, section.effective_date) == (date(2024, 2, 1), date(2024, 3, 1))
    assert plain_rules.effective(text) == date(2024, 3, 1)


def test_the_parts_of_the_list_can_be_read() -> None:
    entries = json.loads(TRUTH.read_text(encoding="utf-8"))
    scopes = {r["scope"] for e in entries for r in e["relations"] if r["scope"].startswith(("附件", "第"))}
    assert scopes
    assert all(scope_parts(scope) for scope in scopes)
