from datetime import date

import pytest

from dondoc.core.period import DateRange
from dondoc.extract.anchor import Anchor
from dondoc.extract.periods import PeriodVotes, parse, period_of

JULY = date(2026, 7, 1)


def codes(words: str) -> list[str]:
    return [one.period.code if one.period else str(one.grain) for one in parse(words, JULY)]


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("6 tháng cuối năm 2025", "2025-H2"),
        ("06 (sáu) tháng đầu năm", "2026-H1"),
        ("ba tháng cuối năm", "2026-Q4"),
        ("hai quý cuối năm", "2026-H2"),
        ("quý IV/2025", "2025-Q4"),
        ("Quý 3 năm 2026", "2026-Q3"),
        ("quý III, IV", "2026-H2"),
        ("tháng 9/2026", "2026-M09"),
        ("9/2026", "2026-M09"),
        ("tháng 10, 11 và 12", "2026-Q4"),
        ("năm 2026", "2026"),
        ("quý I năm sau", "2027-Q1"),
    ],
)
def test_a_period_has_its_code(words: str, code: str):
    assert codes(words) == [code]


def test_what_is_no_period_of_the_office_year_has_its_days_only():
    months, term, school = parse("9 tháng đầu năm; nhiệm kỳ 2025-2030; học kỳ I năm học 2026-2027", JULY)
    assert (months.period, months.days) == (None, DateRange.through(date(2026, 1, 1), date(2026, 9, 30)))
    assert (term.period, term.days) == (None, DateRange.through(date(2025, 1, 1), date(2030, 12, 31)))
    assert (school.period, school.days) == (None, DateRange.through(date(2026, 9, 5), date(2027, 1, 15)))
    (unknown,) = parse("quý III", Anchor())
    assert unknown.days is None


@pytest.mark.parametrize(
    "words", ["Khóa XII", "trẻ 6 tháng tuổi", "hai tháng một lần", "quý khách", "lớp 9/2", "20/10"]
)
def test_words_that_name_no_period_are_none(words: str):
    assert codes(words) == []


def test_days_that_are_no_whole_period_have_no_code():
    assert period_of(DateRange.through(date(2026, 1, 1), date(2026, 9, 30))) is None
    assert period_of(DateRange.through(date(2026, 7, 2), date(2026, 9, 30))) is None
    assert period_of(DateRange.through(date(2026, 2, 1), date(2026, 4, 30))) is None


def test_the_title_of_a_report_votes_for_both_periods():
    votes = PeriodVotes(2026)
    votes.read("Kết quả hoạt động quý II, phương hướng nhiệm vụ quý III, IV năm 2026", 4, start="report", years=True)
    assert votes.report is not None
    assert votes.plan is not None
    assert (votes.report.code, votes.plan.code) == ("2026-Q2", "2026-H2")


def test_a_deadline_in_a_sentence_is_not_the_period_of_the_plan():
    votes = PeriodVotes(2026)
    votes.read("Yêu cầu các đơn vị mở lớp và báo cáo kết quả xong trước tháng 3", 2, start="plan", cue=True)
    assert votes.plan is None
