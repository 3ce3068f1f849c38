"""A reply is divided by the codes in it, and each part means something."""

from datetime import date

import pytest

from dondoc.extract.replies import Block
from dondoc.extract.reply_parts import Meaning, Part, codes_in, parts_of, said
from dondoc.settings.lexicon import load_lexicon
from dondoc.settings.replies import load_reply_rules

LEXICON = load_lexicon(None)
MEANING = load_reply_rules(None).meaning
TODAY = date(2026, 7, 6)
CODES = {"CDX-2026-H2-03", "CDX-2026-H2-05", "CDX-2026-H2-05.2"}


def known(token: str) -> str | None:
    return token.upper() if token.upper() in CODES else None


def parts(*words: str) -> list[Part]:
    return list(parts_of([Block(one) for one in words], known).parts)


def test_a_code_is_found_however_it_is_typed() -> None:
    assert codes_in("mã cdx-2026-h2-03, CDX–2026–H2–05.2; theo 15/KH-CĐ-2026", known) == [
        "CDX-2026-H2-03",
        "CDX-2026-H2-05.2",
    ]


def test_words_around_one_code_are_all_about_it() -> None:
    assert parts("Kính gửi chị,\nCDX-2026-H2-03: đã tổ chức 02 giải\nngày 15/6.") == [
        Part(("CDX-2026-H2-03",), "Kính gửi chị,\nđã tổ chức 02 giải\nngày 15/6.")
    ]


def test_each_code_at_the_beginning_of_a_line_begins_a_part() -> None:
    words = "Báo cáo chị:\nCDX-2026-H2-03: đã xong\nngày 15/6\n- CDX-2026-H2-05 – chưa làm"
    found = parts_of([Block(words)], known)
    assert found.parts == (
        Part(("CDX-2026-H2-03",), "đã xong\nngày 15/6"),
        Part(("CDX-2026-H2-05",), "chưa làm"),
    )
    assert (found.preamble, found.has_loose_figures) == ("Báo cáo chị:", False)


def test_figures_before_the_first_of_several_codes_belong_to_none() -> None:
    words = "Đã làm 05 việc:\nCDX-2026-H2-03: đã xong\nCDX-2026-H2-05: đã xong"
    assert parts_of([Block(words)], known).has_loose_figures


def test_a_line_with_two_codes_stays_together() -> None:
    assert parts("CDX-2026-H2-03 và CDX-2026-H2-05: đã xong ngày 2/6") == [
        Part(("CDX-2026-H2-03", "CDX-2026-H2-05"), "và : đã xong ngày 2/6")
    ]


def test_words_below_a_quoted_code_are_about_it() -> None:
    blocks = [
        Block("Chào chị,"),
        Block("Đã tổ chức ngày 12/6.", "1. CDX-2026-H2-03: tổ chức hội thao"),
        Block("Chưa làm.", "2. CDX-2026-H2-05: trồng cây"),
    ]
    assert [(part.codes, part.words) for part in parts_of(blocks, known).parts] == [
        (("CDX-2026-H2-03",), "Đã tổ chức ngày 12/6."),
        (("CDX-2026-H2-05",), "Chưa làm."),
    ]


def test_a_quotation_of_many_codes_says_nothing_of_which() -> None:
    assert parts_of([Block("Đã xong", "CDX-2026-H2-03\nCDX-2026-H2-05")], known).parts == (Part((), "Đã xong"),)


def test_without_a_code_all_words_are_one_part() -> None:
    assert parts("Đã tổ chức 02 giải ngày 15/6") == [Part((), "Đã tổ chức 02 giải ngày 15/6")]
    assert parts() == [Part((), "")]


@pytest.mark.parametrize(
    "words",
    ["Đã nhận", "Dạ em đã nhận được thư ạ.", "OK chị", "Em đã rõ, cảm ơn anh!", "đã nhận thông tin", "Rõ."],
)
def test_received_is_received(words: str) -> None:
    assert said(words, LEXICON, MEANING, today=TODAY).meaning is Meaning.RECEIVED


@pytest.mark.parametrize(
    "words", ["Đã nhận 12 suất quà", "Đã nhận quà ngày 2/6", "Đã rõ, đã làm xong", "đã nhận, tuần sau làm"]
)
def test_what_says_more_than_received_is_read_as_more(words: str) -> None:
    assert said(words, LEXICON, MEANING, today=TODAY).meaning is not Meaning.RECEIVED


