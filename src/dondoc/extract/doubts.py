"""What a person should look at: dates that cannot be, weekdays that do not fit, a plan that was not found."""

import re
from calendar import monthrange
from collections.abc import Iterator
from datetime import date

from dondoc.core.document import Document
from dondoc.core.extraction import Doubt, FoundCommitment, Header
from dondoc.extract.normalize import fold, squeeze

_WEEKDAYS = {
    "hai": 0,
    "2": 0,
    "ba": 1,
    "3": 1,
    "tư": 2,
    "4": 2,
    "năm": 3,
    "5": 3,
    "sáu": 4,
    "6": 4,
    "bảy": 5,
    "7": 5,
    "chủ nhật": 6,
}
_NAMES = ("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật")
_WEEKDAY = re.compile(
    r"(?<!\w)(?:thứ\s+(?P<w>hai|ba|tư|năm|sáu|bảy|[2-7])"
    r"|(?P<s>chủ nhật))\s*,?\s*(?:\(?ngày\s+)?(?P<d>\d{1,2})[/.\-](?P<m>\d{1,2})[/.\-](?P<y>\d{4})"
)
_DAY = re.compile(
    r"(?<!\w)(?:ngày|trước|nhất|hết"
    r"|đến)\s+(?:ngày\s+)?(?P<d>\d{1,2})\s*/\s*(?P<m>\d{1,2})(?:\s*/\s*(?P<y>\d{4}))?(?![\d/%])"
)


def find_doubts(
    document: Document, header: Header, commitments: tuple[FoundCommitment, ...], *, has_plan: bool
) -> tuple[Doubt, ...]:
    """The doubts in the order of the text, those about the whole document first."""
    key = fold(document.text)
    whole: list[Doubt] = []
    if not has_plan and not commitments:
        whole.append(_whole("document.no_plan"))
    elif not commitments:
        whole.append(_whole("document.no_commitment"))
    elif header.plan_period is None:
        whole.append(_whole("period.unknown"))
    return (
        *whole,
        *sorted([*_weekdays(key, document), *_impossible(key, document, header)], key=lambda doubt: doubt.start),
    )


def _whole(code: str) -> Doubt:
    return Doubt(code=code, start=0, end=0)


def _weekdays(key: str, document: Document) -> Iterator[Doubt]:
    for match in _WEEKDAY.finditer(key):
        day = _day(int(match["y"]), int(match["m"]), int(match["d"]))
        if day is not None and day.weekday() != _WEEKDAYS[match["w"] or match["s"]]:
            params = (
                ("phrase", squeeze(document.text[match.start() : match.end()])),
                ("weekday", _NAMES[day.weekday()]),
            )
            yield Doubt(code="date.weekday_mismatch", start=match.start(), end=match.end(), params=params)


def _impossible(key: str, document: Document, header: Header) -> Iterator[Doubt]:
    year = header.plan_period.year if header.plan_period else header.issued_on.year if header.issued_on else 2024
    for match in _DAY.finditer(key):
        month, day = int(match["m"]), int(match["d"])
        if month > 12 or month < 1:
            continue  # "38/40" is a part of a whole
        if day < 1 or _day(int(match["y"] or year), month, day) is None:
            params = (("phrase", squeeze(document.text[match.start() : match.end()])),)
            yield Doubt(code="date.impossible", start=match.start(), end=match.end(), params=params)


def _day(year: int, month: int, day: int) -> date | None:
    if not 1 <= year <= 9998 or not 1 <= month <= 12 or not 1 <= day <= monthrange(year, month)[1]:
        return None
    return date(year, month, day)
