"""What every store of reports that units sent in must hold."""

from dataclasses import replace
from datetime import date

from store.contract_reports import a_report
from store.samples import NOW

from dondoc.core.received import ReceivedReport
from dondoc.usecases.ports import Begin


class ReceivedReportsContract:
    def test_the_very_file_of_a_unit_is_kept_once_and_all_come_in_order(self, begin: Begin) -> None:
        with begin() as work:
            plan = a_report(work).plan
            first = ReceivedReport(
                id=0, unit_id=plan.unit_id, period=plan.period, window=plan.window, number="5/BC-CĐCS",
                issued_on=date(2026, 7, 2), file_sha256="a" * 64, name="bao-cao.json", facts_json="{}", by="thuky",
                at=NOW,
            )  # fmt: skip
            assert work.received_reports.add(first)
            assert not work.received_reports.add(replace(first, number="6/BC-CĐCS"))
            assert work.received_reports.add(replace(first, file_sha256="b" * 64))
            kept = work.received_reports.all([plan.unit_id])
            assert [replace(r, id=0) for r in kept] == [first, replace(first, file_sha256="b" * 64)]
            assert work.received_reports.all([plan.unit_id + 1]) == []
