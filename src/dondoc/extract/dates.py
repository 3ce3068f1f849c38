"""Deadlines: from the words round a date to the last day on which the work is done in time.

Settled here once: "trước ngày D" is due the day before D; "chậm nhất", "hết", "đến ngày D" are due on D.
Grammar (folded key): [modifier] part-of calendar-words, with
  modifier  trước | chậm nhất, hạn | (đến) hết, đến | trong, vào, ngày, xong | từ A đến B | nhân dịp, chào mừng
  part-of   đầu, giữa, cuối, tuần đầu, tuần N, tuần cuối, nửa đầu …
"""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from enum import IntEnum

from dondoc.core.period import DateRange
from dondoc.extract.anchor import Anchor
from dondoc.extract.calendar import Mention, mentions
from dondoc.extract.lexicon import Lexicon


class Grip(IntEnum):
    """How firmly words bind a date to the work; the firmest wins."""

    OCCASION = 1
    ON = 2
    LIMIT = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Deadline:
    """A date that binds the work, and the words that say so."""

    start: int
    end: int
    due: date
    nominal: date
    window: DateRange | None
    grip: Grip
    #: End words ("đến hết năm 2024") are a date of their own even where they repeat the plan's period.
    ends: bool


_LEFT = re.compile(
    r"(?:(?P<hour>trước\s+(?:lúc\s+)?\d{1,2}\s*(?:giờ|g|h)\s*(?:\d{1,2}(?:\s*phút)?)?\s*,?)"
    r"|(?P<before>(?:xong |hoàn thành |gửi |nộp )?trước)|(?P<latest>(?:chậm|muộn) nhất(?:\s+là)?(?:\s+(?:đến|vào"
    r"|trong))?|"
    r"không quá|không muộn hơn|hạn chót|hạn cuối|thời hạn|hạn|trước hoặc trong)"
    r"|(?P<until>(?:từ nay |kể từ nay )?(?:cho )?đến\s+hết|(?:từ nay |kể từ nay )?đến|hết)"
    r"|(?P<on>trong|vào|ngay trong|xong|hoàn thành|tối|sáng|chiều|đêm|trưa|diễn ra|dự kiến|phấn đấu|ngay)"
    r"|(?P<since>từ))\s*:?\s*(?:vào\s+|trong\s+|là\s+|khoảng\s+)?(?:(?:thứ \w+|chủ nhật)\s*,?\s*)?(?P<day>ngày\s+"
    r"|hết\s+)?$"
)
_BARE_DAY = re.compile(r"(?:^|[\s(,])(?:ngày|mùng|mồng|hôm)\s*(?:\d{1,2}\s*(?:,|và|-|đến)\s*)*$")
_PART = re.compile(
    r"(?P<part>nửa đầu|nửa cuối|tuần đầu tiên|tuần đầu|tuần cuối cùng|tuần cuối|tuần (?:thứ )?(?P<week>[1-4]|một"
    r"|hai|ba|tư|nhất)"
    r"|thượng tuần|trung tuần|hạ tuần|đầu|giữa|cuối)(?:\s+của)?\s*$"
)
_OCCASION_HERE = re.compile(r"(?<!\w)(?:nhân dịp|nhân ngày|dịp|chào mừng|kỷ niệm|hưởng ứng|mừng)\s+(?:ngày\s+)?$")
#: A feast that is itself what is held ("tổ chức Trung thu").
_HELD = re.compile(r"(?<!\w)(?:tổ chức|vui|đêm hội|ngày hội|chương trình|lễ)\s+$")
_OCCASION = re.compile(r"(?<!\w)(?:nhân dịp|nhân ngày|dịp|chào mừng|kỷ niệm|hưởng ứng|mừng|hướng tới)(?!\w)")
_DOCUMENT_DATE = re.compile(r"(?:\d\S*[/-]\S*[^\W\d]\S*|số\s+\S+)\s*,?\s*(?:\(?ngày|ban hành ngày|ký ngày)\s*$")
_RANGE = re.compile(r"\s*(?:-|đến(?:\s+hết)?(?:\s+ngày)?|tới)\s*(?:ngày\s+)?$")
_FIRST_DAY = re.compile(r"(?<!thứ )(?P<d>\d{1,2})\s*(?:-|đến|và|,)\s*(?:ngày\s+)?$")
_RELATIVE = re.compile(
    r"(?:(?P<to>đến|hết|đến hết|vào|trong|ngay)\s+)?(?P<part>đầu|giữa|cuối)\s+(?P<unit>tháng|quý)(?!\s*(?:\d|i"
    r"|v))(?!\w)"
)
_YEAR_END = re.compile(
    r"(?:đến|hết|đến hết|phấn đấu|vào|trước|từ nay đến)\s+(?:cuối\s+|hết\s+)?năm(?:\s+(?P<y>20\d\d))?(?!\w)"
    r"|(?<!tháng )cuối năm\s+(?P<y2>20\d\d)|^cuối năm(?!\w)"
)
_CYCLE = re.compile(r"\s*(?:hằng|hàng|mỗi)\s+(?:tháng|quý|năm)")
_WEEKS = {"1": 1, "2": 2, "3": 3, "4": 4, "một": 1, "hai": 2, "ba": 3, "tư": 4, "nhất": 1}


