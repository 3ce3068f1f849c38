"""When and where a reported result happened: its day, its days, the day on which a count holds, its place."""

import re
from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from dondoc.core.extraction import Header
from dondoc.core.period import DateRange
from dondoc.extract.anchor import Anchor, is_day
from dondoc.extract.calendar import Mention
from dondoc.extract.normalize import squeeze
from dondoc.extract.passages import Passage

#: Between a document's number and its day: "Quyết định số 342/QĐ-UBND |ngày| 24/6/2019".
_DATED = re.compile(r"[\s,(]{0,3}(?:ngày|ký ngày|ban hành ngày)?\s{0,3}$")
_OCCASION = re.compile(
    r"(?<!\w)(?:nhân dịp|(?<!công )(?<!bệnh )nhân ngày|dịp|chào mừng|kỷ niệm|hưởng ứng|mừng|hướng tới|quà"
    r"|ngày quốc tế phụ nữ)[^,;.]{0,40}$"
)
_AS_OF = re.compile(r"(?<!\w)(?:tính )?đến(?: hết)?(?: ngày)?\s?$")
_UNTIL = re.compile(r"(?<!\w)đến(?: hết)?(?: cuối| ngày)?\s?$")
#: "từ ngày 10 đến ngày |13/6", "từ ngày |10/6".
_SINCE_DAY = re.compile(r"(?<!\w)từ (?:ngày )?(?P<d>\d{1,2}) (?:đến|tới|-)(?: hết)?(?: ngày)?\s?$")
_SINCE = re.compile(r"(?<!\w)từ(?: ngày)?\s?$")
_LIMIT = re.compile(r"(?<!\w)(?:trước|chậm nhất|hạn)(?: ngày)?\s?$")
_ON = re.compile(r"(?:^|[\s(,])(?:ngày|vào|sáng|chiều|tối|đêm|hôm|trưa|trong ngày|từ ngày|từ)(?: ngày)?\s?$")
_IN = re.compile(r"(?:^|[\s(,])(?:trong|vào|đầu|giữa|cuối|từ đầu|ngay trong|từ)(?: các)?\s?$")
#: "Hội nghị sơ kết công tác 6 tháng đầu năm", "so với đầu năm": what it was about, or compared with, not when.
_ABOUT = re.compile(
    r"(?:công tác|nhiệm vụ|kế hoạch|hoạt động|sơ kết|tổng kết|chương trình|báo cáo|phương hướng"
    r"|so với(?: đầu| cuối)?|so(?: với)? cùng kỳ)\s?$"
)
_PLACE = re.compile(r"(?<!\w)tại\s(?P<where>[^\d\s,;:.()][^,;:.()\d]{1,80}(?:\d{1,2}(?=\s?(?:[,;.)]|$)))?)")
_NO_PLACE = re.compile(r"(?:nguồn|chỗ|nghị định|nghị quyết|luật|quyết định|kế hoạch|thông tư|điều|khoản)(?!\w)")
_NAMES_ON = re.compile(r",\s(?P<more>[^,;:.()\d]{2,40}?)(?=[,;.]|$|\s(?:cho|để|với|về|nhằm|do|từ|trong)\s)")
_PLACE_END = re.compile(
    r"\s(?:về|với|để|nhằm|cho|do|của|trong|từ|đã|được|có|nhân dịp|và|theo|vào|ngày|tối|sáng|chiều|gồm|đến|bị|hưởng|còn"
    r"|chưa|suốt|là|đạt)(?=\s|$)"
)
_LEFT = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class Times:
    """When it was."""

    happened_on: date | None = None
    window: DateRange | None = None
    as_of: date | None = None
    #: The words name a day after the document: a plan.
    is_to_come: bool = False


