"""grade, handover, units reports and take at the terminal."""

from console import Desk


def test_a_table_is_shown_filled_in_and_printed(busy: Desk) -> None:
    file = busy.folder / "cham-diem.xlsx"
    shown = busy.ok("grade", "show", "2026", "-o", str(file))
    assert "chưa xếp loại được" in shown.out
    assert file.read_bytes().startswith(b"PK")
    busy.ok("grade", "set", "2026", "iii.3", "8,5")
    lines = {line["code"]: line for line in busy.ok("grade", "show", "2026", "--json").json()["lines"]}  # type: ignore[index]
    assert (lines["III.3"]["own"], lines["III.3"]["by_ledger"]) == ("8.5", None)
    busy.ok("grade", "set", "2026", "IV.3", "-1", "--reason", "Một việc chậm")
    refused = busy.run("grade", "set", "2026", "III.3", "nhiều")
    assert (refused.status, "không phải số điểm" in refused.err) == (1, True)
    assert "cdcs-1294" in busy.ok("grade", "list").out


def test_units_that_sent_nothing_are_named_and_a_file_that_is_no_report_is_refused(busy: Desk) -> None:
    busy.ok("units", "add", "Tổ công đoàn Một", "--code", "TCD1")
    told = busy.ok("units", "reports", "2026-H2").out
    assert "0/1 " in told
    assert "chưa có" in told
    refused = busy.run("units", "take", busy.file("bao-cao.json", "{}"))
    assert (refused.status, "không phải báo cáo .json" in refused.err) == (1, True)


def test_a_units_work_is_handed_over_in_one_file(busy: Desk) -> None:
    file = busy.folder / "ban-giao.docx"
    unit = busy.ok("units", "list", "--json").json()[0]["code"]  # type: ignore[index]
    told = busy.ok("handover", unit, "-o", str(file)).out
    assert " việc chưa xong" in told
    assert file.read_bytes().startswith(b"PK")
    assert busy.run("handover", "KHONGCO").status == 1
