"""What can be a Vietnamese syllable by its spelling."""

import unicodedata

import pytest

from dondoc.documents.syllables import is_syllable


@pytest.mark.parametrize(
    "word",
    [
        *("công", "đoàn", "nghiệp", "thường", "QUYẾT", "Nguyễn", "hoà", "hòa", "gì", "giữ", "giếng", "quốc", "quý"),
        *("khuỷu", "thuở", "rượu", "xoong", "huỳnh", "yếu", "ý", "ở", "uống", "ngoằn", "nghiêng", "Đắc", "ỷ", "quỳnh"),
    ],
)
def test_syllables_are_known(word: str) -> None:
    assert is_syllable(word)
    assert is_syllable(unicodedata.normalize("NFD", word))


@pytest.mark.parametrize(
    "word",
    [
        *(
            "cafộ",
            "càt",
            "nghôi",
            "cệ",
            "ngìn",
            "ghà",
            "réunion",
            "ñoaøn",
            "§oµn",
            "kíện",
            "thừơng",
            "ươ",
            "đđ",
            "CĐCS",
        ),
        *("über", "año", "éé", "", "nghiêngg", "ă", "bâ"),
    ],
)
def test_other_words_are_not(word: str) -> None:
    assert not is_syllable(word)
