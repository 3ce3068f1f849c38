"""One line of what somebody did, typed in a hurry: "sáng qua tặng 15 suất quà tại nhà văn hóa, 40 người dự, 7,5 triệu".

It is read as a report's result is; all that is read is a guess that its writer sees and can mend.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from dondoc.core.document import Document
from dondoc.core.extraction import Extraction, Header
from dondoc.core.reported import Figure, ReportedResult, Standing
from dondoc.extract.areas import find_area
from dondoc.extract.lexicon import Lexicon
from dondoc.extract.normalize import fold, squeeze
from dondoc.extract.reported import read_reported
from dondoc.extract.reported_words import ReportedWords
from dondoc.extract.results import NoteWords, denies, read_result

#: Longer entries are no line any more; what follows is kept as words only.
_LONGEST = 2000
#: Under this heading whatever happened is a result; without a verb it was at least organised.
_HEADS = ("KẾT QUẢ HOẠT ĐỘNG\n1. ", "KẾT QUẢ HOẠT ĐỘNG\n1. Đã tổ chức ")
_DAYS_AGO = (
    (re.compile(r"(?<!\w)(?:hôm|sáng|trưa|chiều|tối) nay(?!\w)"), 0),
    (re.compile(r"(?<!\w)(?:hôm|sáng|trưa|chiều|tối|đêm) qua(?!\w)"), 1),
    (re.compile(r"(?<!\w)hôm kia(?!\w)"), 2),
)
_WEEKDAY = re.compile(
    r"(?<!\w)(?:thứ (?P<day>hai|ba|tư|năm|sáu|bảy|[2-7])|chủ nhật)(?P<which> tuần trước| tuần rồi| tuần qua| vừa rồi"
    r"| vừa qua)(?!\w)"
)
_WEEKDAYS = {"hai": 0, "ba": 1, "tư": 2, "năm": 3, "sáu": 4, "bảy": 5}
#: Who took part is counted beside what was done: "60 người dự", "có 38 vận động viên tham gia".
_TOOK_PART = re.compile(
    r"[\s,]{0,2}(?:về |đến |cùng |đã )?(?:tham gia|tham dự|dự|du|tham du|có mặt|xem|cổ vũ|theo dõi)(?!\w)"
)
_HEADCOUNT = re.compile(r"(?:lượt |luot )?(?:người|nguoi|lượt|đc|đ/c)(?!\w)")
#: Besides those who stand in reports (`ReportedWords.persons`).
_PERSON = re.compile(r"(?:vận động viên|cổ động viên|thành viên|đại biểu|cháu|thiếu nhi|thanh niên|chị em|em)(?!\w)")
#: "300k", "2tr" as people type them; no pattern of reports.
_TYPED_MONEY = (
    (re.compile(r"(?<=\d)\s?k(?![\w/])", re.IGNORECASE), ".000 đồng"),
    (re.compile(r"(?<=\d)\s?tr(?![\w/])", re.IGNORECASE), " triệu đồng"),
)
#: The same where the figure was not read: "khu phố 3, 40 người dự".
_CROWD = re.compile(
    r"(?<![\d.,/])(\d{1,6})\s(?:người|nguoi|lượt người|đoàn viên|đc|đ/c)\s(?:tham gia|tham dự|dự|du|có mặt)(?!\w)"
)
#: Behind the noun of a figure a day or a place may begin: "01 lớp tập huấn ngày".
_UNIT_END = re.compile(r"\s(?:ngày|vào|tại|ở|sáng|chiều|tối|hôm)(?:\s.*)?$")
_AT = re.compile(r"(?<!\w)(?:tại|ở)\s(?P<where>[^,;:.()\n\d][^,;:.()\n]{1,60})")
_AT_END = re.compile(r"\s(?:có|với|cho|được|gồm|để|nhằm|vào|ngày|sáng|chiều|tối|đã|từ|do|hôm|mừng)(?=\s|$)")
_IN_ALL = frozenset({"kinh phí", "tổng", "tổng kinh phí", "tổng trị giá", "trị giá", "tổng số tiền", "tổng cộng"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Deed:
    """What the words give; None and "" where they give nothing, or several things that differ."""

    on: date | None = None
    quantity: Decimal | None = None
    #: The noun that the quantity counts, as written.
    unit: str = ""
    denominator: Decimal | None = None
    people: int | None = None
    #: Đồng.
    money: Decimal | None = None
    place: str = ""
    area: str = "other"
    #: Figures of which nobody knows where they belong, as written.
    others: tuple[str, ...] = ()
    #: The words deny or promise: nothing happened yet.
    is_denied: bool = False


def read_deed(words: str, lexicon: Lexicon, reported: ReportedWords, notes: NoteWords, *, today: date) -> Deed:
    """Read one entry; a day without a year is the last such day up to `today`."""
    told = squeeze(words[:_LONGEST])
    if not told:
        return Deed()
    for pattern, money_words in _TYPED_MONEY:
        told = pattern.sub(money_words, told)
    found, text = _results(told, lexicon, reported, today)
    key = fold(told)
    figures = [figure for one in found for figure in one.figures if not figure.percent]
    people, counts, amounts = _sorted(figures, text, reported)
    money = _money(amounts)
    counted = next(iter(counts), None)
    used = [figure for figure in (people, counted, money) if figure is not None]
    return Deed(
        on=_day(told, key, found, lexicon, notes, today=today),
        quantity=counted.value if counted else None,
        unit=_UNIT_END.sub("", counted.unit) if counted else "",
        denominator=counted.whole if counted else None,
        people=int(people.value) if people else _crowd(key, figures),
        money=money.money if money else None,
        place=next((one.place for one in found if one.place), "") or _place(told),
        area=find_area(key, (), lexicon),
        others=tuple(squeeze(figure.text) for figure in figures if figure not in used),
        is_denied=denies(told, notes) or any(one.standing is Standing.NOT_DONE for one in found),
    )


def _results(
    told: str, lexicon: Lexicon, reported: ReportedWords, today: date
) -> tuple[tuple[ReportedResult, ...], str]:
    """What a report would tell with these words, and the text to which the figures point."""
    read_on = Extraction(header=Header(issued_on=today), commitments=())
    for head in _HEADS:
        text = f"{head}{told.rstrip(' .')}."
        document = Document(name="", media_type="text/plain", sha256="0" * 64, text=text, blocks=())
        found = read_reported(document, read_on, lexicon, reported)
        if found:
            return found, text
    return (), told


def _sorted(
    figures: Sequence[Figure], text: str, reported: ReportedWords
) -> tuple[Figure | None, list[Figure], list[Figure]]:
    """Who took part, what was done, and money."""
    amounts = [figure for figure in figures if figure.money is not None]
    heads = [f for f in figures if f.money is None and not f.per]
    people = next((f for f in heads if _is_crowd(f, text, reported)), None)
    if people is None and len(heads) > 1:
        # "02 lớp, 60 người": beside something else that was counted.
        people = next((f for f in heads[1:] if _HEADCOUNT.match(fold(f.unit))), None)
    counts = [f for f in figures if f.money is None and f.part_of is None and not f.per and f is not people]
    return people, counts, amounts


def _is_crowd(figure: Figure, text: str, reported: ReportedWords) -> bool:
    """Whether it counts people who took part; "3 đội tham gia" are no people, "kết nạp 12 đoàn viên" did not attend."""
    unit = fold(figure.unit)
    if figure.value != figure.value.to_integral_value():
        return False
    is_person = _HEADCOUNT.match(unit) or _PERSON.match(unit) or reported.persons.match(unit, 0)
    return bool(is_person and (_TOOK_PART.match(fold(text), figure.end) or _TOOK_PART.search(fold(figure.text))))


def _crowd(key: str, figures: Sequence[Figure]) -> int | None:
    """Who took part, of figures that were not read; what was read as something else is no crowd."""
    read = {int(figure.value) for figure in figures}
    crowds = [count for match in _CROWD.finditer(key) if (count := int(match[1])) not in read]
    return crowds[0] if len(crowds) == 1 else None


def _money(amounts: Sequence[Figure]) -> Figure | None:
    """The amount in all; of several that nobody adds up, none."""
    whole = [figure for figure in amounts if not figure.per]
    named = [figure for figure in whole if fold(figure.of) in _IN_ALL]
    return next(iter(named or (whole if len(whole) == 1 else ())), None)


def _day(
    told: str, key: str, found: Sequence[ReportedResult], lexicon: Lexicon, notes: NoteWords, *, today: date
) -> date | None:
    named = read_result(told, lexicon, notes, today=today, targets=()).on
    if named is not None:
        return named
    days = {*_relative(key, today), *(one.happened_on for one in found if one.happened_on is not None)}
    return days.pop() if len(days) == 1 else None


def _relative(key: str, today: date) -> Iterator[date]:
    """Days counted from today.

    >>> list(_relative("chiều qua giao hữu bóng đá", date(2026, 9, 21)))
    [datetime.date(2026, 9, 20)]
    >>> list(_relative("thứ bảy tuần trước, chủ nhật vừa rồi", date(2026, 9, 23)))
    [datetime.date(2026, 9, 19), datetime.date(2026, 9, 20)]
    """
    for pattern, days in _DAYS_AGO:
        if pattern.search(key):
            yield today - timedelta(days=days)
    for match in _WEEKDAY.finditer(key):
        day = match["day"]
        weekday = 6 if day is None else _WEEKDAYS.get(day, int(day) - 2 if day.isdigit() else 0)
        if match["which"] in {" vừa rồi", " vừa qua"}:
            yield today - timedelta(days=(today.weekday() - weekday) % 7 or 7)
        else:
            yield today - timedelta(days=today.weekday() + 7 - weekday)


def _place(told: str) -> str:
    """Where it was, behind "tại" or "ở".

    >>> _place("tối 20/9 ở sân trường: đêm văn nghệ")
    'sân trường'
    """
    match = _AT.search(told)
    if match is None:
        return ""
    end = _AT_END.search(match["where"])
    return (match["where"][: end.start()] if end else match["where"]).strip()
