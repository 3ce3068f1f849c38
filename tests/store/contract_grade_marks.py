"""What every store of points given by hand must hold."""

from decimal import Decimal

from store.contract_reports import a_report
from store.samples import NOW

from dondoc.core.grading import Mark
from dondoc.usecases.ports import Begin


class GradeMarksContract:
    def test_a_criterion_has_one_mark_of_the_unit_and_one_of_the_superior(self, begin: Begin) -> None:
        with begin() as work:
            plan = a_report(work).plan
            own = Mark(criterion="I.1", points=Decimal("9.5"), by="thuky")
            above = Mark(criterion="I.1", points=Decimal(8), reason="thiếu danh sách", by="captren", is_superior=True)
            for mark in (own, above, Mark(criterion="I.1", points=Decimal(10), by="thuky")):
                work.grade_marks.put(plan.unit_id, plan.period, "bang", mark, at=NOW)
            kept = work.grade_marks.of(plan.unit_id, plan.period, "bang")
            assert kept == [Mark(criterion="I.1", points=Decimal(10), by="thuky"), above]
            assert work.grade_marks.of(plan.unit_id, plan.period, "bang-khac") == []
            assert work.grade_marks.of(plan.unit_id, plan.period.next(), "bang") == []
