"""Number and date stand open in a draft and are printed once the office gives them."""

from datetime import date

from draft.samples import office
from draft.test_context import drafted

from dondoc.draft.annex import with_annexes
from dondoc.draft.number_and_date import with_number
from dondoc.draft.office import Signer

ISSUED_ON = date(2018, 1, 5)


def test_number_and_date_are_open_until_they_are_given() -> None:
    context = drafted()
    assert context.number_line == "Số:      /BC-CĐCS"
    assert context.place_date_line == "Bình Sơn, ngày … tháng … năm 2018"


def test_an_issued_report_has_them_in_its_head_and_in_each_annex() -> None:
    draft = drafted()
    draft = with_annexes(draft, [*draft.annexes, *draft.annexes])
    issued = with_number(draft, number="7", issued_on=ISSUED_ON)
    assert issued.number_line == "Số: 07/BC-CĐCS"
    assert issued.place_date_line == "Bình Sơn, ngày 05 tháng 01 năm 2018"
    assert [annex.reference for annex in issued.annexes] == [
        "(Kèm theo Báo cáo số 07/BC-CĐCS ngày 05 tháng 01 năm 2018 của Công đoàn cơ sở Công ty Dệt Bình Sơn)"
    ] * 2
    assert issued.sections == draft.sections


def test_a_number_that_brings_its_own_suffix_keeps_it() -> None:
    issued = with_number(drafted(), number="21/BC-BCH", issued_on=ISSUED_ON)
    assert issued.number_line == "Số: 21/BC-BCH"
    assert "số 21/BC-BCH ngày" in issued.annexes[0].reference


def test_several_addressees_have_a_line_each() -> None:
    context = drafted(addressee=("Ban Thường vụ Liên đoàn Lao động huyện", "Đảng ủy Công ty."))
    assert context.addressee_line == "Kính gửi:"
    assert context.addressees == ("- Ban Thường vụ Liên đoàn Lao động huyện;", "- Đảng ủy Công ty.")
    one = drafted(addressee=("Đảng ủy Công ty",))
    assert (one.addressee_line, one.addressees) == ("Kính gửi: Đảng ủy Công ty.", ())


def test_a_deputy_signs_under_the_body_and_for_its_head() -> None:
    signer = Signer(authority="TM. BAN CHẤP HÀNH", acting="KT. CHỦ TỊCH", position="PHÓ CHỦ TỊCH")
    context = drafted(signer=signer)
    assert (context.signer_authority, context.signer_acting, context.signer_position) == (
        "TM. BAN CHẤP HÀNH",
        "KT. CHỦ TỊCH",
        "PHÓ CHỦ TỊCH",
    )
    assert office().signer.acting == ""


def test_the_text_points_at_its_annexes_and_at_no_others() -> None:
    one = drafted()
    (annex,) = one.annexes
    two, none = with_annexes(one, [annex, annex]), with_annexes(one, [])
    assert one.closing.endswith(" (có Phụ lục kèm theo)./.")
    assert two.closing.endswith(" (có các Phụ lục I, II kèm theo)./.")
    assert [a.label for a in two.annexes] == ["Phụ lục I", "Phụ lục II"]
    assert none.closing.endswith("Công ty Dệt Bình Sơn./.")
    assert with_annexes(with_annexes(two, []), [annex]) == one
