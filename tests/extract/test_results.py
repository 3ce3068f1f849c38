from datetime import date
from decimal import Decimal

import pytest

from dondoc.extract.results import ResultReading, read_result
from dondoc.settings.lexicon import load_lexicon

TODAY = date(2026, 12, 5)


@pytest.mark.parametrize(
    ("words", "on", "quantity"),
    [
        ("Đã mở 02 lớp tập huấn ngày 15/9", date(2026, 9, 15), Decimal(2)),
        ("Đã họp 3 buổi, ngày 05/11/2026.", date(2026, 11, 5), Decimal(3)),
        ("Đã thăm 12 gia đình ngày 20/12", date(2025, 12, 20), Decimal(12)),
        ("Giải cờ tướng mừng Quốc khánh 02/9, ngày 29/8/2026", date(2026, 8, 29), None),
        ("Hôm qua làm rồi", None, None),
        ("Ngày 3/7 một lớp, ngày 9/7 một lớp", None, Decimal(1)),
    ],
)
def test_words_of_a_note_give_day_and_quantity_or_nothing(
    words: str, on: date | None, quantity: Decimal | None
) -> None:
    assert read_result(words, load_lexicon(), today=TODAY) == ResultReading(on=on, quantity=quantity)
