"""The head of a report once the office gave it a number and a date, and the sentence of one that replaces another."""

import re
from dataclasses import replace
from datetime import date

from dondoc.draft.report_context import ReportContext

#: "Số:      /BC-CĐCS", "số      /BC-CĐCS".
_OPEN_NUMBER = re.compile(r"([Ss]ố:?)\s*(/\S+)")
_OPEN_DATE = re.compile(r"ngày\s*…\s*tháng\s*…\s*năm\s*\d{4}")
_DIGITS = re.compile(r"\d+")
#: Behind the lead, before its colon.
_AS_FOLLOWS = re.compile(r"\s*như sau:\s*$")


def full_number(number: str, number_line: str) -> str:
    """A number as it is printed: at least two digits, the symbol of the report's own head where none was given.

    >>> full_number("5", "Số:      /BC-CĐCS"), full_number(" 21 / BC-CĐ ", "Số:      /BC-CĐCS")
    ('05/BC-CĐCS', '21/BC-CĐ')
    """
    words = "".join(number.split())
    if _DIGITS.fullmatch(words) and (symbol := _OPEN_NUMBER.search(number_line)):
        words += symbol[2]
    digits = _DIGITS.match(words)
    return words if digits is None else digits[0].zfill(2) + words[digits.end() :]


def long_day(day: date) -> str:
    """A date in full; days 1 to 9 and months 1 and 2 take a leading zero (NĐ 30/2020).

    >>> long_day(date(2027, 1, 8)), long_day(date(2026, 7, 15))
    ('ngày 08 tháng 01 năm 2027', 'ngày 15 tháng 7 năm 2026')
    """
    month = f"{day.month:02}" if day.month <= 2 else str(day.month)
    return f"ngày {day.day:02} tháng {month} năm {day.year}"


def with_number(context: ReportContext, number: str, issued_on: date) -> ReportContext:
    """The report with its number and date, in the head and wherever its annexes name them."""

    def filled(words: str) -> str:
        numbered = _OPEN_NUMBER.sub(lambda found: f"{found[1]} {number}", words)
        return _OPEN_DATE.sub(long_day(issued_on), numbered)

    return replace(
        context,
        number_line=filled(context.number_line),
        place_date_line=filled(context.place_date_line),
        annexes=tuple(replace(annex, reference=filled(annex.reference)) for annex in context.annexes),
    )


def citation(number: str, issued_on: date) -> str:
    """How another report is cited.

    >>> citation("21/BC-CĐCS", date(2026, 7, 8))
    'Báo cáo số 21/BC-CĐCS ngày 08/7/2026'
    """
    month = f"{issued_on.month:02}" if issued_on.month <= 2 else str(issued_on.month)
    return f"Báo cáo số {number} ngày {issued_on.day:02}/{month}/{issued_on.year}"


def with_replaced(context: ReportContext, number: str, issued_on: date) -> ReportContext:
    """A corrected report: its lead says which one it takes the place of."""
    cited = f"(báo cáo này thay thế {citation(number, issued_on)})"
    lead = _AS_FOLLOWS.sub("", context.lead)
    changed = f"{lead} như sau {cited}:" if lead != context.lead else f"{lead} {cited}"
    return replace(context, lead=changed)
