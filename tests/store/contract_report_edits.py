"""What every store of edits and signed files of reports must hold."""

from dataclasses import replace

from store.contract_reports import a_report
from store.samples import NOW

from dondoc.core.period import Period
from dondoc.core.report import SourceDocument
from dondoc.core.report_edit import ChangeKind, EditAct, ReportEdit, SignedReport, TextChange
from dondoc.usecases.ports import Begin, Work


def _document(work: Work, unit_id: int) -> SourceDocument:
    return work.documents.add(
        SourceDocument(
            id=0,
            unit_id=unit_id,
            name="da-ky.pdf",
            text_sha256="e" * 64,
            text="chữ",
            file_sha256="f" * 64,
            media_type="application/pdf",
            ingested_at=NOW,
        )
    )


class ReportEditsContract:
    def test_an_edit_is_one_for_its_paragraph_and_of_its_report_only(self, begin: Begin) -> None:
        with begin() as work:
            plan = a_report(work).plan
            other = replace(plan, period=Period(2025, 6, 1), window=Period(2025, 6, 1).calendar)
            edit = ReportEdit(
                plan=plan, key="results.a", act=EditAct.REPLACE, words="mới", seen="cũ", codes=("A-1",), by="thuky",
                at=NOW, into="results.b", after="plan",
            )  # fmt: skip
            work.report_edits.put(edit)
            work.report_edits.put(replace(edit, key="results.b", act=EditAct.REMOVE))
            work.report_edits.put(replace(edit, plan=other))
            work.report_edits.put(replace(edit, words="mới nữa"))
            kept = work.report_edits.of(plan)
            assert [(one.key, one.words) for one in kept] == [("results.a", "mới nữa"), ("results.b", "mới")]
            assert replace(kept[0], id=0, words="mới") == edit
            assert work.report_edits.drop(plan, "results.a")
            assert not work.report_edits.drop(plan, "results.a")
            assert len(work.report_edits.of(plan)) == len(work.report_edits.of(other)) == 1

    def test_the_signed_file_of_a_report_is_one_with_its_changes_in_order(self, begin: Begin) -> None:
        with begin() as work:
            report = work.reports.add(a_report(work))
            first = TextChange(
                kind=ChangeKind.FIGURE, before="có 12", after="có 13", codes=("A-1",), figures=(("12", "13"),)
            )
            second = TextChange(kind=ChangeKind.ADDED, after="Mở lớp", is_promise=True)
            document = _document(work, report.plan.unit_id)
            signed = SignedReport(
                report_id=report.id, document_id=document.id, file_sha256="f" * 64, name="da-ky.pdf", by="thuky",
                at=NOW, changes=(first, second),
            )  # fmt: skip
            work.signed_reports.put(signed)
            assert work.signed_reports.of() == {report.id: signed}
            again = replace(signed, changes=(second,))
            work.signed_reports.put(again)
            assert work.signed_reports.of([report.id]) == {report.id: again}
            assert work.signed_reports.of([report.id + 1]) == {}
