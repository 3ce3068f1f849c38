"""What tesseract takes for something else, and what it must leave alone."""

import pytest

from dondoc.documents.ocr_words import mend_line, mend_quarter


@pytest.mark.parametrize(
    ("seen", "width", "meant"),
    [
        ("IH", 1.4, "III"), ("TH", 1.4, "III"), ("HH", 1.4, "III"), ("1H", 1.4, "III"), ("II", 1.4, "III"),
        ("II.", 1.7, "III."), ("II.", 1.3, "II."), ("II", 1.0, "II"), ("H", 1.0, "II"), ("l", 0.5, "I"),
        ("lV", 1.6, "IV"), ("TV/2026", 4.0, "IV/2026"), ("IH/2026", 4.0, "III/2026"), ("IIl,", 1.7, "III,"),
    ],
)  # fmt: skip
def test_a_quarter_is_read_by_its_strokes_and_its_width(seen: str, width: float, meant: str) -> None:
    assert mend_quarter(seen, width) == meant


@pytest.mark.parametrize("word", ["I", "II", "IV", "1", "1,", "4", "VI", "V", "thầy", "vị", "cơ", "IV/2026", "III"])
def test_what_is_right_stays(word: str) -> None:
    assert mend_quarter(word, 0.9) == word


@pytest.mark.parametrize(
    ("seen", "meant"),
    [
        ("« Tổ chức", "• Tổ chức"),
        ("_ ° Tổ chức", "• Tổ chức"),
        ("Il. KẾT QUẢ", "II. KẾT QUẢ"),
        ("VH) Việc", "VII) Việc"),
        ("ngày O5/9/2O25", "ngày 05/9/2025"),
        ("ngày 1O/l0/2025", "ngày 10/10/2025"),
        ("đạt 9O%", "đạt 90%"),
        ("| — _ +", ""),
        ("", ""),
    ],
)
def test_sure_mistakes_are_mended(seen: str, meant: str) -> None:
    assert mend_line(seen) == meant


@pytest.mark.parametrize(
    "line",
    [
        "- Tổ chức",
        "+ Thăm hỏi",
        "* Ghi chú",
        "H. Bình",
        "I. KẾT QUẢ",
        "X. Đề nghị",
        "Ông H. Lê",
        "quý I/2026",
        "“Xanh”",
    ],
)
def test_lines_without_them_stay(line: str) -> None:
    assert mend_line(line) == line
