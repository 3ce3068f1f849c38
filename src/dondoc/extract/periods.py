"""Which period a document reports on, and which its plan is for, from its title, headings and cue sentences."""

import re
from collections import Counter
from collections.abc import Iterator

from dondoc.core.period import Period
from dondoc.extract.normalize import fold

_TURN = re.compile(
    r"(?P<none>(?:thực hiện|hoàn thành|triển khai thực hiện)\s+(?:các\s+)?(?:nhiệm vụ|kế hoạch|chương trình))"
    r"|(?P<report>kết quả|sơ kết|tổng kết|đánh giá|tình hình|kiểm điểm|báo cáo|giao ban|đã đạt)"
    r"|(?P<plan>phương hướng|nhiệm vụ|kế hoạch|chương trình|lịch công tác|lịch làm việc|chỉ tiêu|giải pháp"
    r"|trọng tâm|phát động|đề ra)"
)
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
_PERIOD = re.compile(
    r"(?P<half>(?:0?6|sáu)\s+tháng\s+(?P<part>đầu|cuối)\s+năm(?:\s+(?P<hy>\d{4}))?)"
    r"|(?P<last>(?:0?3|ba)\s+tháng\s+cuối\s+năm(?:\s+(?P<ly>\d{4}))?)"
    r"|(?P<quarter>quý\s+(?P<q>iv|iii|ii|i|[1-4])(?!\w)(?:\s*(?:[/.\-]|năm|,?\s*năm)\s*(?P<qy>\d{4}))?)"
    r"|(?P<month>(?<![\d/] )(?<!\d )tháng\s+(?P<m>\d{1,2})(?!\d)(?:\s*(?:[/.\-]|năm)\s*(?P<my>\d{4}))?)"
    r"|(?P<year>(?<!học )năm\s+(?P<yy>20\d\d|19\d\d)(?!\s*[-/]\s*\d))"
)
_ANY_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_HEAD = 25
_DUE_BEFORE = re.compile(
    r"(?<!\w)(?:trước|chậm nhất|muộn nhất|xong|hoàn thành|kết thúc|nộp|gửi|báo cáo|chậm nhất là|hạn)\s+"
    r"(?:trong\s+|vào\s+|trước\s+|ngay\s+|đầu\s+|giữa\s+|cuối\s+|hết\s+)*$"
)
#: "tổng kết hoạt động năm 2017, triển khai nhiệm vụ năm 2018": years that tell the two periods apart.
_REVIEW = re.compile(
    r"(?:tổng kết|sơ kết|đánh giá|kết quả)[^.;]{0,120}?năm\s+20\d\d[^.;]{0,80}?(?:phương hướng|nhiệm vụ|kế hoạch"
    r"|chương trình|triển khai)[^.;]{0,80}?năm\s+20\d\d"
)
_DAY_BEFORE = re.compile(r"(?:ngày|\d)\s*$")


class PeriodVotes:
    """Counts what each place of the document says; the weightiest period wins, the first of equals."""

    def __init__(self, year: int | None) -> None:
        self._year = year
        self._report: Counter[Period] = Counter()
        self._plan: Counter[Period] = Counter()

    def read(self, text: str, weight: int, *, start: str = "", years: bool = False, cue: bool = False) -> None:
        """Let a line vote. `start` is "plan" or "report" where its place says so; bare years count with `years`.

        A `cue` is a sentence of running text: a month in its middle is the date of what it asks, unless a word like
        "nhiệm vụ" stands before it.
        """
        key = fold(text)
        review = _REVIEW.search(key) is not None
        weight = max(weight, 3) if review else weight
        for side, period in _read(key, start, self._year, years=years or review, cue=cue):
            (self._plan if side == "plan" else self._report)[period] += weight

    @property
    def report(self) -> Period | None:
        """The period reported on; never the plan's own."""
        plan = self.plan
        return _most(Counter({period: weight for period, weight in self._report.items() if period != plan}))

    @property
    def plan(self) -> Period | None:
        """The period that the plan is for."""
        return _most(self._plan)


def _most(votes: Counter[Period]) -> Period | None:
    return max(votes, key=lambda period: votes[period], default=None)


def _read(key: str, side: str, year: int | None, *, years: bool, cue: bool) -> Iterator[tuple[str, Period]]:
    turns = [(match.start(), _side(match)) for match in _TURN.finditer(key)]
    for match in _PERIOD.finditer(key):
        if (match["month"] or match["quarter"]) and _DUE_BEFORE.search(key[: match.start()]):
            continue  # "xong trước tháng 3": a deadline, not the period
        if match["month"] and _DAY_BEFORE.search(key[max(0, match.start() - 6) : match.start()]):
            continue
        if match["year"] and not years:
            continue
        sides = [turn for at, turn in turns if at < match.start() and turn]
        here = sides[-1] if sides else side
        if cue and not sides and not key.rstrip().endswith(":") and _inside(match):
            continue  # "… yêu cầu mở lớp trong quý I": the date of one task
        period = _period(match, key, year)
        if here and period:
            yield here, period


def _side(match: re.Match[str]) -> str:
    return "report" if match["report"] else "plan" if match["plan"] else ""


def _period(match: re.Match[str], key: str, year: int | None) -> Period | None:
    """The period of a match; a missing year is the next year named in the line, else the document's."""
    written = next((match[name] for name in ("hy", "ly", "qy", "my", "yy") if match[name]), None)
    if written is None:
        later = _ANY_YEAR.search(key, match.end())
        written = later[0] if later else None
    base = int(written) if written else year
    if base is None or not 1900 <= base <= 2200:
        return None
    if match["half"]:
        return Period(base, 6, 1 if match["part"] == "đầu" else 2)
    if match["last"]:
        return Period(base, 3, 4)
    if match["quarter"]:
        return Period(base, 3, _ROMAN.get(match["q"]) or int(match["q"]))
    if match["month"]:
        month = int(match["m"])
        return Period(base, 1, month) if 1 <= month <= 12 else None
    return Period(base)


def _inside(match: re.Match[str]) -> bool:
    """Whether a month or quarter stands behind the first words of its sentence."""
    return bool(match["month"] or match["quarter"]) and match.start() > _HEAD
