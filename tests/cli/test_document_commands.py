"""extract and ingest at the terminal."""

import json
from pathlib import Path

import pytest
from console import REPORT, Desk, dondoc


def test_extract_needs_no_workspace_and_prints_json(tmp_path: Path) -> None:
    path = tmp_path / "bao-cao.txt"
    path.write_text(REPORT, encoding="utf-8")
    outcome = dondoc("extract", str(path), "--with-text")
    assert outcome.status == 0
    found = json.loads(outcome.out)
    assert [c["text"] == found["text"][c["start"] : c["end"]] for c in found["commitments"]] == [True] * 3


def test_extract_writes_one_file_a_report_and_goes_on_after_a_bad_one(tmp_path: Path) -> None:
    good, bad = tmp_path / "tot.txt", tmp_path / "rong.txt"
    good.write_text(REPORT, encoding="utf-8")
    bad.write_bytes(b"")
    outcome = dondoc("extract", str(bad), str(good), str(tmp_path / "thieu.docx"), "--out", str(tmp_path / "ra"))
    assert outcome.status == 3
    assert [p.name for p in (tmp_path / "ra").iterdir()] == ["tot.json"]
    assert "rong.txt" in outcome.err
    assert "thieu.docx" in outcome.err


def test_the_table_tells_dates_and_reasons(tmp_path: Path) -> None:
    path = tmp_path / "bao-cao.txt"
    path.write_text(REPORT, encoding="utf-8")
    outcome = dondoc("extract", str(path), "--format", "table", "--explain")
    assert outcome.status == 0
    assert "3 cam kết" in outcome.out
    assert "31/10/2026" in outcome.out
    assert "– Hạn đọc từ «hoàn thành trước ngày 30/9/2026»." in outcome.out
    assert "Hạn đọc từ" not in dondoc("extract", str(path), "--format", "table").out


def test_the_page_is_one_file_and_opens_its_reasons_when_asked(tmp_path: Path) -> None:
    path = tmp_path / "bao-cao.txt"
    path.write_text(REPORT, encoding="utf-8")
    plain = dondoc("extract", str(path), "--format", "html").out
    assert plain.startswith("<!doctype html>")
    assert "<details>" in plain
    outcome = dondoc("extract", str(path), "--format", "html", "--explain", "--out", str(tmp_path / "ra"))
    assert outcome.status == 0
    written = (tmp_path / "ra" / "bao-cao.html").read_text(encoding="utf-8")
    assert "<details open>" in written
    assert "Hạn đọc từ «hoàn thành trước ngày 30/9/2026»." in written


def test_ingest_keeps_drafts_and_says_so(desk: Desk) -> None:
    outcome = desk.ok("ingest", desk.file("bao-cao.txt"))
    assert "3 cam kết nháp" in outcome.out
    assert desk.codes() == []


def test_the_same_report_again_changes_nothing_and_says_so(busy: Desk) -> None:
    before = busy.codes()
    outcome = busy.ok("ingest", busy.file("bao-cao.txt"), "--accept-all")
    assert "văn bản này đã có, không thay đổi gì" in outcome.out
    assert "xác nhận" not in outcome.out
    assert busy.codes() == before


def test_a_changed_report_shows_same_changed_new_and_gone(busy: Desk) -> None:
    changed = (
        REPORT.replace("Tổ chức 02 lớp", "Tổ chức 03 lớp")
        .replace("2. Vận động quyên góp 50 suất quà cho công nhân khó khăn.", "2. Mở tủ sách tại nhà ăn ca.")
    )  # fmt: skip
    out = busy.ok("ingest", busy.file("ban-sua.txt", changed)).out
    for mark in ("[thay đổi]", "[giữ nguyên]", "[mới]", "[không còn]", "trước đây: Tổ chức 02 lớp"):
        assert mark in out
    assert len(busy.codes()) == 3


def test_a_batch_goes_on_and_says_what_failed(desk: Desk) -> None:
    outcome = desk.run("ingest", desk.file("hong.docx", b"PK\x03\x04 hong"), desk.file("bao-cao.txt"))
    assert outcome.status == 3
    assert "Lỗi: hong.docx" in outcome.err
    assert "3 cam kết nháp" in outcome.out
    nothing = desk.run("ingest", desk.file("hong.docx", b"PK\x03\x04 hong"))
    assert nothing.status == 1


