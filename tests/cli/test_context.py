"""Dates and numbers as people type them."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dondoc.cli.context import parse_day, parse_number, parse_share, read_text
from dondoc.errors import BadInput


@given(st.dates(date(1000, 1, 1)))
def test_a_day_is_read_in_each_way_it_is_written(day: date) -> None:
    for text in (day.isoformat(), f"{day:%d/%m/%Y}", f"{day.day}-{day.month}-{day:%Y}", f" {day:%d.%m.%Y} "):
        assert parse_day(text) == day


@pytest.mark.parametrize("text", ["", "31/02/2026", "1/13/2026", "hôm qua", "2026", "1/1/26"])
def test_what_is_no_day(text: str) -> None:
    with pytest.raises(BadInput) as refused:
        parse_day(text)
    assert refused.value.message_code == "clock.bad_date"


@pytest.mark.parametrize(
    ("text", "number"),
    [("2", "2"), ("02", "2"), ("2,5", "2.5"), ("2.5", "2.5"), ("1.250", "1250"), ("1.250.000,5", "1250000.5"),
     (" 90% ", "90"), ("1250,25", "1250.25")],
)  # fmt: skip
def test_a_number_is_read_as_vietnamese_writes_it(text: str, number: str) -> None:
    assert parse_number(text) == Decimal(number)


@pytest.mark.parametrize(
    "text", ["", "hai", "1,250.5", "1.25.0", "1e5", "NaN", "Infinity", "-3", "1 000", "²", "٣", "9" * 40]
)
def test_what_is_no_number(text: str) -> None:
    with pytest.raises(BadInput) as refused:
        parse_number(text)
    assert refused.value.message_code == "number.bad"


def test_a_part_of_a_whole() -> None:
    assert parse_share("38/40") == (Decimal(38), Decimal(40))
    assert parse_share("38") == (Decimal(38), None)
    for text in ("38/0", "38/", "/40", "1/2/3"):
        with pytest.raises(BadInput):
            parse_share(text)


def test_a_file_that_cannot_be_read_says_why(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"\xef\xbb\xbf\xc4\x90")
    assert read_text(tmp_path / "a.txt") == "Đ"
    (tmp_path / "b.txt").write_bytes(b"\xff\xfe")
    for path in (tmp_path / "b.txt", tmp_path / "no.txt", tmp_path):
        with pytest.raises(BadInput) as refused:
            read_text(path)
        assert refused.value.message_code == "file.unreadable"
