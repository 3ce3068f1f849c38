"""A desk at which reports are written from a real ledger, and short verbs for what they tell of."""

from datetime import date, datetime
from itertools import count

from ledger_office import CLERK, RULES, Ledger, at

from dondoc.core.period import Period
from dondoc.core.report import Printed, ReportCalendar, ReportPlan
from dondoc.draft.merging import MergeRules
from dondoc.draft.office import Area, ReportOffice
from dondoc.draft.report_context import ReportContext
from dondoc.settings.lexicon import load_lexicon
from dondoc.settings.report import load_report_office
from dondoc.usecases.draft_report import Drafted, ReportRules, draft_report
from dondoc.usecases.update_task import mark_done

LEXICON = load_lexicon()
FORM: ReportOffice = load_report_office(lexicon=LEXICON)
H2, H1 = Period.parse("2026-H2"), Period.parse("2027-H1")
DUE = date(2026, 12, 15)
#: The day on which the report of the second half-year is made.
MADE = at(date(2027, 1, 5))


class Desk:
    """Writes reports whose files differ at each rendering, as those of a word processor do."""

    def __init__(self, ledger: Ledger) -> None:
        self.ledger = ledger
        self.times = count(1)

    def render(self, context: ReportContext) -> Printed:
        return Printed(data=f"{next(self.times)} {context.title}".encode())

    def write(
        self,
        plan: Period | ReportPlan,
        now: datetime,
        *,
        unit_id: int | None = None,
        merge: MergeRules | None = None,
        forms: tuple[str, ...] = ("docx", "md"),
    ) -> Drafted:
        unit = unit_id if unit_id is not None else self.ledger.own().id
        wanted = plan if isinstance(plan, ReportPlan) else ReportCalendar().plan_for(unit, plan)
        rules = ReportRules(
            office=FORM, areas=[Area("other", "Nội dung khác")], config_sha256="0" * 64, lexicon=LEXICON, merge=merge
        )
        printers = dict.fromkeys(forms, self.render)
        return draft_report(self.ledger.begin, self.ledger.blobs, wanted, rules, printers, actor=CLERK, now=now)

    def blobs(self) -> int:
        return sum(1 for path in (self.ledger.folder / "blobs").rglob("*") if path.is_file())


def done(ledger: Ledger, code: str, day: date, *, now: datetime | None = None) -> None:
    ledger.prove(ledger.record(code, day, now=now), now=now)
    mark_done(ledger.begin, code, RULES, actor=CLERK, now=now or at(day))
