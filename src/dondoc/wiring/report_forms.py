"""The forms in which an open workspace writes its reports, each by the office's own template where it has one."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from types import MappingProxyType

from dondoc.core.report import Form, Printed, WrittenReport
from dondoc.draft.report_context import ReportContext
from dondoc.errors import BadInput, DondocError
from dondoc.settings.files import shipped_dir
from dondoc.settings.report import load_chart_forms, load_report_forms
from dondoc.usecases.print_forms import Renderer
from dondoc.wiring.office import Office

KIND = "report"
#: The template of each form that has one.
TEMPLATES: Mapping[Form, str] = MappingProxyType(
    {Form.DOCX: "report.docx", Form.PDF: "report.typ", Form.HTML: "report.html.j2", Form.MD: "report.md.j2"}
)


def report_renderers(office: Office, now: datetime, *, more: Iterable[Form] = ()) -> Mapping[str, Renderer]:
    """What prints each form that the office writes (config/report.toml), and those asked for besides."""
    wanted = dict.fromkeys((*load_report_forms(office.office_dir), *more))
    press = _Press(office, now)
    return {form.value: press.renderer(form) for form in wanted}


def print_one(office: Office, context: ReportContext, form: Form, now: datetime) -> Printed:
    """A document of any kind in one form, as a report would look."""
    return _Press(office, now).renderer(form)(context)


def own_template(office: Office, form: Form) -> Path | None:
    """The office's own template of a form, if it has one."""
    name = TEMPLATES.get(form)
    path = office.office_dir / "templates" / KIND / name if name else None
    return path if path is not None and path.is_file() else None


def stood_in(office: Office, form: Form, own: Path) -> DondocError | None:
    """Why the shipped template has to stand in for the office's own; None where the own one is sound."""
    from dondoc.documents.report_template_check import check_report_template

    fault = next((one for one in check_report_template(own, form) if one.is_broken), None)
    return _stood_in(own.relative_to(office.folder).as_posix(), form, fault.error) if fault is not None else None


def _stood_in(name: str, form: Form, problem: object) -> DondocError:
    return BadInput(code="template.stood_in", file=name, form=form.value, problem=problem)


def faults_again(office: Office, report: WrittenReport) -> dict[str, DondocError]:
    """What was said of the forms of a version when it was printed, for who asks for it again."""
    faults: dict[str, DondocError] = {}
    for form in (Form(name) for name, _ in report.outputs if name in set(Form)):
        own = own_template(office, form)
        if own is not None and form.value not in dict(report.templates):
            fault = stood_in(office, form, own)
            faults |= {form.value: fault} if fault is not None else {}
    return faults


class _Press:
    """Prints at one instant."""

    def __init__(self, office: Office, now: datetime) -> None:
        self._office, self._now = office, now
        self._shipped = shipped_dir() / "templates" / KIND
        self._charted = load_chart_forms(office.office_dir)

    def renderer(self, form: Form) -> Renderer:
        match form:
            case Form.JSON:
                return self._json
            case Form.XLSX:
                return self._xlsx
            case Form.PDF:
                return self._pdf
            case Form.DOCX | Form.HTML | Form.MD:
                return lambda context: self._by_template(form, context)

    def _by_template(self, form: Form, context: ReportContext) -> Printed:
        """By the office's own template, else by the shipped one, which says why where the own one is broken."""
        own = own_template(self._office, form)
        if own is None:
            return self._printed(form, context, self._shipped)
        if (fault := stood_in(self._office, form, own)) is not None:
            return replace(self._printed(form, context, self._shipped), fault=fault)
        try:
            return replace(self._printed(form, context, own.parent), template=self._name(own))
        except BadInput as error:  # nothing that a look at the template could have told
            fault = _stood_in(self._name(own), form, error.params.get("problem", error))
            return replace(self._printed(form, context, self._shipped), fault=fault)

    def _printed(self, form: Form, context: ReportContext, folder: Path) -> Printed:
        from dondoc.documents.docx_writer import render_docx
        from dondoc.documents.html_writer import render_html
        from dondoc.documents.markdown_writer import render_markdown
        from dondoc.documents.typst_writer import render_pdf

        is_charted = form in self._charted
        if form is Form.PDF:
            data, lacking = render_pdf(context, [folder], made_at=self._now, with_charts=is_charted)
            remark = BadInput(code="form.characters", form=form.value, characters=" ".join(lacking))
            return Printed(data=data, remarks=(remark,) if lacking else ())
        print_: Mapping[Form, Callable[[], bytes]] = {
            Form.DOCX: lambda: render_docx(
                context,
                [folder],
                made_at=self._now,
                with_charts=is_charted,
                public_url=self._office.settings.public_url,
            ),
            Form.HTML: lambda: render_html(context, [folder], with_charts=is_charted),
            Form.MD: lambda: render_markdown(context, [folder]),
        }
        return Printed(data=print_[form]())

    def _pdf(self, context: ReportContext) -> Printed:
        """By the office's own report.typ; else as its Word template looks, which takes LibreOffice; else as shipped."""
        word = own_template(self._office, Form.DOCX)
        if word is None or own_template(self._office, Form.PDF) is not None:
            return self._by_template(Form.PDF, context)
        from dondoc.documents.word_pdf import word_to_pdf

        paper = self._by_template(Form.DOCX, context)
        if paper.fault is not None:
            return self._printed(Form.PDF, context, self._shipped)  # what is wrong is said of the .docx
        try:
            return replace(paper, data=word_to_pdf(paper.data))
        except DondocError as error:
            built_in = self._printed(Form.PDF, context, self._shipped)
            remark = BadInput(code="form.pdf_built_in", file=self._name(word), problem=error)
            return replace(built_in, remarks=(*built_in.remarks, remark))

    def _json(self, context: ReportContext) -> Printed:
        from dondoc.documents.json_writer import render_json

        return Printed(data=render_json(context))

    def _xlsx(self, context: ReportContext) -> Printed:
        from dondoc.documents.xlsx_writer import render_xlsx

        return Printed(data=render_xlsx(context, made_at=self._now))

    def _name(self, path: Path) -> str:
        return path.relative_to(self._office.folder).as_posix()
