"""Short messages in plain letters and countable parts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dondoc.draft.sms import PART, sms_parts, without_accents


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("Đường Nguyễn Ưng Ỷ Ữ ợ ẵ", "Duong Nguyen Ung Y U o a"),
        ("a[1]{2}~3|4\\5^6", "a(1)(2)-3/4/56"),
        ("“Ngày hội” – \u2018đủ\u2019 ≥ 95 %…", "\"Ngay hoi\" - 'du' >= 95 %..."),
        ("dòng một\ndòng hai\t☎", "dong mot\ndong hai"),
    ],
)
def test_what_telephones_cannot_show_is_written_plainly(text: str, plain: str) -> None:
    assert without_accents(text) == plain


def test_a_message_of_one_part_bears_no_number() -> None:
    assert sms_parts("Đã nhận.") == ["Da nhan."]
    assert sms_parts("a" * PART) == ["a" * PART]
    assert sms_parts("  \n ") == []


def test_a_word_longer_than_a_part_is_cut_where_it_is() -> None:
    assert sms_parts("x" * 25, 14) == ["1/3 xxxxxxxxxx", "2/3 xxxxxxxxxx", "3/3 xxxxx"]


def test_more_than_nine_parts_make_room_for_longer_numbers() -> None:
    parts = sms_parts("mot hai ba " * 200)
    assert parts[0].startswith(f"1/{len(parts)} ")
    assert len(parts) > 9
    assert all(len(part) <= PART for part in parts)


@given(st.text(alphabet="ab đê \n", max_size=2000))
def test_the_parts_hold_every_word_in_order(text: str) -> None:
    parts = sms_parts(text, 40)
    words = without_accents(text).split()
    found = [part if len(parts) == 1 else part.partition(" ")[2] for part in parts]
    assert "".join("".join(found).split()) == "".join(words)
    assert all(len(part) <= 40 for part in parts)
