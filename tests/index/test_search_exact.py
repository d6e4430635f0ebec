from collections.abc import Callable
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from index.errors import CursorInvalid, RequestInvalid
from index.fold import fold
from index.matching import Highlight, find_hits
from index.record import Indexable, SourceText
from index.request import Request
from index.write import open_writer

# Few characters, so that pairs of a phrase often stand in a text without the phrase.
TEXT = st.text("关關税海总署12a ，\n", max_size=24)
PHRASE = st.text("关税海总署12a", min_size=1, max_size=6)
NOTICES = st.lists(
    st.builds(
        dict,
        title=TEXT,
        text=TEXT,
        attachments=st.lists(TEXT, max_size=2).map(tuple),
        kind=st.sampled_from(["公告", "令", ""]),
        series=st.sampled_from(["文告", "通令", ""]),
        issuers=st.lists(st.sampled_from(["海关总署", "财政部", "商务部"]), max_size=2, unique=True).map(
            tuple
        ),
        date=st.none() | st.dates(date(1945, 1, 1), date(1949, 12, 31)),
    ),
    max_size=14,
)


def stands_in(phrase: str, text: str) -> bool:
    """Brute force: walk over the folded text, skipping blanks and marks; whole Latin words; no line crossed."""
    wanted, text = fold(phrase), fold(text)
    for line in text.split("\n"):
        kept = [(n, c) for n, c in enumerate(line) if c.isalnum()]
        for first in range(len(kept) - len(wanted) + 1):
            window = kept[first : first + len(wanted)]
            if "".join(c for _, c in window) != wanted:
                continue
            whole = all(
                # Latin neighbours stand together in the phrase, so they have to in the text; and ends are ends.
                (b - a == 1) or not (x.isascii() and y.isascii())
                for (a, x), (b, y) in pairwise(window)
            )
            (start, c0), (end, c1) = window[0], window[-1]
            if c0.isascii() and start and line[start - 1].isascii() and line[start - 1].isalnum():
                whole = False
            if c1.isascii() and line[end + 1 : end + 2].isascii() and line[end + 1 : end + 2].isalnum():
                whole = False
            if whole:
                return True
    return False


def has(phrase: str, notice: Indexable) -> bool:
    return any(stands_in(phrase, text) for text in (notice.title, notice.text, *notice.attachments))


def ids(search, request: Request) -> set[str]:
    answer = search.search(request)
    found = {hit.id for hit in answer.items}
    assert answer.total == len(answer.items) == len(found)
    return found


