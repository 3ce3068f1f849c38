"""One form that cannot be printed does not cost the others."""

import pytest
from documents.report_samples import sample_context
from ledger_office import Ledger, Line
from report_desk import DUE, H2, MADE, Desk

from dondoc.core.report import Printed
from dondoc.draft.report_context import ReportContext
from dondoc.errors import BadInput, NotFound
from dondoc.usecases.print_forms import print_forms


def broken(context: ReportContext) -> Printed:
    raise BadInput(code="report.template_broken", file="a.docx", problem="?")


def well(context: ReportContext) -> Printed:
    return Printed(data=context.title.encode(), template="config/a.md.j2", remarks=(NotFound(code="form.characters"),))


def test_the_other_forms_are_printed_and_the_failure_is_told() -> None:
    prints = print_forms(sample_context(), {"docx": broken, "md": well})
    assert prints.files == {"md": sample_context().title.encode()}
    assert prints.templates == (("md", "config/a.md.j2"),)
    assert [(form, fault.message_code) for form, fault in prints.faults.items()] == [("docx", "form.failed")]
    assert [remark.message_code for remark in prints.remarks] == ["form.characters"]


def test_a_form_that_the_shipped_template_saved_is_told_too() -> None:
    fault = BadInput(code="template.stood_in")
    prints = print_forms(sample_context(), {"md": lambda _: Printed(data=b"x", fault=fault)})
    assert (prints.files, prints.faults) == ({"md": b"x"}, {"md": fault})


def test_where_none_can_be_printed_nothing_is_written() -> None:
    with pytest.raises(BadInput) as failed:
        print_forms(sample_context(), {"docx": broken})
    assert failed.value.message_code == "form.failed"


def test_a_form_less_is_the_same_version_and_a_form_more_is_the_next(ledger: Ledger) -> None:
    desk = Desk(ledger)
    ledger.confirm(Line("Tổ chức hội thao", due=DUE))
    both = desk.write(H2, MADE)
    less = desk.write(H2, MADE, forms=("md",))
    more = desk.write(H2, MADE, forms=("docx", "md", "pdf"))
    assert [(one.report.version, one.is_repeat) for one in (both, less, more)] == [(1, False), (1, True), (2, False)]
    assert set(less.files) == {"docx", "md"}
    assert both.report.context_json == more.report.context_json
