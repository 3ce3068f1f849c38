"""Plain text: every encoding gives the same NFC text, and nothing else changes."""

import codecs
import unicodedata

import pytest
from documents.old_encodings import misread, tcvn3, vietware, viqr, viscii, vni

from dondoc.documents.reading import read_bytes
from dondoc.errors import BadInput

TEXT = "KẾ HOẠCH CÔNG TÁC\n\n  Tổ chức 02 lớp tập huấn;\tmở rộng đối tượng.\nHoàn thành trước ngày 15/9.\n"


def vietnamese_1258(text: str) -> bytes:
    """Windows-1258 as Windows writes it: the letter with its shape, then the tone as a mark."""
    tones = "\u0300\u0301\u0303\u0309\u0323"
    pieces = []
    for letter in text:
        parts = unicodedata.normalize("NFD", letter)
        tone = "".join(part for part in parts if part in tones)
        shape = "".join(part for part in parts if part not in tones)
        pieces.append(unicodedata.normalize("NFC", shape) + tone)
    return "".join(pieces).encode("cp1258")


@pytest.mark.parametrize(
    "data",
    [
        TEXT.encode(),
        codecs.BOM_UTF8 + TEXT.encode(),
        codecs.BOM_UTF16_LE + TEXT.encode("utf-16-le"),
        codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"),
        vietnamese_1258(TEXT),
        unicodedata.normalize("NFD", TEXT).encode(),
        TEXT.replace("\n", "\r\n").encode(),
    ],
    ids=["utf-8", "utf-8 with BOM", "utf-16 le", "utf-16 be", "windows-1258", "NFD", "CR LF"],
)
def test_every_encoding_gives_the_same_text(data: bytes) -> None:
    assert read_bytes(data, "ke-hoach.txt").text == TEXT


def test_nothing_but_line_ends_and_composition_changes() -> None:
    text = "\u00a0Mục  tiêu:\u200b đạt 95 %\t\n \n\rhết\u2028dòng\x0c"
    assert read_bytes(text.encode(), "a.txt").text == text


def test_each_line_with_words_is_a_block() -> None:
    document = read_bytes(TEXT.encode(), "a.txt")
    assert [document.text[block.start : block.end] for block in document.blocks] == [
        "KẾ HOẠCH CÔNG TÁC",
        "Tổ chức 02 lớp tập huấn;\tmở rộng đối tượng.",
        "Hoàn thành trước ngày 15/9.",
    ]


def test_another_single_byte_encoding_is_guessed() -> None:
    text = "Союз проводит собрание каждый месяц, отчёт сдаётся до пятнадцатого числа. " * 5
    assert read_bytes(text.encode("cp1251"), "a.txt").text == text


OLD = "Kế hoạch công tác\n\n  Tổ chức 02 lớp tập huấn;\tmở rộng đối tượng.\nHoàn thành trước ngày 15/9.\n"
WINDOWS = "cp1252"


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (tcvn3(OLD).encode(WINDOWS), "TCVN3 (ABC)"),
        (vni(OLD).encode(WINDOWS), "VNI"),
        (viscii(OLD), "VISCII"),
        (vietware(OLD).encode(WINDOWS), "Vietware X"),
        (tcvn3(OLD).encode(), "TCVN3 (ABC)"),
        (vni(OLD).encode(), "VNI"),
        (vni(OLD).encode("utf-16"), "VNI"),
        (viqr(OLD).encode(), "VIQR"),
        (tcvn3(OLD).replace("\n", "\r\n").encode(WINDOWS), "TCVN3 (ABC)"),
    ],
    ids=["TCVN3", "VNI", "VISCII", "Vietware", "TCVN3 in UTF-8", "VNI in UTF-8", "VNI in UTF-16", "VIQR", "CR LF"],
)
def test_an_old_encoding_is_part_of_decoding_and_told(data: bytes, encoding: str) -> None:
    document = read_bytes(data, "ke-hoach.txt")
    assert document.text == OLD
    assert [(doubt.code, dict(doubt.params)) for doubt in document.doubts] == [
        ("document.converted", {"encoding": encoding})
    ]
    assert next(document.text[block.start : block.end] for block in document.blocks) == "Kế hoạch công tác"


def test_letters_that_were_misread_once_are_put_together() -> None:
    document = read_bytes(misread(OLD).encode(), "ke-hoach.txt")
    assert document.text == OLD
    assert [doubt.code for doubt in document.doubts] == ["document.misencoded"]


@pytest.mark.parametrize(
    "data", [TEXT.encode(), vietnamese_1258(TEXT), unicodedata.normalize("NFD", TEXT).encode(), b"1, 2, 3.\n", b"It's."]
)
def test_text_of_today_gives_no_doubt(data: bytes) -> None:
    assert read_bytes(data, "a.txt").doubts == ()


def test_bytes_that_two_encodings_explain_half_are_refused() -> None:
    half = (tcvn3(OLD) + vni(OLD)).encode(WINDOWS)
    with pytest.raises(BadInput) as refusal:
        read_bytes(half, "a.txt")
    assert refusal.value.message_code == "document.encoding_unknown"
    assert refusal.value.params == {"file": "a.txt"}


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "document.empty"),
        (b" \r\n\t\n", "document.empty"),
        (codecs.BOM_UTF8, "document.empty"),
        (b"\x00\x01\x02\x03" * 50, "document.wrong_type"),
        (b"\x89PNG\r\n\x1a\n" + b"\x00" * 40, "document.wrong_type"),
        (b"%PDF-1.7\n", "document.wrong_type"),
        (b"<!DOCTYPE html><html><body>A</body></html>", "document.wrong_type"),
        (TEXT.encode() + b"\xe1\xbb", "document.damaged"),
        (codecs.BOM_UTF16_LE + b"a\x00b", "document.damaged"),
    ],
    ids=["nothing", "blanks", "BOM only", "binary", "picture", "pdf", "html", "cut UTF-8", "cut UTF-16"],
)
def test_what_is_no_text_is_refused(data: bytes, code: str) -> None:
    with pytest.raises(BadInput) as refusal:
        read_bytes(data, "a.txt")
    assert refusal.value.message_code == code
