"""Calendar words of a key with the days that they name, or the reason why they name none."""

from dataclasses import dataclass

from dondoc.core.extraction import Doubt
from dondoc.core.period import DateRange
from dondoc.extract.lexicon import Occasion
from dondoc.extract.written import Grain


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """Calendar words in a key, with the days that they name."""

    start: int
    end: int
    #: From the first day to the last of all parts.
    days: DateRange
    grain: Grain
    #: Each month or quarter of a list that leaves some out; else `days` alone.
    parts: tuple[DateRange, ...] = ()
    #: The year stands in the words.
    has_year: bool = False
    #: What the words may also mean: the day of the other year.
    other: DateRange | None = None
    #: Still without the words that it is about.
    doubt: Doubt | None = None
    #: The plan's own month, quarter or year, named without a number ("cuối tháng").
    is_own: bool = False
    #: Its month is only guessed from the document's day: it binds nothing.
    is_guess: bool = False
    is_lunar: bool = False
    #: Bare digits that may be a part of a whole ("5/7 chỉ tiêu").
    may_be_share: bool = False
    #: The feast, of a feast.
    occasion: Occasion | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Unread:
    """Calendar words that name no day: the calendar has none such, or its year or its moon is not known."""

    start: int
    end: int
    grain: Grain
    #: Still without the words that it is about.
    doubt: Doubt | None = None
    is_lunar: bool = False
