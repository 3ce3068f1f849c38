"""The workspace, its units and people, its flows and its clock."""

import json
import os
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from console import Desk, dondoc

FUTURE, PAST = "01/01/2190", "01/01/2020"


def test_init_makes_a_workspace_once(tmp_path: Path) -> None:
    folder = tmp_path / "so"
    assert dondoc("init", str(folder), "--unit", "Công đoàn Xưởng Gốm").status == 0
    again = dondoc("init", str(folder))
    assert again.status == 1
    assert "đã là một không gian làm việc" in again.err
    (tmp_path / "day" / "x").mkdir(parents=True)
    assert dondoc("init", str(tmp_path / "day")).status == 1


@pytest.mark.parametrize("arguments", [("--email", "khong phai thu")])
def test_an_init_that_fails_can_be_tried_again(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    folder = tmp_path / "so"
    assert dondoc("init", str(folder), *arguments).status == 1
    assert list(folder.iterdir()) == []
    assert dondoc("init", str(folder)).status == 0


def test_an_init_without_its_database_is_unavailable_and_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "so.sqlite").mkdir()
    monkeypatch.setenv("DONDOC_DATABASE_URL", f"sqlite:///{tmp_path / 'so.sqlite'}")
    outcome = dondoc("init", str(tmp_path / "so"))
    assert outcome.status == 4
    assert list((tmp_path / "so").iterdir()) == []
    monkeypatch.setenv("DONDOC_DATABASE_URL", "mysql://x")
    assert dondoc("init", str(tmp_path / "so")).status == 1


