"""escalate: the chair lets the superior be told, from the terminal."""

from email import message_from_bytes, policy

from console import Desk

CLASSES = "CDCSXGM-2026-H2-01"
UNITS = """\
schema = 1
[units.LDH]
name = "Liên đoàn Lao động huyện Lam Sơn"
[units.CDCSXGM]
name = "Công đoàn cơ sở Xưởng Gốm Mẫu"
parent = "LDH"
[units.TCD1]
name = "Tổ công đoàn 1"
[people.chutich]
name = "Phạm Văn Quý"
role = "chair"
email = "quy@vi.du"
[people.huyen]
name = "Đỗ Minh Châu"
unit = "LDH"
role = "chair"
email = "chau@vi.du"
[people.hien]
name = "Trần Thị Hiền"
unit = "TCD1"
email = "hien@vi.du"
"""
DAY = "05/10/2026"


def test_a_released_task_reaches_the_superior_with_a_letter_to_sign(busy: Desk) -> None:
    busy.ok("units", "import", busy.file("units.toml", UNITS))
    busy.ok("amend", CLASSES, "--owner", "TCD1", "--reason", "phân công", "--approver", "Chủ tịch")
    busy.ok("remind", "--start")
    noted = busy.ok("escalate", "ordered", CLASSES, "--basis", "KH 12/KH-LĐLĐ")
    assert noted.out == f"{CLASSES}: việc cấp trên giao; quá hạn lâu thì báo người đứng đầu cấp trên.\n"
    assert "cấp trên giao" in busy.ok("show", CLASSES).out
    busy.ok("escalate", "ordered", CLASSES, "--basis", "ghi nhầm", "--not")
    refused = busy.run("escalate", "release", CLASSES, "--reason", "cần giảng viên", "--as-of", DAY)
    assert refused.status == 1
    assert "Nêu --as: Phạm Văn Quý (chutich)." in refused.err
    done = busy.ok("escalate", "release", CLASSES, "--reason", "cần giảng viên", "--as", "chutich", "--as-of", DAY)
    assert done.out == f"{CLASSES}: sẽ báo Đỗ Minh Châu trong thư chỉ đạo tới, khi việc quá hạn lâu.\n"
    busy.ok("flows", "run", "escalate_overdue", "--as-of", "06/10/2026")
    letters = [
        message_from_bytes(path.read_bytes(), policy=policy.default)
        for path in (busy.folder / "outbox").rglob("*.eml")
        if b"quy@vi.du" in path.read_bytes() or b"chau@vi.du" in path.read_bytes()
    ]
    files = {
        str(letter["To"]): [a.get_filename() for a in letter.iter_attachments()]  # type: ignore[attr-defined]  # default policy: EmailMessage
        for letter in letters
        if "cần chỉ đạo" in str(letter["Subject"])
    }
    name = "cong-van-don-doc-TCD1-2026-10-06.docx"
    assert files == {"Phạm Văn Quý <quy@vi.du>": [name], "Đỗ Minh Châu <chau@vi.du>": [name]}
    assert busy.ok("verify").status == 0
