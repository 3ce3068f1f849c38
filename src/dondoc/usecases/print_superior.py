"""The print for the superior of a report that was written, with what was left out of it noted by name in the ledger."""

from collections.abc import Mapping
from datetime import datetime

from dondoc.core.event import Actor
from dondoc.draft.prints import Choice, SuperiorPrint, for_superior
from dondoc.errors import NotFound
from dondoc.usecases.draft_report import Drafted
from dondoc.usecases.ports import Begin
from dondoc.usecases.print_forms import Prints, Renderer, print_forms


def print_superior(
    begin: Begin,
    drafted: Drafted,
    choice: Choice,
    renderers: Mapping[str, Renderer],
    *,
    actor: Actor,
    now: datetime,
) -> tuple[SuperiorPrint, Prints]:
    """Print a version for the superior in every form; what the chair left out stays in the check of dropped promises.

    Raises:
        NotFound: `report.nothing_called` when a paragraph or an annex that was to be left out or kept is not there.
    """
    chosen = for_superior(drafted.context, choice)
    if chosen.unknown:
        raise NotFound(code="report.nothing_called", line=", ".join(chosen.unknown))
    prints = print_forms(chosen.context, renderers)
    with begin() as work:
        work.events.append(
            drafted.unit.code,
            "report.printed_superior",
            f"report-{drafted.unit.code}-{drafted.report.plan.name}-v{drafted.report.version}",
            {
                "left_out": "; ".join(one.name for one in chosen.left_out),
                "codes": ", ".join(dict.fromkeys(code for one in chosen.left_out for code in one.codes)),
            },
            actor=actor,
            at=now,
        )
    return chosen, prints
