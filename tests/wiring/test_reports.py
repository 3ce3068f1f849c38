"""Which report is meant, and that the same facts are written once."""

from datetime import date, datetime
from io import BytesIO
from pathlib import Path

import pytest
from console import REPORT
from documents.report_samples import sample_charts
from docx import Document

from dondoc.core.instants import TIME_ZONE
from dondoc.core.period import Period
from dondoc.draft.report_context import ReportContext
from dondoc.errors import NotFound
from dondoc.wiring import Office
from dondoc.wiring.report_forms import report_renderers
from dondoc.wiring.reports import config_hash, latest_period, plan_between, plan_of, write_report
from dondoc.wiring.scope import unit_ids_of

H2 = Period(2026, 6, 2)


def test_the_latest_period_is_the_last_that_was_cut_off(office: Office) -> None:
    cut_off = plan_of(office, 1, H2).cut_off
    assert latest_period(office, 1, cut_off) == H2
    assert latest_period(office, 1, date(2026, 10, 1)) == H2.previous()


def test_any_stretch_of_days_can_be_reported() -> None:
    plan = plan_between(1, date(2026, 9, 1), date(2026, 9, 30))
    assert (plan.window.start, plan.cut_off, plan.period) == (date(2026, 9, 1), date(2026, 9, 30), H2)


def test_the_hash_of_the_config_changes_with_the_office_s_own_files(office: Office) -> None:
    before = config_hash(office)
    assert config_hash(office) == before
    (office.folder / "config" / "areas.toml").write_text("schema = 1\n", encoding="utf-8")
    assert config_hash(office) != before


def test_charts_stand_in_the_forms_that_the_office_names(office: Office) -> None:
    """As shipped they stand in the page alone."""
    context = ReportContext(
        superior="", issuer="X", number_line="", place_date_line="", document_type="BÁO CÁO", title="t",
        addressee_line="", lead="", sections=(), closing="./.", recipients=(), signer_authority="", signer_position="",
        signer_name="", annexes=(), charts=sample_charts(),
    )  # fmt: skip

    def drawn() -> set[str]:
        now = datetime(2030, 7, 1, tzinfo=TIME_ZONE)
        printed = {form: render(context).data for form, render in report_renderers(office, now).items()}
        assert set(printed) >= {"docx", "html"}
        pictures = Document(BytesIO(printed["docx"])).inline_shapes
        return {*(["docx"] if pictures else []), *(["html"] if b"<svg" in printed["html"] else [])}

    assert drawn() == {"html"}
    own = office.folder / "config" / "report.toml"
    own.write_text('schema = 1\n[charts]\nin = ["docx"]\n', encoding="utf-8")
    assert drawn() == {"docx"}


def test_a_period_without_a_promise_is_not_written(office: Office) -> None:
    with pytest.raises(NotFound) as refused:
        write_report(office, plan_of(office, 1, Period(2030, 6, 1)), now=datetime(2030, 7, 1, tzinfo=TIME_ZONE))
    assert refused.value.message_code == "report.nothing"
    assert list((office.folder / "reports").iterdir()) == []


def test_the_same_facts_are_one_version_and_new_facts_the_next(office: Office) -> None:
    from wiring.test_jobs import confirm

    from dondoc.usecases.update_task import mark_not_done

    code = confirm(office)
    now = datetime(2026, 12, 31, 9, tzinfo=TIME_ZONE)
    plan = plan_of(office, 1, H2)
    first, paths = write_report(office, plan, now=now)
    again, same = write_report(office, plan, now=now)
    assert (first.report.version, first.is_repeat, again.is_repeat) == (1, False, True)
    assert paths == same
    assert {name: office.blobs.get(sha256) for name, sha256 in first.report.outputs} == {
        name: Path(path).read_bytes() for name, path in paths.items()
    }
    mark_not_done(office.begin, code, "không có giảng viên", actor=office.actor, now=now)
    second, _ = write_report(office, plan, now=now.replace(hour=10))
    assert (second.report.version, second.is_repeat, second.headline.not_done) == (2, False, 1)
    assert second.headline.total == REPORT.count("\n1.") + REPORT.count("\n2.") + REPORT.count("\n3.")


def test_a_period_that_is_not_over_says_up_to_which_day(office: Office) -> None:
    from wiring.test_jobs import confirm

    confirm(office)
    drafted, _ = write_report(office, plan_of(office, 1, H2), now=datetime(2026, 9, 1, 9, tzinfo=TIME_ZONE))
    assert drafted.early_on == date(2026, 9, 1)


def test_a_unit_means_itself_and_all_below(office: Office) -> None:
    from dondoc.usecases.manage_units import add_unit

    now = datetime(2026, 7, 6, 9, tzinfo=TIME_ZONE)
    first = add_unit(office.begin, "Tổ công đoàn 1", actor=office.actor, now=now)
    second = add_unit(office.begin, "Nhóm 1", parent=first.code, actor=office.actor, now=now)
    with office.work() as work:
        assert unit_ids_of(work, None, now.date()) is None
        assert unit_ids_of(work, "tcd1", now.date()) == {first.id, second.id}
        with pytest.raises(NotFound):
            unit_ids_of(work, "KHONGCO", now.date())


def test_the_number_bears_the_sign_of_the_units_own_reports_unless_the_office_says_another(office: Office) -> None:
    from wiring.test_jobs import confirm

    confirm(office)
    now = datetime(2026, 12, 31, 9, tzinfo=TIME_ZONE)
    with office.work() as work:
        numbers = [document.number for document in work.documents.all()]
    drafted, _ = write_report(office, plan_of(office, 1, H2), now=now)
    assert any(number and drafted.context.number_line.endswith(number.partition("/")[2]) for number in numbers)
    (office.folder / "config" / "report.toml").write_text(
        'schema = 1\n[head]\nnumber_suffix = "BC-VP"\n', encoding="utf-8"
    )
    changed, _ = write_report(office, plan_of(office, 1, H2), now=now)
    assert changed.context.number_line == "Số:      /BC-VP"