def find_deadlines(key: str, anchor: Anchor, lexicon: Lexicon, *, bare: bool = False) -> list[Deadline]:
    """The deadlines of a clause in order; `bare` (a table's cell) takes a date without any word before it too."""
    days = mentions(key, anchor, lexicon)
    found: list[Deadline] = []
    for index, mention in enumerate(days):
        if _is_past(mention, anchor) or _DOCUMENT_DATE.search(key[: mention.start]):
            continue
        left = days[index - 1] if index and _RANGE.fullmatch(key[days[index - 1].end : mention.start]) else None
        right = days[index + 1] if index + 1 < len(days) else None
        if right and _RANGE.fullmatch(key[mention.end : right.start]):
            continue  # the first day of a range, or of a starting date
        deadline = _bound(key, mention, left, bare=bare)
        if deadline:
            found.append(deadline)
    found += _relative(key, anchor)
    found += _week_cell(key, anchor) if bare else []
    found += _year_end(key, anchor)
    if not any(deadline.grip > Grip.OCCASION for deadline in found):
        found += _occasions(key, days, anchor)
    return sorted(found, key=lambda deadline: deadline.start)


def choose(deadlines: list[Deadline]) -> Deadline | None:
    """The deadline that counts: the firmest, and of equals the last."""
    return max(deadlines, key=lambda deadline: (deadline.grip, deadline.start), default=None)


def _is_past(mention: Mention, anchor: Anchor) -> bool:
    """A year before the plan's is history ("28/7/1929"), never a deadline."""
    return anchor.year is not None and mention.days.last.year < anchor.year


def _bound(key: str, mention: Mention, left: Mention | None, *, bare: bool) -> Deadline | None:
    days, at = mention.days, mention.start
    if left is not None and left.days.start < days.end:
        days, at = DateRange(left.days.start, days.end), left.start
    before = key[max(0, at - 60) : at]
    first = _FIRST_DAY.search(before) if mention.grain == "day" and left is None else None
    if first and 1 <= int(first["d"]) <= days.last.day:
        days = DateRange(days.start.replace(day=int(first["d"])), days.end)
        before = before[: first.start()]
    part = _PART.search(before) if mention.grain in {"month", "quarter", "half", "year"} else None
    if part:
        days = _part_of(days, mention.grain, part)
        before = before[: part.start()]
    if mention.grain == "day" and _OCCASION_HERE.search(before) and not bare:
        return None  # an occasion, weighed with the others
    if mention.grain in {"half", "quarter", "month"} and not before.strip() and mention.end < len(key):
        return _on(mention, days, Grip.ON)  # "6 tháng đầu năm tổ chức …"
    word = _LEFT.search(before)
    if word and (word.start() == 0 or not before[word.start() - 1].isalnum()):
        return _by_word(word, mention, days, ranged=left is not None or first is not None)
    if mention.grain == "feast" and word is None and not bare:
        return _on(mention, days, Grip.OCCASION) if _HELD.search(before) else None
    if bare or (mention.grain == "day" and _BARE_DAY.search(before)) or (part and mention.grain != "year"):
        return _on(mention, days, Grip.ON)
    return None


def _by_word(word: re.Match[str], mention: Mention, days: DateRange, *, ranged: bool) -> Deadline | None:
    if word["hour"]:
        return _on(mention, days, Grip.LIMIT)
    if word["before"]:
        return Deadline(
            start=mention.start, end=mention.end, due=days.start - timedelta(days=1), nominal=days.start,
            window=None, grip=Grip.LIMIT, ends=True,
        )  # fmt: skip
    if word["since"]:
        several = mention.grain == "month" and days.last.month != days.start.month
        return _on(mention, days, Grip.ON) if ranged or several else None
    if word["latest"] or word["until"]:
        ends = Deadline(
            start=mention.start,
            end=mention.end,
            due=days.last,
            nominal=days.last,
            window=None,
            grip=Grip.LIMIT,
            ends=True,
        )
        return None if mention.grain == "feast" and word["until"] else ends
    if mention.grain == "half" and word["on"] not in {"trong", "ngay trong"}:
        return None
    return _on(mention, days, Grip.ON)


