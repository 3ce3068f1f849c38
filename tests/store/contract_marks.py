"""What every store of marks must hold."""

import pytest

from dondoc.usecases.ports import Begin


class Mishap(Exception):
    pass


def mark_and_fail(begin: Begin) -> None:
    with begin() as work:
        work.marks.set("clock.as_of", "2024-09-02")
        raise Mishap


class MarksContract:
    def test_a_mark_is_written_and_overwritten(self, begin: Begin) -> None:
        with begin() as work:
            assert work.marks.get("reminders.started_on") is None
            work.marks.set("reminders.started_on", "2024-09-01")
            work.marks.set("reminders.started_on", "2024-09-02")
            work.marks.set("clock.as_of", "")
        with begin() as work:
            assert work.marks.get("reminders.started_on") == "2024-09-02"
            assert work.marks.get("clock.as_of") == ""

    def test_nothing_is_kept_of_a_block_that_fails(self, begin: Begin) -> None:
        with pytest.raises(Mishap):
            mark_and_fail(begin)
        with begin() as work:
            assert work.marks.get("clock.as_of") is None
