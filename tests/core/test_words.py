"""Folding, codes and likeness of Vietnamese words."""

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dondoc.core.words import fold, similarity, suggest_code


@given(st.text(max_size=30))
def test_folding_twice_changes_nothing_and_forms_do_not_matter(text: str) -> None:
    assert fold(fold(text)) == fold(text)
    assert fold(unicodedata.normalize("NFD", text)) == fold(unicodedata.normalize("NFC", text))


@pytest.mark.parametrize(
    ("one", "other"), [("HOÀ", "hòa"), ("Đăk  Lắk", "dak lak"), ("2020–2025", "2020-2025"), ("Tổ\u00a01", "tổ 1")]
)
def test_the_same_words_written_otherwise_fold_alike(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@given(st.text(max_size=60), st.sets(st.text("ABC-2345", max_size=6), max_size=6))
def test_a_code_is_short_ascii_and_free(name: str, taken: set[str]) -> None:
    code = suggest_code(name, taken)
    assert re.fullmatch(r"[A-Z0-9]{1,12}(-\d+)?", code)
    assert code not in taken


@given(st.text(max_size=30), st.text(max_size=30))
def test_likeness_is_mutual_and_between_nothing_and_all(one: str, other: str) -> None:
    assert similarity(one, other) == similarity(other, one)
    assert 0 <= similarity(one, other) <= 1
    assert similarity(one, one) == 1
