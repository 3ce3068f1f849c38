"""People on the command line: mended, and let go by an act that is confirmed."""

from console import Desk


def people(desk: Desk) -> dict[str, dict[str, object]]:
    rows = desk.ok("people", "list", "--json").json()
    assert isinstance(rows, list)
    return {row["code"]: row for row in rows}


def test_a_person_is_mended(desk: Desk) -> None:
    desk.ok("people", "add", "Người Mới", "--code", "moi")
    desk.ok("people", "set", "moi", "--email", "moi@vi.du", "--role", "chair")
    assert people(desk)["moi"]["email"] == "moi@vi.du"
    assert str(people(desk)["moi"]["roles"]).startswith("['người đứng đầu ")
    assert desk.run("people", "set", "moi").status == 2
    assert desk.run("people", "set", "khong-co", "--name", "x").status == 1


def test_leaving_is_asked_about_and_written_only_when_confirmed(desk: Desk) -> None:
    desk.ok("people", "add", "Người Mới", "--code", "moi")
    assert "chưa ghi gì" in desk.ok("people", "leave", "moi", typed="k\n").out
    assert people(desk)["moi"]["roles"] != []
    assert "thôi nhiệm vụ từ ngày 06/07/2026" in desk.ok("people", "leave", "moi", typed="c\n").out
    assert people(desk)["moi"]["roles"] == []
    again = desk.run("people", "leave", "moi", "--yes")
    assert (again.status, "đã thôi nhiệm vụ" in again.err) == (1, True)


def test_a_list_older_than_the_leaving_brings_nobody_back(desk: Desk) -> None:
    listed = desk.file("units.toml", '[people.moi]\nname = "Người Mới"\n')
    assert "Đã thêm 1" in desk.ok("units", "import", listed).out
    desk.ok("people", "leave", "moi", "--yes")
    assert "moi đã thôi nhiệm vụ nên không ghi lại" in desk.ok("units", "import", listed).out


def test_the_only_secretary_does_not_leave(desk: Desk) -> None:
    refused = desk.run("people", "leave", "thuky", "--yes")
    assert (refused.status, "ít nhất một cán bộ theo dõi" in refused.err) == (1, True)


def test_open_work_is_shown_and_handed_over(desk: Desk) -> None:
    desk.ok("people", "add", "Người Cũ", "--code", "cu")
    desk.ok("people", "add", "Người Mới", "--code", "moi")
    desk.ok("ingest", desk.file("bao-cao.txt"))
    desk.ok("review", typed="c\n@cu\n\nw\n")
    (code,) = desk.codes()
    nobody = desk.run("people", "leave", "cu", "--yes")
    assert (nobody.status, code in nobody.err) == (1, True)
    out = desk.ok("people", "leave", "cu", "--to", "moi", typed="c\n").out
    assert f"Bàn giao cho Người Mới: {code}" in out
    assert f"{code} → Người Mới" in out
    assert "còn nguyên vẹn" in desk.ok("verify").out


def test_a_deputy_is_named_for_an_absence_and_shown_in_the_list(desk: Desk) -> None:
    desk.ok("people", "add", "Trần Thị Hiền", "--code", "hien")
    desk.ok("people", "add", "Vũ Thị Bình", "--code", "binh")
    out = desk.ok("people", "deputy", "hien", "--by", "binh", "--to", "17/7/2026").out
    assert "Vũ Thị Bình thay Trần Thị Hiền từ ngày 06/07/2026 đến hết ngày 17/07/2026" in out
    assert "(thay Trần Thị Hiền)" in desk.ok("people", "list").out
    assert "nhận thư cùng" in desk.ok("people", "deputy", "hien", "--by", "binh", "--from", "20/7/2026").out
    assert desk.run("people", "deputy", "hien", "--by", "hien").status == 1


def test_a_person_is_forgotten_in_the_whole_workspace(desk: Desk) -> None:
    desk.ok("people", "add", "Đặng Hồng Sen", "--code", "dhs", "--email", "sen.dang@vi.du")
    desk.ok("activity", "add", "--words", "Đặng Hồng Sen tặng quà", "--as", "Đặng Hồng Sen")
    outbox = desk.folder / "outbox"
    outbox.mkdir(exist_ok=True)
    (outbox / "2026-07-06-sen.dang-x.eml").write_text("To: <sen.dang@vi.du>\n\nViệc của đồng chí", encoding="utf-8")
    (outbox / "2026-07-06-khac-x.eml").write_text("To: <khac@vi.du>\n\nViệc của đồng chí", encoding="utf-8")
    assert "sen.dang@vi.du" in desk.ok("people", "export", "dhs").out
    why = ("--reason", "bà ấy yêu cầu")
    shown = desk.ok("people", "forget", "dhs", *why, "--dry-run").out
    assert "sẽ được ghi là “Người đã được xóa thông tin #2”" in shown
    assert "Đặng Hồng Sen" in desk.ok("people", "list").out
    desk.ok("people", "forget", "dhs", *why, "--yes")
    desk.ok("verify")
    places = [p for p in desk.folder.rglob("*") if p.is_file()]
    assert [p.name for p in places for w in ("Đặng Hồng Sen", "sen.dang") if w.encode() in p.read_bytes()] == []
    assert [p.name for p in outbox.iterdir()] == ["2026-07-06-khac-x.eml"]
    assert desk.run("people", "forget", "thuky", *why, "--yes").status == 1
