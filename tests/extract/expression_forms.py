"""Normal forms of what the grammar reads, as short strings, for the tests of its expressions."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal

from extract.reading import lexicon

from dondoc.core.period import DateRange, Period
from dondoc.extract import dates, numbers, recurrence, states
from dondoc.extract.anchor import Anchor
from dondoc.extract.date_values import DateKind, DateMention
from dondoc.extract.numbers import Comparison, QuantityMention

#: Plans of a half-year, a month and a school's half-year; a letter without a plan.
HALF = Anchor(plan=Period.parse("2026-H2"), issued_on=date(2026, 7, 1))
MONTH = Anchor(plan=Period.parse("2026-M08"), issued_on=date(2026, 7, 28))
QUARTER = Anchor(plan=Period.parse("2026-Q3"), issued_on=date(2026, 6, 28))
FIRST_HALF = Anchor(plan=Period.parse("2026-H1"), issued_on=date(2025, 12, 28))
LETTER = Anchor(issued_on=date(2026, 7, 1))

Reader = Callable[[str], str]


def _span(days: DateRange | None) -> str:
    if days is None:
        return "?"
    return f"{days.start}..{days.last}" if days.start != days.last else f"{days.start}"


def _time(one: DateMention) -> str:
    match one.kind:
        case DateKind.DEADLINE:
            said = f"due {one.due}" + (f" nominal {one.nominal}" if one.nominal != one.due else "")
            said += f" from {one.window.start}" if one.window and one.window.start != one.due else ""
        case DateKind.RELATIVE:
            offset = one.offset
            assert offset is not None
            said = f"{offset.count:+d} {offset.unit.value} of {offset.event or '?'}"
            said += f" = {one.due}" if one.due else ""
        case DateKind.UNDATED:
            said = f"undated until {one.due}" if one.due else "undated"
        case DateKind.START:
            said = f"from {one.nominal}"
        case DateKind.CYCLE | DateKind.CITED | DateKind.NAME | DateKind.UNREADABLE:
            said = one.kind.value
        case _:
            name = "on" if one.kind is DateKind.ON else one.kind.value
            said = f"{name} {_span(one.window)}" + (
                f" due {one.due}" if one.window and one.due != one.window.last else ""
            )
            said += f" parts {'+'.join(f'{part.start:%m}-{part.last:%m}' for part in one.parts)}" if one.parts else ""
    said += " unbound" if one.window and one.grip is None and one.kind not in {DateKind.TERM, DateKind.UNDATED} else ""
    said += f" at {one.at:%H:%M}" if one.at else ""
    return said + "".join(f" !{doubt.code.partition('.')[2]}" for doubt in one.doubts)


def time_in(anchor: Anchor) -> Reader:
    """Reads the times of a text by an anchor."""
    return lambda text: "; ".join(_time(one) for one in dates.parse(text, anchor, lexicon()))


def rhythm(text: str) -> str:
    said = []
    for one in recurrence.parse(text):
        word = one.rrule or one.kind.value
        word += f" x{one.times}" if one.times > 1 else ""
        word += f" nominal {one.days.nominal}" if one.days and one.days.nominal else ""
        word += f" over {one.days.window}" if one.days and one.days.window > 1 else ""
        said.append(word + "".join(f" !{doubt.code.partition('.')[2]}" for doubt in one.doubts))
    return "; ".join(said)


def _number(value: Decimal | None) -> str:
    return "" if value is None else f"{value:f}".rstrip("0").rstrip(".") if "." in f"{value:f}" else f"{value:f}"


def _compared(one: QuantityMention, compared: Comparison) -> str:
    delta = _number(compared.delta)
    words = [compared.relation.value, compared.base.value if compared.base.value != "unsaid" else ""]
    words.append(("+" if compared.relation.value == "change" and not delta.startswith("-") else "") + delta)
    words.append("points" if compared.points else "%" if compared.percent else one.unit)
    words.append(f"was {_number(compared.was)}" if compared.was is not None else "")
    words.append("short" if compared.is_short else "")
    words.append(f"[{one.op.value}]" if one.op and one.op.value != "=" else "")
    return " ".join(word for word in words if word)


def _quantity(one: QuantityMention) -> str:
    sign = "%" if one.percent else ""
    if one.is_vague:
        return f"vague {one.unit}"
    if one.comparison is not None:
        return _compared(one, one.comparison)
    words = [f"{one.op.value if one.op else ''}{_number(one.value)}{sign}"]
    words.append(f"<={_number(one.high)}" if one.high is not None else "")
    words.append(f"of {_number(one.whole)}" if one.whole is not None else "")
    words.append(one.unit)
    words.append(f"[{one.approximation.value}]" if one.approximation else "")
    words.append("[added]" if one.is_added else "")
    words.append(f"[of {one.subset}]" if one.subset else "")
    words.append(f"[per {one.per_words}]" if one.per_words else "")
    scaled = one.amount is not None and one.amount != one.value
    words.append(f"[{_number(one.amount)}]" if scaled else "")
    words.append("[over_or_on]" if one.doubts else "")
    return " ".join(word for word in words if word)


def quantity(text: str) -> str:
    return "; ".join(_quantity(one) for one in numbers.parse(text, lexicon()))


def state(text: str) -> str:
    return "; ".join(one.state.value for one in states.parse(text))
