"""How dates, periods, numbers and lists are written in an official text (NĐ 30/2020; thousands ".", decimals ",")."""

from collections.abc import Sequence
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from itertools import groupby

from dondoc.core.period import DateRange, Period
from dondoc.core.report import ReportPlan
from dondoc.core.target import Comparator, Role, Target

_ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")
_MEASURES = ("đồng", "nghìn", "ngàn", "triệu", "tỷ", "tỉ", "giờ", "phút", "ngày", "tấn", "ha", "km", "m2")
#: Nouns of two syllables by which things are counted; of other units the first syllable is the counting noun.
_COUNTING_NOUNS = (
    "hoạt động",
    "hội nghị",
    "hội thảo",
    "hội thi",
    "tọa đàm",
    "đoàn viên",
    "hội viên",
    "đảng viên",
    "người lao động",
    "công nhân",
    "công trình",
    "công đoàn",
    "tổ công đoàn",
    "sáng kiến",
    "kiến nghị",
    "thỏa ước",
    "văn bản",
    "chuyên đề",
    "mô hình",
    "hồ sơ",
    "đơn vị",
    "học sinh",
    "gia đình",
)
_CLASSIFIERS = frozenset(
    {"cuộc", "buổi", "lớp", "giải", "vụ", "suất", "đợt", "bài", "tin", "lượt", "hộ", "cây", "nhà", "phần", "kỳ", "lần"}
)


def day_text(day: date, *, year: bool = True) -> str:
    """Days 1 to 9 and months 1 and 2 take a leading zero (NĐ 30/2020).

    >>> day_text(date(2017, 9, 5)), day_text(date(2018, 2, 15), year=False)
    ('05/9/2017', '15/02')
    """
    month = f"{day.month:02}" if day.month <= 2 else str(day.month)
    return f"{day.day:02}/{month}/{day.year}" if year else f"{day.day:02}/{month}"


def days_text(days: Sequence[date], *, at_most: int) -> str:
    """Days of a list of activities; the year stands once.

    >>> days_text([date(2017, 9, 15), date(2017, 10, 20)], at_most=4)
    'ngày 15/9 và 20/10/2017'
    >>> days_text([date(2017, 7, d) for d in (1, 2, 3)], at_most=2)
    'từ ngày 01/7/2017 đến ngày 03/7/2017'
    """
    unique = sorted(set(days))
    if not unique:
        return ""
    if len(unique) > max(at_most, 1):
        return f"từ ngày {day_text(unique[0])} đến ngày {day_text(unique[-1])}"
    years = [list(same) for _, same in groupby(unique, key=lambda d: d.year)]
    written: list[str] = []
    for same in years:
        written += [day_text(d, year=False) for d in same[:-1]] + [day_text(same[-1])]
    return "ngày " + joined(written)


def joined(words: Sequence[str]) -> str:
    """A list in words.

    >>> joined(["tháng 7", "tháng 8", "tháng 9"])
    'tháng 7, tháng 8 và tháng 9'
    """
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} và {words[-1]}" if words else ""


def period_text(period: Period) -> str:
    """The period in words.

    >>> [period_text(Period.parse(c)) for c in ("2017-H2", "2018", "2020-Q3", "2020-M02")]
    ['6 tháng cuối năm 2017', 'năm 2018', 'quý III năm 2020', 'tháng 02 năm 2020']
    """
    if period.months == 12:
        return f"năm {period.year}"
    if period.months == 6:
        return f"6 tháng {'đầu' if period.ordinal == 1 else 'cuối'} năm {period.year}"
    if period.months == 3:
        return f"quý {_ROMAN[period.ordinal - 1]} năm {period.year}"
    return f"{_month(period.ordinal)} năm {period.year}"


def covered_text(plan: ReportPlan) -> str:
    """What a report covers: the period in words, or the days of a range.

    >>> from dondoc.core.report import ReportKind
    >>> days = DateRange.through(date(2026, 9, 1), date(2026, 9, 30))
    >>> half = Period.parse("2026-H2")
    >>> covered_text(ReportPlan(unit_id=1, kind=ReportKind.INTERIM, period=half, window=days, cut_off=days.last))
    'từ ngày 01/9/2026 đến ngày 30/9/2026'
    """
    if not plan.is_range:
        return period_text(plan.period)
    return f"từ ngày {day_text(plan.window.start)} đến ngày {day_text(plan.window.last)}"


def _month(ordinal: int) -> str:
    return f"tháng {ordinal:02}" if ordinal <= 2 else f"tháng {ordinal}"


