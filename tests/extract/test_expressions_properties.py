"""The grammar on any text: it never raises, its spans are true, dates read back, and the work grows with the text."""

import gc
import re
import time
import unicodedata
from collections.abc import Callable, Sequence
from datetime import date
from typing import Protocol

import pytest
from extract.expression_forms import HALF, MONTH
from extract.reading import lexicon
from hypothesis import given, settings
from hypothesis import strategies as st

from dondoc.core.period import Period
from dondoc.extract import dates, numbers, periods, recurrence, refs, states
from dondoc.extract.anchor import Anchor


class Mention(Protocol):
    start: int
    end: int
    text: str


Parser = Callable[[str], Sequence[Mention]]
PARSERS: dict[str, Parser] = {
    "dates": lambda text: dates.parse(text, HALF, lexicon()),
    "dates of a month": lambda text: dates.parse(text, MONTH, lexicon()),
    "dates without words": lambda text: dates.parse(text, date(2026, 7, 1)),
    "dates without a year": lambda text: dates.parse(text, Anchor(), lexicon()),
    "periods": lambda text: periods.parse(text, HALF),
    "recurrence": recurrence.parse,
    "numbers": lambda text: numbers.parse(text, lexicon()),
    "references": refs.parse,
    "states": states.parse,
}
PIECES = st.sampled_from(
    [
        "ngày ", "trước ", "ngày 15/8", "31/2", "31/12/9999", "00/00/0000", "15 - 20/7", "tháng ", "tháng 9",
        "tháng 13", "tháng Giêng", "23 tháng Chạp", "quý III", "quý ", "năm ", "năm 2026", "6 tháng cuối năm",
        "tuần 2 ", "đầu ", "cuối ", "đến hết ", "từ ", "đến ", "- ", ", ", "và ", "; ", ". ", "(", ")", '"', "“",
        "nhân dịp ", "Tết",
        "Trung thu", "sau 05 ngày kể từ ", "trong vòng 10 ngày làm việc", "hằng tháng", "mỗi quý ", "02 lần/năm",
        "định kỳ ", "ít nhất ",
        "38/40 ", "100%", "1.250.000 đồng", "hai mươi lăm ", "đoàn viên ", "tăng ", "từ 20 lên 25 ", "so với cùng kỳ",
        "12/KH-CĐ ", "18-NQ/TW", "14h30 ", "thứ Sáu, ", "chủ nhật ", "năm sau", "học kỳ I", "nhiệm kỳ 2025-2030",
        "9" * 30, "0", "\n", "\t", "\u00a0", "İ", "\ufeff", "ngày 29/2", "đã hoàn thành ", "giai đoạn 2030-2020 ",
    ]
)  # fmt: skip
DAYS = st.dates(date(2000, 1, 1), date(2099, 12, 31))
SHAPES = (
    "{d}/{m}/{y}", "{d:02}/{m:02}/{y}", "{d}.{m}.{y}", "{d:02}-{m:02}-{y}", "{d} / {m} / {y}", "ngày {d}/{m}/{y}",
    "ngày{d:02}/{m:02}/{y}", "ngày {d} tháng {m} năm {y}", "ngày {d:02} tháng {m:02} năm {y}", "mùng {d}/{m}/{y}",
    "ngày\u00a0{d}\u00a0tháng\u00a0{m}\u00a0năm\u00a0{y}", "ngày {d} tháng {m}/{y}", "ngày {d}\ntháng {m} năm {y}",
    "ngày {d}–{m}–{y}", "{d}/{m}, năm {y}",
)  # fmt: skip


@pytest.mark.parametrize("parser", PARSERS)
@given(text=st.lists(PIECES, max_size=25).map("".join) | st.text(max_size=120))
@settings(max_examples=120, deadline=None)
def test_any_text_is_read_and_every_span_is_true(parser: str, text: str):
    text, end = unicodedata.normalize("NFC", text), 0
    for one in PARSERS[parser](text):
        assert end <= one.start < one.end <= len(text)
        assert text[one.start : one.end] == one.text
        end = one.end


@given(text=st.lists(PIECES, max_size=25).map("".join))
@settings(max_examples=200, deadline=None)
def test_days_of_a_mention_agree_with_each_other(text: str):
    for one in dates.parse(unicodedata.normalize("NFC", text), HALF, lexicon()):
        assert one.grip is None or one.due is not None
        assert not one.readings or one.due is None or one.readings[0].due == one.due
        assert all(part.overlaps(one.window) for part in one.parts if one.window)
        assert all(0 <= doubt.start < doubt.end <= len(text) for doubt in one.doubts)


@given(day=DAYS, shape=st.sampled_from(SHAPES))
@settings(max_examples=300, deadline=None)
def test_a_day_in_any_shape_reads_back(day: date, shape: str):
    words = shape.format(d=day.day, m=day.month, y=day.year)
    (one,) = dates.parse(words, date(1999, 1, 1), lexicon())
    assert (one.due, one.doubts) == (day, ())


@given(day=DAYS, bond=st.sampled_from(["trước", "chậm nhất", "đến hết", "không quá"]))
@settings(max_examples=100, deadline=None)
def test_before_a_day_is_the_day_before_and_keeps_both_readings(day: date, bond: str):
    (one,) = dates.parse(f"{bond} ngày {day:%d/%m/%Y}", date(1999, 1, 1))
    days = [reading.due for reading in one.readings]
    assert one.nominal == day
    assert one.due is not None
    assert ((day - one.due).days, days) == ((1, [one.due, day]) if bond == "trước" else (0, []))


