"""Calendar words as they are written, before anybody knows the year: "15/8", "tháng 7, 8 và 9", "quý III năm sau".

Each pattern finds the head of an expression in a folded key; lists and years behind it are read on by `_list` and
`_year`. Gaps are possessive and every look to the left has a bounded window, so that the work is linear.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from dondoc.extract.anchor import is_day
from dondoc.extract.numerals import ROMAN


class Grain(StrEnum):
    """How much time the words name."""

    DAY = "day"
    MONTH = "month"
    QUARTER = "quarter"
    HALF = "half"
    #: The first or the last months of a year other than six ("9 tháng đầu năm").
    MONTHS = "months"
    YEAR = "year"
    #: Học kỳ.
    SEMESTER = "semester"
    SCHOOL_YEAR = "school_year"
    #: Several years (nhiệm kỳ, giai đoạn).
    TERM = "term"
    FEAST = "feast"


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """What a stretch of a key names: numbers and, where written, a year."""

    start: int
    end: int
    grain: Grain
    #: First and last number of each part: months, quarters, halves, semesters, or years of a term; (month, day) twice
    #: for a day.
    spans: tuple[tuple[int, int], ...] = ()
    year: int | None = None
    #: "năm sau" is 1, "năm ngoái" -1, from the anchor's year.
    shift: int | None = None
    #: Counted by the moon ("âm lịch", "tháng Giêng").
    is_lunar: bool = False
    #: A word of time stands before a day: it is no share of a whole.
    is_marked: bool = True


_YEAR_TAIL = re.compile(
    r"\s*+(?:[/.\-]\s*+(?P<y>\d{4})(?!\d)|,?\s*+(?:của\s++)?năm\s*+(?:(?P<yb>\d{4})(?!\d)(?!\s*+-\s*+\d)"
    r"|(?P<rel>sau|tới|kế tiếp|tiếp theo|nay|này|trước|ngoái)(?!\w)))"
)
_SHIFTS = {"sau": 1, "tới": 1, "kế tiếp": 1, "tiếp theo": 1, "nay": 0, "này": 0, "trước": -1, "ngoái": -1}
_LUNAR = re.compile(r"\s*+\(?\s*+(?:âm lịch|âl|al)(?!\w)")

_NUMERIC = re.compile(
    r"(?:(?<![\w/])(?<!\d[.,])|(?<=ngày))(?P<d>\d{1,2})\s?(?P<s>[/.\-])\s?(?P<m>\d{1,2})"
    r"(?:\s?[/.\-]\s?(?P<y>\d{4})(?!\d)|(?P=s)(?P<yy>\d{2}))?(?![\d/]|[.,]\d|\s?%)"
)
#: What may stand before the dash before a day: the start of a range, or nothing (a bullet).
_BEFORE_DASH = re.compile(r"(?:(?:^|[^\d/.,\-])\d{1,2}|(?:^|\s)|\d\s?/\s?\d{1,4})\s?-$")
#: Words after which digits with a stroke, a point or a dash are a day.
_STRONG = re.compile(
    r"(?:ngày|dịp|mừng|mùng|mồng|kỷ niệm|trước|nhất|sáng|chiều|tối|trưa|đêm|hôm|hạn|tọa đàm|gặp mặt|họp mặt|mít tinh)"
    r"\s*+(?:là\s*+)?$"
)
_WEAK = re.compile(r"(?:đến|hết|từ|vào|\d\s?-|là|tới|qua)\s*+$")
#: "Ngày 5-7 tháng 8": days of a month, no month.
_OF_MONTH = re.compile(r"\s?tháng\s?\d")
_LONG = re.compile(
    r"(?<![\d/.,\w])(?:(?P<mark>ngày|mùng|mồng|hôm)\s*+)?(?P<d>\d{1,2})\s++tháng\s*+"
    r"(?:(?P<m>\d{1,2})(?!\d)|(?P<w>giêng|chạp|một|hai|ba|tư|năm|sáu|bảy|tám|chín|mười một|mười hai|mười)(?!\w))"
    r"(?!\s*(?:tuổi|ngày))"
)
_WEEK_OF = re.compile(r"tuần\s(?:thứ\s)?$")

MONTHS = {
    "giêng": 1, "một": 1, "hai": 2, "ba": 3, "tư": 4, "năm": 5, "sáu": 6, "bảy": 7, "tám": 8, "chín": 9, "mười": 10,
    "mười một": 11, "mười hai": 12, "chạp": 12,
}  # fmt: skip
_LUNAR_MONTHS = frozenset({"giêng", "chạp"})
#: Months in letters that make a day of bare digits before them: "3 tháng ba lần" is none.
_SPELLED_ALONE = frozenset({None, *_LUNAR_MONTHS})
_MONTH = re.compile(
    r"(?<!\w)tháng\s*+(?:(?P<m>\d{1,2})(?!\d)"
    r"|(?P<w>giêng|chạp|một|hai|ba|tư|năm|sáu|bảy|tám|chín|mười một|mười hai|mười)(?!\w))(?!\s*+tuổi)"
)
#: "9/2026", "T9/2026".
_MONTH_YEAR = re.compile(r"(?<![\w/.,\-])(?:t\.?)?(?P<m>\d{1,2})\s?[/-]\s?(?P<y>(?:19|20)\d\d)(?![\d/]|[.,\-]\w|\s?%)")
#: "Nghị định 09/2019", "số 04/2015": numbers of documents, not months.
_NUMBERED = re.compile(
    r"(?:số|luật|lệnh|nghị định|nghị quyết|thông tư|quyết định|chỉ thị|kế hoạch|công văn)\s*+:?\s*+$"
)
#: Before "tháng": a duration, or a rhythm.
_NOT_MONTH = re.compile(r"(?:\d|mỗi|hằng|hàng|từng|một|hai|ba|bốn|sáu|chín|mười|vài|mấy|nhiều)\s++$")
#: "Trong 3 tháng 7, 8 và 9": so many months, named behind.
_SO_MANY = re.compile(r"(?:trong|cả|các)\s(?P<n>\d{1,2}|hai|ba|bốn|năm|sáu)\s++$")
_SO_MANY_LEFT = re.compile(r"(?:trong|cả|các)\s++$")
_AND_MORE = re.compile(r"\s?(?:,|và)\s?(?:tháng\s?)?\d{1,2}(?!\d)(?!\s?[/%])")
_WEEK_BEFORE = re.compile(r"tuần\s(?:thứ\s|lễ\s)?\d\s(?:của\s)?$")
#: "trong tháng Năm" is May; "ngày, tháng, năm" is not.
_BEFORE_MAY = re.compile(r"(?:trong|đầu|giữa|cuối|hết|vào|đến|từ)\s++$")
_AFTER_SPELLED = re.compile(r"\s++(?:lần|buổi|cuộc|kỳ|số|bài|tin|đợt|lớp|người|suất|mươi|nay|sau|trước|bạn|cái)(?!\w)")

_QUARTER = re.compile(
    r"(?<!\w)(?:quý\s*+(?P<q>iv|iii|ii|i|[1-4])(?!\w)|q\.?(?P<t>[1-4]|iv|iii|ii|i)(?=\s?[/-]\s?\d{4}))"
)
_NEXT = re.compile(
    r"\s*+(?P<join>,|;|&|và|-|đến|tới)\s*+(?:(?:hết\s++)?(?:tháng|quý)\s*+)?(?P<n>iv|iii|ii|i|\d{1,2})(?![\w%])"
)
_NOT_NEXT = re.compile(r"\s*+(?:%|/\s?\d{1,2}(?!\d)|[.,]\d)")
_RANGES = frozenset({"-", "đến", "tới"})

_COUNT = r"(?P<n>\d{1,2}|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười|mười một)"
_PART_OF_YEAR = re.compile(
    rf"(?<![\w/.,])(?:(?:{_COUNT}(?:\s*+\([^()]{{1,12}}\))?\s++(?P<unit>tháng|quý)|nửa)\s++"
    r"(?P<part>đầu|cuối|còn lại)(?:\s++(?:của\s++)?năm)(?!\w)(?!\s++học))"
)
_YEAR_TO_DATE = re.compile(rf"(?<![\w/.,]){_COUNT}\s++tháng(?=\s++năm\s++\d{{4}})")
#: "Kết quả hoạt động 9 tháng": the months since the year began.
_SO_FAR = re.compile(
    r"(?<!\w)(?:kết quả|tình hình|báo cáo|sơ kết|số liệu|lũy kế|ước|công tác|hoạt động)\s(?:[^\W\d]+\s){0,3}?"
    r"(?P<n>0?9|chín|11|mười một)\stháng(?!\w)(?!\s?/|\s(?:một|01|1|đầu|cuối|năm)(?!\w))"
)
_NUMBER_WORDS = {
    "hai": 2, "ba": 3, "bốn": 4, "năm": 5, "sáu": 6, "bảy": 7, "tám": 8, "chín": 9, "mười": 10, "mười một": 11,
}  # fmt: skip
_OF_YEAR = re.compile(r"\s*+/?\s*+(?:năm\s*+)?(?:(?P<y>\d{4})(?!\d)|(?P<rel>sau|tới|nay|này|trước|ngoái)(?!\w))")

_YEAR = re.compile(
    r"(?<!\w)(?<!học )năm\s*+(?:(?P<y>(?:19|20)\d\d)(?!\d)(?!\s*+-\s*+\d)|(?P<rel>sau|tới|nay|này|ngoái)(?!\w))"
)
_SCHOOL = re.compile(
    r"(?<!\w)(?:(?:học kỳ|học kì|hk)\s*+(?P<k>ii|i|[12])(?!\w)|(?P<year>năm học))"
    r"(?:\s*+[,(/-]?\s*+(?:năm học\s++)?(?P<y>(?:19|20)\d\d)\s*+-\s*+(?:19|20)?\d\d(?!\d))?"
)
_TERM = re.compile(
    r"(?<!\w)(?:giai đoạn(?=\s*+(?:từ\s++)?(?:năm\s++)?\d{4})|nhiệm kỳ|nhiệm kì)"
    r"(?:\s*+(?:từ\s++)?(?:năm\s++)?(?P<a>(?:19|20)\d\d)\s*+(?:-|đến(?:\s++năm)?)\s*+(?P<b>(?:19|20)\d\d|\d\d)(?!\d))?(?!\w)"
)

#: Whether a counted noun stands at a place of the key: "tháng 7, 02 lớp" is no list of months.
Counted = Callable[[int], bool]


def written(key: str, is_counted: Counted) -> Iterator[Written]:
    """All that the patterns find, in no order; overlapping readings are left to the caller."""
    has_month, has_year = "tháng" in key, "năm" in key
    yield from _numeric_days(key)
    yield from _months_with_years(key)
    if has_month:
        yield from _long_days(key)
        yield from _months(key, is_counted)
    if "q" in key:
        yield from _quarters(key, is_counted)
    if has_month or has_year:
        yield from _parts_of_years(key)
    if has_year:
        yield from _years(key)
    if "học" in key or "hk" in key:
        yield from _school(key)
    if "giai đoạn" in key or "nhiệm k" in key:
        yield from _terms(key)


def days_with_years(key: str) -> Iterator[Written]:
    """The days of a folded key that are written with their year and stand in the calendar, in order."""
    found = [*_numeric_days(key), *_long_days(key)]
    for word in sorted(found, key=lambda word: word.start):
        month, day = word.spans[0]
        if word.year is not None and not word.is_lunar and is_day(word.year, month, day):
            yield word


def _left(key: str, at: int, window: int = 12) -> str:
    return key[max(0, at - window) : at]


def _year(key: str, at: int, pattern: re.Pattern[str] = _YEAR_TAIL) -> tuple[int, int | None, int | None]:
    """Where the expression ends with its year, the year, and the shift of "năm sau"."""
    match = pattern.match(key, at)
    if match is None:
        return at, None, None
    told = match.groupdict()
    year = told["y"] or told.get("yb")
    return match.end(), int(year) if year else None, _SHIFTS[told["rel"]] if told["rel"] else None


def _numeric_days(key: str) -> Iterator[Written]:
    for match in _NUMERIC.finditer(key):
        one = _numeric(key, match)
        if one:
            yield one


def _long_days(key: str) -> Iterator[Written]:
    for match in _LONG.finditer(key):
        if match["mark"] is None and (match["w"] not in _SPELLED_ALONE or _WEEK_OF.search(_left(key, match.start()))):
            continue
        if (
            match["mark"] is None
            and _AND_MORE.match(key, match.end())
            and _SO_MANY_LEFT.search(_left(key, match.start()))
        ):
            continue
        month = int(match["m"]) if match["m"] else MONTHS[match["w"]]
        end, year, shift = _year(key, match.end())
        yield _day(
            match.start("d"), end, month, int(match["d"]), year=year, shift=shift,
            is_lunar=match["w"] in _LUNAR_MONTHS or _LUNAR.match(key, end) is not None,
        )  # fmt: skip


def _numeric(key: str, match: re.Match[str]) -> Written | None:
    """Digits with a stroke, a point or a dash, where they can be a day."""
    at, separator, after = match.start(), match["s"], key[match.end() : match.end() + 2]
    before = _left(key, at)
    if before.endswith("-") and not _BEFORE_DASH.search(before):
        return None
    strong = _STRONG.search(before) is not None
    if separator != "/" and not match["y"]:
        chained = after[:1] == separator and after[1:].isdigit()
        if chained or _OF_MONTH.match(key, match.end()) or not (strong or _WEAK.search(before)):
            return None
    year = int(match["y"]) if match["y"] else 2000 + int(match["yy"]) if match["yy"] else None
    end, shift = match.end(), None
    if year is None:
        end, year, shift = _year(key, end)
    is_marked = strong or year is not None or (separator == "/" and _WEAK.search(before) is not None)
    lunar = _LUNAR.match(key, end)
    return _day(
        at, end, int(match["m"]), int(match["d"]), year=year, shift=shift, is_marked=is_marked,
        is_lunar=lunar is not None,
    )  # fmt: skip


def _day(
    start: int, end: int, month: int, day: int, *, year: int | None, shift: int | None, is_lunar: bool,
    is_marked: bool = True,
) -> Written:  # fmt: skip
    return Written(
        start=start, end=end, grain=Grain.DAY, spans=((month, day),), year=year, shift=shift, is_lunar=is_lunar,
        is_marked=is_marked,
    )  # fmt: skip


def _months(key: str, is_counted: Counted) -> Iterator[Written]:
    for match in _MONTH.finditer(key):
        before = _left(key, match.start(), 16)
        so_many = _SO_MANY.search(before)
        if not so_many and _NOT_MONTH.search(before) and not _WEEK_BEFORE.search(before):
            continue
        word = match["w"]
        if word and (_AFTER_SPELLED.match(key, match.end()) or (word == "năm" and not _BEFORE_MAY.search(before))):
            continue
        first = MONTHS[word] if word else int(match["m"])
        end, spans, year, shift = _list(key, match.end(), first, 12, is_counted)
        if so_many and len(spans) != (_NUMBER_WORDS.get(so_many["n"]) or int(so_many["n"])):
            continue
        lunar = word in _LUNAR_MONTHS or _LUNAR.match(key, end) is not None
        if 1 <= first <= 12:
            count = len(before) - so_many.start("n") if so_many else 0
            yield Written(
                start=match.start() - count,
                end=end,
                grain=Grain.MONTH,
                spans=spans,
                year=year,
                shift=shift,
                is_lunar=lunar,
            )


def _months_with_years(key: str) -> Iterator[Written]:
    for match in _MONTH_YEAR.finditer(key):
        month = int(match["m"])
        is_plain = key[match.start()].isdigit()
        if is_plain and ("-" in match[0] or _NUMBERED.search(_left(key, match.start(), 16))):
            continue
        if 1 <= month <= 12:
            yield Written(
                start=match.start(), end=match.end(), grain=Grain.MONTH, spans=((month, month),), year=int(match["y"])
            )


def _quarters(key: str, is_counted: Counted) -> Iterator[Written]:
    for match in _QUARTER.finditer(key):
        name = match["q"] or match["t"]
        end, spans, year, shift = _list(key, match.end(), ROMAN.get(name) or int(name), 4, is_counted)
        yield Written(start=match.start(), end=end, grain=Grain.QUARTER, spans=spans, year=year, shift=shift)


def _list(
    key: str, at: int, first: int, highest: int, is_counted: Counted
) -> tuple[int, tuple[tuple[int, int], ...], int | None, int | None]:
    """A list or range of months or quarters and the year behind it: "7, 8 và 9", "III - IV năm 2026"."""
    spans = [(first, first)]
    end, year, shift = _year(key, at)
    while year is None and shift is None and (match := _NEXT.match(key, end)):
        number = ROMAN.get(match["n"]) or int(match["n"]) if match["n"] in ROMAN or match["n"].isdigit() else 0
        last = spans[-1][1]
        if not last < number <= highest or _NOT_NEXT.match(key, match.end()):
            break
        if is_counted(match.end() + (key[match.end() : match.end() + 1] == " ")):
            break
        if match["join"] in _RANGES:
            spans[-1] = (spans[-1][0], number)
        else:
            spans.append((number, number))
        end, year, shift = _year(key, match.end())
    return end, tuple(spans), year, shift


def _parts_of_years(key: str) -> Iterator[Written]:
    for match in _PART_OF_YEAR.finditer(key):
        many = match["n"]
        count = 6 if many is None else int(many) if many.isdigit() else _NUMBER_WORDS[many]
        months = count * (3 if match["unit"] == "quý" else 1)
        if 1 <= months <= 11:
            end, year, shift = _year(key, match.end(), _OF_YEAR)
            span = (1, months) if match["part"] == "đầu" else (13 - months, 12)
            yield _months_of(match.start(), end, span, year=year, shift=shift)
    for match in _YEAR_TO_DATE.finditer(key):
        months = int(match["n"]) if match["n"].isdigit() else _NUMBER_WORDS[match["n"]]
        if 2 <= months <= 11:
            end, year, shift = _year(key, match.end())
            yield _months_of(match.start(), end, (1, months), year=year, shift=shift)

    for match in _SO_FAR.finditer(key):
        months = int(match["n"]) if match["n"].isdigit() else _NUMBER_WORDS[match["n"]]
        yield _months_of(match.start("n"), match.end(), (1, months), year=None, shift=None)


def _months_of(start: int, end: int, span: tuple[int, int], *, year: int | None, shift: int | None) -> Written:
    halves = {(1, 6): (1, 1), (7, 12): (2, 2)}
    grain = Grain.HALF if span in halves else Grain.MONTHS
    return Written(start=start, end=end, grain=grain, spans=(halves.get(span, span),), year=year, shift=shift)


def _school(key: str) -> Iterator[Written]:
    for match in _SCHOOL.finditer(key):
        year = int(match["y"]) if match["y"] else None
        if match["k"]:
            half = 2 if match["k"] in {"ii", "2"} else 1
            yield Written(start=match.start(), end=match.end(), grain=Grain.SEMESTER, spans=((half, half),), year=year)
        else:
            yield Written(start=match.start(), end=match.end(), grain=Grain.SCHOOL_YEAR, year=year)


def _years(key: str) -> Iterator[Written]:
    for match in _YEAR.finditer(key):
        year = int(match["y"]) if match["y"] else None
        shift = _SHIFTS[match["rel"]] if match["rel"] else None
        yield Written(start=match.start(), end=match.end(), grain=Grain.YEAR, year=year, shift=shift)


def _terms(key: str) -> Iterator[Written]:
    for match in _TERM.finditer(key):
        spans: tuple[tuple[int, int], ...] = ()
        if match["a"]:
            first, last = int(match["a"]), match["b"]
            spans = ((first, int(last) if len(last) == 4 else first // 100 * 100 + int(last)),)
        yield Written(start=match.start(), end=match.end(), grain=Grain.TERM, spans=spans)
