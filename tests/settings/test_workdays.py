"""The office's calendar: what the library knows, and what the office's own file corrects."""

import subprocess
import sys
from datetime import date, timedelta
from pathlib import Path

import pytest

from dondoc.errors import BadInput
from dondoc.settings.workdays import OfficeCalendar, load_calendar

SHIPPED = load_calendar()


def office(folder: Path, text: str) -> OfficeCalendar:
    (folder / "holidays.toml").write_text(text, encoding="utf-8")
    return load_calendar(folder)


@pytest.mark.parametrize(
    "day",
    [
        date(2017, 1, 2),  # New Year's Day was a Sunday
        date(2018, 2, 14),  # Tết
        date(2018, 12, 31),  # swapped for Saturday 5 January 2019
        date(2026, 1, 2),  # swapped for Saturday 10 January, in our file
        date(2026, 4, 27),  # Giỗ Tổ fell on a Sunday
        date(2026, 8, 31),
        date(2026, 11, 24),
        date(2026, 11, 22),
    ],
)
def test_days_off(day: date) -> None:
    assert not SHIPPED.is_working_day(day)


@pytest.mark.parametrize(
    "day",
    [
        date(2017, 11, 27),
        date(2019, 1, 5),
        date(2014, 12, 27),
        date(2026, 1, 10),
        date(2026, 8, 22),
        date(2025, 11, 24),
    ],
)
def test_days_worked(day: date) -> None:
    assert SHIPPED.is_working_day(day)


def test_the_culture_day_can_be_switched_off(tmp_path: Path) -> None:
    mine = office(tmp_path, "schema = 1\nculture_day_off = false\n")
    assert mine.is_working_day(date(2026, 11, 24))
    assert not mine.is_working_day(date(2029, 11, 24))  # a Saturday


def test_an_office_that_rests_on_sundays_makes_up_only_for_sundays(tmp_path: Path) -> None:
    mine = office(tmp_path, 'schema = 1\nweekly_rest = ["sun"]\n')
    assert mine.is_working_day(date(2017, 11, 25))
    assert not mine.is_working_day(date(2017, 11, 26))
    # 2 September 2017 was a Saturday, worked in this office, so Monday is a working day; 30 April 2017 was a Sunday.
    assert mine.is_working_day(date(2017, 9, 4))
    assert not mine.is_working_day(date(2017, 5, 2))


def test_the_offices_own_days_replace_the_list(tmp_path: Path) -> None:
    mine = office(
        tmp_path,
        'schema = 1\n[[days]]\ndate = 2027-03-12\nkind = "off"\nname = "Ngày truyền thống"\n',
    )
    assert not mine.is_working_day(date(2027, 3, 12))
    assert mine.is_working_day(date(2026, 1, 2))


def test_a_day_that_stands_twice_is_refused(tmp_path: Path) -> None:
    line = '[[days]]\ndate = 2027-03-12\nkind = "off"\nname = "Ngày truyền thống"\n'
    with pytest.raises(BadInput) as caught:
        office(tmp_path, "schema = 1\n" + line + line.replace('"off"', '"work"'))
    assert caught.value.message_code == "config.invalid"


def test_seven_days_of_rest_are_refused(tmp_path: Path) -> None:
    with pytest.raises(BadInput) as caught:
        office(tmp_path, 'schema = 1\nweekly_rest = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]\n')
    assert caught.value.params["place"] == "weekly_rest"


def test_the_lunar_table_agrees_with_a_lunar_calendar() -> None:
    from lunar_vn import LunarDate, lunar_to_solar, solar_to_lunar

    for year in range(2000, 2051):
        new_year = SHIPPED.lunar_new_year(year)
        assert new_year is not None
        assert new_year.first_day == lunar_to_solar(LunarDate(1, 1, year))
        assert solar_to_lunar(new_year.first_day - timedelta(days=1)).day == new_year.twelfth_month_days
        assert solar_to_lunar(new_year.lunar_day(23)).day == 23


def test_outside_the_table_no_new_year_is_known() -> None:
    assert SHIPPED.lunar_new_year(1999) is None
    assert SHIPPED.lunar_new_year(2051) is None


def test_reading_the_file_does_not_import_the_library() -> None:
    code = "import sys, dondoc.settings.workdays as w; w.load_calendar(); sys.exit('holidays' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
