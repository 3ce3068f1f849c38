"""A commitment with what a report has to tell of it, and the pieces of sentences that every part of a report uses."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from dondoc.core.commitment import Amendment, AmendmentKind, Commitment
from dondoc.core.progress import Result, SlotWork, TaskView, results
from dondoc.core.snapshot import Snapshot, Standing, standing
from dondoc.core.target import Role
from dondoc.core.task import Slot
from dondoc.draft.clause import inside_sentence, one_line, without_future
from dondoc.draft.comparison import comparisons, comparisons_with_year_before
from dondoc.draft.figures import (
    day_text,
    joined,
    number_text,
    window_text,
)
from dondoc.draft.quantity import reached_text
from dondoc.draft.year_ago import results_a_year_ago, views_a_year_ago

DONE = frozenset({Standing.DONE_ON_TIME, Standing.DONE_LATE})
#: What several slots of a commitment are called.
_PERIODS, _UNITS = "kỳ", "đơn vị"


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """What the sentences need besides the facts."""

    #: Verbs that can begin a promise, in small letters.
    verbs: frozenset[str]
    #: Names of units by id.
    units: Mapping[int, str]
    #: The day on which the facts are judged.
    cut_off: date
    #: The dates of at most so many activities are printed.
    dates_printed: int = 4
    #: The unit whose report it is (0: any), and how the report speaks of it inside a sentence ("Công đoàn cơ sở").
    unit_id: int = 0
    unit: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """A commitment with the slots that this report accounts for."""

    view: TaskView
    works: tuple[SlotWork, ...]
    #: The day on which dates are judged.
    today: date
    #: The commitment of the same period a year before that it repeats, or None.
    year_before: TaskView | None = None

    @classmethod
    def of(cls, snapshot: Snapshot, view: TaskView) -> "Account":
        """The account of one view of the snapshot, without a look at the year before."""
        return cls(view=view, works=snapshot.works(view), today=snapshot.judged_on)

    @classmethod
    def all_of(cls, snapshot: Snapshot) -> "tuple[Account, ...]":
        """The accounts of all views of the snapshot, in its order, each beside that of the year before."""
        before = views_a_year_ago(snapshot)
        return tuple(replace(cls.of(snapshot, v), year_before=before.get(v.promised.id)) for v in snapshot.views)

    @property
    def terms(self) -> Commitment:
        """The commitment after its amendments."""
        return self.view.terms

    @property
    def is_direction(self) -> bool:
        """Nothing is to be settled: a direction, or no slot of this report."""
        return not self.works

    @property
    def only(self) -> SlotWork | None:
        """The one slot of a commitment that has no other, or None."""
        return self.works[0] if len(self.view.work) == 1 and self.works else None

    def standings(self) -> tuple[Standing, ...]:
        """Where each slot stands, in order."""
        return tuple(standing(work.slot, self.today) for work in self.works)

    def of_standing(self, *wanted: Standing) -> tuple[SlotWork, ...]:
        """The slots that stand so."""
        return tuple(w for w, s in zip(self.works, self.standings(), strict=True) if s in wanted)

    def results(self) -> tuple[Result, ...]:
        """What was reached of each target, over all slots."""
        return results(self.view)

    def comparisons(self) -> list[str]:
        """What was reached against the plan, then against the same period a year before."""
        found = self.results()
        is_whole = len(self.works) == len(self.view.work) and Standing.UNDER_WAY not in self.standings()
        earlier = results_a_year_ago(self.view, self.year_before if is_whole else None)
        return [*comparisons(found), *comparisons_with_year_before(found, earlier)]


def tally_text(account: Account) -> str:
    """Of the slots that this report accounts for: "hoàn thành 05/06 kỳ"."""
    total, done = len(account.works), len(account.of_standing(*DONE))
    noun = slot_noun(account)
    share = f"{number_text(Decimal(done))}/{number_text(Decimal(total))} {noun}"
    written = f"{share} hoàn thành" if noun == _UNITS else f"hoàn thành {share}"
    partly = len(account.of_standing(Standing.PARTLY_DONE))
    under_way = len(account.of_standing(Standing.UNDER_WAY))
    if partly:
        written += f", hoàn thành một phần {number_text(Decimal(partly))} {noun}"
    if under_way:
        written += f", đang thực hiện trong hạn {number_text(Decimal(under_way))} {noun}"
    return written


def slot_noun(account: Account) -> str:
    """What the slots are: periods (kỳ), units (đơn vị), or both at once (lượt việc)."""
    assignees = {w.slot.assignee.unit_id for w in account.view.work}
    windows = {w.slot.window for w in account.view.work}
    if len(assignees) == 1:
        return _PERIODS if len(windows) > 1 else "phần việc"
    return _UNITS if len(windows) == 1 else "lượt việc"


def which_slots(account: Account, works: Sequence[SlotWork], voice: Voice) -> str:
    """Names some of several slots, in brackets: " (tháng 9/2017)", " (Tổ Công đoàn số 3)"; "" for an only slot."""
    if len(account.view.work) == 1:
        return ""
    labels: list[str] = []
    noun = slot_noun(account)
    for work in works:
        name = voice.units.get(work.slot.assignee.unit_id, f"đơn vị số {work.slot.assignee.unit_id}")
        window = window_text(work.slot.window)
        labels.append({_PERIODS: window, _UNITS: name}.get(noun, f"{name}, {window}"))
    return f" ({'; '.join(dict.fromkeys(labels))})"


def figures_reached(account: Account) -> list[str]:
    """What was counted, where the sentence only names the task: "kết quả 02 hội nghị"."""
    written = [
        _reached_quantity(r)
        for r in account.results()
        if r.value is not None and r.target.role not in {Role.RANGE_HIGH, Role.CAP}
    ]
    return [f"kết quả {joined(list(dict.fromkeys(written)))}"] if written else []


def _reached_quantity(result: Result) -> str:
    text = reached_text(result)
    return text if result.target.percent else f"{text} {result.target.unit}".strip()


def proof_note(work: SlotWork) -> str:
    """Where the work counts as done on somebody's word alone: " (chưa có minh chứng, …)"."""
    attestation = work.slot.attestation
    if attestation is None:
        return ""
    return f" (chưa có minh chứng, theo xác nhận của {one_line(attestation.by)} ngày {day_text(attestation.on)})"


