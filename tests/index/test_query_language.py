import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.query import MAX_CHARACTERS, MAX_PHRASES, parse
from index.tree import And, Everything, Node, Not, Nothing, Number, Or, Phrase


def phrase(*tokens: str) -> Phrase:
    return Phrase(tokens if len(tokens) > 1 else tuple(tokens[0]))


@pytest.mark.parametrize(
    ("q", "root"),
    [
        ("", Everything()),
        ("  \u3000", Everything()),
        ("关税", phrase("关税")),
        ("關稅", phrase("关税")),
        ("关税 税则", And((phrase("关税"), phrase("税则")))),
        ("关税\u3000税则", And((phrase("关税"), phrase("税则")))),
        ("关税 AND 税则", And((phrase("关税"), phrase("税则")))),
        ("关税 OR 税则 海关", Or((phrase("关税"), And((phrase("税则"), phrase("海关")))))),
        ("关税 -税则", And((phrase("关税"), Not(phrase("税则"))))),
        ("关税 NOT 税则", And((phrase("关税"), Not(phrase("税则"))))),
        ("-税则", And((Everything(), Not(phrase("税则"))))),
        ('"customs notice" likin', And((phrase("customs", "notice"), Phrase(("likin",))))),
        ("“海关 总署”", phrase("海关总署")),
        ('-"海关 总署" 关', And((Not(phrase("海关总署")), phrase("关")))),
        ("《海关法》", phrase("海关法")),
        ("anti-dumping", phrase("anti", "dumping")),
        ("税号8517.62", Phrase(("税", "号", "8517", "62"))),
    ],
)
def test_what_people_type(q: str, root: Node) -> None:
    parsed = parse(q)
    assert parsed.root == root
    assert parsed.messages == ()


@pytest.mark.parametrize("q", ["84713000", "8471.3000", "８４７１．３０００", '"8471 3000"', "8471.30.00"])
def test_a_tariff_code_is_found_however_it_is_printed(q: str) -> None:
    root = parse(q).root
    assert isinstance(root, Or)
    assert set(root.parts) == {
        Phrase(("84713000",)),
        Phrase(("8471", "3000")),
        Phrase(("8471", "30", "00")),
    }


@pytest.mark.parametrize(
    ("q", "parts"),
    [
        ("8471300090", {("8471300090",), ("8471", "300090"), ("84713000", "90"), ("8471", "3000", "90"),
                        ("8471", "30", "00", "90")}),
        ("0402.10", {("040210",), ("0402", "10")}),
    ],
)  # fmt: skip
def test_longer_and_shorter_codes(q: str, parts: set[tuple[str, ...]]) -> None:
    root = parse(q).root
    assert isinstance(root, Or)
    assert {part.tokens for part in root.parts if isinstance(part, Phrase)} == parts


@pytest.mark.parametrize("q", ["8471", "200504", "8471.3", "847130001", "a84713000"])
def test_other_numbers_are_words(q: str) -> None:
    assert isinstance(parse(q).root, Phrase)


@pytest.mark.parametrize("q", ["公告2019年第170号", "海关总署 公告 2019年 第170号", '"公告〔2019〕170号"'])
def test_a_document_number_is_known_as_one(q: str) -> None:
    root = parse(q).root
    assert isinstance(root, Number)
    assert (root.key.year, root.key.serial) == (2019, 170)


def test_a_document_number_among_words() -> None:
    root = parse("废止 公告2019年第170号").root
    assert isinstance(root, And)
    assert [type(part) for part in root.parts] == [Phrase, Number]


@pytest.mark.parametrize(
    ("q", "root", "code"),
    [
        ('关税 "税则', And((phrase("关税"), phrase("税则"))), "unclosed-quote"),
        ("关税 OR", phrase("关税"), "operator-alone"),
        ("OR 关税", phrase("关税"), "operator-alone"),
        ("AND 关税", phrase("关税"), "operator-alone"),
        ("关税 NOT", phrase("关税"), "operator-alone"),
        ("关税 AND AND 税则", And((phrase("关税"), phrase("税则"))), "operator-alone"),
        ("，。！", Nothing(), "nothing-to-search"),
        ('""', Nothing(), "nothing-to-search"),
        ("-", Nothing(), "nothing-to-search"),
        ("OR", Nothing(), "nothing-to-search"),
    ],
)
def test_what_is_malformed_gives_its_sensible_part_and_says_so(q: str, root: Node, code: str) -> None:
    parsed = parse(q)
    assert parsed.root == root
    assert code in [message.code for message in parsed.messages]


def test_limits_on_length() -> None:
    parsed = parse("关 税 " * 300)
    codes = [message.code for message in parsed.messages]
    assert codes == ["query-too-long", "too-many-phrases"]
    assert isinstance(parsed.root, And)
    assert len(parsed.root.parts) == MAX_PHRASES
    assert [m.code for m in parse("关税" * 150).messages] == ["phrase-too-long"]


@given(st.text() | st.text('关税 AND OR NOT -"“”|&第170号公告2019年()', max_size=60))
@settings(deadline=None, derandomize=True)
def test_no_query_is_refused(q: str) -> None:
    parsed = parse(q)
    words = any(c.isalnum() for c in q[:MAX_CHARACTERS])
    if not words and q.strip():
        assert parsed.root == Nothing()
        assert parsed.messages
