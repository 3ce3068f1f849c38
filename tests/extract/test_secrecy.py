"""Stamps of state secrets are told from the same words elsewhere."""

from dataclasses import replace
from pathlib import Path

import pytest
from extract.reading import document, lexicon, read

from dondoc.core.document import Block
from dondoc.extract.secrecy import find_stamp
from dondoc.settings.lexicon import load_lexicon


def stamp(head: str) -> str | None:
    text = f"CÔNG ĐOÀN NGÀNH GỐM\n{head}\nBÁO CÁO\nKết quả công tác quý II năm 2025\n\nI. KẾT QUẢ\nĐã mở 02 lớp.\n"
    return find_stamp(document(text), lexicon())


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        ("MẬT", "MẬT"),
        ("Số: 05/BC-CĐ\nTỐI MẬT", "TỐI MẬT"),
        ("Số: 05/BC-CĐ   TUYỆT MẬT", "TUYỆT MẬT"),
        ("Số: 05/BC-CĐ\tMẬT", "MẬT"),
        ("Số: 05/BC-CĐ (Mật)", "MẬT"),
        ("Số: 05/BC-CĐ - MẬT", "MẬT"),
        ("Độ mật: Mật", "MẬT"),
        ("ĐỘ MẬT: TỐI MẬT", "TỐI MẬT"),
        ("Mức độ mật\tTuyệt mật", "TUYỆT MẬT"),
        ("Độ mật:\nTối mật", "TỐI MẬT"),
        ("MẬT\tCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "MẬT"),
        ("*** MẬT ***", "MẬT"),
        ("[TỐI  MẬT]", "TỐI MẬT"),
        ("(Mật)", "MẬT"),
        ("M Ậ T", "MẬT"),
        ("T U Y Ệ T  M Ậ T", "TUYỆT MẬT"),
        ("TÀI LIỆU MẬT", "TÀI LIỆU MẬT"),
    ],
)
def test_a_stamp_in_the_head_is_seen(head: str, expected: str) -> None:
    assert stamp(head) == expected


@pytest.mark.parametrize(
    "head",
    [
        "Số: 05/BC-CĐ",
        "BÍ MẬT",
        "BẢO MẬT",
        "MẬT ONG",
        "Mật",
        "TRẠI ONG MẬT HOA RỪNG",
        "CÔNG TY CỔ PHẦN MẬT VIỆT",
        "Chương trình MẬT",
        "Độ mật: Thường",
        "Độ mật: không",
        "Độ mật: Mật/Tối mật/Tuyệt mật",
        "Số: 05/KH-BVBM về bảo vệ bí mật",
        "TT\tVăn bản\tMật\tTối mật",
        "TT\tVĂN BẢN\tMẬT\tTỐI MẬT\tTUYỆT MẬT",
        "MẬT\nTỐI MẬT\nTUYỆT MẬT",
        "KẾ HOẠCH\nTUYÊN TRUYỀN PHÁP LUẬT VỀ BẢO VỆ BÍ\nMẬT\nNHÀ NƯỚC",
        "HỘI THI NUÔI ONG LẤY\nMẬT",
        "CHƯƠNG TRÌNH\nHỖ TRỢ HỘ SẢN XUẤT\nMẬT",
    ],
)
def test_the_word_elsewhere_is_no_stamp(head: str) -> None:
    assert stamp(head) is None


def test_running_text_and_what_stands_below_it_bear_no_stamp() -> None:
    paragraph = "Trong kỳ, công đoàn phối hợp tuyên truyền về bảo vệ bí mật nhà nước, tài liệu mật, tối mật. " * 4
    assert find_stamp(document(f"BÁO CÁO\n{paragraph}\nMẬT\n"), lexicon()) is None


def test_the_first_page_and_the_rims_of_the_pages_are_looked_at() -> None:
    lines = ["Thông báo", "x " * 200, "MẬT"]
    plain = document("\n".join(lines))
    paged = replace(plain, blocks=tuple(replace(block, page=1) for block in plain.blocks))
    second = replace(plain, blocks=tuple(replace(block, page=2) for block in plain.blocks))
    rims = replace(document("Thông báo"), margins=("Trang 1", "TỐI MẬT"))
    assert [find_stamp(one, lexicon()) for one in (plain, paged, second, rims)] == [None, "MẬT", None, "TỐI MẬT"]


def test_the_extraction_says_the_stamp() -> None:
    assert read("TỐI MẬT\nKẾ HOẠCH\nnăm 2025\n").stamp == "TỐI MẬT"
    assert read("KẾ HOẠCH\nnăm 2025\n").stamp is None


def test_an_office_adds_stamps_and_takes_none_of_the_law_s_out(tmp_path: Path) -> None:
    words = '[secrecy]\nstamps = ["lưu hành hẹp"]\nlabels = []\nnot_after = []\n'
    (tmp_path / "vocabulary.toml").write_text(f"schema = 1\n{words}", encoding="utf-8")
    own = load_lexicon(tmp_path)
    assert find_stamp(document("LƯU HÀNH HẸP\nKẾ HOẠCH\n"), own) == "LƯU HÀNH HẸP"
    assert find_stamp(document("TUYỆT MẬT\nKẾ HOẠCH\n"), own) == "TUYỆT MẬT"


def test_a_text_without_lines_bears_no_stamp() -> None:
    empty = replace(document(""), blocks=(Block(start=0, end=0, page=1),))
    assert find_stamp(empty, lexicon()) is None
