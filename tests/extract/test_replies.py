"""The own words of a reply stay whole, whatever program quotes below, above or between them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dondoc.extract.replies import own_words, printed_codes
from dondoc.settings.replies import load_reply_rules

CUT = load_reply_rules(None).cut

DIGEST = """Kính gửi đồng chí Lê Thị Mẫu,

Tính đến ngày 06/7/2026, đồng chí có 02 việc cần quan tâm.

SẮP ĐẾN HẠN (2 việc)
1. CDX-2026-H2-03: tổ chức hội thao – hạn 30/9/2026
Trân trọng,
Gửi từ đâu cũng được
- Việc đã làm: trả lời thư này, ghi mã việc (ví dụ “CDX-2026-H2-03: đã tổ chức 01 cuộc, ngày 05/7/2026”)"""

QUOTED = "\n".join(f"> {line}" for line in DIGEST.splitlines())

#: How programs put the letter that is answered below the answer.
STYLES = {
    "gmail": "{own}\n\nVào Th 2, 6 thg 7, 2026 lúc 08:01 Đôn đốc <dondoc@donvi.test> đã viết:\n\n{quoted}\n",
    "gmail wrapped": "{own}\n\nVào Th 2, 6 thg 7, 2026 lúc 08:01 Đôn đốc\n<dondoc@donvi.test> đã viết:\n{quoted}\n",
    "gmail english": "{own}\n\nOn Mon, Jul 6, 2026 at 8:01 AM Đôn đốc <dondoc@donvi.test> wrote:\n{quoted}",
    "thunderbird": "Ngày 06/7/2026 08:01, Đôn đốc viết:\n{quoted}\n\n{own}\n",
    "thunderbird unquoted": "{own}\nVào 08:01 06/7/2026, Đôn đốc đã viết:\n{plain}\n",
    "outlook": "{own}\n\n________________________________\nFrom: Đôn đốc <dondoc@donvi.test>\nSent: Monday, July 6"
    "\nTo: Lê Thị Mẫu\nSubject: [Đôn đốc] 02 việc cần làm\n\n{plain}",
    "outlook vietnamese": "{own}\n\nTừ: Đôn đốc <dondoc@donvi.test>\nĐã gửi: 06 Tháng Bảy 2026 8:01 SA\n"
    "Đến: Lê Thị Mẫu\nChủ đề: [Đôn đốc] 02 việc cần làm\n\n{plain}",
    "outlook bold": "{own}\n\n*Người gửi:* Đôn đốc\n*Ngày gửi:* 06/7/2026\n*Chủ đề:* việc cần làm\n\n{plain}",
    "separator": "{own}\n\n-----Original Message-----\n{plain}",
    "separator vietnamese": "{own}\n\n-------- Thư gốc --------\nTiêu đề: việc cần làm\nTừ: Đôn đốc\n\n{plain}",
    "forwarded below": "{own}\n---------- Forwarded message ---------\nTừ: Đôn đốc\n{plain}",
    "signed": "{own}\n\nTrân trọng,\nLê Thị Mẫu\nTổ công đoàn số 1, ĐT 0900 000 000\n\n"
    "Vào 08:01 06/7/2026, Đôn đốc đã viết:\n{quoted}",
    "signed with dashes": "{own}\n-- \nLê Thị Mẫu\nhttp://donvi.test\n",
    "phone": "{own}\n\nGửi từ iPhone của tôi\n\nVào Th 2, 6 thg 7, 2026 lúc 08:01 Đôn đốc "
    "<a@b.test> đã viết:\n\n{quoted}",
    "zalo": "{own}\n\nĐược gửi từ ứng dụng Zalo trên điện thoại\n",
    "warned": "{own}\n\nThư điện tử này và các tệp đính kèm có thể chứa thông tin mật.\nNếu nhận nhầm, xin xóa đi.",
    "no quote": "{own}\n",
}

#: Lines that somebody may well write, with numbers, colons, hyphens and words that also open quotations.
LINES = [
    "CDX-2026-H2-03: đã tổ chức 02 giải ngày 15/9/2026",
    "Đã tổ chức 01 cuộc, ngày 05/7/2026, có 35 người dự.",
    "Ngày 12/9 tổ đã họp và thống nhất:",
    "Vào ngày 20/8 đã trao 10 suất quà.",
    "Trân trọng báo cáo kết quả như sau:",
    "Từ ngày 10/9 đến ngày 12/9 đã làm xong.",
    "Gửi đồng chí danh sách 40 người ký nhận.",
    "Đến nay đạt 38/40 người, 95%.",
    "- đã nhận quà: 12 suất",
    "Việc 05: xin lùi đến ngày 30/11/2026 vì trùng lịch thi.",
    "Ảnh gửi kèm.",
]


@pytest.mark.parametrize("style", STYLES)
@given(lines=st.lists(st.sampled_from(LINES), min_size=1, max_size=6))
def test_the_own_words_are_found_in_every_style(style: str, lines: list[str]) -> None:
    own = "\n".join(lines)
    text = STYLES[style].format(own=own, quoted=QUOTED, plain=DIGEST)
    assert own_words(text, CUT).words == own


@pytest.mark.parametrize("style", STYLES)
def test_what_is_cut_is_not_lost(style: str) -> None:
    text = STYLES[style].format(own="Đã xong ngày 05/7/2026.", quoted=QUOTED, plain=DIGEST)
    found = own_words(text, CUT)
    kept = [line for part in (found.words, found.cut) for line in part.splitlines() if line.strip()]
    assert sorted(kept) == sorted(line for line in text.splitlines() if line.strip())


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=400))
def test_any_text_is_taken_apart_without_loss(text: str) -> None:
    found = own_words(text, CUT)
    kept = [line for part in (found.words, found.cut) for line in part.splitlines() if line.strip()]
    assert sorted(kept) == sorted(line for line in text.splitlines() if line.strip())


def test_answers_between_quoted_lines_know_what_they_stand_below() -> None:
    text = (
        "Tôi trả lời dưới từng việc.\n"
        "> 1. CDX-2026-H2-03: tổ chức hội thao\nĐã tổ chức ngày 12/9.\n"
        "> 2. CDX-2026-H2-05: trồng cây\nChưa làm được.\n> hết\n"
    )
    first, second, third = own_words(text, CUT).blocks
    assert first.quoted == ""
    assert (second.words, list(printed_codes(second.quoted))) == ("Đã tổ chức ngày 12/9.", ["CDX-2026-H2-03"])
    assert (third.words, list(printed_codes(third.quoted))) == ("Chưa làm được.", ["CDX-2026-H2-05"])


def test_a_forwarded_letter_without_words_of_one_s_own_has_none() -> None:
    assert own_words(STYLES["outlook"].format(own="", plain=DIGEST), CUT).blocks == ()


def test_a_postscript_and_a_code_below_the_signature_are_read() -> None:
    signed = "Đã xong.\nTrân trọng,\nLê Thị Mẫu\nP/S: ảnh gửi sau"
    assert own_words(signed, CUT).words == "Đã xong.\nP/S: ảnh gửi sau"
    going_on = "CDX-2026-H2-03: đã xong\nTrân trọng,\nCDX-2026-H2-05: xong nốt\nKính thư\nMẫu"
    assert "CDX-2026-H2-05: xong nốt" in own_words(going_on, CUT).words
    assert "Mẫu" not in own_words(going_on, CUT).words.splitlines()


def test_a_hostile_reply_is_cut_in_one_pass() -> None:
    """Rows of openings that never close, of signatures and of codes: no line is read again for each other one."""
    rows = ["Vào lúc 08:01 ai đó", "From: x", "Trân trọng,", "________", "> ", "CDX-2026-H2-03"]
    text = "\n".join(rows * 4_000)
    found = own_words(text, CUT)
    assert len(found.words) + len(found.cut) > 0