def window_text(window: DateRange) -> str:
    """A slot's window, by its name where it has one.

    >>> window_text(DateRange.through(date(2017, 9, 1), date(2017, 9, 30)))
    'tháng 9/2017'
    >>> window_text(DateRange.through(date(2017, 9, 4), date(2017, 9, 10)))
    'từ 04/9 đến 10/9/2017'
    """
    first = window.start
    for months in (1, 3, 6, 12):
        if first.day != 1 or (first.month - 1) % months:
            continue
        period = Period(first.year, months, (first.month - 1) // months + 1)
        if period.calendar == window:
            return f"{_month(period.ordinal)}/{period.year}" if months == 1 else period_text(period)
    if first == window.last:
        return f"ngày {day_text(first)}"
    same_year = first.year == window.last.year
    return f"từ {day_text(first, year=not same_year)} đến {day_text(window.last)}"


def number_text(value: Decimal, *, unit: str = "", percent: bool = False) -> str:
    """A number as the text writes it; whole counts under ten take a leading zero.

    >>> number_text(Decimal(2), unit="cuộc"), number_text(Decimal(1250)), number_text(Decimal("92.50"), percent=True)
    ('02', '1.250', '92,5%')
    >>> number_text(Decimal("1.5"), unit="tỷ đồng"), number_text(Decimal(0), unit="vụ")
    ('1,5', '0')
    """
    rounded = value.quantize(Decimal("0.01"), rounding=ROUND_HALF_UP)
    whole, _, fraction = f"{rounded:,.2f}".partition(".")
    fraction = fraction.rstrip("0")
    text = whole.replace(",", ".") + (f",{fraction}" if fraction else "")
    if percent:
        return f"{text}%"
    is_count = not fraction and 0 < rounded < 10 and not is_measure(unit)
    return f"0{text}" if is_count else text


def is_measure(unit: str) -> bool:
    """Whether a unit measures (money, time, length) rather than counts things.

    >>> is_measure("triệu đồng"), is_measure("hội nghị")
    (True, False)
    """
    return unit.lower().split(" ", 1)[0] in _MEASURES


def quantity_text(value: Decimal, target: Target) -> str:
    """The number with the unit in which the target counts ("02 hội nghị"; of a percentage the number alone)."""
    if target.percent:
        return number_text(value, percent=True)
    return f"{number_text(value, unit=target.unit)} {target.unit}".strip()


def short_quantity_text(value: Decimal, target: Target) -> str:
    """The number with the counting noun only ("01 hoạt động" of "hoạt động trồng cây gây rừng")."""
    noun = _counting_noun(target.unit)
    return f"{number_text(value, unit=noun)} {noun}".strip()


def _counting_noun(unit: str) -> str:
    lowered = unit.lower()
    for noun in _COUNTING_NOUNS:
        if lowered == noun or lowered.startswith(noun + " "):
            return unit[: len(noun)]
    first = unit.split(" ", 1)[0]
    return first if first.lower() in _CLASSIFIERS else unit


def target_text(target: Target) -> str:
    """A target in words for the annex.

    >>> target_text(Target(comparator=Comparator.AT_LEAST, value=Decimal(1), unit="giải cầu lông"))
    'ít nhất 01 giải cầu lông'
    >>> target_text(Target(comparator=Comparator.MORE_THAN, value=Decimal(90), unit="đoàn viên", percent=True))
    'trên 90% đoàn viên'
    """
    number = number_text(target.value, unit=target.unit, percent=target.percent)
    return f"{_qualifier(target)}{number} {target.unit}".strip()


def _qualifier(target: Target) -> str:
    match target.comparator:
        case Comparator.AT_LEAST:
            return "từ " if target.role is Role.RANGE_LOW else "ít nhất "
        case Comparator.MORE_THAN:
            return "trên "
        case Comparator.AT_MOST:
            return "đến " if target.role is Role.RANGE_HIGH else "không quá "
        case Comparator.LESS_THAN:
            return "dưới "
        case Comparator.EXACTLY:
            return "đến " if target.role is Role.RANGE_HIGH else ""


def targets_text(targets: Sequence[Target]) -> str:
    """All targets of a commitment; the two ends of a range stand together.

    >>> low = Target(comparator=Comparator.AT_LEAST, value=Decimal(12), unit="đoàn viên", role=Role.RANGE_LOW)
    >>> high = Target(comparator=Comparator.AT_MOST, value=Decimal(18), unit="đoàn viên", role=Role.RANGE_HIGH)
    >>> targets_text([low, high])
    'từ 12 đến 18 đoàn viên'
    """
    written: list[str] = []
    for index, target in enumerate(targets):
        follower = targets[index + 1] if index + 1 < len(targets) else None
        if written and target.role is Role.RANGE_HIGH and is_one_range(targets[index - 1], target):
            written[-1] = f"{written[-1]} {target_text(target)}"
        elif target.role is Role.RANGE_LOW and follower is not None and is_one_range(target, follower):
            written.append(f"từ {number_text(target.value, unit=target.unit, percent=target.percent)}")
        else:
            written.append(target_text(target))
    return "; ".join(written)


def is_one_range(low: Target, high: Target) -> bool:
    """Whether two targets are the ends of one range: they count the same thing."""
    return high.role is Role.RANGE_HIGH and (low.unit, low.percent) == (high.unit, high.percent)


def roman(number: int) -> str:
    """Roman numeral of a part, from 1 to 12."""
    return _ROMAN[number - 1]
