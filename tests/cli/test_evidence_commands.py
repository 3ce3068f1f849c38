"""Activities, evidence and the inbox at the terminal."""

import os

import pytest
from console import Desk
from photos import photo
from settled import settle

CLASSES, GIFTS, HEALTH = (f"CDCSXGM-2026-H2-0{n}" for n in (1, 2, 3))


def states(desk: Desk) -> list[tuple[int, str]]:
    return [(row["id"], row["state"]) for row in desk.ok("evidence", "list", "--json").json()]  # type: ignore[attr-defined]


def activities(desk: Desk) -> list[dict[str, object]]:
    return list(desk.ok("activity", "list", "--json").json())  # type: ignore[call-overload]


def test_unplanned_activities_are_recorded_too(busy: Desk) -> None:
    out = busy.ok(
        "activity", "add", "--words", "Thăm gia đình khó khăn", "--area", "charity", "--money", "1.500.000"
    ).out
    assert "(phát sinh)" in out
    busy.ok("activity", "link", "1", GIFTS, "--share", "5")
    assert [a["unplanned"] for a in activities(busy)] == [False]
    assert "(phát sinh)" not in busy.ok("activity", "list").out


def test_a_deed_is_entered_by_its_words_and_every_guess_is_shown_with_how_to_mend_it(busy: Desk) -> None:
    out = busy.ok("activity", "add", "Hôm qua tặng 15 suất quà cho công nhân khó khăn tại nhà ăn, 40 người dự").out
    assert "Đã ghi hoạt động số 1 ngày 05/07/2026 (phát sinh)." in out
    assert "đọc từ lời kể: ngày 05/07/2026; kết quả 15 suất quà; số người 40; nơi nhà ăn; mảng" in out
    assert "sửa: dondoc activity mend 1 --on … --quantity … --people … --place … --area …" in out
    assert f"dondoc activity link 1 {GIFTS}" in out
    busy.ok("activity", "mend", "1", "--people", "42", "--area", "women", "--clear", "place")
    (row,) = activities(busy)
    assert (row["people"], row["area"], row["place"], row["quantity"]) == (42, "women", "", "15")
    over = busy.run("activity", "add", "Tặng 30 suất quà", "--for", f"{GIFTS}=20", "--for", f"{HEALTH}=11")
    assert (over.status, "cộng lại 31" in over.err) == (1, True)
    shared = busy.ok("activity", "add", "Tặng 30 suất quà", "--for", GIFTS, "--for", f"{HEALTH}=5").out
    assert "có việc tính trọn 30" in shared


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--words", "x", "--area", "vuon"), "mảng công tác"),
        (("--words", "x", "--on", "7/7/2026"), "sau hôm nay"),
        (("--words", "x", "-n", "1,250.5"), "Không hiểu số"),
        (("--words", "x", "-n", "-3"), "Không hiểu số"),
        (("--words", "x", "-n", "3/0"), "Không hiểu số"),
        ((), "vài chữ"),
        ((CLASSES, "--words", "x", "--target", "3"), "không có chỉ tiêu thứ 3"),
    ],
)
def test_what_cannot_be_recorded_is_said_and_not_kept(busy: Desk, arguments: tuple[str, ...], words: str) -> None:
    outcome = busy.run("activity", "add", *arguments)
    assert outcome.status == 1
    assert words in outcome.err
    assert activities(busy) == []


def test_evidence_of_a_task_records_the_activity(busy: Desk) -> None:
    proof = busy.file("bien-ban.txt", "Đã mở lớp")
    out = busy.ok("evidence", "add", CLASSES, proof, "-n", "1").out
    assert "Minh chứng số 1 (đã công nhận): bien-ban.txt" in out
    assert [a["quantity"] for a in activities(busy)] == ["1"]
    again = busy.ok("evidence", "add", CLASSES, proof, "-n", "1").out
    assert "đã có từ trước" in again
    assert len(activities(busy)) == 1


def test_papers_that_came_and_those_to_send_are_shown(busy: Desk) -> None:
    photo = busy.file("IMG_7.png", b"\x89PNG\r\n\x1a\n" + bytes(64))
    busy.ok("evidence", "add", CLASSES, photo, "-n", "1")
    papers = busy.ok("show", CLASSES, "--json").json()[0]["papers"]  # type: ignore[index]
    assert (papers["kit"], papers["there"], papers["missing"]) == ("training", ["photo"], ["attendance"])
    shown = busy.ok("show", CLASSES).out
    assert "giấy tờ (tập huấn, bồi dưỡng): đã có: ảnh; cần gửi: danh sách tham dự; thường có thêm: kế hoạch" in shown
    wrong = busy.run("evidence", "name", "1", "bức tranh")
    assert (wrong.status, "danh sách tham dự" in wrong.err) == (1, True)
    assert "Minh chứng số 1 là danh sách tham dự" in busy.ok("evidence", "name", "1", "Danh sach tham du").out
    scan = busy.file("quet.txt", "x")
    busy.ok("evidence", "add", "1", scan, "--piece", "biên bản")
    rows = busy.ok("evidence", "list", "--json").json()
    assert [row["piece_name"] for row in rows] == ["danh sách tham dự", "biên bản"]  # type: ignore[attr-defined]
    assert [row["missing"] for row in rows] == [["photo"], ["photo"]]  # type: ignore[attr-defined]
    assert f"{CLASSES} còn cần gửi: ảnh" in busy.ok("evidence", "list").out
    assert "cần gửi: ảnh" in busy.ok("show", CLASSES).out