@given(notices=NOTICES, one=PHRASE, two=PHRASE)
@settings(
    max_examples=40,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
def test_search_equals_brute_force(tmp_path_factory, shelf_at, notice: Callable, notices, one, two) -> None:
    shelf = shelf_at(tmp_path_factory.mktemp("exact") / "index")
    made = [notice(f"n{n}", **fields) for n, fields in enumerate(notices)]
    shelf.put(*made[: len(made) // 2])
    shelf.put(*made[len(made) // 2 :])
    search = shelf.open()

    def expected(test: Callable[[Indexable], bool]) -> set[str]:
        return {n.id for n in made if test(n)}

    def all_of(**fields: object) -> Request:
        return Request(size=100, **fields)

    assert ids(search, all_of(q=one)) == expected(lambda n: has(one, n))
    assert ids(search, all_of(q=f"{one} {two}")) == expected(lambda n: has(one, n) and has(two, n))
    assert ids(search, all_of(q=f"{one} OR {two}")) == expected(lambda n: has(one, n) or has(two, n))
    assert ids(search, all_of(q=f"{one} -{two}")) == expected(lambda n: has(one, n) and not has(two, n))
    assert ids(search, all_of(q=f"-{two}")) == expected(lambda n: not has(two, n))
    assert ids(search, all_of(q=f'"{one} {two}"')) == expected(
        lambda n: any(find_hits(f'"{one} {two}"', SourceText(n.title, "", n.text, n.attachments)))
    )
    first, last = date(1946, 1, 1), date(1948, 6, 30)
    assert ids(search, all_of(date_from=first, date_to=last)) == expected(
        lambda n: n.date is not None and first <= n.date <= last
    )
    assert ids(search, all_of(q=one, date_to=last)) == expected(
        lambda n: has(one, n) and n.date is not None and n.date <= last
    )
    assert ids(search, all_of(kinds=("令", "公告"), issuers=("财政部",), series=("通令",))) == expected(
        lambda n: n.kind in ("令", "公告") and "财政部" in n.issuers and n.series == "通令"
    )
    answer = search.search(all_of(q=one))
    hits = [n for n in made if has(one, n)]
    for name, values in {
        "kind": [n.kind for n in hits],
        "series": [n.series for n in hits],
        "issuer": [i for n in hits for i in n.issuers],
        "year": [str(n.date.year) for n in hits if n.date],
    }.items():
        assert dict(answer.facets[name]) == {v: values.count(v) for v in values if v}
    for hit in answer.items:
        assert hit.highlights
        assert {h.field.partition(".")[0] for h in hit.highlights} <= {"title", "text", "attachments"}
        # A Number in the snippet never leaves it.
        assert all(0 <= start < end <= len(hit.snippet.text) for start, end in hit.snippet.highlights)


@pytest.fixture
def library(shelf, notice: Callable):
    shelf.put(
        notice(
            "tariff",
            "根据《中华人民共和国进出口关税条例》，现公告如下。\n一、自二○一九年起执行。",
            title="关于调整进出口关税的公告",
            doc_number="海关总署公告2019年第170号",
            date=date(2019, 11, 5),
        ),
        notice(
            "repeal",
            "海关总署公告2019年第170号同时废止。关税另行公布。",
            title="关于废止的公告",
            doc_number="海关总署公告2021年第3号",
            date=date(2021, 1, 9),
            attachments=("附件1 税则\n进出口关税表",),
        ),
        notice(
            "circular",
            "令各關稅務司：查進出口關稅應即照徵，此令。",
            title="為進口關稅事",
            doc_number="總稅務司署通令第四三七四號",
            kind="通令",
            date=date(1947, 8, 22),
        ),
        notice(
            "english",
            "The import duty on kerosene is amended. Customs officers shall note the anti-dumping duty.",
            title="Customs Notice",
            doc_number="Customs Notice No. 45",
            kind="notice",
            date=None,
        ),
        notice(
            "order",
            "公布进出口货物申报管理规定。",
            doc_number="海关总署令第272号",
            kind="令",
            date=date(2024, 10, 28),
        ),
    )
    return shelf.open()


@pytest.mark.parametrize(
    ("simplified", "traditional"),
    [
        ("进出口关税", "進出口關稅"),
        ("税务司", "稅務司"),
        ("此令", "此令"),
        ("二〇一九年", "二○一九年"),
        ("关税 征", "關稅 徵"),
    ],
)
def test_simplified_and_traditional_find_the_same(library, simplified: str, traditional: str) -> None:
    one, other = library.search(Request(simplified)), library.search(Request(traditional))
    assert one.total > 0
    assert one.items == other.items


@pytest.mark.parametrize(
    "spelling",
    [
        "公告2019年第170号",
        "公告〔2019〕170号",
        "海关总署公告2019年第170号",
        "2019年第170号",
        "公告［２０１９］第１７０號",
        "公告二〇一九年第一百七十号",
        "海关总署 公告 2019年 第170号",
        '"公告2019年第170号"',
    ],
)
def test_any_spelling_of_a_number_finds_its_notice_first_and_then_who_cites_it(
    library, spelling: str
) -> None:
    answer = library.search(Request(spelling))
    assert [hit.id for hit in answer.items] == ["tariff", "repeal"]
    cited = [h for h in answer.items[1].highlights if h.field == "text"]
    assert [(h.start, h.end) for h in cited] == [(0, 16)]
    assert Highlight("doc_number", 0, 16) in answer.items[0].highlights


@pytest.mark.parametrize(
    ("number", "id_"),
    [
        ("署令〔2024〕272号", "order"),
        ("通令第四千三百七十四號", "circular"),
        ("海關總稅務司署通令第4374號", "circular"),
        ("Notice No. 45", "english"),
    ],
)
def test_numbers_of_all_eras(library, number: str, id_: str) -> None:
    assert library.search(Request(number)).items[0].id == id_


def test_highlights_fall_on_the_original_characters(library) -> None:
    hit = next(hit for hit in library.search(Request("进口关税")).items if hit.id == "circular")
    assert hit.highlights == (Highlight("title", 1, 5),)
    assert hit.title[1:5] == "進口關稅"
    hit = next(hit for hit in library.search(Request("关税")).items if hit.id == "repeal")
    assert [h.field for h in hit.highlights] == ["text", "attachments.0"]
    assert hit.snippet.field == "text"
    assert [hit.snippet.text[s:e] for s, e in hit.snippet.highlights] == ["关税"]


@pytest.mark.parametrize(
    ("q", "total"),
    [
        ("duty", 1),
        ("dut", 0),
        ("CUSTOMS", 1),
        ('"import duty"', 1),
        ('"duty import"', 0),
        ("anti-dumping", 1),
    ],
)
def test_latin_words_are_whole(library, q: str, total: int) -> None:
    assert library.search(Request(q)).total == total


def test_a_phrase_passes_marks_but_not_paragraphs(library) -> None:
    assert [hit.id for hit in library.search(Request("根据中华人民共和国进出口")).items] == ["tariff"]
    assert library.search(Request("现公告如下一、自二〇一九年")).total == 0


@pytest.mark.parametrize("q", ["84713000", "8471.3000", "8471.30.00"])
def test_a_tariff_code_is_found_however_it_was_printed(shelf, notice: Callable, q: str) -> None:
    shelf.put(
        notice("a", text="税则号列：84713000。"),
        notice("b", text="税号８４７１．３０００项下"),
        notice("c", attachments=("税率表\n8471 30 00",)),
        notice("d", text="84713001和8471.30"),
    )
    assert ids(shelf.open(), Request(q)) == {"a", "b", "c"}


def test_the_title_counts_more_than_the_text(shelf, notice: Callable) -> None:
    shelf.put(
        notice("text", "加工贸易监管的规定。", title="关于事项的公告"),
        notice("title", "有关事项的规定如下。", title="关于加工贸易的公告"),
        *(notice(f"o{n}", "另有规定。") for n in range(8)),
    )
    answer = shelf.open().search(Request("加工贸易"))
    assert [hit.id for hit in answer.items] == ["title", "text"]
    assert answer.items[0].score > answer.items[1].score > 0


def test_short_queries_need_only_the_texts_they_show(shelf, notice: Callable) -> None:
    shelf.put(*(notice(f"n{n:02}", "关税税则") for n in range(40)))
    search = shelf.open()
    assert search.search(Request("关税", size=5)).total == 40
    assert len(shelf.catalogue.asked) == 5


def test_a_notice_gone_from_the_catalogue_is_left_out_with_a_message(shelf, notice: Callable) -> None:
    shelf.put(notice("a", "关税"), notice("b", "关税"))
    search = shelf.open()
    del shelf.catalogue.notices["a"]
    answer = search.search(Request("关税"))
    assert [hit.id for hit in answer.items] == ["b"]
    assert [m.code for m in answer.messages] == ["index-behind"]


def test_an_empty_index_answers(shelf) -> None:
    with open_writer(shelf.path):
        pass
    for q in ("", "关税", "关税税则", "公告2019年第170号", "-关税"):
        answer = shelf.open().search(Request(q))
        assert (answer.total, answer.items, answer.next) == (0, (), None)


def test_only_marks_find_nothing_and_say_so(library) -> None:
    answer = library.search(Request("，。"))
    assert answer.total == 0
    assert [m.code for m in answer.messages] == ["nothing-to-search"]


def test_all_hits_within_one_notice() -> None:
    source = SourceText("关税", "", "关税，關 稅。\n关\n税 tax", ("税则关税",))
    assert find_hits("关税 OR tax", source) == (
        Highlight("title", 0, 2),
        Highlight("text", 0, 2),
        Highlight("text", 3, 6),
        Highlight("text", 12, 15),
        Highlight("attachments.0", 2, 4),
    )
    assert find_hits("-关税", source) == ()
    assert find_hits("", source) == ()


PAGED = st.lists(
    st.tuples(
        st.sampled_from(["关税", "关税关税", "税关"]),
        st.none() | st.dates(date(2000, 1, 1), date(2000, 1, 3)),
    ),
    max_size=25,
)


@given(
    rows=PAGED,
    size=st.integers(1, 7),
    sort=st.sampled_from(["relevance", "date", "-date"]),
    q=st.sampled_from(["", "关税", "关税关"]),
)
@settings(
    max_examples=50,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
def test_paging_walks_every_hit_exactly_once_in_order(
    tmp_path_factory, shelf_at, notice: Callable, rows, size, sort, q
) -> None:
    shelf = shelf_at(tmp_path_factory.mktemp("paged") / "index")
    shelf.put(*(notice(f"n{n}", text, date=day) for n, (text, day) in enumerate(rows)))
    search = shelf.open()
    answer = search.search(Request(q, sort=sort, size=size))
    hits = list(answer.items)
    total = answer.total
    while answer.next:
        answer = search.search(Request(q, sort=sort, size=size, cursor=answer.next))
        assert answer.items
        assert answer.total == total
        hits += answer.items
    assert len(hits) == total
    assert [h.id for h in hits] == [h.id for h in search.search(Request(q, sort=sort, size=100)).items]
    assert len({hit.id for hit in hits}) == total
    if sort == "date":
        keys = [(hit.date is None, hit.date or date.min) for hit in hits]
        assert keys == sorted(keys)
    elif sort == "-date" or not q:
        days = [hit.date or date.min for hit in hits]
        assert days == sorted(days, reverse=True)
    else:
        assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)


def test_a_cursor_of_another_search_or_a_damaged_one_is_refused(shelf, notice: Callable) -> None:
    shelf.put(*(notice(f"n{n}", "关税") for n in range(5)))
    search = shelf.open()
    cursor = search.search(Request("关税", size=2)).next
    assert cursor is not None
    for bad in ("", "x", cursor[:-3], "!!!", "W10=", "é", cursor[1:], "bnVsbA=="):
        with pytest.raises(CursorInvalid, match="without one"):
            search.search(Request("关税", size=2, cursor=bad))
    for other in (
        Request("税", cursor=cursor),
        Request("关税", cursor=cursor, sort="date"),
        Request("关税", cursor=cursor, kinds=("令",)),
    ):
        with pytest.raises(CursorInvalid):
            search.search(other)
    assert len(search.search(Request("关税", size=50, cursor=cursor)).items) == 3


def test_a_cursor_goes_on_after_its_notice_was_removed(shelf, notice: Callable) -> None:
    shelf.put(*(notice(f"n{n}", "关税") for n in range(5)))
    search = shelf.open()
    first = search.search(Request("", size=2))
    shelf.remove(first.items[-1].id)
    rest = search.search(Request("", size=10, cursor=first.next))
    assert [hit.id for hit in (*first.items, *rest.items)] == [f"n{n}" for n in range(5)]


@pytest.mark.parametrize(
    "fields",
    [
        {"size": 0},
        {"size": 101},
        {"sort": "newest"},
        {"date_from": date(2000, 1, 2), "date_to": date(2000, 1, 1)},
    ],
)
def test_a_request_that_cannot_be_answered_is_refused(fields: dict[str, object]) -> None:
    with pytest.raises(RequestInvalid):
        Request(**fields)


def test_a_stale_searcher_sees_new_commits(shelf, notice: Callable, tmp_path: Path) -> None:
    shelf.put(notice("a", "关税"))
    search = shelf.open()
    assert search.search(Request("关税")).total == 1
    shelf.put(notice("b", "关税"))
    assert search.search(Request("关税")).total == 2
    shelf.remove("a")
    assert [hit.id for hit in search.search(Request("关税")).items] == ["b"]
