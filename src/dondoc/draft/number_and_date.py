"""Number and date of a report: left open until the office gives them, then printed wherever they belong."""

import re
from dataclasses import replace
from datetime import date

from dondoc.draft.report_context import ReportContext

_OPEN_NUMBER = "     "
#: Between the number and the issuer in the reference of an annex.
_REFERENCE = re.compile(r" số .*? năm \d+ của ")


def number_line(suffix: str, number: str = "") -> str:
    """Số, ký hiệu; below 10 a zero stands before the number (NĐ 30/2020, phụ lục I, mục II khoản 3).

    >>> number_line("BC-CĐCS"), number_line("BC-CĐCS", "5"), number_line("BC-CĐCS", "21/BC-BCH")
    ('Số:      /BC-CĐCS', 'Số: 05/BC-CĐCS', 'Số: 21/BC-BCH')
    """
    return f"Số: {full_number(suffix, number)}"


def full_number(suffix: str, number: str = "") -> str:
    """The number with what follows it; open where none was given."""
    own, slash, own_suffix = "".join(number.split()).partition("/")
    return f"{own.zfill(2) if own else _OPEN_NUMBER}/{own_suffix if slash else suffix}"


def date_words(year: int, issued_on: date | None = None) -> str:
    """Days 1 to 9 and months 1 and 2 take a leading zero (mục II khoản 4).

    >>> date_words(2026), date_words(2026, date(2026, 2, 5)), date_words(2026, date(2026, 7, 15))
    ('ngày … tháng … năm 2026', 'ngày 05 tháng 02 năm 2026', 'ngày 15 tháng 7 năm 2026')
    """
    if issued_on is None:
        return f"ngày … tháng … năm {year}"
    month = f"{issued_on.month:02}" if issued_on.month <= 2 else str(issued_on.month)
    return f"ngày {issued_on.day:02} tháng {month} năm {issued_on.year}"


def annex_reference(number: str, day: str, issuer: str, *, kind: str = "BÁO CÁO") -> str:
    """What stands under the title of an annex (mục III khoản 1); `kind` is the type of the document."""
    return f"(Kèm theo {kind.capitalize()} số {number} {day} của {issuer})"


def with_number(context: ReportContext, *, number: str, issued_on: date) -> ReportContext:
    """The report as issued: its number and date in the head, in the reference of each annex, and in the figures.

    A number alone ("21") takes the suffix that the report was written with.
    """
    suffix = context.number_line.partition("/")[2]
    place = context.place_date_line.partition(", ngày ")[0]
    full, day = full_number(suffix, number), date_words(issued_on.year, issued_on)
    annexes = tuple(
        replace(annex, reference=_REFERENCE.sub(lambda _: f" số {full} {day} của ", annex.reference, count=1))
        for annex in context.annexes
    )
    facts = replace(context.facts, number=full, issued_on=issued_on) if context.facts is not None else None
    head = number_line(suffix, number)
    return replace(context, number_line=head, place_date_line=f"{place}, {day}", annexes=annexes, facts=facts)