def test_what_is_to_be_looked_at_is_said_and_bars_nothing(busy: Desk) -> None:
    seen = busy.file("anh.jpg", photo("2026:03:01 08:00:00", size=(640, 480)))
    busy.ok("evidence", "add", CLASSES, seen, "-n", "1", "--pending")
    busy.ok("evidence", "add", GIFTS, seen, "-n", "1", "--pending")
    apart = "Ảnh ghi ngày chụp 01/03/2026, hoạt động ghi ngày 06/07/2026: lệch 127 ngày."
    out = busy.ok("evidence", "list", "--waiting").out
    assert f"Cần xem, minh chứng số 1: {apart}" in out
    assert (
        f"Cần xem, minh chứng số 2: Tệp này cũng là minh chứng số 1 của hoạt động khác, ngày 06/07/2026, việc {CLASSES}"
        in out
    )
    (first, second) = busy.ok("evidence", "list", "--json").json()
    assert [flag["code"] for flag in second["flags"]] == ["flag.same_file", "flag.taken_apart"]
    assert [flag["words"] for flag in first["flags"]][1] == apart
    assert (first["media_type"], first["width"], first["taken_at"]) == ("image/jpeg", 640, "2026-03-01T01:00:00+00:00")
    busy.ok("evidence", "accept", "1", "2")
    assert states(busy) == [(1, "accepted"), (2, "accepted")]


def test_evidence_of_an_unknown_type_leaves_nothing_behind(busy: Desk) -> None:
    program = busy.file("cai-dat.exe", b"MZ\x90\x00" + bytes(200))
    outcome = busy.run("evidence", "add", CLASSES, program)
    assert outcome.status == 1
    assert "cai-dat.exe" in outcome.err
    assert "config/evidence.toml" in outcome.err
    assert activities(busy) == []


@pytest.mark.parametrize("arguments", [(CLASSES,), (CLASSES, "/no/such/file.pdf"), ("99", "--link", "https://vi.du"),
                                       ("KHONGCO", "--link", "https://vi.du"), ("²", "--link", "x")])  # fmt: skip
def test_evidence_of_nothing_or_for_nothing(busy: Desk, arguments: tuple[str, ...]) -> None:
    assert busy.run("evidence", "add", *arguments).status == 1
    assert activities(busy) == []


def test_pending_evidence_is_accepted_or_rejected_by_number(busy: Desk) -> None:
    busy.ok("activity", "add", CLASSES, "--words", "Mở lớp", "-n", "2")
    for label in ("a", "b", "c"):
        busy.ok("evidence", "add", "1", "--link", f"https://vi.du/{label}", "--pending")
    assert "chờ công nhận" in busy.ok("list").out
    partly = busy.run("evidence", "accept", "1", "99", "2")
    assert partly.status == 3
    assert "Không có minh chứng số 99" in partly.err
    busy.ok("evidence", "reject", "3", "--reason", "đường dẫn hỏng")
    assert states(busy) == [(1, "accepted"), (2, "accepted"), (3, "rejected")]
    assert busy.run("evidence", "accept", "98").status == 1
    assert "bị từ chối" in busy.ok("evidence", "list").out
    assert busy.ok("evidence", "list", "--waiting", "--json").json() == []


def test_collect_takes_refuses_and_says_both(busy: Desk) -> None:
    inbox = busy.folder / "inbox" / "evidence"
    (inbox / CLASSES).mkdir(parents=True)
    (inbox / CLASSES / "ghi-chu.txt").write_text("Đã tổ chức 02 lớp ngày 05/7/2026", encoding="utf-8")
    (inbox / CLASSES / "rong.pdf").write_bytes(b"")
    (inbox / "lac.txt").write_text("x", encoding="utf-8")
    settle(inbox)
    outcome = busy.run("collect")
    assert outcome.status == 3
    assert f"{CLASSES}: nhận 1 tệp vào hoạt động số 1." in outcome.out
    assert "Giữ lại" in outcome.err
    assert (inbox / CLASSES / "rong.pdf.ly-do.txt").exists()
    assert [(a["on"], a["quantity"]) for a in activities(busy)] == [("2026-07-05", "2")]
    assert "không có gì mới" in busy.ok("collect").out
    assert busy.ok("collect", "--json").json() == {
        "collected": [], "known": [], "refused": [], "messages": [], "failed": [],
    }  # fmt: skip


