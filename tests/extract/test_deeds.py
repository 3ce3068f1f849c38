"""One line typed in a hurry gives day, number, people, money, place and area; what is not sure is left empty."""

from datetime import date
from decimal import Decimal

import pytest

from dondoc.extract.deeds import Deed, read_deed
from dondoc.settings.evidence import load_note_words
from dondoc.settings.lexicon import load_lexicon
from dondoc.settings.reported import load_reported_words

#: A Monday.
TODAY = date(2026, 9, 21)


def read(words: str) -> Deed:
    return read_deed(words, load_lexicon(None), load_reported_words(None), load_note_words(None), today=TODAY)


def test_a_whole_line_is_taken_apart() -> None:
    deed = read(
        "Sáng 18/9 tặng 15 suất quà cho hộ khó khăn tại nhà văn hóa khu phố 3, 40 người dự, tổng 7,5 triệu đồng"
    )
    assert (deed.on, deed.quantity, deed.unit) == (date(2026, 9, 18), Decimal(15), "suất quà")
    assert (deed.people, deed.money, deed.place) == (40, Decimal(7_500_000), "nhà văn hóa khu phố 3")
    assert (deed.area, deed.others, deed.is_denied) == ("charity", (), False)


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("Hôm qua thăm 02 đoàn viên ốm", date(2026, 9, 20)),
        ("chiều nay họp tổ", TODAY),
        ("Thứ sáu tuần trước giao hữu bóng bàn", date(2026, 9, 18)),
        ("chủ nhật vừa rồi ra quân dọn vệ sinh", date(2026, 9, 20)),
        ("tối 20/9/2026 ở sân trường: đêm văn nghệ mừng Quốc khánh", date(2026, 9, 20)),
        ("tặng quà 10/9 và 12/9", None),
        ("Họp tổ công đoàn", None),
    ],
)
def test_the_day_is_the_one_that_is_named_or_counted_from_today(words: str, day: date | None) -> None:
    assert read(words).on == day


def test_who_took_part_is_no_result() -> None:
    crowd = read("Ra quân dọn vệ sinh, 45 đoàn viên tham gia")
    assert (crowd.people, crowd.quantity) == (45, None)
    both = read("Đã mở 02 lớp tập huấn ngày 10/9 tại hội trường, có 60 người tham dự")
    assert (both.people, both.quantity, both.unit, both.place) == (60, Decimal(2), "lớp tập huấn", "hội trường")
    for joined in (read("Kết nạp 12 đoàn viên"), read("Kết nạp 12 người vào công đoàn")):
        assert (joined.people, joined.quantity) == (None, Decimal(12))
    beside = read("Có 38 vận động viên tham gia 02 giải")
    assert (beside.people, beside.quantity) == (38, Decimal(2))
    teams = read("03 đội tham gia giải cầu lông")
    assert (teams.people, teams.quantity) == (None, Decimal(3))


def test_what_is_typed_on_a_phone_is_read_too() -> None:
    plain = read("ngay 18/9 tang 15 suat qua tai nha van hoa, 40 nguoi du, 7,5tr")
    assert (plain.on, plain.quantity, plain.people) == (date(2026, 9, 18), Decimal(15), 40)
    assert plain.money == Decimal(7_500_000)
    assert read("Tối qua viếng thân nhân đoàn viên (300k)").money == Decimal(300_000)


def test_a_share_brings_its_whole_and_a_price_is_no_amount() -> None:
    part = read("Vận động 38/40 đoàn viên mua bảo hiểm y tế")
    assert (part.quantity, part.denominator) == (Decimal(38), Decimal(40))
    price = read("Mỗi suất 300.000 đồng, tặng 10 suất tại ấp Mới")
    assert (price.quantity, price.money, price.others) == (Decimal(10), None, ("300.000 đồng",))


def test_what_did_not_happen_is_said_to_be_denied() -> None:
    assert read("Chưa tổ chức được hội thao").is_denied
    assert not read("Đã tổ chức hội thao theo kế hoạch").is_denied


def test_any_line_is_read_without_falling() -> None:
    assert read("") == Deed()
    assert read("Làm việc " * 3000).quantity is None
