"""The sentences of a report, one for each commitment: what was promised, put as what became of it.

Where it is not certain how a promise reads as a result, the sentence names the task instead of turning its words.
No figure is printed that `core.progress` did not compute.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from dondoc.core.activity import Activity, Evidence, EvidenceState
from dondoc.core.commitment import Amendment, AmendmentKind, Commitment
from dondoc.core.extraction import Kind
from dondoc.core.progress import Result, SlotWork, TaskView, results
from dondoc.core.snapshot import Snapshot, Standing, standing
from dondoc.core.target import Per, Role
from dondoc.core.task import Slot
from dondoc.draft.clause import (
    Shape,
    lower_first,
    one_line,
    take_apart,
    task_name,
    upper_first,
    verb_at_head,
    without_future,
)
from dondoc.draft.comparison import comparisons, comparisons_with_year_before
from dondoc.draft.figures import (
    day_text,
    days_text,
    joined,
    number_text,
    window_text,
)
from dondoc.draft.quantity import reached_text, with_results
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


def result_sentence(account: Account, voice: Voice) -> str:
    """What became of a commitment of which something was done: done, partly done, or some of its slots."""
    if account.only is None:
        return _many_sentence(account, voice)
    if account.of_standing(*DONE):
        return _done_sentence(account, voice)
    return _partly_sentence(account, voice)


def past_clause(account: Account, voice: Voice) -> str | None:
    """The promise as done, with the figures that were reached; None when that is not certain.

    "Ban Đời sống mở ít nhất 01 phiên chợ" becomes "Ban Đời sống đã mở 02 phiên chợ".
    """
    clause = take_apart(account.terms.display, account.terms.owner, voice.verbs)
    if clause.keeps_time or clause.shape is Shape.OTHER:
        return None
    reached = with_results(clause.rest, account.results())
    if reached is None:
        return None
    if clause.shape is Shape.FIGURE:
        return f"Đã có {reached.removeprefix('có ')}" if not clause.subject else None
    if clause.shape is Shape.LEVEL:
        return upper_first(reached) if account.terms.targets and not clause.subject else None
    if not verb_at_head(reached, voice.verbs):
        return None
    return upper_first(f"{clause.subject} đã {lower_first(reached)}".strip())


def _done_sentence(account: Account, voice: Voice) -> str:
    work = account.works[0]
    days = _when(account, voice)
    remarks = [*account.comparisons(), *_timing(account, work.slot)]
    note = proof_note(work)
    past = past_clause(account, voice)
    if past is not None:
        return _end(f"{past}{f' ({days})' if days else ''}{_after_comma(remarks)}{note}")
    name = task_name(account.terms.display)
    if remarks and account.terms.targets and all(r.target.role is Role.CAP for r in account.results()):
        kept = " được bảo đảm" if all(r.is_met for r in account.results()) else ""
        return _end(f"Chỉ tiêu “{name}”{kept}: {', '.join(remarks)}{note}")
    head = f"Nhiệm vụ “{name}” đã hoàn thành{f' ({days})' if days else ''}"
    remarks = [*figures_reached(account), *remarks]
    return _end(f"{head}{': ' if remarks else ''}{', '.join(remarks)}{note}")


def _partly_sentence(account: Account, voice: Voice) -> str:
    days = _when(account, voice)
    remarks = account.comparisons()
    # Without a figure "đã ban hành" would tell the half as the whole.
    past = past_clause(account, voice) if remarks else None
    if past is not None:
        return _end(f"{past}{f' ({days})' if days else ''}{_after_comma(remarks)}")
    remarks = [*figures_reached(account), *remarks]
    head = f"Nhiệm vụ “{task_name(account.terms.display)}” mới thực hiện được một phần{f' ({days})' if days else ''}"
    return _end(f"{head}{': ' if remarks else ''}{', '.join(remarks)}")


def _many_sentence(account: Account, voice: Voice) -> str:
    """A commitment of several slots: how many of them are done, and what was counted over all."""
    shared = all(r.target.per is Per.COMMITMENT for r in account.results())
    done = len(account.of_standing(*DONE))
    past = past_clause(account, voice) if shared and done else None
    head = past or f"Nhiệm vụ “{task_name(account.terms.display)}”"
    remarks = [*([] if past else figures_reached(account)), *(account.comparisons() if shared else [])]
    words = f"{head}{',' if past else ':'} {tally_text(account)}{_after_comma(remarks)}"
    attested = sum(1 for w in account.of_standing(*DONE) if w.slot.attestation)
    if attested:
        count = f"{number_text(Decimal(attested))} {slot_noun(account)}"
        words += f" ({count} chưa có minh chứng, theo xác nhận của người phụ trách)"
    return _end(words)


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


def under_way_sentence(account: Account, voice: Voice) -> str:
    """A commitment whose date is still to come."""
    name = task_name(account.terms.display)
    works = account.of_standing(Standing.UNDER_WAY) or account.works
    due = max(w.slot.due for w in works)
    extension = extension_of(account.view)
    reached = [*figures_reached(account), *comparisons(account.results())] if account.only else []
    so_far = f"; đến nay {', '.join(reached)}" if reached else ""
    if extension is not None and extension.new_due == due:
        return _end(f"Nhiệm vụ “{name}” được {extension_text(extension, due)}{so_far}")
    return _end(f"Đang thực hiện nhiệm vụ “{name}”, thời hạn đến ngày {day_text(due)}{so_far}")


def direction_sentence(accounts: Sequence[Account]) -> str:
    """The directions of one area, in one sentence that claims no result."""
    names = "; ".join(_inside(task_name(a.terms.display), owner=a.terms.owner) for a in accounts)
    return _end(f"Các nội dung định hướng được theo dõi trong kỳ: {names}")


def _inside(name: str, *, owner: str | None) -> str:
    """The words inside a sentence: small at the first letter, but for a body's name ("Bộ Nội vụ tăng cường …")."""
    _, _, second = name.partition(" ")
    is_name = owner is not None and name.startswith(owner[:1].upper()) and second[:1].isupper()
    return name if is_name else lower_first(name)


