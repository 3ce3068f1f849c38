"""What a mention of time says: its days, the last good day, how it binds, and every way in which it can be read."""

from dataclasses import dataclass
from datetime import date, time
from enum import IntEnum, StrEnum

from dondoc.core.extraction import Doubt
from dondoc.core.period import DateRange
from dondoc.extract.written import Grain


class Grip(IntEnum):
    """How firmly words bind a date to the work; the firmest wins."""

    OCCASION = 1
    ON = 2
    LIMIT = 3


class DateKind(StrEnum):
    """What the words do with the days that they name."""

    #: A last day: "trước ngày 15/8", "chậm nhất", "đến hết".
    DEADLINE = "deadline"
    #: Days inside which it happens: "trong tháng 9", "từ ngày 5 đến 10/8", "đầu quý".
    WINDOW = "window"
    #: The day itself: "ngày 20/10".
    ON = "on"
    #: The first day, without a last: "từ tháng 8", "sau ngày 15/8".
    START = "start"
    #: A day that the work honours: "nhân dịp 20/10".
    OCCASION = "occasion"
    #: A day in every cycle: "ngày 25 hằng tháng"; `recurrence.parse` says how it recurs.
    CYCLE = "cycle"
    #: Counted from an event: "sau 05 ngày kể từ ngày nhận", "trước khi tổng kết".
    RELATIVE = "relative"
    #: Time without a day: "trong thời gian tới", "kịp thời".
    UNDATED = "undated"
    #: Several years: "nhiệm kỳ 2025-2030".
    TERM = "term"
    #: The day of a document that is cited: "Kế hoạch số 5/KH-CĐ ngày 01/7".
    CITED = "cited"
    #: A day that is somebody's name: "đường 30/4".
    NAME = "name"
    #: Words that look like a date and name none: "ngày 31/9".
    UNREADABLE = "unreadable"


class ReadingOf(StrEnum):
    """By what rule a reading was made."""

    #: "Trước ngày D": the last good day is the day before.
    DAY_BEFORE = "day_before"
    #: The day as written.
    THE_DAY = "the_day"
    #: A missing year taken from the anchor, and the other year that it may be.
    THE_YEAR = "the_year"
    OTHER_YEAR = "other_year"
    #: "5/7" as a part of a whole: no day at all.
    SHARE = "share"
    #: "Tháng Giêng" by the lunar calendar, and as the first month of the year.
    BY_MOON = "by_moon"
    BY_SUN = "by_sun"
    #: Counted from the document's own day.
    FROM_DOCUMENT = "from_document"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """One way to read the words; the first of a mention is the one that is followed."""

    of: ReadingOf
    due: date | None
    window: DateRange | None = None


class Unit(StrEnum):
    """What an offset counts."""

    DAYS = "days"
    WORKING_DAYS = "working_days"
    WEEKS = "weeks"
    MONTHS = "months"
    QUARTERS = "quarters"
    YEARS = "years"


@dataclass(frozen=True, slots=True, kw_only=True)
class Offset:
    """So long after (or, negative, before) an event."""

    count: int
    unit: Unit
    #: The event as written, or "".
    event: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DateMention:
    """A stretch of text that speaks of time. `start` and `end` are code points of the text, half-open."""

    start: int
    end: int
    #: The slice `text[start:end]`, modifiers included.
    text: str
    kind: DateKind
    grain: Grain | None = None
    #: The days that are named; for an occasion those before it in which it is honoured.
    window: DateRange | None = None
    #: Each part of a list that leaves some out ("tháng 7 và 9").
    parts: tuple[DateRange, ...] = ()
    #: The last day on which the work is in time (corpus GUIDE); None where the words give none.
    due: date | None = None
    #: The day as written: 15 August of "trước ngày 15/8".
    nominal: date | None = None
    #: Words before the calendar words that say how they bind ("trước", "cuối"), as written.
    modifiers: tuple[str, ...] = ()
    #: All readings where there is more than one.
    readings: tuple[Reading, ...] = ()
    doubts: tuple[Doubt, ...] = ()
    #: The hour, where one is written.
    at: time | None = None
    #: Of a relative mention.
    offset: Offset | None = None
    #: How firmly the words bind work to the date; None where they only name a time ("báo cáo tháng 9").
    grip: Grip | None = None
    #: End words ("đến hết năm 2024") are a date of their own even where they repeat the plan's period.
    ends: bool = False
    #: Where the calendar words alone stand.
    words: tuple[int, int] = (0, 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Deadline:
    """A date that binds the work, and the calendar words that say so."""

    start: int
    end: int
    due: date
    nominal: date
    window: DateRange | None
    grip: Grip
    #: End words ("đến hết năm 2024") are a date of their own even where they repeat the plan's period.
    ends: bool