def test_collect_of_nothing_but_refusals_did_nothing(busy: Desk) -> None:
    folder = busy.folder / "inbox" / "evidence" / "KHONGCO-01"
    folder.mkdir(parents=True)
    (folder / "anh.txt").write_text("x", encoding="utf-8")
    assert "KHONGCO-01/anh.txt" in busy.ok("collect").out
    settle(folder)
    assert busy.run("collect").status == 1


def test_collected_evidence_proves_the_task_once_it_is_accepted(busy: Desk) -> None:
    folder = busy.folder / "inbox" / "evidence" / CLASSES
    folder.mkdir(parents=True)
    (folder / "ghi-chu.txt").write_text("Đã tổ chức 02 lớp ngày 05/7/2026", encoding="utf-8")
    settle(folder)
    busy.ok("collect")
    assert "evidence accept 1" in busy.run("done", CLASSES).err
    busy.ok("evidence", "accept", "1")
    assert "05/07/2026" in busy.ok("done", CLASSES).out


def test_what_is_unclear_is_listed_and_corrected(busy: Desk) -> None:
    folder = busy.folder / "inbox" / "evidence" / CLASSES
    folder.mkdir(parents=True)
    (folder / "ghi-chu.txt").write_text("Sẽ tổ chức 02 lớp ngày 05/7/2026", encoding="utf-8")
    settle(folder)
    assert "cần xem lại" in busy.ok("collect").out
    busy.ok("activity", "add", CLASSES, "--words", "Mở lớp", "-n", "1")
    assert [row["id"] for row in busy.ok("activity", "list", "--unclear", "--json").json()] == [1]  # type: ignore[attr-defined]
    assert "Đã sửa hoạt động số 1 ngày 05/07/2026: Mở 01 lớp." in busy.ok(
        "activity", "mend", "1", "--on", "05/7/2026", "-n", "1", "--words", "Mở 01 lớp."
    ).out  # fmt: skip
    assert busy.ok("activity", "list", "--unclear", "--json").json() == []
    assert busy.run("activity", "mend", "1").status == 1
    assert "(phát sinh)" in busy.ok("activity", "mend", "1", "--unlink", CLASSES).out
    assert "38/40" in (busy.ok("activity", "mend", "1", "-n", "38/40"), busy.ok("activity", "list"))[1].out


def test_a_document_number_that_is_only_handed_in_waits_for_acceptance(busy: Desk) -> None:
    code = busy.codes()[0]
    handed_in = busy.ok("evidence", "add", code, "--document", "Biên bản số 07/BB-BCH", "--pending").out
    assert "chờ công nhận" in handed_in


def test_the_list_counts_what_its_sender_accepted_and_what_came_late(busy: Desk) -> None:
    proof = busy.file("bien-ban.txt", "Đã mở lớp")
    busy.ok("evidence", "add", CLASSES, proof, "--on", "1/6/2026")
    rows = busy.ok("evidence", "list", "--json").json()
    assert [(r["by"], r["decided_by"], r["self_accepted"], r["late"]) for r in rows] == [("thuky", "thuky", True, True)]  # type: ignore[attr-defined]
    assert (
        "1 minh chứng · chờ công nhận 0 · do chính người gửi công nhận 1 · ghi muộn 1"
        in busy.ok("evidence", "list").out
    )


def test_what_is_over_is_listed_and_destroyed_with_its_copy_from_the_inbox(busy: Desk) -> None:
    folder = busy.folder / "inbox" / "evidence" / CLASSES
    folder.mkdir(parents=True)
    (folder / "anh-lop.txt").write_text("ảnh của lớp", encoding="utf-8")
    os.utime(folder / "anh-lop.txt", (1, 1))
    busy.ok("collect")
    assert "0 minh chứng hết thời hạn lưu trữ, trong 1 đang giữ" in busy.ok("evidence", "retention").out
    due = busy.ok("evidence", "retention", "--as-of", "02/1/2099")
    assert "1 minh chứng hết thời hạn" in due.out
    why = ("--reason", "hết thời hạn lưu trữ", "--law", "Quyết định số 5")
    assert "Đã tiêu hủy 1 minh chứng." in busy.ok("evidence", "destroy", "--due", "--yes", *why).out
    assert [p for p in (busy.folder / "inbox" / "processed").rglob("*") if p.is_file()] == []
    assert [row["destroyed_on"] for row in busy.ok("evidence", "list", "--json").json()] == ["2099-01-02"]  # type: ignore[attr-defined]
    assert "minh chứng đã tiêu hủy ngày 02/01/2099" in busy.ok("show", CLASSES).out
    again = busy.run("evidence", "destroy", "1", "--yes", *why)
    assert (again.status, "đã được tiêu hủy ngày" in again.err) == (1, True)
