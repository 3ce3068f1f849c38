"""Outlines on the command line: listed, shown, checked, read from a superior's đề cương and followed by a report."""

from console import Desk
from draft.asked import ASKED


def test_a_superiors_outline_is_read_mended_and_followed(desk: Desk) -> None:
    asked = desk.file("de-cuong.txt", ASKED)
    told = desk.ok("outlines", "read", asked, "--name", "cap-tren").out
    assert "3. Công tác nữ công – kết quả: Nữ công, gia đình, trẻ em, bình đẳng giới (theo “nữ công”)" in told
    assert "Người soạn phải viết 01 mục chưa rõ nội dung: Công tác quản lý con dấu" in told
    assert "cap-tren" in desk.ok("outlines", "list").out
    assert "gợi ý: nêu rõ số lao động bị giảm giờ làm" in desk.ok("outlines", "show", "cap-tren").out
    again = desk.run("outlines", "read", asked, "--name", "cap-tren")
    assert (again.status, "Đặt tên khác" in again.err) == (1, True)
    assert desk.run("outlines", "read", asked, "--name", "Cấp trên").status == 1
    good = desk.folder / "config" / "outlines" / "cap-tren.toml"
    assert "Dùng được: 21 mục." in desk.ok("outlines", "check", str(good)).out
    wrong = desk.file("sai.toml", good.read_text("utf-8").replace('fill = ["limits", "causes"]', 'fill = ["weather"]'))
    refused = desk.run("outlines", "check", wrong)
    assert (refused.status, "headings" in refused.err) == (1, True)
    unknown = desk.run("report", "2026-H2", "--outline", "khong-co")
    assert (unknown.status, "Không có dàn bài khong-co" in unknown.err) == (1, True)
