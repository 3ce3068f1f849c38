"""How parameters are printed inside a sentence: days, numbers, states, and problems of the operating system."""

from datetime import date, datetime
from decimal import Decimal

from dondoc.core.instants import TIME_ZONE
from dondoc.core.notice import Channel
from dondoc.core.report import ReportState
from dondoc.core.target import Comparator
from dondoc.core.task import Status
from dondoc.messages.text import Text
from dondoc.messages.values import SYSTEM_PROBLEMS

STATES = {
    Status.DRAFT: Text("nháp", "draft"),
    Status.OPEN: Text("đang thực hiện", "open"),
    Status.DONE: Text("đã hoàn thành", "done"),
    Status.PARTLY_DONE: Text("hoàn thành một phần", "partly done"),
    Status.NOT_DONE: Text("không thực hiện được", "not done"),
    Status.SUSPENDED: Text("tạm dừng", "suspended"),
    Status.WAIVED: Text("được cho thôi", "waived"),
    Status.REJECTED: Text("không nhận", "rejected"),
}

REPORT_STATES = {
    ReportState.DRAFT: Text("dự thảo", "a draft"),
    ReportState.SUBMITTED: Text("đã trình", "submitted"),
    ReportState.ISSUED: Text("đã ban hành", "issued"),
    ReportState.SUPERSEDED: Text("đã có bản thay thế", "superseded"),
}

COMPARATORS = {
    Comparator.AT_LEAST: Text("ít nhất", "at least"),
    Comparator.EXACTLY: Text("đúng", "exactly"),
    Comparator.AT_MOST: Text("không quá", "at most"),
    Comparator.MORE_THAN: Text("trên", "more than"),
    Comparator.LESS_THAN: Text("dưới", "less than"),
}

CHANNELS = {
    Channel.EMAIL: Text("thư điện tử", "e-mail"),
    Channel.ZALO: Text("Zalo", "Zalo"),
    Channel.TELEGRAM: Text("Telegram", "Telegram"),
    Channel.SLACK: Text("Slack", "Slack"),
    Channel.WEBHOOK: Text("webhook", "webhook"),
    Channel.SMS: Text("SMS", "SMS"),
}


def shown(value: object, language: str) -> str:
    """A parameter as the reader writes it.

    >>> shown(date(2026, 9, 5), "vi"), shown(Decimal("2.50"), "vi"), shown(Status.DONE, "vi")
    ('05/09/2026', '2,5', 'đã hoàn thành')
    """
    match value:
        case Status() | ReportState():
            return _in(STATES[value] if isinstance(value, Status) else REPORT_STATES[value], language)
        case Comparator():
            return _in(COMPARATORS[value], language)
        case Channel():
            return _in(CHANNELS[value], language)
        case datetime():
            # Instants come out of the database in UTC; people read the clock on the wall.
            local = value.astimezone(TIME_ZONE) if value.tzinfo is not None else value
            return local.strftime("%H:%M %d/%m/%Y")
        case date():
            return value.strftime("%d/%m/%Y")
        case Decimal():
            return _number(value, language)
        case str() if value in SYSTEM_PROBLEMS:
            return _in(SYSTEM_PROBLEMS[value], language)
        case _:
            return str(value)


def _in(text: Text, language: str) -> str:
    return text.vi if language == "vi" else text.en


def _number(value: Decimal, language: str) -> str:
    plain = f"{value:f}"
    if "." in plain:
        plain = plain.rstrip("0").rstrip(".")
    return plain.replace(".", ",") if language == "vi" else plain
