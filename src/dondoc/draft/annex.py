"""The annex: one row for every confirmed commitment, done or not."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from dondoc.core.activity import EvidenceState
from dondoc.core.commitment import AmendmentKind
from dondoc.core.instants import local_date
from dondoc.core.progress import SlotWork
from dondoc.core.snapshot import Snapshot, Standing
from dondoc.draft.clause import one_line, task_name, upper_first
from dondoc.draft.comparison import comparisons
from dondoc.draft.figures import covered_text, day_text, number_text, roman, targets_text
from dondoc.draft.number_and_date import annex_reference, date_words, full_number
from dondoc.draft.office import Column, ReportOffice
from dondoc.draft.report_context import Annex, AnnexColumn, AnnexRow, ReportContext
from dondoc.draft.wording import (
    DONE,
    Account,
    extension_of,
    figures_reached,
    owners_text,
    tally_text,
)

_LABEL = "Phụ lục"
#: The end of the closing sentence, with what it may say of annexes.
_CLOSING = re.compile(r"(?: \(có (?:các )?Phụ lục[^()]* kèm theo\))?\./\.$")
#: So many proofs are named in a cell; the rest is counted.
_PROOFS_NAMED = 3
_STANDING_WORDS: Mapping[Standing, str] = {
    Standing.DONE_ON_TIME: "Hoàn thành",
    Standing.DONE_LATE: "Hoàn thành chậm",
    Standing.PARTLY_DONE: "Hoàn thành một phần",
    Standing.NOT_DONE: "Chưa thực hiện",
    Standing.WAIVED: "Được cho phép không thực hiện",
    Standing.SUSPENDED: "Tạm dừng",
    Standing.UNDER_WAY: "Đang thực hiện",
    Standing.OVERDUE: "Quá thời hạn, chưa hoàn thành",
    Standing.DIRECTION: "Định hướng, theo dõi thường xuyên",
}


def build_annex(snapshot: Snapshot, *, office: ReportOffice, units: Mapping[int, str], issuer: str) -> Annex:
    """The table of all commitments of the snapshot, in its order, with the columns that the office chose."""
    whole = sum(c.width for c in office.columns)
    year = local_date(snapshot.known_at).year
    return Annex(
        label=_LABEL,
        title=f"KẾT QUẢ THỰC HIỆN CÁC CAM KẾT {covered_text(snapshot.plan).upper()}",
        reference=annex_reference(
            full_number(one_line(office.number_suffix)), date_words(year), issuer, kind=office.outline.document_type
        ),
        columns=tuple(
            AnnexColumn(title=c.title, width=round(c.width * 100 / whole), key=c.column.value) for c in office.columns
        ),
        rows=tuple(
            _row(Account.of(snapshot, view), number, office, units) for number, view in enumerate(snapshot.views, 1)
        ),
    )


def labelled(annexes: Sequence[Annex]) -> tuple[Annex, ...]:
    """The annexes in order with their labels: "Phụ lục" for a single one, else "Phụ lục I", "Phụ lục II" (NĐ 30/2020).

    >>> one = Annex(label="", title="", reference="", columns=(), rows=())
    >>> [annex.label for annex in labelled([one])], [annex.label for annex in labelled([one, one])]
    (['Phụ lục'], ['Phụ lục I', 'Phụ lục II'])
    """
    if len(annexes) == 1:
        return (replace(annexes[0], label=_LABEL),)
    return tuple(replace(annex, label=f"{_LABEL} {roman(number)}") for number, annex in enumerate(annexes, 1))


def with_annexes(context: ReportContext, annexes: Sequence[Annex]) -> ReportContext:
    """The report with these annexes and no others: labelled, and named in its closing, as mục III khoản 1 asks.

    A chosen part of the annexes, or none, gives the same as a report that was written with them alone.
    """
    chosen = labelled(annexes)
    closing = _CLOSING.sub(lambda _: f"{annex_mention(chosen)}./.", context.closing, count=1)
    return replace(context, annexes=chosen, closing=closing)


def annex_mention(annexes: Sequence[Annex]) -> str:
    """How the text points at its annexes; "" without any."""
    if len(annexes) < 2:
        return f" (có {_LABEL} kèm theo)" if annexes else ""
    return f" (có các {_LABEL} {', '.join(roman(n) for n, _ in enumerate(annexes, 1))} kèm theo)"


def _row(account: Account, number: int, office: ReportOffice, units: Mapping[int, str]) -> AnnexRow:
    cells = tuple(_cell(account, c.column, number, units) for c in office.columns)
    return AnnexRow(code=account.view.code, cells=cells)


def _cell(account: Account, column: Column, number: int, units: Mapping[int, str]) -> str:
    match column:
        case Column.NUMBER:
            return str(number)
        case Column.CODE:
            return account.view.code
        case Column.COMMITMENT:
            return task_name(account.view.promised.display)
        case Column.OWNER:
            return account.terms.owner or owners_text(account.view.work, units)
        case Column.TARGET:
            return _target_cell(account)
        case Column.DUE:
            return _due_cell(account)
        case Column.RESULT:
            return _result_cell(account)
        case Column.EVIDENCE:
            return _evidence_cell(account)


def _target_cell(account: Account) -> str:
    promised, current = account.view.promised.targets, account.terms.targets
    is_changed = any(a.kind is AmendmentKind.RETARGET for a in account.view.amendments) and promised != current
    words = upper_first(targets_text(current))
    return f"{words} (điều chỉnh từ {targets_text(promised)})" if is_changed and promised else words


def _due_cell(account: Account) -> str:
    if account.is_direction:
        return "Thường xuyên"
    dates = sorted({w.slot.due for w in account.works})
    extension = extension_of(account.view)
    if extension is not None and extension.new_due == dates[-1] and extension.old_due is not None:
        return f"{day_text(extension.old_due)}; gia hạn đến {day_text(dates[-1])}"
    if len(dates) > 1:
        return f"Từ {day_text(dates[0])} đến {day_text(dates[-1])}"
    return day_text(dates[0]) + (" (ước định)" if account.terms.due_proposed else "")


def _result_cell(account: Account) -> str:
    if account.is_direction:
        return _STANDING_WORDS[Standing.DIRECTION]
    figures = [f.removeprefix("kết quả ") for f in figures_reached(account)]
    if account.only is None:
        return "; ".join([upper_first(tally_text(account)), *figures])
    standing = account.standings()[0]
    head = _STANDING_WORDS[standing]
    done_on = account.works[0].slot.done_on
    if standing in DONE and done_on is not None:
        head += f" ngày {day_text(done_on)}"
    told = comparisons(account.results()) if figures or standing in DONE else []
    return "; ".join([head, *figures, *told])


def _evidence_cell(account: Account) -> str:
    labels = list(dict.fromkeys(label for work in account.works for label in _proofs(work)))
    named = labels[:_PROOFS_NAMED]
    if len(labels) > _PROOFS_NAMED:
        named.append(f"và {number_text(Decimal(len(labels) - _PROOFS_NAMED))} minh chứng khác")
    attested = [w.slot.attestation for w in account.of_standing(*DONE) if w.slot.attestation is not None]
    if attested:
        by = ", ".join(dict.fromkeys(one_line(a.by) for a in attested))
        named.append(f"{'chưa' if named else 'Chưa'} có minh chứng (theo xác nhận của {by})")
    return "; ".join(named)


def _proofs(work: SlotWork) -> list[str]:
    return [
        one_line(evidence.label)
        for activity in work.activities
        for evidence in work.evidence.get(activity.id, ())
        if evidence.state is EvidenceState.ACCEPTED
    ]
