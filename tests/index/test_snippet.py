from hypothesis import given, settings
from hypothesis import strategies as st

from index.matching import find_hits
from index.record import SourceText
from index.snippet import LENGTH, make_snippet

TEXT = st.text("关税。\n，甲乙", max_size=400)


@given(
    title=TEXT, text=TEXT, attachments=st.lists(TEXT, max_size=2), q=st.sampled_from(["关税", "甲 乙", "丙"])
)
@settings(deadline=None, derandomize=True)
def test_a_snippet_is_a_piece_of_the_text_with_its_hits(
    title: str, text: str, attachments: list[str], q: str
) -> None:
    source = SourceText(title, "", text, tuple(attachments))
    hits = find_hits(q, source)
    snippet = make_snippet(source, hits)
    whole = dict(source.fields()).get(snippet.field, "")
    assert snippet.text == whole[snippet.start : snippet.end].replace("\n", " ")
    assert len(snippet.text) == min(len(whole), LENGTH)
    shown = {(snippet.start + start, snippet.start + end) for start, end in snippet.highlights}
    inside = {(h.start, h.end) for h in hits if h.field == snippet.field}
    assert all(any(s <= start < end <= e for s, e in inside) for start, end in shown)
    in_body = [h for h in hits if h.field not in ("title", "doc_number")]
    assert bool(snippet.highlights) == bool(in_body)


def test_a_snippet_shows_where_most_hits_stand_from_the_start_of_a_sentence() -> None:
    text = "关税" + "甲" * 300 + "。一、进口关税和出口关税，税则。" + "乙" * 300
    source = SourceText("", "", text, ())
    snippet = make_snippet(source, find_hits("关税 税则", source))
    assert snippet.text.startswith("一、进口关税和出口关税，税则。")
    assert [snippet.text[start:end] for start, end in snippet.highlights] == ["关税", "关税", "税则"]


def test_without_a_hit_in_the_text_an_attachment_is_shown_and_else_the_beginning() -> None:
    source = SourceText("关税", "", "甲乙", ("附件\n税则",))
    snippet = make_snippet(source, find_hits("税则", source))
    assert (snippet.field, snippet.text) == ("attachments.0", "附件 税则")
    assert make_snippet(source, find_hits("关税", source)).text == "甲乙"
    assert make_snippet(SourceText("关税", "", "", ()), ()).text == ""