def test_decisions_are_read_before_anything_is_kept(desk: Desk) -> None:
    report = desk.file("bao-cao.txt")
    for wrong in (desk.file("sai.json", "{"), desk.file("sai.json", b"\xff\xfe"), "khong-co.json"):
        outcome = desk.run("ingest", report, "--decisions", wrong)
        assert outcome.status == 1
        assert "json" in outcome.err
    assert desk.run("review", "--json").status == 1


def test_decisions_for_another_text_keep_the_report_and_say_partly(desk: Desk) -> None:
    other = desk.file("qd.json", json.dumps({"text_sha256": "0" * 64, "decisions": []}))
    outcome = desk.run("ingest", desk.file("bao-cao.txt"), "--decisions", other)
    assert outcome.status == 3
    assert "văn bản khác" in outcome.err
    assert len(desk.ok("review", "--json").json()["decisions"]) == 3  # type: ignore[index,call-overload]


def test_the_template_of_decisions_carried_out_by_ingest_may_be_run_again(desk: Desk) -> None:
    report = desk.file("bao-cao.txt")
    desk.ok("ingest", report)
    entries = desk.ok("review", "--json").json()
    assert isinstance(entries, dict)
    entries["decisions"][0] |= {"verdict": "reject"}
    entries["additions"] = [{"text": "Thăm công nhân ốm", "due": "2026-08-01"}]
    decisions = desk.file("qd.json", json.dumps(entries))
    assert "Đã xác nhận 3 cam kết" in desk.ok("ingest", report, "--decisions", decisions).out
    codes = desk.codes()
    assert len(codes) == 3
    assert "không thay đổi gì" in desk.ok("ingest", report, "--decisions", decisions).out
    assert desk.codes() == codes


@pytest.mark.parametrize("field", ["decisions", "additions"])
def test_an_unknown_area_in_a_decisions_file_is_named(desk: Desk, field: str) -> None:
    desk.ok("ingest", desk.file("bao-cao.txt"))
    entries = desk.ok("review", "--json").json()
    assert isinstance(entries, dict)
    entries["decisions"][0]["area"] = "vuon" if field == "decisions" else "finance"
    entries["additions"] = [{"text": "x", "area": "vuon" if field == "additions" else "finance"}]
    outcome = desk.run("review", "--decisions", desk.file("qd.json", json.dumps(entries)))
    assert (outcome.status, "vuon" in outcome.err) == (1, True)
    assert desk.codes() == []


def test_accepting_above_a_confidence_leaves_the_rest_for_a_person(desk: Desk) -> None:
    out = desk.ok("ingest", desk.file("bao-cao.txt"), "--accept-above", "1").out
    assert "để lại" in out
    assert desk.run("ingest", desk.file("bao-cao.txt"), "--accept-all", "--accept-above", "1").status == 2


def test_ingest_for_scripts(desk: Desk) -> None:
    (told,) = desk.ok("ingest", desk.file("bao-cao.txt"), "--json").json()  # type: ignore[misc]
    assert (told["repeat"], [c["mark"] for c in told["commitments"]]) == (False, ["new"] * 3)


def test_inside_a_workspace_extract_reads_by_its_vocabulary(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    path = desk.file("bao-cao.txt")
    (desk.folder / "config" / "vocabulary").mkdir()
    (desk.folder / "config" / "vocabulary" / "xuong.toml").write_text('[remove.verbs]\nhard = ["khám"]\n', "utf-8")
    outside = dondoc("extract", path).json()
    monkeypatch.chdir(desk.folder / "config")
    inside = dondoc("extract", path).json()
    assert isinstance(outside, dict)
    assert isinstance(inside, dict)
    assert outside["commitments"][2]["action"] == "khám"
    assert inside["commitments"][2]["action"] != "khám"


def test_a_wrong_word_list_of_the_workspace_is_said_in_one_sentence(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    (desk.folder / "config" / "vocabulary").mkdir()
    (desk.folder / "config" / "vocabulary" / "sai.toml").write_text('[verbs]\nhrad = ["x"]\n', "utf-8")
    monkeypatch.chdir(desk.folder)
    outcome = dondoc("extract", desk.file("x.txt"))
    assert outcome.status == 1
    assert "sai.toml, mục verbs.hrad: không có mục nào tên như vậy" in outcome.err
