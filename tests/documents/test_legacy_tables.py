"""Old encodings: each letter of each comes back, whatever stands round it."""

import re

import pytest
from documents.old_encodings import LETTERS, SMALL, TCVN3, VISCII, misread, tcvn3, vietware, viqr, viscii, vni
from hypothesis import given
from hypothesis import strategies as st

from dondoc.documents.legacy_tables import Encoding, as_western, to_unicode

PLAIN = st.sampled_from([*"bcdghklmnpqrstvxBCDGHKLMNPQRSTVX .,;:()/0123456789\n", "–", "“", "”"])
TEXTS = st.lists(st.sampled_from(LETTERS) | PLAIN, max_size=40).map("".join)
SMALL_TEXTS = st.lists(st.sampled_from(SMALL) | PLAIN, max_size=40).map("".join)
ASCII_TEXTS = st.lists(st.sampled_from(LETTERS) | PLAIN.filter(str.isascii), max_size=40).map("".join)


@given(text=SMALL_TEXTS)
def test_tcvn3_comes_back(text: str) -> None:
    assert to_unicode(tcvn3(text), Encoding.TCVN3) == text


def test_the_capitals_that_tcvn3_has_come_back() -> None:
    assert to_unicode(tcvn3("ĂÂÊÔƠƯĐ"), Encoding.TCVN3) == "ĂÂÊÔƠƯĐ"


@given(text=TEXTS)
def test_vni_comes_back(text: str) -> None:
    assert to_unicode(vni(text), Encoding.VNI) == text


@given(text=TEXTS)
def test_vietware_comes_back(text: str) -> None:
    assert to_unicode(vietware(text), Encoding.VIETWARE) == text


@given(text=ASCII_TEXTS)
def test_viscii_comes_back_from_its_bytes(text: str) -> None:
    assert to_unicode(viscii(text).decode("latin-1"), Encoding.VISCII) == text


@given(text=ASCII_TEXTS.filter(lambda text: not any(ord(letter) < 32 for letter in viscii(text).decode("latin-1"))))
def test_viscii_comes_back_from_what_windows_shows(text: str) -> None:
    assert to_unicode(as_western(viscii(text)), Encoding.VISCII) == text


# "dd" in the middle of a word is English ("address").
@given(text=TEXTS.filter(lambda text: re.search("[a-zA-Z][đĐ]", text) is None))
def test_viqr_with_its_escapes_comes_back(text: str) -> None:
    whole = f"{text} a."
    assert to_unicode(viqr(whole), Encoding.VIQR) == whole


@given(text=TEXTS)
def test_utf8_that_was_misread_comes_back(text: str) -> None:
    assert to_unicode(misread(text), Encoding.UTF8) == text


def test_the_tables_hold_each_letter_once() -> None:
    assert len(LETTERS) == len(set(LETTERS)) == 134
    assert len(set(TCVN3.values())) == len(TCVN3)
    assert len(set(VISCII.values())) == len(VISCII) == 134


@pytest.mark.parametrize(
    ("shown", "meant"),
    [
        ("C«ng ®oµn, “v¨n phßng” – 5%", "Công đoàn, “văn phòng” – 5%"),
        ("§iÒu h­íng t­¬ng lai", "Điều hướng tương lai"),
    ],
)
def test_signs_of_windows_stay_in_tcvn3(shown: str, meant: str) -> None:
    assert to_unicode(shown, Encoding.TCVN3) == meant


@pytest.mark.parametrize(
    ("shown", "meant"),
    [("Coâng ñoaøn cô sôû", "Công đoàn cơ sở"), ("TOÅNG KEÁT", "TỔNG KẾT"), ("Toång keÁt", "Tổng kết"), ("lyù", "lý")],
)
def test_a_mark_of_vni_may_stand_in_either_case(shown: str, meant: str) -> None:
    assert to_unicode(shown, Encoding.VNI) == meant


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("Ho^.i nghi. so+ ke^'t. Tie^'p theo", "Hội nghị sơ kết. Tiếp theo"),
        ("Ai ddi? Ta ddi.", "Ai đi? Ta đi."),
        ("address (add)", "address (add)"),
        ("ta. lo^~i va` so^' 12.", "tạ lỗi và số 12."),
    ],
)
def test_a_stop_in_viqr_is_told_from_a_mark_by_what_follows(typed: str, meant: str) -> None:
    assert to_unicode(typed, Encoding.VIQR) == meant


def test_a_misread_letter_whose_second_byte_became_a_space_comes_back() -> None:
    assert to_unicode(misread("là nhà").replace("\xa0", " "), Encoding.UTF8) == "là nhà"
    assert to_unicode("là nhà", Encoding.UTF8) == "là nhà"
