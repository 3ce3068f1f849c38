"""Targets: numbers with the nouns that they count, and how the result must stand to them.

Grammar (folded key): [comparator] number ["%"] noun [trở lên]; "từ A đến B noun"; "A/B noun"; number money[/per].
Dates, document numbers, ages, durations, ordinals and what stands in quotation marks count nothing.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache

from dondoc.core.target import Aggregate, Comparator, Per, Role, Target
from dondoc.extract.lexicon import Lexicon, NumberWords
from dondoc.extract.normalize import squeeze

_DIGITS = r"(?:\d{1,3}(?:\.\d{3})+|\d{1,9})(?:,\d{1,3})?"
_NUMBER = re.compile(
    rf"(?<![\w/.,\-])(?P<n>{_DIGITS})(?![\d]|[.,]\d|h\d|h(?!\w)"
    rf"|g\d)(?:\s*/\s*(?P<of>\d{{1,5}})(?![\d/]))?(?P<pct>\s*%)?"
)
_RANGE = re.compile(rf"\s*(?:-|đến|tới)\s*(?P<n>{_DIGITS})(?!\d|/\d)(?P<pct>\s*%)?")
_MONEY = re.compile(
    r"\s*(?P<unit>(?:tỷ|tỉ|triệu|nghìn|ngàn)?\s*(?:đồng|đ(?!\w))|triệu|tỷ"
    r"|tỉ)(?!\w)(?P<per>(?:\s*/\s*[^\W\d]+(?:\s(?=[^\W\d]+/)[^\W\d]+)?)*)"
)
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
#: "50% số hộ": the hộ are counted.
_COUNT_OF = re.compile(r"(?:tổng )?số\s+(?!liệu|hóa|tiền|lượng)(?=\w)")
#: "trong độ tuổi 18 - 25", "trợ cấp một lần", "16 giờ 30": it tells how old, what sort, when.
_OF = re.compile(r"(?:(?<!\w)(?:độ tuổi|trợ cấp|thanh toán|chi trả|\d giờ)|^\d{1,2}h)$")
#: "dữ liệu của 3 xã cũ": it tells whose.
_FORMER = re.compile(r"\s+(?:[^\W\d]+\s+){1,3}(?:cũ|nói trên|này|đó)(?!\w)")
#: "5S", "phong trào 5 không 3 sạch": a name.
_SLOGAN = re.compile(r"s(?!\w)|\s(?:không|sạch|có|rõ|quản|nhất|chống|xây|biết|tốt|xung kích|trách nhiệm)(?!\w)")
#: "xử lý trong vòng 48 giờ": a limit on a time.
_WITHIN = re.compile(r"(?<!\w)trong (?:vòng|thời gian|thời hạn)$")
_HOURS = re.compile(r"\s*(?:giờ|phút)(?!\w)")
_DAILY = re.compile(r"\s*/\s*(?:ngày|giờ|phút|ca)(?!\w)")
_REACHED = re.compile(r"(?:đạt|tăng|giảm|là|còn|lên|xuống|thêm|bằng|:)\s*$")
_GROUP = re.compile(r"(?:trong\s+)?(?:nhóm|top|tốp)\s*$")
_UPWARD = re.compile(r"\s*(?:trở lên(?!\w)\s*)?")
_LISTED = re.compile(r"(?:\d+\s*(?:,|và)\s*)+$")
_EACH_TIME = re.compile(r"(?:mỗi|hằng|hàng)\s+(?:tuần|tháng|quý|năm|ngày)$")
_QUOTES = re.compile(r'"[^"]{1,300}"')
_WORD = re.compile(r"[^\W\d_][\w&./-]*|\d+")


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundTarget:
    """A target and where its number and noun stand."""

    start: int
    end: int
    target: Target


@dataclass(frozen=True, slots=True, kw_only=True)
class _Number:
    start: int
    end: int
    value: Decimal
    percent: bool
    share: bool
    high: Decimal | None = None
    word: bool = False


def find_targets(
    text: str, key: str, taken: list[tuple[int, int]], lexicon: Lexicon, *, rhythm: bool
) -> list[FoundTarget]:
    """The targets of a clause in order; `taken` are spans of dates and document numbers, `rhythm` says it recurs."""
    return list(each_target(text, key, taken, lexicon, rhythm=rhythm))


def each_target(
    text: str, key: str, taken: list[tuple[int, int]], lexicon: Lexicon, *, rhythm: bool
) -> Iterator[FoundTarget]:
    """The targets one by one, for those who only ask whether there is one."""
    closed = taken + [match.span() for match in _QUOTES.finditer(key)]
    last: FoundTarget | None = None
    for number in _numbers(key, lexicon.numbers):
        if any(start < number.end and number.start < end for start, end in closed):
            continue
        if last and number.start < last.end and number.start < last.start + 3:
            continue
        for target in _read(text, key, number, lexicon, first=last is None, rhythm=rhythm):
            last = target
            yield target


def _numbers(key: str, words: NumberWords) -> Iterator[_Number]:
    """Numbers in digits, and number words before a counted noun."""
    at = 0
    spelled = dict(words.words)
    for match in _written(words.words).finditer(key):
        if match.start() < at:
            continue
        if match["word"]:
            if words.counted.match(key, match.end()):
                value = Decimal(spelled[match["word"]])
                end = match.start() + len(match["word"])
                yield _Number(start=match.start(), end=end, value=value, percent=False, share=False, word=True)
            continue
        number = _Number(
            start=match.start(),
            end=match.end(),
            value=_value(match["n"]),
            percent=bool(match["pct"]),
            share=bool(match["of"]),
        )
        upper = None if match["of"] else _RANGE.match(key, match.end())
        if upper and _value(upper["n"]) > number.value:
            percent = number.percent or bool(upper["pct"])
            number = replace(number, end=upper.end(), high=_value(upper["n"]), percent=percent)
        at = number.end
        yield number


@lru_cache(maxsize=8)
def _written(words: tuple[tuple[str, int], ...]) -> re.Pattern[str]:
    """Numbers in digits or in one of the number words."""
    return re.compile(rf"{_NUMBER.pattern}|(?<!\w)(?P<word>{'|'.join(word for word, _ in words)})\s+(?=[^\W\d])")


def _value(digits: str) -> Decimal:
    return Decimal(digits.replace(".", "").replace(",", "."))


def _read(text: str, key: str, number: _Number, lexicon: Lexicon, *, first: bool, rhythm: bool) -> list[FoundTarget]:
    before, comparator, bound = _comparator(key, number, lexicon)
    if _only_describes(key, number, before, first=first):
        return []
    if not (number.percent or number.word) and _ORDINAL.search(before):
        return []
    money = _MONEY.match(key, number.end) is not None
    if not number.percent and not bound and not money and _is_name(before, lexicon.numbers):
        return []
    told = _OF.search(before) or _SLOGAN.match(key, number.end)
    told = told or (before.endswith(" của") and _FORMER.match(key, number.end))
    if told and not (number.percent or bound or money):
        return []
    unit_start, unit_end, is_money = _unit(key, number, lexicon)
    unit_key = key[unit_start:unit_end]
    if not number.percent and not is_money:
        once = rhythm and number.value == 1 and not bound and unit_key.split()[:1] == ["lần"]
        if once or _is_time(
            key,
            number,
            before=before,
            unit_end=unit_end,
            unit=unit_key,
            comparator=comparator,
            words=lexicon.numbers,
        ):
            return []
        if comparator is Comparator.MORE_THAN and lexicon.numbers.places.match(key, unit_start):
            comparator = Comparator.EXACTLY
    unit = squeeze(text[unit_start:unit_end].strip(" “”\"'"))
    if not unit and (number.percent or bound or _REACHED.search(before)):
        unit = _left_unit(text, key, number.start, lexicon)
    if not unit:
        return []  # "đường số 3", "Khối 4": a number without a noun is a name
    per = _per(key, number.start, rhythm=rhythm)
    targets = _targets(number, comparator, unit, _aggregate(number), per)
    return [FoundTarget(start=number.start, end=max(number.end, unit_end), target=target) for target in targets]


def _only_describes(key: str, number: _Number, before: str, *, first: bool) -> bool:
    """A number that tells which or from where, not how many: "chưa đủ 1%", "có từ 10 người trở lên", "từ A lên B"."""
    if _ATTRIBUTE.search(before):
        return True
    if before.endswith("từ") and _BASE.match(key, number.end):
        return True  # "từ 25.000 đồng lên 28.000 đồng": only what is reached counts
    which = _WHICH.search(key[max(0, number.start - 100) : number.start])
    if which and key[: number.start].find(which[0]) > 0:
        return True
    staff = _STAFF.search(before.removesuffix("từ").rstrip() + " ")
    return not first and staff is not None and _UP.match(key, number.end) is not None


def _is_time(
    key: str, number: _Number, *, before: str, unit_end: int, unit: str, comparator: Comparator, words: NumberWords
) -> bool:
    """A duration without a limit, an age, a year, so much a day."""
    if words.durations.match(unit, 0) and comparator not in {Comparator.LESS_THAN, Comparator.AT_MOST}:
        return True
    if _DAILY.match(key, unit_end) or unit.endswith(("/ngày", "/giờ")):
        return True
    return "tuổi" in unit.split()[:2] or _is_year(number, before, unit)


def _targets(number: _Number, comparator: Comparator, unit: str, aggregate: Aggregate, per: Per) -> Iterator[Target]:
    """One target, or the two ends of a range."""
    cap = comparator in {Comparator.AT_MOST, Comparator.LESS_THAN}
    low = Target(
        comparator=comparator, value=number.value, unit=unit, percent=number.percent, aggregate=aggregate, per=per,
        role=Role.CAP if cap else Role.REACH,
    )  # fmt: skip
    if number.high is None:
        yield low
        return
    yield replace(low, comparator=Comparator.AT_LEAST, role=Role.RANGE_LOW)
    yield replace(low, comparator=Comparator.AT_MOST, value=number.high, role=Role.RANGE_HIGH)


def _aggregate(number: _Number) -> Aggregate:
    if number.percent:
        return Aggregate.LATEST
    return Aggregate.SHARE if number.share else Aggregate.SUM


def _per(key: str, at: int, *, rhythm: bool) -> Per:
    if re.search(r"(?<!\w)(?:mỗi|từng)\s+(?!tuần|tháng|quý|năm|ngày|suất)", key[:at]):
        return Per.ASSIGNEE
    return Per.SLOT if rhythm else Per.COMMITMENT


def _comparator(key: str, number: _Number, lexicon: Lexicon) -> tuple[str, Comparator, bool]:
    """The words before the number (comparator taken off), the comparator, and whether one was written."""
    words = lexicon.numbers
    before = key[max(0, number.start - 60) : number.start].rstrip()
    if _GROUP.search(before):
        return "", Comparator.AT_MOST, True
    capped = _NOT_MORE.search(before)
    lasts = words.durations.match(key, number.end + (key[number.end : number.end + 1] == " "))
    if capped and not (lasts and capped[0].endswith(("trên", "hơn"))):
        return before[: capped.start()].rstrip(), Comparator.AT_MOST, True
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


def _is_year(number: _Number, before: str, unit: str) -> bool:
    year = 1900 <= number.value <= 2100 and number.value == int(number.value)
    return year and (before.endswith(("năm", "-", "giai đoạn", "khóa", "nhiệm kỳ", "vụ")) or not unit)


def _unit(key: str, number: _Number, lexicon: Lexicon) -> tuple[int, int, bool]:
    """Span of the counted noun with its kind, and whether it is money."""
    words = lexicon.numbers
    at = number.end
    money = None if number.percent else _MONEY.match(key, at)
    if money:
        return money.start("unit"), money.end(), True
    at = _UPWARD.match(key, at).end()  # type: ignore[union-attr]  # it matches the empty string too
    if key[at : at + 1] == '"':
        close = key.find('"', at + 1)
        return (at, close + 1, False) if 0 < close - at < 60 else (at, at, False)
    start = end = at
    for count, word in enumerate(_WORD.finditer(key, at)):
        parted = key[end : word.start()]
        if (parted.strip() and count) or (count == 0 and parted.strip(" ")) or count >= 8:
            break
        if words.unit_stops.match(key, word.start()) and not (count == 0 and words.counted.match(key, word.start())):
            break
        if word[0][0].isdigit():
            break
        if count and lexicon.verbs.openers.match(key, word.start()) and not words.events.match(key, start):
            break
        end = word.end()
    if _COUNT_OF.match(key, start, end):
        start = _COUNT_OF.match(key, start, end).end()  # type: ignore[union-attr]  # it was just matched
    trimmed = re.sub(r"\s*/\s*(?:tuần|tháng|quý|năm)$", "", key[start:end])
    return start, start + len(trimmed.rstrip(" ./-")), False


_REACHING = re.compile(r"(?<!\w)(?:tham gia|tham dự|đạt|dự|hưởng ứng|đăng ký|ký cam kết|hoàn thành|có mặt)(?!\w)")
_RATE = re.compile(r"(?:tỷ lệ|tỉ lệ|số lượng|tổng số|chỉ số|(?<!quân )(?<!sĩ )(?<!dân )số)\s+")


def _left_unit(text: str, key: str, at: int, lexicon: Lexicon) -> str:
    """The noun before a number without one after it: "tỷ lệ hồ sơ … đạt 50%", "cập nhật dữ liệu …, đạt 98%"."""
    rate = _RATE.search(key, 0, at)
    near = _subject_near(key, at, lexicon) or _served(key, at, lexicon)
    start = rate.end() if rate else _after_verbs(text, key, at, lexicon) if near is None else near
    if not key[start:at].strip(" ,:"):
        start = 0  # "Giá trị sản xuất tăng 9%": the noun stands before the verb
    end = start
    for count, word in enumerate(_WORD.finditer(key, start, at)):
        stops = count and lexicon.numbers.unit_stops.match(key, word.start())
        if count >= 6 or key[end : word.start()].strip() or stops:
            break
        end = word.end()
    return squeeze(text[start:end])


_FOR = re.compile(r"(?<!\w)cho\s+(?P<who>(?:các\s+|toàn bộ\s+|tất cả\s+)?)")


def _served(key: str, at: int, lexicon: Lexicon) -> int | None:
    """Where the noun begins whom the work serves: "tiêm vắc xin cho trẻ từ 6 tháng, đạt 95%" is a share of them."""
    comma = key.rfind(",", 0, at)
    if comma < 0 or not key[comma + 1 : at].strip().startswith("đạt"):
        return None
    found = [match.end() for match in _FOR.finditer(key, 0, comma) if lexicon.numbers.counted.match(key, match.end())]
    return found[-1] if found else None


def _subject_near(key: str, at: int, lexicon: Lexicon) -> int | None:
    """Where the noun begins that the last stretch before the number names: "…, quân số tham gia từ 98% trở lên"."""
    comma = key.rfind(",", 0, at)
    if comma < 0:
        return None
    start = comma + 1 + (key[comma + 1 : comma + 2] == " ")
    words = key[start:at].split()
    verbs = lexicon.verbs
    if len(words) < 2 or any(phrases.match(key, start) for phrases in (verbs.openers, verbs.adverbs, verbs.modals)):
        return None
    bound = (lexicon.numbers.unit_stops, lexicon.numbers.at_least, lexicon.numbers.more_than, lexicon.numbers.at_most)
    return (
        None if any(phrases.match(key, start) for phrases in bound) or not _REACHING.search(key, start, at) else start
    )


def _after_verbs(text: str, key: str, at: int, lexicon: Lexicon) -> int:
    """Where the object of the first verbs in small letters begins ("hoàn thành cập nhật |dữ liệu")."""
    end = 0
    for place, verb in lexicon.verbs.openers.finditer(key, 0, at):
        if end and key[end:place].strip(" ,"):
            break
        if place == 0 or text[place].islower():
            end = place + len(verb)
    return end + (key[end : end + 1] == " ")
