"""Where a fact comes from, by the names that an office calls it."""

from datetime import date

from dondoc.core.activity import Activity, Evidence, EvidenceState
from dondoc.core.commitment import Amendment, Commitment
from dondoc.core.instants import local_date
from dondoc.core.progress import TaskView
from dondoc.core.report import ReportPlan
from dondoc.core.task import Attestation, Slot
from dondoc.draft.report_context import Origin
from dondoc.draft.trace_tokens import plain

_LONGEST = 160


def commitment_origin(promised: Commitment) -> Origin:
    """A promise, by its code and its words."""
    return Origin(kind="commitment", ref=promised.code, label=f"cam kết {promised.code}: “{short(promised.display)}”")


def slot_origin(view: TaskView, slot: Slot) -> Origin:
    """A part of a promise: who, when."""
    code = view.slot_code(slot)
    return Origin(kind="slot", ref=code, label=f"phần việc {code}, hạn {written(slot.due)}")


def activity_origin(activity: Activity) -> Origin:
    """Something that happened, by its number, day and place."""
    place = f", tại {plain(activity.place)}" if activity.place else ""
    label = f"hoạt động số {activity.id}, ngày {written(activity.happened_on)}{place}: “{short(activity.words)}”"
    return Origin(kind="activity", ref=str(activity.id), label=label)


def evidence_origin(evidence: Evidence) -> Origin:
    """A proof, by its name and the day on which it was accepted; by whom is asked of the ledger when it is told."""
    when = f", chấp nhận ngày {written(local_date(evidence.decided_at))}" if evidence.decided_at is not None else ""
    return Origin(kind="evidence", ref=str(evidence.id), label=f"minh chứng “{short(evidence.label)}”{when}")


def proofs_of(view: TaskView) -> tuple[Origin, ...]:
    """The accepted proofs of a promise, each with its name alone and what it is ("file", "link", …)."""
    found = {
        evidence.id: Origin(kind=evidence.kind.value, ref=str(evidence.id), label=plain(evidence.label))
        for work in view.work
        for activity in work.activities
        for evidence in work.evidence.get(activity.id, ())
        if evidence.state is EvidenceState.ACCEPTED
    }
    return tuple(found.values())


def attestation_origin(view: TaskView, slot: Slot, attestation: Attestation) -> Origin:
    """Somebody's word, where there is no proof."""
    label = f"xác nhận của {plain(attestation.by)} ngày {written(attestation.on)} (chưa có minh chứng)"
    return Origin(kind="attestation", ref=view.slot_code(slot), label=label)


def amendment_origins(amendment: Amendment) -> tuple[Origin, ...]:
    """A decision that changed the terms, with its basis and who approved it."""
    basis = plain(amendment.basis) or f"ý kiến của {plain(amendment.approver)}"
    reason = f"; lý do: {short(amendment.reason)}" if amendment.reason else ""
    return (Origin(kind="amendment", ref=str(amendment.id), label=f"điều chỉnh theo {basis}{reason}"),)


def report_origin(plan: ReportPlan) -> Origin:
    """The report itself: its period and its cut-off."""
    return Origin(kind="report", ref=plan.name, label=f"kỳ báo cáo {plan.name}, chốt số liệu {written(plan.cut_off)}")


def unit_origin(name: str) -> Origin:
    """A unit of the office, by its name."""
    return Origin(kind="unit", ref=plain(name), label=f"đơn vị {plain(name)}")


def short(text: str) -> str:
    """The words on one line, cut at a word where they are long."""
    words = plain(text)
    return words if len(words) <= _LONGEST else words[:_LONGEST].rsplit(" ", 1)[0] + " …"


def written(day: date) -> str:
    """A day as an office writes it."""
    return f"{day.day:02}/{day.month:02}/{day.year}" if day.month <= 2 else f"{day.day:02}/{day.month}/{day.year}"