def unplanned_sentence(activity: Activity, proofs: Sequence[Evidence], voice: Voice) -> str:
    """Something that was done and that nobody had promised."""
    words = without_future(one_line(activity.words)).rstrip(" .;,")
    words = words[3:] if words.lower().startswith("đã ") else words
    details = [f"ngày {day_text(activity.happened_on)}"]
    if activity.place:
        details.append(f"tại {one_line(activity.place)}")
    if activity.people is not None:
        details.append(f"{number_text(Decimal(activity.people))} người tham gia")
    if activity.money is not None:
        details.append(f"kinh phí {number_text(activity.money, unit='đồng')} đồng")
    turned = f", đã {lower_first(words)}" if verb_at_head(lower_first(words), voice.verbs) else f": {words}"
    if not any(e.state is EvidenceState.ACCEPTED for e in proofs):
        details.append("chưa có minh chứng")
    return _end(f"Ngoài kế hoạch{turned} ({', '.join(details)})")


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
    reason = one_line(without_future(amendment.reason)).rstrip(" .;")
    because = f" (lý do: {reason})" if reason else ""
    return f"gia hạn {before}đến ngày {day_text(due)} theo {basis}{because}"


def late_text(slot: Slot) -> str:
    """How late: "chậm 05 ngày so với thời hạn (ngày 15/9/2017)"; without the day on which it was done only that."""
    days = f" {number_text(Decimal((slot.done_on - slot.due).days))} ngày" if slot.done_on is not None else ""
    return f"chậm{days} so với thời hạn (ngày {day_text(slot.due)})"


def _timing(account: Account, slot: Slot) -> list[str]:
    if account.standings()[0] is Standing.DONE_LATE:
        return [late_text(slot)]
    is_dated = account.terms.due_explicit and not account.terms.due_proposed and not account.terms.targets
    return ["đúng thời hạn"] if is_dated else []


def _when(account: Account, voice: Voice) -> str:
    work = account.works[0]
    if account.terms.kind is Kind.ONGOING:
        return ""  # "Đã duy trì … (ngày 15/12)" would say that it was kept up on one day
    days = [a.happened_on for a in work.activities]
    if not days and work.slot.done_on is not None:
        days = [work.slot.done_on]
    return days_text(days, at_most=voice.dates_printed)


def _after_comma(remarks: Sequence[str]) -> str:
    return f", {', '.join(remarks)}" if remarks else ""


def _end(words: str) -> str:
    return words.rstrip(" .;,") + "."


def owners_text(works: Sequence[SlotWork], units: Mapping[int, str]) -> str:
    """The names of the units that these slots belong to."""
    names = [units.get(w.slot.assignee.unit_id, "") for w in works]
    return joined(list(dict.fromkeys(n for n in names if n)))
