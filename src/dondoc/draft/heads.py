"""How a report is cited, and the sentence of one that replaces another."""

from dataclasses import replace
from datetime import date

from dondoc.draft.report_context import ReportContext


def citation(number: str, issued_on: date) -> str:
    """How another report is cited.

    >>> citation("21/BC-CĐCS", date(2026, 7, 8))
    'Báo cáo số 21/BC-CĐCS ngày 08/7/2026'
    """
    month = f"{issued_on.month:02}" if issued_on.month <= 2 else str(issued_on.month)
    return f"Báo cáo số {number} ngày {issued_on.day:02}/{month}/{issued_on.year}"


def with_replaced(context: ReportContext, number: str, issued_on: date) -> ReportContext:
    """A corrected report: its lead begins with the one that it takes the place of."""
    return replace(context, lead=f"Báo cáo này thay thế {citation(number, issued_on)}. {context.lead}")