def extension_of(view: TaskView) -> Amendment | None:
    """The newest amendment that gave more time, or None."""
    extensions = [a for a in view.amendments if a.kind is AmendmentKind.EXTEND and a.new_due is not None]
    return max(extensions, key=lambda a: (a.at, a.id), default=None)


def extension_text(amendment: Amendment, due: date) -> str:
    """Both dates stay on paper: "gia hạn từ ngày … đến ngày … theo …"."""
    before = f"từ ngày {day_text(amendment.old_due)} " if amendment.old_due is not None else ""
    basis = one_line(amendment.basis) or f"ý kiến của {one_line(amendment.approver)}"
    reason = inside_sentence(one_line(without_future(amendment.reason)).rstrip(" .;"))
    because = f" (lý do: {reason})" if reason else ""
    return f"gia hạn {before}đến ngày {day_text(due)} theo {basis}{because}"


def late_text(slot: Slot) -> str:
    """How late: "chậm 05 ngày so với thời hạn (ngày 15/9/2017)"; without the day on which it was done only that."""
    days = f" {number_text(Decimal((slot.done_on - slot.due).days))} ngày" if slot.done_on is not None else ""
    return f"chậm{days} so với thời hạn (ngày {day_text(slot.due)})"


def timing(account: Account, slot: Slot) -> list[str]:
    """Whether it was done in time: only of a date that the promise named."""
    if account.standings()[0] is Standing.DONE_LATE:
        return [late_text(slot)]
    is_dated = account.terms.due_explicit and not account.terms.due_proposed and not account.terms.targets
    return ["đúng thời hạn"] if is_dated else []


def owners_text(works: Sequence[SlotWork], units: Mapping[int, str]) -> str:
    """The names of the units that these slots belong to."""
    names = [units.get(w.slot.assignee.unit_id, "") for w in works]
    return joined(list(dict.fromkeys(n for n in names if n)))