def test_two_workspaces_never_share_a_database(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DONDOC_DATABASE_URL", f"sqlite:///{tmp_path / 'chung.sqlite'}")
    assert dondoc("init", str(tmp_path / "a")).status == 0
    second = dondoc("init", str(tmp_path / "b"))
    assert (second.status, "không gian làm việc khác" in second.err) == (1, True)


def test_a_workspace_is_found_from_below_or_by_variable_or_by_option(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(desk.folder / "inbox" / "evidence")
    assert dondoc("list").status == 0
    monkeypatch.chdir(tmp_path)
    missing = dondoc("list")
    assert (missing.status, "dondoc init" in missing.err) == (1, True)
    monkeypatch.setenv("DONDOC_WORKSPACE", str(desk.folder))
    assert dondoc("list").status == 0
    assert dondoc("list", "--workspace", str(tmp_path)).status == 1


#: Commands that write, with as much as typer asks for.
WRITING = [
    ("remind",), ("remind", "--start"), ("collect",), ("report", "--latest"), ("review", "--accept-all"),
    ("done", "X-1"), ("partly", "X-1", "--reason", "x"), ("not-done", "X-1", "--reason", "x"),
    ("waive", "X-1", "--by", "x", "--reason", "x"), ("suspend", "X-1", "--reason", "x"),
    ("reopen", "X-1", "--reason", "x"), ("amend", "X-1", "--reason", "x", "--approver", "x", "--cancel"),
    ("activity", "add", "--words", "Họp"), ("evidence", "accept", "1"), ("evidence", "reject", "1", "--reason", "x"),
    ("units", "add", "Tổ 1"), ("people", "add", "Hoa"), ("people", "set", "thuky", "--name", "Hoa"),
    ("people", "leave", "thuky"), ("flows", "run", "send_reminders"),
]  # fmt: skip
LOOKING = [
    ("list",), ("activity", "list"), ("units", "list"), ("people", "list"), ("remind", "--dry-run"),
    ("remind", "--rehearse", "2026-H2"),
]  # fmt: skip


@pytest.fixture
def real(tmp_path: Path) -> Desk:
    assert dondoc("init", str(tmp_path / "that")).status == 0
    return Desk(tmp_path / "that")


@pytest.mark.parametrize("command", WRITING, ids=" ".join)
def test_what_writes_in_a_real_workspace_takes_no_other_day_than_today(real: Desk, command: tuple[str, ...]) -> None:
    for day, words in ((FUTURE, "ở sau hôm nay"), (PAST, "ở trước hôm nay")):
        refused = real.run(*command, "--as-of", day)
        assert (refused.status, words in refused.err) == (1, True), refused


@pytest.mark.parametrize("command", LOOKING, ids=" ".join)
def test_what_only_looks_may_look_at_any_day(real: Desk, command: tuple[str, ...]) -> None:
    for day in (FUTURE, PAST):
        real.ok(*command, "--as-of", day)


def test_a_simulated_workspace_goes_to_any_day(desk: Desk) -> None:
    assert desk.run("list", "--as-of", FUTURE).status == 0
    assert desk.run("units", "add", "Tổ 1", "--as-of", PAST).status == 0


def test_the_clock_of_a_simulation_stays_where_it_was_put(busy: Desk) -> None:
    busy.ok("list", "--as-of", "01/12/2026")
    assert len(busy.ok("list", "--overdue", "--json").json()) == 2  # type: ignore[arg-type]
    busy.ok("activity", "add", "--words", "Họp")
    assert busy.ok("activity", "list", "--json").json()[0]["on"] == "2026-12-01"  # type: ignore[index]


def test_who_acts_is_logged(busy: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    code = busy.codes()[0]
    monkeypatch.setenv("DONDOC_ACTOR", "lan")
    busy.ok("people", "add", "Nguyễn Hoa", "--code", "hoa")
    busy.ok("suspend", code, "--reason", "x")
    busy.ok("reopen", code, "--reason", "x", "--as", "hoa")
    stranger = busy.run("suspend", code, "--reason", "x", "--as", "nguoi-la")
    assert stranger.status == 1
    assert "nguoi-la" in stranger.err
    shown = busy.ok("show", code).out
    assert "tạm dừng  lan" in shown
    assert "mở lại  hoa" in shown


def test_units_and_people(desk: Desk) -> None:
    desk.ok("units", "add", "Tổ công đoàn 1", "--alias", "Tổ Một")
    desk.ok("people", "add", "Người Phụ Trách", "--unit", "tcd1", "--email", "pt@vi.du", "--role", "chair")
    assert [u["parent"] for u in desk.ok("units", "list", "--json").json()] == [None, "DV"]  # type: ignore[attr-defined]
    people = desk.ok("people", "list", "--json").json()
    assert people[-1]["roles"] == ["người đứng đầu TCD1"]  # type: ignore[index]
    assert desk.run("people", "add", "X", "--email", "khong phai").status == 1
    assert desk.run("units", "add", "Tổ công đoàn 1", "--code", "tcd1").status == 1


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("[units.A]\nname = 3", "units.A.name"),
        ("[units.A]\n", "units.A.name"),
        ("[units\nx = 1", "dòng 1"),
        ('[units.A]\nname = "a"\nparent = "KHONGCO"', "KHONGCO"),
        (b"\xff", "UTF-8"),
    ],
)
def test_a_wrong_list_of_units_is_named_and_not_imported(desk: Desk, text: str | bytes, words: str) -> None:
    outcome = desk.run("units", "import", desk.file("units.toml", text))
    assert outcome.status == 1
    assert words in outcome.err
    assert len(desk.ok("units", "list", "--json").json()) == 1  # type: ignore[arg-type]


def test_importing_a_list_twice_changes_nothing(desk: Desk) -> None:
    units = desk.file("units.toml", '﻿schema = 1\n[units.A]\nname = "Tổ A"\n[people.lan]\nname = "Lan"\nunit = "A"\n')
    assert "Đã thêm 2, sửa 0" in desk.ok("units", "import", units).out
    assert "Đã thêm 0, sửa 0" in desk.ok("units", "import", units).out


def test_verify_finds_what_was_altered(busy: Desk) -> None:
    assert "còn nguyên vẹn" in busy.ok("verify").out
    blob = next(p for p in (busy.folder / "data" / "blobs").rglob("*") if p.is_file())
    blob.write_bytes(b"khac")
    outcome = busy.run("verify", "--json")
    assert outcome.status == 1
    assert json.loads(outcome.out)["broken"] == ["tệp của văn bản “bao-cao.txt” đã bị sửa"]
    assert "Sổ bị thay đổi ngoài dondoc (1 chỗ)" in outcome.err


def test_the_nightly_check_tells_every_finding(busy: Desk) -> None:
    for blob in (busy.folder / "data" / "blobs").rglob("*"):
        if blob.is_file():
            blob.write_bytes(b"khac")
    with closing(sqlite3.connect(busy.folder / "data" / "dondoc.sqlite")) as connection, connection:
        connection.execute("UPDATE units SET name = 'khác'")
    report = busy.run("flows", "run", "verify_ledger", "--json").json()
    assert isinstance(report, dict)
    told = [line["outcome"] for line in report["failed"]]
    assert [words for words in told if words.endswith("khác ở: tên")]
    assert "tệp của văn bản “bao-cao.txt” đã bị sửa" in told


def test_verify_names_a_stray_file_and_moves_it_out_when_asked(busy: Desk) -> None:
    stray = busy.folder / "data" / "blobs" / "ab" / "Thumbs.db"
    stray.parent.mkdir(exist_ok=True)
    stray.write_bytes(b"x")
    os.utime(stray, (0, 0))
    outcome = busy.run("verify")
    assert (outcome.status, "tệp thừa ab/Thumbs.db" in outcome.out) == (3, True)
    assert "data/set_aside/ab/Thumbs.db" in busy.ok("verify", "--set-aside").out
    assert busy.ok("verify", "--json").json()["orphans"] == []  # type: ignore[index,call-overload]


def test_a_new_database_needs_no_upgrade(desk: Desk) -> None:
    assert "đã ở phiên bản" in desk.ok("upgrade").out


def test_flows_are_listed_and_run_once_a_slot(busy: Desk) -> None:
    rows = busy.ok("flows", "list", "--json").json()
    assert len(rows) == 7  # type: ignore[arg-type]
    assert "nguyên vẹn" in busy.ok("flows", "run", "verify_ledger").out
    assert "đã chạy rồi" in busy.ok("flows", "run", "verify_ledger").out
    assert busy.ok("flows", "run", "verify_ledger", "--as-of", "07/7/2026", "--json").json()["repeat"] is False  # type: ignore[index,call-overload]
    unknown = busy.run("flows", "run", "khong_co")
    assert (unknown.status, "dondoc flows list" in unknown.err) == (1, True)


def test_the_ingest_flow_takes_reports_out_of_the_inbox_and_leaves_bad_ones(desk: Desk) -> None:
    from console import REPORT
    from settled import settle

    inbox = desk.folder / "inbox" / "reports"
    (inbox / "bao-cao.txt").write_text(REPORT, encoding="utf-8")
    (inbox / "hong.docx").write_bytes(b"PK\x03\x04")
    settle(inbox)
    told = desk.ok("flows", "run", "ingest_reports", "--json").json()
    assert isinstance(told, dict)
    assert [(line["subject"], line["outcome"]) for line in told["done"]] == [("bao-cao.txt", "3 cam kết chờ xác nhận")]
    assert [line["subject"] for line in told["left"]] == ["hong.docx"]
    assert sorted(p.name for p in inbox.iterdir()) == ["hong.docx", "hong.docx.ly-do.txt"]
    assert len(desk.ok("review", "--json").json()["decisions"]) == 3  # type: ignore[index,call-overload]


def test_starting_reminders_is_no_dry_run(busy: Desk) -> None:
    assert busy.run("remind", "--start", "--dry-run").status == 2
    assert "Nhắc việc đã bật" in busy.ok("remind", "--start").out


def test_a_dry_run_writes_nothing(busy: Desk) -> None:
    outbox = list((busy.folder / "outbox").iterdir())
    busy.ok("remind", "--dry-run", "--json")
    assert list((busy.folder / "outbox").iterdir()) == outbox


def test_a_report_of_the_period(busy: Desk) -> None:
    told = busy.ok("report", "2026-H2", "--json", "--as-of", "31/12/2026").json()
    assert isinstance(told, dict)
    assert told["headline"]["total"] == 3
    assert (told["faults"], told["templates"]) == ({}, {})
    assert set(told["files"]) == {"docx", "pdf", "html", "md", "json", "xlsx"}
    for path in told["files"].values():
        assert Path(path).is_file()
    copy = busy.folder / "so-ket.pdf"
    assert str(copy) in busy.ok("report", "2026-H2", "-o", str(copy)).out
    assert copy.read_bytes() == Path(told["files"]["pdf"]).read_bytes()
    assert "so-ket.odt" not in busy.run("report", "2026-H2", "-o", "so-ket.odt").out
    assert busy.ok("report", "2026-H2", "--json").json()["repeat"] is True  # type: ignore[index,call-overload]
    assert busy.run("report").status == 2
    assert busy.run("report", "2026-H9").status == 1
    assert busy.run("report", "--from", "2/1/2026", "--to", "1/1/2026").status == 1


def test_a_fault_in_the_office_s_own_config_names_file_and_place(busy: Desk) -> None:
    (busy.folder / "config" / "evidence.toml").write_text("max_file_mb = 0\n", encoding="utf-8")
    outcome = busy.run("collect")
    assert outcome.status == 1
    assert "config/evidence.toml, mục max_file_mb: phải lớn hơn 0" in outcome.err