@given(
    year=st.integers(2000, 2099),
    months=st.sampled_from([1, 3, 6, 12]),
    ordinal=st.integers(1, 12),
    style=st.integers(0, 2),
)
def test_a_period_in_any_shape_reads_back(year: int, months: int, ordinal: int, style: int):
    period = Period(year, months, (ordinal - 1) % (12 // months) + 1)
    number, roman = period.ordinal, ("I", "II", "III", "IV")[(period.ordinal - 1) % 4]
    half = "đầu" if number == 1 else "cuối"
    shapes = {
        1: (f"tháng {number}/{year}", f"tháng {number:02} năm {year}", f"{number:02}/{year}"),
        3: (f"quý {roman}/{year}", f"Quý {number} năm {year}", f"quý {roman} - {year}"),
        6: (f"6 tháng {half} năm {year}", f"06 (sáu) tháng {half} năm {year}", f"sáu tháng {half} năm {year}"),
        12: (f"năm {year}", f"trong năm {year}", f"cả năm {year}"),
    }
    (one,) = periods.parse(shapes[months][style], date(1999, 1, 1))
    assert one.period == period


RULE = re.compile(
    r"FREQ=(DAILY|WEEKLY|MONTHLY|YEARLY)(;INTERVAL=\d+)?(;BYMONTH=\d+(,\d+)*)?(;BYMONTHDAY=-?\d+(,-?\d+)*)?"
    r"(;BYDAY=(-?[1-4])?(MO|TU|WE|TH|FR|SA|SU)(,(MO|TU|WE|TH|FR|SA|SU))*)?"
)


@given(text=st.lists(PIECES, max_size=20).map("".join))
def test_every_rule_is_one_of_rfc_5545(text: str):
    for one in recurrence.parse(unicodedata.normalize("NFC", text)):
        assert (one.rrule == "") == (one.kind is not recurrence.RecurrenceKind.CYCLE)
        assert one.rrule == "" or RULE.fullmatch(one.rrule)


#: Texts on which a careless pattern would need the square of their length.
HOSTILE = [
    "ngày ", "ngày 1 ", "1/1/", "1/1 ", "5/7-", "từ ", "từ 5 đến ", "7", "1,", "1.", ", ", " ", "\n", "tháng ",
    "tháng 7, ", "quý iii, ", "năm ", "-", '"', "(", "5% ", "mỗi tháng ", "hằng tháng, ", "2 lần/", "trước ngày 15/8 ",
    "dịp ", "nhân dịp 20/10 ", "tết ", "sau 5 ngày kể từ ", "12/KH-", "trên 5 công trình ", "không có ai quá ", "A-",
    "a", "tăng từ 5 lên ", "đạt 5% kế hoạch ", "8h30 ", "thứ hai, ", "hai mươi ", "đang ", "mười ",
]  # fmt: skip
#: Longer than the keys that are kept from one reading to the next.
_SHORT, _TIMES, _MOST = 2_400, 8, 30


def _work(parse: Parser, text: str, times: int = 1) -> float:
    """The least processor time of some readings."""
    spent = []
    for _ in range(times):
        start = time.process_time()
        parse(text)
        spent.append(time.process_time() - start)
    return min(spent)


def _is_slow(parse: Parser, unit: str) -> bool:
    """Whether eight times the text costs more than thirty times the work; the square of eight is sixty-four."""
    short = max(_work(parse, (unit * _SHORT)[:_SHORT], 3), 0.0002)
    long = (unit * _SHORT * _TIMES)[: _SHORT * _TIMES]
    return _work(parse, long) > _MOST * short and _work(parse, long, 5) > _MOST * short


@pytest.mark.parametrize(
    "parser", ["dates", "dates of a month", "periods", "recurrence", "numbers", "references", "states"]
)
def test_the_work_grows_with_the_length_of_the_text_and_not_with_its_square(parser: str):
    gc.disable()
    try:
        assert [unit for unit in HOSTILE if _is_slow(PARSERS[parser], unit)] == []
    finally:
        gc.enable()


MEGABYTE = 1_000_000


@pytest.mark.parametrize("parser", ["dates", "periods", "recurrence", "numbers", "references", "states"])
@pytest.mark.parametrize("unit", ["ngày ", "1/1/1/", "từ ", "7", "1,", " "])
def test_a_megabyte_of_one_word_is_read(parser: str, unit: str):
    text = (unit * MEGABYTE)[:MEGABYTE]
    assert all(text[one.start : one.end] == one.text for one in PARSERS[parser](text))


@pytest.mark.parametrize("parser", ["dates", "periods", "recurrence", "numbers", "references", "states"])
def test_a_megabyte_of_ordinary_words_is_read(parser: str):
    words = "Tổ chức ít nhất 02 lớp tập huấn cho đoàn viên trước ngày 15/8; báo cáo hằng tháng theo số 12/KH-CĐ. "
    text = words * (MEGABYTE // len(words))
    found = PARSERS[parser](text)
    assert all(text[one.start : one.end] == one.text for one in found[-3:])
