"""The ladder as an office writes it."""

from datetime import time, timedelta
from pathlib import Path

import pytest

from dondoc.core.reminder import QuietHours
from dondoc.errors import BadInput
from dondoc.settings.reminders import load_reminders


def test_the_shipped_ladder_tells_twice_a_week() -> None:
    rules = load_reminders()
    ladder = rules.to_ladder()
    assert ladder.digest_weekdays == {0, 3}
    assert ladder.before == (15, 7, 3, 1)
    assert (ladder.overdue_weeks, ladder.far_days, ladder.check_in_day) == (3, 45, 20)
    assert (ladder.quiet_from, ladder.quiet_to) == (23, 6)
    assert (ladder.digests_a_week, ladder.longest_snooze) == (2, 14)
    assert ladder.quiet_hours == QuietHours(start=time(21), end=time(7))
    assert rules.lease == timedelta(minutes=10)


def test_an_office_changes_one_value_and_keeps_the_rest(tmp_path: Path) -> None:
    (tmp_path / "reminders.toml").write_text('schema = 1\n[digest]\nweekdays = ["tue"]\n', encoding="utf-8")
    ladder = load_reminders(tmp_path).to_ladder()
    assert ladder.digest_weekdays == {1}
    assert ladder.overdue_weeks == 3


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("schema = 1\n[digest]\nweekdays = []\n", "digest.weekdays"),
        ("schema = 1\n[check_in]\nday_of_month = 31\n", "check_in.day_of_month"),
        ("schema = 1\n[ladder]\nbefore_working_days = [0]\n", "ladder.before_working_days.0"),
        ('schema = 1\n[quiet_hours]\nfrom = "25:00"\n', "quiet_hours.from"),
        ("schema = 1\n[digest]\nmost_a_week = 0\n", "digest.most_a_week"),
        ("schema = 2\n", "schema"),
        ("schema = 1\n[digest]\nweekday = 1\n", "digest.weekday"),
    ],
)
def test_a_mistake_names_its_place(tmp_path: Path, text: str, place: str) -> None:
    (tmp_path / "reminders.toml").write_text(text, encoding="utf-8")
    with pytest.raises(BadInput) as caught:
        load_reminders(tmp_path)
    assert caught.value.params["place"] == place
