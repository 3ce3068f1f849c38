"""templates: copied, edited, checked."""

from pathlib import Path

from console import Desk


def test_a_template_is_listed_copied_checked_and_told_when_it_is_broken(desk: Desk) -> None:
    assert "Đơn vị chưa có mẫu riêng" in desk.ok("templates", "check").out
    path = Path(desk.ok("templates", "copy", "report.md.j2").out.splitlines()[0])
    assert desk.run("templates", "copy", "report.md.j2").status == 1
    assert "report/report.md.j2: dùng được" in desk.ok("templates", "check").out
    listed = desk.ok("templates", "list", "--json").json()
    assert [one["name"] for one in listed if one["own"]] == ["report/report.md.j2"]  # type: ignore[index]
    path.write_text(path.read_text(encoding="utf-8").replace("{{ closing }}", "{{ clozing }}"), encoding="utf-8")
    broken = desk.run("templates", "check", "report.md.j2")
    assert broken.status == 1
    assert "không có biến “clozing”, có thể là “closing”" in broken.err
    assert desk.run("templates", "check", "khong-co.docx").status == 1
