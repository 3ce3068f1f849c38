"""Which days of 2025 and 2026 an office works and may be written to: set down from the decrees, not from a library.

Sources: công văn 8726/BLĐTBXH-CATLĐ and 6150/TB-BLĐTBXH (2025: Tết 25/01 to 02/02, 30/4 to 04/5 with Saturday 26/4
worked for Friday 02/5, Quốc khánh 30/8 to 02/9), thông báo of the Bộ Nội vụ for 2026 (Tết 14/02 to 22/02, Giỗ Tổ on
Sunday 26/4 made up on Monday 27/4, Quốc khánh 29/8 to 02/9 with Saturday 22/8 worked for Monday 31/8), công văn
12729/VPCP-KGVX (Friday 02/01/2026 off, Saturday 10/01/2026 worked). Ngày Văn hóa Việt Nam, 24/11, is a day off from
2026, as the shipped config has it, which a notice of the Bộ Nội vụ is to confirm.
"""

from datetime import date, datetime, time, timedelta

DAY = timedelta(days=1)

FIRST_KNOWN, LAST_KNOWN = date(2024, 11, 1), date(2026, 12, 31)

#: Weekdays off, as (month, day) of a year.
_OFF = {
    2024: set(),
    2025: {(1, 1), (1, 27), (1, 28), (1, 29), (1, 30), (1, 31), (4, 7), (4, 30), (5, 1), (5, 2), (9, 1), (9, 2)},
    2026: {
        (1, 1), (1, 2), (2, 16), (2, 17), (2, 18), (2, 19), (2, 20), (4, 27), (4, 30), (5, 1), (8, 31), (9, 1), (9, 2),
        (11, 24),
    },
}  # fmt: skip
#: Saturdays worked instead.
_WORKED = {date(2025, 4, 26), date(2026, 1, 10), date(2026, 8, 22)}
#: From 23 tháng Chạp to mùng 6 tháng Giêng, both in: Tết fell on 29/01/2025 and on 17/02/2026.
_TET = ((date(2025, 1, 22), date(2025, 2, 3)), (date(2026, 2, 10), date(2026, 2, 22)))

#: Letters leave from seven in the morning to nine in the evening.
_MORNING, _EVENING = time(7), time(21)


def is_worked(day: date) -> bool:
    """Whether the office works that day."""
    if not FIRST_KNOWN <= day <= LAST_KNOWN:
        raise ValueError(f"no decree for {day} is written down here")
    if day in _WORKED:
        return True
    return day.weekday() < 5 and (day.month, day.day) not in _OFF[day.year]


def is_tet(day: date) -> bool:
    """Whether the day lies in the quiet time of Tết."""
    return any(first <= day <= last for first, last in _TET)


def may_send(day: date) -> bool:
    """Whether letters may leave that day."""
    return is_worked(day) and not is_tet(day)


def hour_is_quiet(at: datetime) -> bool:
    """Whether the instant, by the office's clock, lies in the hours in which nothing leaves."""
    return not _MORNING <= at.time() < _EVENING


def back_to_fit(day: date) -> date:
    """The nearest day not after it on which letters may leave."""
    while not may_send(day):
        day -= DAY
    return day


def on_to_fit(day: date) -> date:
    """The nearest day not before it on which letters may leave."""
    while not may_send(day):
        day += DAY
    return day


def monday(day: date) -> date:
    """The Monday of its week."""
    return day - day.weekday() * DAY
