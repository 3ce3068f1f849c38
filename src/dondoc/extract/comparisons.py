"""How a result stands to something else: "tăng 5% so với cùng kỳ", "vượt 3% chỉ tiêu", "8/10 chỉ tiêu đạt".

Each is read in a window round its words; a number in it is that of the quantity beside it (domain 95 to 108).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from dondoc.extract.figures import value_of

_N = r"(?:\d{1,3}(?:\.\d{3})+|\d{1,9})(?:,\d{1,3})?"
_BASES = (
    ("same_period", re.compile(r"(?<!\w)(?:cùng kỳ|cùng thời điểm|cùng thời gian|năm trước|năm ngoái)(?!\w)")),
    ("start_of_year", re.compile(r"(?<!\w)(?:đầu năm|đầu kỳ)(?!\w)")),
    ("previous_period", re.compile(r"(?<!\w)(?:tháng|quý|kỳ|tuần|6 tháng) (?:trước|liền kề)(?!\w)|kỳ báo cáo trước")),
    ("plan", re.compile(r"(?<!\w)(?:kế hoạch|chỉ tiêu|dự toán|nghị quyết|mục tiêu)(?!\w)")),
)
_REACH = 60
_STOP = re.compile(r"[.;]\s|[.;]$|,\s")
#: "tăng từ 20 lên 25", "giảm từ 5% xuống còn 3%".
_FROM_TO = re.compile(
    rf"(?<!\w)từ\s(?:mức\s)?(?P<from>{_N})(?P<pct>\s?%)?[^.;,\d]{{0,25}}?\s(?:lên|xuống)\s"
    rf"(?:còn\s|đến\s|tới\s|thành\s)?(?P<to>{_N})(?P<pct2>\s?%)?"
)
#: The verb before it.
_RISING = re.compile(r"(?<!\w)(?:tăng|giảm|nâng|hạ)(?:\s[^\W\d]+){0,5}\s$")
_CHANGE = re.compile(
    rf"(?<!\w)(?P<way>tăng thêm|tăng|giảm|(?<!và )(?<!hoặc )(?<!không )vượt)\s"
    rf"(?:được\s|khoảng\s|hơn\s|trên\s|gần\s|ít nhất\s|từ\s)?(?P<n>{_N})"
    r"(?:\s?(?P<points>điểm phần trăm|điểm %)|(?P<pct>\s?%))?(?!\d)"
)
_TIMES = re.compile(
    rf"(?<!\w)(?:tăng\s)?(?:gấp|bằng)\s(?:hơn\s|trên\s)?(?:(?P<n>{_N})\s?lần|(?P<word>đôi|hai lần|ba lần|rưỡi))(?!\w)"
)
_WORDS = {"đôi": Decimal(2), "hai lần": Decimal(2), "ba lần": Decimal(3), "rưỡi": Decimal("1.5")}
_OF_PLAN = re.compile(
    rf"(?:(?<!\w)(?:(?P<short>chỉ đạt|mới đạt|chưa đạt)|đạt|bằng|hoàn thành)\s)?(?<![\w/.,])(?P<n>{_N})\s?%\s"
    r"(?:so với\s)?(?:kế hoạch|chỉ tiêu|dự toán|mục tiêu|nghị quyết)(?!\w)"
)
_SHORT = re.compile(rf"(?<!\w)(?:chỉ|mới)\s(?:đạt|được|thực hiện được|hoàn thành(?: được)?)\s(?P<n>{_N})(?P<pct>\s?%)?")
_SAME = re.compile(r"(?<!\w)(?:bằng|tương đương|không (?:tăng|thay đổi))\s(?:với\s|so với\s)?cùng kỳ(?!\w)")
_MET = re.compile(r"(?<!\w)đạt (?:và|hoặc) vượt (?:mức )?(?:các )?(?:kế hoạch|chỉ tiêu|mục tiêu|dự toán)(?!\w)")
_MISSED = re.compile(r"(?<!\w)(?:chưa|không) (?:hoàn thành|đạt)(?: được)? (?:kế hoạch|chỉ tiêu|mục tiêu|dự toán)(?!\w)")
_RATIO = re.compile(r"(?<![\w/.,])(?P<n>\d{1,4})\s?/\s?(?P<of>\d{1,4})\s(?:chỉ tiêu|nhiệm vụ|mục tiêu|tiêu chí)(?!\w)")
_CUMULATIVE = re.compile(r"(?<!\w)(?:lũy kế|cộng dồn)(?:[^.,;\d]{0,30}\s(?=\d)|(?!\w))")


class Base(StrEnum):
    """What a result is compared with."""

    SAME_PERIOD = "same_period"
    START_OF_YEAR = "start_of_year"
    PREVIOUS_PERIOD = "previous_period"
    PLAN = "plan"
    UNSAID = "unsaid"


class Relation(StrEnum):
    """How a result stands to its base."""

    #: More or less by `delta`, in percent, in percentage points or in units.
    CHANGE = "change"
    #: `delta` times the base.
    TIMES = "times"
    #: From `was` to `delta`.
    FROM_TO = "from_to"
    #: `delta` percent of the base.
    SHARE_OF = "share_of"
    #: As much as the base.
    SAME = "same"
    #: At least the base.
    MET = "met"
    #: Less than the base.
    MISSED = "missed"
    #: `delta` of `was` targets were met.
    RATIO = "ratio"
    #: The sum since the year began.
    CUMULATIVE = "cumulative"


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """One comparison; `start` and `end` are its words in the key, half-open."""

    start: int
    end: int
    relation: Relation
    base: Base = Base.UNSAID
    #: Signed: a fall is negative.
    delta: Decimal | None = None
    #: Where it came from (a → b), or how many there are (8 of 10).
    was: Decimal | None = None
    percent: bool = False
    #: Percentage points.
    points: bool = False
    #: "Chỉ đạt", "mới đạt": less than was hoped for.
    is_short: bool = False


def read_comparisons(key: str) -> list[Comparison]:
    """The comparisons of a folded key in order, without overlap; the longer reading wins."""
    if not any(word in key for word in _MAY):
        return []
    found = [*_numbered(key), *_worded(key)]
    kept: list[Comparison] = []
    for one in sorted(found, key=lambda one: (one.start, -one.end)):
        if not kept or one.start >= kept[-1].end:
            kept.append(one)
    return kept


_MAY = (
    "tăng", "giảm", "vượt", "thêm", "gấp", "bằng", "đạt", "từ ", "lũy kế", "cộng dồn", "tương đương",
    "cùng kỳ", "/", "%", "hoàn thành",
)  # fmt: skip


def _numbered(key: str) -> Iterator[Comparison]:
    for match in _FROM_TO.finditer(key):
        near = max(0, match.start() - _REACH)
        rising = _RISING.search(key, near, match.start())
        yield Comparison(
            start=rising.start() if rising else match.start(), end=match.end(), relation=Relation.FROM_TO,
            was=value_of(match["from"]), delta=value_of(match["to"]), percent=bool(match["pct"] or match["pct2"]),
            base=_base(key, match.end()),
        )  # fmt: skip
    for match in _OF_PLAN.finditer(key):
        yield Comparison(
            start=match.start(), end=match.end(), relation=Relation.SHARE_OF, base=Base.PLAN,
            delta=value_of(match["n"]), percent=True, is_short=match["short"] is not None,
        )  # fmt: skip
    for match in _CHANGE.finditer(key):
        yield _change(key, match)
    for match in _TIMES.finditer(key):
        delta = value_of(match["n"]) if match["n"] else _WORDS[match["word"]]
        base = _base(key, match.end())
        yield Comparison(start=match.start(), end=match.end(), relation=Relation.TIMES, base=base, delta=delta)
    for match in _SHORT.finditer(key):
        yield Comparison(
            start=match.start(), end=match.end(), relation=Relation.SHARE_OF, base=_base(key, match.end()),
            delta=value_of(match["n"]), percent=bool(match["pct"]), is_short=True,
        )  # fmt: skip
    for match in _RATIO.finditer(key):
        yield Comparison(
            start=match.start(), end=match.end(), relation=Relation.RATIO, base=Base.PLAN,
            delta=Decimal(match["n"]), was=Decimal(match["of"]),
        )  # fmt: skip


def _change(key: str, match: re.Match[str]) -> Comparison:
    """More or less by a number; "vượt 3% chỉ tiêu" is 103 percent of the plan."""
    value, percent, points = value_of(match["n"]), bool(match["pct"]), match["points"] is not None
    base = _base(key, match.end())
    if match["way"] == "vượt" and percent and base in {Base.PLAN, Base.UNSAID}:
        return Comparison(
            start=match.start(), end=match.end(), relation=Relation.SHARE_OF, base=Base.PLAN, delta=100 + value,
            percent=True,
        )  # fmt: skip
    return Comparison(
        start=match.start(), end=match.end(), relation=Relation.CHANGE, base=base,
        delta=-value if match["way"] == "giảm" else value, percent=percent or points, points=points,
    )  # fmt: skip


def _worded(key: str) -> Iterator[Comparison]:
    for pattern, relation, base in (
        (_SAME, Relation.SAME, Base.SAME_PERIOD),
        (_MET, Relation.MET, Base.PLAN),
        (_MISSED, Relation.MISSED, Base.PLAN),
        (_CUMULATIVE, Relation.CUMULATIVE, Base.START_OF_YEAR),
    ):
        delta = {Relation.SAME: Decimal(0), Relation.MET: Decimal(100)}.get(relation)
        for match in pattern.finditer(key):
            yield Comparison(
                start=match.start(), end=match.end(), relation=relation, base=base, delta=delta,
                percent=relation is Relation.MET,
            )  # fmt: skip


def _base(key: str, at: int) -> Base:
    """What stands behind a comparison up to the next mark: "… so với cùng kỳ năm trước"."""
    stop = _STOP.search(key, at, at + _REACH)
    end = stop.start() if stop else min(at + _REACH, len(key))
    found = [(match.start(), name) for name, pattern in _BASES if (match := pattern.search(key, at, end))]
    return Base(min(found)[1]) if found else Base.UNSAID