def _on(mention: Mention, days: DateRange, grip: Grip) -> Deadline:
    return Deadline(
        start=mention.start, end=mention.end, due=days.last, nominal=days.last, window=days, grip=grip, ends=False
    )


def _part_of(days: DateRange, grain: str, part: re.Match[str]) -> DateRange:
    """Part of a month (10th, 20th, last), quarter (its months), half or year (its first, middle, last third)."""
    word, last = part["part"], days.last
    if grain == "month":
        if part["week"]:
            week = _WEEKS[part["week"]]
            return DateRange.through(
                days.start + timedelta(days=7 * week - 7), days.start + timedelta(days=7 * week - 1)
            )
        ends = {"tuần đầu": 7, "nửa đầu": 15, "đầu": 10, "thượng tuần": 10, "giữa": 20, "trung tuần": 20}
        day = next((ends[name] for name in ends if word.startswith(name)), last.day)
        begin = {10: 1, 20: 11, 7: 1, 15: 1}.get(day, 21)
        return DateRange.through(last.replace(day=begin), last.replace(day=day))
    months = 12 * (last.year - days.start.year) + last.month - days.start.month + 1
    third = max(months // 3, 1)
    step = 0 if word in {"đầu", "nửa đầu"} else 1 if word == "giữa" else 2
    opening = _add_months(days.start, third * step)
    return DateRange(opening, _add_months(opening, third))


def _add_months(day: date, months: int) -> date:
    total = day.month - 1 + months
    return date(day.year + total // 12, total % 12 + 1, 1)


def _relative(key: str, anchor: Anchor) -> list[Deadline]:
    """Parts of the plan's own month or quarter: "đầu tháng", "cuối quý"."""
    months = anchor.plan.months if anchor.plan else 0
    found = []
    for match in _RELATIVE.finditer(key):
        grain = "month" if match["unit"] == "tháng" else "quarter"
        if anchor.plan is None or months != (1 if grain == "month" else 3) or _CYCLE.match(key, match.end()):
            continue
        part = _PART.search(match["part"])
        if part is not None:
            days = _part_of(anchor.plan.calendar, grain, part)
            mention = Mention(start=match.start(), end=match.end(), days=days, grain=grain)
            found.append(_on(mention, days, Grip.ON))
    return found


def _week_cell(key: str, anchor: Anchor) -> list[Deadline]:
    """A cell "Tuần 2" in the plan of a month."""
    part = _PART.fullmatch(key.strip())
    if part is None or not part["part"].startswith("tuần") or anchor.plan is None or anchor.plan.months != 1:
        return []
    days = _part_of(anchor.plan.calendar, "month", part)
    return [_on(Mention(start=0, end=len(key), days=days, grain="month"), days, Grip.ON)]


def _year_end(key: str, anchor: Anchor) -> list[Deadline]:
    """The last day of the year: "đến cuối năm", "hết năm 2024", "cuối năm 2024"."""
    found = []
    for match in _YEAR_END.finditer(key):
        year = int(match["y"] or match["y2"] or anchor.year or 0)
        plain = "cuối" in match[0] or "hết" in match[0] or match[0].startswith("trước")
        if not plain or not 2000 <= year <= 2200 or (anchor.year and year < anchor.year):
            continue
        due = date(year - 1, 12, 31) if match[0].startswith("trước") and "cuối" not in match[0] else date(year, 12, 31)
        found.append(
            Deadline(start=match.start(), end=match.end(), due=due, nominal=due, window=None, grip=Grip.ON, ends=True)
        )
    return found


def _occasions(key: str, days: list[Mention], anchor: Anchor) -> list[Deadline]:
    """The day of an occasion ("nhân dịp 20/10"); several bind to none, two days in a row to the later."""
    word = _OCCASION.search(key)
    if word is None or re.search(r"các ngày lễ|những ngày lễ|các sự kiện", key[word.start() :]):
        return []
    named = [
        mention
        for mention in days
        if mention.start >= word.end() and mention.start - word.end() < 110 and not _is_past(mention, anchor)
        if mention.grain in {"day", "feast"}
    ]
    last_days = sorted({mention.days.last for mention in named})
    if not last_days or last_days[-1] - last_days[0] > timedelta(days=1):
        return []
    mention = max(named, key=lambda one: one.days.last)
    return [_on(mention, mention.days, Grip.OCCASION)]
