"""remind --rehearse at the terminal."""

from pathlib import Path

from console import Desk


def test_the_load_is_shown_by_week_and_person_and_nothing_is_sent(busy: Desk) -> None:
    outcome = busy.ok("remind", "--rehearse", "2026-H2").out
    assert "Tuần từ" in outcome
    assert "20/07/2026" in outcome
    assert "chưa gửi thư nào" in outcome
    assert "dondoc remind --start" in outcome
    assert not list((busy.folder / "outbox").glob("*.eml"))
    assert busy.ok("remind", "--rehearse", "2026-H2").out == outcome


def test_the_page_and_the_letters_go_into_a_folder(busy: Desk, tmp_path: Path) -> None:
    out = busy.ok("remind", "--rehearse", "2026-H2", "-o", str(tmp_path / "dien-tap")).out
    assert f"Trang tổng hợp: {tmp_path / 'dien-tap' / 'index.html'}" in out
    rows = busy.ok("remind", "--rehearse", "2026-H2", "--json").json()
    assert isinstance(rows, list)
    assert len(list((tmp_path / "dien-tap").glob("letters/*/*.txt"))) == len(rows) > 0
    assert set(rows[0]) == {"day", "person", "kind", "subject", "codes"}


def test_a_day_off_says_from_when_letters_leave(busy: Desk) -> None:
    out = busy.ok("remind", "--dry-run", "--as-of", "12/7/2026").out
    assert "hôm nay là ngày nghỉ; gửi được từ ngày 13/07/2026" in out


def test_a_folder_without_a_rehearsal_and_a_wrong_period_are_refused(busy: Desk) -> None:
    assert busy.run("remind", "-o", "x").status == 2
    assert busy.run("remind", "--rehearse", "2026-H3").status == 1
