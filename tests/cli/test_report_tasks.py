"""dondoc reports task, suggest: new tasks of the next plan at the terminal."""

from console import Desk

PERIOD = "2026-H2"
WORDS = "Mở 02 lớp nấu ăn cho nữ đoàn viên trước ngày 01/5/2027"


def test_a_typed_task_goes_into_the_plan_and_an_unclear_one_is_refused_in_a_sentence(busy: Desk) -> None:
    busy.ok("report", PERIOD)
    refused = busy.run("reports", "task", PERIOD, "Tổ chức hội thao cho đoàn viên")
    assert refused.status == 1
    assert "chưa có thời hạn" in refused.err
    assert "chậm nhất ngày 30/4/2027" in busy.ok("reports", "task", PERIOD, WORDS).out
    busy.ok("report", PERIOD)
    assert "Mở 02 lớp nấu ăn cho nữ đoàn viên" in busy.ok("reports", "show", PERIOD, "--lines").out


def test_a_first_year_has_nothing_to_suggest(busy: Desk) -> None:
    busy.ok("report", PERIOD)
    assert "không có việc nào" in busy.ok("reports", "suggest", PERIOD).out
    assert busy.ok("reports", "suggest", PERIOD, "--json").out.strip() == "[]"
    assert busy.run("reports", "suggest", PERIOD, "CD-1999-01").status == 1
