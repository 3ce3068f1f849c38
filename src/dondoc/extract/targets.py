"""Targets: numbers with the nouns that they count, and how the result must stand to them.

Grammar (folded key): [comparator] number ["%"] noun [trở lên]; "từ A đến B noun"; "A/B noun"; number money[/per].
Dates, document numbers, ages, durations, ordinals and what stands in quotation marks count nothing.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from dondoc.core.target import Aggregate, Comparator, Role, Target
from dondoc.extract.figures import Number, read_figures
from dondoc.extract.lexicon import Lexicon, NumberWords
from dondoc.extract.normalize import squeeze
from dondoc.extract.units import unit_after, unit_before

_UP = re.compile(r"[^,;.]{0,45}?(?<!\w)trở lên(?!\w)")
_LINK = re.compile(r"(?:\s|là|đạt|có|thêm|được|còn|lên|tới|mức|từ|kết nạp|:)+$")
_ATTRIBUTE = re.compile(r"(?:chưa đủ|chưa đạt|mới đạt|chỉ đạt|đã đạt|hiện có|tổng số)\s*$")
_STAFF = re.compile(r"(?<!\w)có\s+(?:\w+\s+){0,4}$")
_BASE = re.compile(r"[^,;.\d]{0,25}\s(?:lên|xuống|thành)\s+(?:còn\s+|trên\s+|dưới\s+)?\d")
#: "các khu nhà trọ có từ 10 phòng trở lên": which ones, not how many.
_WHICH = re.compile(r"(?<!\w)(?:các|những|đối với|tại|ở|của|với)\s+[^,;:.\d]{2,80}\scó\s+(?:từ|trên|dưới|hơn)?\s*$")
#: "sinh con thứ 3 trở lên", "thợ bậc 5 trở lên": an order, whatever stands behind it.
_ORDINAL = re.compile(r"(?<!\w)(?:thứ|bậc|hạng)$")
#: "không để xảy ra quá 02 vụ": the "không" of the clause turns "quá", "vượt", "trên" into a cap.
_NOT_MORE = re.compile(
    r"(?<!\w)(?:không|chưa|đừng)(?:\s+[^\W\d]+){0,10}?\s+(?:vượt quá|quá|vượt|trên"
    r"|(?<!thấp )(?<!ít )(?<!nhỏ )(?<!kém )hơn)$"
)
#: "trong độ tuổi 18 - 25", "trợ cấp một lần", "16 giờ 30": it tells how old, what sort, when.
_SORT = re.compile(r"(?:(?<!\w)(?:độ tuổi|trợ cấp|thanh toán|chi trả|\d{1,2} giờ)|^\d{1,2}h)$")
#: "dữ liệu của 3 xã cũ": it tells whose.
_FORMER = re.compile(r"\s+(?:[^\W\d]+\s+){1,3}(?:cũ|nói trên|này|đó)(?!\w)")
#: "5S", "phong trào 5 không 3 sạch": a name.
_SLOGAN = re.compile(r"s(?!\w)|\s(?:không|sạch|có|rõ|quản|nhất|chống|xây|biết|tốt|xung kích|trách nhiệm)(?!\w)")
_COSTS = re.compile(r"\s*(?:(?:tỷ|tỉ|triệu|nghìn|ngàn)\s*)?đồng(?!\w)")
#: "xử lý trong vòng 48 giờ": a limit on a time.
_WITHIN = re.compile(r"(?<!\w)trong (?:vòng|thời gian|thời hạn)$")
_HOURS = re.compile(r"\s*(?:giờ|phút)(?!\w)")
_DAILY = re.compile(r"\s?/\s?(?:ngày|giờ|phút|ca)(?!\w)")
_REACHED = re.compile(r"(?:đạt|tăng|giảm|là|còn|lên|xuống|thêm|bằng|:)\s*$")
_GROUP = re.compile(r"(?:trong\s+)?(?:nhóm|top|tốp)\s*$")
_LISTED = re.compile(r"(?:\d+\s*(?:,|và)\s*)+$")
_EACH_TIME = re.compile(r"(?:mỗi|hằng|hàng)\s+(?:tuần|tháng|quý|năm|ngày)$")
_QUOTES = re.compile(r'"[^"]{1,300}"')
#: The longer ones first.
_SIGNS = {
    ">=": Comparator.AT_LEAST, "<=": Comparator.AT_MOST, "≥": Comparator.AT_LEAST, "≤": Comparator.AT_MOST,
    ">": Comparator.MORE_THAN, "<": Comparator.LESS_THAN,
}  # fmt: skip
#: Verbs that spread over places and count nothing: "triển khai trên 06 công trình".
_SPREADING = (
    "triển khai", "thực hiện", "tổ chức", "phát động", "ra quân", "áp dụng", "liên kết", "thi đua", "tuyên truyền",
    "thí điểm", "diễn ra", "tuần tra", "đăng tải", "phát sóng", "làm việc", "trải", "nằm", "sinh sống", "hoạt động",
)  # fmt: skip

Span = tuple[int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundTarget:
    """A target and where its number and noun stand."""

    start: int
    end: int
    target: Target


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """A number with what was read round it; not every one is something to reach."""

    number: Number
    comparator: Comparator
    #: The comparator stands in the words.
    is_bound: bool
    #: The words before the number, its comparator taken off.
    before: str
    #: The noun that is counted, as written; "" where the number is a name.
    unit: str
    #: Where the noun behind the number stands.
    unit_span: Span
    is_money: bool
    #: It only tells which ones, from where, or what was reached so far.
    only_describes: bool = False

    @property
    def end(self) -> int:
        """Where the number and its noun end."""
        start, end = self.unit_span
        return end if start < end else self.number.end


def find_targets(text: str, key: str, taken: list[Span], lexicon: Lexicon, *, rhythm: bool) -> list[FoundTarget]:
    """The targets of a clause in order; `taken` are spans of dates and document numbers, `rhythm` says it recurs."""
    return list(each_target(text, key, taken, lexicon, rhythm=rhythm))


def each_target(text: str, key: str, taken: list[Span], lexicon: Lexicon, *, rhythm: bool) -> Iterator[FoundTarget]:
    """The targets one by one, for those who only ask whether there is one."""
    last: FoundTarget | None = None
    for number in free_figures(key, taken, lexicon):
        if last and number.start < last.end and number.start < last.start + 3:
            continue
        one = read_number(text, key, number, lexicon, first=last is None, rhythm=rhythm)
        if one is None or one.only_describes:
            continue
        for target in targets_of(one):
            last = FoundTarget(start=number.start, end=one.end, target=target)
            yield last


def free_figures(key: str, taken: Iterable[Span], lexicon: Lexicon) -> Iterator[Number]:
    """The numbers of a key that stand neither in a taken span nor in quotation marks."""
    closed = sorted([*taken, *(match.span() for match in _QUOTES.finditer(key))])
    starts: list[int] = []
    ends: list[int] = []
    for start, end in closed:  # overlapping spans as one, so that one look is enough
        if ends and start <= ends[-1]:
            ends[-1] = max(ends[-1], end)
        else:
            starts.append(start)
            ends.append(end)
    for number in read_figures(key, lexicon.numbers):
        index = bisect_right(starts, number.end - 1) - 1
        if index < 0 or ends[index] <= number.start:
            yield number


def read_number(
    text: str, key: str, number: Number, lexicon: Lexicon, *, first: bool, rhythm: bool
) -> Reading | None:  # fmt: skip
    """A number with its comparator and noun; None for names, orders, durations, ages and years."""
    before, comparator, is_bound = _comparator(key, number, lexicon)
    if not (number.percent or number.is_word) and _ORDINAL.search(before):
        return None
    named = _is_name(before, lexicon.numbers) and not _COSTS.match(key, number.end)
    if not (number.percent or is_bound) and (named or _tells(key, number, before)):
        return None
    unit_start, unit_end, is_money = unit_after(key, number.end, lexicon, percent=number.percent)
    unit_key = key[unit_start:unit_end]
    if not number.percent and not is_money:
        once = rhythm and number.value == 1 and not is_bound and unit_key.split()[:1] == ["lần"]
        lasting = _is_time(key, number, before, unit_end, comparator=comparator, words=lexicon.numbers, unit=unit_key)
        if once or lasting:
            return None
        if comparator is Comparator.MORE_THAN and _is_place(key, number, before, unit_start, lexicon=lexicon):
            comparator = Comparator.EXACTLY
    unit = squeeze(text[unit_start:unit_end].strip(" “”\"'"))
    if not unit and (number.percent or is_bound or _REACHED.search(before)):
        unit = unit_before(text, key, number.start, lexicon)
    if not unit:
        return None  # "đường số 3", "Khối 4": a number without a noun is a name
    return Reading(
        number=number, comparator=comparator, is_bound=is_bound, before=before, unit=unit,
        unit_span=(unit_start, unit_end), is_money=is_money,
        only_describes=_describes(key, number, before, first=first),
    )  # fmt: skip


def targets_of(one: Reading) -> Iterator[Target]:
    """The target of a reading, or the two ends of a range."""
    number = one.number
    cap = one.comparator in {Comparator.AT_MOST, Comparator.LESS_THAN}
    aggregate = Aggregate.LATEST if number.percent else Aggregate.SHARE if number.whole is not None else Aggregate.SUM
    low = Target(
        comparator=one.comparator, value=number.value, unit=one.unit, percent=number.percent, aggregate=aggregate,
        role=Role.CAP if cap else Role.REACH,
    )  # fmt: skip
    if number.high is None:
        yield low
        return
    yield replace(low, comparator=Comparator.AT_LEAST, role=Role.RANGE_LOW)
    yield replace(low, comparator=Comparator.AT_MOST, value=number.high, role=Role.RANGE_HIGH)


def _describes(key: str, number: Number, before: str, *, first: bool) -> bool:
    """A number that tells which or from where, not how many: "chưa đủ 1%", "có từ 10 người trở lên", "từ A lên B"."""
    if _ATTRIBUTE.search(before):
        return True
    if before.endswith("từ") and _BASE.match(key, number.end):
        return True  # "từ 25.000 đồng lên 28.000 đồng": only what is reached counts
    near = max(0, number.start - 100)
    which = _WHICH.search(key[near : number.start])
    if which and near + which.start() > 0:
        return True
    staff = _STAFF.search(before.removesuffix("từ").rstrip() + " ")
    return not first and staff is not None and _UP.match(key, number.end) is not None


def _tells(key: str, number: Number, before: str) -> bool:
    """A number of a name, an age, a sort or an hour."""
    if _SORT.search(before) or _SLOGAN.match(key, number.end):
        return True
    return before.endswith(" của") and _FORMER.match(key, number.end) is not None


#: So many days in each month.
_EVERY = re.compile(r"\s?/\s?(?:tuần|tháng|quý|năm)(?!\w)")


def _is_time(
    key: str, number: Number, before: str, unit_end: int, *, comparator: Comparator, words: NumberWords, unit: str
) -> bool:
    """A duration without a limit, an age, a year, so much a day."""
    limited = comparator in {Comparator.LESS_THAN, Comparator.AT_MOST}
    if (
        words.durations.match(unit, 0)
        and not limited
        and not (comparator is Comparator.AT_LEAST and _EVERY.match(key, unit_end))
    ):
        return True  # "đợt 90 ngày"; but "đi cơ sở không dưới 8 ngày/tháng"
    if _DAILY.match(key, unit_end) or unit.endswith(("/ngày", "/giờ")):
        return True
    return "tuổi" in unit.split()[:2] or _is_year(number, before, unit)


def _is_place(key: str, number: Number, before: str, unit_start: int, *, lexicon: Lexicon) -> bool:
    """Whether "trên" says where, not more than: a noun of place, and no verb before it that would count it."""
    if not key[max(0, number.start - 6) : number.start].rstrip().endswith("trên"):
        return False
    if not lexicon.numbers.places.match(key, unit_start):
        return False
    return before.endswith(_SPREADING) or not _ending(before, lexicon.verbs.openers.words)


def _comparator(key: str, number: Number, lexicon: Lexicon) -> tuple[str, Comparator, bool]:
    """The words before the number (comparator taken off), the comparator, and whether one was written."""
    words = lexicon.numbers
    before = key[max(0, number.start - 60) : number.start].rstrip()
    if _GROUP.search(before):
        return "", Comparator.AT_MOST, True
    capped = _NOT_MORE.search(before)
    lasts = words.durations.match(key, number.end + (key[number.end : number.end + 1] == " "))
    if capped and not (lasts and capped[0].endswith(("trên", "hơn"))):
        return before[: capped.start()].rstrip(), Comparator.AT_MOST, True
    sign = next((sign for sign in _SIGNS if before.endswith(sign)), None)
    if sign:
        return before.removesuffix(sign).rstrip(), _SIGNS[sign], True
    if _WITHIN.search(before) and _HOURS.match(key, number.end):
        return before, Comparator.AT_MOST, True
    up = _UP.match(key, number.end)
    bare = before
    for _ in range(2):
        for phrases, comparator in (
            (words.at_least, Comparator.AT_LEAST),
            (words.at_most, Comparator.AT_MOST),
            (words.less_than, Comparator.LESS_THAN),
            (words.more_than, Comparator.MORE_THAN),
        ):
            phrase = _ending(bare, phrases.words)
            if phrase:
                return bare[: -len(phrase)].rstrip(), comparator, True
        bare = _LINK.sub("", before)
    if up and "tuổi" not in up[0] and not lexicon.verbs.openers.search(up[0].replace("dự toán", "")):
        return before.removesuffix("từ").rstrip(), Comparator.AT_LEAST, True
    return before, Comparator.EXACTLY, number.high is not None


def _is_name(before: str, words: NumberWords) -> bool:
    """Whether the noun before takes the number as a name or an order ("đợt 4", "hẻm 45")."""
    before = _LISTED.sub("", before).rstrip()
    if _EACH_TIME.search(before):
        return False
    named = _ending(before, words.naming.words) is not None
    return named and not before.endswith(("mỗi tổ", "mỗi lớp", "các lớp", "các đội"))


def _ending(key: str, words: tuple[str, ...]) -> str | None:
    """The first of the words with which a key ends, as whole words."""
    if not key.endswith(words):
        return None
    return next((word for word in words if key.endswith(word) and not key[: -len(word)][-1:].isalnum()), None)


def _is_year(number: Number, before: str, unit: str) -> bool:
    year = 1900 <= number.value <= 2100 and number.value == int(number.value)
    return year and (before.endswith(("năm", "-", "giai đoạn", "khóa", "nhiệm kỳ", "vụ")) or not unit)
