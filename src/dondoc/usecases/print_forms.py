"""Printing a report in its forms: one that cannot be printed does not cost the others."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from dondoc.core.report import Printed
from dondoc.draft.report_context import ReportContext
from dondoc.errors import BadInput, DondocError

#: Prints one form of a report.
Renderer = Callable[[ReportContext], Printed]


@dataclass(frozen=True, slots=True, kw_only=True)
class Prints:
    """What came of printing, by form."""

    forms: Mapping[str, Printed] = field(default_factory=dict)
    #: What went wrong with a form: it was not printed, or the shipped template stood in for the office's own.
    faults: Mapping[str, DondocError] = field(default_factory=dict)

    @property
    def files(self) -> dict[str, bytes]:
        """The bytes of each form."""
        return {name: one.data for name, one in self.forms.items()}

    @property
    def templates(self) -> tuple[tuple[str, str], ...]:
        """(form, file) of those that a template of the office's own printed."""
        return tuple((name, one.template) for name, one in self.forms.items() if one.template)

    @property
    def remarks(self) -> tuple[DondocError, ...]:
        """What readers of the files should know."""
        return tuple(remark for one in self.forms.values() for remark in one.remarks)


def print_forms(context: ReportContext, renderers: Mapping[str, Renderer]) -> Prints:
    """Every form that can be printed.

    Raises:
        DondocError: `form.failed`, the first of them, when none can.
    """
    forms: dict[str, Printed] = {}
    faults: dict[str, DondocError] = {}
    for name, render in renderers.items():
        try:
            forms[name] = render(context)
        except DondocError as error:
            faults[name] = BadInput(code="form.failed", form=name, problem=error)
        else:
            if (fault := forms[name].fault) is not None:
                faults[name] = fault
    if faults and not forms:
        raise next(iter(faults.values()))
    return Prints(forms=forms, faults=faults)