def past_anchor(header: Header) -> Anchor:
    """What a date without a year is measured by among results: the document's year, else the period reported on."""
    if header.issued_on is not None:
        return Anchor(issued_on=date(header.issued_on.year, 1, 1))
    return Anchor(plan=header.reporting_period) if header.reporting_period else Anchor()


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeReader:
    """Reads the times of stretches of one passage."""

    passage: Passage
    header: Header
    #: Calendar words of the passage in order, read with `past_anchor`.
    mentions: tuple[Mention, ...]
    #: Where the document numbers of the passage end.
    numbered: frozenset[int]

    def read(self, start: int, end: int) -> Times:
        """The times that the stretch `[start, end)` names; a day without a year is the last such day."""
        days: set[date] = set()
        windows: list[DateRange] = []
        as_of: date | None = None
        to_come, since = False, None
        for mention in self._told(start, end):
            before = self._before(start, mention)
            told = self._past(mention)
            if self._is_ahead(told, before):
                to_come = True
            elif span := _day_range(mention, told, before, since):
                windows.append(span)
                days.discard(span.start)
            elif mention.grain == "day" and (_ON.search(before) or not before.strip()) and not _AS_OF.search(before):
                days.add(told.start)
                since = told.start if _SINCE.search(before) else None
            elif mention.grain != "day" and windows and _UNTIL.search(before):
                windows[-1] = DateRange(windows[-1].start, max(told.end, windows[-1].end))
            elif _AS_OF.search(before) or _UNTIL.search(before):
                as_of = told.last
            elif mention.grain != "day" and (_IN.search(before) or not before.strip()):
                windows.append(self._so_far(told) if before.endswith("từ đầu ") else told)
        on = days.pop() if len(days) == 1 else None
        window = windows[0] if len(windows) == 1 and on is None else None
        return Times(happened_on=on, window=window, as_of=as_of, is_to_come=to_come)

    def _is_ahead(self, told: DateRange, before: str) -> bool:
        """Whether the days lie after the document; what holds at the end of its period is told as reached."""
        issued_on, period = self.header.issued_on, self.header.reporting_period
        if issued_on is None or told.start <= issued_on:
            return False
        return period is None or told.last not in period.calendar or _AS_OF.search(before) is None

    def _so_far(self, told: DateRange) -> DateRange:
        """From the first of the days to the document's own: "từ đầu năm đến nay"."""
        issued_on = self.header.issued_on
        return DateRange.through(told.start, issued_on) if issued_on and told.start <= issued_on <= told.last else told

    def _told(self, start: int, end: int) -> Iterable[Mention]:
        """The calendar words of a stretch that say when: no feast, occasion, limit, subject, or document's day."""
        first = bisect_left(self.mentions, start, key=lambda mention: mention.start)
        for index in range(first, len(self.mentions)):
            mention = self.mentions[index]
            if mention.start >= end:
                return
            before = self._before(start, mention)
            if (
                mention.grain == "feast"
                or mention.is_guess
                or _OCCASION.search(before)
                or _LIMIT.search(before)
                or _ABOUT.search(before)
            ):
                continue
            gap = _DATED.search(self.passage.key, max(0, mention.start - 20), mention.start)
            if gap is None or gap.start() not in self.numbered:
                yield mention

    def _before(self, start: int, mention: Mention) -> str:
        return self.passage.key[max(start, mention.start - _LEFT) : mention.start]

    def _past(self, mention: Mention) -> DateRange:
        """The days; a year earlier where no year is written and they lie after the document, or outside its period."""
        days, issued_on = mention.days, self.header.issued_on
        if mention.has_year or issued_on is None or not all(map(_had_last_year, (days.start, days.last))):
            return days
        earlier = DateRange.through(_last_year(days.start), _last_year(days.last))
        period = self.header.reporting_period.calendar if self.header.reporting_period else None
        is_of_period = period is not None and earlier.overlaps(period) and not days.overlaps(period)
        return earlier if days.start > issued_on or (mention.grain != "day" and is_of_period) else days

    def place(self, start: int, end: int) -> str:
        """Where it was: the words after "tại", with the names that follow in commas ("đền thờ, Ba Vì"); or ""."""
        passage = self.passage
        match = _PLACE.search(passage.key, start, end)
        if match is None or _NO_PLACE.match(passage.key, match.start("where")):
            return ""
        if passage.key.count('"', start, match.start()) % 2:
            return ""  # inside a title
        stop = match.end("where")
        cut = _PLACE_END.search(passage.key, match.start("where"), stop)
        if cut is not None:
            return squeeze(passage.text[match.start("where") : cut.start()])
        while (more := _NAMES_ON.match(passage.key, stop, end)) and passage.text[more.start("more")].isupper():
            if _PLACE_END.search(passage.key, more.start("more"), more.end("more")):
                break
            stop = more.end("more")
        return squeeze(passage.text[match.start("where") : stop])


def _day_range(mention: Mention, told: DateRange, before: str, since: date | None) -> DateRange | None:
    """The days from one to another, where the words before the last one name the first."""
    if mention.grain != "day":
        return None
    first = _SINCE_DAY.search(before)
    if first and 1 <= int(first["d"]) < told.start.day:
        return DateRange.through(told.start.replace(day=int(first["d"])), told.start)
    return DateRange.through(since, told.start) if since and since < told.start and _UNTIL.search(before) else None


def _had_last_year(day: date) -> bool:
    return is_day(day.year - 1, day.month, day.day)


def _last_year(day: date) -> date:
    return day.replace(year=day.year - 1)
