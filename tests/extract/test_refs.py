from datetime import date

import pytest

from dondoc.extract.refs import find_refs, parse


@pytest.mark.parametrize(
    ("words", "number", "kind", "day"),
    [
        ("Kế hoạch số 16/KH-CĐCS ngày 13/01/2026", "16/KH-CĐCS", "kế hoạch", date(2026, 1, 13)),
        ("Kế hoạch số 16/KH-CĐCS, ngày 13 tháng 01 năm 2026", "16/KH-CĐCS", "kế hoạch", date(2026, 1, 13)),
        ("số 16 /KH – CĐCS (ban hành ngày 13/01/2026)", "16/KH-CĐCS", "kế hoạch", date(2026, 1, 13)),
        ("Nghị quyết số 18-NQ/TW", "18-NQ/TW", "nghị quyết", None),
        ("04/2015/NĐ-CP", "04/2015/NĐ-CP", "nghị định", None),
        ("Luật số 50/2024/QH15", "50/2024/QH15", "luật", None),
        ("Thông tư liên tịch số 02/2016/TTLT-BNV-BTC", "02/2016/TTLT-BNV-BTC", "thông tư liên tịch", None),
        ("công văn số 215/SNV-TCBC", "215/SNV-TCBC", "công văn", None),
        ("theo 215/SNV-TCBC", "215/SNV-TCBC", "", None),
    ],
)
def test_a_document_is_told_by_number_kind_and_day(words: str, number: str, kind: str, day: date | None):
    (one,) = parse(words)
    assert (one.number, one.kind, one.issued_on) == (number, kind, day)
    assert words[one.start : one.end] == one.text


def test_a_day_without_a_year_needs_an_anchor():
    words = "Kế hoạch số 16/KH-CĐCS ngày 13/7"
    assert [one.issued_on for one in parse(words)] == [None]
    assert [one.issued_on for one in parse(words, date(2026, 7, 1))] == [date(2026, 7, 13)]


@pytest.mark.parametrize(
    "words",
    ["38/40 CĐCS", "ngày 20/10", "24/24 giờ", "500.000 đồng/suất", "COVID-19", "CBCCVC-LĐ", "Nghị quyết 18, 19"],
)
def test_what_is_no_number_of_a_document_is_none(words: str):
    assert parse(words) == []


def test_numbers_are_told_once():
    assert find_refs("16/KH-CĐCS và 16/KH-CĐCS, 18-NQ/TW") == ("16/KH-CĐCS", "18-NQ/TW")
