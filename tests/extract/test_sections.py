"""What is a heading, and what is work with a number of its own."""

import pytest
from extract.reading import plan


def shown(body: str) -> list[str]:
    return [found.display for found in plan(body)]


def test_a_numbered_line_that_says_what_and_how_many_is_work_though_plain_text_follows() -> None:
    found = shown("1. Vận động 12 công nhân hiến máu\nTổ trưởng lập danh sách trước ngày 10/8/2025.\n")
    assert found[0] == "Vận động 12 công nhân hiến máu"
    assert len(found) == 2


def test_a_numbered_line_with_a_list_of_its_own_stays_a_heading() -> None:
    found = shown("1. Thực hiện 02 chương trình lớn\n- Mở lớp dạy bơi cho trẻ em.\n- Sửa nhà xe của phân xưởng.\n")
    assert found == ["Mở lớp dạy bơi cho trẻ em", "Sửa nhà xe của phân xưởng"]


@pytest.mark.parametrize("bracket", ["(giao Tổ bảo trì thực hiện).", "(phối hợp với phòng kỹ thuật)."])
def test_a_bracket_on_the_next_line_belongs_to_the_line_before_it(bracket: str) -> None:
    found = shown(f"1. Thay 30 bóng đèn trong nhà ăn\n{bracket}\n2. Sơn lại 01 dãy ghế đá.\n")
    assert found[0].startswith("Thay 30 bóng đèn trong nhà ăn")
    assert found[-1] == "Sơn lại 01 dãy ghế đá"
    assert len(found) == 2
