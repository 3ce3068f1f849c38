"""What a report says was done: results with their figures, and how they stand to plan and to earlier periods."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from dondoc.core.period import DateRange
from dondoc.core.target import Comparator


class Standing(StrEnum):
    """How far it came, by the words of the report."""

    DONE = "done"
    UNDER_WAY = "under_way"
    PARTLY = "partly"
    NOT_DONE = "not_done"


class ResultRole(StrEnum):
    """What the words are for in the report."""

    #: Something that was done or reached.
    RESULT = "result"
    #: A count of what there is ("Công ty có 1.246 lao động"): it holds on a day, and does not add up over time.
    SITUATION = "situation"
    #: A shortcoming (tồn tại, hạn chế).
    LIMIT = "limit"


class Precision(StrEnum):
    """How sure the figure is of itself."""

    EXACT = "exact"
    #: "khoảng", "gần".
    ABOUT = "about"
    #: "ước": an estimate is never printed as done.
    ESTIMATED = "estimated"


class Basis(StrEnum):
    """What a figure is compared with."""

    #: "đạt 61,6% kế hoạch năm", "vượt 18% chỉ tiêu".
    PLAN = "plan"
    #: "tăng 9,5% so với cùng kỳ".
    SAME_PERIOD = "same_period"
    #: "tăng 21 hộ so với quý trước", "so với năm 2016".
    BEFORE = "before"
    #: "chiếm 76,3%": the share in the whole.
    WHOLE = "whole"
    #: The words do not say.
    UNSTATED = "unstated"


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A number that a result reports, with the noun that it counts: `text[start:end]` of the document."""

    start: int
    end: int
    #: The slice of the document.
    text: str
    value: Decimal
    #: The noun that is counted, or the unit of money, as written; "" for a rate of the thing in `of`.
    unit: str = ""
    percent: bool = False
    #: EXACTLY, or what the words bound ("trên 3.500" → MORE_THAN).
    comparator: Comparator = Comparator.EXACTLY
    precision: Precision = Precision.EXACT
    #: The whole of a share ("17/19 kiến nghị" → 19).
    whole: Decimal | None = None
    #: The upper end of a range ("từ 8 đến 12 sáng kiến").
    high: Decimal | None = None
    #: What it was before ("từ 20.000 đồng lên 24.000 đồng").
    before: Decimal | None = None
    #: The same in đồng, where it is money.
    money: Decimal | None = None
    #: Money or amount for one of these ("người/tháng", "suất"): does not add up.
    per: str = ""
    #: What it measures, where the unit alone does not say ("thu nhập bình quân", "nữ", "tổng trị giá").
    of: str = ""
    #: Index, in the result, of the figure that it is a part of ("trong đó nữ 33"), or None.
    part_of: int | None = None

    @property
    def adds_up(self) -> bool:
        """Whether figures of several units or periods may be summed: a count or an amount, no rate, price or level."""
        return not self.percent and not self.per and self.high is None and self.before is None


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """How a figure stands to the plan or to another time."""

    start: int
    end: int
    text: str
    basis: Basis
    #: A ratio ("đạt 108% kế hoạch" → 108), or a signed change ("giảm 02 vụ" → -2).
    value: Decimal
    percent: bool = True
    is_change: bool = False
    #: The noun of a change that is no percentage ("tăng 21 hộ"), or "".
    unit: str = ""
    #: What is compared, where the words name it themselves ("lũy kế 9 tháng").
    of: str = ""
    #: Index, in the result, of the figure that is compared; None where the words name none.
    figure: int | None = None

    @property
    def percent_of_plan(self) -> Decimal | None:
        """How much of the plan was reached, in percent; None where it is not compared with the plan.

        >>> over = Comparison(start=0, end=1, text="", basis=Basis.PLAN, value=Decimal(18), is_change=True)
        >>> over.percent_of_plan
        Decimal('118')
        """
        if self.basis is not Basis.PLAN or not self.percent:
            return None
        return 100 + self.value if self.is_change else self.value


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportedResult:
    """One thing that the report tells as done, counted or lacking: a clause with its own action."""

    start: int
    end: int
    #: The slice `document.text[start:end]`.
    text: str
    #: Readable alone: furniture removed, the doer supplied in square brackets.
    display: str
    role: ResultRole
    standing: Standing
    #: Main verb ("kết nạp"), or "".
    action: str = ""
    figures: tuple[Figure, ...] = ()
    comparisons: tuple[Comparison, ...] = ()
    #: The day on which it happened, where one is named.
    happened_on: date | None = None
    #: The days in which it happened ("trong tháng 4"), where the words say so.
    window: DateRange | None = None
    #: The day on which a count holds ("tính đến ngày 31/5").
    as_of: date | None = None
    #: Where it happened, as written, or "".
    place: str = ""
    #: Who did it, where that is not the issuer.
    owner: str | None = None
    #: Code of an area of work (config/areas.toml).
    area: str = "other"
    #: The nearest heading or label above it, or "".
    heading: str = ""
    #: Numbers of the documents cited.
    refs: tuple[str, ...] = ()
    #: 0 to 1.
    confidence: float
    #: Why it was taken: `Reason`s as written.
    reasons: tuple[str, ...] = ()