@pytest.mark.parametrize(
    ("words", "until"),
    [
        ("Nhắc lại sau 3 ngày nhé", date(2026, 7, 9)),
        ("nhắc lại em ngày 20/7", date(2026, 7, 20)),
        ("Nhắc lại sau 1 tuần", date(2026, 7, 13)),
        ("nhắc lại sau", None),
    ],
)
def test_remind_me_later(words: str, until: date | None) -> None:
    found = said(words, LEXICON, MEANING, today=TODAY)
    assert (found.meaning, found.until) == (Meaning.SNOOZE, until)


@pytest.mark.parametrize(
    ("words", "until"),
    [
        ("Xin lùi đến ngày 30/11/2026 vì trùng lịch thi", date(2026, 11, 30)),
        ("Đề nghị cho lùi sang ngày 15/8.", date(2026, 8, 15)),
        ("Chưa làm được, xin gia hạn đến hết ngày 10/01", date(2027, 1, 10)),
        ("Xin lùi, chưa biết đến bao giờ", None),
        ("Xin lùi từ ngày 10/8 sang ngày 20/8", None),
    ],
)
def test_a_wish_for_another_day(words: str, until: date | None) -> None:
    found = said(words, LEXICON, MEANING, today=TODAY)
    assert (found.meaning, found.until) == (Meaning.EXTENSION, until)


@pytest.mark.parametrize(
    ("words", "until", "result"),
    [
        ("Đã trồng 4 cây, xin lùi đến 31/10 vì mưa", date(2026, 10, 31), "Đã trồng 4 cây"),
        ("Đã trồng 4 cây xin lùi đến 31/10", date(2026, 10, 31), "Đã trồng 4 cây"),
        ("Xin gia hạn đến 31/10. Đã trồng 4 cây ngày 2/7.", date(2026, 10, 31), "Đã trồng 4 cây ngày 2/7"),
        ("Đã trồng 4 cây, chưa đủ 10 cây; do mưa, xin lùi đến 31/10", date(2026, 10, 31), "Đã trồng 4 cây"),
        ("Đã chi 1.250.000 đồng, mở 1,5 ngày; xin lùi đến 31/10", date(2026, 10, 31), "Đã chi 1.250.000 đồng"),
        ("Do đã mất điện từ ngày 2/7, xin lùi đến 31/10", date(2026, 10, 31), ""),
        ("Xin lùi đến 31/10 vì đã vào mùa mưa", date(2026, 10, 31), ""),
        ("Đã nhận, xin lùi đến 31/10", date(2026, 10, 31), ""),
    ],
)
def test_what_was_done_is_told_beside_a_wish(words: str, until: date, result: str) -> None:
    found = said(words, LEXICON, MEANING, today=TODAY)
    assert (found.meaning, found.until, found.result) == (Meaning.EXTENSION, until, result)


@pytest.mark.parametrize(
    "words", ["Chưa thực hiện được do mưa bão", "Sẽ tổ chức vào tháng 8", "Việc này tạm hoãn", "Dự kiến ngày 20/8"]
)
def test_not_yet(words: str) -> None:
    assert said(words, LEXICON, MEANING, today=TODAY).meaning is Meaning.NOT_YET


@pytest.mark.parametrize("words", ["Đã tổ chức 02 giải ngày 15/6", "Xong rồi ạ", "hoàn thành 38/40 người"])
def test_a_result(words: str) -> None:
    assert said(words, LEXICON, MEANING, today=TODAY).meaning is Meaning.RESULT


@pytest.mark.parametrize("words", ["", "Chị cho hỏi mẫu danh sách ở đâu?", "Cảm ơn"])
def test_what_the_rules_do_not_know(words: str) -> None:
    assert said(words, LEXICON, MEANING, today=TODAY).meaning is Meaning.UNKNOWN


def test_a_hostile_part_is_read_in_one_pass() -> None:
    tokens = " ".join(f"a{n}-b-{n}" for n in range(20_000))
    found = parts_of([Block(f"{tokens}\n" * 3)], known)
    assert [part.codes for part in found.parts] == [()]
