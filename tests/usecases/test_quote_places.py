"""Spans that are put apart: in the order of the text, without overlap, each a part of what it was."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from dondoc.usecases.quote_places import apart, find_words, stands_in, trim

TEXTS = st.text(alphabet="ab ,.\n-", min_size=1, max_size=40)


@st.composite
def texts_with_spans(draw: st.DrawFn) -> tuple[str, list[tuple[int, int]]]:
    text = draw(TEXTS)
    places = st.integers(0, len(text))
    spans = draw(st.lists(st.tuples(places, places).map(lambda pair: (min(pair), max(pair))), max_size=8))
    return text, [trim(text, span) for span in spans]


@given(texts_with_spans())
def test_spans_are_put_apart(case: tuple[str, list[tuple[int, int]]]) -> None:
    text, spans = case
    placed = apart(text, spans)
    for (_, (_, end)), (_, (start, _)) in pairwise(placed):
        assert end <= start
    for index, (start, end) in placed:
        assert spans[index][0] <= start < end <= spans[index][1]
        assert trim(text, (start, end)) == (start, end)
    assert len({index for index, _ in placed}) == len(placed)


@given(texts_with_spans())
def test_what_overlaps_nothing_is_left_as_it_was(case: tuple[str, list[tuple[int, int]]]) -> None:
    text, spans = case
    whole = dict(apart(text, spans))
    for index, (start, end) in enumerate(spans):
        others = [span for place, span in enumerate(spans) if place != index]
        if start < end and all(end <= first or last <= start for first, last in others):
            assert whole[index] == (start, end)


def test_the_longer_of_two_that_begin_together_keeps_its_end() -> None:
    assert apart("mở lớp và nấu cơm", [(0, 17), (0, 6)]) == [(1, (0, 6)), (0, (7, 17))]


def test_words_are_found_across_lines_and_marks_are_words_too() -> None:
    assert find_words("Hoà giải:\n 02 vụ", "hòa giải: 02 vụ") == [(0, 16)]
    assert find_words("x", "  ") == []
    assert not stands_in("Ban B", "Ban A")
