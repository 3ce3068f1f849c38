"""Reading config/report.toml: what the office's report looks like, and when its reporting periods are cut off."""

from datetime import date
from pathlib import Path
from string import Formatter
from typing import Literal

from pydantic import Field, field_validator, model_validator

from dondoc.core.period import WindowKind
from dondoc.core.report import CutOff, Form, ReportCalendar, ReportKind
from dondoc.draft.office import Column, ColumnHeading, ReportOffice, Signer
from dondoc.draft.outline import Fill, without_empty
from dondoc.extract.lexicon import Lexicon
from dondoc.settings.files import ConfigModel, read_config
from dondoc.settings.lexicon import load_lexicon
from dondoc.settings.outlines import load_outline

_PERIOD_NAMES = frozenset({"Y", "H1", "H2", *(f"Q{n}" for n in range(1, 5)), *(f"M{n:02}" for n in range(1, 13))})


class _Head(ConfigModel):
    issuer: str
    superior: str
    addressee: str | list[str]
    place: str
    number_suffix: str


class _Wording(ConfigModel):
    subject: str = Field(min_length=1)
    basis: str = Field(min_length=1)
    dates_printed: int = Field(ge=1, le=20)


class _Signer(ConfigModel):
    authority: str
    acting: str
    position: str = Field(min_length=1)
    name: str


class _Recipients(ConfigModel):
    names: list[str] = Field(min_length=1, alias="list")


class _Choice(ConfigModel):
    """Names of outlines by kind of report; "" for the office's usual one."""

    interim: str = ""
    annual: str = ""


class _Outline(ConfigModel):
    interim: str = Field(min_length=1)
    annual: str = Field(min_length=1)
    area: str
    omit_empty: list[Fill]
    units: dict[str, _Choice]

    @field_validator("area")
    @classmethod
    def _names_the_area(cls, area: str) -> str:
        if _holes(area) != {"area"}:
            raise ValueError("the heading of an area must contain {area} and no other name")
        return area

    def name_for(self, kind: ReportKind, unit: str) -> str:
        """The outline of a unit's report of that kind."""
        own = self.units.get(unit, _Choice())
        if kind is ReportKind.ANNUAL:
            return own.annual or self.annual
        return own.interim or self.interim


def _holes(heading: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(heading) if name is not None}


class _Annex(ConfigModel):
    columns: list[Column]
    titles: dict[Column, str]
    widths: dict[Column, int]

    @model_validator(mode="after")
    def _usable(self) -> "_Annex":
        if len(set(self.columns)) != len(self.columns):
            raise ValueError("a column stands twice")
        if needed := {Column.CODE, Column.RESULT} - set(self.columns):
            raise ValueError(f"the annex needs the columns {', '.join(sorted(needed))}")
        if bad := [c.value for c in self.columns if not self.titles.get(c) or self.widths.get(c, 0) < 1]:
            raise ValueError(f"no title or no width for {', '.join(bad)}")
        return self


class _Charts(ConfigModel):
    forms: list[Literal["html", "docx", "pdf"]] = Field(alias="in")


class _Forms(ConfigModel):
    forms: list[Form] = Field(min_length=1, alias="list")


class _Calendar(ConfigModel):
    window: WindowKind
    draft_working_days_before: int = Field(ge=1, le=60)
    cut_offs: dict[str, str]

    @field_validator("cut_offs")
    @classmethod
    def _days(cls, cut_offs: dict[str, str]) -> dict[str, str]:
        for name, day in cut_offs.items():
            if name not in _PERIOD_NAMES:
                raise ValueError(f'unknown period "{name}"; known are H1, H2, Q1 to Q4, M01 to M12, Y')
            _day_and_month(day)
        return cut_offs


def _day_and_month(words: str) -> tuple[int, int]:
    day, _, month = words.partition("/")
    try:
        date(2001, int(month), int(day))  # not a leap year: the day must exist in every year
    except ValueError as error:
        raise ValueError(f'"{words}" is not a day of every year, written as DD/MM') from error
    return int(day), int(month)


class ReportFile(ConfigModel):
    """The whole of config/report.toml."""

    schema_: Literal[1] = Field(alias="schema")
    head: _Head
    wording: _Wording
    signer: _Signer
    recipients: _Recipients
    outline: _Outline
    annex: _Annex
    charts: _Charts
    forms: _Forms
    calendar: _Calendar


def load_report_office(
    office_dir: Path | None = None,
    lexicon: Lexicon | None = None,
    *,
    kind: ReportKind = ReportKind.INTERIM,
    unit: str = "",
    outline: str = "",
) -> ReportOffice:
    """The office's report as config/report.toml describes it, for a kind of report of the unit with that code.

    The `lexicon` of the same office, where the caller has it at hand, is not read a second time. An `outline` that is
    named comes before the one that the file says.

    Raises:
        BadInput: `config.…` as `read_config` says.
        NotFound: `outline.unknown`.
    """
    file = read_config("report.toml", ReportFile, office_dir)
    words = lexicon or load_lexicon(office_dir)
    verbs = words.verbs  # writing shares them with reading
    areas = {area.code for area in words.areas}
    chosen = load_outline(outline or file.outline.name_for(kind, unit), office_dir, areas=areas)
    return ReportOffice(
        issuer=file.head.issuer,
        superior=file.head.superior,
        addressee=file.head.addressee if isinstance(file.head.addressee, str) else tuple(file.head.addressee),
        place=file.head.place,
        number_suffix=file.head.number_suffix,
        subject=file.wording.subject,
        basis=file.wording.basis,
        dates_printed=file.wording.dates_printed,
        signer=Signer(
            authority=file.signer.authority,
            acting=file.signer.acting,
            position=file.signer.position,
            name=file.signer.name,
        ),
        recipients=tuple(file.recipients.names),
        area_heading=file.outline.area,
        outline=without_empty(chosen, file.outline.omit_empty),
        columns=tuple(
            ColumnHeading(column=c, title=file.annex.titles[c], width=file.annex.widths[c]) for c in file.annex.columns
        ),
        verbs=frozenset((*verbs.hard.words, *verbs.soft.words)),
    )


def load_report_forms(office_dir: Path | None = None) -> tuple[Form, ...]:
    """The forms in which the office writes its reports, each once; BadInput `config.…` as `read_config` says."""
    return tuple(dict.fromkeys(read_config("report.toml", ReportFile, office_dir).forms.forms))


def load_report_calendar(office_dir: Path | None = None) -> ReportCalendar:
    """When the office's reporting periods are cut off; BadInput `config.…` as `read_config` says."""
    calendar = read_config("report.toml", ReportFile, office_dir).calendar
    cut_offs: list[CutOff] = []
    for name, words in calendar.cut_offs.items():
        day, month = _day_and_month(words)
        cut_offs.append(CutOff(period=name, month=month, day=day))
    return ReportCalendar(
        window_kind=calendar.window, cut_offs=tuple(cut_offs), draft_days_before=calendar.draft_working_days_before
    )


def load_chart_forms(office_dir: Path | None = None) -> frozenset[str]:
    """The forms of the report in which charts are drawn; BadInput `config.…` as `read_config` says."""
    return frozenset(read_config("report.toml", ReportFile, office_dir).charts.forms)
