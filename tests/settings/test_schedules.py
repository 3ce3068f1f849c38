"""When jobs run, and what an office may change."""

from pathlib import Path

import pytest

from dondoc.core.job import Job
from dondoc.errors import BadInput
from dondoc.settings.schedules import Schedule, cron_problems, load_schedules


def office(folder: Path, text: str) -> Path:
    (folder / "schedules.toml").write_text("schema = 1\n" + text, encoding="utf-8")
    return folder


def test_every_job_is_scheduled_as_shipped() -> None:
    schedules = load_schedules()
    assert [schedule.job for schedule in schedules] == list(Job)
    assert {schedule.job: schedule.cron for schedule in schedules} == {
        Job.INGEST_REPORTS: "*/15 * * * *",
        Job.SEND_REMINDERS: "*/30 8-17 * * *",
        Job.COLLECT_EVIDENCE: "*/15 * * * *",
        Job.CHECK_PROGRESS: "30 8-17 * * *",
        Job.ESCALATE_OVERDUE: "15 8-17 * * *",
        Job.DRAFT_REPORTS: "0 6 * * *",
        Job.VERIFY_LEDGER: "0 2 * * *",
    }
    assert all(schedule.enabled and schedule.title for schedule in schedules)


def test_an_office_changes_one_hour_and_keeps_the_rest(tmp_path: Path) -> None:
    own = load_schedules(office(tmp_path, '[jobs.send_reminders]\ncron = "30 7 * * 1-5"\n'))
    changed = [schedule for schedule in own if schedule not in load_schedules()]
    assert changed == [
        Schedule(job=Job.SEND_REMINDERS, title="Gửi nhắc việc hằng ngày", cron="30 7 * * 1-5", enabled=True)
    ]


def test_an_office_switches_a_job_off(tmp_path: Path) -> None:
    own = load_schedules(office(tmp_path, "[jobs.escalate_overdue]\nenabled = false\n"))
    assert [schedule.job for schedule in own if not schedule.enabled] == [Job.ESCALATE_OVERDUE]


@pytest.mark.parametrize(
    ("cron", "field"),
    [
        ("0 25 * * *", "hour"),
        ("tám giờ", "fields"),
        ("0 8 * * * *", "fields"),
        ("*/0 * * * *", "minute"),
        ("0 8 31-1 * *", "day"),
        ("0 8 * 13 *", "month"),
        ("0 8 * * 8", "weekday"),
        ("0 8 1,,2 * *", "day"),
        ("0 8 30 2 *", "day"),
        ("0 8 31 4,6 *", "day"),
    ],
)
def test_a_bad_time_is_refused_and_named(tmp_path: Path, cron: str, field: str) -> None:
    with pytest.raises(BadInput) as refused:
        load_schedules(office(tmp_path, f'[jobs.send_reminders]\ncron = "{cron}"\n'))
    assert refused.value.message_code == "schedule.cron"
    assert refused.value.params == {
        "file": "schedules.toml",
        "job": "send_reminders",
        "cron": cron,
        "field": field,
    }


def test_two_bad_fields_are_both_named() -> None:
    assert list(cron_problems("99 8 0 * *")) == ["minute", "day"]


@pytest.mark.parametrize("cron", ["0 8 29 2 *", "0 8 31 2,3 *", "0 8 31 2 1", "5/20 8-17/3 */2 1-6 0,7"])
def test_a_time_that_comes_is_taken(cron: str) -> None:
    assert list(cron_problems(cron)) == []


def test_an_unknown_job_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadInput) as refused:
        load_schedules(office(tmp_path, '[jobs.make_coffee]\ntitle = "Pha cà phê"\ncron = "0 7 * * *"\n'))
    assert refused.value.message_code == "config.invalid"
    assert "make_coffee" in str(refused.value.params["place"])


def test_a_later_schema_is_refused(tmp_path: Path) -> None:
    (tmp_path / "schedules.toml").write_text("schema = 2\n", encoding="utf-8")
    with pytest.raises(BadInput) as refused:
        load_schedules(tmp_path)
    assert refused.value.params["place"] == "schema"
