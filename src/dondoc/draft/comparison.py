"""A result against its target and against the same period a year before, in words: "vượt 01 giải so với kế hoạch"."""

from collections.abc import Mapping, Sequence
from decimal import Decimal

from dondoc.core.progress import Result
from dondoc.core.target import Aggregate, Role
from dondoc.draft.figures import is_measure, is_one_range, number_text, quantity_text, short_quantity_text, target_text

#: "đạt n% kế hoạch" is said up to this share; what is far above is said as a difference.
_PERCENT_SAID_UP_TO = 150
#: Below this number a difference is counted ("vượt 01 giải"), not given in per cent.
_SMALL_COUNT = 10
_YEAR_BEFORE = "cùng kỳ năm trước"


def comparisons(found: Sequence[Result]) -> list[str]:
    """Each result against its target, in words; targets of which nothing was counted say nothing."""
    written: list[str] = []
    for index, result in enumerate(found):
        high = found[index + 1] if index + 1 < len(found) else None
        if result.target.role is Role.CAP:
            written.append(_cap_text(result))
        elif high is not None and result.target.role is Role.RANGE_LOW and is_one_range(result.target, high.target):
            written.append(_range_text(result, high.target.value))
        elif result.target.role is not Role.RANGE_HIGH:
            written.append(_comparison(result))
    return list(dict.fromkeys(words for words in written if words))


def comparisons_with_year_before(found: Sequence[Result], before: Mapping[int, Result]) -> list[str]:
    """Each result against what was reached in the same period a year before (`before`, by place of the target).

    Percentages are compared in percentage points; a share without percentages only with one of the same whole.
    """
    written = [_change(found[index], earlier) for index, earlier in sorted(before.items())]
    return list(dict.fromkeys(words for words in written if words))


def _change(result: Result, before: Result) -> str:
    value, earlier = _counted(result), _counted(before)
    if value is None or earlier is None:
        return ""
    if not result.target.percent and result.denominator != before.denominator:
        return ""
    change = value - earlier
    if not change:
        return f"bằng {_YEAR_BEFORE}"
    word = "tăng" if change > 0 else "giảm"
    if result.target.percent:
        points = number_text(abs(change), percent=True).removesuffix("%")
        return f"{word} {points} điểm phần trăm so với {_YEAR_BEFORE}"
    share = ""
    if result.denominator is None and earlier >= _SMALL_COUNT and abs(change) <= earlier:
        share = f" ({number_text((abs(change) * 100 / earlier).quantize(Decimal('0.1')), percent=True)})"
    return f"{word} {short_quantity_text(abs(change), result.target)}{share} so với {_YEAR_BEFORE}"


def _counted(result: Result) -> Decimal | None:
    """The value; of events that nobody recorded there were none."""
    is_events = result.target.role is Role.CAP and result.target.aggregate is Aggregate.SUM
    return Decimal(0) if result.value is None and is_events and not result.target.percent else result.value


def _comparison(result: Result) -> str:
    target, value = result.target, result.value
    if value is None:
        return ""
    over = value - target.value
    if not over:
        return "đạt kế hoạch" if result.is_met else f"chưa đạt chỉ tiêu {target_text(target)}"
    if target.percent:
        points = number_text(abs(over), percent=True).removesuffix("%")
        return f"{'cao hơn' if over > 0 else 'thấp hơn'} chỉ tiêu {points} điểm phần trăm"
    percent = result.percent_of_plan
    is_small = target.value < _SMALL_COUNT
    if percent is not None and (over < 0 or (not is_small and percent <= _PERCENT_SAID_UP_TO)):
        return f"đạt {number_text(percent, percent=True)} kế hoạch"
    word = "vượt" if over > 0 else "còn thiếu"
    return f"{word} {short_quantity_text(abs(over), target)} so với kế hoạch"


def _cap_text(result: Result) -> str:
    target, value = result.target, result.value or Decimal(0)
    if target.percent:
        if result.value is None:
            return ""
        return f"kết quả {number_text(value, percent=True)}, {'trong' if result.is_met else 'vượt'} mức cho phép"
    if not value:
        return f"trong kỳ không ghi nhận {target.unit} nào" if target.aggregate is Aggregate.SUM else ""
    # Events are counted ("trong kỳ có 01 vụ"); a time or a sum of money is measured.
    reached = f"{'kết quả' if is_measure(target.unit) else 'trong kỳ có'} {quantity_text(value, target)}"
    if result.is_met:
        return f"{reached}, trong mức cho phép"
    if value <= target.value:
        return f"{reached}, chưa đạt chỉ tiêu {target_text(target)}"
    return f"{reached}, vượt mức cho phép {short_quantity_text(value - target.value, target)}"


def _range_text(low: Result, high: Decimal) -> str:
    if low.value is None:
        return ""
    if low.target.percent and not low.target.value <= low.value <= high:
        is_below = low.value < low.target.value
        points = number_text(abs(low.value - (low.target.value if is_below else high)), percent=True).removesuffix("%")
        if is_below:
            return f"thấp hơn chỉ tiêu {points} điểm phần trăm"
        return f"cao hơn mức cao của kế hoạch {points} điểm phần trăm"
    if low.value < low.target.value:
        return f"còn thiếu {short_quantity_text(low.missing, low.target)} so với mức tối thiểu của kế hoạch"
    if low.value > high:
        return f"vượt {short_quantity_text(low.value - high, low.target)} so với mức cao của kế hoạch"
    return "đạt kế hoạch"
