"""Markdown is read as it is seen, not as it is typed."""

import pytest

from dondoc.core.document import BlockKind
from dondoc.documents.reading import read_bytes
from dondoc.errors import BadInput

TEXT = """# BÁO CÁO

**Kết quả *hoạt động* 6 tháng**
Dòng dưới

## II. NHIỆM VỤ ##

- Mở 02 lớp \\[hè\\], giữ nguyên \\*
1\\. không phải danh sách
---

| TT | Việc \\| ghi chú |

| --- | :--- |

| 1 | Sửa **lò** |
|  | Quét sân |

Nơi nhận:
"""


def test_marks_go_and_escaped_signs_stay() -> None:
    document = read_bytes(TEXT.encode(), "bao-cao.md")
    running = [document.text[b.start : b.end] for b in document.blocks if b.kind is not BlockKind.CELL]
    assert running == [
        "BÁO CÁO",
        "Kết quả hoạt động 6 tháng",
        "Dòng dưới",
        "II. NHIỆM VỤ",
        "- Mở 02 lớp [hè], giữ nguyên *",
        "1. không phải danh sách",
        "Nơi nhận:",
    ]
    assert [b.level for b in document.blocks if b.kind is BlockKind.HEADING] == [1, 2]


def test_a_table_is_one_however_its_rows_are_spaced() -> None:
    document = read_bytes(TEXT.encode(), "bao-cao.md")
    cells = [(b.row, b.column, document.text[b.start : b.end]) for b in document.blocks if b.kind is BlockKind.CELL]
    assert cells == [
        (0, 0, "TT"),
        (0, 1, "Việc | ghi chú"),
        (1, 0, "1"),
        (1, 1, "Sửa lò"),
        (2, 1, "Quét sân"),
    ]


@pytest.mark.parametrize(("data", "code"), [(b"%PDF-1.7", "document.wrong_type"), (b" \n", "document.empty")])
def test_what_is_no_text_is_refused(data: bytes, code: str) -> None:
    with pytest.raises(BadInput) as caught:
        read_bytes(data, "bao-cao.md")
    assert caught.value.message_code == code
