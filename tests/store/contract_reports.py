"""What every store of written reports must hold."""

from dataclasses import replace
from datetime import date

import pytest
from store.samples import NOW

from dondoc.core.period import Period
from dondoc.core.report import ReportKind, ReportPlan, ReportState, WrittenReport
from dondoc.core.unit import Unit
from dondoc.errors import Conflict, NotFound
from dondoc.usecases.ports import Begin, Work


def a_report(work: Work, **fields: object) -> WrittenReport:
    unit = work.units.by_code("CDX") or work.units.add(Unit(id=0, code="CDX", name="Công đoàn xưởng Mẫu"))
    period = Period(2024, 6, 2)
    plan = ReportPlan(
        unit_id=unit.id, kind=ReportKind.INTERIM, period=period, window=period.calendar, cut_off=period.calendar.last
    )
    values: dict[str, object] = {
        "id": 0,
        "plan": plan,
        "version": 1,
        "state": ReportState.DRAFT,
        "made_at": NOW,
        "context_json": '{"số":"một"}',
        "config_sha256": "c" * 64,
    }
    return WrittenReport(**values | fields)


class ReportsContract:
    def test_versions_come_back_oldest_first_with_their_outputs(self, begin: Begin) -> None:
        with begin() as work:
            own = (("docx", "config/templates/report/report.docx"),)
            outputs = (("docx", "a" * 64), ("pdf", "b" * 64))
            first = work.reports.add(a_report(work, outputs=outputs, templates=own))
            second = work.reports.add(a_report(work, version=2))
        with begin() as work:
            assert work.reports.all() == [first, second]
            assert first.outputs == (("docx", "a" * 64), ("pdf", "b" * 64))

    def test_a_version_is_stored_once(self, begin: Begin) -> None:
        with begin() as work:
            work.reports.add(a_report(work))
            with pytest.raises(Conflict) as refused:
                work.reports.add(a_report(work, config_sha256="d" * 64))
            assert refused.value.message_code == "report.exists"
            assert refused.value.params == {"period": "2024-H2", "version": 1}

    def test_issuing_is_kept_with_number_date_and_outputs(self, begin: Begin) -> None:
        with begin() as work:
            first = work.reports.add(a_report(work, outputs=(("docx", "a" * 64),)))
            second = work.reports.add(a_report(work, version=2))
            issued = replace(
                first,
                state=ReportState.ISSUED,
                number="3/BC-CĐX",
                issued_on=date(2024, 12, 20),
                outputs=(("pdf", "e" * 64), ("docx", "a" * 64)),
            )
            work.reports.update(issued)
            assert work.reports.all() == [issued, second]
            with pytest.raises(NotFound) as missing:
                work.reports.update(replace(first, id=99))
            assert (missing.value.message_code, missing.value.params) == ("report.unknown", {"id": 99})
