"""What a person's words say of something done: "Đã tổ chức 02 giải ngày 15/9" → 2, on 15 September."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from dondoc.extract.calendar import Era, mentions
from dondoc.extract.lexicon import Lexicon
from dondoc.extract.normalize import fold
from dondoc.extract.numbers import find_targets


@dataclass(frozen=True, slots=True, kw_only=True)
class ResultReading:
    """The day and the quantity that the words give; None where they give none, or several that differ."""

    on: date | None = None
    quantity: Decimal | None = None


def read_result(words: str, lexicon: Lexicon, *, today: date) -> ResultReading:
    """Read the words of a reply or a note; a day without a year is the last such day up to `today`."""
    key = fold(words)
    days = mentions(key, Era(issued_on=date(today.year, 1, 1)), lexicon)
    exact = [found for found in days if found.days.last == found.days.start]
    # "mừng Quốc khánh 02/9, ngày 29/8": the day that is called one outweighs the feast's.
    called = [found for found in exact if "ngày" in key[max(0, found.start - 5) : found.end]]
    single = {_not_after(found.days.start, today) for found in (called or exact)}
    taken = [(found.start, found.end) for found in days]
    targets = find_targets(words, key, taken, lexicon, rhythm=False)
    values = {found.target.value for found in targets}
    return ResultReading(
        on=single.pop() if len(single) == 1 else None,
        quantity=targets[0].target.value if len(values) == 1 else None,
    )


def _not_after(day: date, today: date) -> date:
    """The day itself, or the same day of the year before when it is still to come."""
    if day <= today or (day.month, day.day) == (2, 29):
        return day
    return day.replace(year=day.year - 1)
