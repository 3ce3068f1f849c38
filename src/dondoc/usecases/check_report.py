"""What a report must fulfil before it is written: nothing left out, every figure explained, every total the sum."""

from collections.abc import Mapping, Sequence

from dondoc.core.snapshot import Snapshot
from dondoc.draft.context import unaccounted
from dondoc.draft.next_plan import PlannedItem
from dondoc.draft.report_context import ReportContext
from dondoc.draft.sums import sum_faults
from dondoc.draft.trace import trace
from dondoc.errors import Conflict
from dondoc.usecases.finish_report import Finish


def checked(
    snapshot: Snapshot,
    context: ReportContext,
    finish: Finish,
    *,
    units: Mapping[int, str],
    planned: Sequence[PlannedItem],
    is_merged: bool,
) -> ReportContext:
    """The report with the origins of its figures.

    Raises:
        Conflict: `report.unaccounted`, `report.untraced`, `report.sums` or `report.share`: it must not be written.
    """
    missing = unaccounted(snapshot, context)
    if missing:
        raise Conflict(code="report.unaccounted", tasks=", ".join(missing))
    traced = trace(
        snapshot,
        context,
        units=units,
        planned=planned,
        is_merged=is_merged,
        cited=[name for names in finish.cited.values() for name in names],
        late=finish.adjustments.late,
    )
    if traced.faults:
        fault = traced.faults[0]
        raise Conflict(code="report.untraced", figure=fault.figure, place=fault.place, words=fault.text,
                       faults=len(traced.faults))  # fmt: skip
    for wrong in sum_faults(snapshot, context):
        if wrong.is_share:
            raise Conflict(code="report.share", place=wrong.place, total=wrong.total, parts=wrong.parts)
        raise Conflict(code="report.sums", place=wrong.place, total=wrong.total, parts=wrong.parts)
    return traced.context
